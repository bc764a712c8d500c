"""What a follow-up says of time, laid over what was said before."""

from __future__ import annotations

from msgspec.structs import replace

from pricing import Period

from .ask import Ask, Schedule, Timed
from .errors import NeedsMore
from .model import ONE
from .phrase import phrase
from .roles import words_that
from .said_beside import words_of


def of_today(ask: Ask, before: Ask) -> Ask:
    """`ask` with `the current opus?`, `今のopusだと` behind prices of a past day as those of now.

    "now batched" is only what comes next.
    """
    words = words_of(ask.source)
    if not before.days or ask.days or ask.now:
        return ask
    is_now = not _NOW.isdisjoint(words) or words[-1:] == ["now"]
    is_now = is_now or any(each in ask.source for each in _NOW if not each.isascii())
    return replace(ask, now=True) if is_now else ask


_NOW = words_that("means_today")


def merged_schedules(ask: Ask, before: Ask) -> tuple[Schedule, ...]:
    """Those of before that are of other periods stay: the days a month, where hours were said.

    `10 hours a day` behind so many a business day are those of a business day still.
    """
    said = {each.short for each in ask.schedules}
    old = before.schedules
    is_of_business = any(each.long is Period.BUSINESS_DAY for each in old)
    day = Period.BUSINESS_DAY if is_of_business and not ask.every_day else Period.DAY
    return tuple(
        each._replace(long=day) if each.long in _DAYS else each
        for each in (*ask.schedules, *(each for each in old if each.short not in said))
    )


_DAYS = frozenset({Period.DAY, Period.BUSINESS_DAY})


def merged_times(ask: Ask, before: Ask) -> tuple[Timed, ...]:
    """What it is per, and what is asked for: each replaced where it was said anew."""
    rates = [
        each for each in ask.times if each.binds in {"requests", "amounts"} or each.every != ONE
    ]
    others = [each for each in ask.times if each not in rates]
    kept_rates = [] if rates else [each for each in before.times if each.binds]
    limits = {each.binds for each in others if each.binds == "limit"}
    kept_rates = [each for each in kept_rates if each.binds not in limits]
    kept = [] if others else [each for each in before.times if not each.binds]
    if ask.every_day:
        kept_rates = [_each_day(each) for each in kept_rates]
    anew = ask.schedules or ask.every_day
    said = ask.times if anew else tuple(_as_before(each, before) for each in ask.times)
    if not (ask.models or ask.modifiers or ask.caching or ask.amounts or ask.counts):
        periods = {each.period for each in kept_rates} | {each.long for each in before.schedules}
        of_some_days = any(each.short is Period.DAY for each in before.schedules)
        if of_some_days or Period.BUSINESS_DAY in periods:
            _refuse_every_day(said, ask)
        said = tuple(each._replace(often=False) for each in said)  # "daily?": what it costs so
    return (*kept_rates, *kept, *said)


def _refuse_every_day(said: tuple[Timed, ...], ask: Ask) -> None:
    """`毎日なら？` behind so many a business day: at weekends too, or what is it a day?

    Raises:
        NeedsMore: it is said of a rate on business days, or on so many days a month.
    """
    daily = [
        each
        for each in said
        if each.period is Period.DAY and (each.often or ask.quoted(each.span) in _EVERY_DAY)
    ]
    if daily:
        span = daily[0].span
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(span)), span)


_EVERY_DAY = words_that("on_every_day")


def _each_day(said: Timed) -> Timed:
    """`土日も動かしたら` behind so many a business day: on each day."""
    is_of_business = said.period is Period.BUSINESS_DAY
    return said._replace(period=Period.DAY) if is_of_business else said


def _as_before(said: Timed, before: Ask) -> Timed:
    """`1日800件になったら` behind so many a business day: on those days still.

    "daily" is on every day.
    """
    if said.binds != "requests" or said.period is not Period.DAY or said.often:
        return said
    rates = {each.period for each in before.times if each.binds in {"requests", "amounts"}}
    return said._replace(period=Period.BUSINESS_DAY) if Period.BUSINESS_DAY in rates else said
