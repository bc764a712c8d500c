"""What a budget is, and what for: "$500.00 a month", "1k in, 500 out"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BudgetAnswer, Budgeted, Language, Shown, Spendable
from bot.query.model import Bounds
from pricing import Estimate

from . import numbers
from .amounts import mix_in_words, work_in_words
from .catalogue import label
from .currency import money, rate_in_words
from .names import short_name
from .periods import for_period
from .plain import clean
from .working import Worked


def limit_in_words(answer: BudgetAnswer, lang: Language) -> str:
    """The budget as it was said: in its currency, and what it was taken for."""
    return for_period(spendable_in_words(answer.limit, lang), answer.over, lang)


def spendable_in_words(limit: Spendable, lang: Language) -> str:
    """What there is to spend, as it was said: in its currency, from the low to the high end."""
    said, high = limit.said, limit.said_high
    if said and high:
        ends = [money(each.amount, said.code, lang) for each in (said, high)]
    else:
        ends = [numbers.usd(each, lang) for each in (limit.low, limit.high)]
    if not limit.is_range:
        return ends[0]
    return label("label.range", lang, low=ends[0], high=ends[1])


def limit_in_currency(shown: Shown, lang: Language, high: Shown | None = None) -> str:
    """The budget in the currency that was asked for; a range up to `high`."""
    amount = money(shown.amount, shown.code, lang)
    if high:
        facts = {"low": amount, "high": money(high.amount, high.code, lang)}
        amount = label("label.range", lang, **facts)
    rate = rate_in_words(shown, lang)
    return label("label.budget.shown", lang, amount=amount, rate=rate)


def ends_of(low: Decimal, high: Decimal | None) -> Decimal | Bounds:
    """A number, or both ends of it."""
    return low if high is None or low == high else Bounds(low, high)


def budgeted_work(answer: BudgetAnswer, lang: Language) -> str:
    """The work in a few words: one request, or all of it with its period."""
    any_estimate = next(each.estimate for each in answer.budgeted if each.estimate)
    if answer.query.others:
        names = [short_name(each.pricing.model) for each in any_estimate.parts]
        return mix_in_words(answer.query, any_estimate, names, lang)
    return work_in_words(answer.query, any_estimate.parts[0].workload, lang)


def converted(
    estimate: Estimate, after: Decimal, answer: BudgetAnswer, lang: Language
) -> Iterator[str]:
    """How the cost for the work's period was brought to the budget's, where that is another."""
    per, before = answer.projection.per, estimate.total
    if per is None or answer.over is None:
        return
    if before == after:
        return
    said = label("label.budget.per", lang, amount=numbers.exact(before, lang), per=per)
    asked = for_period(numbers.exact(after, lang), answer.over, lang)
    yield label("label.budget.converted", lang, said=said, asked=asked)


def name_of(budgeted: Budgeted, lang: Language) -> str:
    """What the model is called where there is little room, with its lever if that is asked."""
    if budgeted.mix:
        return " + ".join(map(short_name, budgeted.mix))
    name = short_name(budgeted.model) if budgeted.model else clean(budgeted.name)
    if budgeted.lever is None:
        return name
    return label("label.with", lang, name=name, more=label(f"label.lever.{budgeted.lever}", lang))


def priced(answer: BudgetAnswer, lang: Language) -> list[Worked]:
    """The models that have a price, by name."""
    return [
        Worked(name_of(each, lang), each.estimate, _apart(each.ends))
        for each in answer.budgeted
        if each.estimate
    ]


def _apart(ends: tuple[Estimate, Estimate] | None) -> tuple[Estimate, Estimate] | None:
    """The ends of the work, unless only the budget is a range."""
    return ends if ends and ends[0] != ends[1] else None


def usd_of(amount: Decimal | Bounds, lang: Language) -> str:
    """US dollars, or a range of them."""
    if isinstance(amount, Bounds):
        low, high = (numbers.usd(each, lang) for each in amount)
        return label("label.range", lang, low=low, high=high)
    return numbers.usd(amount, lang)
