"""What a follow-up changed: the total before, and the total now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.query.errors import QueryError
from bot.query.model import EstimateQuery, MixQuery, Query
from pricing import CannotPrice, PriceBook, divide, exactly

from .estimate import answer_estimate
from .mix import answer_mix
from .types import Change, EstimateAnswer

_HUNDRED = Decimal(100)


def change_from(previous: Query, now: EstimateAnswer, book: PriceBook) -> Change | None:
    """The change from the thread's previous estimate; None where that had no single total."""
    then = _estimate(previous, now, book)
    if then is None or then.total is None or now.total is None:
        return None
    before, overs = then.total, (then.projection.over, now.projection.over)
    with exactly():
        difference = (now.total - before) * _HUNDRED
    percent = divide(difference, before) if before else None
    return Change(before, now.total, percent, None if overs[0] == overs[1] else overs)


def _estimate(previous: Query, now: EstimateAnswer, book: PriceBook) -> EstimateAnswer | None:
    """The previous estimate, for what it asked, on the day of this one."""
    try:
        match previous:
            case EstimateQuery():
                found = answer_estimate(replace(previous, currency=None), now.frame, book, ())
            case MixQuery():
                found = answer_mix(replace(previous, currency=None), now.frame, book, ())
            case _:
                return None
    except (CannotPrice, QueryError):
        return None
    return found if isinstance(found, EstimateAnswer) else None
