"""Work that comes but once, done again and again: `これを毎週やる場合は月いくら？`.

What was asked before had no period. Behind it "every week" is how often it is done, where what
it costs in another period is asked for as well, or a verb tells that it is done so often.
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from pricing import period_ratio

from .ask import Ask, Change, Timed
from .errors import NeedsMore
from .model import ONE, MixQuery, Query
from .phrase import phrase
from .recalled import recalled, work_of
from .roles import words_that

_DONE = tuple(words_that("done_again_and_again"))


def with_work_repeated(ask: Ask, previous: Query) -> Ask:
    """`ask` with how often it is done as the rate of what was asked before."""
    work = work_of(previous)
    if isinstance(previous, MixQuery) or (work and work.per):
        return _asked_of_many(ask)
    others = ask.amounts or ask.limits or ask.schedules or ask.pasted or ask.models
    if not ask.times or work is None or others:
        return ask
    if ask.counts:
        return _so_many_times(ask, recalled(previous))
    often = [each for each in ask.times if not (each.binds or each.over)]
    often = [each for each in often if each.often or _is_supposed(each, ask)]
    asked = [each for each in ask.times if each not in often]
    if len(often) != 1 or len(asked) > 1 or any(each.binds for each in asked):
        return ask
    (rate,) = often
    if not (_is_longer(asked[0], rate) if asked else _says_done(ask)):
        return ask
    tied = rate._replace(binds="requests" if recalled(previous).counts else "amounts")
    return replace(ask, times=tuple(tied if each is rate else each for each in ask.times))


def _is_supposed(said: Timed, ask: Ask) -> bool:
    """毎日ならいくら: were it done each day, and not what a day costs."""
    behind = ask.source[said.span.end :]
    return ask.quoted(said.span).startswith("毎") and behind.startswith(_SUPPOSED)


_SUPPOSED = ("なら", "だと", "だったら", "だとしたら")


def _says_done(ask: Ask) -> bool:
    return any(map(ask.source.casefold().__contains__, _DONE))


def _is_done(ask: Ask) -> bool:
    """Whether the first of the counts says how often it is done: `週2回やると`."""
    return _says_done(ask) and ask.quoted(ask.counts[0].span).casefold().endswith(_TIMES)


def _asked_of_many(ask: Ask) -> Ask:
    """`週2回やると` behind a mix, or a rate: so few requests, or so often all of them?"""
    if not ask.counts or not _is_done(ask) or ask.counts[0].number > _FEW:
        return ask
    span = ask.counts[0].span
    open_count = NeedsMore(phrase("ask.which_count", said=ask.quoted(span)), span)
    return replace(ask, troubles=(*ask.troubles, open_count))


def _so_many_times(ask: Ask, before: Ask) -> Ask:
    """`これを週2回やると`: twice all of it; `1日500回やると` of one request's size are requests."""
    count, *others = ask.counts
    is_of_one = not before.counts and all(e.quantity <= _LARGEST_OF_ONE for e in before.amounts)
    if others or count.bounds or ask.changes or not _is_done(ask) or is_of_one:
        return ask
    changes = (Change(count.number, None, count.span),) if count.number != ONE else ()
    binds: Literal["requests", "amounts"] = "requests" if before.counts else "amounts"
    times = (e._replace(binds=binds) if e.binds == "requests" else e for e in ask.times)
    return replace(ask, counts=(), changes=changes, times=tuple(times))


_FEW = 31
"""Times in a period that all of it may be done; more are rather so many requests."""
_LARGEST_OF_ONE = 100_000
"""Tokens that one request may well have; more are rather those of several."""
_TIMES = ("回", "times", "once", "twice", "a week", "a day", "a month")


def _is_longer(asked: Timed, rate: Timed) -> bool:
    """Whether a month is asked for of what is done each week."""
    many, few = period_ratio(rate.period, asked.period)
    return many > few
