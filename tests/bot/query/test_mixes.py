"""How much of the work goes to which model."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, reading


def test_many_words_may_stand_between_a_share_and_its_model() -> None:
    said = "70% of the traffic to the haiku 4.5, 30% to opus 5.5, 10M in"

    assert "haiku-4.5 7M in + opus-5.5 3M in" == reading(said)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("haiku-4.5 7M in + opus-5.5 3M in", "haiku 4.5 70% opus 5.5 30%, 10M in"),
        (
            "opus-5.5 2M in + haiku-4.5 2M in + sonnet-5.5 6M in",
            "opus 5.5 20% haiku 4.5 20% sonnet 5.5 60%, 10M in",
        ),
        ("haiku-4.5 8M in + opus-5.5 2M in", "80% haiku 4.5 20% opus 5.5, 10M in"),
    ],
)
def test_each_share_may_stand_behind_its_model_or_before_it(expected: str, said: str) -> None:
    assert expected == reading(said)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ask.split_models", "70/30 haiku 4.5, opus 5.5, sonnet 4.5 10M in"),
        ("ask.two_amounts", "haiku 4.5 10M in, 2M in, opus 5.5 1M in"),
        ("ask.two_counts", "haiku 4.5 and opus 5.5: 10 requests and 20 requests, 3k in"),
        ("ask.shares_sum", "70% haiku 4.5 40% opus 5.5, 10M in"),
        ("ask.share_beside_all", "haiku 4.5 70% opus 5.5, 10M in"),
        ("ask.which_side", "haiku 4.5 70% opus 5.5 15% off, 10M in"),
        ("ask.which_side", "haiku 4.5 70% opus 5.5 30% cached, 10M in"),
    ],
)
def test_error_what_is_whose_is_not_plain(key: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert key == caught.value.message.key
