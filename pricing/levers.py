"""The ways to pay less, or differently, for the same work."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .errors import CannotPrice
from .estimate import total_cost
from .modelpricing import ModelPricing
from .pricelist import PriceList
from .workload import ONE, Modifier, Usage, Workload


class Lever(StrEnum):
    """A way to pay for the same work. Caching changes the usage, the others are modifiers."""

    STANDARD = "standard"
    CACHED = "cached"
    BATCH = "batch"
    BATCH_CACHED = "batch_cached"
    FAST = "fast"


_ALWAYS = (Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED)
_CACHED = frozenset({Lever.CACHED, Lever.BATCH_CACHED})
_BATCHED = frozenset({Lever.BATCH, Lever.BATCH_CACHED})
_CHOSEN_BY_LEVER = frozenset({Modifier.BATCH, Modifier.FAST})


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


def levers(work: Workload, prices: PriceList) -> tuple[LeverCost, ...]:
    """What `work` costs on its model with each lever in turn.

    Raises:
        UnknownModel: the model is not in the book.
        NotReleased: the model came after the day.
    """
    return lever_costs(pulled(work), prices.pricing(work.model))


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
