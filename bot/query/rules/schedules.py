"""Schedules: how much of a longer period work is done in.

schedule = NUMBER period rate          8 hours a day, 週5日
         | "business days" [":"] NUMBER           営業日20日
"""

from __future__ import annotations

from bot.query.ask import Schedule, Timed
from bot.query.model import ONE, Over
from bot.query.pieces import NumberPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

from . import weekdays
from .amounts import has_own_unit
from .period_names import behind_leads, period_at, rate_end
from .period_ties import add


def business_days_only(sentence: Sentence) -> bool:
    """`(営業日のみ)`, `平日ベースで`, `on weekdays`: the days of a daily rate are business days."""
    start = sentence.place
    piece = sentence.term(start, "period", "business_day")
    only = sentence.says(start + 1, _ONLY_THEN)
    if piece is None or not (
        only or piece.text.casefold() in _ALONE or _stands_apart(sentence, start)
    ):
        return False
    if _is_when(sentence, start) and not only:
        sentence.count_end = start  # "300 calls on weekdays" are so many on each
        add(sentence, start, start + 1, Period.BUSINESS_DAY)
        return True
    weekdays.on_business_days(sentence, start, start + 2 if only else start + 1)
    return True


def _is_when(sentence: Sentence, index: int) -> bool:
    """Whether "on" stands between a count that has no period and the days at `index`."""
    before = sentence.said.counts[-1].span.end if sentence.said.counts else 0
    on = index - 1
    return sentence.word(on) == "on" and on > 0 and sentence.pieces[on - 1].span.end == before


def _stands_apart(sentence: Sentence, index: int) -> bool:
    """`20回/日 × 平日`, `1日20回（平日）`: a clause, or a factor, of its own."""
    if sentence.was(index - 1, "link", "times") or sentence.word(index - 1) == "x":
        return True
    if _is_before_the_clock(sentence, index + 1):
        return True
    behind = sentence.at(index + 1, Piece)
    closes = behind is None or sentence.mark(index + 1, "),、。・?")
    return closes and sentence.mark(index - 1, "(,、・")


def _is_before_the_clock(sentence: Sentence, index: int) -> bool:
    """`平日9時から18時まで`, `平日の朝9時から`: the days on which these hours are."""
    index = sentence.skip(index, ("link", "of"))
    index = index + 1 if sentence.says(index, weekdays.NOONS) else index
    return sentence.word(index).endswith("時") and sentence.word(index)[0].isdecimal()


_ONLY_THEN = words_that("only") | words_that("only_on_those_days")
_ALONE = words_that("business_days_alone")


def around_the_clock(sentence: Sentence) -> bool:
    """`24時間稼働`, `24時間体制`, `24時間365日`: at any time, and not for one day.

    Hours of agents are no such thing: those are what is paid for.
    """
    start = sentence.place
    start = start + 1 if sentence.word(start) == "of" else start  # "7 days of 24h monitoring"
    number = sentence.at(start, NumberPiece)
    if (
        number is None
        or number.value != _ALL_HOURS
        or not sentence.term(start + 1, "period", "hour")
    ):
        return False
    days = sentence.at(start + 2, NumberPiece)
    if days and days.value == _ALL_DAYS and sentence.term(start + 3, "period", "day"):
        end = start + 4
    elif sentence.says(start + 2, _RUNNING):
        end = start + 3
    else:
        return False
    if sentence.holds("unit", "session_hour"):
        return False
    sentence.take(range(start, end), "at any time of any day")
    return True


_ALL_HOURS, _ALL_DAYS = 24, 365
_RUNNING = words_that("around_the_clock")


def running_hours(sentence: Sentence) -> bool:
    """`8時間稼働で毎時250件`, `稼働は8時間`: so many hours in each day.

    Work that comes by the day is spread over them.
    """
    start = sentence.place
    number, hour = sentence.at(start, NumberPiece), sentence.term(start + 1, "period", "hour")
    if not (number and hour) or number.bounds or not ONE < number.value < _ALL_HOURS:
        return False
    if sentence.holds("unit", "session_hour"):  # those are paid for
        return False
    told_before = sentence.mark(start - 1, "は:") and sentence.word(start - 2) in _RUNS
    end = start + 3 if sentence.says(start + 2, _RUNNING) else start + 2
    if hour.text != _HOURS or not (told_before or end > start + 2):
        return False
    span = sentence.span(start, end)
    if _has_another_period(sentence, start + 1, *_SHORT):
        sentence.said.schedules.append(Schedule(number.value, Period.HOUR, Period.DAY, span))
    elif _has_another_period(sentence, start + 1, *_OF_DAYS):
        over = Over(number.value, Period.HOUR)
        sentence.said.times.append(Timed(Period.HOUR, span, None, over, spread=True))
    else:
        return False
    sentence.take(range(start, end), f"{number.value.normalize():f} hours in each day")
    return True


