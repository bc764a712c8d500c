from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing import BadWorkload, Period, convert, period_ratio

SECOND, MINUTE, HOUR, DAY, BUSINESS_DAY, WEEK, MONTH, QUARTER, YEAR = Period


@pytest.mark.parametrize(
    ("said", "asked", "numerator", "denominator"),
    [
        (DAY, WEEK, 7, 1),
        (DAY, MONTH, 30, 1),
        (DAY, YEAR, 365, 1),
        (MONTH, YEAR, 12, 1),
        (DAY, QUARTER, 90, 1),
        (MONTH, QUARTER, 3, 1),
        (QUARTER, YEAR, 4, 1),
        (QUARTER, WEEK, 7, 90),
        (BUSINESS_DAY, QUARTER, 66, 1),
        (WEEK, MONTH, 30, 7),
        (WEEK, YEAR, 365, 7),
        (BUSINESS_DAY, DAY, 1, 1),
        (BUSINESS_DAY, WEEK, 5, 1),
        (BUSINESS_DAY, MONTH, 22, 1),
        (BUSINESS_DAY, YEAR, 264, 1),
        (MONTH, DAY, 1, 30),
        (MONTH, WEEK, 7, 30),
        (YEAR, MONTH, 1, 12),
        (YEAR, WEEK, 7, 365),
        (YEAR, DAY, 1, 365),
        (WEEK, DAY, 1, 7),
        # business days are taken back by the same numbers
        (DAY, BUSINESS_DAY, 1, 1),
        (WEEK, BUSINESS_DAY, 1, 5),
        (MONTH, BUSINESS_DAY, 1, 22),
        (YEAR, BUSINESS_DAY, 1, 264),
        # through the day
        (SECOND, DAY, 86_400, 1),
        (MINUTE, DAY, 1_440, 1),
        (HOUR, DAY, 24, 1),
        (SECOND, MINUTE, 60, 1),  # 86,400 / 1,440
        (SECOND, HOUR, 3_600, 1),
        (SECOND, MONTH, 2_592_000, 1),  # 86,400 x 30
        (MINUTE, YEAR, 525_600, 1),  # 1,440 x 365
        (HOUR, WEEK, 168, 1),
        (HOUR, BUSINESS_DAY, 24, 1),
        (DAY, HOUR, 1, 24),
        (WEEK, MINUTE, 1, 10_080),  # 7 x 1,440
        (MONTH, SECOND, 1, 2_592_000),
        (BUSINESS_DAY, HOUR, 1, 24),
        (YEAR, HOUR, 1, 8_760),
    ],
)
def test_a_ratio(said: Period, asked: Period, numerator: int, denominator: int) -> None:
    assert (numerator, denominator) == period_ratio(said, asked)


@pytest.mark.parametrize("period", Period)
def test_a_period_is_itself(period: Period) -> None:
    assert (1, 1) == period_ratio(period, period)


@pytest.mark.parametrize("said", Period)
@pytest.mark.parametrize("asked", Period)
def test_the_way_back_is_the_same(said: Period, asked: Period) -> None:
    numerator, denominator = period_ratio(said, asked)

    assert (denominator, numerator) == period_ratio(asked, said)


@pytest.mark.parametrize(
    ("rate", "said", "asked", "times", "amount"),
    [
        ("0.1", DAY, MONTH, 1, "3.0"),
        ("1000", DAY, MONTH, 3, "90000"),  # 90 days
        ("1000", DAY, YEAR, 2, "730000"),
        ("10", MONTH, YEAR, 1, "120"),  # and not 10 / 30 x 365 = 121.66...
        ("70", WEEK, MONTH, 1, "300"),  # 70 x 30 / 7
        ("1", WEEK, MONTH, 1, "4.285714285714285714285714286"),  # 30 / 7
        ("1", WEEK, MONTH, 7, "30"),  # the seven weeks end where the months do
        ("1", WEEK, YEAR, 1, "52.14285714285714285714285714"),  # 365 / 7
        ("100", BUSINESS_DAY, MONTH, 2, "4400"),
        ("100", MONTH, DAY, 1, "3.333333333333333333333333333"),
        ("90", MONTH, DAY, 5, "15"),
        ("1", MONTH, WEEK, 1, "0.2333333333333333333333333333"),  # 7 / 30
        ("0.5", SECOND, MONTH, 1, "1296000.0"),
        ("1", DAY, SECOND, 1, "0.00001157407407407407407407407407"),
        ("8", DAY, MONTH, "0.5", "120"),
        ("5", DAY, WEEK, 0, "0"),
        ("0", WEEK, MONTH, 1, "0"),
        ("-7", WEEK, DAY, 1, "-1"),  # a saving
    ],
)
def test_an_amount(rate: str, said: Period, asked: Period, times: int | str, amount: str) -> None:
    converted = convert(Decimal(rate), said, asked, times=Decimal(times))

    assert Decimal(amount) == converted


def test_what_is_exact_keeps_every_digit() -> None:
    rate = Decimal("1.234567890123456789012345678901234567890123")

    assert Decimal("37.03703670370370367037037036703703703670369") == convert(rate, DAY, MONTH)
    assert rate == convert(convert(rate, DAY, WEEK), WEEK, DAY)


@given(
    st.decimals(0, 10**12, places=6),
    st.sampled_from(Period),
    st.sampled_from(Period),
    st.integers(1, 120),
)
def test_it_is_exact_or_right_to_28_digits(
    rate: Decimal, said: Period, asked: Period, times: int
) -> None:
    exact = Fraction(rate) * times * Fraction(*period_ratio(said, asked))

    converted = Fraction(convert(rate, said, asked, times))

    assert abs(converted - exact) <= exact / 10**27


def test_error_for_less_than_no_time() -> None:
    with pytest.raises(BadWorkload) as refusal:
        convert(Decimal(1), DAY, MONTH, times=-1)

    assert "times is -1: an amount is a number from 0 up" == str(refusal.value)
