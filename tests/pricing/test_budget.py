from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pricing import (
    BadWorkload,
    Budget,
    CachedShare,
    Modifier,
    Period,
    PriceList,
    RateNotPublished,
    RequestBudget,
    RequestTooLarge,
    Unit,
    UnknownModel,
    Usage,
    Workload,
    cached_share_within,
    estimate,
    exactly,
    fits,
    load_published,
    period_ratio,
    requests_within,
    tokens_within,
    users_within,
)

from .asking import work

BATCH, FAST, US_ONLY, REGIONAL = Modifier
M = 1_000_000
MODELS = ["haiku 5.5", "sonnet 4.6", "fable 5.2", "haiku 3"]
TODAY = load_published().as_of(date(2026, 11, 22))


@pytest.mark.parametrize(
    ("limit", "asked", "per_request", "requests", "cost"),
    [
        # 1k x 3 + 500 x 15 a million; 500 / 0.0105 = 47,619.04...
        (500, work("sonnet 4.6", requests=1, input=1000, output=500), "0.0105", 47_619, "499.9995"),
        # in a batch half of it; 95,238.09...
        (500, work("sonnet 4.6", BATCH, requests=1, input=1000, output=500), "0.00525", 95_238, "499.9995"),
        (8, work("opus 5.5", requests=1, input=M), "4", 2, "8"),
        ("7.99", work("opus 5.5", requests=1, input=M), "4", 1, "4"),
        ("3.99", work("opus 5.5", requests=1, input=M), "4", 0, "0"),
        # Haiku 5.5 above its tier: 150k x 0.50; 1 / 0.075 = 13.33...
        (1, work("haiku 5.5", requests=1, input=150_000), "0.075", 13, "0.975"),
        (1, work("haiku 5.5", requests=1, web_search=3), "0.03", 33, "0.99"),
    ],
)  # fmt: skip
def test_how_many_requests_fit(
    limit: int | str,
    asked: Workload,
    *,
    per_request: str,
    requests: int,
    cost: str,
    today: PriceList,
) -> None:
    result = requests_within(Decimal(limit), asked, today)

    expected = RequestBudget(Decimal(limit), Decimal(per_request), requests, Decimal(cost))
    assert expected == result


def test_how_many_requests_of_a_mix_fit(today: PriceList) -> None:
    """0.7 x 0.001 + 0.3 x 0.005 = 0.0022 a request; 10 / 0.0022 = 4,545.45..."""
    mix = [
        work("haiku 4.5", requests="0.7", input=1000),
        work("opus 4.7", requests="0.3", input=1000),
    ]

    result = requests_within(10, iter(mix), today)

    assert (Decimal("0.0022"), 4545) == (result.per_request, result.requests)


def test_shares_without_end_are_said_in_whole_requests(today: PriceList) -> None:
    """(0.001 + 2 x 0.0004) / 3 = 0.0006 a request, of which just 3 are in 0.0018."""
    mix = [
        work("haiku 4.5", requests=1, input=1000),
        work("sonnet 5.5", requests=2, input=200),
    ]

    result = requests_within(Decimal("0.0018"), mix, today)

    assert result == RequestBudget(Decimal("0.0018"), Decimal("0.0006"), 3, Decimal("0.0018"))


def test_how_many_users_of_a_mix_fit(today: PriceList) -> None:
    """14 x 0.001 + 6 x 0.005 = 0.044 a day, 1.32 a month; 500 / 1.32 = 378.78..."""
    mix = [
        work("haiku 4.5", requests=14, input=1000),
        work("opus 4.7", requests=6, input=1000),
    ]

    result = users_within(500, mix, today, per=Period.DAY)

    assert (result.per_request, result.requests) == (Decimal("1.32"), 378)


def test_requests_that_cost_nothing_fit_without_end(today: PriceList) -> None:
    result = requests_within(1, work("opus 5.5", requests=1, input=M, discount=1), today)

    assert RequestBudget(Decimal(1), Decimal(0), None, Decimal(0)) == result


@pytest.mark.parametrize(
    ("limit", "asked", "per", "each", "users"),
    [
        # 20 x (2k x 2 + 500 x 10) = 0.18 a day, 5.40 a month: 92.59...
        (500, work("sonnet 5.5", requests=20, input=2000, output=500), Period.DAY, "5.4", 92),
        ("496.8", work("sonnet 5.5", requests=20, input=2000, output=500), Period.DAY, "5.4", 92),
        ("496.79", work("sonnet 5.5", requests=20, input=2000, output=500), Period.DAY, "5.4", 91),
        # 0.028 x 500 = 14 a week, 60 a month
        (180, work("opus 5.5", requests=500, input=3000, output=800), Period.WEEK, "60", 3),
        # 1k x 4 = 0.004 a week, 0.12 / 7 a month: exactly 7,000 of them are 120
        (120, work("opus 5.5", requests=1, input=1000), Period.WEEK, "0.01714285714285714285714285714", 7000),
        (1, work("opus 5.5", requests=1, input=M), Period.MONTH, "4", 0),
    ],
)  # fmt: skip
def test_how_many_users_fit(
    limit: int | str, asked: Workload, *, per: Period, each: str, users: int, today: PriceList
) -> None:
    result = users_within(Decimal(limit), asked, today, per=per)

    assert (Decimal(each), users) == (result.per_request, result.requests)
    assert result.cost <= Decimal(limit)


