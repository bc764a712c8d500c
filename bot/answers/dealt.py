"""The parts of a mix whose shares are ranges: what they cost together wherever these end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from bot.query.model import ONE, Bounds, is_of_share
from pricing import Model, Workload, exactly

from .costing import Costing
from .ranges import at_shares as works_at_shares

Dealt = Sequence[Sequence[Costing]]
"""The parts at every combination of the ends of their shares; once, where no share is a range."""


def at_shares(parts: Sequence[Costing]) -> Dealt:
    """The parts at every combination of the ends of their shares, the low ones first."""
    works = [each.work for each in parts]
    if all(work.share == ONE and not any(map(is_of_share, work.varied)) for work in works):
        return [parts]
    return [
        [each.of_work(work) for each, work in zip(parts, dealt, strict=True)]
        for dealt in works_at_shares(works)
    ]


def ends_of_sum(parts: Sequence[Costing], models: Sequence[Model]) -> Bounds:
    """US dollars for all parts, each at its own low, and at its own high end."""
    costs = [each.cost(model) for each, model in zip(parts, models, strict=True)]
    with exactly():
        low = reduce(Decimal.__add__, [each.low for each in costs])
        return Bounds(low, reduce(Decimal.__add__, [each.high for each in costs]))


def ends_of_parts(dealt: Dealt, models: Sequence[Model]) -> Iterator[tuple[Workload, Workload]]:
    """Each part where all of them are cheapest together, and where they are dearest."""
    cheapest = dearest = dealt[0]
    if len(dealt) > 1:
        cheapest = min(dealt, key=lambda parts: ends_of_sum(parts, models).low)
        dearest = max(dealt, key=lambda parts: ends_of_sum(parts, models).high)
    for low, high, model in zip(cheapest, dearest, models, strict=True):
        yield _own_ends(low, model)[0], _own_ends(high, model)[1]


def _own_ends(part: Costing, model: Model) -> tuple[Workload, Workload]:
    """Its cheapest and its dearest corner."""
    return part.ends(model) or (part.workload(model),) * 2
