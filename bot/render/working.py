"""How a total came about: a line for each kind of unit, adding up to the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from bot.answers.types import Language
from pricing import (
    FEE_UNITS,
    TOKEN_UNITS,
    Estimate,
    Factor,
    LineItem,
    Modifier,
    PricedWorkload,
    Unit,
)

from . import numbers
from .catalogue import label

_ONE = Decimal(1)


LOW_AND_HIGH = ("label.working.low_end", "label.working.high_end")


def lines_of(estimate: Estimate, lang: Language) -> tuple[str, ...]:
    """A line for each line item, and the total."""
    lines = [
        label("label.working.line", lang, product=product, cost=line.cost)
        for product, line in _products(estimate, lang)
    ]
    return (*lines, _total(estimate.total, lang))


class Worked(NamedTuple):
    """What a name costs; `ends` are both ends of a range."""

    name: str
    estimate: Estimate
    ends: tuple[Estimate, Estimate] | None = None


def lines_on_models(
    worked: Sequence[Worked], lang: Language, titles: Sequence[str] = LOW_AND_HIGH
) -> Iterator[str]:
    """What each total is the sum of; with ranges at either end, below its title."""
    if all(each.ends is None for each in worked):
        yield from (line_of(each.name, each.estimate, lang) for each in worked)
        return
    for end, title in enumerate(titles):
        yield label(title, lang)
        yield from (line_of(each.name, each.ends[end], lang) for each in worked if each.ends)


def line_of(name: str, estimate: Estimate, lang: Language) -> str:
    """All of an estimate in one line, for several below each other."""
    products = " + ".join(product for product, _ in _products(estimate, lang))
    return label("label.working.model", lang, name=name, sum=products, cost=estimate.total)


# The prompt first, then what comes of it.
_ORDER = {unit: index for index, unit in enumerate((*TOKEN_UNITS, *FEE_UNITS, Unit.DISCOUNT))}


def _products(estimate: Estimate, lang: Language) -> Iterator[tuple[str, LineItem]]:
    for part in estimate.parts:
        for line in sorted(part.lines, key=_place):
            yield _product(line, part, lang), line


def _place(line: LineItem) -> int:
    return _ORDER[line.unit]


def _product(line: LineItem, part: PricedWorkload, lang: Language) -> str:
    """Quantity × rate × multiplier."""
    if line.unit is Unit.DISCOUNT:
        facts = {"share": line.rate.usd, "cost": line.quantity}
        return label("label.working.discount", lang, **facts)
    factors = (_factor(each, lang) for each in line.factors)
    return " ".join((_quantity(line, part, lang), "×", _rate(line, part, lang), *factors))


def _quantity(line: LineItem, part: PricedWorkload, lang: Language) -> str:
    is_fee = line.unit in FEE_UNITS
    show = numbers.count if is_fee else numbers.tokens
    whole = line.quantity.to_integral_value(ROUND_HALF_EVEN)
    if is_fee or whole == line.quantity or whole < _MANY:
        much = show(line.quantity, lang)
    else:  # as many as are expected, or a share that has no end
        much = label("label.working.about", lang, much=show(whole, lang))
    facts = {"all": much, "unit": line.unit}
    requests = part.workload.requests
    if requests is None or requests == _ONE:
        return label("label.working.quantity", lang, **facts)
    each = show(_of_one_request(line.unit, part), lang)
    return label("label.working.of_requests", lang, requests=requests, each=each, **facts)


_MANY = 1000
"""Tokens; parts of one are nothing beside these, and are not shown."""


def _of_one_request(unit: Unit, part: PricedWorkload) -> Decimal:
    usage = part.workload.usage
    one: Decimal = getattr(usage.uncached() if part.below_cache_minimum else usage, unit.value)
    return one


def _rate(line: LineItem, part: PricedWorkload, lang: Language) -> str:
    rate = label(f"label.rate_per.{line.rate.per}", lang, rate=line.rate.usd)
    at_fast_rates = Modifier.FAST in part.workload.modifiers and part.pricing.fast is not None
    if at_fast_rates and line.unit not in FEE_UNITS:
        return label("label.working.fast_rate", lang, rate=rate)
    return rate


def _factor(factor: Factor, lang: Language) -> str:
    key = f"label.factor.{factor.reason or 'tier'}"
    return label(key, lang, factor=factor.value)


def _total(total: Decimal, lang: Language) -> str:
    in_full = numbers.exact(total, lang) == numbers.usd(total, lang)
    return label(f"label.working.{'total' if in_full else 'total_rounded'}", lang, total=total)
