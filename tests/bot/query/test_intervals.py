from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query.intervals import range_of, rate_of
from bot.query.model import Bounds
from pricing import Period


@pytest.mark.parametrize(
    ("every", "period", "number"),
    [
        (15, Period.HOUR, 4),
        (7, Period.WEEK, 1440),
        (8, Period.DAY, 180),  # 7.5 an hour is no whole number
        (11, Period.MINUTE, Decimal(1) / 11),  # a week has 10,080 minutes: no number has an end
    ],
)
def test_every_so_many_minutes_is_a_rate(every: int, period: Period, number: Decimal | int) -> None:
    assert (period, number) == rate_of(Period.MINUTE, Decimal(every))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (5, 10, (Period.HOUR, Bounds(Decimal(6), Decimal(12)))),
        (7, 9, (Period.WEEK, Bounds(Decimal(1120), Decimal(1440)))),
        (11, 13, None),
    ],
)
def test_every_few_to_more_minutes_is_a_range(
    low: int, high: int, expected: tuple[Period, Bounds] | None
) -> None:
    assert range_of(Period.MINUTE, Bounds(Decimal(low), Decimal(high))) == expected
