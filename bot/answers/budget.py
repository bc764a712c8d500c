"""What does so much money buy, and is it enough for this work?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.query import canonical
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import ONE, BudgetQuery, Currency
from bot.query.phrase import phrase
from pricing import (
    BadWorkload,
    Budget,
    CannotPrice,
    Model,
    Period,
    PriceBook,
    PriceList,
    Workload,
    convert,
    divide,
    estimate,
    fits,
    requests_within,
    users_within,
)

from . import budget_notes, notes
from .budget_table import (
    cheapest,
    options,
    options_of_several,
    table_of_one,
    table_of_several,
)
from .budget_terms import Terms, terms_of
from .citing import sources_of
from .contents import how_counted
from .currency import DOLLAR, in_currency, in_dollars
from .refusals import reason
from .several import every, none_of_them, not_ours
from .types import (
    BudgetAnswer,
    Budgeted,
    CannotPriceAnswer,
    Frame,
    Note,
    Option,
    Shown,
    SummaryTable,
)
from .workloads import Chosen


def answer_budget(
    query: BudgetQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> BudgetAnswer | CannotPriceAnswer:
    """One model beside the current ones with every lever; several beside each other, best first.

    Raises:
        CannotPrice: there is no such price on the one model that is asked about.
        NeedsMore: the amounts could be per request or in all; a request costs nothing; a rate
            must be said: of exchange, or of the requests that share a prefix.
        NotUnderstood: no budget, and no work, can be like this.
    """
    try:
        return _answer(query, frame, book, said)
    except BadWorkload:
        raise NotUnderstood(phrase("unread.budget")) from None


def _answer(
    query: BudgetQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> BudgetAnswer | CannotPriceAnswer:
    prices = book.as_of(query.day or frame.today)
    limit, said_as = in_dollars(query.limit, query.currency, prices.day)
    chosen = every(query.models, prices)
    terms = terms_of(query, limit, chosen, prices)
    budgeted = _on_all(chosen, terms)
    priced = [each.model for each in budgeted if each.model and each.estimate]
    if not priced:
        why = none_of_them([each.reason for each in budgeted if each.reason], prices.day)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    results = [each.estimate for each in budgeted if each.estimate]
    table = _table(budgeted, terms)
    ways = _ways_to_fit(budgeted, table, limit)
    short = not _is_enough(budgeted) and not ways
    return BudgetAnswer(
        frame,
        query,
        canonical(query),
        limit,
        said_as,
        terms.over,
        terms.costing.projection,
        terms.costing.work.requests,
        budgeted,
        _per_day(query, budgeted),
        table,
        ways,
        cheapest(table, limit) if short else None,
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *budget_notes.of_currency(limit, said_as),
            *budget_notes.of_period(query, terms.over),
            *how_counted(query.work, priced),
            *notes.of_work(terms.costing, priced),
            *(note for result in results for note in notes.of_estimate(result, frame)),
            *notes.of_neighbours(priced, _beside(priced, budgeted, table), query.work, prices),
            *notes.of_day(prices, frame),
        ),
        sources_of(results, book),
        _shown(query, limit, budgeted, prices),
    )


def _on_all(chosen: Sequence[Chosen], terms: Terms) -> tuple[Budgeted, ...]:
    """Each model, cheapest first; on one alone, what has no price is an error."""
    if len(chosen) == 1 and chosen[0].model:
        return (_on(chosen[0].model, terms),)
    return tuple(sorted((_on_one_of_several(each, terms) for each in chosen), key=_cost))


def _on_one_of_several(chosen: Chosen, terms: Terms) -> Budgeted:
    if chosen.model is None:
        return Budgeted(chosen.name, None, reason=not_ours(chosen, terms.prices))
    try:
        return _on(chosen.model, terms)
    except CannotPrice as error:
        return Budgeted(chosen.name, chosen.model, reason=reason(error, terms.prices.book))


def _on(model: Model, terms: Terms) -> Budgeted:
    work = terms.costing.workload(model)
    return _used(model, work, terms) if terms.fits else _bought(model, work, terms)


def _used(model: Model, work: Workload, terms: Terms) -> Budgeted:
    """What share of the budget the work takes."""
    total = terms.costing.projection.of(fits(terms.limit, work, terms.prices).total)
    uses = Budget(terms.limit, total, total <= terms.limit, divide(total, terms.limit))
    return Budgeted(model.name, model, estimate(work, terms.prices), uses=uses)


def _bought(model: Model, work: Workload, terms: Terms) -> Budgeted:
    """How many requests the budget buys, or senders of them."""
    if terms.of_senders:
        return _senders(model, work, terms)
    buys = requests_within(terms.limit, work, terms.prices)
    if buys.requests is None:
        raise NeedsMore(phrase("ask.costs_nothing"))
    requests = Decimal(buys.requests) or ONE
    result = estimate(replace(work, requests=requests), terms.prices)
    return Budgeted(model.name, model, result, buys=buys)


def _senders(model: Model, work: Workload, terms: Terms) -> Budgeted:
    """How many users there can be, where each of them sends this work."""
    per, over = terms.costing.projection
    periods = {"per": per, "limit_per": over.period} if per and over else {}
    buys = users_within(terms.limit, work, terms.prices, **periods)
    if buys.requests is None:
        raise NeedsMore(phrase("ask.costs_nothing"))
    return Budgeted(model.name, model, estimate(work, terms.prices), buys=buys)


def _cost(budgeted: Budgeted) -> tuple[bool, Decimal]:
    """Cheapest first, so that most fits; what cannot be priced comes last."""
    if budgeted.buys:
        return False, budgeted.buys.per_request
    return (False, budgeted.uses.total) if budgeted.uses else (True, Decimal(0))


def _table(budgeted: Sequence[Budgeted], terms: Terms) -> SummaryTable:
    if len(budgeted) == 1 and budgeted[0].model:
        return table_of_one(budgeted[0].model, terms)
    return table_of_several(budgeted, terms)


def _beside(
    priced: Sequence[Model], budgeted: Sequence[Budgeted], table: SummaryTable
) -> list[Model]:
    """The models of the table that have a price."""
    if len(budgeted) > 1:
        return list(priced)
    return [row.model for row in table.rows if row.model]


def _ways_to_fit(
    budgeted: Sequence[Budgeted], table: SummaryTable, limit: Decimal
) -> tuple[Option, ...]:
    """What would make it fit; nothing where it does."""
    if _is_enough(budgeted):
        return ()
    return options(table, limit) if len(budgeted) == 1 else options_of_several(table, limit)


def _is_enough(budgeted: Sequence[Budgeted]) -> bool:
    """Whether nothing needs to be changed: it fits on one of the models, or requests are asked."""
    used = [each.uses for each in budgeted if each.uses]
    return not used or any(each.fits for each in used)


def _per_day(query: BudgetQuery, budgeted: Sequence[Budgeted]) -> int | None:
    """About so many requests a day, of a budget for a longer period, on one model."""
    buys = budgeted[0].buys
    if len(budgeted) > 1 or buys is None or buys.requests is None or query.work.counts:
        return None
    if query.per not in budget_notes.LONGER_THAN_A_DAY:
        return None
    return int(convert(Decimal(buys.requests), query.per, Period.DAY))


def _shown(
    query: BudgetQuery, limit: Decimal, budgeted: Sequence[Budgeted], prices: PriceList
) -> Shown | None:
    """The cost of the work on one model, or what there is to spend, in the other currency."""
    currency = query.currency
    uses = budgeted[0].uses if len(budgeted) == 1 else None
    if uses:
        currency = currency or _other_than_dollars(query)
        return in_currency(uses.total, currency, prices.day) if currency else None
    if currency is None or currency.code == query.limit.code:
        return None
    return in_currency(limit, currency, prices.day)


def _other_than_dollars(query: BudgetQuery) -> Currency | None:
    return Currency(query.limit.code) if query.limit.code != DOLLAR else None
