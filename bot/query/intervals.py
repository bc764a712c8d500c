"""Intervals as rates: every 15 minutes is 4 an hour, every 5 to 10 minutes 6 to 12 an hour."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal, Inexact
from fractions import Fraction

from pricing import Period, divide, exactly, period_ratio

from .model import ONE, Bounds

_LONGER = (
    (Period.SECOND, Period.MINUTE, Period.HOUR, Period.DAY, Period.WEEK),
    (Period.BUSINESS_DAY, Period.MONTH, Period.QUARTER, Period.YEAR),
)
"""Each is so many of those before it, whichever way a month or a year is counted."""


def rate_of(period: Period, every: Decimal) -> tuple[Period, Decimal]:
    """A period, and how many there are in it, if one comes in `every` so many of `period`.

    The shortest period in which there is a whole number, else one with an end, if any.
    """
    ended = [(each, many) for each, (many,) in _with_an_end(period, every).items()]
    whole = [each for each in ended if each[1] == each[1].to_integral_value()]
    return next(iter(whole or ended), (period, divide(ONE, every)))


def range_of(period: Period, every: Bounds) -> tuple[Period, Bounds] | None:
    """The same where one comes in so many to so many; None where no number of them has an end."""
    ended = [
        (each, Bounds(fewest, most))
        for each, (fewest, most) in _with_an_end(period, every.high, every.low).items()
    ]
    whole = [each for each in ended if all(one == one.to_integral_value() for one in each[1])]
    return next(iter(whole or ended), None)


def _with_an_end(period: Period, *every: Decimal) -> dict[Period, tuple[Decimal, ...]]:
    """How many there are in each longer period, where all of these numbers have an end."""
    (periods,) = (each for each in _LONGER if period in each)
    found = {}
    for longer in periods[periods.index(period) :]:
        above, below = period_ratio(period, longer)
        many = [Fraction(above, below) / Fraction(each) for each in every]
        with suppress(Inexact), exactly():
            found[longer] = tuple(Decimal(each.numerator) / each.denominator for each in many)
    return found
