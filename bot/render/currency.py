"""Amounts in other currencies: ¥5,115, €0.0321, INR 12,345.00."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import Language, Shown

from . import numbers
from .catalogue import label

_USUAL_DECIMALS = 2
_DECIMALS = {"JPY": 0, "KRW": 0}
# Those with a sign of their own; that of the yen is also the yuan's.
_WITH_SIGN = frozenset({"EUR", "GBP", "JPY"})


def money(amount: Decimal, code: str, lang: Language) -> str:
    """An amount with the sign of its currency, or with its code."""
    if code == "USD":
        return numbers.usd(amount, lang)
    shown = numbers.units(amount, _DECIMALS.get(code, _USUAL_DECIMALS), lang)
    key = code if code in _WITH_SIGN else "other"
    return label(f"label.money.{key}", lang, code=code, amount=shown)


def currency_line(shown: Shown, lang: Language, high: Shown | None = None) -> str:
    """What the dollars before it are in another currency, with the rate; a range up to `high`."""
    amount = money_between(shown, high, lang)
    return label("label.currency.line", lang, amount=amount, rate=rate_in_words(shown, lang))


def currencies_line(amounts: str, shown: Shown, lang: Language) -> str:
    """The same of several amounts, at the rate of `shown`."""
    return label("label.currency.line", lang, amount=amounts, rate=rate_in_words(shown, lang))


def money_between(low: Shown, high: Shown | None, lang: Language) -> str:
    """An amount in another currency; a range up to `high`."""
    amount = money(low.amount, low.code, lang)
    if high is None:
        return amount
    return label("label.range", lang, low=amount, high=money(high.amount, high.code, lang))


def per_dollar(per_usd: Decimal, code: str, lang: Language) -> str:
    """What a dollar is: 155 JPY, 155円."""
    key = code if code == "JPY" else "other"
    return label(f"label.per_dollar.{key}", lang, rate=per_usd, code=code)


def rate_in_words(shown: Shown, lang: Language) -> str:
    """The rate, and whose it is."""
    facts = {"rate": per_dollar(shown.per_usd, shown.code, lang)}
    if shown.day is None:
        return label("label.currency.said", lang, **facts)
    return label("label.currency.reference", lang, day=shown.day, source=shown.source, **facts)
