"""How models and their prices change over time: what was, what changed, and what is to come.

All of it is read from the dated rows of the book, so it is known as far as the book goes. A
day "on which" something changes is the first on which the new state holds.

>>> from datetime import date
>>> from pricing import changes, load_published, successor
>>> book = load_published()
>>> for event in changes(book, date(2026, 10, 1), date(2026, 11, 8)):
...     print(event.day, event.model.name, event.kind)
2026-10-07 Claude Sonnet 5.5 price
2026-10-07 Claude Haiku 5.5 released
>>> successor(book.find("opus 4.1"), book.as_of(date(2026, 11, 22))).model.name
'Claude Opus 5.5'
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from .rows import MultipliedTier
from .workload import TOKEN_UNITS, Unit

if TYPE_CHECKING:
    from .pricebook import Model, PriceBook
    from .pricelist import PriceList
    from .rows import FastPrices, FormerPrices, PublishedTier, TokenPrices


class EventKind(StrEnum):
    """What can happen to a model."""

    RELEASED = "released"
    PRICE = "price"
    """Its standard prices change."""
    TIER_BEGINS = "tier_begins"
    """Large prompts become dearer, which they were not at release."""
    TIER_ENDS = "tier_ends"
    """Large prompts cost the same as others from here on, or are refused."""
    FAST_BEGINS = "fast_begins"
    FAST_PRICE = "fast_price"
    FAST_FLAT = "fast_flat"
    """Fast mode costs the same for prompts of any size from here on."""
    FAST_ENDS = "fast_ends"
    DEPRECATED = "deprecated"
    RETIRED = "retired"
    MAY_RETIRE = "may_retire"
    """The first day on which it may be retired: not sooner, and nothing is announced."""


_ALL_KINDS = frozenset(EventKind)


class PriceChange(NamedTuple):
    """US dollars for 1,000,000 tokens of a unit, before and after; None: no price."""

    unit: Unit
    before: Decimal | None
    after: Decimal | None


class Event(NamedTuple):
    """Something that happens to a model.

    Attributes:
        day: the first on which it holds.
        kind: what it is.
        model: to which.
        source: keys of the book's sources that say so.
        changes: of a price: each token kind that costs something else.
        tier: of a prompt tier: the one that begins or ends.
        then: of the end of fast mode: what such a request meets; of that of a tier: whether
            larger prompts are refused ("error"), or cost the same as others ("standard").
    """

    day: date
    kind: EventKind
    model: Model
    source: tuple[str, ...]
    changes: tuple[PriceChange, ...] = ()
    tier: PublishedTier | MultipliedTier | None = None
    then: Literal["error", "standard"] | None = None


class PriceSpan(NamedTuple):
    """Prices of a model over a span of days.

    Attributes:
        model: whose.
        group: the standard ones, those of fast mode, or those above a prompt tier; former
            prices are from days that nobody recorded.
        start: the first day; None: not known.
        end: the first day on which they hold no longer; None: until further notice.
        row: the published numbers; of a tier without numbers of its own only multipliers.
    """

    model: Model
    group: Literal["standard", "fast", "tier", "former"]
    start: date | None
    end: date | None
    row: TokenPrices | PublishedTier | MultipliedTier | FormerPrices

    def price(self, unit: Unit) -> Decimal | None:
        """US dollars for 1,000,000 tokens of `unit`; None where no number is known."""
        return None if self.multiplier(unit) else getattr(self.row, unit.value, None)

    def multiplier(self, unit: Unit) -> Decimal | None:
        """What the standard price is multiplied by, where only that was published."""
        return self.row.multiplier(unit) if isinstance(self.row, MultipliedTier) else None


class Successor(NamedTuple):
    """What replaces a model; `named`: by the vendor, else it is the newest of its family."""

    model: Model
    named: bool


def price_history(model: Model) -> tuple[PriceSpan, ...]:
    """All prices that `model` ever had, the standard ones first, each group oldest first."""
    spans = [PriceSpan(model, "former", None, None, row) for row in model.former]
    spans += [PriceSpan(model, "standard", row.start, row.end, row) for row in model.prices]
    spans += _fast_spans(model)
    spans += [PriceSpan(model, "tier", row.start, row.end, row) for row in model.tiers]
    return tuple(spans)


def changes(
    book: PriceBook,
    since: date | None = None,
    until: date | None = None,
    models: Collection[Model] | None = None,
    kinds: Collection[EventKind] = _ALL_KINDS,
) -> tuple[Event, ...]:
    """What happened from `since` to `until`, both included, oldest first.

    Without `models` to all of them; "may be retired" never counts, as nothing happens then.
    """
    wanted = set(kinds) - {EventKind.MAY_RETIRE}
    found = (each for each in _events(book, models) if each.kind in wanted)
    return tuple(each for each in found if _within(each.day, since, until))


def coming(
    book: PriceBook,
    after: date,
    until: date | None = None,
    models: Collection[Model] | None = None,
    kinds: Collection[EventKind] = _ALL_KINDS,
) -> tuple[Event, ...]:
    """What is known to happen after `after`, up to `until`, soonest first.

    Of a model whose end is announced, the day until which it was promised to last is left out.
    """
    return tuple(
        each
        for each in _events(book, models)
        if each.kind in kinds and after < each.day and _within(each.day, None, until)
    )


def successor(model: Model, prices: PriceList) -> Successor | None:
    """What replaces `model` on the day of `prices`; None where nothing does, or it is the newest.

    The model that the vendor names, or what replaces that one where it is gone as well; else
    the newest of the family.
    """
    seen = {model.id}
    named = model
    while named.successor and named.successor not in seen:
        named = prices.book.find(named.successor)
        seen.add(named.id)
        if named.serves(prices.day):
            return Successor(named, named=True)
    newest = prices.newest(model.family)
    return Successor(newest, named=False) if newest and newest is not model else None


def _within(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _events(book: PriceBook, models: Collection[Model] | None) -> Sequence[Event]:
    """All that ever happens to `models`, oldest first; without them to all of the book."""
    return _of_book(book) if models is None else _in_order(models)


@lru_cache(maxsize=8)
def _of_book(book: PriceBook) -> Sequence[Event]:
    return _in_order(book.models)


def _in_order(models: Collection[Model]) -> list[Event]:
    found = chain.from_iterable(map(_of_model, models))
    return sorted(found, key=lambda each: each.day)


def _of_model(model: Model) -> Iterator[Event]:
    for part in (_life, _prices, _tiers, _fast):
        yield from part(model)


def _life(model: Model) -> Iterator[Event]:
    days = (
        (model.released, EventKind.RELEASED),
        (model.deprecated, EventKind.DEPRECATED),
        (model.retired, EventKind.RETIRED),
        (None if model.retired else model.retires_not_before, EventKind.MAY_RETIRE),
    )
    for day, kind in days:
        if day:
            yield Event(day, kind, model, model.source)


def _prices(model: Model) -> Iterator[Event]:
    for row, following in pairwise(model.prices):
        if following.start and (changed := _changed(row, following)):
            yield Event(following.start, EventKind.PRICE, model, following.source, changed)


def _tiers(model: Model) -> Iterator[Event]:
    for row in model.tiers:
        if row.start and row.start != model.released:
            kind = EventKind.TIER_BEGINS
            yield Event(row.start, kind, model, row.source, tier=row)
        if row.end and row.end != model.retired:
            then = _then(row.context_window, model.context_window)
            yield Event(row.end, EventKind.TIER_ENDS, model, row.source, tier=row, then=then)


def _then(with_tier: int | None, without: int | None) -> Literal["error", "standard"]:
    """What a prompt above the tier's threshold meets once the tier is gone."""
    return "error" if with_tier and without and without < with_tier else "standard"


