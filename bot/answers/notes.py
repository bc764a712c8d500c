"""The notes of an answer: every assumption, and every fact that changes what a number means."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from math import ceil

from msgspec.structs import replace

from bot.query.model import OFF, ONE, Bounds, Content, Following, Newest, Prefix, Scope, Text, Work
from bot.query.phrase import Phrase, phrase
from pricing import (
    Arrivals,
    CannotPrice,
    Estimate,
    Model,
    ModelPricing,
    Modifier,
    Period,
    PriceBook,
    PricedWorkload,
    PriceList,
    Unit,
    Usage,
    Workload,
    estimate,
    exactly,
    total_cost,
)

from .costing import Cost, Costing
from .prefixes import fewest_alive
from .types import CacheChoice, Frame, Note, Shown, best_choice
from .workloads import Chosen, is_of_people

_STALE_AFTER = timedelta(days=30)


def of_choice(chosen: Chosen, prices: PriceList, frame: Frame) -> Iterator[Note]:
    """What to know of the model itself: which one it is, and whether it is still served."""
    model = chosen.model
    if model is None or not model.is_released(prices.day):
        return
    if isinstance(chosen.choice, Newest):
        facts = {"said": chosen.choice.family, "model": model}
        yield Note("model_default", phrase("note.model_default", **facts))
    elif isinstance(chosen.choice, Following):
        from . import successors  # noqa: PLC0415 - rarely asked

        yield successors.of_choice(chosen, model, prices)
    if model.older_snapshot and not _names_snapshot(model, frame):
        older = prices.book.find(model.older_snapshot)
        yield Note("model_default", phrase("note.older_snapshot", model=model, older=older))
    yield from _lifecycle(model, prices, frame)
    pricing = prices.pricing(model.id)
    if pricing.prices.confidence != "high":
        yield Note(
            "confidence", phrase(f"note.confidence_{pricing.prices.confidence}", model=model)
        )


def _names_snapshot(model: Model, frame: Frame) -> bool:
    """Whether the very snapshot was asked for, by an id with its date."""
    return model.id.rpartition("-")[2] in frame.source


def _lifecycle(model: Model, prices: PriceList, frame: Frame) -> Iterator[Note]:
    """Whether it is gone or going, as of today, or of a day to come that was asked for."""
    if model.retired is None:
        return
    day = max(prices.day, frame.today)
    newest = prices.book.as_of(day).newest(model.family)
    facts: dict[str, object] = {"model": model, "day": model.retired, "newest": newest}
    rates = _rates_used(model, prices)
    if not model.is_retired(day):
        yield Note("retiring", phrase("note.retiring", **facts))
    elif model.retired > frame.today:
        yield Note("retired", phrase("note.retired_by_then", **facts))
    elif model.still_sold_by:
        sold = {"partners": model.still_sold_by, "rates": rates}
        yield Note("retired", phrase("note.retired_sold", **sold, **facts))
    else:
        key = "note.retired" if newest else "note.retired_last"
        yield Note("retired", phrase(key, rates=rates, **facts))


def _rates_used(model: Model, prices: PriceList) -> Phrase:
    """Whether a retired model is priced at its last rates, or at those of a day before."""
    rows = (*model.prices, *model.tiers)
    if any(row.start and row.start > prices.day for row in rows):
        return phrase("label.rates_used.day", day=prices.day)
    return phrase("label.rates_used.last")


def of_successors(
    asked: Costing,
    models: Sequence[Model],
    shown: Sequence[Model],
    frame: Frame,
    of_text: Callable[[Model], Costing] | None = None,
) -> Iterator[Note]:
    """What the work costs on what replaces those of `models` that are retired, or will be."""
    if any(model.retired for model in models):
        from . import successors  # noqa: PLC0415 - most models are not

        yield from successors.of_work(asked, models, shown, frame, of_text)


def of_currency(shown: Shown | None) -> Iterator[Note]:
    """At which rate dollars are shown in another currency."""
    if shown is None:
        return
    facts: dict[str, object] = {"rate": per_dollar(shown.per_usd, shown.code)}
    if shown.day is None:
        yield Note("currency", phrase("note.currency", **facts))
    else:
        published = {"day": shown.day, "source": shown.source}
        yield Note("currency", phrase("note.currency_reference", **facts, **published))


def per_dollar(per_usd: Decimal, code: str) -> Phrase:
    """What one US dollar is, in the words of that currency: 155円."""
    key = "JPY" if code == "JPY" else "other"
    return phrase(f"label.per_dollar.{key}", rate=per_usd, code=code)


def of_day(prices: PriceList, frame: Frame) -> Iterator[Note]:
    """That another day's prices were asked for, and that the book is old."""
    if prices.day > max(frame.prices_as_of, frame.today):
        from .ahead import of_days_ahead  # noqa: PLC0415 - rarely asked

        yield from of_days_ahead(prices, frame)
    elif prices.day != frame.today:
        yield Note("price_change", phrase("note.past_day", day=prices.day))
    yield from of_age(frame)


