"""Limits of a number, and amounts that are spread over a count."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, quoted, reading


@pytest.mark.parametrize(
    ("said", "piece"),
    [
        ("opus 5.5 at least 10M in", "at least 10M"),
        ("opus 5.5 up to about 10M in", "up to about 10M"),
        ("opus 5.5 10M in over 80% cached", "over 80%"),
        ("opus 5.5 over 10M in", "over 10M"),
        ("opus 5.5 fewer than 5k requests, 3k in", "fewer than 5k"),
    ],
)
def test_error_a_limit_is_no_number(said: str, piece: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert "ask.bound" == caught.value.message.key
    assert piece == quoted(said, caught.value)


@pytest.mark.parametrize("said", ["over lunch", "below the radar", "max"])
def test_a_limit_of_nothing_is_prose(said: str) -> None:
    assert "opus-5.5 10M in" == reading(f"opus 5.5 10M in {said}")


@pytest.mark.parametrize("said", ["5M in over 1,000 requests", "500k in each over 1,000 requests"])
def test_amounts_over_a_count_are_spread_or_each(said: str) -> None:
    assert reading(f"opus 5.5 {said}".replace("over ", "")) == reading(f"opus 5.5 {said}")


def test_error_small_amounts_over_a_count_could_be_each() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("opus 5.5 500k in over 1,000 requests")

    assert "ask.each_or_in_all" == caught.value.message.key
