"""Dollars in other currencies, and back."""

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.currency import in_currency, in_dollars
from bot.answers.types import Shown, Spendable
from bot.query.errors import NeedsMore
from bot.query.model import Currency, Money
from bot.render.catalogue import word

DAY = date(2026, 11, 22)
YEN_AT_155 = Currency("JPY", Decimal(155))


def test_a_rate_that_was_said_is_taken() -> None:
    found = in_currency(Decimal("33.00"), YEN_AT_155, DAY)

    assert Shown("JPY", Decimal(5115), Decimal(155), None, None) == found


def test_else_the_last_reference_rate_on_or_before_the_day() -> None:
    """On 2026-10-30 1 euro was 175.68 yen and 1.1172 dollars."""
    found = in_currency(Decimal(10), Currency("JPY"), DAY)

    assert Decimal("157.2503") == round(found.per_usd, 4)
    assert found.per_usd * 10 == found.amount
    assert date(2026, 10, 30) == found.day
    assert "European Central Bank, euro foreign exchange reference rates" == found.source


def test_not_a_digit_is_lost() -> None:
    found = in_currency(Decimal("1.0000000000000000000000000001"), YEN_AT_155, DAY)

    assert Decimal("155.0000000000000000000000000155") == found.amount


def test_dollars_are_what_they_are() -> None:
    found = in_dollars(Money(Decimal(500), high=Decimal(800)), YEN_AT_155, DAY)

    assert Spendable(Decimal(500), Decimal(800)) == found
    assert found.is_range


def test_another_currency_is_divided() -> None:
    found = in_dollars(Money(Decimal(77_500), "JPY"), YEN_AT_155, DAY)

    said = Shown("JPY", Decimal(77_500), Decimal(155), None, None)
    assert Spendable(Decimal(500), Decimal(500), said, said) == found
    assert not found.is_range


@pytest.mark.parametrize("said", [None, YEN_AT_155])
def test_a_rate_counts_for_its_own_currency_only(said: Currency | None) -> None:
    """On 2026-10-30 1 euro was 1.1172 dollars."""
    found = in_dollars(Money(Decimal(100), "EUR"), said, DAY)

    assert Decimal("111.72") == round(found.low, 20)
    assert found.said
    assert date(2026, 10, 30) == found.said.day


@pytest.mark.parametrize(
    ("currency", "day", "question"),
    [
        (
            Currency("VND"),
            DAY,
            "I have no exchange rate for VND: what is a US dollar worth? Say it as “at 155 VND”.",
        ),
        (
            Currency("JPY"),
            date(2023, 6, 1),
            "I have no exchange rate for JPY before 2024-01-31: what was a US dollar worth? Say it as “at 155 JPY”.",
        ),
        (
            Currency("JPY", Decimal(0)),
            DAY,
            "A US dollar is worth more than 0 JPY: at which rate?",
        ),
    ],
)
def test_error_when_there_is_no_rate(currency: Currency, day: date, question: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        in_currency(Decimal(1), currency, day)

    assert question == word(caught.value.message, "en")
