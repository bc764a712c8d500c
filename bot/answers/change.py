"""What a follow-up changed: the total before, and the total now."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.errors import QueryError
from bot.query.model import EstimateQuery, MixQuery, Query
from pricing import BadWorkload, CannotPrice, PriceBook, divide, exactly

from .estimate import answer_estimate
from .mix import answer_mix
from .notes import of_tokenizers
from .types import Change, EstimateAnswer

_HUNDRED = Decimal(100)


def changed(now: EstimateAnswer, previous: Query, book: PriceBook) -> EstimateAnswer:
    """`now` with what it changed of the thread's previous estimate, where that had one total.

    Another model may count the same text otherwise, which the change leaves out and a note says.
    """
    if _differ_in_currency(previous, now.query):
        return now
    then = _estimate(previous, now, book)
    if then is None or then.total is None or now.total is None:
        return now
    before, overs = then.total, (then.projection.over, now.projection.over)
    with exactly():
        difference = (now.total - before) * _HUNDRED
    percent = divide(difference, before) if before else None
    change = Change(before, now.total, percent, None if overs[0] == overs[1] else overs)
    counted = of_tokenizers([*then.models, *now.models]) if then.models != now.models else ()
    noted = {each.code for each in now.notes}
    added = [each for each in counted if each.code not in noted]
    return replace(now, change=change, notes=(*now.notes, *added))


def _differ_in_currency(previous: Query, now: Query) -> bool:
    """`in euros?`: the same work, whose total in dollars nothing changed."""
    if not isinstance(previous, (EstimateQuery, MixQuery)) or type(previous) is not type(now):
        return False
    same = replace(previous, currency=now.currency)
    return previous != now and same == now


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
    except (BadWorkload, CannotPrice, QueryError):
        return None
    return found if isinstance(found, EstimateAnswer) else None
