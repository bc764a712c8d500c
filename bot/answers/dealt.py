"""The parts of a mix whose shares are ranges: what they cost together wherever these end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import reduce

from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds, is_of_share
from bot.query.phrase import phrase
from bot.query.routing import are_of_one
from pricing import Model, Workload, exactly

from .costing import Costing
from .ranges import Steps, at_shares, extremes_of_all, falls, have_same_ends

Dealt = Sequence[Sequence[Costing]]
"""The parts wherever all of them together may be cheapest, or dearest.

With a range of shares, that is at every combination of their ends; where a part turns within the
other ranges, at every corner of these. Else it is once, each part having its own ends: so have
different works, whose ranges have nothing to do with each other.
"""


def dealt_out(parts: Sequence[Costing], models: Sequence[Model]) -> Dealt:
    """The parts wherever all of them together may be cheapest, the low ends first.

    Args:
        parts: each of them.
        models: the model of each; all of it may be on any of them.

    Raises:
        NeedsMore: the ends of each part do not belong together.
    """
    works = [each.work for each in parts]
    steps = steps_together(parts, models)
    if steps is None and are_of_one(works):
        raise NeedsMore(phrase("ask.mix_turns"))
    if steps:
        ranges = {each.part for work in works for each in work.varied}
        falling = {each for each in ranges if falls(each, parts[0].scope)}
        found = extremes_of_all(works, steps, falling)
    elif any(work.share != ONE or any(map(is_of_share, work.varied)) for work in works):
        found = at_shares(works)
    else:
        return [parts]
    return [[each.of_work(w) for each, w in zip(parts, dealt, strict=True)] for dealt in found]


def steps_together(parts: Sequence[Costing], models: Sequence[Model]) -> Steps | None:
    """The values at which the total of any part turns on any of the models.

    None where a part turns on its own, and the parts are different work, or it does so in a number
    that is another in each.
    """
    found: dict[str, set[Decimal]] = {}
    for each in parts:
        for model in dict.fromkeys(models):
            for part, values in each.steps(model).items():
                found.setdefault(part, set()).update(values)
    works = [each.work for each in parts]
    if found and not (are_of_one(works) and have_same_ends(works, found)):
        turns = any(each.turns(model) for each, model in zip(parts, models, strict=True))
        return None if turns else {}
    return {part: sorted(values) for part, values in found.items()}


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
