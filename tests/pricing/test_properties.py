"""What holds of every estimate, whatever is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pricing import (
    FEE_UNITS,
    TOKEN_UNITS,
    CannotPrice,
    Lever,
    ModelPricing,
    Modifier,
    PriceList,
    Unit,
    Usage,
    Workload,
    estimate,
    every_lever,
    exactly,
    levers,
    load_published,
    price,
    saving,
    savings,
    total_cost,
)
from pricing.exact import shift

BOOK = load_published()
LAST_DAY = date(2027, 3, 1)
ZERO, ONE = Decimal(0), Decimal(1)
BATCH, FAST, US_ONLY, REGIONAL = Modifier
TERMS = [
    *(frozenset[Modifier](), frozenset({BATCH}), frozenset({FAST})),
    *(frozenset({US_ONLY}), frozenset({REGIONAL})),
    *(frozenset({BATCH, US_ONLY}), frozenset({BATCH, REGIONAL}), frozenset({FAST, US_ONLY})),
]

shares = st.one_of(st.just(ZERO), st.decimals(0, 1, places=4), st.decimals(0, 1, places=28))


class Asked(NamedTuple):
    """A workload, and the prices of a day on which it has one."""

    work: Workload
    prices: PriceList

    def total(self) -> Decimal:
        return estimate(self.work, self.prices).total

    def but(self, **changes: object) -> Asked:
        return self._replace(work=replace(self.work, **changes))  # type: ignore[arg-type] # by name


@st.composite
def pricings(draw: st.DrawFn, having: Modifier | None) -> tuple[ModelPricing, PriceList]:
    """Any model that offers `having`, on any day of its life and after it."""
    model = BOOK.find(draw(st.sampled_from(models_having(having))))
    first = model.released or model.retired or LAST_DAY
    prices = BOOK.as_of(draw(st.dates(first, LAST_DAY)))
    return prices.pricing(model.id), prices


def models_having(modifier: Modifier | None) -> list[str]:
    terms = frozenset({modifier} if modifier else ())
    prices = BOOK.as_of(LAST_DAY)
    return [each.id for each in BOOK.models if offers(prices.pricing(each.id), terms)]


def offered(pricing: ModelPricing) -> list[frozenset[Modifier]]:
    return [terms for terms in TERMS if offers(pricing, terms)]


def offers(pricing: ModelPricing, terms: frozenset[Modifier]) -> bool:
    try:
        pricing.charges(terms, above_tier=False)
        pricing.charges(terms, above_tier=True)
    except CannotPrice:
        return False
    return True


def units(pricing: ModelPricing, terms: frozenset[Modifier]) -> list[Unit]:
    """The units with a price on these terms."""
    tokens = [unit for unit in TOKEN_UNITS if unit in pricing.rates(fast=FAST in terms)]
    return tokens if terms & {BATCH, REGIONAL} else [*tokens, *FEE_UNITS]


@st.composite
def volumes(draw: st.DrawFn, having: Modifier | None = None) -> Asked:
    """Totals over an unknown number of requests, however large, on terms with `having`."""
    pricing, prices = draw(pricings(having))
    terms = draw(
        st.sampled_from([each for each in offered(pricing) if not having or having in each])
    )
    amounts = st.one_of(
        st.integers(0, 10_000_000).map(Decimal),
        st.decimals(0, 10**15, places=3),
        st.decimals(0, 1, places=100),
    )
    usage = draw(st.dictionaries(st.sampled_from(units(pricing, terms)), amounts))
    quantities = {unit.value: amount for unit, amount in usage.items()}
    work = Workload(pricing.model.id, Usage(**quantities), modifiers=terms, discount=draw(shares))
    return Asked(work, prices)


@st.composite
def requests(draw: st.DrawFn, having: Modifier | None = None) -> Asked:
    """Requests of a size that the model takes, on both sides of its prompt tier."""
    asked = draw(volumes(having))
    pricing = asked.prices.pricing(asked.work.model)
    prompt = (pricing.context_window or 200_000) // 5
    output = pricing.max_output(batch=False) or 1_000
    sizes = {
        unit.value: Decimal(draw(st.integers(0, output // 2 if unit is Unit.OUTPUT else prompt)))
        for unit, _ in asked.work.usage
    }
    count = draw(st.one_of(st.integers(1, 10**9).map(Decimal), st.decimals(1, 10**12, places=24)))
    return asked.but(usage=Usage(**sizes), requests=count)


def anything(having: Modifier | None = None) -> st.SearchStrategy[Asked]:
    return st.one_of(volumes(having), requests(having))


@given(anything())
def test_the_lines_add_up_to_the_total(asked: Asked) -> None:
    result = estimate(asked.work, asked.prices)

    with exactly():
        assert result.total == sum((line.cost for line in result.lines), ZERO)


@given(anything())
def test_a_line_is_quantity_times_rate_times_multiplier(asked: Asked) -> None:
    for line in estimate(asked.work, asked.prices).lines:
        with exactly():
            product = ONE
            for factor in line.factors:
                product *= factor.value
            assert line.multiplier == product
            assert line.cost == line.quantity * line.rate.each * line.multiplier
            assert line.rate.usd == line.rate.each * line.rate.per


@given(anything())
def test_no_cost_is_below_zero(asked: Asked) -> None:
    assert asked.total() >= 0


@given(anything())
def test_every_unit_asked_about_has_its_line(asked: Asked) -> None:
    (part,) = estimate(asked.work, asked.prices).parts
    assume(not part.below_cache_minimum)

    assert [unit for unit, _ in asked.work.usage] == [
        line.unit for line in part.lines if line.unit is not Unit.DISCOUNT
    ]


@given(anything(), st.data(), st.integers(1, 1000))
def test_more_never_costs_less(asked: Asked, data: st.DataObject, more: int) -> None:
    """Across a prompt tier too; but a prompt that grows may become large enough to be cached."""
    used = [unit.value for unit, _ in asked.work.usage]
    assume(used)
    name = data.draw(st.sampled_from(used))
    with exactly():
        amount = getattr(asked.work.usage, name) + more
    greater = asked.but(usage=replace(asked.work.usage, **{name: amount}))
    (part,) = estimate(asked.work, asked.prices).parts
    (greater_part,) = estimate(greater.work, greater.prices).parts
    assume(part.below_cache_minimum == greater_part.below_cache_minimum)

    assert part.total <= greater_part.total


@given(st.data())
def test_a_larger_prompt_never_costs_less_across_a_tier(data: st.DataObject) -> None:
    tiered = [(model, row) for model in BOOK.models for row in model.tiers]
    model, row = data.draw(st.sampled_from(tiered))
    prices = BOOK.as_of(row.start or LAST_DAY)
    output = Decimal(data.draw(st.integers(0, 10_000)))
    small = Workload(model.id, Usage(Decimal(row.above), output), requests=ONE)
    large = replace(small, usage=Usage(Decimal(row.above + 1), output))

    assert Asked(small, prices).total() < Asked(large, prices).total()


@given(requests(), st.integers(0, 10**6))
def test_n_requests_cost_n_times_one(asked: Asked, n: int) -> None:
    one = asked.but(requests=ONE).total()

    with exactly():
        assert asked.but(requests=Decimal(n)).total() == n * one


@given(volumes(), st.decimals(0, 100, places=3))
def test_a_volume_costs_in_proportion(asked: Asked, times: Decimal) -> None:
    total = asked.total()

    with exactly():
        assert asked.but(usage=asked.work.usage.times(times)).total() == total * times


@given(anything(BATCH))
def test_a_batch_is_exactly_half_of_the_tokens(asked: Asked) -> None:
    full = asked.but(modifiers=asked.work.modifiers - {BATCH})

    with exactly():
        assert 2 * asked.total() == full.total()


@given(anything(US_ONLY))
def test_us_only_is_exactly_a_tenth_more_of_the_tokens(asked: Asked) -> None:
    us_only = asked.but(usage=replace(asked.work.usage, web_search=ZERO, session_hour=ZERO))
    anywhere = us_only.but(modifiers=asked.work.modifiers - {US_ONLY})

    with exactly():
        assert us_only.total() == Decimal("1.1") * anywhere.total()


@given(volumes(), st.decimals(0, 1, places=10))
def test_a_volume_costs_what_its_parts_cost(asked: Asked, share: Decimal) -> None:
    with exactly():
        rest = ONE - share
    usage = asked.work.usage
    parts = [replace(asked.work, usage=usage.times(each)) for each in (share, rest)]

    assert asked.total() == estimate(parts, asked.prices).total


@given(st.lists(anything(), max_size=4))
def test_a_mix_costs_what_its_parts_cost(several: list[Asked]) -> None:
    day = LAST_DAY.replace(year=2028)
    prices = BOOK.as_of(day)
    works = [replace(asked.work, modifiers=frozenset[Modifier]()) for asked in several]
    assume(not any(_is_too_large(work, prices) for work in works))

    mix = estimate(works, prices)

    with exactly():
        assert mix.total == sum((estimate(work, prices).total for work in works), ZERO)


def _is_too_large(work: Workload, prices: PriceList) -> bool:
    """Whether the model takes less in one request on that day than on the day it was asked for."""
    window = prices.pricing(work.model).context_window
    return window is not None and (work.one_prompt or ZERO) > window


@given(anything())
def test_what_is_read_from_the_cache_never_costs_more(asked: Asked) -> None:
    pricing = asked.prices.pricing(asked.work.model)
    assume(Unit.CACHE_READ in pricing.rates(fast=FAST in asked.work.modifiers))

    assert asked.but(usage=asked.work.usage.cached(ONE)).total() <= asked.total()


@given(anything())
def test_levers_agree_with_estimates(asked: Asked) -> None:
    for each in levers(asked.work, asked.prices):
        assert (each.total is None) != (each.refusal is None)
        if each.asked and each.total is not None:
            assert asked.total() == each.total


@given(anything())
def test_a_total_without_its_lines_is_the_same(asked: Asked) -> None:
    pricing = asked.prices.pricing(asked.work.model)

    assert price(asked.work, pricing).total == total_cost(asked.work, pricing)


@given(anything())
def test_the_same_work_is_refused_for_the_same_reason(asked: Asked) -> None:
    pricing = asked.prices.pricing(asked.work.model)
    batched = replace(asked.work, modifiers=frozenset(Modifier))

    with pytest.raises(CannotPrice) as itemised:
        price(batched, pricing)
    with pytest.raises(CannotPrice) as summed:
        total_cost(batched, pricing)

    assert str(itemised.value) == str(summed.value)


# As many digits as an amount can have.
digits = st.integers(10**118, 10**119 - 1)
long_tokens = digits.map(lambda number: shift(Decimal(number), -118))
long_counts = digits.map(lambda number: shift(Decimal(number), -100))
long_shares = st.integers(1, 10**118).map(lambda number: shift(Decimal(number), -118))


@given(st.tuples(*[long_tokens] * 5), long_counts, long_shares)
def test_nothing_is_ever_rounded(
    tokens: tuple[Decimal, ...], count: Decimal, discount: Decimal
) -> None:
    """Neither by an error, as any rounding raises `decimal.Inexact`, nor in silence."""
    names = [unit.value for unit in TOKEN_UNITS]
    work = Workload(
        "haiku 5.5",
        Usage(**dict(zip(names, tokens, strict=True))),
        requests=count,
        modifiers=frozenset({BATCH, US_ONLY}),
        prompt_tokens=Decimal(100_001),
        discount=discount,
    )
    # input, cache read, 5-minute and 1-hour writes, output
    rates = [Fraction(rate) for rate in ("0.5", "0.05", "0.625", "1", "2.5")]
    per_request = sum(Fraction(each) * rate for each, rate in zip(tokens, rates, strict=True))
    expected = (
        per_request / 1_000_000 * Fraction(count) * Fraction("0.55") * (1 - Fraction(discount))
    )

    assert expected == Fraction(estimate(work, BOOK.as_of(LAST_DAY)).total)


@given(volumes())
def test_a_lever_that_is_said_to_save_never_costs_more(asked: Asked) -> None:
    costs = every_lever(asked.work, asked.prices)
    totals = {each.lever: each.total for each in costs if each.total is not None}

    for each in savings(costs):
        standard, pulled = totals[Lever.STANDARD], totals[each.lever]

        assert each.saves == (pulled < standard)
        assert each == saving(each.lever, standard, pulled)


@given(volumes())
def test_a_batch_saves_whatever_is_asked(asked: Asked) -> None:
    costs = every_lever(asked.work, asked.prices)

    for each in savings(costs):
        if each.lever is Lever.BATCH:
            assert each.saved >= 0
