"""What it takes to compare the book with price lists that others keep.

Each of those lists is a module of its own here, with what is known to be wrong in it: the
tests hold them to that, and `tools.check_prices` reports what is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    """A price of theirs that is not ours."""

    theirs: Price
    ours: Decimal | None
    """None: refused."""


class Fault(NamedTuple):
    """What a version of a price list has wrong, or cannot know."""

    reason: str
    shows_in: Callable[[Price], bool]


class PriceMap(NamedTuple):
    """A list of somebody else, as far as it is about our models.

    Attributes:
        name: what it is called.
        version: which one of it.
        prices: all that it says, to be compared one by one.
        known: what is wrong in it.
        since: the version in which that was found; another one than this, or none.
        without: our models that it has no price for.
        unknown: names of its models that the book has none of, but for those known to be wrong.
    """

    name: str
    version: str
    prices: tuple[Price, ...]
    known: tuple[Fault, ...]
    since: str | None
    without: frozenset[str]
    unknown: frozenset[str]


def our_price(theirs: Price, book: PriceBook) -> Decimal | None:
    """US dollars for 1,000,000 tokens on the same terms; None where that is refused."""
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
    """Those of `prices` that the book has otherwise."""
    book = load_published()
    compared = [Difference(theirs, our_price(theirs, book)) for theirs in prices]
    return [each for each in compared if each.ours != each.theirs.usd]


def has(book: PriceBook, name: str) -> bool:
    """Whether a model of ours answers to `name`."""
    try:
        book.find(name)
    except UnknownModel:
        return False
    return True


def known_faults(
    by_version: Mapping[str, tuple[Fault, ...]], version: str
) -> tuple[tuple[Fault, ...], str | None]:
    """The faults of a version; of one that nobody looked at those of the newest that was.

    With the version they were found in.
    """
    if version in by_version:
        return by_version[version], version
    newest = max(by_version, key=_in_order, default=None)
    return (by_version[newest], newest) if newest else ((), None)


def _in_order(version: str) -> list[int]:
    return [int(each) for each in version.split(".") if each.isdecimal()]
