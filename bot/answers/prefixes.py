"""A cached prefix that many requests share: who writes it, who reads it, and is it worth it?

Requests are taken as evenly spaced over the hours of a day, unless they come at random. While
the gap between two of them is no longer than the life of the cache entry, one write a started
day is enough and all others read it; with a longer gap every request writes. At random, a share
of them is expected to read it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from msgspec.structs import replace

from bot.query.model import Bounds, Prefix, Work, counted_days
from pricing import (
    Estimate,
    Model,
    ModelPricing,
    Period,
    PriceList,
    Ttl,
    Workload,
    cache_traffic,
    divide,
    estimate,
    exactly,
    period_ratio,
    total_cost,
    turns_at_random,
)

from .contents import with_contents
from .projection import projection_of
from .types import CacheChoice, best_choice

_ZERO = Decimal(0)
_HOUR = 3600


def daily(work: Work) -> Work:
    """`work` per day where it is per something shorter: a cache is written once a day."""
    above, below = period_ratio(work.per or Period.DAY, Period.DAY)
    if work.prefix is None or work.per is None or above == 1 or below != 1:
        return work
    first, *others = work.counts
    with exactly():
        more = first._replace(number=first.number * above)
        varied = tuple(
            each._replace(bounds=Bounds(each.bounds.low * above, each.bounds.high * above))
            if each.part == "count 0"
            else each
            for each in work.varied
        )
    return replace(work, counts=(more, *others), per=Period.DAY, varied=varied)


def prefix_workload(work: Work, model: Model, prices: PriceList) -> Workload:
    """All of a period's requests as one volume, with what they write and read."""
    prefix = prefix_of(work)
    is_cacheable = _is_cacheable(prefix, prices.pricing(model.id))
    ttl = prefix.ttl if is_cacheable else None
    return _workload(work, model, ttl, _reads(work, ttl))


def prefix_of(work: Work) -> Prefix:
    """The prefix of work that has one."""
    if work.prefix is None:
        raise ValueError("there is no prefix")
    return work.prefix


def cache_choices(
    works: Sequence[Work], model: Model, prices: PriceList
) -> tuple[CacheChoice, ...]:
    """What the work costs without a cache, and with each: US dollars for what is asked.

    Args:
        works: the work, or its corners where it has ranges.
        model: on which it is done.
        prices: the rates of a day.
    """
    pricing = prices.pricing(model.id)
    if not any(each.prefix and _is_cacheable(each.prefix, pricing) for each in works):
        return ()
    counted = [with_contents(each, model)[0] for each in works]
    choices = [tuple(choice for choice, _ in every_choice(each, model, prices)) for each in counted]
    return choices[0] if len(choices) == 1 else ranged(choices)


def ranged(corners: Sequence[Sequence[CacheChoice]]) -> tuple[CacheChoice, ...]:
    """Each choice from its lowest to its highest; the best is what is best at every corner."""
    bests = {best_choice(each) for each in corners}
    ttls = {each.ttl for each in bests if each}
    return tuple(
        CacheChoice(
            each[0].ttl,
            min(one.total for one in each),
            min(one.hit_share for one in each),
            max(one.total for one in each),
            max(one.hit_share for one in each),
            best=ttls == {each[0].ttl},
        )
        for each in zip(*corners, strict=True)
    )


def every_choice(work: Work, model: Model, prices: PriceList) -> list[tuple[CacheChoice, Estimate]]:
    """What `work` costs without a cache, and with each: for what is asked, and for its own period.

    Raises:
        CannotPrice: there is no such price.
    """
    return [_priced_choice(work, model, ttl, prices) for ttl in (None, *Ttl)]


def _priced_choice(
    work: Work, model: Model, ttl: Ttl | None, prices: PriceList
) -> tuple[CacheChoice, Estimate]:
    """The same with a cache of `ttl`; a prefix too small for the model's is never read."""
    alive = ttl if _is_cacheable(prefix_of(work), prices.pricing(model.id)) else None
    reads = _reads(work, alive)
    found = estimate(_workload(work, model, alive, reads), prices)
    hits = divide(reads, work.requests or 1)
    return CacheChoice(ttl, projection_of(work).of(found.total), hits), found


def fewest_alive(work: Work, ttl: Ttl) -> Fraction:
    """How many evenly spaced requests of a period keep a cache of `ttl` alive, at least."""
    spread = Fraction(prefix_of(work).hours) * _HOUR * Fraction(_days(work))
    return spread / ttl.seconds


def turns(work: Work, model: Model, prices: PriceList) -> Iterator[Fraction]:
    """Around how many requests of a period the cost of those that come at random turns.

    Raises:
        CannotPrice: there is no such price.
    """
    prefix, pricing = prefix_of(work), prices.pricing(model.id)
    for ttl in Ttl if _is_cacheable(prefix, pricing) else ():
        read, write = (
            total_cost(_workload(work, model, ttl, reads), pricing)
            for reads in (work.requests or _ZERO, _ZERO)
        )
        for turn in turns_at_random(read, write, ttl, prefix.hours, days=_days(work)):
            yield Fraction(turn)


def gap(work: Work) -> Decimal:
    """Seconds between two requests, on average where they come at random."""
    prefix = prefix_of(work)
    return divide(prefix.hours * _HOUR * _days(work), work.requests or 1)


def _is_cacheable(prefix: Prefix, pricing: ModelPricing) -> bool:
    return not pricing.is_below_cache_minimum(prefix.tokens)


def _reads(work: Work, ttl: Ttl | None) -> Decimal:
    """How many requests of a period find the prefix in the cache."""
    requests = work.requests or _ZERO
    if ttl is None or work.prefix is None:
        return _ZERO
    days = _days(work)
    traffic = cache_traffic(
        requests, ttl, work.prefix.hours, days=days, arrivals=work.prefix.arrivals
    )
    return traffic.reads


def _days(work: Work) -> Decimal:
    """The days of the work's period: a week has 7, unless they were counted: `x 5 days/week`."""
    counted = counted_days(work.counts)
    if counted is not None:
        return counted
    below, above = period_ratio(work.per or Period.DAY, Period.DAY)
    return Decimal(above) / below


def _workload(work: Work, model: Model, ttl: Ttl | None, reads: Decimal) -> Workload:
    """All requests of a period with a cache of `ttl`, which so many of them read."""
    prefix, requests = prefix_of(work), work.requests or _ZERO
    prompt = work.usage.prompt
    with exactly():
        fresh = dataclasses.replace(work.usage, input=work.usage.input - prefix.tokens).times(
            requests
        )
        writes = requests - reads
        if ttl is None:
            usage = dataclasses.replace(fresh, input=fresh.input + prefix.tokens * requests)
        else:
            written = {ttl.write.value: prefix.tokens * writes}
            usage = dataclasses.replace(fresh, cache_read=prefix.tokens * reads, **written)
    return Workload(
        model.id,
        usage,
        modifiers=work.modifiers,
        prompt_tokens=prompt,
        discount=work.discount,
    )
