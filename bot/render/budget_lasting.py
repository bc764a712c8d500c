"""How long a budget lasts, in words: whole days of the work, on each model."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import BudgetAnswer, Budgeted, Language
from bot.query.model import Bounds

from .budget_words import budgeted_work, ends_of, name_of, spendable_in_words, usd_of
from .catalogue import join, label

_MONTH = 30
_FEWEST = 90
"""Days: so many and more are told in months as well."""


def lasting_headline(answer: BudgetAnswer, lang: Language) -> str:
    """`$500.00 for 2,000 requests a day ...: it lasts 16 days on Sonnet 5.5, at $30.00 a day`."""
    parts = tuple(_lasts(each, lang) for each in answer.budgeted if each.uses)
    limit, work = spendable_in_words(answer.limit, lang), budgeted_work(answer, lang)
    said = join(parts, lang, "remarks")
    return label("headline.budget_lasts", lang, limit=limit, work=work, parts=said)


def _lasts(budgeted: Budgeted, lang: Language) -> str:
    least, most = (Decimal(each) for each in budgeted.lasts)
    costs = sorted(each.total for each in (budgeted.uses, budgeted.highest) if each)
    facts = {
        "model": name_of(budgeted, lang),
        "days": least if least == most else Bounds(least, most),
        "cost": usd_of(ends_of(costs[0], costs[-1]), lang),
        "months": int(most / _MONTH),
    }
    key = "months" if least >= _FEWEST and least == most else "days"
    return label(f"label.budget.lasts.{key if most else 'less'}", lang, **facts)
