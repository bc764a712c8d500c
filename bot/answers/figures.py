"""Figures of the day for running text: what `{opus.cache_read}` in an explanation stands for.

A name has a subject and what is asked of it:

    opus.input  haiku.above  sonnet.read_share    of the newest model of a family
    fee.web_search  fee.session_hour              what a tool costs, for so many as published
    model.input                                   the same of the model that is asked about
    models.current  models.fast  models.tiered    models of the day
    models.retiring                               the same, each with its last day
    fact.batch_hours                              what no price row holds, from a file

Nothing is made up: a figure that the book does not have on the day is None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from pricing import (
    CannotPrice,
    Model,
    ModelPricing,
    Modifier,
    PriceList,
    Rate,
    Ttl,
    Unit,
    break_even,
    divide,
    exactly,
)

from .types import Dated

Value = Decimal | int | date | Model | tuple[Model, ...] | tuple[Dated, ...] | None
"""What stands in a text; None where the book does not know it."""


class Fact(NamedTuple):
    """A number of the vendor's that is no price row, with the key of its source."""

    value: Decimal
    source: str


class Figures:
    """The figures of one day.

    Attributes:
        used: keys of the sources of all that was asked for.
    """

    def __init__(
        self, prices: PriceList, facts: Mapping[str, Fact], model: Model | None = None
    ) -> None:
        self._prices = prices
        self._facts = facts
        self._model = model
        self.used: dict[str, None] = {}

    def of(self, model: Model | None) -> Figures:
        """The same where `model` is the one that is asked about; sources are noted here too."""
        found = Figures(self._prices, self._facts, model)
        found.used = self.used
        return found

    def find(self, name: str) -> Value:
        """The figure with this name.

        Raises:
            KeyError: there is no such figure on any day.
        """
        subject, _, what = name.partition(".")
        if subject == "fact":
            return self._fact(what)
        if subject == "models":
            return _MODELS[what](self._prices) or None
        if subject == "fee":
            return self._fee(Unit(what))
        if subject == "model":
            return self._of_model(self._model, _OF_MODEL[what])
        if subject not in self._prices.book.families:
            raise KeyError(name)
        return self._of_model(self._prices.newest(subject), _OF_MODEL[what])

    def _fact(self, key: str) -> Decimal:
        fact = self._facts[key]
        self._use((fact.source,))
        return fact.value

    def _fee(self, unit: Unit) -> Decimal | None:
        for fee in self._prices.book.fees:
            if fee.unit == unit and fee.holds_on(self._prices.day):
                self._use(fee.source)
                return fee.usd
        return None

    def _of_model(self, model: Model | None, read: _Reader) -> Value:
        if model is None:
            return None
        try:
            return read(self, self._prices.pricing(model.id))
        except CannotPrice:
            return None

    def _cited(self, rate: Rate) -> Decimal:
        self._use(rate.source)
        return rate.usd

    def _use(self, keys: Iterable[str]) -> None:
        self.used.update(dict.fromkeys(keys))

    def rate(self, unit: Unit, pricing: ModelPricing) -> Decimal:
        """US dollars for 1,000,000 tokens."""
        return self._cited(pricing.rate(unit))

    def fast(self, unit: Unit, pricing: ModelPricing) -> Decimal | None:
        """The same in fast mode."""
        return self._cited(pricing.rate(unit, fast=True)) if pricing.fast else None

    def above(self, unit: Unit, pricing: ModelPricing) -> Decimal | None:
        """The same above the prompt tier, where a rate or only a multiplier is published."""
        if pricing.tier is None:
            return None
        times = pricing.tier_multiplier(unit, fast=False)
        with exactly():
            return self._cited(pricing.rate(unit, tiered=True)) * times

    def share_of_input(self, unit: Unit, pricing: ModelPricing) -> Decimal:
        """The rate of `unit` as a share of that of plain input."""
        return divide(self.rate(unit, pricing), self.rate(Unit.INPUT, pricing))


_Reader = Callable[[Figures, ModelPricing], Value]


def _rate(unit: Unit) -> _Reader:
    return lambda figures, pricing: figures.rate(unit, pricing)


def _fast(unit: Unit) -> _Reader:
    return lambda figures, pricing: figures.fast(unit, pricing)


def _above(unit: Unit) -> _Reader:
    return lambda figures, pricing: figures.above(unit, pricing)


def _share(unit: Unit) -> _Reader:
    return lambda figures, pricing: figures.share_of_input(unit, pricing)


def _saving(figures: Figures, pricing: ModelPricing) -> Decimal:
    return 1 - figures.share_of_input(Unit.CACHE_READ, pricing)


