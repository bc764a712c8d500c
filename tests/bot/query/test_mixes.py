"""How much of the work goes to which model."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, reading


def test_many_words_may_stand_between_a_share_and_its_model() -> None:
    said = "70% of the traffic to the haiku 4.5, 30% to opus 5.5, 10M in"

    assert "haiku-4.5 7M in + opus-5.5 3M in" == reading(said)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ask.split_models", "70/30 haiku 4.5, opus 5.5, sonnet 4.5 10M in"),
        ("ask.two_amounts", "haiku 4.5 10M in, 2M in, opus 5.5 1M in"),
    ],
)
def test_error_what_is_whose_is_not_plain(key: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert key == caught.value.message.key
