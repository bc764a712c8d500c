"""When a prompt cache pays for itself.

Writing to the cache costs more than plain input, reading from it less. Source of the rates:
the price book, where each is the published number and none is derived.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from .exact import divide, exactly
from .modelpricing import ModelPricing, Rate
from .workload import Unit


class Ttl(StrEnum):
    """How long a cache entry lives; each read starts its life anew, at no cost."""

    FIVE_MINUTES = "5m"
    ONE_HOUR = "1h"

    @property
    def seconds(self) -> int:
        """The same in seconds."""
        return 300 if self is Ttl.FIVE_MINUTES else 3600

    @property
    def write(self) -> Unit:
        """What writing such an entry is charged as."""
        return Unit.CACHE_WRITE_5M if self is Ttl.FIVE_MINUTES else Unit.CACHE_WRITE_1H


class Arrivals(StrEnum):
    """When requests come: evenly spaced, or at random, independent of each other."""

    EVEN = "even"
    RANDOM = "random"


class BreakEven(NamedTuple):
    """When caching becomes cheaper than plain input.

    Attributes:
        ttl: the life of the cache entry.
        input: the rate of plain input.
        write: the rate of a write.
        read: the rate of a read.
        reads: so many reads after one write, caching has become cheaper.
        hit_share: the share of requests that must find the prompt in the cache, where the
            others write it, for both to cost the same: above it caching is cheaper. From 0 to
            1, to 28 digits.
    """

    ttl: Ttl
    input: Rate
    write: Rate
    read: Rate
    reads: int
    hit_share: Decimal


def break_even(pricing: ModelPricing, ttl: Ttl) -> BreakEven | None:
    """When a cache of `ttl` pays for itself at the standard rates of `pricing`.

    No modifier changes the answer: batch, US-only and regional scale all three rates alike,
    and so does the prompt tier.

        write + n x read < (1 + n) x input          for `reads`
        share x read + (1 - share) x write = input  for `hit_share`

    Returns:
        None where a read does not cost less than plain input, or a write less than it: then
        there is nothing to break even.

    Raises:
        RateNotPublished: no cache prices were ever published for the model.
    """
    plain = pricing.rate(Unit.INPUT)
    read = pricing.rate(Unit.CACHE_READ)
    write = pricing.rate(ttl.write)
    if not read.usd < plain.usd <= write.usd:
        return None
    with exactly():
        more, less = write.usd - plain.usd, plain.usd - read.usd
        reads = int(more // less) + 1
        hit_share = divide(more, write.usd - read.usd)
    return BreakEven(ttl, plain, write, read, reads, hit_share)
