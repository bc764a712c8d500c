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
    before = _total(previous, now, book)
    if before is None or now.total is None:
        return None
    with exactly():
        difference = (now.total - before) * _HUNDRED
    return Change(before, now.total, divide(difference, before) if before else None)


def _total(previous: Query, now: EstimateAnswer, book: PriceBook) -> Decimal | None:
    """US dollars of the previous estimate, for what it asked, on the day of this one."""
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
    return found.total if isinstance(found, EstimateAnswer) else None
