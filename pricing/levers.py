"""The ways to pay less, or differently, for the same work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from .errors import CannotPrice
from .estimate import Estimate, estimate
from .pricelist import PriceList
from .workload import ONE, Modifier, Workload


class Lever(StrEnum):
    """A way to pay for the same work. Caching changes the usage, the others are modifiers."""

    STANDARD = "standard"
    CACHED = "cached"
    BATCH = "batch"
    BATCH_CACHED = "batch_cached"
    FAST = "fast"


_CACHED = frozenset({Lever.CACHED, Lever.BATCH_CACHED})
_BATCHED = frozenset({Lever.BATCH, Lever.BATCH_CACHED})
_CHOSEN_BY_LEVER = frozenset({Modifier.BATCH, Modifier.FAST})


@dataclass(frozen=True, slots=True)
class LeverCost:
    """What the work costs with one lever pulled, or why it cannot be.

    Exactly one of `estimate` and `refusal` is None.
    """

    lever: Lever
    estimate: Estimate | None
    refusal: CannotPrice | None
    asked: bool
    """Whether this is the lever the workload itself asks for."""


def levers(work: Workload, prices: PriceList) -> tuple[LeverCost, ...]:
    """`work` with each lever in turn; fast mode only where it was asked for.

    Caching is taken as the workload has it; where it has none, the best case is shown:
    every input token a cache read. US-only, regional and a discount stay as they are.

    Raises:
        UnknownModel: the model is not in the book.
        NotReleased: the model came after the day.
    """
    prices.pricing(work.model)  # an unknown or unborn model has no levers at all
    asked = asked_lever(work)
    shown = [Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED]
    if asked is Lever.FAST:
        shown.append(Lever.FAST)
    return tuple(_pull(lever, work, prices, asked=lever is asked) for lever in shown)


def asked_lever(work: Workload) -> Lever:
    """The lever that `work` itself asks for."""
    if Modifier.FAST in work.modifiers:
        return Lever.FAST
    if Modifier.BATCH in work.modifiers:
        return Lever.BATCH_CACHED if work.usage.is_cached else Lever.BATCH
    return Lever.CACHED if work.usage.is_cached else Lever.STANDARD


def _pull(lever: Lever, work: Workload, prices: PriceList, *, asked: bool) -> LeverCost:
    pulled = work if asked else _with(lever, work)
    try:
        return LeverCost(lever, estimate(pulled, prices), None, asked)
    except CannotPrice as refusal:
        return LeverCost(lever, None, refusal, asked)


def _with(lever: Lever, work: Workload) -> Workload:
    usage = work.usage.uncached()
    if lever in _CACHED:
        usage = work.usage if work.usage.is_cached else work.usage.cached(ONE)
    modifiers = work.modifiers - _CHOSEN_BY_LEVER
    if lever in _BATCHED:
        modifiers |= {Modifier.BATCH}
    return replace(work, usage=usage, modifiers=modifiers)
