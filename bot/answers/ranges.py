"""Ranges: the work at each end of them, and which of them moves the total most."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import product

from bot.query.model import Varied, Work
from pricing import exactly

from .types import Driver

_HALF = Decimal("0.5")
_MOST_DRIVERS = 5


def corners(work: Work) -> Iterator[Work]:
    """The work with every combination of the ends of its ranges; itself where it has none."""
    base = replace(work, varied=())
    for ends in product(*(each.bounds for each in work.varied)):
        corner = base
        for varied, end in zip(work.varied, ends, strict=True):
            corner = _at(corner, varied, end)
        yield corner


def has_middle(work: Work) -> bool:
    """Whether each range was said around its middle, so that the work as it stands is that."""
    return all(each.centred for each in work.varied)


def drivers(work: Work, total: Callable[[Work], Decimal]) -> tuple[Driver, ...]:
    """What each range does to the total by itself, the others at their middle; largest first."""
    if not work.varied:
        return ()
    middle = replace(work, varied=())
    for each in work.varied:
        with exactly():
            middle = _at(middle, each, (each.bounds.low + each.bounds.high) * _HALF)
    found = [
        Driver(_name(each, work), *sorted(total(_at(middle, each, end)) for end in each.bounds))
        for each in work.varied
    ]
    return tuple(sorted(found, key=lambda each: each.low - each.high)[:_MOST_DRIVERS])


def _name(varied: Varied, work: Work) -> str:
    """What a range is of: a unit, "cached", "prompt_size", or the noun of a count."""
    kind, _, index = varied.part.partition(" ")
    return work.counts[int(index)].noun if kind == "count" else varied.part


def _at(work: Work, varied: Varied, value: Decimal) -> Work:
    kind, _, index = varied.part.partition(" ")
    match kind:
        case "count":
            counts = list(work.counts)
            counts[int(index)] = counts[int(index)]._replace(number=value)
            return replace(work, counts=tuple(counts))
        case "cached":
            return replace(work, cached=value)
        case "prompt_size":
            return replace(work, prompt_tokens=value)
        case _:
            return replace(work, usage=replace(work.usage, **{kind: value}))
