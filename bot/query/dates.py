"""Days as people write them: 2026-01-15, 2026/1/15, March 1 2026, 1 March 2026.

A date without a year, or without a day, is none: it is asked for.
"""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
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
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ORDINAL = r"(?:st|nd|rd|th)?"
_NUMERIC = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?!\w|[-/]\d)")
_MONTH_FIRST = re.compile(rf"({_MONTH})\.? (\d{{1,2}}){_ORDINAL},? (\d{{4}})\b", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"(\d{{1,2}}){_ORDINAL} (?:of )?({_MONTH})\.?,? (\d{{4}})\b", re.IGNORECASE
)
_PARTIAL = re.compile(
    rf"(?:({_MONTH})\.? \d{{1,4}}{_ORDINAL}|\d{{1,2}}{_ORDINAL} (?:of )?({_MONTH})"
    r"|\d{4}-\d{1,2})\b(?![-/]\d)",
    re.IGNORECASE,
)
MONTHS = frozenset(_MONTHS)


class NoSuchDay(Exception):
    """What looks like a date is none, such as 2026-02-30; `length` of the text it takes."""

    def __init__(self, length: int) -> None:
        super().__init__(length)
        self.length = length


def at(source: str, start: int) -> tuple[date, int] | None:
    """The day written at `start` and where it ends, None where none is.

    Raises:
        NoSuchDay: it is written like one, but no calendar has it.
    """
    if match := _NUMERIC.match(source, start):
        return _day(match, match[1], match[3], match[4])
    if match := _MONTH_FIRST.match(source, start):
        return _day(match, match[3], str(_MONTHS[match[1].casefold()]), match[2])
    if match := _DAY_FIRST.match(source, start):
        return _day(match, match[3], str(_MONTHS[match[2].casefold()]), match[1])
    return None


def partial_at(source: str, start: int) -> int | None:
    """Where a date without its year or its day ends, None where none is."""
    match = _PARTIAL.match(source, start)
    return match.end() if match else None


def _day(match: re.Match[str], year: str, month: str, day: str) -> tuple[date, int]:
    try:
        return date(int(year), int(month), int(day)), match.end()
    except ValueError:
        raise NoSuchDay(match.end() - match.start()) from None
