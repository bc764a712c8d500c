"""What a prompt prefix costs that many requests share, cached and not.

Requests come over some hours of a day, evenly spaced or at random. The first one of a started
day writes. Evenly spaced, all others read while the gap between two of them is no longer than
the life of the cache entry, which each read starts anew; with a longer gap every request finds
the entry gone and writes it again, which costs more than not caching at all.

At random (a Poisson process), the gap before a request is within the life of the entry with a
chance of 1 - e^(-rate x life), so that this share of them is expected to read. That is an
estimate, and the one number here that is rounded before it is calculated with: see
`exact.chance_within`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import exp
from typing import NamedTuple

from .breakeven import Arrivals, Ttl
from .errors import BadWorkload
from .exact import add, chance_within, divide, exactly, multiply, subtract
from .modelpricing import Charge, ModelPricing
from .workload import CACHE_UNITS, ONE, ZERO, Modifier, Unit, Usage, amount

DAY = Decimal(24)
"""Hours of a day."""
_SECONDS = Decimal(3600)


class Traffic(NamedTuple):
    """What requests a day do to a cache: so many write, so many read; whole if they are.

    Where they arrive at random, both are expected numbers, and seldom whole.
    """

    writes: Decimal
    reads: Decimal


class PrefixChoice(NamedTuple):
    """One way to send the prefix, for a day.

    Attributes:
        ttl: the life of the cache entry; None: no cache.
        writes: requests a day that write the prefix.
        reads: requests a day that read it.
        hit_share: the share of requests that read it, from 0 to 1, to 28 digits.
        cost: US dollars a day, for the prefix alone.
    """

    ttl: Ttl | None
    writes: Decimal
    reads: Decimal
    hit_share: Decimal
    cost: Decimal


class PrefixCost(NamedTuple):
    """What the prefix costs a day, with each choice.

    Attributes:
        gap: seconds between two requests, on average where they come at random; to 28 digits.
        below_cache_minimum: whether the prefix is smaller than what the model caches: then
            every choice costs what no cache costs.
        choices: no cache, 5 minutes, 1 hour.
        best: the cheapest of them; of equals the first.
    """

    gap: Decimal
    below_cache_minimum: bool
    choices: tuple[PrefixChoice, PrefixChoice, PrefixChoice]
    best: PrefixChoice


def cache_traffic(
    requests: Decimal | int,
    ttl: Ttl,
    hours: Decimal | int = DAY,
    *,
    days: Decimal | int = ONE,
    arrivals: Arrivals = Arrivals.EVEN,
) -> Traffic:
    """How many of a day's requests write to a cache, and how many read from it.

    >>> cache_traffic(1000, Ttl.FIVE_MINUTES)
    Traffic(writes=Decimal('1'), reads=Decimal('999'))
    >>> traffic = cache_traffic(240, Ttl.FIVE_MINUTES, arrivals=Arrivals.RANDOM)
    >>> f"{traffic.reads:.2f} of 240 read"
    '135.13 of 240 read'

    Args:
        requests: how many there are a day, or in `days`.
        ttl: the life of the cache entry.
        hours: the hours of each day in which they come.
        days: how many days the requests come in.
        arrivals: whether they are evenly spaced, or come at random.

    Raises:
        BadWorkload: there are no requests, an amount is none, or a day has no such hours.
    """
    requests, span = _rate(requests, hours)
    days = amount("days", days)
    first = min(days, requests)
    others = subtract(requests, first)
    if arrivals is Arrivals.RANDOM:
        expected = Fraction(requests) * ttl.seconds / Fraction(multiply(span, days))
        reads = multiply(others, chance_within(expected))
        return Traffic(subtract(requests, reads), reads)
    with exactly():
        gone = span * days > requests * ttl.seconds
    return Traffic(requests, ZERO) if gone else Traffic(first, others)


def turns_at_random(
    read: Decimal,
    write: Decimal,
    ttl: Ttl,
    hours: Decimal | int = DAY,
    *,
    days: Decimal | int = ONE,
) -> tuple[Decimal, ...]:
    """The numbers of requests, coming at random, around which their cost turns: two, or none.

    More requests cost more, but perhaps for a stretch of them, from the first number to the
    second: there one more lets so many others find the prefix alive that all cost less. With
    days d, n requests, a life of 1/k of the days and D the price of writing instead of reading,
    the cost is n x read + D x (d + (n - d) x e^(-kn)), which turns where its slope is zero:
    (k(n - d) - 1) x e^(-k(n - d)) = read / D x e^(kd).

    >>> low, high = turns_at_random(Decimal(1), Decimal(25), Ttl.FIVE_MINUTES)
    >>> f"{low:.1f}, {high:.1f}"
    '326.3, 1267.5'

    Args:
        read: US dollars of one request that reads the prefix, all else in it included.
        write: the same of one that writes it.
        ttl: the life of the cache entry.
        hours: the hours of each day in which the requests come.
        days: how many days they come in.

    Raises:
        BadWorkload: a day has no such hours.
    """
    _, span = _rate(ONE, hours)
    in_a_day = float(span) / ttl.seconds
    more = float(subtract(write, read))
    if more <= 0 or 1 / in_a_day > _FLAT:
        return ()
    slope = float(read) / more * exp(1 / in_a_day)
    if slope >= (_STEEPEST - 1) * exp(-_STEEPEST):
        return ()
    lives = (_where(slope, _LEAST, _STEEPEST), _where(slope, _FLAT, _STEEPEST))
    return tuple(Decimal(float(days) * (1 + each * in_a_day)) for each in lives)


_LEAST, _STEEPEST, _FLAT = 1.0, 2.0, 700.0
"""Lives of the cache: (y - 1) x e^(-y) rises from 0 up to the steepest, and falls to nothing."""
_HALVINGS = 60


def _where(slope: float, below: float, above: float) -> float:
    """Where (y - 1) x e^(-y) is `slope`, by halving: it is less at `below`, and more at `above`."""
    for _ in range(_HALVINGS):
        middle = (below + above) / 2
        if (middle - 1) * exp(-middle) < slope:
            below = middle
        else:
            above = middle
    return above


def prefix_cost(  # noqa: PLR0913 - the terms are named
    pricing: ModelPricing,
    tokens: Decimal | int,
    requests: Decimal | int,
    hours: Decimal | int = DAY,
    *,
    arrivals: Arrivals = Arrivals.EVEN,
    modifiers: frozenset[Modifier] = frozenset(),
    above_tier: bool = False,
) -> PrefixCost:
    """What a prefix of `tokens` costs a day that `requests` requests share.

    Args:
        pricing: the model's rates.
        tokens: tokens of the prefix.
        requests: how many requests there are a day.
        hours: the hours of the day in which they come.
        arrivals: whether they are evenly spaced, or come at random.
        modifiers: terms that scale the rates.
        above_tier: whether the whole prompt of a request lies above the model's prompt tier.

    Raises:
        BadWorkload: there are no requests, an amount is none, or a day has no such hours.
        RateNotPublished: a cache price or a modifier has no published price.
        ModifierRefused: the model does not offer a modifier.
    """
    tokens = amount("tokens", tokens)
    requests, span = _rate(requests, hours)
    charges = pricing.charges(modifiers, above_tier=above_tier)
    for unit in CACHE_UNITS:
        if unit not in charges:
            raise pricing.not_published(unit)
    uncacheable = pricing.is_below_cache_minimum(tokens)

    def choice(ttl: Ttl | None) -> PrefixChoice:
        if ttl is None or uncacheable:
            plain = Usage(input=tokens).times(requests)
            return PrefixChoice(ttl, ZERO, ZERO, ZERO, _cost(plain, charges))
        traffic = cache_traffic(requests, ttl, hours, arrivals=arrivals)
        written = {ttl.write.value: multiply(tokens, traffic.writes)}
        usage = Usage(cache_read=multiply(tokens, traffic.reads), **written)
        hit_share = divide(traffic.reads, requests)
        return PrefixChoice(ttl, *traffic, hit_share, _cost(usage, charges))

    choices = (choice(None), choice(Ttl.FIVE_MINUTES), choice(Ttl.ONE_HOUR))
    best = min(choices, key=lambda each: each.cost)
    return PrefixCost(divide(span, requests), uncacheable, choices, best)


def _rate(requests: Decimal | int, hours: Decimal | int) -> tuple[Decimal, Decimal]:
    """Requests a day, and the seconds over which they come."""
    requests, hours = amount("requests", requests), amount("hours", hours)
    if not requests:
        raise BadWorkload("requests", requests, "a rate is above 0")
    if not ZERO < hours <= DAY:
        raise BadWorkload("hours", hours, "a day has up to 24 hours")
    return requests, multiply(hours, _SECONDS)


def _cost(usage: Usage, charges: Mapping[Unit, Charge]) -> Decimal:
    costs = (multiply(multiply(n, charges[u].each), charges[u].multiplier) for u, n in usage)
    return reduce(add, costs, ZERO)
