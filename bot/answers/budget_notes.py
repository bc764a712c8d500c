"""The notes of a budget: at which rate it was taken, and for which period."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.query.ask import Ask
from bot.query.model import ONE, Bounds, BudgetQuery, Over
from bot.query.phrase import Phrase, phrase
from pricing import Period, period_ratio

from .notes import per_dollar
from .types import Note, Spendable

LONGER_THAN_A_DAY = (Period.WEEK, Period.MONTH, Period.QUARTER, Period.YEAR)


def of_currency(limit: Spendable) -> Iterator[Note]:
    """What a budget in another currency is in US dollars, and by which rate."""
    said = limit.said
    if said is None:
        return
    key = "JPY" if said.code == "JPY" else "other"
    amount: Decimal | Bounds = said.amount
    dollars: Decimal | Bounds = limit.low
    if limit.said_high and limit.is_range:
        amount = Bounds(said.amount, limit.said_high.amount)
        dollars = Bounds(limit.low, limit.high)
    money = phrase(f"label.said_money.{key}", amount=amount, code=said.code)
    facts = {"money": money, "code": said.code, "limit": dollars}
    facts["rate"] = per_dollar(said.per_usd, said.code)
    if said.day is None:
        yield Note("currency", phrase("note.budget_at_rate", **facts))
    else:
        published = {"day": said.day, "source": said.source}
        yield Note("currency", phrase("note.budget_at_reference", **facts, **published))


def of_no_period(query: BudgetQuery, ask: Ask) -> tuple[Note, ...]:
    """That a budget which names no period is taken as that of a month, beside work at a rate."""
    named = any(each.binds not in _OF_THE_WORK for each in ask.times if each.every == ONE)
    if query.per is not Period.MONTH or not ask.limits or named:
        return ()
    over = _in_words(Over(ONE, query.per))
    return (Note("period_days", phrase("note.budget_without_period", over=over)),)


_OF_THE_WORK = frozenset({"requests", "amounts"})


def of_period(query: BudgetQuery, over: Over | None) -> Iterator[Note]:
    """For which period the budget and the work were taken, where that is not one and the same."""
    if not query.fits:
        if query.per in LONGER_THAN_A_DAY and not query.work.per:  # which has a note of its own
            _, days = period_ratio(query.per, Period.DAY)
            yield Note("period_days", phrase("note.budget_days", per=query.per, days=days))
    elif query.work.per and over:
        if query.per is None and not query.lasts:
            yield Note("period_days", phrase("note.budget_without_period", over=_in_words(over)))
    elif query.per:
        yield Note("period_days", phrase("note.work_of_budget_period", per=query.per))


def _in_words(over: Over) -> Phrase:
    """A month, or several of them."""
    return phrase(f"label.periods.{over.period}", times=over.times)