def of_age(frame: Frame) -> Iterator[Note]:
    """That the book is old."""
    if frame.today - frame.prices_as_of > _STALE_AFTER:
        yield Note("stale", phrase("note.stale", day=frame.prices_as_of))


def of_work(costing: Costing, models: Sequence[Model]) -> Iterator[Note]:
    """What was assumed about the amounts, whichever the model; shown for the first one."""
    work = costing.work
    yield from _totals(costing, models[0])
    if work.cached == ONE:
        yield from _cached(costing, models)
    elif work.cached and len(models) == 1:  # the rates of one model say nothing of others
        yield from _cached_part(costing, models[0])
    if work.prefix:
        yield from _prefix(work.prefix, costing, models[0])
    yield from of_any_work(work)


def of_any_work(work: Work) -> Iterator[Note]:
    """What was assumed about its output, its discount and its periods."""
    if _has_input(work) and not _has_output(work):
        yield Note("no_output", phrase("note.no_output"))
    elif (work.usage.web_search or work.usage.session_hour) and not _has_output(work):
        yield Note("no_output", phrase("note.no_tokens"))
    ends = next((each.bounds for each in work.varied if each.part == OFF), None)
    if ends:
        yield Note("discount", phrase("note.discount_range", **ends._asdict()))
    elif work.discount:
        yield Note("discount", phrase("note.discount", share=work.discount))
    if work.per is Period.BUSINESS_DAY:
        yield Note("period_days", phrase("note.period_business_days"))
    elif work.per:
        quarterly = Period.QUARTER in {work.per, work.over and work.over.period}
        key = "note.period_quarters" if quarterly else "note.period_days"
        yield Note("period_days", phrase(key))


def _has_input(work: Work) -> bool:
    return bool(work.usage.prompt) or any(_side(each) is Unit.INPUT for each in work.contents)


def _has_output(work: Work) -> bool:
    return Unit.OUTPUT in dict(work.amounts) or any(
        _side(each) is Unit.OUTPUT for each in work.contents
    )


def has_text(work: Work) -> bool:
    """Whether tokens of a text are said, and not images alone, whose tokens are counted."""
    tokens = work.usage.prompt or work.usage.output
    return bool(tokens) or any(isinstance(each, Text) for each in work.contents)


def _side(content: Content) -> Unit:
    return content.side if isinstance(content, Text) else Unit.INPUT


def _prefix(prefix: Prefix, costing: Costing, model: Model) -> Iterator[Note]:
    """How the requests were spread, and whether the cache lives from one to the next."""
    pricing, corners = costing.prices.pricing(model.id), costing.corners(model)
    sizes = [each.prefix.tokens for each in corners if each.prefix]
    small = [each for each in sizes if pricing.is_below_cache_minimum(each)]
    if small:
        part = "below_cache_minimum" if small == sizes else "below_cache_minimum_partly"
        smallest = {"model": model, "minimum": model.min_cacheable}
        yield Note("below_cache_minimum", phrase(f"note.{part}", **smallest))
    if small == sizes:
        return
    spread = {"hours": prefix.hours, "tokens": _range(min(sizes), max(sizes))}
    choices = costing.cache_choices(model)
    asked = next(each for each in choices if each.ttl is prefix.ttl)
    best = best_choice(choices)
    if prefix.arrivals is Arrivals.RANDOM:
        share = _range(asked.hit_share, asked.most)
        yield Note("approximate", phrase("note.prefix_random", share=share, **spread))
        if best and best.total < asked.total:
            yield Note("cached_share", _best_choice(best))
        return
    alive = [(each.requests or 0) >= fewest_alive(each, prefix.ttl) for each in corners]
    if all(alive):
        share = asked.most or asked.hit_share if small else _range(asked.hit_share, asked.most)
        yield Note("cached_share", phrase("note.prefix_kept", share=share, **spread))
        return
    kind = "sometimes" if any(alive) else "cold"
    facts = {
        "minutes": Decimal(prefix.ttl.seconds) / 60,
        "requests": ceil(fewest_alive(costing.work, prefix.ttl)),
        "per": costing.work.per,
    }
    yield Note("cached_share", phrase(f"note.prefix_{kind}", **facts, **spread))
    # Writing each time is dearer than not caching, so another choice is the best.
    if best:
        yield Note("cached_share", _best_choice(best))