_HOURS, _RUNS = "時間", words_that("runs_for_hours")


def _has_another_period(sentence: Sentence, place: int, *periods: str) -> bool:
    """Whether one of these is named elsewhere than at `place`: what the work is per."""
    others = (each for each in range(len(sentence.pieces)) if each != place)
    return any(sentence.was(each, "period", *periods) for each in others)


_SHORT, _OF_DAYS = ("hour", "minute", "second"), ("day", "business_day")


def schedule(sentence: Sentence) -> bool:
    """`8 hours a day`, `5 days a week`: how much of a longer period a shorter one is meant for."""
    start = sentence.place
    if _day_of_a_month(sentence, start) or _long_then_short(sentence, start):
        return True
    if _days_of_a_month(sentence, start):
        return True
    index = behind_leads(sentence, start)
    if _hours_of_a_day(sentence, start, index):
        return True
    number, short = sentence.at(index, NumberPiece), period_at(sentence, index + 1)
    end = rate_end(sentence, index + 2) if number and short else None
    if number is None or short is None or end is None or number.bounds:
        return False
    long = period_at(sentence, end - 1)
    if long is None or long is short or sentence.at(end - 2, NumberPiece):
        return False
    span = sentence.span(start, end)
    sentence.said.schedules.append(Schedule(number.value, short, long, span))
    said = f"{number.value.normalize():f} x {short.value} in each {long.value}"
    if sentence.count_end in {start, index}:
        sentence.count_end = end
    sentence.take(range(start, end), said)
    return True


def _days_of_a_month(sentence: Sentence, start: int) -> bool:
    """`30-day month`, `a 31 day month`: how long a month is taken to be."""
    number = sentence.at(start, NumberPiece)
    day = start + 2 if sentence.mark(start + 1, "-") else start + 1
    if number is None or number.bounds or not _FEWEST_OF_A_MONTH <= number.value <= _MOST_DAYS:
        return False
    if not (sentence.term(day, "period", "day") and sentence.term(day + 1, "period", "month")):
        return False
    if sentence.pieces[day].text.casefold() != "day" or sentence.holds("period", "business_day"):
        return False
    if number.value != _DAYS_AS_COUNTED:
        span = sentence.span(start, day + 2)
        sentence.said.schedules.append(Schedule(number.value, Period.DAY, Period.MONTH, span))
    sentence.take(range(start, day + 2), f"{number.text} days in each month")
    return True


_FEWEST_OF_A_MONTH, _DAYS_AS_COUNTED = 15, 30


def hours_of_each_day(sentence: Sentence) -> bool:
    """`日中(10時間)`, `営業時間8時間`: so many hours in each day."""
    start = sentence.place
    index = start + 2 if sentence.mark(start + 1, "(のは:") else start + 1
    number, hour = sentence.at(index, NumberPiece), sentence.term(index + 1, "period", "hour")
    if not (number and hour) or number.bounds or number.value <= ONE:
        return False
    if sentence.term(index + 2, "scope", "each") or rate_end(sentence, index + 2):
        return False  # 日中2時間ごとに, "business hours (8h/day)"
    span = sentence.span(start, index + 2)
    sentence.said.schedules.append(Schedule(number.value, Period.HOUR, Period.DAY, span))
    said = f"{number.value.normalize():f} hours in each day"
    sentence.take(range(start, index + 2), said)
    return True


def _day_of_a_month(sentence: Sentence, start: int) -> bool:
    """`毎月1日に`, `毎月20日締めで`: once a month, on that day.

    Of `毎月1日` alone it is asked, as of `週1日`.
    """
    every = sentence.term(start, "period", "month", "week")
    number, day = sentence.at(start + 1, NumberPiece), sentence.term(start + 2, "period", "day")
    if not (every and number and day and every.text in _EVERY_SO_LONG and day.text in _ON_A_DAY):
        return False
    end = start + 3
    is_dated = sentence.word(end).startswith(_BEHIND_A_DAY)
    if every.text == _EVERY_MONTH and is_dated and not number.bounds:
        add(sentence, start, end, Period.MONTH)
        return True
    if number.value != ONE or every.span.end != number.span.start:
        return False
    sentence.ask(start, end, "ask.unused")
    return True


_EVERY_MONTH = "毎月"
_BEHIND_A_DAY = tuple(words_that("behind_a_day_of_the_month"))
_EVERY_SO_LONG, _ON_A_DAY = frozenset({_EVERY_MONTH, "月", "毎週", "週"}), frozenset({"日", "日間"})


