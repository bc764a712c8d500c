"""Which models are there?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from bot.query import canonical
from bot.query.model import ModelsQuery
from bot.query.phrase import phrase
from pricing import Model, PriceBook, PriceList, Unit, successor

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
        (*said, *_still_served(query, prices), *notes.of_day(prices, frame)),
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
    replaced_by = successor(model, prices) if pricing.status == "retired" else None
    in_its_place = replaced_by.model if replaced_by else None
    return Listed(model, status(pricing, prices.day), input_, output, read, in_its_place)


def _still_served(query: ModelsQuery, prices: PriceList) -> Iterator[Note]:
    """Which models are deprecated, but not retired yet: they are not in the list."""
    if query.which != "retired":
        return
    going = tuple(
        model
        for model in prices.book.models
        if model.deprecated and model.deprecated <= prices.day and model.serves(prices.day)
    )
    if going:
        yield Note("retiring", phrase("note.still_served", models=going, count=len(going)))
