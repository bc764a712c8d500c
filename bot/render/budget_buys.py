"""How many requests a budget buys, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BudgetAnswer, Budgeted, Language
from bot.query.model import Bounds
from bot.query.rules.nouns import singular
from pricing import Estimate, RequestBudget, exactly

from .budget_words import (
    budgeted_work,
    converted,
    ends_of,
    limit_in_currency,
    limit_in_words,
    name_of,
    priced,
    usd_of,
)
from .catalogue import join, label
from .periods import for_period
from .plain import clean
from .translations import noun
from .working import lines_of, lines_on_models


def buys_headline(answer: BudgetAnswer, lang: Language) -> str:
    """The number on one model; on several the largest and the smallest."""
    facts: dict[str, object] = {"limit": limit_in_words(answer, lang)}
    facts["work"] = budgeted_work(answer, lang)
    kind = "senders" if answer.query.counts_senders else "buys"
    bought = [(name_of(each, lang), _number(each)) for each in answer.budgeted if each.buys]
    (_, most), (_, fewest) = bought[0], bought[-1]
    best = join([name for name, requests in bought if requests == most], lang)
    if most == fewest:
        facts |= {"models": best, "requests": most, "noun": noun_of(most, answer, lang)}
        return label(f"headline.budget_{kind}", lang, **facts)
    worst = join([name for name, requests in bought if requests == fewest], lang)
    facts |= {"best": best, "worst": worst, "most": most, "fewest": fewest}
    return label(f"headline.budget_{kind}_most", lang, noun=noun_of(most, answer, lang), **facts)


def _number(budgeted: Budgeted) -> Decimal | Bounds:
    """How many of them, or from the fewest to the most."""
    fewest = Decimal((budgeted.buys and budgeted.buys.requests) or 0)
    most = budgeted.most and budgeted.most.requests
    return ends_of(fewest, None if most is None else Decimal(most))


def noun_of(number: Decimal | Bounds | int | None, answer: BudgetAnswer, lang: Language) -> str:
    """What is counted: "users", and "user" for one."""
    said = answer.query.noun
    known = noun(said, lang)
    return known or clean(singular(said) if number == 1 else said)


def buys_leads(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """What belongs to the number: in another currency, a day, for one."""
    return tuple(_leads(answer, lang))


def _leads(answer: BudgetAnswer, lang: Language) -> Iterator[str]:
    if answer.shown:
        yield limit_in_currency(answer.shown, lang, answer.shown_high)
    if answer.per_day:
        yield label("label.budget.per_day", lang, requests=answer.per_day)
    if len(answer.budgeted) == 1 and answer.budgeted[0].buys:
        yield _of_one(answer, answer.budgeted[0].buys, answer.budgeted[0].most, lang)


def _of_one(
    answer: BudgetAnswer, buys: RequestBudget, most: RequestBudget | None, lang: Language
) -> str:
    """What one of them costs, and what is left over; with ranges only what it costs."""
    with exactly():
        left = buys.limit - buys.cost
    cost = ends_of((most or buys).per_request, buys.per_request)
    key = "each" if buys.requests else "too_little"
    if most and most.requests:
        key = "each_range"
    key = f"{key}_sender" if answer.query.counts_senders else key
    shown = usd_of(cost, lang)
    facts = {"cost": shown, "left": left, "for_period": for_period(shown, answer.over, lang)}
    facts["average"] = label("label.budget.average", lang) if answer.query.others else ""
    return label(f"label.budget.{key}", lang, noun=noun_of(1, answer, lang), **facts)


def buys_working(answer: BudgetAnswer, lang: Language) -> tuple[str, ...]:
    """The division, and what so many requests cost; of several models the latter alone."""
    first = answer.budgeted[0]
    if len(answer.budgeted) > 1 or first.buys is None or first.estimate is None:
        return tuple(lines_on_models(priced(answer, lang), lang, _FEWEST_AND_MOST))
    work = _sender_working if answer.query.counts_senders else _request_working
    if first.ends is None or first.most is None:
        return work(answer, first.estimate, first.buys, lang)
    fewest, most = first.ends
    return (
        label(_FEWEST_AND_MOST[0], lang),
        *work(answer, fewest, first.buys, lang),
        label(_FEWEST_AND_MOST[1], lang),
        *work(answer, most, first.most, lang),
    )


_FEWEST_AND_MOST = ("label.budget.fewest", "label.budget.most")


def _request_working(
    _: BudgetAnswer, estimate: Estimate, buys: RequestBudget, lang: Language
) -> tuple[str, ...]:
    """How often one request is in the budget, and what so many cost."""
    *lines, _total = lines_of(estimate, lang)
    facts = {"cost": estimate.total, "limit": buys.limit}
    return (_division(buys, lang), *lines, label("label.budget.total", lang, **facts))


def _sender_working(
    answer: BudgetAnswer, estimate: Estimate, buys: RequestBudget, lang: Language
) -> tuple[str, ...]:
    """What one of them costs, for the budget's period, and how often that is in the budget."""
    facts = {"limit": buys.limit, "each": buys.per_request, "requests": buys.requests}
    counted = noun_of(buys.requests, answer, lang)
    division = label("label.budget.sender_division", lang, noun=counted, **facts)
    changed = converted(estimate, buys.per_request, answer, lang)
    return (*lines_of(estimate, lang), *changed, division)


def _division(buys: RequestBudget, lang: Language) -> str:
    facts = {"limit": buys.limit, "each": buys.per_request, "requests": buys.requests}
    return label("label.budget.division", lang, **facts)
