"""Periods: what the work is per, and what is asked for.

The period beside a number of requests is what they are per ("50k requests/day"); else the one
beside amounts ("10M in per day"). One that stands by itself is what is asked for ("per year
please"), unless there is no other: then the work is per it, and it is asked for as well.
"""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from pricing import Period, Unit, period_ratio

from .ask import Ask, Schedule, Timed
from .errors import NeedsMore
from .intervals import rate_of
from .model import DAY_HOURS, MOST_OF_ONE, ONE, Counted, Over, Scope
from .own_period import is_many_of_a_fee
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .rate_of_its_own import with_period
from .reading import Span
from .roles import any_of, words_that

_NOUNS = {period: f"{period.value.replace('_', ' ')}s" for period in Period}


class Timing(NamedTuple):
    """What was said of time.

    Attributes:
        per: the period that requests or volumes come in.
        over: what is asked for; None is a month.
        limit: the period of a budget.
        factors: "8 hours" of "10 requests an hour, 8 hours a day".
        every: requests in each `per`, from "every 7 minutes": 1/7.
        hours: hours of a day that the requests are spread over.
    """

    per: Period | None = None
    over: Over | None = None
    limit: Period | None = None
    factors: tuple[Counted, ...] = ()
    every: Decimal | None = None
    hours: Decimal = DAY_HOURS


def timing(ask: Ask) -> Timing:
    """What `ask` says of time.

    Raises:
        NeedsMore: two periods contradict each other, or one has nothing to belong to.
    """
    _refuse_each_of_searches(ask)
    if not (ask.times or ask.schedules or ask.business_days):
        return Timing()
    ask = _on_days_of_work(_in_each_month(_at_a_pace(_asked_at_first(ask))))
    rates = _rates(ask) or _multiplied(ask)
    spans = [each for each in ask.times if each.over]
    limits = [each for each in ask.times if each.binds == "limit" and not each.over]
    free = [each for each in ask.times if each not in (*rates, *spans, *limits)]
    free = _without_echoes(free, rates, ask)
    if ask.limits and not limits and free and (rates or not ask.counts):
        _refuse_short_limit(free, rates, ask)
        limits, free = free, []
    _refuse_count_in_another_period(limits, ask)
    _need_daily_rate(rates, ask)
    _refuse_rate_of_one(rates, ask)
    rates = [_on_business_days(each, ask) for each in rates]
    rate, limit = _one(rates, ask) or _spread_over(spans, ask), _one(limits, ask)
    if rate is None and not spans:
        rate = _one(free, ask)
        _refuse_asked_of_volume(rate, ask)
        is_asked = rate is not None and (not rate.often or rate.period is Period.YEAR)
        asked = Over(ONE, rate.period) if rate and is_asked else None
        return _scheduled(ask, rate, asked, limit)
    return _scheduled(ask, rate, _asked(free, spans, rate, ask), limit)


def _asked_at_first(ask: Ask) -> Ask:
    """`monthly: 1000 requests/day`, `opus 5.5 monthly: ...`: it is asked for, if a rate follows."""
    if len(ask.times) < len("ab"):
        return ask
    first, *others = sorted(ask.times, key=lambda each: each.span)
    is_rate = any(each.binds in _OF_WORK and not each.over for each in others)
    is_heading = not first.span.start or ask.quoted(first.span).endswith(_ADVERB)
    if not is_rate or first.over or not is_heading:
        return ask
    if not ask.source[first.span.end :].lstrip().startswith(":"):
        return ask
    heading = first._replace(binds=None, often=False)
    return replace(ask, times=(heading, *others))


_OF_WORK, _ADVERB = ("requests", "amounts"), "ly"


def _at_a_pace(ask: Ask) -> Ask:
    """`3日で10万件のペース、月額は`: so many in every three days, and not for those alone."""
    if ask.lang != "ja" or len(ask.counts) != 1:
        return ask
    (count,) = ask.counts
    for each in ask.times:
        between = ask.source[each.span.end : count.span.start].strip(_ABOUT)
        if each.over and between in _WITHIN and _PACE.match(ask.source, count.span.end):
            every = each.over.times
            pace = each._replace(over=None, binds="requests", every=every)
            return replace(ask, times=tuple(pace if one is each else one for one in ask.times))
    return ask