def _fast(model: Model) -> Iterator[Event]:
    for before, row in pairwise((None, *model.fast)):
        if row and row.start and row.start != model.released:
            yield from _fast_from(row.start, before, row, model)
    for row, following in pairwise((*model.fast, None)):
        if row and row.end and row.end not in (model.retired, following and following.start):
            kind, then = EventKind.FAST_ENDS, row.then
            yield Event(row.end, kind, model, row.source, then=then)


def _fast_from(
    day: date, before: FastPrices | None, row: FastPrices, model: Model
) -> Iterator[Event]:
    """What a row of fast mode begins with."""
    if before is None or before.end != day:
        yield Event(day, EventKind.FAST_BEGINS, model, row.source)
    elif changed := _changed(before, row):
        yield Event(day, EventKind.FAST_PRICE, model, row.source, changed)
    elif row.above_tier == "flat":
        yield Event(day, EventKind.FAST_FLAT, model, row.source)


def _changed(before: TokenPrices, after: TokenPrices) -> tuple[PriceChange, ...]:
    """The token kinds that cost something else."""
    both = ((unit, before.price(unit), after.price(unit)) for unit in TOKEN_UNITS)
    return tuple(PriceChange(*each) for each in both if each[1] != each[2])


def _fast_spans(model: Model) -> list[PriceSpan]:
    """Rows of fast mode with the same prices, one after the other, as one span."""
    runs: list[list[FastPrices]] = []
    for row in model.fast:
        before = runs[-1][-1] if runs else None
        if before and before.end == row.start and not _changed(before, row):
            runs[-1].append(row)
        else:
            runs.append([row])
    return [PriceSpan(model, "fast", run[0].start, run[-1].end, run[0]) for run in runs]