def test_users_that_cost_nothing_fit_without_end(today: PriceList) -> None:
    result = users_within(1, work("opus 5.5", requests=1, input=M, discount=1), today)

    assert result.requests is None
    assert not result.cost


@pytest.mark.parametrize(
    ("limit", "unit", "model", "modifiers", "per_million", "tokens"),
    [
        (500, Unit.INPUT, "opus 5.5", set(), "4", 125_000_000),
        (500, Unit.OUTPUT, "opus 5.5", set(), "20", 25_000_000),
        (500, Unit.OUTPUT, "opus 5.5", {BATCH}, "10", 50_000_000),
        (10, Unit.CACHE_READ, "sonnet 5.5", {BATCH}, "0.05", 200_000_000),
        (1, Unit.INPUT, "sonnet 4.6", {US_ONLY}, "3.3", 303_030),  # 303,030.30...
        ("0.000001", Unit.INPUT, "fable 5.2", set(), "8", 0),
    ],
)
def test_how_many_tokens_fit(
    limit: int | str,
    unit: Unit,
    model: str,
    *,
    modifiers: set[Modifier],
    per_million: str,
    tokens: int,
    today: PriceList,
) -> None:
    terms = frozenset(modifiers)
    result = tokens_within(Decimal(limit), unit, model, today, modifiers=terms)

    assert (Decimal(per_million), tokens) == (result.per_million, result.tokens)


def test_tokens_that_cost_nothing_fit_without_end(today: PriceList) -> None:
    result = tokens_within(1, Unit.INPUT, "opus 5.5", today, discount=Decimal(1))

    assert result.tokens is None
    assert not result.cost


@pytest.mark.parametrize(
    ("limit", "asked", "total", "within", "share"),
    [
        (100, work("sonnet 4", input=10 * M, output=2 * M), "60", True, "0.6"),
        (60, work("sonnet 4", input=10 * M, output=2 * M), "60", True, "1"),
        ("59.99", work("sonnet 4", input=10 * M, output=2 * M), "60", False, "1.000166694449074845807634606"),
        (30, work("sonnet 5.5", requests=1_500_000, input=3000, output=800), "21000", False, "700"),
        (500, work("opus 5.5"), "0", True, "0"),
    ],
)  # fmt: skip
def test_whether_the_work_fits(
    limit: int | str, asked: Workload, *, total: str, within: bool, share: str, today: PriceList
) -> None:
    result = fits(Decimal(limit), asked, today)

    assert Budget(Decimal(limit), Decimal(total), within, Decimal(share)) == result


def test_whether_several_workloads_fit_together(today: PriceList) -> None:
    works = [work("sonnet 4", input=10 * M), work("opus 5.5", output=M)]

    assert Budget(Decimal(50), Decimal(50), fits=True, share=Decimal(1)) == fits(50, works, today)


@pytest.mark.parametrize(
    ("limit", "share", "cost"),
    [
        # 2M x 4 + 1M x 20 = 28; all of it read 2M x 0.2 + 20 = 20.4
        (28, "0", "28"),
        ("24.2", "0.5", "24.2"),
        ("24.1", "0.5132", "24.09968"),  # 3.9 / 7.6 = 51.315... %
        ("20.4", "1", "20.4"),
    ],
)
def test_which_share_must_be_cached(
    limit: int | str, share: str, cost: str, today: PriceList
) -> None:
    asked = work("opus 5.5", input=2 * M, output=M)

    result = cached_share_within(Decimal(limit), asked, today)

    assert result == CachedShare(Decimal(limit), Decimal(share), Decimal(cost))


def test_which_share_of_a_mix_must_be_cached(today: PriceList) -> None:
    """4 + 2 = 6 without, 0.2 + 0.1 = 0.3 with all of it: 3 / 5.7 = 52.631... %."""
    mix = [work("opus 5.5", input=M), work("sonnet 5.5", input=M)]

    result = cached_share_within(3, mix, today)

    assert result == CachedShare(Decimal(3), Decimal("0.5264"), Decimal("2.99952"))


def test_no_share_is_enough_for_what_the_output_costs(today: PriceList) -> None:
    assert cached_share_within(10, work("opus 5.5", input=M, output=M), today) is None