_WITHIN, _ABOUT = frozenset({"で", "に", "間で", "間に"}), " 約、およそ"
_PACE = Pattern(f"[^、。,?!]{{0,12}}?(?:{any_of('is_a_pace')})")


def _in_each_month(ask: Ask) -> Ask:
    """`1日800件×22営業日、月額は`: so many business days are those of each month."""
    found = [
        (each, each.over.times) for each in ask.times if _is_of_business_days(each) and each.over
    ]
    others = tuple(each for each in ask.times if each.over is None)
    is_asked = any(each.period is Period.MONTH and not each.binds for each in others)
    if not is_asked or len(found) != 1 or len(found) + len(others) < len(ask.times):
        return ask
    ((said, number),) = found
    if number not in _DAYS_OF_A_MONTH:
        return ask
    days = Schedule(number, Period.BUSINESS_DAY, Period.MONTH, said.span)
    return replace(ask, times=others, schedules=(*ask.schedules, days))


_DAYS_OF_A_MONTH = range(15, 24)
"""Business days that a month may have."""


def _on_days_of_work(ask: Ask) -> Ask:
    """`8 hours a day, 22 working days`: the days of a schedule are those that are worked."""
    if not (ask.business_days or any(map(_is_of_business_days, ask.times))):
        return ask
    schedules = [
        each._replace(long=Period.BUSINESS_DAY) if each.long is Period.DAY else each
        for each in ask.schedules
    ]
    return replace(ask, schedules=tuple(schedules))


def _refuse_short_limit(free: list[Timed], rates: list[Timed], ask: Ask) -> None:
    """`$600, how many a day`: a month is asked for as long as its budget, a day may be less.

    Raises:
        NeedsMore: so many a day are asked for, and how long the money is to last is not said.
    """
    is_short = any(each.period in _SHORT for each in free)
    if is_short and not rates and "how_many" in ask.intents:
        span = ask.limits[0].span
        raise NeedsMore(phrase("ask.budget_period", said=ask.quoted(span)), span)


_SHORT = frozenset(Period) - {Period.MONTH, Period.QUARTER, Period.YEAR}


def _refuse_count_in_another_period(limits: list[Timed], ask: Ask) -> None:
    """`月$500で1営業日あたり何件`, `how many an hour for $50 a day`: of days alone it is told too.

    Raises:
        NeedsMore: so many are asked for in another period than that of the budget.
    """
    if not limits or ask.counts or "how_many" not in ask.intents:
        return
    told = {each.period for each in limits}
    if not told & _SHORT or told == {Period.WEEK}:
        told.add(Period.DAY)
    for each in ask.times:
        if each.over is None and each.period not in told:
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.count_in_another_period", said=said), each.span)


def _need_daily_rate(rates: list[Timed], ask: Ask) -> None:
    """Only business days are those of a rate.

    Raises:
        NeedsMore: there is no rate that they would change.
    """
    if ask.business_days and not rates:
        (span, *_) = ask.business_days
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(span)), span)


def _refuse_rate_of_one(rates: list[Timed], ask: Ask) -> None:
    """`300 web searches a day, 8k in 1k out per call`: so many searches, in how many calls?

    `1件 入力2千 出力500 月いくら` leaves it open as well: Japanese asks for a month so.

    Raises:
        NeedsMore: what one request takes is said, and not how many of them there are.
    """
    of_one = all(each.number == ONE for each in ask.counts) if ask.counts else ask.of_one
    if not (of_one and ask.amounts) or ask.limits or any(each.binds != "amounts" for each in rates):
        return
    for rate in rates:
        beside = min(ask.amounts, key=lambda each: each.span.apart(rate.span))
        said = ask.quoted(rate.span)
        if beside.kind is Unit.WEB_SEARCH and len(ask.amounts) > 1:
            said = ask.quoted(beside.span)
            raise NeedsMore(phrase("ask.requests_of_searches", said=said), beside.span)
        if not said.isascii() and rate.span.start >= beside.span.end:
            raise NeedsMore(phrase("ask.rate_of", said=said), rate.span)


