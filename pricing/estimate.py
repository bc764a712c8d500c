"""The one calculation: workloads and the prices of a day to an itemised `Estimate`.

    cost = sum over token kinds of  tokens x rate (model, day, speed, prompt tier, kind)
           x 0.5 (batch) x 1.1 (US-only or a partner's regional endpoint)
         - negotiated discount on those
         + tool fees, which no modifier touches

Every amount is exact; see `exact`. The rules come from the vendor's pricing page and its
pages on caching, batches, fast mode and data residency, as cited by the price book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, reduce
from typing import NamedTuple

from .errors import CannotCombine, RequestTooLarge
from .exact import add, multiply, multiply_add, subtract
from .modelpricing import Factor, ModelPricing, Rate
from .pricelist import PriceList
from .workload import FEE_UNITS, ONE, ZERO, Modifier, Unit, Usage, Workload


class LineItem(NamedTuple):
    """One line of an estimate; `quantity` x `rate.each` x `multiplier` is `cost`.

    Attributes:
        model: the model's id.
        unit: what is charged.
        quantity: tokens, searches, hours; for a discount the dollars it applies to.
        rate: the published rate; for a discount minus its share.
        factors: what scales the rate, and why.
        multiplier: the product of the factors.
        list_cost: US dollars before factors and discounts.
        cost: US dollars.
    """

    model: str
    unit: Unit
    quantity: Decimal
    rate: Rate
    factors: tuple[Factor, ...]
    multiplier: Decimal
    list_cost: Decimal
    cost: Decimal


class PricedWorkload(NamedTuple):
    """One workload with its lines.

    Attributes:
        workload: what was asked.
        pricing: the rates it was priced at.
        lines: one a unit that is used, then the discount.
        total: US dollars, the sum of the lines.
        above_tier: whether one request's prompt lies above the model's prompt tier.
        below_cache_minimum: whether nothing was cached, since one request's prompt is
            smaller than what the model caches.
    """

    workload: Workload
    pricing: ModelPricing
    lines: tuple[LineItem, ...]
    total: Decimal
    above_tier: bool
    below_cache_minimum: bool


class Estimate(NamedTuple):
    """One or many workloads, priced and summed; `total` is in US dollars."""

    parts: tuple[PricedWorkload, ...]
    total: Decimal

    @property
    def lines(self) -> Iterator[LineItem]:
        """The lines of all parts; they sum up to `total`."""
        return (line for part in self.parts for line in part.lines)


def estimate(work: Workload | Iterable[Workload], prices: PriceList) -> Estimate:
    """What `work` costs at `prices`, itemised; many workloads are summed.

    Args:
        work: one workload or several (a mix, an upload of real usage).
        prices: the rates of a day, from `PriceBook.as_of`.

    Raises:
        UnknownModel: a model is not in the book.
        NotReleased: a model came after the day.
        RateNotPublished: a unit or modifier has no published price.
        ModifierRefused: the model does not offer a modifier.
        CannotCombine: two terms exclude each other.
        RequestTooLarge: one request exceeds the model's limits.
    """
    if isinstance(work, Workload):
        part = price(work, prices.pricing(work.model))
        return Estimate((part,), part.total)
    parts = tuple([price(each, prices.pricing(each.model)) for each in work])
    return Estimate(parts, _sum([part.total for part in parts]))


def price(work: Workload, pricing: ModelPricing) -> PricedWorkload:
    """What `work` costs on the model of `pricing`, whichever model it names itself.

    Raises:
        CannotPrice: as `estimate`.
    """
    usage, above, uncacheable = _settled(work, pricing)
    lines = _lines(usage, work, pricing, above_tier=above)
    if work.discount:
        lines += _discount(lines, work.discount, pricing)
    total = _sum([line.cost for line in lines])
    return PricedWorkload(work, pricing, tuple(lines), total, above, uncacheable)


def total_cost(work: Workload, pricing: ModelPricing) -> Decimal:
    """The total of `price`, in US dollars, without its lines: for many that stand side by side.

    Raises:
        CannotPrice: as `estimate`.
    """
    usage, above, _ = _settled(work, pricing)
    charges = pricing.charges(work.modifiers, above_tier=above)
    tokens = fees = ZERO
    for unit, used in usage:
        charge = charges.get(unit)
        if charge is None:
            raise pricing.not_published(unit)
        if unit in FEE_UNITS:
            fees = multiply_add(used, charge.effective, fees)
        else:
            tokens = multiply_add(used, charge.effective, tokens)
    if work.discount:
        tokens = multiply(tokens, subtract(ONE, work.discount))
    one = add(tokens, fees)
    return one if work.requests is None else multiply(one, work.requests)


def _settled(work: Workload, pricing: ModelPricing) -> tuple[Usage, bool, bool]:
    """What is charged, whether above the prompt tier, and whether too small to be cached.

    Of a volume nothing is known of one request: it is at the base tier, and cacheable.
    """
    if work.modifiers:
        _check_combinations(work, pricing)
    usage, prompt = work.usage, work.one_prompt
    if prompt is None:
        return usage, False, False
    _check_size(prompt, work, pricing)
    uncacheable = usage.is_cached and pricing.is_below_cache_minimum(prompt)
    return usage.uncached() if uncacheable else usage, pricing.is_above_tier(prompt), uncacheable


def _lines(
    usage: Usage, work: Workload, pricing: ModelPricing, *, above_tier: bool
) -> list[LineItem]:
    charges = pricing.charges(work.modifiers, above_tier=above_tier)
    model, requests = pricing.model.id, work.requests
    lines = []
    for unit, used in usage:
        charge = charges.get(unit)
        if charge is None:
            raise pricing.not_published(unit)
        rate, each, factors, multiplier, _ = charge
        quantity = used if requests is None else multiply(used, requests)
        list_cost = multiply(quantity, each)
        cost = multiply(list_cost, multiplier) if factors else list_cost
        lines.append(LineItem(model, unit, quantity, rate, factors, multiplier, list_cost, cost))
    return lines


def _discount(lines: list[LineItem], share: Decimal, pricing: ModelPricing) -> list[LineItem]:
    """What a negotiated discount takes off the token costs, fees left as they are."""
    tokens = _sum([line.cost for line in lines if line.unit not in FEE_UNITS])
    if not tokens:
        return []
    rate = Rate(Unit.DISCOUNT, share.copy_negate(), 1, None, ())
    cost = multiply(tokens, rate.usd)
    return [LineItem(pricing.model.id, Unit.DISCOUNT, tokens, rate, (), ONE, ZERO, cost)]


def _check_combinations(work: Workload, pricing: ModelPricing) -> None:
    """Refuse what excludes each other, whatever the model."""
    usage = work.usage
    clash = _clash(work.modifiers, bool(usage.web_search), bool(usage.session_hour))
    if clash is not None:
        first, second, unknown = clash
        raise CannotCombine(pricing.model.id, first, second, unknown=unknown)


_Clash = tuple[Modifier, Modifier | Unit, bool]

# Two terms that exclude each other; True: no source says what both together cost.
_EXCLUSIVE: tuple[_Clash, ...] = (
    (Modifier.BATCH, Modifier.FAST, False),  # page on fast mode: the API refuses it
    (Modifier.US_ONLY, Modifier.REGIONAL, False),  # one is the Claude API's, one a partner's
    (Modifier.FAST, Modifier.REGIONAL, True),
    (Modifier.BATCH, Unit.SESSION_HOUR, False),  # pricing page: no batches for Managed Agents
    (Modifier.REGIONAL, Unit.SESSION_HOUR, False),  # nor do partners sell them
    (Modifier.BATCH, Unit.WEB_SEARCH, True),  # no page says whether a batch halves the fee
)


@cache
def _clash(modifiers: frozenset[Modifier], searches: bool, sessions: bool) -> _Clash | None:  # noqa: FBT001 - positional, as they make the key
    """The first pair of terms that exclude each other."""
    fees = zip(FEE_UNITS, (searches, sessions), strict=True)
    terms: set[Modifier | Unit] = {*modifiers, *(unit for unit, used in fees if used)}
    return next((pair for pair in _EXCLUSIVE if terms.issuperset(pair[:2])), None)


def _check_size(prompt: Decimal, work: Workload, pricing: ModelPricing) -> None:
    window = pricing.context_window
    if window is not None and prompt > window:
        raise RequestTooLarge(pricing.model.id, "prompt", prompt, window)
    output = work.one_output
    limit = pricing.max_output(batch=Modifier.BATCH in work.modifiers)
    if limit is not None and output is not None and output > limit:
        raise RequestTooLarge(pricing.model.id, "output", output, limit)


def _sum(amounts: list[Decimal]) -> Decimal:
    return reduce(add, amounts, ZERO)
