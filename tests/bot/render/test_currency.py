"""How amounts in other currencies are shown."""

from datetime import date
from decimal import Decimal

import pytest

from bot.answers.types import Shown
from bot.render import numbers
from bot.render.as_json import to_json
from bot.render.currency import currency_line, money
from bot.render.document import document
from bot.render.text import plain_text

from .asking import ask


@pytest.mark.parametrize(
    ("amount", "code", "shown"),
    [
        pytest.param("5115", "JPY", "¥5,115", id="yen have no decimals"),
        pytest.param("5114.5", "JPY", "¥5,115", id="half up"),
        pytest.param("99.95", "JPY", "¥100", id="up to the next digit"),
        pytest.param("15.5", "JPY", "¥15.5", id="a few yen to three significant digits"),
        pytest.param("0.6514", "JPY", "¥0.651", id="less than a yen"),
        pytest.param("1491760", "KRW", "KRW 1,491,760", id="won have none either"),
        pytest.param("1409.774", "EUR", "€1,409.77", id="others have two"),
        pytest.param("1", "EUR", "€1.00", id="always"),
        pytest.param("0.0321498", "GBP", "£0.0321", id="three significant digits below one"),
        pytest.param("0.5", "GBP", "£0.50", id="but never fewer than two decimals"),
        pytest.param("12345", "INR", "INR 12,345.00", id="a code where there is no sign"),
        pytest.param("7.4326", "CNY", "CNY 7.43", id="the sign of the yen is not the yuan's"),
        pytest.param("0", "JPY", "¥0", id="no yen"),
        pytest.param("0", "EUR", "€0.00", id="no euros"),
        pytest.param("500", "USD", "$500.00", id="dollars"),
        pytest.param("0.005", "USD", "$0.005", id="less than a cent"),
    ],
)
def test_money_is_rounded_as_its_currency_is(amount: str, code: str, shown: str) -> None:
    assert shown == money(Decimal(amount), code, "en")


@pytest.mark.parametrize(
    ("rate", "shown"),
    [
        ("155", "155"),
        ("155.50", "155.5"),
        ("157.2502685284640171858216971", "157.25"),
        ("0.8950948800572860723236663086", "0.895095"),
        ("1335.266738274257071249552452", "1,335.27"),
    ],
)
def test_a_rate_has_six_significant_digits(rate: str, shown: str) -> None:
    assert shown == numbers.per_usd(Decimal(rate), "en")


def test_a_rate_that_was_said_is_named_so() -> None:
    shown = Shown("JPY", Decimal(5115), Decimal(155), None, None)

    assert "That is ¥5,115 (at 155 JPY per US dollar, as said)." == currency_line(shown, "en")


def test_a_published_rate_has_its_source_and_day() -> None:
    shown = Shown("EUR", Decimal("8.95"), Decimal("0.895"), date(2026, 10, 30), "Some Bank")

    assert "That is €8.95 (at 0.895 EUR per US dollar, Some Bank, of 2026-10-30)." == currency_line(
        shown, "en"
    )


def test_both_ends_of_a_range_are_shown() -> None:
    """5,000 x (2k x 2 + 500 x 10) / 1M x 30 = 1,350 dollars; x 155 = 209,250."""
    low = Shown("JPY", Decimal(209_250), Decimal(155), None, None)
    high = Shown("JPY", Decimal(418_500), Decimal(155), None, None)
    text = plain_text(
        document(ask("sonnet 5.5 5k to 10k requests a day, 2k in 500 out, 155 yen per dollar"))
    )

    line = currency_line(low, "en", high)

    assert "That is ¥209,250 to ¥418,500 (at 155 JPY per US dollar, as said)." == line
    assert line in text


def test_rates_are_shown_in_the_currency_that_is_asked_for() -> None:
    """Opus 5.5: 4 and 20 dollars, x 155."""
    text = plain_text(document(ask("price of opus 5.5 at 155 JPY per USD")))

    assert (
        "Opus 5.5: ¥620 in / ¥3,100 out per 1M tokens (at 155 JPY per US dollar, as said)." in text
    )


def test_a_range_has_no_amount_in_json_but_two_ends() -> None:
    found = to_json(ask("sonnet 5.5 5k to 10k requests a day, 2k in 500 out, 155 yen per dollar"))

    shown = found["in_currency"]
    assert (None, "209250", "418500", "155") == tuple(
        shown[each] for each in ("amount", "low", "high", "rate")
    )