def _refuse_each_of_searches(ask: Ask) -> None:
    """`300 web searches with 4k in 500 out each`: of each search, perhaps, and not of one request.

    Raises:
        NeedsMore: amounts are of each, and searches are all that is counted; or they are said to
            be of one search: "15 searches a day, 6k in 500 out per search".
    """
    for each in ask.amounts if len(ask.amounts) > 1 else ():
        behind = ask.source[each.span.end :].casefold()
        of_search = any(map(behind.__contains__, _PER_SEARCH))
        if of_search and each.kind is Unit.WEB_SEARCH and each.quantity > ONE:
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.requests_of_searches", said=said), each.span)
    if ask.counts or ask.of_one or Scope.EACH not in ask.scopes or len(ask.amounts) == 1:
        return
    for each in ask.amounts:
        is_many = is_many_of_a_fee(each.kind, each.quantity)
        if each.kind is Unit.WEB_SEARCH and (is_many or (ask.times and each.quantity > ONE)):
            said = ask.quoted(each.span)
            raise NeedsMore(phrase("ask.requests_of_searches", said=said), each.span)


_PER_SEARCH = tuple(words_that("for_each_search"))


def _on_business_days(rate: Timed, ask: Ask) -> Timed:
    """A rate a day is one a business day, where only those are meant: "for 22 business days".

    Raises:
        NeedsMore: the rate is none a day, so that they change nothing.
    """
    if rate.period is Period.DAY and any(map(_is_of_business_days, ask.times)):
        return rate._replace(period=Period.BUSINESS_DAY)
    if not ask.business_days or rate.period is Period.BUSINESS_DAY:
        return rate
    if rate.period is not Period.DAY:
        if any(each.long is Period.BUSINESS_DAY for each in ask.schedules):
            return rate  # so many an hour, on the hours of these days
        said = tuple(ask.quoted(each) for each in (rate.span, ask.business_days[0]))
        raise NeedsMore(phrase("ask.two_periods", said=said), rate.span)
    return rate._replace(period=Period.BUSINESS_DAY)


def _is_of_business_days(said: Timed) -> bool:
    return said.over is not None and said.over.period is Period.BUSINESS_DAY


def _without_echoes(free: list[Timed], rates: list[Timed], ask: Ask) -> list[Timed]:
    """What is asked for, without what only says the rate once more.

    "150M in a day" beside "1000 requests a day", "weekly" beside "70 a week" where a year is
    asked for.
    """
    known = {each.period for each in rates}
    echoes = [each for each in free if each.binds == "amounts" and each.period in known]
    if echoes and not ask.scopes and _may_be_for_one(ask):
        span = _with_what_it_is_of(echoes[0].span, ask)
        raise NeedsMore(phrase("ask.each_or_in_all", said=ask.quoted(span)), span)
    free = [each for each in free if each not in echoes]
    _refuse_another_interval(free, rates, ask)
    free = [each for each in free if not (known and _names_a_job(each, ask))]
    if any(each.period not in known for each in free):
        return [each for each in free if each.period not in known]
    return [each for each in free if not each.often]


def _refuse_another_interval(free: list[Timed], rates: list[Timed], ask: Ask) -> None:
    """`毎日1000件、1時間おきにまとめて処理`: an hour is not asked for, and how many it has is open.

    Raises:
        NeedsMore: how often it is done is said twice.
    """
    for each in free if rates else ():
        if each.often and ask.quoted(each.span).endswith(_AS_OFTEN):
            said = tuple(ask.quoted(one.span) for one in (rates[0], each))
            raise NeedsMore(phrase("ask.two_periods", said=said), each.span)


_AS_OFTEN = tuple(words_that("as_often_as_that"))


def _names_a_job(said: Timed, ask: Ask) -> bool:
    """`[weekly] report job: 52 runs a year`: what it is called, and no week is asked for."""
    behind = _NEXT_WORDS.match(ask.source, said.span.end)
    return said.often and behind is not None and not _JOBS.isdisjoint(behind[0].casefold().split())


_NEXT_WORDS, _JOBS = re.compile(r"(?: [A-Za-z][\w-]*){1,2}"), words_that("done_at_a_rate")


def _with_what_it_is_of(period: Span, ask: Ask) -> Span:
    """`10 images 1000x1000 a day`, and not `a day` alone: what stands beside it is meant."""
    said = (*(each.span for each in ask.amounts), *(each.span for each in ask.contents))
    return with_period(min(said, key=period.apart), ask)


