"""Which models are there?"""

from __future__ import annotations

from typing import assert_never

from bot.query import canonical
from bot.query.model import ModelsQuery
from pricing import Model, PriceBook, PriceList, Unit

from . import notes
from .citing import sources
from .rates import status
from .types import Frame, Listed, ModelsAnswer, Note


def answer_models(
    query: ModelsQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> ModelsAnswer:
    """The models of a day with their standard rates."""
    prices = book.as_of(query.day or frame.today)
    models = _models(query, prices)
    used = {key for model in models for key in prices.pricing(model.id).prices.source}
    return ModelsAnswer(
        frame,
        query,
        canonical(query),
        tuple(_listed(model, prices) for model in models),
        (*said, *notes.of_day(prices, frame)),
        sources(used, book),
    )


def _models(query: ModelsQuery, prices: PriceList) -> list[Model]:
    match query.which:
        case "current":
            return list(prices.current())
        case "retired":
            return [model for model in prices.book.models if model.is_retired(prices.day)]
        case "all":
            return [model for model in prices.book.models if model.serves(prices.day)]
        case _:
            assert_never(query.which)


def _listed(model: Model, prices: PriceList) -> Listed:
    pricing = prices.pricing(model.id)
    rates = pricing.rates()
    input_, output, read = (
        rates[unit].usd if unit in rates else None
        for unit in (Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ)
    )
    return Listed(model, status(pricing), input_, output, read)
