"""A rate said per one period, asked per another: converted once, straight from what was said.

A week has 7 days, a month 30, a quarter 3 months or 90 days, a year 365 days, 12 months or 4
quarters; a month has 22 business days, a quarter 66, a year 264, a week 5. So 1,000 a day are
30,000 a month and 365,000 a year, while 30,000 a month are 360,000 a year. Seconds, minutes and
hours go through the day, around the clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .exact import multiply, quotient
from .workload import amount


class Period(StrEnum):
    """What a rate is per."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    BUSINESS_DAY = "business_day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_A_DAY = {Period.SECOND: 86_400, Period.MINUTE: 1_440, Period.HOUR: 24}
_DAYS = {Period.DAY: 1, Period.WEEK: 7, Period.MONTH: 30, Period.QUARTER: 90, Period.YEAR: 365}
_BUSINESS_DAYS = {
    Period.DAY: 1,
    Period.WEEK: 5,
    Period.MONTH: 22,
    Period.QUARTER: 66,
    Period.YEAR: 264,
}
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.YEAR: 12}


def _ratio(said: Period, asked: Period) -> Fraction:
    if said is asked:
        return Fraction(1)
    if said in _A_DAY:
        return _A_DAY[said] * _ratio(Period.DAY, asked)
    if asked in _A_DAY:
        return _ratio(said, Period.DAY) / _A_DAY[asked]
    if said is Period.BUSINESS_DAY:
        return Fraction(_BUSINESS_DAYS[asked])
    if asked is Period.BUSINESS_DAY:
        return Fraction(1, _BUSINESS_DAYS[said])
    lengths = _MONTHS if said in _MONTHS and asked in _MONTHS else _DAYS
    return Fraction(lengths[asked], lengths[said])


_RATIOS: Mapping[tuple[Period, Period], tuple[int, int]] = {
    (said, asked): _ratio(said, asked).as_integer_ratio() for said in Period for asked in Period
}


def period_ratio(said: Period, asked: Period) -> tuple[int, int]:
    """What turns a rate per `said` into one per `asked`: numerator and denominator.

    >>> period_ratio(Period.DAY, Period.MONTH), period_ratio(Period.WEEK, Period.MONTH)
    ((30, 1), (30, 7))
    """
    return _RATIOS[said, asked]


def convert(rate: Decimal, said: Period, asked: Period, times: Decimal | int = 1) -> Decimal:
    """`rate` per `said` as an amount per `asked`, or for `times` of them.

    Exact where the result has an end, else to 28 digits.

    >>> convert(Decimal(1000), Period.DAY, Period.MONTH, times=3)
    Decimal('90000')

    Args:
        rate: dollars, requests or tokens in each `said`.
        said: the period the rate is per.
        asked: the period it is wanted per.
        times: how many of the asked periods: 3 months of a daily rate are 90 days.

    Raises:
        BadWorkload: `times` is negative, not a number, a float, or beyond all measure.
    """
    numerator, denominator = period_ratio(said, asked)
    product = multiply(multiply(rate, Decimal(numerator)), amount("times", times))
    return quotient(product, denominator)