def _may_be_for_one(ask: Ask) -> bool:
    """Whether amounts beside a number of requests are small enough for one of them."""
    return bool(ask.counts) and all(each.quantity <= MOST_OF_ONE for each in ask.amounts)


def _refuse_asked_of_volume(rate: Timed | None, ask: Ask) -> None:
    """A year is asked for, of amounts that are said for no period, or are those of one request."""
    of_many = any(each.number != ONE for each in ask.counts)
    if rate is not None and not rate.often and not of_many and not ask.limits:
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(rate.span)), rate.span)


def _rates(ask: Ask) -> list[Timed]:
    """The periods beside requests; else those beside amounts; else those that say how often."""
    for what in ("requests", "amounts"):
        found = [each for each in ask.times if each.binds == what]
        if found:
            return found + [each for each in ask.times if each.every != ONE and not each.binds]
    if found := [each for each in ask.times if each.every != ONE]:
        return found + [each for each in ask.times if each.often and _is_longer(found[0], each)]
    often = [each for each in ask.times if each.often and not each.binds]
    others = [each for each in ask.times if not each.often]
    if len({each.period for each in often}) > 1:  # "weekly ... annually"
        return often[:1]
    free = [each for each in others if not (each.over or each.binds)]
    if often and free and _is_longer(often[0], free[0]):
        is_asked = often[0].span > free[0].span  # "200 are filed each day ... yearly?"
        return free if is_asked else [*often, *free]
    return (often or _told_then_asked(free, ask)) if others else []


def _told_then_asked(free: list[Timed], ask: Ask) -> list[Timed]:
    """`2M in 300k out, per day. What is a month?`: the first one, whose sentence ends behind it."""
    if len(free) != len("ab"):
        return []
    told, asked = sorted(free, key=lambda each: each.span)
    ends = ask.source[told.span.end :].lstrip().startswith(_SENTENCE_ENDS)
    is_asked = ask.source[asked.span.end :].lstrip().startswith("?")
    return [told] if ends and is_asked and ask.amounts else []


_SENTENCE_ENDS = (".", ";", "。")


def _is_longer(interval: Timed, other: Timed) -> bool:
    """Whether so often is less often than the other.

    `hourly job ... what about every 3 hours?`: nobody asks what it costs in less than that.
    """
    above, below = period_ratio(other.period, interval.period)
    return interval.every * above > below


def _one(said: list[Timed], ask: Ask) -> Timed | None:
    """The one period among `said`, however often it was said."""
    if len({(each.period, each.every) for each in said}) > 1:
        facts = {"said": tuple(ask.quoted(each.span) for each in said)}
        raise NeedsMore(phrase("ask.two_periods", **facts), said[1].span)
    return said[0] if said else None


def _spread_over(spans: list[Timed], ask: Ask) -> Timed | None:
    """`12,000 docs over 3 months`: so many in that time, which is what is asked for as well.

    Of "12,000 docs for 3 months" it is open whether so many come each month.
    """
    if len(spans) != 1 or len(ask.counts) != 1 or ask.limits:
        return None
    (time,), (count,) = spans, ask.counts
    is_behind = not ask.source[count.span.end : time.span.start].strip()
    if time.over is None or not is_behind or not ask.quoted(time.span).startswith(_OVER):
        return None
    if count.bounds or count.number % time.over.times:  # not 20k over 6 weeks: those have no week's
        return None
    return time._replace(binds="requests", over=None, every=time.over.times)


_OVER = "over "


def _multiplied(ask: Ask) -> list[Timed]:
    """`50 devs x 40 prompts x 22 working days (a month)`: so many in each of those days."""
    if not ask.counts or ask.limits:
        return []
    behind = ask.counts[-1].span.end
    if each := _so_many_in_each(ask):
        return [each]
    days = [(each.period, each.span) for each in ask.times if each.over]
    days += [(each.short, each.span) for each in ask.schedules]
    return [
        Timed(period, span, "requests")
        for period, span in days
        if ask.source[behind : span.start].strip().casefold() in _TIMES
    ]


_TIMES = frozenset({"x", "×", "*", "times"})


