"""A follow-up says what it changed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.answers import answer, priced_query
from bot.answers.types import Answer, Change, EstimateAnswer, Question
from bot.query.model import Query
from bot.render.as_json import to_json
from bot.render.document import document
from bot.render.text import plain_text

from .asking import BOOK, TODAY


def thread(*said: str) -> Answer:
    """The answer to the last message of a thread."""
    *earlier, last = said
    previous: Query | None = None
    for text in earlier:
        given = answer(Question(text, TODAY, previous=previous), BOOK)
        previous = priced_query(given) or previous
    return answer(Question(last, TODAY, previous=previous), BOOK)


def changed(*said: str) -> Change | None:
    given = thread(*said)
    assert isinstance(given, EstimateAnswer), given
    return given.change


@pytest.mark.parametrize(
    ("said", "before", "after", "percent"),
    [
        (("sonnet-4 10M in 2M out", "cached"), "60", "33", "-45"),
        (("sonnet-4 10M in 2M out", "on opus 5.5"), "60", "80", "33.33333333333333333333333333"),
        (("sonnet-4 10M in 2M out", "batched", "cached"), "30", "16.5", "-45"),
        (("sonnet-4 10M in 2M out", "without batch"), "60", "60", "0"),
        (("opus 5.5 0 in", "1M in"), "0", "4", None),
    ],
)
def test_the_change_is_from_the_last_total(
    said: tuple[str, ...], before: str, after: str, percent: str | None
) -> None:
    expected = Change(Decimal(before), Decimal(after), Decimal(percent) if percent else None)

    assert expected == changed(*said)


def test_totals_for_different_periods_say_what_each_is_for() -> None:
    given = thread("sonnet 5.5 1000 requests a day, 3k in 500 out", "per year")

    assert "Before: $330.00 a month → now $4,015.00 a year." in to_json(given)["text"]


def test_totals_for_one_period_are_a_change_in_percent() -> None:
    given = thread("sonnet 5.5 1000 requests a day, 3k in 500 out", "per year", "batched")

    assert "Before: $4,015.00 → now $2,007.50 (-50%)." in to_json(given)["text"]


@pytest.mark.parametrize(
    "said",
    [
        ("sonnet-4 10M in 2M out",),
        ("sonnet-4 10M in 2M out", "opus 5.5 10M in 2M out"),
        ("10M in 2M out", "on opus 5.5"),
        ("price of opus 5.5", "10M in"),
    ],
)
def test_there_is_no_change_without_a_single_total_before(said: tuple[str, ...]) -> None:
    assert changed(*said) is None


def test_a_previous_total_that_is_gone_is_no_change() -> None:
    """The thread's query may have had a price on another day only."""
    family = answer(Question("mythos 1M in", TODAY), BOOK)
    fast = answer(Question("opus 4.8 1M in fast", TODAY), BOOK)
    early, late = TODAY.replace(year=2025), TODAY.replace(year=2027)

    then = [
        answer(Question("sonnet 4.5", early, previous=priced_query(family)), BOOK),
        answer(Question("no fast mode", late, previous=priced_query(fast)), BOOK),
    ]

    assert [None, None] == [isinstance(each, EstimateAnswer) and each.change for each in then]


def test_the_change_is_shown_and_printed() -> None:
    less = thread("sonnet-4 10M in 2M out", "cached")
    more = thread("sonnet-4 10M in 2M out", "20M in")
    nothing_before = thread("opus 5.5 0 in", "1M in")

    assert "Before: $60.00 → now $33.00 (-45%)." in plain_text(document(less))
    assert "Before: $60.00 → now $90.00 (+50%)." in plain_text(document(more))
    assert "Before: $0.00 → now $4.00." in plain_text(document(nothing_before))
    assert {"from_usd": "60", "to_usd": "33", "percent": "-45"} == to_json(less)["change"]
    assert to_json(nothing_before)["change"]["percent"] is None


@pytest.mark.parametrize(
    "first", ["sonnet-4 10M in 2M out", "10M in 2M out on sonnet 5.5 + 1M in on opus 5.5"]
)
def test_another_currency_changes_no_total(first: str) -> None:
    assert changed(first, "in euros") is None
    assert changed(first, "in euros", "batched") is not None
