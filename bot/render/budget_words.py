"""What a budget is, and what for: "$500.00 a month", "1k in, 500 out"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BudgetAnswer, Budgeted, Language, Shown
from pricing import Estimate

from . import numbers
from .amounts import work_in_words
from .catalogue import label
from .currency import money, rate_in_words
from .names import short_name
from .periods import for_period
from .plain import clean


def limit_in_words(answer: BudgetAnswer, lang: Language) -> str:
    """The budget as it was said: in its currency, and what it was taken for."""
    said, over = answer.said, answer.over
    amount = money(said.amount, said.code, lang) if said else numbers.usd(answer.limit, lang)
    return for_period(amount, over, lang)


def limit_in_currency(shown: Shown, lang: Language) -> str:
    """The budget in the currency that was asked for."""
    facts = {"amount": money(shown.amount, shown.code, lang), "rate": rate_in_words(shown, lang)}
    return label("label.budget.shown", lang, **facts)


def budgeted_work(answer: BudgetAnswer, lang: Language) -> str:
    """The work in a few words: one request, or all of it with its period."""
    any_estimate = next(each.estimate for each in answer.budgeted if each.estimate)
    return work_in_words(answer.query, any_estimate.parts[0].workload, lang)


def converted(
    budgeted: Budgeted, after: Decimal, answer: BudgetAnswer, lang: Language
) -> Iterator[str]:
    """How the cost for the work's period was brought to the budget's, where that is another."""
    per = answer.projection.per
    if per is None or answer.over is None or budgeted.estimate is None:
        return
    before = budgeted.estimate.total
    if before == after:
        return
    said = label("label.budget.per", lang, amount=numbers.exact(before, lang), per=per)
    asked = for_period(numbers.exact(after, lang), answer.over, lang)
    yield label("label.budget.converted", lang, said=said, asked=asked)


def name_of(budgeted: Budgeted) -> str:
    """What the model is called where there is little room."""
    return short_name(budgeted.model) if budgeted.model else clean(budgeted.name)


def priced(answer: BudgetAnswer) -> list[tuple[str, Estimate]]:
    """The models that have a price, by name."""
    return [(name_of(each), each.estimate) for each in answer.budgeted if each.estimate]
