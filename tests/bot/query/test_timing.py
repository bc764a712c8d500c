"""What work is per, and what is asked for."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, reading


@pytest.mark.parametrize(
    ("often", "each"),
    [
        ("every 15 minutes", "4 requests/hour"),
        ("every 30 seconds", "2 requests/minute"),
        ("every 7 minutes", "1440 requests/week"),
        ("every 2 weeks", "0.5 requests/week"),
        ("every 3 months", "4 requests/year"),
        ("twice a day", "2 times/day"),
        ("once a week", "1 times/week"),
        ("3x daily", "3 times/day"),
    ],
)
def test_how_often_becomes_so_many_in_a_period(often: str, each: str) -> None:
    assert f"opus-5.5 {each} 3k in" == reading(f"opus 5.5 3k in, {often}")


@pytest.mark.parametrize(
    ("schedule", "factor"),
    [
        ("10 hours a day", "600 minutes/day"),
        ("8 hours per business day", "480 minutes/business day"),
    ],
)
def test_a_schedule_says_how_many_there_are_of_what_a_rate_is_per(
    schedule: str, factor: str
) -> None:
    said = f"opus 5.5 20 requests/minute, {schedule}, 3k in"

    assert f"opus-5.5 20 requests/minute x {factor} 3k in" == reading(said)


def test_of_two_adverbs_the_first_is_the_rate() -> None:
    said = "weekly batch of 50 docs, 3k in, opus 5.5, annually"

    assert "opus-5.5 50 docs/week 3k in per year" == reading(said)


@pytest.mark.parametrize("said", ["for the year", "over a year", "annually", "annual total"])
def test_a_year_may_be_asked_for(said: str) -> None:
    assert "opus-5.5 50 docs/day 3k in per year" == reading(f"opus 5.5 50 docs/day 3k in, {said}")


def test_error_amounts_per_the_period_of_the_requests_could_be_totals() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("opus 5.5 50 docs/day, 3k in per day")

    assert "ask.each_or_in_all" == caught.value.message.key


def test_larger_amounts_per_the_period_of_the_requests_are_totals() -> None:
    assert "opus-5.5 50 docs/day 3M in" == reading("opus 5.5 50 docs/day, 3M in per day")
