from __future__ import annotations

from decimal import Decimal

import pytest

from pricing import (
    EVERY_LEVER,
    CannotCombine,
    Lever,
    LeverCost,
    Modifier,
    NotReleased,
    PriceBook,
    PriceList,
    Pulled,
    RateNotPublished,
    UnknownModel,
    Workload,
    estimate,
    every_lever,
    lever_costs,
    levers,
    savings,
    side_by_side,
    with_levers,
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


# --- every lever at once


@pytest.mark.parametrize(
    ("model", "dollars"),
    [  # standard, cached, 1-hour cache, batch, batch and cached, fast, US-only
        ("haiku 5.5", "2 1.10 1.10 1 0.55 - 2.20"),
        ("sonnet 5.5", "40 21 21 20 10.50 - 44"),
        ("opus 5.5", "80 42 42 40 21 160 88"),
        ("fable 5.2", "160 82 82 80 41 320 176"),
        ("sonnet 4", "60 33 33 30 16.50 - -"),
        ("sonnet 3", "60 - - - - - -"),
    ],
)
def test_every_lever_on_ten_million_in_and_two_million_out(
    model: str, dollars: str, today: PriceList
) -> None:
    pulled = every_lever(work(model, input=10 * M, output=2 * M), today)

    assert list(EVERY_LEVER) == [each.lever for each in pulled]
    assert amounts(dollars) == totals(pulled)


def test_what_is_written_is_written_for_an_hour(today: PriceList) -> None:
    """1M written on Opus 5.5 are $5.00 for 5 minutes, and $8.00 for an hour; 9M reads $1.80."""
    short = every_lever(work("opus 5.5", cache_write_5m=M, cache_read=9 * M), today)
    long = every_lever(work("opus 5.5", cache_write_1h=M, cache_read=9 * M), today)

    assert amounts("40 6.80 9.80 20 3.40 80 44") == totals(short)
    assert amounts("40 6.80 9.80 20 3.40 80 44") == totals(long)
    assert [Lever.CACHED] == [each.lever for each in short if each.asked]
    assert [Lever.CACHE_1H] == [each.lever for each in long if each.asked]


def test_regional_and_us_only_exclude_each_other(today: PriceList) -> None:
    pulled = {each.lever: each for each in every_lever(work("opus 5.5", REGIONAL, input=M), today)}

    assert isinstance(pulled[Lever.US_ONLY].refusal, CannotCombine)
    assert Decimal("4.4") == pulled[Lever.STANDARD].total


def test_levers_that_exclude_each_other_say_so(today: PriceList) -> None:
    both = with_levers(work("opus 5.5", input=M), Lever.BATCH, Lever.FAST)

    (found,) = lever_costs([Pulled(Lever.FAST, both, asked=False)], today.pricing("opus 5.5"))

    assert isinstance(found.refusal, CannotCombine)


def test_levers_are_pulled_together(today: PriceList) -> None:
    """10M reads at $0.20 and 2M output at $20, half in a batch, 1.1 times US-only."""
    asked = work("opus 5.5", input=10 * M, output=2 * M)

    together = with_levers(asked, Lever.CACHED, Lever.BATCH, Lever.US_ONLY)

    assert Decimal("23.1") == estimate(together, today).total


def test_savings_in_dollars_and_shares(today: PriceList) -> None:
    pulled = every_lever(work("opus 5.5", input=10 * M, output=2 * M), today)

    found = savings(pulled)

    assert amounts("38 38 40 59 -80 -8") == [each.saved for each in found]
    assert amounts("0.475 0.475 0.5 0.7375 -1 -0.1") == [each.share for each in found]
    assert [True] * 4 + [False] * 2 == [each.saves for each in found]


def test_no_saving_is_claimed_of_what_has_no_price(today: PriceList) -> None:
    assert {Lever.CACHED, Lever.BATCH} <= {
        each.lever for each in savings(levers(work("haiku 5.5", input=M), today))
    }
    assert () == savings(levers(work("sonnet 3", input=M), today))
    assert () == savings(levers(work("sonnet 4", requests=1, input=M), today))


def test_nothing_is_saved_on_what_is_free(today: PriceList) -> None:
    found = savings(every_lever(work("opus 5.5"), today))

    assert all(each.share is None and not each.saves for each in found)


def test_writing_without_reading_is_no_saving(today: PriceList) -> None:
    found = {
        each.lever: each for each in savings(levers(work("opus 5.5", cache_write_5m=M), today))
    }

    assert not found[Lever.CACHED].saves
    assert -1 == found[Lever.CACHED].saved
    assert found[Lever.BATCH].saves


def test_models_side_by_side(today: PriceList) -> None:
    asked = work("opus 5.5", input=10 * M, output=2 * M)

    rows = side_by_side(asked, ["opus 5.5", "haiku 5.5", "sonnet 5.5"], today)

    assert [40, 1, 20] == [each.ratio for each in rows]
    assert [False, True, False] == [each.cheapest for each in rows]
    assert ["claude-opus-5-5", "claude-haiku-5-5", "claude-sonnet-5-5"] == [
        each.model for each in rows
    ]
    assert amounts("80 42 42 40 21 160 88") == totals(rows[0].costs)


def test_a_model_without_a_price_has_no_ratio(today: PriceList) -> None:
    first, second = side_by_side(work("opus 5.5", FAST, input=M), ["opus 5.5", "sonnet 5.5"], today)

    assert [1, None] == [first.ratio, second.ratio]
    assert first.cheapest
    assert not second.cheapest


def test_nothing_has_no_ratio(today: PriceList) -> None:
    rows = side_by_side(work("opus 5.5"), ["opus 5.5", "sonnet 5.5"], today)

    assert [(None, True)] * 2 == [(each.ratio, each.cheapest) for each in rows]
