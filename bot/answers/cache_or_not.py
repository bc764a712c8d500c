"""A prefix that requests share: no cache, one of 5 minutes, or one of an hour, and why."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.query.model import Prefix, Work
from bot.query.phrase import Phrase, phrase
from pricing import Arrivals, Model, ModelPricing, PriceList, Ttl

from .contents import with_contents
from .costing import costing
from .prefixes import every_choice, gap, prefix_of, ranged
from .ranges import drivers
from .types import CacheChoice, PaysOff

_MINUTE, _HOUR = 60, 3600
_ABOUT_TWO = 2
"""So many minutes, or hours, from which on a gap is said in them."""


def with_choices(found: PaysOff, work: Work, model: Model, prices: PriceList) -> PaysOff:
    """`found` with what `work` costs each way, and what makes the cheapest the cheapest.

    Raises:
        CannotPrice: there is no such price.
    """
    if work.varied:
        return _within_ranges(found, work, model, prices)
    counted, _ = with_contents(work, model)
    choices, estimates = zip(*every_choice(counted, model, prices), strict=True)
    unsure = _may_be_too_small(work, model, prices)
    chosen = found._replace(choices=choices, estimates=estimates, unsure=unsure)
    return chosen._replace(why=_why(chosen, counted, model, prices))


def _within_ranges(found: PaysOff, work: Work, model: Model, prices: PriceList) -> PaysOff:
    """The same from the cheapest point of the ranges of `work` to the dearest.

    Which choice is the cheapest is known where they end, and where a total turns in between.
    """
    asked = costing(work, [model], prices)
    points = [with_contents(each, model)[0] for each in asked.corners(model)]
    priced = [every_choice(each, model, prices) for each in points]
    by_cost = [sorted(each, key=lambda way: way[0].total) for each in zip(*priced, strict=True)]
    at_each = [[choice for choice, _ in each] for each in priced]
    cheapest = [min(each, key=_total) for each in at_each]
    totals = sorted(each.total for each in cheapest)
    return found._replace(
        choices=ranged(at_each),
        estimates=tuple(each[0][1] for each in by_cost),
        highest=tuple(each[-1][1] for each in by_cost),
        ends=(totals[0], totals[-1]),
        drivers=drivers([work], lambda at: _least(at[0], model, prices), asked.steps(model)),
        unsure=any(_may_be_too_small(each, model, prices) for each in points),
        why=_why_within(points, cheapest, model, prices),
    )


def _least(work: Work, model: Model, prices: PriceList) -> Decimal:
    """US dollars for the cheapest choice, of work without ranges."""
    choices = every_choice(with_contents(work, model)[0], model, prices)
    return min(choice.total for choice, _ in choices)


def _why_within(
    points: Sequence[Work], cheapest: Sequence[CacheChoice], model: Model, prices: PriceList
) -> Phrase:
    """Whether one choice is the cheapest at every point; else which is at the first and last.

    The first point has every number at its low end, and the last one at its high end.
    """
    pricing = prices.pricing(model.id)
    if all(is_too_small(prefix_of(each), pricing) for each in points):
        return too_small(model)
    if len({each.ttl for each in cheapest}) == 1:
        return phrase("why.range.one")
    low, high = cheapest[0], cheapest[-1]
    return phrase("why.range.apart", low=low.ttl or "none", high=high.ttl or "none")


def _may_be_too_small(work: Work, model: Model, prices: PriceList) -> bool:
    """Whether a smallest size that is not published may be above the prefix, as others' are."""
    if model.min_cacheable is not None:
        return False
    known = (each.min_cacheable for each in prices.book.models if each.min_cacheable)
    return prefix_of(work).tokens < max(known)


def _why(found: PaysOff, work: Work, model: Model, prices: PriceList) -> Phrase:
    prefix, best = prefix_of(work), min(found.choices, key=_total)
    if is_too_small(prefix, prices.pricing(model.id)):
        return too_small(model)
    if not found.break_evens:
        return phrase("why.saves_nothing", model=model)
    if prefix.arrivals is Arrivals.RANDOM:
        return _at_random(found, best)
    return _evenly(found, best, gap(work), prefix)


def is_too_small(prefix: Prefix, pricing: ModelPricing) -> bool:
    """Whether the model never caches so few tokens."""
    return pricing.is_below_cache_minimum(prefix.tokens)


def too_small(model: Model) -> Phrase:
    """From which size on `model` caches."""
    return phrase("why.too_small", model=model, minimum=model.min_cacheable)


def _total(choice: CacheChoice) -> Decimal:
    return choice.total


def _at_random(found: PaysOff, best: CacheChoice) -> Phrase:
    """So many are expected to find it alive, and so many would have to."""
    facts = {f"hit_{each.ttl}": each.hit_share for each in found.choices if each.ttl}
    facts |= {f"even_{each.ttl}": each.hit_share for each in found.break_evens}
    return phrase(f"why.random.{best.ttl or 'none'}", **facts)


def _evenly(found: PaysOff, best: CacheChoice, seconds: Decimal, prefix: Prefix) -> Phrase:
    """The gap between two requests beside what each cache lives."""
    facts = {"gap": duration(seconds), "share": best.hit_share}
    if best.ttl:
        return phrase(f"why.even.{best.ttl}", **facts)
    lives = next((ttl for ttl in Ttl if seconds <= ttl.seconds), None)
    if lives is None:
        return phrase("why.even.gone", **facts)
    hits = next(each.hit_share for each in found.choices if each.ttl is lives)
    even = next(each for each in found.break_evens if each.ttl is lives)
    return phrase("why.even.few", share=hits, even=even.hit_share, hours=prefix.hours)


def duration(seconds: Decimal) -> Phrase:
    """`7 minutes`: in the longest unit of which there are about two."""
    if seconds >= _ABOUT_TWO * _HOUR:
        return phrase("label.gap.hours", number=seconds / _HOUR)
    if seconds >= _ABOUT_TWO * _MINUTE:
        return phrase("label.gap.minutes", number=seconds / _MINUTE)
    return phrase("label.gap.seconds", number=seconds)