def _range(low: Decimal, high: Decimal | None) -> Decimal | Bounds:
    """A number, or both ends of it."""
    return low if high is None or low == high else Bounds(low, high)


def _best_choice(best: CacheChoice) -> Phrase:
    total = _range(best.total, best.high)
    return phrase(f"note.prefix_best_{best.ttl or 'none'}", total=total)


def _totals(costing: Costing, model: Model) -> Iterator[Note]:
    """How unmarked amounts beside a number of requests were read, and what else they could be."""
    work = costing.work
    if work.prefix:
        return
    if work.requests and costing.scope is Scope.EACH and costing.workload(model).requests is None:
        key = "note.people_volume" if is_of_people(work.counts) else "note.run_volume"
        yield Note("totals_not_per_request", phrase(key))
        return
    if work.scope is not Scope.UNMARKED:
        return
    if work.requests is None or work.requests <= ONE:  # no more than one in each period
        return
    if costing.scope is Scope.TOTAL:
        yield Note("totals_not_per_request", phrase("note.read_as_totals", requests=work.requests))
        return
    in_all = costing.in_all().cost(model)
    yield Note("totals_not_per_request", _read_as_each(work, model, in_all))


def _read_as_each(work: Work, model: Model, in_all: Cost) -> Phrase:
    if not work.varied:
        facts = {"requests": work.requests, "total": in_all.low}
        if work.per is Period.SECOND:  # so many a second are no number that there is
            return phrase("note.read_as_each_second", model=model, **facts)
        return phrase("note.read_as_each", model=model, **facts)
    if in_all.low == in_all.high:
        return phrase("note.read_as_each_same", model=model, total=in_all.low)
    return phrase("note.read_as_each_range", model=model, low=in_all.low, high=in_all.high)


def of_best_case(costing: Costing, models: Sequence[Model]) -> Iterator[Note]:
    """What caching was taken as where no share was said, beside levers that cache."""
    if costing.work.cached is None and not costing.work.prefix and not costing.work.usage.is_cached:
        yield from _cached(costing.of_work(replace(costing.work, cached=ONE)), models)


