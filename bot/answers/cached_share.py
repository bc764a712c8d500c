"""Which share of the input must be read from the cache for work to fit a budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.query.model import ONE
from pricing import CannotPrice, Workload, estimate, share_within

from .budget_terms import Terms
from .types import NeededShare


def needed_share(
    low: Sequence[Workload], high: Sequence[Workload], terms: Terms
) -> NeededShare | None:
    """For the work at its cheapest and its dearest corner.

    None where it caches some already, or where there is no price for reading a cache.
    """
    if any(each.usage.is_cached for each in (*low, *high)):
        return None
    try:
        least = _share(terms.limit.high, low, terms)
        most = _share(terms.limit.low, high, terms) if terms.is_ranged else least
    except CannotPrice:
        return None
    return NeededShare(least, most)


def _share(limit: Decimal, works: Sequence[Workload], terms: Terms) -> Decimal | None:
    return share_within(limit, *(_total(works, share, terms) for share in (Decimal(0), ONE)))


def _total(works: Sequence[Workload], share: Decimal, terms: Terms) -> Decimal:
    """What they cost in the budget's period, with that share of their input cached."""
    changed = [replace(each, usage=each.usage.cached(share)) for each in works]
    return terms.total(estimate(changed, terms.prices))