def _hours_of_a_day(sentence: Sentence, start: int, index: int) -> bool:
    """`during an 8 hour day`, `8-hour workdays`: so many hours in each day."""
    index = index + 1 if sentence.term(index, "link", "per") else index
    number = sentence.at(index, NumberPiece)
    short = index + 2 if sentence.mark(index + 1, "-") else index + 1
    long = period_at(sentence, short + 1)
    if number is None or number.bounds or long not in _DAYS:
        return False
    if not sentence.term(short, "period", "hour") or not sentence.pieces[short].text.isascii():
        return False
    span = sentence.span(start, short + 2)
    sentence.said.schedules.append(Schedule(number.value, Period.HOUR, long, span))
    if sentence.count_end == start:
        sentence.count_end = short + 2
    sentence.take(range(start, short + 2), f"{number.value.normalize():f} hours in each day")
    return True


_DAYS = frozenset({Period.DAY, Period.BUSINESS_DAY})


def _long_then_short(sentence: Sentence, start: int) -> bool:
    """`1日8時間`, `週5日`: as Japanese says it, the longer period first."""
    end = rate_end(sentence, start)
    is_business = sentence.term(start, "period", "business_day")
    if is_business:  # 平日8時間, 平日1日8時間
        end = rate_end(sentence, start + 1) or start + 1
    if end is None or sentence.pieces[end - 1].text.isascii():
        return False
    index = sentence.skip(end, ("link", "of"), ("approximately", "about"))
    index = index + 1 if sentence.mark(index, "(") else index  # 1ヶ月(22営業日)
    number, short = sentence.at(index, NumberPiece), period_at(sentence, index + 1)
    if is_business and not _has_another_period(sentence, index + 1, *_SHORT):
        return False
    long = period_at(sentence, start if is_business else end - 1)
    if number is None or number.bounds or number.value <= ONE or (long, short) not in _SCHEDULES:
        return False
    span = sentence.span(start, index + 2)
    sentence.said.schedules.append(Schedule(number.value, short, long, span))  # type: ignore[arg-type]  # both are periods
    said = f"{number.value.normalize():f} x {short.value} in each {long.value}"  # type: ignore[union-attr]
    sentence.take(range(start, index + 2), said)
    return True


def business_days_of_a_month(sentence: Sentence, start: int) -> bool:
    """`営業日20日`, `working days: 21`, `稼働日は月22日`: so many of them in each month."""
    if not sentence.term(start, "period", "business_day"):
        return False
    index = start + 1
    is_marked = sentence.mark(index, ":=") or sentence.was(index, "particle", "topic")
    index = sentence.skip(index + is_marked, ("approximately", "about"))
    if _is_each_month(sentence, index):
        index, is_marked = sentence.skip(index + 1, ("approximately", "about")), True
    number, day = sentence.at(index, NumberPiece), sentence.term(index + 1, "period", *_EITHER_DAY)
    if number is None or number.bounds or not (day or is_marked):
        return False
    is_other = not day and has_own_unit(sentence, index)
    if is_other or not ONE < number.value <= _MOST_DAYS:
        return False
    end = index + 2 if day else index + 1
    if sentence.mark(end, "/") and sentence.term(end + 1, "period", "month"):
        end += 2  # 稼働日数22日/月
    span = sentence.span(start, end)
    said = Schedule(number.value, Period.BUSINESS_DAY, Period.MONTH, span)
    sentence.said.schedules.append(said)
    sentence.take(range(start, end), f"{number.value.normalize():f} x business_day in each month")
    return True


def _is_each_month(sentence: Sentence, index: int) -> bool:
    """Whether 月 stands at `index` before a number: `稼働日は月22日`."""
    month = sentence.term(index, "period", "month")
    is_tied = month is not None and not month.text.isascii()
    return is_tied and sentence.at(index + 1, NumberPiece) is not None


_EITHER_DAY = ("day", "business_day")
_MOST_DAYS = 31
_SCHEDULES = frozenset(
    {
        (Period.DAY, Period.HOUR),
        (Period.BUSINESS_DAY, Period.HOUR),
        (Period.WEEK, Period.DAY),
        (Period.MONTH, Period.DAY),
        (Period.MONTH, Period.BUSINESS_DAY),
        (Period.YEAR, Period.BUSINESS_DAY),
        (Period.WEEK, Period.BUSINESS_DAY),
        (Period.YEAR, Period.MONTH),
        (Period.QUARTER, Period.MONTH),
        (Period.HOUR, Period.MINUTE),
    }
)
