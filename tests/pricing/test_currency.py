from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pricing import BookError, CurrencyRate, NoExchangeRate, load_currencies, read_currencies

RATES = load_currencies()
ECB = "European Central Bank, euro foreign exchange reference rates"


@pytest.mark.parametrize(
    ("code", "day", "per_usd", "held"),
    [  # as published for 1 euro, read once more
        ("JPY", "2026-10-30", "175.68 / 1.1172", "2026-10-30"),
        ("GBP", "2026-10-30", "0.8338 / 1.1172", "2026-10-30"),
        ("EUR", "2026-10-30", "1 / 1.1172", "2026-10-30"),
        ("KRW", "2026-10-29", "1488.4 / 1.113", "2026-10-29"),
        ("JPY", "2026-11-22", "175.68 / 1.1172", "2026-10-30"),  # after the last day
        ("JPY", "2025-08-03", "171.61 / 1.1404", "2025-08-01"),  # a Sunday
        ("JPY", "2025-07-31", "171.52 / 1.1446", "2025-07-31"),
        ("JPY", "2024-05-15", "168.27 / 1.0718", "2024-04-30"),  # month-ends only
        ("SEK", "2024-01-31", "11.2682 / 1.0837", "2024-01-31"),
    ],
)
def test_a_published_rate(code: str, day: str, per_usd: str, held: str) -> None:
    rate = RATES.rate(code, date.fromisoformat(day))

    per_euro, dollars = map(Decimal, per_usd.split(" / "))
    assert CurrencyRate(code, per_euro / dollars, date.fromisoformat(held), ECB) == rate


def test_a_dollar_in_yen_worked_out_by_hand() -> None:
    """175.68 / 1.1172 = 157.2502685..."""
    assert "157.2502685284640171858216971" == str(RATES.rate("JPY", date(2026, 10, 30)).per_usd)


def test_the_currencies_and_the_days_at_hand() -> None:
    assert {
        *("JPY", "EUR", "GBP", "CHF", "CAD", "AUD", "INR"),
        *("CNY", "KRW", "SGD", "HKD", "BRL", "MXN", "SEK"),
    } == set(RATES.codes)
    assert (date(2024, 1, 31), date(2026, 10, 30)) == (RATES.first, RATES.last)


def test_the_published_rates_are_read_once() -> None:
    assert load_currencies() is load_currencies()


def test_rates_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        RATES.source = "somebody else"  # type: ignore[misc]


days = st.dates(RATES.first, RATES.last + timedelta(days=400))


@given(st.sampled_from(RATES.codes), days)
def test_a_rate_is_the_last_published_one(code: str, day: date) -> None:
    rate = RATES.rate(code, day)

    assert rate.day == max(each for each in RATES.rates if each <= day)
    assert rate == RATES.rate(code, rate.day)


@given(st.sampled_from(RATES.codes), days)
def test_a_rate_is_exact_to_28_digits(code: str, day: date) -> None:
    rate = RATES.rate(code, day)

    row = {"EUR": Decimal(1), **dict(zip(RATES.columns, RATES.rates[rate.day], strict=True))}
    exact = Fraction(row[code]) / Fraction(row["USD"])
    assert abs(Fraction(rate.per_usd) / exact - 1) <= Fraction(1, 10**27)


def test_every_row_is_within_reason() -> None:
    """A slip of a decimal point or of a column would show."""
    for before, after in zip(RATES.rates.values(), [*RATES.rates.values()][1:], strict=False):
        for one, next_one in zip(before, after, strict=True):
            assert Decimal("0.85") < next_one / one < Decimal("1.15")


@pytest.mark.parametrize("code", ["XYZ", "jpy", "USD", ""])
def test_error_for_a_currency_without_rates(code: str) -> None:
    with pytest.raises(NoExchangeRate) as refusal:
        RATES.rate(code, date(2026, 11, 22))

    assert (code, None) == (refusal.value.code, refusal.value.first)
    expected = f"no exchange rate for {code} on 2026-11-22: none is at hand of that currency"
    assert expected == str(refusal.value)


def test_error_for_a_day_before_the_rates() -> None:
    with pytest.raises(NoExchangeRate) as refusal:
        RATES.rate("JPY", date(2024, 1, 30))

    assert date(2024, 1, 31) == refusal.value.first
    expected = "no exchange rate for JPY on 2024-01-30: none is at hand before 2024-01-31"
    assert expected == str(refusal.value)


SMALL = """\
source: somebody
url: https://example.com/rates
columns: [USD, JPY]
rates:
  2026-01-02: 1.25 150
  2026-01-05: 2 1
"""


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "rates.yaml"
    file.write_text(SMALL, "utf-8")

    rates = read_currencies(file)

    assert ("EUR", "JPY") == rates.codes
    assert CurrencyRate("JPY", Decimal(120), date(2026, 1, 2), "somebody") == rates.rate(
        "JPY", date(2026, 1, 4)
    )
    assert Decimal("0.5") == rates.rate("EUR", date(2026, 1, 5)).per_usd
    assert rates == type(rates).model_validate(rates.model_dump())


NUMBER = 'write it as a plain decimal number above 0, such as 3 or "0.25"'


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("1.25 150", "1.25 N/A", f"rates.2026-01-02.1: {NUMBER}"),
        ("1.25 150", "1.25 0", f"rates.2026-01-02.1: {NUMBER}"),
        ("1.25 150", "1.25 -1", f"rates.2026-01-02.1: {NUMBER}"),
        ("1.25 150", "1.25", 'rates.2026-01-02: is a float, which is not exact: write "1.25"'),
        ("1.25 150", "125", "rates.2026-01-02: has 1 rates for 2 columns"),
        ("1.25 150", "1.25 150 3", "rates.2026-01-02: has 3 rates for 2 columns"),
        ("2026-01-02", "2026-01-06", "rates.2026-01-05: stands behind 2026-01-06: the oldest comes first"),
        ("2026-01-02", "2026-01-05", "rates.2026-01-05: is written twice: keep one of them"),
        ("2026-01-02", "today", "rates.today: write it as a day, such as 2026-11-22"),
        ("USD, JPY", "GBP, JPY", "columns: must name USD, never EUR, and each one once"),
        ("USD, JPY", "USD, EUR", "columns: must name USD, never EUR, and each one once"),
        ("USD, JPY", "USD, JPY, JPY", "columns: must name USD, never EUR, and each one once"),
        ("USD, JPY", "USD, yen", "columns.1: String should match pattern '^[A-Z]{3}$'"),
        ("source: somebody", "author: somebody", "source: Field required"),
    ],
)  # fmt: skip
def test_error_for_rates_that_cannot_be(tmp_path: Path, old: str, new: str, problem: str) -> None:
    file = tmp_path / "rates.yaml"
    assert old in SMALL
    file.write_text(SMALL.replace(old, new, 1), "utf-8")

    with pytest.raises(BookError) as refusal:
        read_currencies(file)

    assert f"rates.yaml: {problem}" == str(refusal.value)


def test_the_file_is_what_the_tool_writes() -> None:
    pytest.importorskip("currency_converter", reason="the tool reads rates from this package")
    tool = Path(__file__).parents[2] / "tools" / "update_currencies.py"

    result = subprocess.run(
        [sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False
    )

    assert (0, "", "") == (result.returncode, result.stdout, result.stderr)
