"""Questions put together from phrases at random: always the same ones."""

from __future__ import annotations

import pytest

from tools.compositions import RIGHT, WRONG, compositions, judged

COUNT = 400
ANSWERED = 0.97
"""Of the questions at least so many: to ask back for what was said is no answer."""

pytestmark = pytest.mark.no_cover
# What phrases happen to reach is no test of a line; dialogs are.


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_question_made_of_phrases_gets_a_wrong_total(lang: str) -> None:
    outcomes = {each.text: judged(each) for each in compositions(lang, COUNT, seed=0)}

    assert [text for text, outcome in outcomes.items() if outcome == WRONG] == []
    assert sum(outcome == RIGHT for outcome in outcomes.values()) >= ANSWERED * len(outcomes)


def test_a_question_made_of_phrases_is_made_again_by_its_seed() -> None:
    assert list(compositions("en", 3, seed=5)) == list(compositions("en", 3, seed=5))
    assert list(compositions("en", 3, seed=5)) != list(compositions("en", 3, seed=6))