requests = st.builds(
    Usage, input=st.integers(0, 50_000), output=st.integers(0, 4096), web_search=st.integers(0, 3)
)
limits = st.decimals("0.01", 10**9, places=4)


@given(limits, requests, st.sampled_from(MODELS))
def test_a_smaller_share_would_not_be_enough(limit: Decimal, usage: Usage, model: str) -> None:
    asked = Workload(model, usage, requests=Decimal(1000))

    result = cached_share_within(limit, asked, TODAY)

    if result is None:
        assert not fits(limit, replace(asked, usage=usage.cached(1)), TODAY).fits
        return
    assert fits(limit, replace(asked, usage=usage.cached(result.share)), TODAY).fits
    if result.share:
        less = usage.cached(result.share - Decimal("0.0001"))
        assert not fits(limit, replace(asked, usage=less), TODAY).fits


@given(limits, requests, st.sampled_from(MODELS))
def test_one_more_request_would_not_fit(limit: Decimal, usage: Usage, model: str) -> None:
    asked = Workload(model, usage, requests=Decimal(1))
    assume(list(usage))

    result = requests_within(limit, asked, TODAY)

    assert result.requests is not None
    many, more = (
        Workload(model, usage, requests=Decimal(count))
        for count in (result.requests, result.requests + 1)
    )
    assert result.cost == estimate(many, TODAY).total <= limit < estimate(more, TODAY).total
    assert fits(limit, many, TODAY).fits
    assert not fits(limit, more, TODAY).fits


@given(limits, requests, st.sampled_from(Period), st.sampled_from(Period))
def test_one_more_user_would_not_fit(
    limit: Decimal, usage: Usage, per: Period, limit_per: Period
) -> None:
    asked = Workload("sonnet 4.6", usage, requests=Decimal(20))
    assume(list(usage))

    result = users_within(limit, asked, TODAY, per=per, limit_per=limit_per)

    above, below = period_ratio(per, limit_per)
    each = Fraction(estimate(asked, TODAY).total) * above / below
    assert result.requests is not None
    assert result.requests * each <= Fraction(limit) < (result.requests + 1) * each


@given(limits, st.sampled_from([Unit.INPUT, Unit.OUTPUT, Unit.CACHE_READ]), st.sampled_from(MODELS))
def test_one_more_token_would_not_fit(limit: Decimal, unit: Unit, model: str) -> None:
    result = tokens_within(limit, unit, model, TODAY)

    each = Fraction(result.per_million) / M
    assert result.tokens is not None
    assert Fraction(result.cost) == result.tokens * each <= Fraction(limit)
    assert Fraction(limit) < (result.tokens + 1) * each


@given(limits, st.integers(1, 10**119 - 1))
def test_the_count_is_exact_however_long_the_numbers(limit: Decimal, digits: int) -> None:
    with exactly():
        tiny = Decimal(digits).scaleb(-118)
    result = requests_within(limit, Workload("opus 5.5", Usage(tiny), Decimal(1)), TODAY)

    with exactly():
        assert result.requests is not None
        assert result.cost == result.requests * result.per_request <= limit
        assert limit < (result.requests + 1) * result.per_request


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        (0, "limit is 0: a budget is above 0"),
        (-5, "limit is -5: an amount is a number from 0 up"),
    ],
)
def test_error_for_a_budget_that_cannot_be(limit: int, message: str, today: PriceList) -> None:
    asked = work("opus 5.5", requests=1, input=1000)
    with pytest.raises(BadWorkload) as one:
        requests_within(limit, asked, today)
    with pytest.raises(BadWorkload) as all_of_it:
        fits(limit, asked, today)

    assert message == str(one.value) == str(all_of_it.value)


@pytest.mark.parametrize(
    ("asked", "requests"),
    [
        ([work("opus 5.5", input=1000)], "0"),  # a volume
        ([work("opus 5.5", requests="1.5", input=1000)], "1.5"),
        ([work("opus 5.5", requests="0.7"), work("haiku 5.5", requests="0.2")], "0.9"),
        ([], "0"),
    ],
)
def test_error_for_what_is_not_one_request(
    asked: list[Workload], requests: str, today: PriceList
) -> None:
    with pytest.raises(BadWorkload) as refusal:
        requests_within(10, asked, today)

    problem = "what one request costs is asked: shares sum up to 1"
    assert f"requests is {requests}: {problem}" == str(refusal.value)


def test_error_for_what_has_no_price(today: PriceList) -> None:
    with pytest.raises(UnknownModel):
        fits(10, work("opus 6", input=1), today)
    with pytest.raises(RateNotPublished):
        requests_within(10, work("sonnet 3", requests=1, cache_read=1), today)
    with pytest.raises(RequestTooLarge):
        requests_within(10, work("haiku 4.5", requests=1, input=200_001), today)
