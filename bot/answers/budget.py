"""What does so much money buy, and is it enough for this work?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from bot.query import canonical
from bot.query.errors import NeedsMore, NotUnderstood
from bot.query.model import Bounds, BudgetQuery, Currency
from bot.query.phrase import Phrase, phrase
from pricing import (
    BadWorkload,
    CannotPrice,
    Lever,
    Model,
    Period,
    PriceBook,
    PriceList,
    convert,
)

from . import budget_notes, notes
from .budget_table import (
    cheapest,
    options,
    options_of_several,
    table_of_one,
    table_of_several,
    table_of_sides,
)
from .budget_terms import Terms, terms_of
from .budgeted import Found, on
from .citing import sources_of
from .contents import how_counted
from .contrast import sides_of
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
    Spendable,
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
    limit = in_dollars(query.limit, query.currency, prices.day)
    if query.others:
        from .budget_mix import of_mix  # noqa: PLC0415 - of all budgets few are for a mix

        found = of_mix(query, limit, frame, prices)
    else:
        found = _of_models(query, limit, frame, prices)
    if isinstance(found, Phrase):
        return CannotPriceAnswer(frame, found, None, (), said, canonical(query))
    budgeted, table, over = found.budgeted, found.table, found.terms.over
    if query.lasts and any(each.uses and not each.uses.total for each in budgeted):
        raise NeedsMore(phrase("ask.costs_nothing"))
    ways = () if query.lasts else _ways_to_fit(budgeted, table, limit.low)
    short = not (query.lasts or _is_enough(budgeted) or ways)
    shown, shown_high = _shown(query, limit, budgeted, prices)
    return BudgetAnswer(
        frame,
        query,
        canonical(query),
        limit,
        over,
        found.terms.costing.projection,
        found.requests,
        budgeted,
        _per_day(query, budgeted),
        table,
        ways,
        cheapest(table, limit.low) if short else None,
        (
            *said,
            *(note for each in found.chosen for note in notes.of_choice(each, prices, frame)),
            *budget_notes.of_currency(limit),
            *budget_notes.of_period(query, over),
            *found.assumed,
            *notes.of_day(prices, frame),
        ),
        sources_of([each.estimate for each in budgeted if each.estimate], book),
        shown=shown,
        shown_high=shown_high,
        drivers=found.drivers,
        projections=found.terms.projections,
    )


def _of_models(
    query: BudgetQuery, limit: Spendable, frame: Frame, prices: PriceList
) -> Found | Phrase:
    """The work on each of the models, or why there is no price on any."""
    chosen = every(query.models, prices)
    terms = terms_of(query, limit, chosen, prices)
    sides = _sides(query, terms)
    budgeted = _on_all(chosen, sides)
    priced = list(dict.fromkeys(e.model for e in budgeted if e.model and e.estimate))
    if not priced:
        return none_of_them([each.reason for each in budgeted if each.reason], prices.day)
    table = _table(budgeted, query, terms, frame.today)
    assumed = (
        *how_counted(query.work, priced),
        *notes.of_work(terms.costing, priced),
        *_of_results(budgeted, sides, frame),
        *(notes.of_best_case(terms.costing, priced) if _CACHED & sides.keys() else ()),
        *notes.of_neighbours(priced, _beside(priced, budgeted, table), query.work, prices),
    )
    drivers = sides[budgeted[0].lever].costing.drivers(priced[0])
    requests = terms.costing.work.requests
    return Found(terms, chosen, budgeted, table, requests, assumed, drivers)


_Sides = Mapping[Lever | None, Terms]
"""What is asked with each lever that is set against others; with none, under no lever."""
_CACHED = frozenset({Lever.CACHED, Lever.CACHE_1H, Lever.BATCH_CACHED})


def _sides(query: BudgetQuery, terms: Terms) -> _Sides:
    if query.contrast is None:
        return {None: terms}
    found = sides_of(query.contrast, terms.costing)
    return {each.lever: terms._replace(costing=each.costing) for each in found}


def _on_all(chosen: Sequence[Chosen], sides: _Sides) -> tuple[Budgeted, ...]:
    """Each model, cheapest first; on one alone, what has no price is an error."""
    if len(chosen) == len(sides) == 1 and chosen[0].model:
        return (on(chosen[0].model, *sides.values()),)
    found = [
        _on_one_of_several(each, terms)._replace(lever=lever)
        for each in chosen
        for lever, terms in (sides.items() if each.model else [*sides.items()][:1])
    ]
    return tuple(sorted(found, key=_cost))


def _on_one_of_several(chosen: Chosen, terms: Terms) -> Budgeted:
    if chosen.model is None:
        return Budgeted(chosen.name, None, reason=not_ours(chosen, terms.prices))
    try:
        return on(chosen.model, terms)
    except CannotPrice as error:
        return Budgeted(chosen.name, chosen.model, reason=reason(error, terms.prices.book))


def _cost(budgeted: Budgeted) -> tuple[bool, Decimal]:
    """Cheapest first, so that most fits, by the high end; what cannot be priced comes last."""
    if budgeted.buys:
        return False, budgeted.buys.per_request
    used = budgeted.highest or budgeted.uses
    return (False, used.total) if used else (True, Decimal(0))


def _of_results(budgeted: Sequence[Budgeted], sides: _Sides, frame: Frame) -> Iterator[Note]:
    """What the calculation decided on each model, each note once."""
    found: dict[Note, None] = {}
    for each in budgeted:
        if each.model and each.estimate:
            costing = sides[each.lever].costing
            said = notes.of_priced(costing, each.model, each.estimate, frame)
            found.update(dict.fromkeys(said))
    yield from found


def _table(
    budgeted: Sequence[Budgeted], query: BudgetQuery, terms: Terms, today: date
) -> SummaryTable:
    if query.contrast:
        return table_of_sides(budgeted, query.contrast, terms, today)
    if len(budgeted) == 1 and budgeted[0].model:
        return table_of_one(budgeted[0].model, terms, today)
    return table_of_several(budgeted, terms, today)


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
    used = [each.fits for each in budgeted if each.uses]
    return not used or any(used)


def _per_day(query: BudgetQuery, budgeted: Sequence[Budgeted]) -> int | Bounds | None:
    """About so many requests a day, of a budget for a longer period, on one model."""
    buys, most = budgeted[0].buys, budgeted[0].most
    if len(budgeted) > 1 or buys is None or buys.requests is None or query.counts_senders:
        return None
    if query.per not in budget_notes.LONGER_THAN_A_DAY:
        return None
    fewest = int(convert(Decimal(buys.requests), query.per, Period.DAY))
    if most is None or most.requests is None:
        return fewest
    largest = int(convert(Decimal(most.requests), query.per, Period.DAY))
    return Bounds(Decimal(fewest), Decimal(largest))


def _shown(
    query: BudgetQuery, limit: Spendable, budgeted: Sequence[Budgeted], prices: PriceList
) -> tuple[Shown | None, Shown | None]:
    """The cost of the work on one model, or what there is to spend, in the other currency.

    And the high end of it, where there are ranges.
    """
    currency = query.currency
    uses = budgeted[0].uses if len(budgeted) == 1 else None
    ends = limit.low, limit.high
    if uses:
        currency = currency or _other_than_dollars(query)
        ends = uses.total, (budgeted[0].highest or uses).total
    elif currency and currency.code == query.limit.code:
        currency = None
    if currency is None:
        return None, None
    low, high = (in_currency(each, currency, prices.day) for each in ends)
    return low, high if low != high else None


def _other_than_dollars(query: BudgetQuery) -> Currency | None:
    return Currency(query.limit.code) if query.limit.code != DOLLAR else None
