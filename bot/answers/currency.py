"""Dollars in another currency, and another currency in dollars.

Costs are worked out in US dollars. The rate is the one that was said, else the European
Central Bank's reference rate of the day, see `pricing.currency`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from bot.query.errors import NeedsMore
from bot.query.model import Currency, Money
from bot.query.phrase import Phrase, phrase
from pricing import NoExchangeRate, PriceList, divide, exactly, load_currencies

from .types import Shown, Spendable

DOLLAR = "USD"


class _Rate(NamedTuple):
    """Units of a currency for 1 US dollar; without a day or a source where it was said."""

    per_usd: Decimal
    day: date | None
    source: str | None


def shown_in(currency: Currency | None, usd: Decimal | None, prices: PriceList) -> Shown | None:
    """`usd` dollars in the other currency that was asked for; None where none was, or no amount.

    Raises:
        NeedsMore: the rate must be said.
    """
    if currency is None or usd is None:
        return None
    return in_currency(usd, currency, prices.day)


def in_currency(usd: Decimal, currency: Currency, day: date) -> Shown:
    """`usd` dollars in another currency, multiplied exactly.

    Raises:
        NeedsMore: the rate must be said: no reference rate is at hand, or it was said as 0.
    """
    rate = _rate(currency, day)
    with exactly():
        return Shown(currency.code, usd * rate.per_usd, *rate)


def in_dollars(money: Money, said: Currency | None, day: date) -> Spendable:
    """`money` in US dollars, to 28 digits, beside what it was said as.

    Args:
        money: in whichever currency, perhaps a range.
        said: the rate of a currency, where one was said; of another one it means nothing.
        day: the day of the reference rate, where none was said.

    Raises:
        NeedsMore: the rate must be said: no reference rate is at hand, or it was said as 0.
    """
    high = money.amount if money.high is None else money.high
    if money.code == DOLLAR:
        return Spendable(money.amount, high)
    is_its_rate = said is not None and said.code == money.code
    rate = _rate(said if said and is_its_rate else Currency(money.code), day)
    low = Shown(money.code, money.amount, *rate)
    dollars = divide(money.amount, rate.per_usd), divide(high, rate.per_usd)
    return Spendable(*dollars, low, low._replace(amount=high))


def _rate(currency: Currency, day: date) -> _Rate:
    if currency.per_usd:
        return _Rate(currency.per_usd, None, None)
    if currency.per_usd is not None:
        raise NeedsMore(phrase("ask.exchange_rate_above_0", code=currency.code))
    try:
        found = load_currencies().rate(currency.code, day)
    except NoExchangeRate as error:
        raise NeedsMore(_which_rate(error)) from None
    return _Rate(found.per_usd, found.day, found.source)


def _which_rate(error: NoExchangeRate) -> Phrase:
    """The question for a rate that is not at hand."""
    if error.first is None:
        return phrase("ask.exchange_rate", code=error.code)
    return phrase("ask.exchange_rate_then", code=error.code, first=error.first)
