"""Intervals: how often something is done.

interval = "every" NUMBER period       every 7 minutes, 5分ごとに1件
"""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from bot.query.ask import Count, Timed
from bot.query.intervals import range_of
from bot.query.model import ONE, REQUESTS, Bounds
from bot.query.pieces import NumberPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period, exactly

from . import showing
from .nouns import counted_noun, noun_of, plural
from .period_names import period_at
from .showing import counted


def interval(sentence: Sentence) -> bool:
    """`every 7 minutes`: of one request each, or of the count before it; `per 3 months` of that."""
    start = sentence.place
    per = start == sentence.count_end and sentence.word(start) == "per"
    per = per and not period_at(sentence, start + 3)  # "per 8 hour day"
    if not per and not sentence.says(start, _EVERY):
        return _interval_behind(sentence, start)
    number, found = sentence.at(start + 1, NumberPiece), period_at(sentence, start + 2)
    if number is None or found is None or not number.value:
        return False
    if number.bounds:
        return _ranged_interval(sentence, start, number.bounds, found)
    span = sentence.span(start, start + 3)
    binds: Literal["requests", "amounts"] | None = None
    if start == sentence.count_end:
        binds, sentence.count_end = "requests", start + 3  # "2 calls every 20 seconds each"
    elif start == sentence.amount_end:
        binds = "amounts"
    sentence.said.times.append(Timed(found, span, binds, None, number.value))
    sentence.take(range(start, start + 3), f"every {number.text} {found.value}")
    return True


def _ranged_interval(sentence: Sentence, start: int, every: Bounds, period: Period) -> bool:
    """`one call every 5-10 minutes` is 6 to 12 of them an hour; without a count, of requests."""
    counts, end, rate = sentence.said.counts, start + 3, range_of(period, every)
    is_of_count = start == sentence.count_end and not counts[-1].bounds
    if rate is None or not (is_of_count or not counts):
        sentence.ask(start, end, "ask.range_here")
        return True
    one = counts.pop() if counts else Count(ONE, REQUESTS, sentence.span(start, end))
    counts.append(_so_often(one, rate[1]))
    sentence.said.times.append(Timed(rate[0], sentence.span(start, end), "requests"))
    sentence.take(range(start, end), _in_between(every, period))
    sentence.count_end = end
    return True


def _so_often(one: Count, rate: Bounds) -> Count:
    """One, or so many, each time: how many there are of them in all."""
    with exactly():
        bounds = Bounds(one.number * rate.low, one.number * rate.high)
    return replace(one, number=bounds.low, noun=plural(one.noun), bounds=bounds)


def _in_between(every: Bounds, period: Period) -> str:
    return f"every {showing.number(every.low, every)} {period.value}"


def _interval_behind(sentence: Sentence, start: int) -> bool:
    """`5分ごとに1件`, `3分に1回`: Japanese says "every" behind the period."""
    number, found = sentence.at(start, NumberPiece), period_at(sentence, start + 1)
    if number is None or found is None or number.value <= ONE:
        return False
    index = start + 2
    apart = sentence.at(index, Piece)
    each: Piece | None = sentence.term(index, "scope", "each")
    if each and each.text.isascii():
        return _lasting(sentence, start, index + 1)
    each = each or (apart if apart and apart.text in _APART else None)
    behind = index + 1 if each else index
    behind = behind + 1 if sentence.mark(behind, "に") else behind
    count = sentence.at(behind, NumberPiece)
    counts = count is not None and counted_noun(sentence, behind + 1) is not None
    is_often = counts and count is not None and (count.value == ONE or found in SHORT)
    if not each and not (behind > index and is_often):
        return False
    if each and each.text in EVERY_OTHER and found not in SHORT:  # 2日おき: two or three?
        sentence.ask(start, index + 1, "ask.unused")
        return True
    span = sentence.span(start, behind)
    if number.bounds:
        return _ranged_interval_behind(sentence, start, behind, number.bounds, found)
    binds: Literal["requests"] | None = "requests" if counts else None
    sentence.said.times.append(Timed(found, span, binds, None, number.value))
    sentence.take(range(start, behind), f"every {number.text} {found.value}")
    return True


def _ranged_interval_behind(
    sentence: Sentence, start: int, behind: int, every: Bounds, period: Period
) -> bool:
    """`5〜10分ごとに1件` is 6 to 12 of them an hour."""
    number, noun = sentence.at(behind, NumberPiece), counted_noun(sentence, behind + 1)
    rate = range_of(period, every)
    if number is None or noun is None or number.bounds or rate is None:
        sentence.ask(start, behind, "ask.range_here")
        return True
    sentence.said.times.append(Timed(rate[0], sentence.span(start, behind), "requests"))
    sentence.take(range(start, behind), _in_between(every, period))
    sentence.count(number, noun_of(sentence.pieces[noun]), [behind, noun], counted(number))
    sentence.said.counts[-1] = _so_often(sentence.said.counts[-1], rate[1])
    return True


def _lasting(sentence: Sentence, start: int, end: int) -> bool:
    """`200 calls, 45 minutes each`: how long one takes is no part of what it costs."""
    if period_at(sentence, end):  # "8 hours each day"
        return False
    sentence.ask(start, end, "ask.unused")
    return True


_EVERY = frozenset({"every"})
SHORT = frozenset({Period.SECOND, Period.MINUTE, Period.HOUR})
EVERY_OTHER = words_that("every_other")
_APART = words_that("apart_by")