def _so_many_in_each(ask: Ask) -> Timed | None:
    """`18 business days, 900 requests each`: so many in every one of the days before."""
    times, (first, *others) = [each for each in ask.times if each.over], ask.counts
    if len(times) != 1 or others or len(ask.times) > 1:
        return None
    (time,) = times
    between = ask.source[time.span.end : first.span.start].strip()
    if between not in _APART or not _EACH.match(ask.source, first.span.end):
        return None
    return Timed(time.period, time.span, "requests")


_APART = frozenset({"", ",", ":", "-", "with", "at"})
_EACH = Pattern(r"\s*each\s*(?:[,.;:)?]|$)", re.IGNORECASE)


def _asked(free: list[Timed], spans: list[Timed], rate: Timed | None, ask: Ask) -> Over | None:
    if spans and rate is None:
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(spans[0].span)), spans[0].span)
    spans = _without_the_past(spans, free, ask)
    spans = [each for each in spans if not (_is_spread(each, rate) or (free and _is_a_day(each)))]
    overs = {each.over for each in spans}
    if overs == _SHOWN_AT_ONCE:
        overs = {Over(ONE, Period.MONTH)}  # "for a month and for a year": both are shown
    if _A_QUARTER in overs:
        overs.discard(_ITS_MONTHS)
    free = [each for each in free if Over(ONE, each.period) not in overs]  # "for a year, annually"
    if len(overs) > 1 or (overs and free):
        said = tuple(ask.quoted(each.span) for each in (*spans, *free))
        raise NeedsMore(phrase("ask.two_periods", said=said), spans[0].span)
    if overs and rate is not None and rate.binds == "amounts" and _is_of_a_count(spans[0], ask):
        said = tuple(ask.quoted(each.span) for each in (spans[0], rate))
        raise NeedsMore(phrase("ask.two_periods", said=said), spans[0].span)
    if overs:
        (over,) = overs
        return over
    if _are_listed(free, ask):
        free = [each for each in free if each.period is Period.MONTH] or free[:1]
    asked = _one(free, ask)
    return Over(ONE, asked.period) if asked else None


def _without_the_past(spans: list[Timed], free: list[Timed], ask: Ask) -> list[Timed]:
    """`for 2 months we tested it`, `launch in 3 weeks`, `2 days of history`: of something else.

    Raises:
        NeedsMore: nothing else is asked for, so that it may be the cost of that time.
    """
    over = [each for each in spans if _is_of_something_else(each.span, ask.source)]
    if over and not free:
        said = ask.quoted(over[0].span)
        raise NeedsMore(phrase("ask.span_of_what", said=said), over[0].span)
    return [each for each in spans if each not in over]


def _is_of_something_else(span: Span, source: str) -> bool:
    """Whether the clause of a span tells of what has been, or of what is to begin."""
    start = max(map(source[: span.start].rfind, _ENDS_OF_CLAUSES)) + 1
    ends = (place for each in _ENDS_OF_CLAUSES if (place := source.find(each, span.end)) > 0)
    end = min(ends, default=len(source))
    is_in = source.startswith("in ", span.start) or source.endswith(" in ", 0, span.start)
    is_past = _OF_THE_PAST.search(source, start, end) and not _IF.search(source, start, end)
    if is_past or (is_in and _BEGINS.search(source, start, end)):
        return True
    return bool(_OF_DATA.match(source.casefold(), span.end))


_ENDS_OF_CLAUSES, _OF_THE_PAST = ",.;:?!、。？！", AnyWord(words_that("tells_of_the_past"))
_IF = AnyWord({"if", "suppose", "say"})  # "if we had 10k requests a day for 3 months"
_BEGINS = AnyWord(words_that("begins_at_a_time"))
_OF_DATA = Pattern(rf" (?:worth )?of ({any_of('kept_for_a_time')})\b")


def _is_a_day(said: Timed) -> bool:
    """`10rpsで24時間、月いくら`: at any hour of the day."""
    return said.over == Over(DAY_HOURS, Period.HOUR)


_SHOWN_AT_ONCE = {Over(ONE, Period.MONTH), Over(ONE, Period.YEAR)}
_A_QUARTER, _ITS_MONTHS = Over(ONE, Period.QUARTER), Over(Decimal(3), Period.MONTH)


