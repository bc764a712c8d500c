"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.query import dates
from bot.query.dates import NoSuchDay
from bot.query.errors import NeedsMore, NotUnderstood

from .reading import query, quoted, reading


@pytest.mark.parametrize(
    "said",
    [
        *(
            "2026-03-01",
            "2026/3/1",
            "March 1 2026",
            "march 1st, 2026",
            "Mar. 1 2026",
            "1 March 2026",
        ),
        *("1st of March 2026", "1 mar, 2026", "2026年3月1日"),
    ],
)
def test_a_day_has_many_spellings(said: str) -> None:
    assert (date(2026, 3, 1), len(said)) == dates.at(said, 0)


@pytest.mark.parametrize("said", ["2026-03", "2026-03-01-5", "2026-3/1", "March", "1", "10M in"])
def test_what_is_no_whole_day_is_none(said: str) -> None:
    assert dates.at(said, 0) is None


@pytest.mark.parametrize("said", ["2026-02-30", "2026-13-01", "Feb 30 2026", "31 April 2026"])
def test_error_no_calendar_has_the_day(said: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        dates.at(said, 0)

    assert len(said) == caught.value.length


TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("said", ["March 1", "1 March", "1st of march", "Mar. 1st", "3月1日"])
def test_a_day_without_its_year_is_the_latest_such_day(said: str) -> None:
    assert dates.partial_at(said, 0, TODAY) == (date(2026, 3, 1), len(said), False)


def test_a_day_later_in_the_year_was_last_year() -> None:
    assert (date(2025, 11, 23), 6, False) == dates.partial_at("Nov 23", 0, TODAY)


def test_the_latest_leap_day_is_in_a_leap_year() -> None:
    assert (date(2024, 2, 29), 6, False) == dates.partial_at("Feb 29", 0, TODAY)


@pytest.mark.parametrize("said", ["March 2026", "mar, 2026", "2026-03", "2026年3月"])
def test_a_month_is_its_first_day(said: str) -> None:
    assert dates.partial_at(said, 0, TODAY) == (date(2026, 3, 1), len(said), True)


@pytest.mark.parametrize("said", ["Feb 30", "2026-13", "13月1日"])
def test_error_no_calendar_has_what_is_left_of_a_day(said: str) -> None:
    with pytest.raises(NoSuchDay) as caught:
        dates.partial_at(said, 0, TODAY)

    assert len(said) == caught.value.length


def test_error_without_a_today_nobody_knows_the_year() -> None:
    with pytest.raises(NoSuchDay):
        dates.partial_at("March 1", 0, None)


def test_error_without_a_today_nobody_knows_which_year_was_the_last() -> None:
    with pytest.raises(NoSuchDay):
        dates.partial_at("昨年9月時点", 0, None)


@pytest.mark.parametrize("said", ["10M in", "2026-03-01", "March"])
def test_what_is_no_partial_day_is_none(said: str) -> None:
    assert dates.partial_at(said, 0, TODAY) is None


@pytest.mark.parametrize("lead", ["", "as of ", "on ", "prices from ", "at "])
def test_a_day_is_that_of_the_rates(lead: str) -> None:
    assert "opus-5.5 10M in as of 2026-03-01" == reading(f"opus 5.5 10M in {lead}March 1 2026")


@pytest.mark.parametrize("said", ["as of now", "as of today"])
def test_now_is_today(said: str) -> None:
    assert "opus-5.5 10M in" == reading(f"opus 5.5 10M in {said}")


@pytest.mark.parametrize(
    ("key", "piece", "said"),
    [
        ("ask.whole_date", "march 1", "opus 5.5 10M in on march 1"),
        ("ask.whole_date", "2026-03", "opus 5.5 10M in in 2026-03"),
        ("ask.whole_date", "as of yesterday", "opus 5.5 10M in as of yesterday"),
        ("ask.whole_date", "as of", "opus 5.5 10M in as of"),
        ("ask.two_days", None, "opus 5.5 10M in 2026-03-01 2026-04-01"),
        ("ask.two_days", None, "opus 5.5 2026-03-01 2026-04-01"),
    ],
)
def test_error_a_day_is_not_whole(key: str, piece: str | None, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert (key, piece) == (caught.value.message.key, quoted(said, caught.value))


def test_error_a_day_is_in_no_calendar() -> None:
    said = "opus 5.5 10M in 2026-02-30"

    with pytest.raises(NotUnderstood) as caught:
        query(said)

    assert ("unread.day", "2026-02-30") == (caught.value.message.key, quoted(said, caught.value))


def test_a_day_said_twice_is_one_day() -> None:
    assert "price of opus-5.5 as of 2026-03-01" == reading("opus 5.5 2026-03-01, March 1 2026")
