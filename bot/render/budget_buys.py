"""How many requests a budget buys, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.types import BudgetAnswer, Budgeted, Language
from bot.query.rules.counts import singular
from pricing import RequestBudget, exactly

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
from .periods import for_period
from .plain import clean
from .translations import noun
from .working import line_of, lines_of


def buys_headline(answer: BudgetAnswer, lang: Language) -> str:
    """The number on one model; on several the largest and the smallest."""
    facts: dict[str, object] = {"limit": limit_in_words(answer, lang)}
    facts["work"] = budgeted_work(answer, lang)
    kind = "senders" if answer.query.work.counts else "buys"
    bought = [(name_of(each), each.buys.requests) for each in answer.budgeted if each.buys]
    (_, most), (_, fewest) = bought[0], bought[-1]
    best = join([name for name, requests in bought if requests == most], lang)
    if most == fewest:
        facts |= {"models": best, "requests": most, "noun": noun_of(most, answer, lang)}
        return label(f"headline.budget_{kind}", lang, **facts)
    worst = join([name for name, requests in bought if requests == fewest], lang)
    facts |= {"best": best, "worst": worst, "most": most, "fewest": fewest}
    return label(f"headline.budget_{kind}_most", lang, noun=noun_of(most, answer, lang), **facts)


def noun_of(number: int | None, answer: BudgetAnswer, lang: Language) -> str:
    """What is counted: "users", and "user" for one."""
    said = answer.query.noun
    known = noun(said, lang)
    return known or clean(singular(said) if number == 1 else said)


def buys_leads(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """What belongs to the number: in another currency, a day, for one."""
    return tuple(_leads(answer, lang))


def _leads(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    if answer.shown:
        yield limit_in_currency(answer.shown, lang)
    if answer.per_day:
        yield label("label.budget.per_day", lang, requests=answer.per_day)
    if len(answer.budgeted) == 1 and answer.budgeted[0].buys:
        buys = answer.budgeted[0].buys
        with exactly():
            left = buys.limit - buys.cost
        key = "each" if buys.requests else "too_little"
        key = f"{key}_sender" if answer.query.work.counts else key
        cost = for_period(numbers.usd(buys.per_request, lang), answer.over, lang)
        facts = {"cost": buys.per_request, "left": left, "for_period": cost}
        facts["noun"] = noun_of(1, answer, lang)
        yield label(f"label.budget.{key}", lang, **facts)


def buys_working(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """The division, and what so many requests cost; of several models the latter alone."""
    first = answer.budgeted[0]
    if len(answer.budgeted) > 1 or first.buys is None or first.estimate is None:
        return tuple(line_of(name, estimate, lang) for name, estimate in priced(answer))
    if answer.query.work.counts:
        return _sender_working(answer, first, first.buys, lang)
    *lines, _ = lines_of(first.estimate, lang)
    facts = {"cost": first.estimate.total, "limit": answer.limit}
    total = label("label.budget.total", lang, **facts)
    return (_division(first.buys, lang), *lines, total)


def _sender_working(
    answer: BudgetAnswer, first: Budgeted, buys: RequestBudget, lang: Language
) -> tuple[str, ...]:
    """What one of them costs, for the budget's period, and how often that is in the budget."""
    lines = lines_of(first.estimate, lang) if first.estimate else ()
    facts = {"limit": buys.limit, "each": buys.per_request, "requests": buys.requests}
    counted = noun_of(buys.requests, answer, lang)
    division = label("label.budget.sender_division", lang, noun=counted, **facts)
    return (*lines, *converted(first, buys.per_request, answer, lang), division)


def _division(buys: RequestBudget, lang: Language) -> str:
    facts = {"limit": buys.limit, "each": buys.per_request, "requests": buys.requests}
    return label("label.budget.division", lang, **facts)