def _are_listed(free: list[Timed], ask: Ask) -> bool:
    """`月額と年額`, `per month and per year`: of a rate, each of them is shown."""
    if not {each.period for each in free} <= _SHOWN:
        return False
    in_order = sorted(each.span for each in free)
    between = [ask.source[left.end : right.start] for left, right in pairwise(in_order)]
    return all(each.casefold().strip(_BLANKS) in _LISTS for each in between)


_SHOWN = frozenset({Period.DAY, Period.MONTH, Period.YEAR})
_BLANKS = " \t\n"
_LISTS = words_that("lists_periods")


def _is_of_a_count(said: Timed, ask: Ask) -> bool:
    """`1,000 requests [in 3 months]`, `[3ヶ月]で1000件`: so many, whatever the amounts are per."""
    for each in ask.counts:
        first, second = sorted((each.span, said.span))
        if ask.source[first.end : second.start].strip() in _TIES:
            return True
    return False


_TIES = words_that("ties_a_span_to_a_count")


def _scheduled(ask: Ask, rate: Timed | None, over: Over | None, limit: Timed | None) -> Timing:
    """The rate with "8 hours a day" multiplied in."""
    per, every = _often(rate)
    factors: list[Counted] = []
    hours = DAY_HOURS
    left = list(ask.schedules)
    while per and (step := next((each for each in left if _is_of(each, per)), None)):
        factors.append(Counted(step.number * _many(per, step.short), _NOUNS[per]))
        hours = _spread(step, per, ask) if _is_daily(step) else hours
        per = step.long
        left.remove(step)
    for schedule in left:
        hours = _spread(schedule, per, ask)
    for time in ask.times:
        if time.over and _is_spread(time, rate):
            hours = time.over.times
    if over and per and _is_shorter(over, per) and any(each.over for each in ask.times):
        spans = [each for each in ask.times if each.over]
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(spans[0].span)), spans[0].span)
    return Timing(per, over, limit.period if limit else None, tuple(factors), every, hours)


def _often(rate: Timed | None) -> tuple[Period | None, Decimal | None]:
    """What a rate is per, and how many there are in that, where it was said as an interval."""
    if rate is None:
        return None, None
    return (rate.period, None) if rate.every == ONE else rate_of(rate.period, rate.every)


def _is_of(schedule: Schedule, per: Period) -> bool:
    """Whether a schedule says how many of `per` there are: 20 business days a month are days."""
    days = {Period.DAY, Period.BUSINESS_DAY}
    clock = _CLOCK.index(schedule.short) >= _CLOCK.index(per) if _ticks(schedule, per) else False
    return clock or schedule.short is per or {schedule.short, per} == days


_CLOCK = (Period.SECOND, Period.MINUTE, Period.HOUR)


def _ticks(schedule: Schedule, per: Period) -> bool:
    return schedule.short in _CLOCK and per in _CLOCK


def _many(per: Period, longer: Period) -> int:
    """How many of a clock's periods are in a longer one: 60 minutes an hour."""
    return period_ratio(per, longer)[0] if longer in _CLOCK else 1


def _is_spread(said: Timed, rate: Timed | None) -> bool:
    """Whether "over 8 hours" says when in a day its requests come: that changes no total."""
    if said.over is None or rate is None or not said.spread:
        return False
    daily = rate.period in {Period.DAY, Period.BUSINESS_DAY}
    return daily and said.over.period is Period.HOUR and 0 < said.over.times <= DAY_HOURS


def _spread(schedule: Schedule, per: Period | None, ask: Ask) -> Decimal:
    """The hours of a day that a rate is spread over: these change no total by themselves."""
    if not _is_daily(schedule) or per is None or not 0 < schedule.number <= DAY_HOURS:
        said = ask.quoted(schedule.span)
        raise NeedsMore(phrase("ask.unused", said=said), schedule.span)
    return schedule.number


def _is_daily(schedule: Schedule) -> bool:
    """Whether a schedule says how many hours of a day there is work."""
    return schedule.short is Period.HOUR and schedule.long in {Period.DAY, Period.BUSINESS_DAY}


def _is_shorter(over: Over, per: Period) -> bool:
    above, below = period_ratio(per, over.period)
    return over.times * above < below