def _cached(costing: Costing, models: Sequence[Model]) -> Iterator[Note]:
    """Cached alone is the best case: what writing it once adds is said beside it.

    Said of the first model that caches prompts of this size; where none does, there is a
    note on that already.
    """
    prices = costing.prices
    each = (costing.workload(model) for model in models)
    priced = next((one for one in each if _caches(one, prices)), None)
    if priced is None:
        return
    tokens = priced.usage.cache_read
    costs = {
        unit: _cost_of_writing(tokens, unit, priced, prices)
        for unit in (Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
    }
    short, long = costs.values()
    if short is not None and long is not None:
        model = prices.book.find(priced.model)
        facts = {"model": model, "tokens": tokens, "cost_5m": short, "cost_1h": long}
        yield Note("cached_share", phrase("note.cached_all", **facts))
    else:
        yield Note("cached_share", phrase("note.cached_all_unwritten"))


def _cached_part(costing: Costing, model: Model) -> Iterator[Note]:
    """What is not read is plain input: what it costs where it is written to the cache."""
    priced, prices = costing.workload(model), costing.prices
    if not _caches(priced, prices):
        return
    short, long = (
        _cost_of_writing(_MILLION, unit, priced, prices)
        for unit in (Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
    )
    if short is not None and long is not None:
        facts = {"model": model, "cost_5m": short, "cost_1h": long}
        yield Note("cached_share", phrase("note.cached_part", **facts))


_MILLION = Decimal(1_000_000)


def _caches(work: Workload, prices: PriceList) -> bool:
    """Whether prompts of this size are cached, as far as their size is known."""
    prompt = work.one_prompt
    return prompt is None or not prices.pricing(work.model).is_below_cache_minimum(prompt)


def _caches_any(costing: Costing, model: Model) -> bool:
    """Whether the prompts are cached at some corner of the ranges."""
    return any(_caches(each, costing.prices) for each in costing.points(model))


def _cost_of_writing(
    tokens: Decimal, unit: Unit, work: Workload, prices: PriceList
) -> Decimal | None:
    """US dollars for writing `tokens` once, on the same terms as `work`."""
    usage = Usage(**{unit.value: tokens})
    once = Workload(work.model, usage, None, work.modifiers, work.one_prompt, work.discount)
    try:
        return total_cost(once, prices.pricing(work.model))
    except CannotPrice:
        return None


def of_priced(asked: Costing, model: Model, result: Estimate, frame: Frame) -> Iterator[Note]:
    """What the calculation decided: of ranges at every corner, each note once."""
    if not asked.work.varied:
        yield from of_estimate(result, frame)
        return
    results = [
        estimate(asked.workload(model, corner), asked.prices) for corner in asked.extremes(model)
    ]
    small = [each for result in results for each in result.parts if each.below_cache_minimum]
    found = [result, *results]
    for note in _in_ranges(note for each in found for note in of_estimate(each, frame)):
        is_partly = note.code == "below_cache_minimum" and len(small) < len(results)
        yield replace(note, phrase=_partly(note.phrase)) if is_partly else note


def _in_ranges(notes: Iterable[Note]) -> Iterator[Note]:
    """Each note once: where the same is said with several amounts, with the ends of these."""
    alike: dict[tuple[object, ...], list[Note]] = {}
    for note in notes:
        facts = note.phrase.facts
        same = [(name, fact) for name, fact in facts.items() if name not in _AMOUNTS]
        alike.setdefault((note.code, note.phrase.key, *same), []).append(note)
    for first, *others in alike.values():
        said = {name: _ends_of(name, [first, *others]) for name in first.phrase.facts}
        yield replace(first, phrase=phrase(first.phrase.key, **said)) if others else first


def _ends_of(name: str, notes: Sequence[Note]) -> object:
    amounts = [each.phrase.facts[name] for each in notes]
    if name not in _AMOUNTS:
        return amounts[0]
    ends = [each for each in amounts if isinstance(each, Decimal)]
    return _range(min(ends), max(ends))


_AMOUNTS = frozenset({"prompt", "total"})
"""Facts of a note that differ within a range."""


def _partly(said: Phrase) -> Phrase:
    return replace(said, key=f"{said.key}_partly")


def of_estimate(result: Estimate, frame: Frame) -> Iterator[Note]:
    """What the calculation itself decided: tiers, caches too small, fast mode on its way out."""
    for part in result.parts:
        yield from _tier(part)
        if part.below_cache_minimum:
            facts = {"model": part.pricing.model, "minimum": part.pricing.model.min_cacheable}
            yield Note("below_cache_minimum", phrase("note.below_cache_minimum", **facts))
        yield from _of_fast(part, frame)


def of_fast(results: Iterable[Estimate | None], frame: Frame) -> tuple[Note, ...]:
    """Fast mode on its way out, or gone, where it was priced."""
    parts = (part for each in results if each for part in each.parts)
    return tuple(note for part in parts for note in _of_fast(part, frame))


def _of_fast(part: PricedWorkload, frame: Frame) -> Iterator[Note]:
    if Modifier.FAST in part.workload.modifiers:
        yield from _fast(part.pricing)
        yield from of_fast_end(part.pricing, frame)


def _fast(pricing: ModelPricing) -> Iterator[Note]:
    model = pricing.model
    if pricing.runs_fast_at_standard:
        gone = phrase("note.fast_is_standard", model=model, since=model.fast[-1].end)
        yield Note("price_change", gone)


def of_fast_end(pricing: ModelPricing, frame: Frame) -> Iterator[Note]:
    """That the fast mode of a model ends on a day to come."""
    end = pricing.fast.end if pricing.fast else None
    if end and end > frame.today:
        yield Note("price_change", phrase("note.fast_ends", model=pricing.model, end=end))


def _tier(part: PricedWorkload) -> Iterator[Note]:
    tier, work, model = part.pricing.tier, part.workload, part.pricing.model
    if tier is None or (Modifier.FAST in work.modifiers and part.pricing.fast):
        return
    if part.above_tier:
        facts = {"model": model, "above": tier.above, "prompt": work.one_prompt}
        yield Note("tier", phrase("note.above_tier", **facts))
    elif work.one_prompt is None and work.usage.prompt > tier.above:
        above = total_cost(
            dataclasses.replace(work, prompt_tokens=Decimal(tier.above + 1)), part.pricing
        )
        facts = {"model": model, "above": tier.above, "total": above}
        yield Note("tier", phrase("note.tier_of_a_volume", **facts))


def of_neighbours(
    asked: Sequence[Model],
    shown: Sequence[Model],
    work: Work,
    prices: PriceList,
    *,
    tokenizers: bool = True,
) -> Iterator[Note]:
    """What to know before comparing the models in the table.

    `tokenizers`: whether nothing else says what the same text costs on them.
    """
    if tokenizers and has_text(work):
        yield from of_tokenizers(shown)
    named = {model.id for model in asked}
    for pricing in [prices.pricing(model.id) for model in shown]:
        tier = pricing.tier
        if tier and pricing.model.id not in named and _may_be_above(tier.above, work):
            yield Note("tier", _tier_of_another(pricing, tier.above))


def of_dear_neighbours(asked: Model, shown: Sequence[Model], costing: Costing) -> Iterator[Note]:
    """Which of the other models in the table are priced above their tier: their rows are dearer."""
    for model in shown:
        tier = costing.prices.pricing(model.id).tier
        prompt = costing.workload(model).one_prompt if tier and model is not asked else None
        if tier and prompt and prompt > tier.above:
            facts = {"model": model, "above": tier.above, "prompt": prompt}
            yield Note("tier", phrase("note.above_tier", **facts))


def of_uncacheable(
    asked: Sequence[Model], shown: Sequence[Model], costing: Costing
) -> Iterator[Note]:
    """Which models of the table cache no prompt of this size: their cached cells save nothing.

    Where caching was asked for, the models that were asked about have a note of their own. It may
    be so on those whose smallest size is not published, too.
    """
    work = costing.work
    if work.requests is None and work.prompt_tokens is None:
        return
    unknown = tuple(
        model
        for model in shown
        if model.min_cacheable is None and _may_be_too_small(costing.workload(model), costing)
    )
    if unknown:
        facts = {"models": unknown, "count": len(unknown)}
        yield Note("below_cache_minimum", phrase("note.cache_minimum_open", **facts))
    if work.prefix:
        return
    noted = {model.id for model in asked} if work.cached or work.usage.is_cached else set()
    models = tuple(
        model for model in shown if model.id not in noted and not _caches_any(costing, model)
    )
    if models:
        facts = {"models": models, "count": len(models)}
        yield Note("below_cache_minimum", phrase("note.uncacheable", **facts))


def _may_be_too_small(work: Workload, costing: Costing) -> bool:
    """Whether other models have a smallest cacheable size above what one request could cache."""
    prefix = costing.work.prefix
    size = prefix.tokens if prefix else work.one_prompt
    if size is None or size >= _largest_minimum(costing.prices.book):
        return False
    return Unit.CACHE_READ in costing.prices.pricing(work.model).rates()


@lru_cache(maxsize=8)
def _largest_minimum(book: PriceBook) -> int:
    """Tokens; no model is known to cache only prompts that are larger."""
    return max(each.min_cacheable or 0 for each in book.models)


def of_tokenizers(models: Sequence[Model]) -> Iterator[Note]:
    """That some of these models make more tokens of the same text than others."""
    newer = tuple(model for model in models if model.tokenizer == "opus-4.7")
    if newer and len(newer) < len(models):
        yield Note("tokenizer", phrase("note.tokenizer", models=newer, count=len(newer)))


def _may_be_above(threshold: int, work: Work) -> bool:
    """Whether one prompt of a volume could lie above the threshold."""
    unknown = work.requests is None and work.prompt_tokens is None
    return unknown and work.usage.prompt > threshold


def _tier_of_another(pricing: ModelPricing, above: int) -> Phrase:
    """How much dearer a model is above its threshold; input and output need not be alike."""
    facts: dict[str, object] = {"model": pricing.model, "above": above}
    read, written = (_times_dearer(pricing, unit) for unit in (Unit.INPUT, Unit.OUTPUT))
    if read == written:
        return phrase("note.tier_of_another", times=read, **facts)
    return phrase("note.tier_of_another_apart", input=read, output=written, **facts)


@lru_cache(maxsize=64)
def _times_dearer(pricing: ModelPricing, unit: Unit) -> Decimal:
    """How many times the price of `unit` is above the threshold."""
    base = pricing.rate(unit).usd
    above = pricing.rate(unit, tiered=True).usd
    with exactly():
        return above * pricing.tier_multiplier(unit, fast=False) / base
