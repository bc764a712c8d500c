"""When does caching pay off on this model?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.query import canonical
from bot.query.model import BreakEvenQuery
from bot.query.phrase import phrase
from pricing import BreakEven, Model, ModelPricing, PriceBook, Rate, Ttl, break_even

from . import notes
from .citing import sources
from .several import not_ours
from .types import BreakEvenAnswer, CannotPriceAnswer, Frame, Note
from .workloads import choose


def answer_break_even(
    query: BreakEvenQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> BreakEvenAnswer | CannotPriceAnswer:
    """For each life of a cache: after how many reads, and from which share of hits on.

    Raises:
        CannotPrice: no cache prices are known for the model on that day.
    """
    prices = book.as_of(query.day or frame.today)
    (chosen,) = choose(query.model, prices)
    if chosen.model is None:
        message = not_ours(chosen, prices)
        return CannotPriceAnswer(frame, message, None, (), said, canonical(query))
    pricing = prices.pricing(chosen.model.id)
    found = _of_each_life(pricing)
    return BreakEvenAnswer(
        frame,
        query,
        canonical(query),
        chosen.model,
        found,
        (
            *said,
            *notes.of_choice(chosen, prices, frame),
            *_smallest(chosen.model),
            *notes.of_day(prices, frame),
        ),
        sources({key for each in found for rate in _rates(each) for key in rate.source}, book),
    )


def _of_each_life(pricing: ModelPricing) -> tuple[BreakEven, ...]:
    """Shortest first, where there is anything to break even."""
    found = (break_even(pricing, ttl) for ttl in Ttl)
    return tuple(each for each in found if each)


def _rates(found: BreakEven) -> tuple[Rate, ...]:
    return found.input, found.write, found.read


def _smallest(model: Model) -> Iterator[Note]:
    """From which size on prompts are cached at all."""
    facts = {"model": model, "minimum": model.min_cacheable}
    if model.min_cacheable is None:
        yield Note("below_cache_minimum", phrase("note.cache_minimum_unknown", model=model))
    else:
        yield Note("below_cache_minimum", phrase("note.cache_minimum", **facts))
