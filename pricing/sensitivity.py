"""Ranges carried to the dollar: the ends of a total, and which assumption moves it most.

A total is any function of named numbers; each assumption lies between two ends. The total's own
ends are the smallest and the largest over every combination of those ends. That is exact where
more of a number never makes the total smaller in one place and larger in another, as with every
cost here: each is linear in its amounts, but for prompt tiers, which are steps upward.

What one assumption does by itself is told with all others in the middle of their ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from .exact import exactly

HALF = Decimal("0.5")
MOST_DRIVERS = 5

Ranges = Mapping[str, tuple[Decimal, Decimal]]
"""The two ends of each assumption, by its name."""
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
        low: the smaller of the totals at its two ends, in US dollars.
        high: the larger one.
    """

    assumption: str
    low: Decimal
    high: Decimal


def corners(ranges: Ranges) -> Iterator[dict[str, Decimal]]:
    """Every combination of ends, the lower ends first.

    >>> list(corners({"requests": (Decimal(5), Decimal(10))}))
    [{'requests': Decimal('5')}, {'requests': Decimal('10')}]
    """
    for ends in product(*ranges.values()):
        yield dict(zip(ranges, ends, strict=True))


def spread(ranges: Ranges, total: Total) -> Ends:
    """The smallest and the largest total over every combination of ends.

    >>> requests, tokens = (Decimal(5), Decimal(10)), (Decimal(100), Decimal(300))
    >>> ranges = {"requests": requests, "tokens": tokens}
    >>> spread(ranges, lambda at: at["requests"] * at["tokens"])
    Ends(low=Decimal('500'), high=Decimal('3000'))
    """
    totals = [total(corner) for corner in corners(ranges)]
    return Ends(min(totals), max(totals))


def drivers(ranges: Ranges, total: Total) -> tuple[Driver, ...]:
    """What each assumption does to the total, the one that moves it most first; at most five.

    Args:
        ranges: the ends of each assumption.
        total: US dollars for one value of each.

    >>> requests, tokens = (Decimal(5), Decimal(10)), (Decimal(100), Decimal(300))
    >>> ranges = {"requests": requests, "tokens": tokens}
    >>> for each in drivers(ranges, lambda at: at["requests"] * at["tokens"]):
    ...     print(each.assumption, each.low, each.high)
    tokens 750.0 2250.0
    requests 1000.0 2000.0
    """
    with exactly():
        middle = {name: (low + high) * HALF for name, (low, high) in ranges.items()}
    found = [
        Driver(name, *sorted(total({**middle, name: end}) for end in ends))
        for name, ends in ranges.items()
    ]
    return tuple(sorted(found, key=lambda each: each.low - each.high)[:MOST_DRIVERS])
