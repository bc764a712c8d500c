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


def currency_line(shown: Shown, lang: Language) -> str:
    """What the dollars before it are in another currency, with the rate."""
    facts = {"amount": money(shown.amount, shown.code, lang), "rate": rate_in_words(shown, lang)}
    return label("label.currency.line", lang, **facts)


def rate_in_words(shown: Shown, lang: Language) -> str:
    """The rate, and whose it is."""
    facts = {"rate": shown.per_usd, "code": shown.code}
    if shown.day is None:
        return label("label.currency.said", lang, **facts)
    return label("label.currency.reference", lang, day=shown.day, source=shown.source, **facts)
