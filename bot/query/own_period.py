"""Amounts in all that have a period of their own, beside requests that have another.

500 requests a day, 100M in and 10M out a month         15,000 requests a month
1日500件、月に入力1億・出力1000万
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import FEE_UNITS, exactly, period_ratio

from .ask import AmountKind, Ask, Count, Timed
from .errors import NeedsMore
from .model import MOST_OF_ONE, Scope
from .phrase import phrase
from .rate_of_its_own import with_period
from .reading import OF_EACH, Span


def in_period_of_amounts(ask: Ask) -> Ask:
    """`ask` with its requests counted in the period that its amounts are per.

    Raises:
        NeedsMore: that is no whole number of them.
    """
    rates, own = (_beside(ask, each) for each in ("requests", "amounts"))
    if own and not rates:
        _refuse_period_before_amounts(ask, own[0])
    if not (rates and own and ask.counts) or ask.receipt:
        return ask
    if not _are_in_all(ask):
        _refuse_fees_of_their_own(ask, rates, own)
        _refuse_amounts_of_their_own(ask, rates, own)
        return ask
    said, wanted = rates[0], own[0]
    if len({each.period for each in (*rates, *own)}) == 1:
        return ask
    above, below = period_ratio(said.period, wanted.period)
    with exactly():
        many = ask.counts[-1].number * Decimal(above)
        fits = not many % below
    whole = not (ask.business_days or ask.schedules or any(each.bounds for each in ask.counts))
    if not (fits and whole) or len(rates) > 1 or len({each.period for each in own}) > 1:
        quoted = tuple(ask.quoted(each.span) for each in (said, wanted))
        raise NeedsMore(phrase("ask.two_periods", said=quoted), wanted.span)
    last: Count = replace(ask.counts[-1], number=many // below)
    times = tuple(each for each in ask.times if each is not said)
    return replace(ask, counts=(*ask.counts[:-1], last), times=times)


def _refuse_fees_of_their_own(ask: Ask, rates: list[Timed], own: list[Timed]) -> None:
    """`300 requests a day, 10k web searches a month`: those are no searches of each request.

    Raises:
        NeedsMore: so many searches, or hours, have a period of their own.
    """
    known = {each.period for each in rates}
    many = [each.span for each in ask.amounts if is_many_of_a_fee(each.kind, each.quantity)]
    few = [each.span for each in ask.amounts if each.kind in FEE_UNITS]
    contents = [each.span for each in ask.contents]
    for time in (each for each in own if each.period not in known):
        may_be_asked_for = ask.quoted(time.span).casefold().startswith(_PER)
        said = (*few, *contents)
        if may_be_asked_for:
            said = (*many, *(each for each in said if _is_right_behind(time.span, each)))
        fee = next((each for each in said if _is_told_of(ask, each, time.span)), None)
        if fee is not None:
            whole = with_period(fee, ask)
            raise NeedsMore(phrase("ask.each_or_in_all", said=ask.quoted(whole)), whole)


_PER = "per"
"""`2 searches each, per week` asks for the cost of a week; `3 searches per week` are so many."""


def _is_right_behind(period: Span, fee: Span) -> bool:
    return 0 <= period.start - fee.end <= len(" ")


def _is_told_of(ask: Ask, fee: Span, period: Span) -> bool:
    """Whether that period is the one of these searches: no other number stands nearer to it."""
    if _is_of_each(ask, Span(fee.end, period.start)):
        return False
    return all(each.span.apart(period) >= fee.apart(period) for each in ask.amounts)


def _is_of_each(ask: Ask, between: Span) -> bool:
    """`21 session hours [each] per minute`: those of each request, and what is asked for."""
    if Scope.EACH not in ask.scopes:
        return False
    return any(
        each.meaning == OF_EACH and between.start <= each.span.start < between.end
        for each in ask.heard
    )


def _refuse_period_before_amounts(ask: Ask, said: Timed) -> None:
    """`1日20万トークン入力、3万トークン出力、200件`: so much a day, or in each of them?

    Raises:
        NeedsMore: amounts that one request can hold have a period before them, and it has none.
    """
    if ask.scopes or not (ask.counts and ask.amounts) or ask.quoted(said.span).isascii():
        return
    first = min(each.span.start for each in ask.amounts)
    is_before = 0 <= first - said.span.end <= _A_PARTICLE
    if is_before and first < ask.counts[0].span.start and not _are_in_all(ask):
        raise NeedsMore(phrase("ask.each_or_in_all", said=ask.quoted(said.span)), said.span)


_A_PARTICLE = 1


def _refuse_amounts_of_their_own(ask: Ask, rates: list[Timed], own: list[Timed]) -> None:
    """`出力500/日 100件 月額`: a period that amounts are marked with, and the requests are not.

    Raises:
        NeedsMore: which of them it is is open.
    """
    for time in own:
        if ask.quoted(time.span).startswith("/") and time.period is not rates[0].period:
            said = tuple(ask.quoted(each.span) for each in (rates[0], time))
            raise NeedsMore(phrase("ask.two_periods", said=said), time.span)


def is_many_of_a_fee(kind: AmountKind, number: Decimal) -> bool:
    """Whether there are more searches, or hours, than one request is likely to take."""
    return kind in FEE_UNITS and number > _MOST_OF_A_FEE


_MOST_OF_A_FEE = 20


def _beside(ask: Ask, what: str) -> list[Timed]:
    return [each for each in ask.times if each.binds == what and not each.over]


def _are_in_all(ask: Ask) -> bool:
    """Whether amounts are said to be in all, or are more than one request can hold."""
    is_large = any(each.quantity > MOST_OF_ONE for each in ask.amounts)
    return Scope.TOTAL in ask.scopes or (is_large and Scope.EACH not in ask.scopes)
