"""What does this work cost on this model?"""

from __future__ import annotations

from decimal import Decimal

from bot.query import canonical
from bot.query.model import EstimateQuery, Work
from bot.query.phrase import phrase
from pricing import Estimate, PriceBook, PriceList, divide, estimate

from . import notes
from .citing import sources_of
from .table import summary
from .types import CannotPriceAnswer, EstimateAnswer, Frame, Note
from .workloads import choose, settled_scope, workload


def answer_estimate(
    query: EstimateQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> EstimateAnswer | CannotPriceAnswer:
    """The estimate, beside the current models with every lever.

    Raises:
        CannotPrice: there is no such price.
        NeedsMore: the amounts could be per request or in all.
    """
    prices = book.as_of(query.day or frame.today)
    (chosen,) = choose(query.model, prices)
    if chosen.model is None:
        return _none_on_the_day(query, chosen.name, prices, frame, said)
    model = chosen.model
    scope = settled_scope(query.work, [prices.pricing(model.id)])
    result = estimate(workload(query.work, model, scope), prices)
    table = summary(query.work, model, scope, prices)
    shown = [row.model for row in table.rows if row.model]
    return EstimateAnswer(
        frame,
        query,
        canonical(query),
        (model,),
        result,
        query.work.requests,
        _per_request(result, query.work),
        table,
        (
            *said,
            *notes.of_choice(chosen, prices, frame),
            *notes.of_work(query.work, scope, [model], prices),
            *notes.of_estimate(result, frame),
            *notes.of_neighbours([model], shown, query.work, prices),
            *notes.of_day(prices, frame),
        ),
        sources_of([result], book),
    )


def _none_on_the_day(
    query: EstimateQuery, family: str, prices: PriceList, frame: Frame, said: tuple[Note, ...]
) -> CannotPriceAnswer:
    """A family of which nothing was sold on the day."""
    message = phrase("reason.no_model_of_family", family=family, day=prices.day)
    return CannotPriceAnswer(frame, message, None, (), said, canonical(query))


def _per_request(result: Estimate, work: Work) -> Decimal | None:
    """US dollars for one request, None for a volume."""
    return divide(result.total, work.requests) if work.requests else None
