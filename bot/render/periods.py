"""Amounts for a period: "$700.00 a day", "$63,000.00 for 3 months"."""

from __future__ import annotations

from bot.answers.types import Language
from bot.query.model import Over

from .catalogue import label


def for_period(amount: str, over: Over | None, lang: Language) -> str:
    """`amount` for one period or several; by itself where there is none."""
    if over is None:
        return amount
    if over.times == 1:
        return label("label.budget.per", lang, amount=amount, per=over.period)
    periods = label(f"label.periods.{over.period}", lang, times=over.times)
    return label("label.budget.over", lang, amount=amount, over=periods)
