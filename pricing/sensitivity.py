"""Ranges carried to the dollar: the ends of a total, and which assumption moves it most.

A total is any function of named numbers; each assumption lies between two ends. The total's own
ends are the smallest and the largest over every combination of those ends. That is exact where
more of a number never makes the total smaller in one place and larger in another, as with every
cost here: each is linear in its amounts, but for prompt tiers, which are steps upward. Where a
total falls as a number rises, as with prompts that have become large enough to be cached, the
values on either side of that step are `steps`, and are tried as the ends are.

What one assumption does by itself is told with all others in the middle of their ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from .exact import exactly

HALF = Decimal("0.5")
MOST_DRIVERS = 5

Ranges = Mapping[str, tuple[Decimal, Decimal]]
"""The two ends of each assumption, by its name."""
Steps = Mapping[str, Sequence[Decimal]]
"""Values between the ends of an assumption at which a total may turn, by its name."""
Total = Callable[[Mapping[str, Decimal]], Decimal]
"""US dollars for one value of each assumption."""


class Ends(NamedTuple):
    """The smallest and the largest total, in US dollars."""

    low: Decimal
    high: Decimal


class Driver(NamedTuple):
    """What one assumption does to a total, with all others in the middle of their ranges.

    Attributes:
        assumption: its name.
        low: the smallest of the totals at its ends and steps, in US dollars.
        high: the largest one.
    """

    assumption: str
    low: Decimal
    high: Decimal


_NONE: Steps = {}


def corners(ranges: Ranges, steps: Steps = _NONE) -> Iterator[dict[str, Decimal]]:
    """Every combination of ends, the lower ends first; and of `steps` where there are any.

    >>> list(corners({"requests": (Decimal(5), Decimal(10))}))
    [{'requests': Decimal('5')}, {'requests': Decimal('10')}]
    """
    values = [_values(name, ranges, steps) for name in ranges]
    for at in product(*values):
        yield dict(zip(ranges, at, strict=True))


def _values(name: str, ranges: Ranges, steps: Steps) -> tuple[Decimal, ...]:
    low, high = ranges[name]
    return (low, *steps.get(name, ()), high)


def spread(ranges: Ranges, total: Total, steps: Steps = _NONE) -> Ends:
    """The smallest and the largest total over every combination of ends, and of `steps`.

    >>> requests, tokens = (Decimal(5), Decimal(10)), (Decimal(100), Decimal(300))
    >>> ranges = {"requests": requests, "tokens": tokens}
    >>> spread(ranges, lambda at: at["requests"] * at["tokens"])
    Ends(low=Decimal('500'), high=Decimal('3000'))
    """
    totals = [total(corner) for corner in corners(ranges, steps)]
    return Ends(min(totals), max(totals))


def drivers(ranges: Ranges, total: Total, steps: Steps = _NONE) -> tuple[Driver, ...]:
    """What each assumption does to the total, the one that moves it most first; at most five.

    Args:
        ranges: the ends of each assumption.
        total: US dollars for one value of each.
        steps: values between the ends of an assumption at which the total may turn.

    >>> requests, tokens = (Decimal(5), Decimal(10)), (Decimal(100), Decimal(300))
    >>> ranges = {"requests": requests, "tokens": tokens}
    >>> for each in drivers(ranges, lambda at: at["requests"] * at["tokens"]):
    ...     print(each.assumption, each.low, each.high)
    tokens 750.0 2250.0
    requests 1000.0 2000.0
    """
    with exactly():
        middle = {name: (low + high) * HALF for name, (low, high) in ranges.items()}
    found = []
    for name in ranges:
        totals = [total({**middle, name: value}) for value in _values(name, ranges, steps)]
        found.append(Driver(name, min(totals), max(totals)))
    return tuple(sorted(found, key=lambda each: each.low - each.high)[:MOST_DRIVERS])
