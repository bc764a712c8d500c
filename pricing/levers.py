"""The ways to pay less, or differently, for the same work.

>>> from datetime import date
>>> from decimal import Decimal
>>> from pricing import Usage, Workload, every_lever, load_published, savings
>>> prices = load_published().as_of(date(2026, 11, 22))
>>> usage = Usage(input=Decimal(10_000_000), output=Decimal(2_000_000))
>>> pulled = every_lever(Workload("opus 5.5", usage), prices)
>>> for each in pulled:
...     print(f"{each.lever:<12} {each.total:.2f}")
standard     80.00
cached       42.00
cache_1h     42.00
batch        40.00
batch_cached 21.00
fast         160.00
us_only      88.00
>>> for each in savings(pulled):
...     print(f"{each.lever:<12} {each.saved:.2f} {each.share:.1%}")
cached       38.00 47.5%
cache_1h     38.00 47.5%
batch        40.00 50.0%
batch_cached 59.00 73.8%
fast         -80.00 -100.0%
us_only      -8.00 -10.0%
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .errors import CannotPrice
from .estimate import total_cost
from .exact import divide, subtract
from .modelpricing import ModelPricing
from .pricelist import PriceList
from .workload import ONE, ZERO, Modifier, Unit, Usage, Workload


class Lever(StrEnum):
    """A way to pay for the same work. Caching changes the usage, the others are modifiers."""

    STANDARD = "standard"
    CACHED = "cached"
    BATCH = "batch"
    BATCH_CACHED = "batch_cached"
    FAST = "fast"
    US_ONLY = "us_only"
    CACHE_1H = "cache_1h"


_ALWAYS = (Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED)
EVERY_LEVER = (
    Lever.STANDARD,
    Lever.CACHED,
    Lever.CACHE_1H,
    Lever.BATCH,
    Lever.BATCH_CACHED,
    Lever.FAST,
    Lever.US_ONLY,
)
"""All of them, in the order in which they are shown."""
_CACHED = frozenset({Lever.CACHED, Lever.BATCH_CACHED})
_BATCHED = frozenset({Lever.BATCH, Lever.BATCH_CACHED})
_CACHING = _CACHED | {Lever.CACHE_1H}
_CHOSEN_BY_LEVER = frozenset({Modifier.BATCH, Modifier.FAST})
_PULLS: dict[Lever, frozenset[Modifier]] = {
    lever: frozenset(
        modifier
        for modifier, those in (
            (Modifier.BATCH, _BATCHED),
            (Modifier.FAST, {Lever.FAST}),
            (Modifier.US_ONLY, {Lever.US_ONLY}),
        )
        if lever in those
    )
    for lever in Lever
}


class Pulled(NamedTuple):
    """Some work with one lever pulled; `asked` where the work itself asks for just that."""

    lever: Lever
    work: Workload
    asked: bool


class LeverCost(NamedTuple):
    """What work costs with one lever pulled, in US dollars, or why it cannot be.

    Exactly one of `total` and `refusal` is None.
    """

    lever: Lever
    total: Decimal | None
    refusal: CannotPrice | None
    asked: bool
    """Whether this is the lever the work itself asks for."""


class Saving(NamedTuple):
    """What one lever takes off the cost of the same work without it.

    Attributes:
        lever: which one.
        saved: US dollars; below zero where the lever costs more.
        share: the same as a share of the cost without it, to 28 digits; None where that is free.
    """

    lever: Lever
    saved: Decimal
    share: Decimal | None

    @property
    def saves(self) -> bool:
        """Whether the work costs less with it."""
        return self.saved > ZERO


class LeverRow(NamedTuple):
    """The same work on one of several models, with each lever.

    Attributes:
        model: its id.
        costs: one for each lever.
        ratio: how many times the cheapest model's cost it is, both with the lever that the work
            asks for, to 28 digits; None where it has no price, or the cheapest costs nothing.
        cheapest: whether it is the cheapest, or as cheap.
    """

    model: str
    costs: tuple[LeverCost, ...]
    ratio: Decimal | None
    cheapest: bool


def levers(work: Workload, prices: PriceList) -> tuple[LeverCost, ...]:
    """What `work` costs on its model with each lever in turn.

    Raises:
        UnknownModel: the model is not in the book.
        NotReleased: the model came after the day.
    """
    return lever_costs(pulled(work), prices.pricing(work.model))


def every_lever(work: Workload, prices: PriceList) -> tuple[LeverCost, ...]:
    """What `work` costs with every lever there is, in the order of `EVERY_LEVER`.

    One that the model does not offer, or that cannot be combined with the rest of the work, is
    there with its refusal. Caching is taken as by `pulled`; with `CACHE_1H` what is written is
    written to the 1-hour cache, and reads cost the same.

    Raises:
        UnknownModel: the model is not in the book.
        NotReleased: the model came after the day.
    """
    return lever_costs(every_pulled(work), prices.pricing(work.model))


def side_by_side(work: Workload, models: Iterable[str], prices: PriceList) -> tuple[LeverRow, ...]:
    """`work` with every lever on each of `models`, as they are named, whichever it names itself.

    Raises:
        UnknownModel: a model is not in the book.
        NotReleased: a model came after the day.
    """
    variants = every_pulled(work)
    pricings = [prices.pricing(model) for model in models]
    rows = [(each.model.id, lever_costs(variants, each)) for each in pricings]
    asked = [_asked_total(costs) for _, costs in rows]
    least = min((each for each in asked if each is not None), default=None)
    return tuple(
        LeverRow(
            model,
            costs,
            divide(total, least) if total is not None and least else None,
            total is not None and total == least,
        )
        for (model, costs), total in zip(rows, asked, strict=True)
    )


def _asked_total(costs: Sequence[LeverCost]) -> Decimal | None:
    return next((each.total for each in costs if each.asked), None)


def savings(costs: Iterable[LeverCost]) -> tuple[Saving, ...]:
    """What each of `costs` saves beside the standard one among them, in their order.

    Those without a price are left out; without a standard price nothing can be said.
    """
    priced = {each.lever: each.total for each in costs if each.total is not None}
    standard = priced.pop(Lever.STANDARD, None)
    if standard is None:
        return ()
    return tuple(saving(lever, standard, total) for lever, total in priced.items())


def saving(lever: Lever, before: Decimal, after: Decimal) -> Saving:
    """What `lever` saves where work costs `before` without it, and `after` with it."""
    saved = subtract(before, after)
    return Saving(lever, saved, divide(saved, before) if before else None)


def every_pulled(work: Workload) -> tuple[Pulled, ...]:
    """`work` with every lever in turn, in the order of `EVERY_LEVER`."""
    asked = asked_lever(work)
    if asked is Lever.CACHED and work.usage.cache_write_1h and not work.usage.cache_write_5m:
        asked = Lever.CACHE_1H
    return tuple(
        Pulled(lever, work, asked=True)
        if lever is asked
        else Pulled(lever, with_levers(work, lever), asked=False)
        for lever in EVERY_LEVER
    )


def with_levers(work: Workload, *chosen: Lever) -> Workload:
    """`work` with just these levers pulled, even where they exclude each other.

    Caching stays as `work` has it, with the 5-minute cache unless `CACHE_1H` is among them;
    where it has none, every input token is a cache read. US-only, regional and a discount stay
    as they are.

    >>> from decimal import Decimal
    >>> from pricing import Lever, Usage, Workload, with_levers
    >>> work = Workload("opus 5.5", Usage(input=Decimal(1000)))
    >>> changed = with_levers(work, Lever.CACHED, Lever.BATCH, Lever.US_ONLY)
    >>> sorted(changed.modifiers), int(changed.usage.cache_read)
    ([<Modifier.BATCH: 'batch'>, <Modifier.US_ONLY: 'us_only'>], 1000)
    """
    modifiers = (work.modifiers - _CHOSEN_BY_LEVER).union(*(_PULLS[each] for each in chosen))
    plain = work.usage.uncached()
    usage = plain
    if not _CACHING.isdisjoint(chosen):
        cached = work.usage if work.usage.is_cached else plain.cached(ONE)
        one_hour = Lever.CACHE_1H in chosen
        usage = cached.written_as(Unit.CACHE_WRITE_1H if one_hour else Unit.CACHE_WRITE_5M)
    return replace(work, usage=usage, modifiers=modifiers)


def pulled(work: Workload) -> tuple[Pulled, ...]:
    """`work` with each lever in turn; fast mode only where it was asked for.

    Caching is taken as the work has it; where it has none, the best case is shown: every
    input token a cache read. US-only, regional and a discount stay as they are.
    """
    asked = asked_lever(work)
    plain = work.usage.uncached()
    cached = work.usage if work.usage.is_cached else plain.cached(ONE)
    shown = [
        Pulled(lever, work, asked=True)
        if lever is asked
        else Pulled(lever, _with(lever, work, plain, cached), asked=False)
        for lever in _ALWAYS
    ]
    return (*shown, Pulled(asked, work, asked=True)) if asked is Lever.FAST else tuple(shown)


def lever_costs(variants: Iterable[Pulled], pricing: ModelPricing) -> tuple[LeverCost, ...]:
    """What each of `variants` costs on the model of `pricing`, whichever they were made for."""
    return tuple([_cost(each, pricing) for each in variants])


def asked_lever(work: Workload) -> Lever:
    """The lever that `work` itself asks for."""
    if Modifier.FAST in work.modifiers:
        return Lever.FAST
    if Modifier.BATCH in work.modifiers:
        return Lever.BATCH_CACHED if work.usage.is_cached else Lever.BATCH
    return Lever.CACHED if work.usage.is_cached else Lever.STANDARD


def _cost(variant: Pulled, pricing: ModelPricing) -> LeverCost:
    lever, work, asked = variant
    try:
        if lever is Lever.CACHE_1H:  # of which a work that only reads says nothing
            pricing.rate(Unit.CACHE_WRITE_1H)
        return LeverCost(lever, total_cost(work, pricing), None, asked)
    except CannotPrice as refusal:
        return LeverCost(lever, None, refusal, asked)


def _with(lever: Lever, work: Workload, plain: Usage, cached: Usage) -> Workload:
    """`work` with just this lever pulled, and its other terms as they are."""
    modifiers = work.modifiers - _CHOSEN_BY_LEVER
    if lever in _BATCHED:
        modifiers |= {Modifier.BATCH}
    usage = cached if lever in _CACHED else plain
    terms = work.requests, modifiers, work.prompt_tokens, work.discount
    return Workload(work.model, usage, *terms)
