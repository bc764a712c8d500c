"""A budget for a mix: all parts of it together, each on its own model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import lcm

from bot.query.model import ONE, BudgetQuery, Counted, Work
from bot.query.phrase import Phrase
from pricing import Model, PriceList, divide

from . import notes
from .budget_table import table_of_mix
from .budget_terms import Terms, over_of, period_of, refuse_prefix
from .budgeted import Found, on
from .costing import Costing, costing
from .mix import (
    chosen_of,
    drivers_of,
    notes_of_parts,
    refuse_periods,
    refuse_shared_totals,
    requests_of,
)
from .projection import Projection
from .several import not_ours
from .types import Frame, Spendable


def of_mix(query: BudgetQuery, limit: Spendable, frame: Frame, prices: PriceList) -> Found | Phrase:
    """All parts of a mix together, or why one of them has no price."""
    chosen = [chosen_of(each, prices) for each in query.parts]
    models = [each.model for each in chosen if each.model]
    if missing := next((each for each in chosen if each.model is None), None):
        return not_ours(missing, prices)
    terms = _terms(query, limit, models, prices)
    costings = [costing for costing, _ in terms.parts]
    budgeted = on(models[0], terms)._replace(name="", model=None, mix=tuple(dict.fromkeys(models)))
    assumed = (
        *notes_of_parts(query.parts, costings, models),
        *(notes.of_estimate(budgeted.estimate, frame) if budgeted.estimate else ()),
        *notes.of_neighbours(models, models, query.work, prices),
    )
    table, requests = table_of_mix(terms), requests_of(query.parts)
    drivers = drivers_of(costings, models)
    return Found(terms, chosen, (budgeted,), table, requests, assumed, drivers)


def _terms(
    query: BudgetQuery, limit: Spendable, models: Sequence[Model], prices: PriceList
) -> Terms:
    """The same for all parts of a mix, each on its model.

    Raises:
        NeedsMore: as above; the parts differ in their periods.
    """
    refuse_periods(query.parts)
    over, requests = over_of(query) if query.fits else period_of(query), 1
    projection = Projection(query.work.per, over if query.work.per else None)
    if query.fits:
        pairs = zip(query.works, models, strict=True)
        costings = [costing(work, [model], prices) for work, model in pairs]
        refuse_shared_totals(costings)
    else:
        works = query.works
        for work in works:
            refuse_prefix(work)
        if query.counts_requests:
            requests, works = _in_whole_requests(works)
        costings = [Costing(work, work.scope, projection, prices) for work in works]
    parts = [each.projected(projection) for each in costings]
    return Terms(
        parts[0],
        query.fits,
        limit,
        over,
        query.counts_senders,
        tuple(zip(parts, models, strict=True)),
        requests,
    )


def _in_whole_requests(works: Sequence[Work]) -> tuple[int, tuple[Work, ...]]:
    """Shares of a request as so many requests with an end: of thirds 1 and 2, which are 3."""
    shares = [work.requests or ONE for work in works]
    ratios = [Fraction(each).limit_denominator(_MOST_PARTS) for each in shares]
    pairs = zip(ratios, shares, strict=True)
    if any(divide(each.numerator, each.denominator) != share for each, share in pairs):
        return 1, tuple(works)  # all of their digits were said
    whole = lcm(*(each.denominator for each in ratios))
    counts = [(Counted(Decimal(int(each * whole))),) for each in ratios]
    return whole, tuple(replace(w, counts=c) for w, c in zip(works, counts, strict=True))


_MOST_PARTS = 10**13
