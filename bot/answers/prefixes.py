"""A cached prefix that many requests share: who writes it, who reads it, and is it worth it?

Requests are taken as evenly spaced over the hours of a day, unless they come at random. While
the gap between two of them is no longer than the life of the cache entry, one write a started
day is enough and all others read it; with a longer gap every request writes. At random, a share
of them is expected to read it.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.query.model import Prefix, Work, counted_days
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
)

from .projection import projection_of
from .types import CacheChoice

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
    return replace(work, counts=(more, *others), per=Period.DAY)


def prefix_workload(work: Work, model: Model, prices: PriceList) -> Workload:
    """All of a period's requests as one volume, with what they write and read."""
    prefix = prefix_of(work)
    is_cacheable = _is_cacheable(prefix, prices.pricing(model.id))
    return _workload(work, model, prefix.ttl if is_cacheable else None)


def prefix_of(work: Work) -> Prefix:
    """The prefix of work that has one."""
    if work.prefix is None:
        raise ValueError("there is no prefix")
    return work.prefix


def cache_choices(work: Work, model: Model, prices: PriceList) -> tuple[CacheChoice, ...]:
    """What the work costs without a cache, and with each: US dollars for what is asked."""
    if work.prefix is None or not _is_cacheable(work.prefix, prices.pricing(model.id)):
        return ()
    return tuple(_choice(work, model, ttl, prices) for ttl in (None, *Ttl))


def _choice(work: Work, model: Model, ttl: Ttl | None, prices: PriceList) -> CacheChoice:
    return priced_choice(work, model, ttl, prices)[0]


def priced_choice(
    work: Work, model: Model, ttl: Ttl | None, prices: PriceList
) -> tuple[CacheChoice, Estimate]:
    """What `work` costs with a cache of `ttl`: for what is asked, and for its own period.

    A prefix too small for the model's cache is never read.

    Raises:
        CannotPrice: there is no such price.
    """
    alive = ttl if _is_cacheable(prefix_of(work), prices.pricing(model.id)) else None
    found = estimate(_workload(work, model, alive), prices)
    hits = divide(_reads(work, alive), work.requests or 1)
    return CacheChoice(ttl, projection_of(work).of(found.total), hits), found


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


def _workload(work: Work, model: Model, ttl: Ttl | None) -> Workload:
    prefix, requests = prefix_of(work), work.requests or _ZERO
    prompt = work.usage.prompt
    with exactly():
        fresh = replace(work.usage, input=work.usage.input - prefix.tokens).times(requests)
        reads = _reads(work, ttl)
        writes = requests - reads
        if ttl is None:
            usage = replace(fresh, input=fresh.input + prefix.tokens * requests)
        else:
            written = {ttl.write.value: prefix.tokens * writes}
            usage = replace(fresh, cache_read=prefix.tokens * reads, **written)
    return Workload(
        model.id,
        usage,
        modifiers=work.modifiers,
        prompt_tokens=prompt,
        discount=work.discount,
    )
