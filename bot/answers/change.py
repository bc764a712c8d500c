"""What a follow-up changed: the total before, and the total now."""

from __future__ import annotations

from decimal import Decimal

from bot.query.errors import QueryError
from bot.query.model import EstimateQuery, Query
from pricing import CannotPrice, PriceBook, divide, estimate, exactly

from .types import Change, EstimateAnswer
from .workloads import choose, settled_scope, workload

_HUNDRED = Decimal(100)


def change_from(previous: Query, now: EstimateAnswer, book: PriceBook) -> Change | None:
    """The change from the thread's previous estimate; None where that had no single total."""
    if not isinstance(previous, EstimateQuery):
        return None
    before = _total(previous, now, book)
    if before is None:
        return None
    after = now.estimate.total
    with exactly():
        difference = (after - before) * _HUNDRED
    return Change(before, after, divide(difference, before) if before else None)


def _total(previous: EstimateQuery, now: EstimateAnswer, book: PriceBook) -> Decimal | None:
    """US dollars of the previous estimate, on the day of this one."""
    prices = book.as_of(previous.day or now.frame.today)
    (chosen,) = choose(previous.model, prices)
    if chosen.model is None:
        return None
    try:
        scope = settled_scope(previous.work, [prices.pricing(chosen.model.id)])
        return estimate(workload(previous.work, chosen.model, scope), prices).total
    except (CannotPrice, QueryError):
        return None
