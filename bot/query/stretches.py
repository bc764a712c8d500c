"""The stretch of days that a question about changes is of: "since 2026-06", "last year", "6月以降".

    stretch = { [lead] mention [behind] }
    mention = day | month | quarter | year | "this year" | "past 3 months" | "recently" ...

A mention is some days, from a first to a last. With "since" or 以降 it is all days from its
first on, with "until" or まで all up to its last, and by itself just those days. "After" begins
behind it, and "before" ends before it. Read on demand only: few questions are about changes.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from . import dates
from .reading import Span

RECENT_DAYS = 90
"""What "recently" is taken as."""

_YEARS = range(2000, 2100)
"""Others are no years, but numbers of something else."""
_DAY = timedelta(days=1)
_MONTHS_OF = {"month": 1, "quarter": 3, "year": 12}
_DAYS_OF = {"day": 1, "week": 7}
_OFFSETS = {"last": -1, "previous": -1, "this": 0, "next": 1}
# What names a day, a month ... by how far it is from today's.
_CALENDAR = {
    **{
        f"{said} {unit}": (offset, unit)
        for said, offset in _OFFSETS.items()
        for unit in (*_MONTHS_OF, "week")
    },
    **dict.fromkeys(("yesterday", "昨日"), (-1, "day")),
    **dict.fromkeys(("today", "今日", "本日"), (0, "day")),
    **dict.fromkeys(("去年", "昨年"), (-1, "year")),
    **dict.fromkeys(("今年", "本年"), (0, "year")),
    **dict.fromkeys(("一昨年", "おととし"), (-2, "year")),
    "再来年": (2, "year"),
    "先々月": (-2, "month"),
    "再来月": (2, "month"),
    "先々週": (-2, "week"),
    "再来週": (2, "week"),
    "来年": (1, "year"),
    "先月": (-1, "month"),
    "今月": (0, "month"),
    "来月": (1, "month"),
    "先週": (-1, "week"),
    "今週": (0, "week"),
    "来週": (1, "week"),
    "前四半期": (-1, "quarter"),
    "今四半期": (0, "quarter"),
    "来四半期": (1, "quarter"),
}
_JAPANESE_UNITS = {"年": "year", "月": "month", "週": "week", "日": "day", "期": "quarter"}
_TO_TWELVE = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS = {
    **{word: number for number, word in enumerate(_TO_TWELVE, start=1)},
    "a": 1,
    "an": 1,
    "couple of": 2,
    "few": 3,
    "数": 3,
}


class Stretch(NamedTuple):
    """The days that a text names.

    Attributes:
        since: the first one; None: as far back as is known.
        until: the last one; None: without end.
        spans: where they were named, with the words around them.
        recent: where it only says that they are recent: they are the last `RECENT_DAYS`.
    """

    since: date | None
    until: date | None
    spans: tuple[Span, ...]
    recent: Span | None = None


class Point(NamedTuple):
    """A day so long before today, and where it is named."""

    day: date
    span: Span


class _Days(NamedTuple):
    """One mention: its first and its last day, and where it stands; None: without end."""

    first: date
    last: date | None
    span: Span


def words_of_stretches() -> frozenset[str]:
    """The words that name days, and those that say which of them are meant."""
    patterns = (each.pattern for each in (_since(), _lead(), _behind(), _mention()))
    written = " ".join(re.sub(r"\(\?P<\w+>", "(", each) for each in patterns)
    return frozenset(re.findall("[a-z]{3,}", written))


def stretch(source: str, today: date, *, ahead: bool = False) -> Stretch:
    """The days that `source` is about.

    Args:
        source: the normalised text.
        today: what "last year" is counted from, and which "June" is meant.
        ahead: whether it is about days to come: then "December" is the next one.
    """
    text = source.lower()
    mentions = list(_mentions(text, _Now(today, ahead)))
    turned = [_turned(text, days) for days in mentions]
    recent = (days.span for days in mentions if text[slice(*days.span)] in _RECENT)
    if len(mentions) == 1 and _since().search(text, 0, mentions[0].span.start):
        turned = [(first, None, span) for first, _, span in turned]  # "since I asked in August"
    return Stretch(
        min((first for first, _, _ in turned if first), default=None),
        max((last for _, last, _ in turned if last), default=None),
        tuple(span for _, _, span in turned),
        next(recent, None),
    )


def points(source: str, today: date) -> list[Point]:
    """The days of `source` that are named by how long ago they were, to the day."""
    found = (_point(match, today) for match in _ago().finditer(source.lower()))
    return [each for each in found if each.day.year in _YEARS]


@cache
def _ago() -> re.Pattern[str]:
    """So long ago; "a few years ago", "since a year ago" and 1年前から are no day."""
    number = _NUMBER.removesuffix("|few").replace("|few|", "|").replace("couple of|", "")
    return re.compile(
        rf"(?<![a-z0-9.,])(?<!since )(?<!than )(?P<number>{number}) (?P<unit>{_UNIT})s? ago"
        r"|(?<![a-z])(?P<eve>yesterday)(?![a-z])"
        rf"|(?<![\d年月])(?P<jn>\d{{1,3}}|一|半)(?P<jof>{_JAPANESE_UNIT})間?前"
        r"(?![後年月期四払倒提述回半]|まで|より|から)"
        r"|(?P<jeve>昨日)"
        r"|(?P<then>(?<![a-z])(?:this|same) (?:time|day) last year(?![a-z])"
        r"|(?:去年|昨年)の今(?:頃|ごろ|日))"
    )


def _point(match: re.Match[str], today: date) -> Point:
    span = Span(*match.span())
    if match["eve"] or match["jeve"]:
        return Point(today - _DAY, span)
    if match["then"]:
        return Point(_on(today, -1, "year"), span)
    if match["unit"]:
        return Point(_on(today, -_number(match["number"]), match["unit"]), span)
    unit = _JAPANESE_UNITS[match["jof"].removesuffix("間")[-1]]
    if match["jn"] == "半":  # 半年
        return Point(_on(today, -6, "month"), span)
    number = 1 if match["jn"] == "一" else int(match["jn"])
    return Point(_on(today, -number, unit), span)


def _turned(text: str, days: _Days) -> tuple[date | None, date | None, Span]:
    """The first and the last day that count, by the words around a mention."""
    lead = _lead().search(text, 0, days.span.start)
    behind = _behind().match(text, days.span.end)
    said = next((each.lastgroup for each in (behind, lead) if each), None)
    first, last = days.first, days.last
    if said == "since":
        last = None
    elif said == "after":
        first, last = (last or first) + _DAY, None
    turned: tuple[date | None, date | None] = (first, last)
    if said == "until":
        turned = (None, last)
    elif said == "before":
        turned = (None, first - _DAY)
    start = lead.start(lead.lastgroup or 0) if lead else days.span.start
    return *turned, Span(start, behind.end() if behind else days.span.end)


@cache
def _since() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z])since(?![a-z])")


@cache
def _lead() -> re.Pattern[str]:
    """What stands before a mention."""
    return re.compile(
        r"(?<![a-z])(?:(?P<after>after)|(?P<since>since|from|starting|beginning|between"
        r"|than(?: in)?)"
        r"|(?P<before>before|prior to)|(?P<until>until|till|to|through|by|and|up to|[-–〜~]))"
        r"\s*(?:the )?(?:(?:start|beginning|end|month|year) of )?$"
    )


@cache
def _behind() -> re.Pattern[str]:
    """What stands behind one."""
    return re.compile(
        r"\s*の?(?:(?P<after>より後|あと|後)|(?P<before>より前|(?<!以)前)"
        r"|(?P<since>以降|以来|以後|から|より)|(?P<until>までに?|以前))"
    )


# --- mentions

_RECENT = ("recently", "lately", "recent", "最近", "近頃", "このところ")
_MONTH_NAMES = "|".join(sorted(dates.MONTHS, key=len, reverse=True))
_UNIT = "day|week|month|quarter|year"
_NUMBER = rf"\d{{1,3}}|{'|'.join(sorted(filter(str.isascii, _NUMBERS), key=len, reverse=True))}"
# A month or a year without the rest is one only where a word says so: "in May", "since 2025".
_IN = (
    "since|from|after|before|until|till|in|during|by|of|between|and|to|through|for|last|this"
    "|releases|retirements|changes|than"
)
_JAPANESE_UNIT = "[かヶカヵケ箇]?月|年|週|日|四半期"


@cache
def _mention() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<recent>{'|'.join(_RECENT)})"
        rf"|(?<![a-z])(?P<rolling>(?:(?:over|in|for|within|during) )?the (?:past|last|next|coming)"
        rf"|past|within|coming|(?:last|next)(?= (?:{_NUMBER}) ))"
        rf" (?:(?P<n>{_NUMBER}) )?(?P<of>{_UNIT})s?(?![a-z])"
        rf"|(?P<calendar>(?<![a-z])(?:{'|'.join(filter(str.isascii, _CALENDAR))})(?![a-z'])"
        rf"|{'|'.join(each for each in _CALENDAR if not each.isascii())})"
        rf"|(?<![a-z0-9])(?P<back>{_NUMBER}) (?P<each>{_UNIT})s? ago"
        r"|(?<![a-z0-9])q(?P<quarter>[1-4])(?:,? (?:of )?(?P<of_year>20\d\d))?(?![a-z0-9])"
        rf"|(?<![a-z])(?P<in>{_IN}) (?:(?P<month>{_MONTH_NAMES})(?![a-z]|,? \d)"
        r"|(?P<year>20\d\d)(?![0-9/年.-]))"
        r"|(?P<halfback>半年前)|(?:過去|直近|ここ|この)?(?P<half>半年)"
        rf"|(?P<turn>過去|直近|ここ|今後|この先|向こう|この)(?P<jn>\d{{1,3}}|数)(?P<jof>{_JAPANESE_UNIT})間?"
        r"|(?P<jback>\d{1,3})(?P<jeach>[かヶカヵケ箇]月|年|週間|日)前"
        r"|(?P<nen>20\d\d)年(?!\d|間)|(?<![0-9年])(?P<gatsu>1[0-2]|0?[1-9])月(?!\d|間|ごと|毎)"
    )


class _Now(NamedTuple):
    """What days are counted from; `ahead`: those to come are meant."""

    today: date
    ahead: bool


def _mentions(text: str, now: _Now) -> Iterator[_Days]:
    """All days that are named, in the order of the text."""
    place = 0
    while place < len(text):
        days = _whole(text, place, now) or _named(text, place, now)
        if days and days.first.year in _YEARS:
            yield days
        place = days.span.end if days else _next(text, place)


def _next(text: str, place: int) -> int:
    """The next place at which something can begin: never within a word or a number."""
    word = _word().match(text, place)
    return word.end() if word else place + 1


@cache
def _word() -> re.Pattern[str]:
    return re.compile("[a-z0-9]+")


def _whole(text: str, place: int, now: _Now) -> _Days | None:
    """A day, or the month of a year."""
    with suppress(dates.NoSuchDay, ValueError):  # the latter: a month of the year 9999
        if found := dates.at(text, place):
            day, end = found
            return _Days(day, day, Span(place, end))
        if partial := dates.partial_at(text, place, now.today):
            first, span = partial.day, Span(place, partial.end)
            if partial.month:
                return _Days(first, _on(first, 1, "month") - _DAY, span)
            if now.ahead and first < now.today:  # "on November 30": the next one
                first = first.replace(year=first.year + 1)
            return _Days(first, first, span)
    return None


def _named(text: str, place: int, now: _Now) -> _Days | None:
    match = _mention().match(text, place)
    if match is None:
        return None
    start = match.end("in") + 1 if match["in"] else place
    first, last = next(filter(None, (read(match, now) for read in _READS)))
    return _Days(first, last, Span(start, match.end()))


_Read = tuple[date, date | None] | None


def _calendar(match: re.Match[str], now: _Now) -> _Read:
    """This month, the last one, next year."""
    if match["calendar"] is None:
        return None
    offset, unit = _CALENDAR[match["calendar"]]
    return _unit_of(now.today, offset, unit)


def _rolling(match: re.Match[str], now: _Now) -> _Read:
    """So many units up to today, or from today on."""
    if match["recent"]:
        return _around(now.today, RECENT_DAYS, "day", ahead=False)
    if match["half"]:
        return _around(now.today, 6, "month", ahead=now.ahead)
    if match["turn"]:
        onwards = now.ahead or match["turn"] in {"今後", "この先", "向こう"}
        number, unit = _number(match["jn"]), _JAPANESE_UNITS[match["jof"][-1]]
        return _around(now.today, number, unit, ahead=onwards)
    if match["rolling"]:
        said = match["rolling"]
        onwards = said.endswith(("next", "coming")) or (said == "within" and now.ahead)
        return _around(now.today, _number(match["n"]), match["of"], ahead=onwards)
    return None


def _back(match: re.Match[str], now: _Now) -> _Read:
    """Three months ago: all that has been since."""
    if match["back"]:
        return _on(now.today, -_number(match["back"]), match["each"]), None
    if match["halfback"]:
        return _on(now.today, -6, "month"), None
    if match["jback"]:
        unit = _JAPANESE_UNITS[match["jeach"].removesuffix("間")[-1]]
        return _on(now.today, -int(match["jback"]), unit), None
    return None


def _part(match: re.Match[str], now: _Now) -> _Read:
    """A year, a quarter, or a month of a year that is not said."""
    if year := match["year"] or match["nen"]:
        return _unit_of(date(int(year), 1, 1), 0, "year")
    if match["quarter"]:
        first = int(match["quarter"]) * 3 - 2
        said = match["of_year"]
        of = int(said) if said else _year_of(first, first + 2, now)
        return _unit_of(date(of, first, 1), 0, "quarter")
    number = int(match["gatsu"] or dates.MONTH_NUMBERS[match["month"]])
    of = _year_of(number, number, now)
    if match["in"] == "last" and (of, number) == (now.today.year, now.today.month):
        of -= 1
    return _unit_of(date(of, number, 1), 0, "month")


_READS = (_calendar, _rolling, _back, _part)


def _year_of(first: int, last: int, now: _Now) -> int:
    """The year of these months: the latest that have begun, or the next that are not over."""
    if now.ahead:
        return now.today.year + (last < now.today.month)
    return now.today.year - (first > now.today.month)


def _number(text: str | None) -> int:
    text = text or "one"
    return int(text) if text.isdecimal() else _NUMBERS[text]


def _unit_of(day: date, offset: int, unit: str) -> tuple[date, date]:
    """The first and the last day of the unit that `day` lies in, or of one before or after it."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
    elif unit == "day":
        first = day
    else:
        months = _MONTHS_OF[unit]
        first = date(day.year, (day.month - 1) // months * months + 1, 1)
    first = _on(first, offset, unit)
    return first, _on(first, 1, unit) - _DAY


def _around(today: date, number: int, unit: str, *, ahead: bool) -> tuple[date, date]:
    return (today, _on(today, number, unit)) if ahead else (_on(today, -number, unit), today)


def _on(day: date, number: int, unit: str) -> date:
    """The day so many units later; the last one of a month that has no such day."""
    if unit in _DAYS_OF:
        return day + timedelta(days=number * _DAYS_OF[unit])
    years, month = divmod(day.month - 1 + number * _MONTHS_OF[unit], 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
