"""How models and their prices change: all of it from the dated rows of the book."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from pricing import (
    Event,
    EventKind,
    Model,
    PriceBook,
    PriceChange,
    Successor,
    Unit,
    changes,
    coming,
    price_history,
    successor,
)

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def told(events: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    return [(str(each.day), each.kind.value, each.model.name) for each in events]


def test_a_price_change_has_each_token_kind_that_costs_something_else(book: PriceBook) -> None:
    (found,) = changes(book, models=[book.find("sonnet 5.5")], kinds={EventKind.PRICE})

    assert found.day == date(2026, 10, 7)
    assert found.changes == (PriceChange(Unit.CACHE_READ, Decimal("0.2"), Decimal("0.1")),)


def test_a_row_with_the_same_prices_is_no_change(book: PriceBook) -> None:
    haiku = book.find("haiku 3.5")
    first, second = haiku.prices
    same = haiku.model_copy(
        update={"prices": (first, first.model_copy(update={"start": second.start}))}
    )

    assert not changes(book, models=[same], kinds={EventKind.PRICE})


def test_what_changed_is_oldest_first_and_both_ends_count(book: PriceBook) -> None:
    first, last = date(2026, 7, 24), date(2026, 8, 5)
    found = changes(book, first, last)

    assert told(found) == [
        ("2026-07-24", "released", "Claude Opus 5"),
        ("2026-07-24", "fast_ends", "Claude Opus 4.7"),
        ("2026-08-05", "retired", "Claude Opus 4.1"),
    ]
    assert changes(book, first + DAY, last - DAY) == ()


def test_a_model_that_may_be_retired_is_no_change(book: PriceBook) -> None:
    found = changes(book, until=date(2030, 1, 1))

    assert EventKind.MAY_RETIRE not in {each.kind for each in found}


def test_what_is_to_come_begins_after_the_day(book: PriceBook) -> None:
    announced = [each for each in coming(book, TODAY) if each.kind is not EventKind.MAY_RETIRE]

    assert told(tuple(announced)) == [
        ("2026-11-30", "fast_ends", "Claude Opus 4.8"),
        ("2026-11-30", "retired", "Claude Sonnet 4.5"),
    ]
    assert coming(book, date(2026, 11, 30), date(2027, 1, 1)) == ()
    assert coming(book, date(2026, 11, 29), date(2026, 11, 30), kinds={EventKind.RETIRED})


def test_the_first_day_on_which_a_model_may_go_is_one_of_a_model_with_no_end(
    book: PriceBook,
) -> None:
    promised = coming(book, TODAY, kinds={EventKind.MAY_RETIRE})

    assert told(promised)[0] == ("2026-11-24", "may_retire", "Claude Opus 4.5")
    assert not any(each.model.retired for each in promised)


def test_a_prompt_tier_that_ends_leaves_one_price_or_an_error(book: PriceBook) -> None:
    ends = changes(book, kinds={EventKind.TIER_ENDS})

    assert {(each.model.name, each.then) for each in ends} == {
        ("Claude Opus 4.6", "standard"),
        ("Claude Sonnet 4.6", "standard"),
        ("Claude Sonnet 4.5", "error"),
        ("Claude Sonnet 4", "error"),
    }


def test_a_tier_since_release_is_no_change(book: PriceBook) -> None:
    assert told(changes(book, kinds={EventKind.TIER_BEGINS})) == [
        ("2025-08-12", "tier_begins", "Claude Sonnet 4")
    ]


def test_a_tier_that_ends_with_its_model_is_no_change_of_its_own(book: PriceBook) -> None:
    sonnet = book.find("sonnet 4")
    (tier,) = sonnet.tiers
    until_the_end = sonnet.model_copy(
        update={"tiers": (tier.model_copy(update={"end": sonnet.retired}),)}
    )

    assert not changes(book, models=[until_the_end], kinds={EventKind.TIER_ENDS})


def with_fast(book: PriceBook, *rows: dict[str, object]) -> Model:
    """Opus 4.8 with these rows of fast mode, each a change of its own."""
    opus = book.find("opus 4.8")
    (row,) = opus.fast
    return opus.model_copy(update={"fast": tuple(row.model_copy(update=each) for each in rows)})


FIRST, SECOND, THIRD = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
KINDS = {
    EventKind.FAST_BEGINS,
    EventKind.FAST_ENDS,
    EventKind.FAST_FLAT,
    EventKind.FAST_PRICE,
}


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"start": FIRST, "end": None}], [(FIRST, "fast_begins")]),
        (
            [{"start": FIRST, "end": SECOND}, {"start": THIRD, "end": None}],
            [(FIRST, "fast_begins"), (SECOND, "fast_ends"), (THIRD, "fast_begins")],
        ),
        (
            [{"start": FIRST, "end": SECOND}, {"start": SECOND, "end": None, "input": Decimal(9)}],
            [(FIRST, "fast_begins"), (SECOND, "fast_price")],
        ),
        (
            [
                {"start": FIRST, "end": SECOND, "above_tier": "multiplied"},
                {"start": SECOND, "end": THIRD, "above_tier": "unknown"},
                {"start": THIRD, "end": None},
            ],
            [(FIRST, "fast_begins"), (THIRD, "fast_flat")],
        ),
    ],
)
def test_fast_mode_begins_changes_and_ends(
    book: PriceBook, rows: Sequence[dict[str, object]], expected: list[tuple[date, str]]
) -> None:
    found = changes(book, models=[with_fast(book, *rows)], kinds=KINDS)

    assert expected == [(each.day, each.kind.value) for each in found]


def test_rows_of_fast_mode_at_the_same_price_are_one_span(book: PriceBook) -> None:
    (span,) = [each for each in price_history(book.find("opus 4.6")) if each.group == "fast"]

    assert (span.start, span.end) == (date(2026, 2, 7), date(2026, 6, 29))
    assert (span.price(Unit.INPUT), span.price(Unit.OUTPUT)) == (Decimal(30), Decimal(150))


def test_a_new_price_of_fast_mode_is_a_span_of_its_own(book: PriceBook) -> None:
    rows: list[dict[str, object]] = [
        {"start": FIRST, "end": SECOND},
        {"start": SECOND, "end": None, "input": Decimal(9)},
    ]
    spans = [each for each in price_history(with_fast(book, *rows)) if each.group == "fast"]

    assert [each.price(Unit.INPUT) for each in spans] == [10, 9]


def test_a_history_holds_every_price_that_was_published(book: PriceBook) -> None:
    spans = price_history(book.find("haiku 3.5"))

    assert [(str(each.start), str(each.end), each.price(Unit.INPUT)) for each in spans] == [
        ("2024-11-04", "2024-12-05", Decimal(1)),
        ("2024-12-05", "2026-02-19", Decimal("0.8")),
    ]


def test_a_price_of_days_that_nobody_recorded_comes_first(book: PriceBook) -> None:
    former, last = price_history(book.find("claude 2"))

    assert (former.group, former.start, former.end) == ("former", None, None)
    assert (former.price(Unit.INPUT), last.price(Unit.INPUT)) == (Decimal("11.02"), Decimal(8))
    assert former.price(Unit.CACHE_READ) is None


def test_of_a_tier_without_numbers_only_its_multipliers_are_known(book: PriceBook) -> None:
    tier = price_history(book.find("sonnet 4"))[-1]

    assert tier.price(Unit.INPUT) is None
    assert (tier.multiplier(Unit.INPUT), tier.multiplier(Unit.OUTPUT)) == (
        Decimal(2),
        Decimal("1.5"),
    )


def test_a_tier_with_numbers_of_its_own_has_prices(book: PriceBook) -> None:
    tier = price_history(book.find("haiku 5.5"))[-1]

    assert (tier.price(Unit.OUTPUT), tier.multiplier(Unit.OUTPUT)) == (Decimal("2.5"), None)


@pytest.mark.parametrize(
    ("name", "day", "expected", "named"),
    [
        ("sonnet 4.5", TODAY, "sonnet 5.5", True),
        ("sonnet 4", TODAY, "sonnet 4.6", True),
        ("opus 4.1", TODAY, "opus 5.5", False),
        ("opus 4.1", date(2026, 8, 10), "opus 5", False),
    ],
)
def test_a_model_is_replaced_by_the_one_that_is_named_else_by_the_newest_of_its_family(
    book: PriceBook, name: str, day: date, expected: str, *, named: bool
) -> None:
    found = successor(book.find(name), book.as_of(day))

    assert found == Successor(book.find(expected), named)


@pytest.mark.parametrize("name", ["opus 5.5", "claude 2"])
def test_nothing_replaces_the_newest_nor_a_family_that_is_gone(book: PriceBook, name: str) -> None:
    assert successor(book.find(name), book.as_of(TODAY)) is None


def test_a_named_model_that_is_gone_as_well_is_followed(book: PriceBook) -> None:
    old, middle = book.find("sonnet 3.7"), book.find("sonnet 4")
    chain = old.model_copy(update={"successor": middle.id})

    assert successor(chain, book.as_of(TODAY)) == Successor(book.find("sonnet 4.6"), named=True)


def test_models_that_name_each_other_are_followed_once(book: PriceBook) -> None:
    opus = book.find("opus 3")
    itself = opus.model_copy(update={"successor": opus.id})

    assert successor(itself, book.as_of(TODAY)) == Successor(book.find("opus 5.5"), named=False)
