"""One model on one day: which rows of the book hold, and what scales their rates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Literal, NamedTuple

from .errors import ModifierRefused, NotReleased, RateNotPublished
from .exact import multiply, shift
from .rows import FastPrices, MultipliedTier, Offer, Prices, PublishedTier, TokenPrices
from .workload import FEE_UNITS, ONE, TOKEN_UNITS, Modifier, Unit

if TYPE_CHECKING:  # `pricebook` imports this module
    from .pricebook import Model

BATCH_MULTIPLIER = Decimal("0.5")
"""Half of every token price, cached tokens included. Source: the pricing page."""
PER_TOKENS = 1_000_000

Status = Literal["active", "deprecated", "retired"]


class Rate(NamedTuple):
    """US dollars for so many units, with the day it holds from and where it was read.

    Attributes:
        unit: what is charged.
        usd: US dollars, as published.
        per: for so many units: 1, 1,000 or 1,000,000.
        start: the day it holds from; None: not known.
        source: keys of the book's sources.
    """

    unit: Unit
    usd: Decimal
    per: int
    start: date | None
    source: tuple[str, ...]

    @property
    def each(self) -> Decimal:
        """US dollars for one unit, exactly."""
        return shift(self.usd, -_ZEROS[self.per])


# Published rates are per one, per thousand or per million, so `each` never divides.
_ZEROS = {1: 0, 1_000: 3, 1_000_000: 6}


class Factor(NamedTuple):
    """One reason why a rate is scaled: a modifier, or the prompt tier."""

    reason: Modifier | None
    """None: the prompt tier."""
    value: Decimal


class Charge(NamedTuple):
    """What one unit costs on given terms: its published rate, and what scales it."""

    rate: Rate
    each: Decimal
    """US dollars for one unit, before `multiplier`."""
    factors: tuple[Factor, ...]
    multiplier: Decimal
    """The product of the factors."""
    effective: Decimal
    """US dollars for one unit, after `multiplier`."""


class ModelPricing:
    """One model's rates and modifiers on one day.

    Attributes:
        model: whose they are.
        day: the day asked for.
        prices: the standard row; for a retired model the last one before it went.
        fast: the row of fast mode, None where there is none on that day.
        tier: the prompt tier of that day, None where prompts of any size cost the same.
        context_window: largest prompt of one request in tokens, None where it is not known;
            a tier may have lifted it for a while.
        runs_fast_at_standard: fast mode is gone, and such requests run at standard price.
        is_known: false on days of which no source says whether an older price still held;
            then there are no rates, and `prices` is the oldest dated row.
    """

    def __init__(self, model: Model, day: date, fees: Mapping[Unit, Rate]) -> None:
        """Choose the rows of `day`.

        Raises:
            NotReleased: `day` lies before the model's release.
        """
        if model.released and day < model.released:
            raise NotReleased(model.id, day, model.released)
        self.model = model
        self.day = day
        self._held = held = model.last_served(day)
        self.prices: Prices = next(row for row in model.prices if row.holds_on(held))
        self.fast: FastPrices | None = next((row for row in model.fast if row.holds_on(held)), None)
        self.tier: PublishedTier | MultipliedTier | None = next(
            (row for row in model.tiers if row.holds_on(held)), None
        )
        self.runs_fast_at_standard = self.fast is None and any(
            row.then == "standard" and row.end and row.end <= held for row in model.fast
        )
        window = self.tier.context_window if self.tier else None
        self.context_window = window or model.context_window
        self.is_known = not model.former or model.is_retired(day)
        self._standard = {**(_rates(self.prices) if self.is_known else {}), **fees}
        self._fast = {**_rates(self.fast), **fees} if self.fast else {}
        self._tiered = {**_rates(self.tier.numbers(self.prices)), **fees} if self.tier else {}
        self._charges: dict[tuple[frozenset[Modifier], bool], Mapping[Unit, Charge]] = {}

    @property
    def status(self) -> Status:
        """How the Claude API treats the model on that day."""
        if self.model.is_retired(self.day):
            return "retired"
        announced = self.model.deprecated
        return "deprecated" if announced and announced <= self.day else "active"

    def max_output(self, *, batch: bool) -> int | None:
        """Largest output of one request in tokens; None where it is not known."""
        return self.model.output_limit(batch=batch)

    def rates(self, *, fast: bool = False, tiered: bool = False) -> Mapping[Unit, Rate]:
        """The published rates at a speed and on a side of the prompt tier.

        Fast prices are flat over the whole window, so `fast` wins over `tiered`.
        """
        if fast and self.fast:
            return self._fast
        return self._tiered if tiered and self.tier else self._standard

    def rate(self, unit: Unit, *, fast: bool = False, tiered: bool = False) -> Rate:
        """The published rate of one unit.

        Raises:
            RateNotPublished: no number was ever published for it, or none for that day.
        """
        rate = self.rates(fast=fast, tiered=tiered).get(unit)
        if rate is None:
            raise self.not_published(unit)
        return rate

    def not_published(self, unit: Unit) -> RateNotPublished:
        """The refusal to price `unit`: never published, or not known for that day."""
        return RateNotPublished(self.model.id, unit, None if self.is_known else self.day)

    def tier_multiplier(self, unit: Unit, *, fast: bool) -> Decimal:
        """What the prompt tier multiplies the rate of `unit` by, above its threshold.

        Raises:
            RateNotPublished: no source says whether the tier held in fast mode on that day.
        """
        if self.tier is None:
            return ONE
        if fast and self.fast:
            if self.fast.above_tier == "unknown":
                raise RateNotPublished(self.model.id, Modifier.FAST, self.day)
            if self.fast.above_tier == "flat":
                return ONE
        return self.tier.multiplier(unit)

    def multiplier(self, modifier: Modifier) -> Decimal:
        """What `modifier` multiplies token prices by; fast mode has rates of its own, so 1.

        Raises:
            ModifierRefused: the model does not offer it on that day.
            RateNotPublished: no source says whether it does, or at what price.
        """
        if modifier is Modifier.FAST:
            self._check_fast()
            return ONE
        offers: dict[Modifier, Decimal | Offer] = {
            Modifier.BATCH: _BATCH[self.prices.batch],
            Modifier.US_ONLY: self.model.us_only,
            Modifier.REGIONAL: self.model.regional,
        }
        return self._offered(modifier, offers[modifier])

    def _offered(self, modifier: Modifier, offer: Decimal | Offer) -> Decimal:
        if offer == "unknown":
            raise RateNotPublished(self.model.id, modifier)
        if offer == "refused":
            raise ModifierRefused(self.model.id, modifier, "refused")
        return offer

    def _check_fast(self) -> None:
        if self.fast or self.runs_fast_at_standard:
            return
        rows = self.model.fast
        if not rows:
            raise ModifierRefused(self.model.id, Modifier.FAST, "refused")
        first, last = rows[0], rows[-1]
        if first.start and self._held < first.start:
            raise ModifierRefused(self.model.id, Modifier.FAST, "not_yet", first.start)
        raise ModifierRefused(self.model.id, Modifier.FAST, "removed", last.end)

    def is_above_tier(self, prompt: Decimal) -> bool:
        """Whether one request with `prompt` tokens costs the tier's prices: strictly above it.

        The prompt is what is read, written and neither; output never counts. Source: the
        pricing page.
        """
        return self.tier is not None and prompt > self.tier.above

    def is_below_cache_minimum(self, prompt: Decimal) -> bool:
        """Whether one request with `prompt` tokens is processed uncached, without an error.

        Source: the page on prompt caching.
        """
        minimum = self.model.min_cacheable
        return minimum is not None and prompt < minimum

    def charges(self, modifiers: frozenset[Modifier], *, above_tier: bool) -> Mapping[Unit, Charge]:
        """What each unit costs on these terms; one without a published rate is missing.

        Raises:
            ModifierRefused: the model does not offer a modifier on that day.
            RateNotPublished: no source says what a modifier costs.
        """
        terms = modifiers, above_tier
        found = self._charges.get(terms)
        if found is None:
            found = self._charges[terms] = self._work_out(modifiers, above_tier=above_tier)
        return found

    def _work_out(
        self, modifiers: frozenset[Modifier], *, above_tier: bool
    ) -> Mapping[Unit, Charge]:
        fast = Modifier.FAST in modifiers
        # In the order of `Modifier`, so that of two refusals it is always the same one.
        scaling = [Factor(each, self.multiplier(each)) for each in Modifier if each in modifiers]
        charges = {}
        for unit, rate in self.rates(fast=fast, tiered=above_tier).items():
            factors = []
            if unit not in FEE_UNITS:
                tier = self.tier_multiplier(unit, fast=fast) if above_tier else ONE
                factors = [each for each in (Factor(None, tier), *scaling) if each.value != ONE]
            product = reduce(multiply, [each.value for each in factors], ONE)
            effective = multiply(rate.each, product)
            charges[unit] = Charge(rate, rate.each, tuple(factors), product, effective)
        return charges


_BATCH: Mapping[str, Decimal | Offer] = {
    "allowed": BATCH_MULTIPLIER,
    "refused": "refused",
    "unknown": "unknown",
}


def _rates(row: TokenPrices) -> dict[Unit, Rate]:
    return {
        unit: Rate(unit, price, PER_TOKENS, row.start, row.source)
        for unit in TOKEN_UNITS
        if (price := row.price(unit)) is not None
    }
