from __future__ import annotations

from decimal import Decimal

import pytest

from pricing import (
    CannotCombine,
    Lever,
    LeverCost,
    Modifier,
    NotReleased,
    PriceBook,
    PriceList,
    RateNotPublished,
    UnknownModel,
    Workload,
    levers,
)

from .asking import work

BATCH, FAST, US_ONLY, REGIONAL = Modifier
M = 1_000_000


def totals(pulled: tuple[LeverCost, ...]) -> list[Decimal | None]:
    return [each.total for each in pulled]


def amounts(text: str) -> list[Decimal | None]:
    return [None if each == "-" else Decimal(each) for each in text.split()]


@pytest.mark.parametrize(
    ("model", "dollars"),
    [  # standard, cached, batch, batch and cached
        ("sonnet 4", "60 33 30 16.50"),
        ("haiku 5.5", "2 1.10 1 0.55"),
        ("sonnet 5.5", "40 21 20 10.50"),
        ("opus 5.5", "80 42 40 21"),
        ("fable 5.2", "160 82 80 41"),
        ("sonnet 3", "60 - - -"),
        ("mythos preview", "500 - - -"),
    ],
)
@pytest.mark.parametrize("asked", ["input", "cache_read"])
def test_ten_million_in_and_two_million_out(
    model: str, dollars: str, asked: str, today: PriceList
) -> None:
    pulled = levers(work(model, output=2 * M, **{asked: 10 * M}), today)

    assert amounts(dollars) == totals(pulled)


@pytest.mark.parametrize(
    ("asked", "lever"),
    [
        (work("opus 5.5", input=M), Lever.STANDARD),
        (work("opus 5.5", cache_read=M), Lever.CACHED),
        (work("opus 5.5", cache_write_1h=M), Lever.CACHED),
        (work("opus 5.5", BATCH, input=M), Lever.BATCH),
        (work("opus 5.5", BATCH, cache_write_5m=M), Lever.BATCH_CACHED),
        (work("opus 5.5", FAST, input=M), Lever.FAST),
        (work("opus 5.5", FAST, cache_read=M), Lever.FAST),
        (work("opus 5.5", BATCH, FAST, input=M), Lever.FAST),
    ],
)
def test_the_lever_that_was_asked_for_is_marked(
    asked: Workload, lever: Lever, today: PriceList
) -> None:
    assert [lever] == [each.lever for each in levers(asked, today) if each.asked]


def test_fast_mode_is_shown_only_where_it_was_asked_for(today: PriceList) -> None:
    standard = [Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED]

    assert standard == [each.lever for each in levers(work("opus 5.5", input=M), today)]
    assert [*standard, Lever.FAST] == [
        each.lever for each in levers(work("opus 5.5", FAST, input=M), today)
    ]


def test_fast_beside_the_other_levers(today: PriceList) -> None:
    pulled = levers(work("opus 5.5", FAST, input=M, output=M), today)

    assert amounts("24 20.20 12 10.10 48") == totals(pulled)


def test_caching_is_taken_as_it_was_said(today: PriceList) -> None:
    """A share that is read stays that share; without a word, everything is read."""
    pulled = levers(work("opus 5.5", input=2 * M, cache_read=8 * M), today)

    assert amounts("40 9.60 20 4.80") == totals(pulled)


def test_us_only_and_a_discount_stay(today: PriceList) -> None:
    pulled = levers(work("opus 5.5", US_ONLY, input=M, discount="0.1"), today)

    assert amounts("3.96 0.198 1.98 0.099") == totals(pulled)


def test_a_lever_that_cannot_be_says_why(today: PriceList) -> None:
    pulled = {each.lever: each for each in levers(work("opus 5.5", input=M, web_search=1), today)}

    assert isinstance(pulled[Lever.BATCH].refusal, CannotCombine)
    assert pulled[Lever.BATCH].total is None
    assert pulled[Lever.STANDARD].refusal is None


def test_what_was_asked_for_may_be_what_cannot_be(today: PriceList) -> None:
    pulled = {each.lever: each for each in levers(work("sonnet 3", cache_read=M), today)}

    assert isinstance(pulled[Lever.CACHED].refusal, RateNotPublished)
    assert pulled[Lever.CACHED].asked


def test_error_for_a_model_that_is_not_there(book: PriceBook, today: PriceList) -> None:
    with pytest.raises(UnknownModel):
        levers(work("opus 6", input=M), today)
    with pytest.raises(NotReleased):
        levers(work("opus 5.5", input=M), book.as_of(today.day.replace(month=1)))
