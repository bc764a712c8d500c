"""Follow-ups behind work beside which there are searches, or session hours, at a rate of their own.

    1,000 requests a day + 500 web searches a day
        on opus 5.5, 2k requests a day, batched     the requests change, the searches stay
        1,000 web searches a day                    so many searches instead
        no web searches                             the requests alone

So many searches a day are of all the work, and no request has them: nothing of what is said of
requests is said of them, but for the model and the period that all of it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from pricing import FEE_UNITS, Modifier, Unit, Usage

from .ask import Ask
from .errors import NeedsMore
from .follow_up import follows
from .model import BudgetQuery, ComparisonQuery, EstimateQuery, MixQuery, Part, Query, Work
from .own_period import is_many_of_a_fee
from .phrase import phrase
from .recalled import NOWHERE

Complete = Callable[[Ask, Query], Query]


def adds_fees(ask: Ask, previous: Query) -> bool:
    """Whether `plus 500 web searches a day` is said behind requests that have none so far.

    More than one request is likely to take, at a rate of their own: those of all of them.
    """
    if not _is_of_fees_alone(ask) or len(ask.times) != 1 or ask.times[0].over:
        return False
    (said,) = ask.amounts
    parts = _parts_of(previous)
    known = any(said.kind in dict(each.work.usage) for each in parts)
    rated = bool(parts) and all(each.work.counts and each.work.per for each in parts)
    return rated and not known and is_many_of_a_fee(said.kind, said.quantity)


def with_fees_aside(ask: Ask, previous: Query, complete: Complete) -> Query | None:
    """What `ask` makes of the work, with its fees beside it; None where there are none.

    Raises:
        NeedsMore: it is open what becomes of the fees.
    """
    parts = previous.parts if isinstance(previous, MixQuery) and not previous.contrast else ()
    fees = tuple(each for each in parts if _is_of_fees(each.work))
    work = tuple(each for each in parts if each not in fees)
    if not isinstance(previous, MixQuery) or not fees or not work:
        return None
    if not (follows(ask) or ask.split):
        return None
    if ask.uncalled:  # "700 a day": requests, or searches?
        span = ask.uncalled[0].span
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)
    if any(each.what is None and each.noun is None for each in ask.changes):  # "+20%": of all of it
        return None
    if ask.without_units and {each.value for each in _kinds(fees)} == {*ask.without_units}:
        rest = replace(ask, without_units=())
        alone = _alone(work, previous)
        return complete(rest, alone) if follows(rest) else alone
    if {each.kind for each in ask.amounts} & _kinds(fees):
        return replace(previous, parts=(*work, _with_so_many(ask, fees)))
    found = complete(ask, _alone(work, previous))
    if isinstance(found, (ComparisonQuery, BudgetQuery)):
        raise NeedsMore(phrase("ask.change_of_mix"))
    if isinstance(found, EstimateQuery) and found.whole:  # "how much of that is opus?"
        whole = replace(found.whole, parts=(*found.whole.parts, *fees))
        return replace(found, whole=whole)
    changed = _parts_of(found)
    if not changed:
        return found
    beside = tuple(_beside(each, changed) for each in fees)
    return MixQuery((*changed, *beside), found.day, found.currency)  # type: ignore[union-attr]


def _is_of_fees_alone(ask: Ask) -> bool:
    fees = len(ask.amounts) == 1 and ask.amounts[0].kind in FEE_UNITS
    numbers = (ask.counts, ask.contents, ask.shares, ask.changes, ask.discounts, ask.limits)
    others = (ask.models, ask.modifiers, ask.caching, ask.scopes, ask.intents, ask.schedules)
    return fees and not (ask.amounts[0].bounds or any(numbers) or any(others))


def _is_of_fees(work: Work) -> bool:
    return not (work.counts or work.contents) and all(unit in FEE_UNITS for unit, _ in work.amounts)


def _kinds(parts: tuple[Part, ...]) -> frozenset[Unit]:
    return frozenset(unit for each in parts for unit, _ in each.work.usage)


def _parts_of(query: Query) -> tuple[Part, ...]:
    if isinstance(query, EstimateQuery) and not query.contrast:
        return (Part(query.model, query.work),)
    return query.parts if isinstance(query, MixQuery) and not query.contrast else ()


def _alone(work: tuple[Part, ...], previous: MixQuery) -> Query:
    """The work without its fees."""
    if len(work) > 1:
        return replace(previous, parts=work)
    return EstimateQuery(work[0].model, work[0].work, previous.day, previous.currency)


def _with_so_many(ask: Ask, fees: tuple[Part, ...]) -> Part:
    """`1,000 web searches a day`: so many instead of those before.

    Raises:
        NeedsMore: more is said than that, or they come on top of those before.
    """
    is_plain = _is_of_fees_alone(ask) and not ask.on_top and len(fees) == 1
    if not is_plain or len(ask.times) > 1 or any(each.over for each in ask.times):
        span = next((each.span for each in ask.amounts), NOWHERE)
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)
    (said,), (old,) = ask.amounts, fees
    usage = (
        Usage(web_search=said.quantity)
        if said.kind is Unit.WEB_SEARCH
        else Usage(session_hour=said.quantity)
    )
    per = ask.times[0].period if ask.times else old.work.per
    return old._replace(work=replace(old.work, usage=usage, per=per))


def _beside(fee: Part, changed: tuple[Part, ...]) -> Part:
    """The fee beside the work as it is now: on its model, and for the period that is asked for.

    Where a part of it is in a batch nobody knows what the fee is, and the answer says so.
    """
    first = changed[0]
    terms = frozenset[Modifier]().union(*(each.work.modifiers for each in changed))
    batch = terms & {Modifier.BATCH}
    work = replace(fee.work, over=first.work.over, modifiers=batch)
    stays = any(each.model == fee.model for each in changed)
    return Part(fee.model if stays else first.model, work)
