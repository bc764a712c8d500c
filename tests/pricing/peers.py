"""What it takes to compare the book with price lists that others keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pricing import (
    CannotPrice,
    Modifier,
    PriceBook,
    Unit,
    UnknownModel,
    Usage,
    Workload,
    estimate,
    load_published,
)

TODAY = date(2026, 11, 22)
MILLION = Decimal(1_000_000)
PLAIN: frozenset[Modifier] = frozenset()
BATCH = frozenset({Modifier.BATCH})
FAST = frozenset({Modifier.FAST})
REGIONAL = frozenset({Modifier.REGIONAL})
US_ONLY = frozenset({Modifier.US_ONLY})
# Prompts that every model caches: one above no threshold, one above all of them.
SMALL = 100_000
LARGE = 200_001


class Price(NamedTuple):
    """US dollars per 1,000,000 tokens, as somebody else lists them."""

    listed_as: str
    model: str
    day: date
    unit: Unit
    modifiers: frozenset[Modifier]
    prompt: int
    usd: Decimal


class Difference(NamedTuple):
    theirs: Price
    ours: Decimal | None
    """None: refused."""


class Fault(NamedTuple):
    """What a version of a price list has wrong, or cannot know."""

    reason: str
    shows_in: Callable[[Price], bool]


def our_price(theirs: Price, book: PriceBook) -> Decimal | None:
    work = Workload(
        theirs.model,
        Usage(**{theirs.unit.value: MILLION}),
        modifiers=theirs.modifiers,
        prompt_tokens=Decimal(theirs.prompt),
    )
    try:
        return estimate(work, book.as_of(theirs.day)).total
    except CannotPrice:
        return None


def differences(prices: Iterable[Price]) -> list[Difference]:
    book = load_published()
    compared = [Difference(theirs, our_price(theirs, book)) for theirs in prices]
    return [each for each in compared if each.ours != each.theirs.usd]


def has(book: PriceBook, name: str) -> bool:
    try:
        book.find(name)
    except UnknownModel:
        return False
    return True


def fee_for_searches(book: PriceBook) -> Decimal:
    """US dollars for 1,000 web searches."""
    return book.as_of(TODAY).pricing("opus 5.5").rate(Unit.WEB_SEARCH).usd
