"""Amounts for a period: "$700.00 a day", "$63,000.00 for 3 months"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.answers.projection import Projection
from bot.answers.types import Language
from bot.query.model import Over
from pricing import Estimate, exactly

from . import numbers
from .catalogue import label
from .working import lines_of


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


def lines_of_parts(
    estimate: Estimate, projections: Sequence[Projection], lang: Language
) -> Iterator[str]:
    """Each part for the period that it was said for and the one that is asked; then the sum."""
    asked = []
    for part, projection in zip(estimate.parts, projections, strict=True):
        yield from lines_of(Estimate((part,), part.total), lang)
        yield from converted(part.total, projection, lang)
        asked.append(projection.of(part.total))
    with exactly():
        total = numbers.exact(sum(asked, Decimal(0)), lang)
    facts = {"sum": " + ".join(numbers.exact(each, lang) for each in asked)}
    facts["total"] = for_period(total, projections[0].over, lang)
    yield label("label.working.sum", lang, **facts)
