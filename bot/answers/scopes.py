"""Whether a follow-up would turn amounts for one request into totals, or totals back, unsaid."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.query.errors import NeedsMore, QueryError
from bot.query.model import (
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    MixQuery,
    ModelChoice,
    Query,
    Scope,
    Work,
)
from bot.query.phrase import phrase
from pricing import CannotPrice, PriceList, Usage

from .costing import costing
from .several import every

_Asked = tuple[Work, tuple[ModelChoice, ...]]


def refuse_new_scope(previous: Query, query: Query, prices: PriceList) -> None:
    """Ask what amounts are for that stay, where a new one is too large for any request.

    "1000 requests, 3k in 500 out" and then "10M in": those 500 were for each request. Nor may a
    word that marks a new amount turn those that stay: "30M input in total".

    Raises:
        NeedsMore: are all of them totals now? Do totals stay, of more requests?
    """
    for before, now in zip(_asked(previous), _asked(query), strict=False):
        later = _scope(now, prices)
        if _are_totals_of_other_requests(before[0], now[0], later):
            raise NeedsMore(phrase("ask.totals_stay", requests=now[0].requests))
        if later:
            changes = not _meant(before, now, prices) <= {later}
        else:
            changes = _is_turned(before, now, prices)
        if changes:
            raise NeedsMore(phrase("ask.scope_changed", requests=now[0].requests))


def _are_totals_of_other_requests(before: Work, now: Work, later: Scope | None) -> bool:
    """Whether there are more requests, or fewer, and the totals over all of them stay.

    What they cost would stay as well: "what if traffic doubles?"
    """
    of_all = Scope.TOTAL in {now.scope, later} and before.requests is not None
    return of_all and now.requests != before.requests and now.usage == before.usage


def _meant(before: _Asked, now: _Asked, prices: PriceList) -> set[Scope]:
    """What the amounts that stay were for, and what those that are new would be for alone."""
    kept, new = _kept_and_new(before[0].usage, now[0].usage)
    old = _scope(before, prices) if kept else None
    alone = replace(now[0], usage=new, contents=())
    by_itself = _scope((alone, now[1]), prices) if any(tuple(new)) else None
    return {each for each in (old, by_itself) if each}


def _is_turned(before: _Asked, now: _Asked, prices: PriceList) -> bool:
    """Whether a new amount is marked, and what stays beside it was meant the other way."""
    said, was = now[0].scope, before[0].scope
    if Scope.UNMARKED is said or was is said:
        return False
    kept, new = _kept_and_new(before[0].usage, now[0].usage)
    if not (kept and any(tuple(new))):
        return False
    return (_scope(before, prices) if was is Scope.UNMARKED else was) not in {None, said}


def _kept_and_new(before: Usage, now: Usage) -> tuple[bool, Usage]:
    """Whether some amount is as it was, and the others."""
    old = dict(before)
    changed = {str(unit): many for unit, many in now if old.get(unit) != many}
    return any(old.get(unit) == many for unit, many in now), Usage(**changed)


def _asked(query: Query) -> Sequence[_Asked]:
    match query:
        case EstimateQuery():
            return [(query.work, (query.model,))]
        case ComparisonQuery() | BudgetQuery(others=()):
            return [(query.work, query.models)]
        case MixQuery() | BudgetQuery():
            return [(each.work, (each.model,)) for each in query.parts]
        case _:
            return []


def _scope(asked: _Asked, prices: PriceList) -> Scope | None:
    """What the amounts are for; None where that was said, or there is nothing to decide."""
    work, choices = asked
    if work.requests is None or work.prefix or work.scope is not Scope.UNMARKED:
        return None
    models = [each.model for each in every(choices, prices) if each.model]
    try:
        return costing(work, models, prices).scope
    except (CannotPrice, QueryError):
        return None
