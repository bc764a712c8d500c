"""Whether a budget is enough, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.types import BudgetAnswer, Language, Option
from pricing import Budget, Lever, exactly

from . import numbers
from .budget_words import (
    budgeted_work,
    converted,
    limit_in_currency,
    limit_in_words,
    name_of,
    priced,
)
from .catalogue import join, label
from .currency import currency_line
from .parts import Passage
from .periods import for_period
from .working import line_of, lines_of

_CACHED = frozenset({Lever.CACHED, Lever.BATCH_CACHED})


def uses_headline(answer: BudgetAnswer, lang: Language) -> str:
    """Yes or no with the cost; of several models, on which."""
    facts = {"limit": limit_in_words(answer, lang), "work": budgeted_work(answer, lang)}
    uses = _alone(answer)
    if uses:
        cost = for_period(numbers.usd(uses.total, lang), answer.over, lang)
        key = "headline.budget_fits" if uses.fits else "headline.budget_short"
        return label(key, lang, model=name_of(answer.budgeted[0]), cost=cost, **facts)
    enough = _names(answer, lang, fits=True)
    short = _names(answer, lang, fits=False)
    if enough and short:
        return label("headline.budget_fits_some", lang, models=enough, others=short, **facts)
    key = "headline.budget_fits_all" if enough else "headline.budget_fits_none"
    return label(key, lang, models=enough or short, **facts)


def uses_leads(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """What belongs to the cost: in another currency, and as a share of the budget."""
    return tuple(_leads(answer, lang))


def ways_to_fit(answer: BudgetAnswer, lang: Language) -> tuple[Passage, ...]:
    """What would make one model's work fit."""
    if not answer.options:
        return ()
    lines = [_option(each, lang) for each in answer.options]
    usage = answer.query.work.usage
    is_best_case = answer.query.work.cached is None and not usage.is_cached
    if is_best_case and any(each.lever in _CACHED for each in answer.options):
        lines.append(label("label.budget.best_case", lang))
    return (Passage(label("label.budget.options", lang), tuple(lines)),)


def uses_working(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """How the cost came about, and how it was brought to the budget's period."""
    first = answer.budgeted[0]
    if first.estimate is None or len(answer.budgeted) > 1:
        return tuple(line_of(name, estimate, lang) for name, estimate in priced(answer))
    total = first.uses.total if first.uses else first.estimate.total
    return (*lines_of(first.estimate, lang), *converted(first, total, answer, lang))


def _alone(answer: BudgetAnswer) -> Budget | None:
    """The one model's share; None for several models."""
    return answer.budgeted[0].uses if len(answer.budgeted) == 1 else None


def _names(answer: BudgetAnswer, lang: Language, *, fits: bool) -> str:
    found = [name_of(each) for each in answer.budgeted if each.uses and each.uses.fits is fits]
    return join(found, lang)


def _leads(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    uses = _alone(answer)
    if answer.shown:
        yield (currency_line if uses else limit_in_currency)(answer.shown, lang)
    if uses:
        with exactly():
            left = uses.limit - uses.total
        key = "label.budget.left" if uses.fits else "label.budget.missing"
        yield label(key, lang, share=uses.share, left=left.copy_abs())
    if answer.cheapest:
        with exactly():
            over = answer.cheapest.cost - answer.limit
        yield label("label.budget.no_option", lang, over=over, **answer.cheapest._asdict())


def _option(option: Option, lang: Language) -> str:
    return label("label.budget.option", lang, **option._asdict())
