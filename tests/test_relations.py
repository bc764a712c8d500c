"""Dialogs in other ways, of which is known what they cost: always the same ones."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tools.relations import Found, Relation, attempts

COUNT = 25
"""Dialogs of each language, each in some twenty ways."""
ANSWERED = 0.95
"""Of the ways at least so many: what is said clearly one way is clear in another."""

pytestmark = pytest.mark.no_cover
# What they happen to reach is no test of a line; dialogs are.


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_other_way_to_ask_gets_another_total(lang: str) -> None:
    found = list(attempts(lang, COUNT))

    assert [each for each in found if each.outcome == "other"] == []
    assert sum(each.outcome == "same" for each in found) >= ANSWERED * len(found)


@pytest.mark.parametrize(
    ("relation", "text"),
    [
        ({"behind": ", batched"}, "opus 5.5 10M in, batched?"),
        ({"before": "hi: ", "behind": ", thanks!"}, "hi: opus 5.5 10M in, thanks!?"),
        ({"follow": "batched?"}, "batched?"),
        ({"instead": ("10M in", "10M input")}, "opus 5.5 10M input?"),
        ({"instead": ("users", "customers")}, None),
        ({"behind": ", batched", "unless": ["OPUS"]}, None),
    ],
)
def test_a_text_in_another_way(relation: dict[str, object], text: str | None) -> None:
    known = Relation.model_validate({"name": "any", **relation})

    assert text == known.text("opus 5.5 10M in?")


def test_an_end_that_is_missing_is_another_total() -> None:
    both = Decimal(20), Decimal(40)

    found = Found("a range", "10M in", "10M to 20M in", both, "estimate", (both[0], both[0]))

    assert found.outcome == "other"
