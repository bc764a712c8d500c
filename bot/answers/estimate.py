"""What does this work cost on this model?"""

from __future__ import annotations

from decimal import Decimal

from bot.query import canonical
from bot.query.model import Currency, EstimateQuery, Work
from pricing import Estimate, Model, PriceBook, PriceList, Workload, divide, estimate

from . import notes
from .citing import sources_of
from .contents import how_counted
from .costing import Cost, Costing, costing
from .currency import shown_in
from .several import not_ours
from .table import summary
from .types import CannotPriceAnswer, EstimateAnswer, Frame, Note, Shown, UnitCost
from .units import spread, unit_costs
from .workloads import choose


def answer_estimate(
    query: EstimateQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> EstimateAnswer | CannotPriceAnswer:
    """The estimate, beside the current models with every lever.

    Raises:
        CannotPrice: there is no such price.
        NeedsMore: the amounts could be per request or in all; an exchange rate must be said.
    """
    prices = book.as_of(query.day or frame.today)
    (chosen,) = choose(query.model, prices)
    if chosen.model is None:
        why = not_ours(chosen, prices)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    model = chosen.model
    asked = costing(query.work, [model], prices)
    cost = asked.cost(model)
    table = summary(asked, model, frame.today)
    shown = [row.model for row in table.rows if row.model]
    converted = shown_in(query.currency, cost.total, prices)
    headline = _headline(cost, asked.work)
    ends = shown_ends(query.currency, *headline[1:], prices)
    found = EstimateAnswer(
        frame,
        query,
        canonical(query),
        (model,),
        cost.estimate,
        asked.projection,
        *headline,
        asked.work.requests,
        _per_request(cost, asked),
        table,
        (
            *said,
            *notes.of_choice(chosen, prices, frame),
            *notes.of_successors(asked, [model], shown, frame),
            *how_counted(query.work, [model]),
            *notes.of_work(asked, [model]),
            *notes.of_priced(asked, model, cost.estimate, frame),
            *notes.of_neighbours([model], shown, query.work, prices),
            *notes.of_dear_neighbours(model, shown, asked),
            *notes.of_uncacheable([model], shown, asked),
            *notes.of_currency(converted or (ends and ends[0])),
            *notes.of_day(prices, frame),
        ),
        sources_of([cost.estimate], book),
        asked.cache_choices(model) if asked.work.prefix else (),
        asked.drivers(model),
        ends_of([asked.ends(model)], prices),
        converted,
        ends,
        units=units_of(asked, cost, model),
    )
    if query.contrast is None:
        return found
    from .contrast import contrasted_estimate  # noqa: PLC0415 - rarely asked

    return contrasted_estimate(found, query.contrast, asked)


def ends_of(
    parts: list[tuple[Workload, Workload] | None], prices: PriceList
) -> tuple[Estimate, Estimate] | None:
    """What all parts come to at their low and at their high ends; None without ranges."""
    ranges = [each for each in parts if each is not None]
    if len(ranges) < len(parts):
        return None
    lows, highs = zip(*ranges, strict=True)
    return estimate(lows, prices), estimate(highs, prices)


def _headline(cost: Cost, work: Work) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The total, and the ends of a range."""
    return (cost.total, cost.low, cost.high) if work.varied else (cost.total, None, None)


def shown_ends(
    currency: Currency | None, low: Decimal | None, high: Decimal | None, prices: PriceList
) -> tuple[Shown, Shown] | None:
    """The ends of a range in the other currency that was asked for; None without a range."""
    shown_low, shown_high = (shown_in(currency, each, prices) for each in (low, high))
    return (shown_low, shown_high) if shown_low and shown_high else None


def _per_request(cost: Cost, asked: Costing) -> Decimal | None:
    """US dollars for one request; None for a volume, and where ranges make it vary."""
    if not asked.work.requests or not asked.is_steady:
        return None
    return divide(cost.estimate.total, asked.work.requests)


def units_of(asked: Costing, cost: Cost, model: Model) -> tuple[UnitCost, ...]:
    """What one of each thing that was counted costs; with ranges from the low to the high end."""
    if not asked.work.varied:
        return unit_costs(asked.work, cost.estimate.total, cost.low, asked.projection)
    if asked.work.requests is None:
        return ()
    projection = asked.projection
    return spread(
        unit_costs(corner, said, projection.of(said), projection)
        for corner, said in asked.costs_of_extremes(model)
    )
