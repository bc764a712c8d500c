"""How many requests a budget buys, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.types import BudgetAnswer, Language
from pricing import RequestBudget, exactly

from .budget_words import budgeted_work, limit_in_currency, limit_in_words, name_of, priced
from .catalogue import join, label
from .working import line_of, lines_of


def buys_headline(answer: BudgetAnswer, lang: Language) -> str:
    """The number on one model; on several the largest and the smallest."""
    facts = {"limit": limit_in_words(answer, lang), "work": budgeted_work(answer, lang)}
    bought = [(name_of(each), each.buys.requests) for each in answer.budgeted if each.buys]
    (_, most), (_, fewest) = bought[0], bought[-1]
    best = join([name for name, requests in bought if requests == most], lang)
    if most == fewest:
        return label("headline.budget_buys", lang, models=best, requests=most, **facts)
    worst = join([name for name, requests in bought if requests == fewest], lang)
    facts |= {"best": best, "worst": worst}
    return label("headline.budget_buys_most", lang, most=most, fewest=fewest, **facts)


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
        key = "label.budget.each" if buys.requests else "label.budget.too_little"
        yield label(key, lang, cost=buys.per_request, left=left)


def buys_working(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """The division, and what so many requests cost; of several models the latter alone."""
    first = answer.budgeted[0]
    if len(answer.budgeted) > 1 or first.buys is None or first.estimate is None:
        return tuple(line_of(name, estimate, lang) for name, estimate in priced(answer))
    *lines, _ = lines_of(first.estimate, lang)
    facts = {"cost": first.estimate.total, "limit": answer.limit}
    total = label("label.budget.total", lang, **facts)
    return (_division(first.buys, lang), *lines, total)


def _division(buys: RequestBudget, lang: Language) -> str:
    facts = {"limit": buys.limit, "each": buys.per_request, "requests": buys.requests}
    return label("label.budget.division", lang, **facts)