def _batched(unit: Unit) -> _Reader:
    def read(figures: Figures, pricing: ModelPricing) -> Decimal:
        with exactly():
            return figures.rate(unit, pricing) * pricing.multiplier(Modifier.BATCH)

    return read


def _multiplier(modifier: Modifier) -> _Reader:
    return lambda _, pricing: pricing.multiplier(modifier)


def _more(modifier: Modifier) -> _Reader:
    return lambda _, pricing: pricing.multiplier(modifier) - 1


def _times_above(figures: Figures, pricing: ModelPricing) -> Decimal | None:
    above = figures.above(Unit.INPUT, pricing)
    return divide(above, figures.rate(Unit.INPUT, pricing)) if above else None


def _reads(ttl: Ttl) -> _Reader:
    def read(_: Figures, pricing: ModelPricing) -> int | None:
        found = break_even(pricing, ttl)
        return found.reads if found else None

    return read


def _retires(_: Figures, pricing: ModelPricing) -> date | None:
    return None if pricing.status == "retired" else pricing.model.retired


def _retired(_: Figures, pricing: ModelPricing) -> date | None:
    return pricing.model.retired if pricing.status == "retired" else None


_OF_MODEL: Mapping[str, _Reader] = {
    "retires": _retires,
    "retired": _retired,
    "fast_until": lambda _, pricing: pricing.fast.end if pricing.fast else None,
    "name": lambda _, pricing: pricing.model,
    "input": _rate(Unit.INPUT),
    "output": _rate(Unit.OUTPUT),
    "cache_read": _rate(Unit.CACHE_READ),
    "cache_write_5m": _rate(Unit.CACHE_WRITE_5M),
    "cache_write_1h": _rate(Unit.CACHE_WRITE_1H),
    "read_share": _share(Unit.CACHE_READ),
    "read_saving": _saving,
    "write_5m_times": _share(Unit.CACHE_WRITE_5M),
    "write_1h_times": _share(Unit.CACHE_WRITE_1H),
    "output_times": _share(Unit.OUTPUT),
    "reads_5m": _reads(Ttl.FIVE_MINUTES),
    "reads_1h": _reads(Ttl.ONE_HOUR),
    "batch": _multiplier(Modifier.BATCH),
    "batch_input": _batched(Unit.INPUT),
    "batch_output": _batched(Unit.OUTPUT),
    "batch_cache_read": _batched(Unit.CACHE_READ),
    "us_only_more": _more(Modifier.US_ONLY),
    "regional_more": _more(Modifier.REGIONAL),
    "fast_input": _fast(Unit.INPUT),
    "fast_output": _fast(Unit.OUTPUT),
    "above": lambda _, pricing: pricing.tier.above if pricing.tier else None,
    "above_input": _above(Unit.INPUT),
    "above_output": _above(Unit.OUTPUT),
    "above_times": _times_above,
    "min_cacheable": lambda _, pricing: pricing.model.min_cacheable,
    "context_window": lambda _, pricing: pricing.context_window,
    "max_output": lambda _, pricing: pricing.max_output(batch=False),
}


def _with_fast_mode(prices: PriceList) -> tuple[Model, ...]:
    return tuple(each for each in prices.sold() if prices.pricing(each.id).fast)


def _tiered(prices: PriceList) -> tuple[Model, ...]:
    return tuple(each for each in prices.sold() if prices.pricing(each.id).tier)


def _retiring(prices: PriceList) -> tuple[Dated, ...]:
    return tuple(Dated(each, each.retired) for each in prices.sold() if each.retired)


def _losing_fast_mode(prices: PriceList) -> tuple[Dated, ...]:
    return tuple(_last_days_of_fast_mode(prices))


def _last_days_of_fast_mode(prices: PriceList) -> Iterator[Dated]:
    for each in _with_fast_mode(prices):
        fast = prices.pricing(each.id).fast
        if fast and fast.end:
            yield Dated(each, fast.end)


def _still_sold(prices: PriceList) -> tuple[Model, ...]:
    listed = prices.book.models
    return tuple(each for each in listed if each.is_retired(prices.day) and each.still_sold_by)


def _newer_tokenizer(prices: PriceList) -> tuple[Model, ...]:
    return tuple(each for each in prices.current() if each.tokenizer == "opus-4.7")


_MODELS: Mapping[str, Callable[[PriceList], tuple[Model, ...] | tuple[Dated, ...]]] = {
    "current": lambda prices: prices.current(),
    "fast": _with_fast_mode,
    "tiered": _tiered,
    "losing_fast": _losing_fast_mode,
    "retiring": _retiring,
    "still_sold": _still_sold,
    "newer_tokenizer": _newer_tokenizer,
}
