"""Days as people write them: 2026-01-15, 2026/1/15, March 1 2026, 1 March 2026, 2026年3月1日.

With the year behind, 20.11.2026 has the day first, and so have 20/11/2026 and 11/20/2026 but one
month each; of 11/1/2026 nobody can tell, so that it is asked about.
A date without a year is the latest such day, or the next one where it is said to come; one without
a day is the first of its month. Both are only days where something says that a day is meant.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

from .patterns import Pattern

MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
# Behind 10/1, which else is a share, or what goes in and comes out: 10/1時点, 10/1の料金.
_OF_PRICES = "時点|以降|以前|現在の|の料金|の価格|の単価|の値段"
_JAPANESE = Pattern(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?!間|あたり|当)")
_NUMERIC = Pattern(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![a-z0-9_]|[-/]\d)", re.IGNORECASE)
_YEAR_LAST = Pattern(
    r"(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d\d)(?![a-z0-9_]|[-/.]\d)", re.IGNORECASE
)
_MONTH_FIRST = Pattern(rf"({_MONTH})\.? (\d{{1,2}}){_ORDINAL},? (\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = Pattern(rf"(\d{{1,2}}){_ORDINAL} (?:of )?({_MONTH})\.?,? (\d{{4}})\b", re.IGNORECASE)
_MONTH_OF_YEAR = Pattern(
    rf"(?:(?P<name>{_MONTH})\.?,? (?P<after>\d{{4}})\b"
    r"|(?P<year>\d{4})-(?P<number>\d{1,2})\b(?![-/]\d)"
    r"|(?P<nen>\d{4})年(?P<gatsu>\d{1,2})月(?!間))",
    re.IGNORECASE,
)
_DAY_OF_MONTH = Pattern(
    rf"(?:(?P<first>{_MONTH})\.? (?P<second>\d{{1,2}}){_ORDINAL}\b"
    rf"|(?P<day>\d{{1,2}}){_ORDINAL} (?:of )?(?P<month>{_MONTH})\b"
    r"|(?P<gatsu>\d{1,2})月(?P<nichi>\d{1,2})日(?!間|あたり|当)"
    rf"|(?P<number>\d{{1,2}})/(?P<of_it>\d{{1,2}})(?={_OF_PRICES}))",
    re.IGNORECASE,
)
# 3月 is March, and 3ヶ月 three months; 2025年 is no number of years.
_OPEN = Pattern(
    r"(?:1[0-2]|0?[1-9])月(?!間|ごと|毎|あたり|当|につき)|(?:19|20)\d\d年(?!間|\d{1,2}月)"
)
MONTHS = frozenset(MONTH_NUMBERS)
# The years that are named by how far they are from this one, before a month: 去年の9月.
YEARS_AWAY = {"去年": -1, "昨年": -1, "今年": 0, "来年": 1}
_MONTH_OF_THAT_YEAR = Pattern(
    rf"(?P<which>{'|'.join(YEARS_AWAY)})の?(?P<gatsu>1[0-2]|0?[1-9])月"
    r"(?:(?P<nichi>\d{1,2})日(?!間|あたり|当)|(?!間|\d|ごと|毎|あたり|当))"
)
_IN_DIGITS = re.compile(
    rf"\d{{4}}[-/]\d|[年月]|\d/\d{{1,2}}(?={_OF_PRICES})|\d[-/.]\d{{1,2}}[-/.](?:19|20)\d\d"
)
_IN_WORDS = tuple(sorted({each[:3] for each in MONTH_NUMBERS}))


class NoSuchDay(Exception):
    """What looks like a date is none, such as 2026-02-30; `length` of the text it takes."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


class EitherDay(Exception):
    """What is one of two `days`, by which of its numbers is the month; `length` as above."""

    def __init__(self, length: int, days: tuple[date, date]) -> None:
        super().__init__(length, days)
        self.length = length
        self.days = days


class Partial(NamedTuple):
    """A day said without its year, or a month without a day, and where it ends in the text.

    `month`: whether it is a month, and `day` its first.
    """

    day: date
    end: int
    month: bool = False


def may_be_in(source: str) -> bool:
    """Whether there may be a date in `source`; most questions hold none, at one look."""
    text = source.lower()
    return _IN_DIGITS.search(source) is not None or any(map(text.__contains__, _IN_WORDS))


