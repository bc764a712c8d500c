"""A budget for a mix: all parts of it together, each on its own model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, Inexact
from fractions import Fraction
from math import lcm

from msgspec.structs import replace

from bot.query.errors import NeedsMore
from bot.query.mixing import times
from bot.query.model import BudgetQuery, Over, Scope, Work
from bot.query.phrase import Phrase, phrase
from pricing import Model, Period, PriceList, divide, exactly, period_ratio

from . import notes
from .budget_table import table_of_mix
from .budget_terms import Terms, over_of, period_of, refuse_prefix
from .budgeted import Found, on
from .costing import Costing, costing
from .dealt import dealt_out
from .mix import (
    chosen_of,
    drivers_of,
    notes_of_parts,
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
    table = table_of_mix(terms)
    requests = None if terms.projections else requests_of(terms.dealt[0])
    drivers = drivers_of(costings, models)
    return Found(terms, chosen, (budgeted,), table, requests, assumed, drivers)


def _terms(
    query: BudgetQuery, limit: Spendable, models: Sequence[Model], prices: PriceList
) -> Terms:
    """The same for all parts of a mix, each on its model.

    Raises:
        NeedsMore: as above; the parts differ in their periods.
    """
    over = over_of(query) if query.fits else period_of(query)
    works, many = _comparable(query), 1
    if query.fits:
        pairs = zip(works, models, strict=True)
        costings = [costing(work, [model], prices) for work, model in pairs]
        refuse_shared_totals(costings)
    else:
        for work in works:
            refuse_prefix(work)
        many, works = _with_an_end(works)
        costings = [Costing(work, work.scope, Projection(), prices) for work in works]
    parts = [_projected(each, over) for each in costings]
    return Terms(
        parts[0],
        query.fits,
        limit,
        over,
        query.counts_senders,
        tuple(zip(parts, models, strict=True)),
        many,
        dealt_out(parts, models),
    )


def _projected(part: Costing, over: Over | None) -> Costing:
    """From the period of a part to that of the budget."""
    per = part.work.per
    return part.projected(Projection(per, over if per else None))


def _comparable(query: BudgetQuery) -> tuple[Work, ...]:
    """The parts, which may be in different periods where it is asked whether all of them fit.

    Where it is asked for how many users, each of whom sends all parts, these are brought to the
    budget's period.

    Raises:
        NeedsMore: one of them is done once, and another at a rate; or no whole number is exact.
    """
    pers = {work.per for work in query.works}
    if len(pers) == 1 or (query.fits and None not in pers):
        return query.works
    if query.fits or query.per is None or None in pers:
        raise NeedsMore(phrase("ask.mix_periods"))
    return tuple(_in_period(work, query.per) for work in query.works)


def _in_period(work: Work, per: Period) -> Work:
    """The work with as many requests as it has in another period.

    Raises:
        NeedsMore: that has no end: a month holds no whole number of weeks.
    """
    above, below = period_ratio(work.per or per, per)
    try:
        with exactly():
            return replace(times(work, Decimal(above) / below), per=per)
    except Inexact:
        raise NeedsMore(phrase("ask.mix_periods")) from None


def _with_an_end(works: Sequence[Work]) -> tuple[int, tuple[Work, ...]]:
    """The work of so many that all numbers of requests have an end, so that nothing is rounded.

    Of thirds of a request that is the work of three: 1 request and 2.
    """
    numbers = [work.counts[0].number for work in works]
    ratios = [Fraction(each).limit_denominator(_MOST_PARTS) for each in numbers]
    said = [divide(each.numerator, each.denominator) for each in ratios]
    endless = any(len(each.as_tuple().digits) >= _ENDLESS for each in numbers)
    plain = all(work.scope is Scope.EACH for work in works) and not any(map(_varies, works))
    if not (endless and plain and said == numbers):
        return 1, tuple(works)
    many = lcm(*(each.denominator for each in ratios))
    counts = [Decimal(int(each * many)) for each in ratios]
    return many, tuple(map(_numbered, works, counts))


_MOST_PARTS = 10**13
_ENDLESS = 27
"""Digits of a number that has no end."""


def _varies(work: Work) -> bool:
    """Whether it is a range how many requests there are."""
    return any(each.part.startswith("count") for each in work.varied)


def _numbered(work: Work, number: Decimal) -> Work:
    first, *others = work.counts
    return replace(work, counts=(first._replace(number=number), *others))
