"""What work is per, and what is asked for."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, quoted, reading


@pytest.mark.parametrize(
    ("often", "each"),
    [
        ("every 15 minutes", "4 requests/hour 3k in each"),
        ("every 30 seconds", "2 requests/minute 3k in each"),
        ("every 7 minutes", "1440 requests/week 3k in each"),
        ("every 2 weeks", "0.5 requests/week 3k in each"),
        ("every 3 months", "1 requests/quarter 3k in each"),
        ("every 2 months", "6 requests/year 3k in each"),
        ("twice a day", "2 times/day 3k in"),
        ("once a week", "1 times/week 3k in"),
        ("3x daily", "3 times/day 3k in"),
    ],
)
def test_how_often_becomes_so_many_in_a_period(often: str, each: str) -> None:
    assert f"opus-5.5 {each}" == reading(f"opus 5.5 3k in, {often}")


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


def test_amounts_so_often_are_those_of_each_time_however_large() -> None:
    assert "opus-5.5 1440 requests/week 10M in each" == reading("opus 5.5 10M in every 7 minutes")


def test_work_every_night_is_work_a_day() -> None:
    assert "opus-5.5 10M in per day" == reading("opus 5.5 10M in every night")


@pytest.mark.parametrize("said", ["(10M in 2M out) per day", "(10M in, 2M out) a day"])
def test_a_period_behind_brackets_is_that_of_what_is_in_them(said: str) -> None:
    assert "opus-5.5 10M in 2M out per day" == reading(f"opus 5.5 {said}")


@pytest.mark.parametrize(
    ("key", "piece", "said"),
    [
        ("ask.rate_of", "every 7 minutes", "10M in in total, every 7 minutes"),
        ("ask.two_periods", "for 3 months", "10 docs/day 3k in for 3 months, per year"),
        ("ask.two_periods", "for 3 months", "10 docs/day 3k in for 3 months for 2 years"),
        ("ask.rate_of", "for 3 days", "10 docs/month 3k in for 3 days"),
        ("ask.rate_of", "per year", "10M in, per year"),
        ("ask.two_periods", "per week", "50 docs/day, 20 docs per week, 3k in"),
        ("ask.unused", "30 hours a day", "50 docs/day 3k in, 30 hours a day"),
        ("ask.unused", "qps", "10M in, qps"),
        ("ask.unused", "qps", "qps 10M in"),
    ],
)
def test_error_a_period_that_could_be_of_several_things(key: str, piece: str, said: str) -> None:
    asked = f"opus 5.5 {said}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert (key, piece) == (caught.value.message.key, quoted(asked, caught.value))


@pytest.mark.parametrize("said", ["50 docs/day 3k in", "10M in"])
def test_a_period_apart_from_a_budget_is_that_of_the_budget(said: str) -> None:
    assert f"opus-5.5 {said} fits in 500 USD/month" == reading(f"opus 5.5 {said}, $500, per month")


def test_hours_that_requests_come_in_change_no_total() -> None:
    assert "opus-5.5 50 docs/day 3k in" == reading("opus 5.5 50 docs/day 3k in over 8 hours")


def test_two_amounts_of_one_request_may_each_have_their_period() -> None:
    said = "opus 5.5, 1 request, 8k in per day and 1k out per day"

    assert reading(said) == "opus-5.5 1 request/day 8k in 1k out"
