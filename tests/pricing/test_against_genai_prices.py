"""The book against genai-prices.

Every difference is a known fault of theirs, listed with its reason for the version that has
it. A fault that no longer shows fails too, and so does a model of theirs that the book lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from operator import itemgetter

import pytest
from genai_prices.data_snapshot import get_snapshot
from genai_prices.types import ModelInfo, TieredPrices

from pricing import Model, Modifier, PriceBook, Unit, load_published

from .peers import (
    BATCH,
    FAST,
    LARGE,
    PLAIN,
    SMALL,
    TODAY,
    Fault,
    Price,
    differences,
    fee_for_searches,
    has,
)

VERSION = version("genai-prices")
GENAI_UNITS = {
    Unit.INPUT: "input_mtok",
    Unit.OUTPUT: "output_mtok",
    Unit.CACHE_READ: "cache_read_mtok",
    Unit.CACHE_WRITE_5M: "cache_write_mtok",
    Unit.CACHE_WRITE_1H: "cache_write_1h_mtok",
}
GENAI_TERMS: tuple[tuple[dict[str, str], frozenset[Modifier]], ...] = (
    ({}, PLAIN),
    ({"processing": "batch"}, BATCH),
    ({"speed": "fast"}, FAST),
)

FAULTS = {
    "0.2.3": (
        Fault(
            "Sonnet 3 never had prompt caching: no cache price was ever published",
            lambda price: price.model == "claude-3-sonnet-20240229" and "cache" in price.unit,
        ),
        Fault(
            "no history: Haiku 3.5 cost $1 / $5 until 2024-12-05",
            lambda price: (
                price.model == "claude-3-5-haiku-20241022" and price.day < date(2024, 12, 5)
            ),
        ),
        Fault(
            "no history: cache reads of Sonnet 5.5 cost $0.20 until 2026-10-07",
            lambda price: (
                price.model == "claude-sonnet-5-5"
                and price.unit == Unit.CACHE_READ
                and price.day < date(2026, 10, 7)
            ),
        ),
        Fault(
            "no prompt tier of Sonnet 4: above 200,000 it cost twice as much",
            lambda price: price.model == "claude-sonnet-4-20250514" and price.prompt > SMALL,
        ),
        Fault(
            "a prompt tier of Sonnet 4.5 that ended on 2026-04-30: such a prompt is refused now",
            lambda price: (
                price.model == "claude-sonnet-4-5-20250929"
                and price.prompt > SMALL
                and price.day >= date(2026, 4, 30)
            ),
        ),
        Fault(
            "a batch before 2026-10-14 is priced in full",
            lambda price: price.modifiers == BATCH and price.day < date(2026, 10, 14),
        ),
        Fault(
            "fast mode of Opus 4.8 goes on after its removal on 2026-11-30",
            lambda price: (
                price.model == "claude-opus-4-8"
                and price.modifiers == FAST
                and price.day >= date(2026, 11, 30)
            ),
        ),
    ),
}
"""Faults of genai-prices by version."""

# Models without an entry of theirs that matches the id.
NOT_IN_GENAI_PRICES = {
    *("claude-mythos-5-1", "claude-mythos-5", "claude-mythos-preview"),
    *("claude-1.3", "claude-instant-1.2"),
}


def genai_models() -> list[ModelInfo]:
    return next(each for each in get_snapshot().providers if each.id == "anthropic").models


def genai_entry(model_id: str) -> ModelInfo | None:
    return next((each for each in genai_models() if each.is_match(model_id)), None)


@cache
def genai_prices() -> tuple[Price, ...]:
    return tuple(
        price
        for model in load_published().models
        if (entry := genai_entry(model.id))
        for day in days_of_change(model)
        for price in prices_of_entry(entry, model.id, day)
    )


def days_of_change(model: Model) -> list[date]:
    """The days on which the book changes a price of the model, and today."""
    rows = [*model.prices, *model.fast, *model.tiers]
    days = {day for row in rows for day in (row.start, row.end) if day}
    # Of a model with an older, undated price, only what it cost last is known.
    return [TODAY] if model.former else sorted({*days, TODAY})


def prices_of_entry(entry: ModelInfo, model_id: str, day: date) -> Iterator[Price]:
    moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    window = load_published().as_of(day).pricing(model_id).context_window or SMALL
    variants = [variant.when for variant in entry.price_variants or ()]
    for context, modifiers in GENAI_TERMS:
        if context and context not in variants:
            continue
        listed = entry.get_prices(moment, context)
        for unit, field in GENAI_UNITS.items():
            for prompt, usd in by_prompt(getattr(listed, field, None), window):
                yield Price(entry.id, model_id, day, unit, modifiers, prompt, usd)


def by_prompt(listed: Decimal | TieredPrices | None, window: int) -> Iterator[tuple[int, Decimal]]:
    """A price for each size of prompt that may make a difference."""
    if isinstance(listed, TieredPrices):
        yield SMALL, listed.base
        yield from ((tier.start + 1, tier.price) for tier in listed.tiers)
    elif listed is not None:
        yield SMALL, listed
        if window > LARGE:
            yield LARGE, listed


def test_genai_prices_has_the_same_prices_but_for_its_known_faults() -> None:
    known = FAULTS.get(VERSION, ())

    unexplained = [
        each
        for each in differences(genai_prices())
        if not any(fault.shows_in(each.theirs) for fault in known)
    ]

    assert [] == unexplained
    assert 500 < len(genai_prices())


@pytest.mark.parametrize("fault", FAULTS.get(VERSION, ()), ids=itemgetter(0))
def test_a_known_fault_of_genai_prices_still_shows(fault: Fault) -> None:
    assert any(fault.shows_in(each.theirs) for each in differences(genai_prices()))


def test_genai_prices_lists_no_model_that_the_book_lacks(book: PriceBook) -> None:
    assert set() == {each.id for each in genai_models() if not has(book, each.id)}


def test_which_models_genai_prices_lacks(book: PriceBook) -> None:
    assert NOT_IN_GENAI_PRICES == {each.id for each in book.models if not genai_entry(each.id)}


def test_genai_prices_still_prices_a_model_that_does_not_exist(book: PriceBook) -> None:
    """It matches by prefix, and takes Opus 4.10 for Opus 4.1."""
    priced_as = genai_entry("claude-opus-4-10")

    assert priced_as is not None
    assert "claude-opus-4-1" == priced_as.id
    assert not has(book, "claude-opus-4-10")


def test_genai_prices_has_the_same_fee_for_web_searches(book: PriceBook) -> None:
    moment = datetime(2026, 11, 22, 12, tzinfo=UTC)
    listed = {
        getattr(each.get_prices(moment), "web_searches_kcount", None) for each in genai_models()
    }

    assert {None, fee_for_searches(book)} == listed
