"""The days that a question about changes is of."""

from __future__ import annotations

from datetime import date

import pytest

from bot.query.stretches import stretch

TODAY = date(2026, 11, 22)


def days(said: str, *, ahead: bool = False) -> tuple[str, str]:
    found = stretch(said, TODAY, ahead=ahead)
    return str(found.since or ""), str(found.until or "")


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("since 2026-06-01", "2026-06-01", ""),
        ("since 2026-06", "2026-06-01", ""),
        ("from June 2026", "2026-06-01", ""),
        ("after 2026-06-01", "2026-06-02", ""),
        ("since March 1", "2026-03-01", ""),
        ("after June", "2026-07-01", ""),
        ("after 3 months ago", "2026-08-23", ""),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("until 2025", "", "2025-12-31"),
        ("before 2026", "", "2025-12-31"),
        ("through 2026-09-30", "", "2026-09-30"),
        ("between June and September", "2026-06-01", "2026-09-30"),
        ("from June to August 2026", "2026-06-01", "2026-08-31"),
        ("since December", "2025-12-01", ""),
        ("in November", "2026-11-01", "2026-11-30"),
        ("last November", "2025-11-01", "2025-11-30"),
        ("in Q3", "2026-07-01", "2026-09-30"),
        ("in q1 2025", "2025-01-01", "2025-03-31"),
        ("in Q4", "2026-10-01", "2026-12-31"),
        ("this year", "2026-01-01", "2026-12-31"),
        ("last quarter", "2026-07-01", "2026-09-30"),
        ("last week", "2026-11-09", "2026-11-15"),
        ("yesterday", "2026-11-21", "2026-11-21"),
        ("since yesterday", "2026-11-21", ""),
        ("in the last 3 months", "2026-08-22", "2026-11-22"),
        ("over the past year", "2025-11-22", "2026-11-22"),
        ("past six months", "2026-05-22", "2026-11-22"),
        ("last 10 days", "2026-11-12", "2026-11-22"),
        ("within a month", "2026-10-22", "2026-11-22"),
        ("3 months ago", "2026-08-22", ""),
        ("two weeks ago", "2026-11-08", ""),
        ("recently", "2026-08-24", "2026-11-22"),
        ("since the start of 2026", "2026-01-01", ""),
        ("6月以降", "2026-06-01", ""),
        ("去年の12月", "2025-12-01", "2025-12-31"),
        ("来年3月", "2027-03-01", "2027-03-31"),
        ("12月以降", "2025-12-01", ""),
        ("6月より後", "2026-07-01", ""),
        ("2026年6月1日から2026年9月30日まで", "2026-06-01", "2026-09-30"),
        ("2026年より前", "", "2025-12-31"),
        ("2025年に", "2025-01-01", "2025-12-31"),
        ("去年の10月以降", "2025-10-01", ""),
        ("今年", "2026-01-01", "2026-12-31"),
        ("先月", "2026-10-01", "2026-10-31"),
        ("過去3ヶ月", "2026-08-22", "2026-11-22"),
        ("この2週間", "2026-11-08", "2026-11-22"),
        ("この半年", "2026-05-22", "2026-11-22"),
        ("3か月前から", "2026-08-22", ""),
        ("2週間前から", "2026-11-08", ""),
        ("最近", "2026-08-24", "2026-11-22"),
        ("", "", ""),
        ("may I ask", "", ""),
        ("sonnet 4.5 and 10M in", "", ""),
        ("in 2200", "", ""),
        ("9999-12", "", ""),
        ("2026-02-30", "", ""),
    ],
)
def test_days_that_are_past(said: str, since: str, until: str) -> None:
    assert (since, until) == days(said)


@pytest.mark.parametrize(
    ("said", "since", "until"),
    [
        ("by December", "", "2026-12-31"),
        ("by November 30", "", "2026-11-30"),
        ("in March", "2027-03-01", "2027-03-31"),
        ("in Q1", "2027-01-01", "2027-03-31"),
        ("next year", "2027-01-01", "2027-12-31"),
        ("in the next 6 months", "2026-11-22", "2027-05-22"),
        ("next 3 days", "2026-11-22", "2026-11-25"),
        ("within a month", "2026-11-22", "2026-12-22"),
        ("来月", "2026-12-01", "2026-12-31"),
        ("今後3ヶ月", "2026-11-22", "2027-02-22"),
        ("この半年", "2026-11-22", "2027-05-22"),
    ],
)
def test_days_to_come(said: str, since: str, until: str) -> None:
    assert (since, until) == days(said, ahead=True)


def test_the_last_day_of_a_shorter_month_stands_for_one_that_it_has_not() -> None:
    assert stretch("past month", date(2026, 3, 31)).since == date(2026, 2, 28)


def test_days_are_quoted_with_the_words_around_them() -> None:
    said = "what changed since June until August?"
    found = stretch(said, TODAY)

    assert [said[slice(*span)] for span in found.spans] == ["since June", "until August"]
    assert found.recent is None


def test_what_is_recent_is_told_apart() -> None:
    said = "what changed recently"
    recent = stretch(said, TODAY).recent

    assert recent is not None
    assert said[slice(*recent)] == "recently"
