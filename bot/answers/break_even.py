"""When does caching pay off on these models, and does it for this work?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.query import canonical
from bot.query.ask import Ask
from bot.query.model import PREFIX, WITHIN, Bounds, BreakEvenQuery, Prefix, Work
from bot.query.phrase import phrase
from pricing import (
    Arrivals,
    BreakEven,
    CannotPrice,
    Model,
    PriceBook,
    PriceList,
    Rate,
    Ttl,
    break_even,
)

from . import notes
from .cache_or_not import is_too_small, too_small, with_choices
from .citing import sources
from .currency import in_currency
from .prefixes import daily
from .projection import Projection, projection_of
from .refusals import reason
from .several import every, none_of_them, not_ours
from .types import BreakEvenAnswer, CannotPriceAnswer, Frame, Note, PaysOff, Shown
from .workloads import Chosen


def answer_break_even(
    query: BreakEvenQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> BreakEvenAnswer | CannotPriceAnswer:
    """For each life of a cache: after how many reads, and from which share of hits on.

    With work that shares a prefix also what it costs without a cache, and with either.

    Raises:
        CannotPrice: no cache prices are known for the one model on that day.
        NeedsMore: a rate of exchange must be said.
    """
    prices = book.as_of(query.day or frame.today)
    chosen = every(query.models, prices)
    work = daily(query.work) if query.work else None
    found = [_on_one_of(chosen, each, work, prices) for each in chosen]
    models = [each.model for each in found if each.model and not each.reason]
    if not models:
        why = none_of_them([each.reason for each in found if each.reason], prices.day)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    return BreakEvenAnswer(
        frame,
        query,
        canonical(query),
        tuple(found),
        projection_of(work) if work else Projection(),
        work.requests if work else None,
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *(_of_work(work, found, frame) if work else ()),
            *_dearer(work, models, prices),
            *_smallest(models),
            *notes.of_tokenizers(models if len(models) > 1 else ()),
            *notes.of_currency((shown := _shown(query, found, prices))[0]),
            *_in_dollars(query, found),
            *notes.of_day(prices, frame),
        ),
        sources({key for rate in _rates(found) for key in rate.source}, book),
        *shown,
    )


def _on_one_of(
    chosen: Sequence[Chosen], one: Chosen, work: Work | None, prices: PriceList
) -> PaysOff:
    """One model of several keeps its place without a price; on one alone that is an error."""
    if one.model is None:
        return PaysOff(one.name, None, reason=not_ours(one, prices))
    try:
        return _on(one.model, work, prices)
    except CannotPrice as error:
        if len(chosen) == 1:
            raise
        return PaysOff(one.name, one.model, reason=reason(error, prices.book))


def _on(model: Model, work: Work | None, prices: PriceList) -> PaysOff:
    pricing = prices.pricing(model.id)
    if work and work.prefix and not work.requests and is_too_small(work.prefix, pricing):
        return PaysOff(model.name, model, why=too_small(model))
    even = (break_even(pricing, ttl) for ttl in Ttl)
    found = PaysOff(model.name, model, tuple(each for each in even if each))
    if work is None or work.requests is None:
        return found
    return with_choices(found, work, model, prices)


def _rates(found: Sequence[PaysOff]) -> Iterator[Rate]:
    for each in found:
        yield from (rate for one in each.break_evens for rate in rates_of(one))
        for estimate in (*each.estimates, *each.highest):
            yield from (line.rate for line in estimate.lines)


def rates_of(found: BreakEven) -> tuple[Rate, ...]:
    """The rates that decide it."""
    return found.input, found.write, found.read


def _shown(
    query: BreakEvenQuery, found: Sequence[PaysOff], prices: PriceList
) -> tuple[Shown | None, Shown | None]:
    """The best total on one model in the other currency that was asked for, or its ends."""
    cost = found[0].cost if len(found) == 1 else None
    if cost is None or query.currency is None:
        return None, None
    low, high = (in_currency(each, query.currency, prices.day) for each in cost)
    return low, high if found[0].ends else None


# --- notes


def _in_dollars(query: BreakEvenQuery, found: Sequence[PaysOff]) -> Iterator[Note]:
    """That costs on several models are not shown in the other currency that was asked for."""
    if query.currency and len(found) > 1 and any(each.cost for each in found):
        yield Note("unused", phrase("note.dollars_only"))


def _of_work(work: Work, found: Sequence[PaysOff], frame: Frame) -> Iterator[Note]:
    """What was assumed about the requests, and what the calculation decided."""
    if work.prefix and work.prefix.tokens == work.usage.prompt:
        sizes = [each.bounds for each in work.varied if each.part in {PREFIX, WITHIN}]
        tokens: Bounds | Decimal = sizes[0] if sizes else work.prefix.tokens
        yield Note("cached_share", phrase("note.prefix_whole", tokens=tokens))
    if work.prefix and work.requests:
        yield _arrivals(work.prefix)
    if work.requests:
        yield from notes.of_any_work(work)
    for each in found:
        yield from _of_estimates(each, frame)


def _arrivals(prefix: Prefix) -> Note:
    if prefix.arrivals is Arrivals.RANDOM:
        return Note("approximate", phrase("note.arrivals_random", hours=prefix.hours))
    return Note("cached_share", phrase("note.arrivals_even", hours=prefix.hours))


def _of_estimates(found: PaysOff, frame: Frame) -> Iterator[Note]:
    """Tiers and fast mode are the same each way; a cache too small is said as the reason."""
    for estimate in found.estimates[:1]:
        yield from notes.of_estimate(estimate, frame)


def beside_the_reads(query: BreakEvenQuery, ask: Ask) -> tuple[Note, ...]:
    """What was asked for with it, where no work has a cost that this could change."""
    terms = ask.modifiers or ask.discounts or ask.currencies or ask.rated
    if not terms or (query.work and query.work.requests):
        return ()
    return (Note("unused", phrase("note.break_even_terms")),)


def _dearer(work: Work | None, models: Sequence[Model], prices: PriceList) -> Iterator[Note]:
    """That a prompt of this size has other rates, where only the reads are asked about."""
    if work is None or work.requests:
        return
    for pricing in [prices.pricing(each.id) for each in models]:
        if pricing.tier and work.usage.prompt > pricing.tier.above:
            facts = {"model": pricing.model, "above": pricing.tier.above}
            yield Note("tier", phrase("note.break_even_tier", **facts))


def _smallest(models: Sequence[Model]) -> Iterator[Note]:
    """From which size on prompts are cached at all."""
    unknown = tuple(each for each in models if each.min_cacheable is None)
    for size in dict.fromkeys(each.min_cacheable for each in models):
        if size is not None:
            alike = tuple(each for each in models if each.min_cacheable == size)
            facts = {"models": alike, "count": len(alike), "minimum": size}
            yield Note("below_cache_minimum", phrase("note.cache_minimum", **facts))
    if unknown:
        facts = {"models": unknown, "count": len(unknown)}
        yield Note("below_cache_minimum", phrase("note.cache_minimum_unknown", **facts))
