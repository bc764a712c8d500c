"""What are the published rates of these models?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bot.query import canonical
from bot.query.model import Currency, RatesQuery
from bot.query.phrase import Phrase, phrase
from pricing import (
    TOKEN_UNITS,
    CannotPrice,
    Model,
    ModelPricing,
    Modifier,
    PriceBook,
    PriceList,
    Rate,
    RateNotPublished,
    Unit,
    exactly,
)

from . import notes
from .citing import sources
from .currency import DOLLAR, in_currency
from .types import CannotPriceAnswer, Frame, ModelRates, Note, RateGroup, RatesAnswer, ShownRates
from .workloads import choose


def answer_rates(
    query: RatesQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> RatesAnswer | CannotPriceAnswer:
    """The rates of the day asked for, with what changes them.

    Raises:
        NotReleased: the day lies before a model's release.
        RateNotPublished: no source says what a model cost on the day.
    """
    prices = book.as_of(query.day or frame.today)
    chosen = [each for choice in query.models for each in choose(choice, prices)]
    if missing := next((each for each in chosen if each.model is None), None):
        message = phrase("reason.no_model_of_family", family=missing.name, day=prices.day)
        return CannotPriceAnswer(frame, message, None, (), said, canonical(query))
    pricings = [prices.pricing(each.model.id) for each in chosen if each.model]
    if unknown := next((each for each in pricings if not each.is_known), None):
        raise unknown.not_published(Unit.INPUT)
    used = {key for each in pricings for rate in _all_rates(each) for key in rate.source}
    shown = tuple(_shown(query, each, prices) for each in pricings) if query.currency else ()
    return RatesAnswer(
        frame,
        query,
        canonical(query),
        tuple(_rates(each, max(prices.day, frame.today)) for each in pricings),
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *_of_successors([each.model for each in chosen if each.model], prices, frame),
            *notes.of_currency(shown[0].input if shown else None),
            *notes.of_tokenizers([each.model for each in chosen if each.model]),
            *(note for each in pricings for note in notes.of_fast_end(each, frame)),
            *notes.of_day(prices, frame),
        ),
        sources(used, book),
        shown,
    )


def _of_successors(models: list[Model], prices: PriceList, frame: Frame) -> Iterator[Note]:
    if any(model.retired for model in models):
        from . import successors  # noqa: PLC0415 - most models are not

        yield from successors.of_rates(models, prices, frame)


def _shown(query: RatesQuery, pricing: ModelPricing, prices: PriceList) -> ShownRates:
    """The standard rates of a model in the other currency that was asked for."""
    currency = query.currency or Currency(DOLLAR)
    rates = pricing.rates()
    read, written = (
        in_currency(rates[unit].usd, currency, prices.day) for unit in (Unit.INPUT, Unit.OUTPUT)
    )
    return ShownRates(pricing.model, read, written)


def _all_rates(pricing: ModelPricing) -> Iterator[Rate]:
    for group in _groups(pricing):
        yield from group.rates


def _rates(pricing: ModelPricing, day: date) -> ModelRates:
    return ModelRates(
        pricing.model,
        status(pricing, day),
        tuple(_groups(pricing)),
        {each: _multiplier(pricing, each) for each in Modifier if each is not Modifier.FAST},
        tuple(_facts(pricing)),
    )


def status(pricing: ModelPricing, day: date) -> Phrase:
    """How the Claude API treats the model on `day`."""
    model = pricing.model
    if model.is_retired(day):
        return phrase("status.retired", day=model.retired)
    if model.retired:
        return phrase("status.retires", day=model.retired)
    if model.availability == "limited":
        return phrase("status.limited")
    return phrase("status.active")


def _groups(pricing: ModelPricing) -> Iterator[RateGroup]:
    yield _group(phrase("rates.standard"), pricing.rates(), pricing)
    tier = pricing.tier
    if tier and (above := pricing.rates(tiered=True)) != pricing.rates():
        yield _group(phrase("rates.above_tier", above=tier.above), above, pricing)
    if pricing.fast:
        fast = pricing.rates(fast=True)
        yield _group(phrase("rates.fast"), fast, None)


def _group(heading: Phrase, rates: Mapping[Unit, Rate], batched: ModelPricing | None) -> RateGroup:
    published = tuple(rates[unit] for unit in TOKEN_UNITS if unit in rates)
    half = _multiplier(batched, Modifier.BATCH) if batched else None
    with exactly():
        batch = {rate.unit: rate.usd * half for rate in published} if half else {}
    return RateGroup(
        heading, published, tuple(unit for unit in TOKEN_UNITS if unit not in rates), batch
    )


def _multiplier(pricing: ModelPricing, modifier: Modifier) -> Decimal | None:
    try:
        return pricing.multiplier(modifier)
    except CannotPrice:
        return None


def _facts(pricing: ModelPricing) -> Iterator[Phrase]:
    model, tier = pricing.model, pricing.tier
    if pricing.context_window:
        yield phrase("fact.context_window", tokens=pricing.context_window)
    if model.max_output:
        yield phrase("fact.max_output", tokens=model.max_output)
    if model.min_cacheable:
        yield phrase("fact.min_cacheable", tokens=model.min_cacheable)
    if tier and pricing.rates(tiered=True) == pricing.rates():
        facts = {unit.value: tier.multiplier(unit) for unit in (Unit.INPUT, Unit.OUTPUT)}
        yield phrase("fact.tier_multipliers", above=tier.above, **facts)
    for modifier in (Modifier.US_ONLY, Modifier.REGIONAL):
        yield from _fact_of(modifier, pricing)
    if not pricing.fast:
        yield phrase("fact.no_fast")


def _fact_of(modifier: Modifier, pricing: ModelPricing) -> Iterator[Phrase]:
    try:
        yield phrase(f"fact.{modifier.value}", multiplier=pricing.multiplier(modifier))
    except RateNotPublished:
        yield phrase(f"fact.{modifier.value}_unknown")
    except CannotPrice:
        yield phrase(f"fact.no_{modifier.value}")
