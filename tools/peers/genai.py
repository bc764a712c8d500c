"""genai-prices: its prices of our models, and its known faults by version."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import version

from genai_prices.data_snapshot import get_snapshot
from genai_prices.types import ModelInfo, TieredPrices

from pricing import Model, Modifier, Unit, load_published

from .comparing import (
    BATCH,
    FAST,
    LARGE,
    PLAIN,
    SMALL,
    Fault,
    Price,
    PriceMap,
    has,
    known_faults,
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
    """Their models of ours."""
    return next(each for each in get_snapshot().providers if each.id == "anthropic").models


def genai_entry(model_id: str) -> ModelInfo | None:
    """The entry of theirs that matches an id of ours."""
    return next((each for each in genai_models() if each.is_match(model_id)), None)


@cache
def genai_prices(today: date) -> tuple[Price, ...]:
    """What they say of today, and of each day on which a price of ours changed."""
    return tuple(
        price
        for model in load_published().models
        if (entry := genai_entry(model.id))
        for day in days_of_change(model, today)
        for price in prices_of_entry(entry, model.id, day)
    )


def genai_map(today: date) -> PriceMap:
    """All of theirs, ready to be reported."""
    book = load_published()
    known, since = known_faults(FAULTS, VERSION)
    unknown = frozenset(each.id for each in genai_models() if not has(book, each.id))
    without = frozenset(each.id for each in book.models if not genai_entry(each.id))
    return PriceMap("genai-prices", VERSION, genai_prices(today), known, since, without, unknown)


def days_of_change(model: Model, today: date) -> list[date]:
    """The days on which the book changes a price of the model, and today."""
    rows = [*model.prices, *model.fast, *model.tiers]
    days = {day for row in rows for day in (row.start, row.end) if day}
    # Of a model with an older, undated price, only what it cost last is known.
    return [today] if model.former else sorted({*days, today})


def prices_of_entry(entry: ModelInfo, model_id: str, day: date) -> Iterator[Price]:
    """The prices of an entry on `day`, on all terms that it has."""
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
