"""From the period that work is said for to the one that is asked for."""

from decimal import Decimal

import pytest

from bot.answers.projection import Projection
from bot.query.model import Over
from pricing import Period


@pytest.mark.parametrize(
    ("whole", "amount"),
    [
        ("21", "20.99999999999999999999999999997"),
        ("0.33", "0.3299999999999999999999999999"),
        ("33", "33.00"),
        ("0.1234567890123456789012345", "0.1234567890123456789012345"),
        ("0.3333333333333333333333333333", "0.3333333333333333333333333333"),
    ],
)
def test_thirds_sum_up_to_a_whole_and_nothing_else_is_touched(whole: str, amount: str) -> None:
    assert Projection().of(Decimal(amount)) == Decimal(whole)


def test_a_rate_is_converted_once() -> None:
    a_year = Projection(Period.WEEK, Over(Decimal(1), Period.YEAR))

    assert a_year.of(Decimal(165)) == Decimal("8603.571428571428571428571429")


def test_what_is_done_once_has_no_totals_of_periods() -> None:
    assert Projection().totals(Decimal(1)) is None
