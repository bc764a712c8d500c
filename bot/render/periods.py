"""Amounts for a period: "$700.00 a day", "$63,000.00 for 3 months"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.projection import Projection
from bot.answers.types import Language
from bot.query.model import Over

from . import numbers
from .catalogue import label


def for_period(amount: str, over: Over | None, lang: Language) -> str:
    """`amount` for one period or several; by itself where there is none."""
    if over is None:
        return amount
    if over.times == 1:
        return label("label.budget.per", lang, amount=amount, per=over.period)
    periods = label(f"label.periods.{over.period}", lang, times=over.times)
    return label("label.budget.over", lang, amount=amount, over=periods)


def converted(amount: Decimal, projection: Projection, lang: Language) -> Iterator[str]:
    """From the period that work was said for to the one asked for, where that is another one."""
    per, over = projection
    if per is None or over is None or (per is over.period and over.times == 1):
        return
    said = label("label.budget.per", lang, amount=numbers.exact(amount, lang), per=per)
    asked = for_period(numbers.exact(projection.of(amount), lang), over, lang)
    yield label("label.budget.converted", lang, said=said, asked=asked)
