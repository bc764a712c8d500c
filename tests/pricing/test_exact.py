from __future__ import annotations

from decimal import Decimal, DivisionByZero, FloatOperation, Inexact, InvalidOperation, localcontext

import pytest

from pricing import divide, exactly
from pricing.exact import add, multiply, part, shift, subtract


def test_what_is_exact_stays_exact() -> None:
    with exactly():
        assert Decimal("33.333333333333333333333333333333") == Decimal(
            "11.111111111111111111111111111111"
        ) * Decimal(3)


def test_error_when_a_result_would_be_rounded() -> None:
    with exactly(), pytest.raises(Inexact):
        Decimal(1) / Decimal(3)


def test_error_when_a_float_comes_in() -> None:
    with exactly(), pytest.raises(FloatOperation):
        Decimal(0.1)  # noqa: RUF032 - what must be refused


def test_the_context_around_does_not_matter() -> None:
    with localcontext(prec=2):
        assert Decimal("1000.01") == add(Decimal(1000), Decimal("0.01"))
        assert Decimal("999.99") == subtract(Decimal(1000), Decimal("0.01"))
        assert Decimal("15241.3839") == multiply(Decimal("123.45"), Decimal("123.462"))
        assert Decimal("0.01875") == shift(Decimal("18.75"), -3)
        assert Decimal("0.3333333333333333333333333333") == divide(1, 3)


def test_division_keeps_28_digits() -> None:
    assert Decimal("8603.571428571428571428571429") == divide(Decimal(60225), 7)


@pytest.mark.parametrize(("dividend", "error"), [(1, DivisionByZero), (0, InvalidOperation)])
def test_error_when_dividing_by_zero(dividend: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        divide(dividend, 0)


def test_a_share_that_is_no_plain_part_is_multiplied_as_it_stands() -> None:
    share = Decimal("0.1234567890123456789012345678")

    assert Decimal("1.1111111011111111101111111102") == part(Decimal(9), share)