def at(source: str, start: int) -> tuple[date, int] | None:
    """The day written at `start` and where it ends, None where none is.

    Raises:
        NoSuchDay: it is written like one, but no calendar has it.
        EitherDay: it could be two, as 11/1/2026.
    """
    if match := _NUMERIC.match(source, start):
        return _day(match, match[1], match[3], match[4])
    if match := _JAPANESE.match(source, start):
        return _day(match, match[1], match[2], match[3])
    if match := _YEAR_LAST.match(source, start):
        return _year_last(match)
    if match := _MONTH_FIRST.match(source, start):
        return _day(match, match[3], str(MONTH_NUMBERS[match[1].casefold()]), match[2])
    if match := _DAY_FIRST.match(source, start):
        return _day(match, match[3], str(MONTH_NUMBERS[match[2].casefold()]), match[1])
    return None


def _year_last(match: re.Match[str]) -> tuple[date, int]:
    """The day of `20.11.2026` or `11/20/2026`."""
    one, mark, other, year = match.groups()
    months = range(1, MONTH_NUMBERS["dec"] + 1)
    if mark == "." or int(one) not in months or one == other:
        return _day(match, year, other, one)
    if int(other) not in months:
        return _day(match, year, one, other)
    days = (date(int(year), int(one), int(other)), date(int(year), int(other), int(one)))
    raise EitherDay(match.end() - match.start(), days)


def partial_at(source: str, start: int, today: date | None) -> Partial | None:
    """What a date without its year or its day is on `today`, None where it is none.

    Raises:
        NoSuchDay: no calendar has it, or there is no `today`, so that nobody can tell.
    """
    if away := _MONTH_OF_THAT_YEAR.match(source, start):
        return _in_that_year(away, today)
    month = _MONTH_OF_YEAR.match(source, start)
    match = month or _DAY_OF_MONTH.match(source, start)
    if match is None:
        return None
    if today is None:
        raise NoSuchDay(match.end() - start)
    day = _first_of(month) if month else _nearest(match, today, ahead=_is_to_come(source, start))
    if day is None:
        raise NoSuchDay(match.end() - start)
    if month and source.startswith(_END_OF_IT, match.end()):  # 2024年12月末
        return _end_of(day, match.end())
    return Partial(day, match.end(), month=month is not None)


_END_OF_IT = "末"


def _end_of(first: date, end: int) -> Partial:
    """The last day of a month, where that is written out up to `end`."""
    return Partial(first.replace(day=monthrange(first.year, first.month)[1]), end + 1)


def _in_that_year(match: re.Match[str], today: date | None) -> Partial:
    """What `去年の9月` or `昨年9月1日` is on `today`."""
    length = match.end() - match.start()
    if today is None:
        raise NoSuchDay(length)
    year = today.year + YEARS_AWAY[match["which"]]
    try:
        day = date(year, int(match["gatsu"]), int(match["nichi"] or 1))
    except ValueError:
        raise NoSuchDay(length) from None
    if match["nichi"] is None and match.string.startswith(_END_OF_IT, match.end()):
        return _end_of(day, match.end())
    return Partial(day, match.end(), month=match["nichi"] is None)


def open_at(source: str, start: int) -> int | None:
    """Where a Japanese month or year that is no day ends: 3月, 2025年; None where none is."""
    match = _OPEN.match(source, start)
    return match.end() if match else None


def _first_of(match: re.Match[str]) -> date | None:
    """The first day of a month of a year."""
    year = match["after"] or match["year"] or match["nen"]
    number = match["number"] or match["gatsu"] or MONTH_NUMBERS[match["name"].casefold()]
    return date(int(year), int(number), 1) if 1 <= int(number) <= MONTH_NUMBERS["dec"] else None


@cache
def _to_come() -> re.Pattern[str]:
    return re.compile(r"(?i)\b(?:will|won't|gonna|going to|upcoming)\b")


def _is_to_come(source: str, start: int) -> bool:
    """`what will it cost on December 1`: a day to come, which prices are never "as of"."""
    is_of_prices = source[:start].rstrip().casefold().endswith(("as of", "as at"))
    return not is_of_prices and _to_come().search(source) is not None


def _nearest(match: re.Match[str], today: date, *, ahead: bool) -> date | None:
    """The latest day of that name that is not after `today`; `ahead`: the next one from then."""
    name = match["first"] or match["month"]
    month = MONTH_NUMBERS[name.casefold()] if name else int(match["gatsu"] or match["number"])
    day = int(match["second"] or match["day"] or match["nichi"] or match["of_it"])
    step = 1 if ahead else -1
    for year in range(today.year, today.year + step * _YEARS, step):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found == today or (found > today) is ahead:
            return found
    return None


_YEARS = 9
"""Among so many there is a leap year."""


def _day(match: re.Match[str], year: str, month: str, day: str) -> tuple[date, int]:
    try:
        return date(int(year), int(month), int(day)), match.end()
    except ValueError:
        raise NoSuchDay(match.end() - match.start()) from None
