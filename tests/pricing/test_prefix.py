from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing import (
    Arrivals,
    BadWorkload,
    ModelPricing,
    Modifier,
    ModifierRefused,
    PriceList,
    RateNotPublished,
    Traffic,
    Ttl,
    Unit,
    Usage,
    Workload,
    break_even,
    cache_traffic,
    divide,
    estimate,
    exactly,
    prefix_cost,
    turns_at_random,
)

from .test_breakeven import CACHING, TODAY

SHORT, LONG = Ttl
BATCH, FAST, US_ONLY, REGIONAL = Modifier
RANDOM = Arrivals.RANDOM


@pytest.mark.parametrize(
    ("requests", "hours", "short", "long"),
    [  # writes and reads a day
        (1000, 24, (1, 999), (1, 999)),  # every 86.4 seconds
        (289, 24, (1, 288), (1, 288)),
        (288, 24, (1, 287), (1, 287)),  # every 5 minutes: the entry just lives
        (287, 24, (287, 0), (1, 286)),
        (24, 24, (24, 0), (1, 23)),  # every hour
        (23, 24, (23, 0), (23, 0)),
        (1, 24, (1, 0), (1, 0)),
        (96, 8, (1, 95), (1, 95)),  # within 8 hours: every 5 minutes
        (95, 8, (95, 0), (1, 94)),
        (1, 1, (1, 0), (1, 0)),
        (6, "0.5", (1, 5), (1, 5)),
        ("0.5", 24, ("0.5", 0), ("0.5", 0)),  # every second day
        ("0.5", "0.01", ("0.5", 0), ("0.5", 0)),
    ],
)
def test_writes_and_reads_a_day(
    requests: int | str, hours: int | str, short: tuple[int, int], long: tuple[int, int]
) -> None:
    amounts = Decimal(requests), Decimal(hours)
    rates = [cache_traffic(amounts[0], ttl, amounts[1]) for ttl in Ttl]

    assert [Traffic(*map(Decimal, each)) for each in (short, long)] == rates


M = 1_000_000


@pytest.mark.parametrize(
    ("model", "tokens", "requests", "hours", "none", "short", "long", "best"),
    [
        # 50M x 3; 50k x 3.75 + 49.95M x 0.30; 50k x 6 + 49.95M x 0.30
        ("sonnet 4.6", 50_000, 1000, 24, "150", "15.1725", "15.285", SHORT),
        # 10 x 50k = 500k: x 3, x 3.75, x 6: every one writes
        ("sonnet 4.6", 50_000, 10, 24, "1.50", "1.875", "3", None),
        # every 28.8 minutes: 2.5M x 3; x 3.75; 50k x 6 + 2.45M x 0.30
        ("sonnet 4.6", 50_000, 50, 24, "7.50", "9.375", "1.035", LONG),
        # the same within an hour: every 72 seconds
        ("sonnet 4.6", 50_000, 50, 1, "7.50", "0.9225", "1.035", SHORT),
        # 2M x 4; 1M x 5 + 1M x 0.20; 1M x 8 + 1M x 0.20
        ("opus 5.5", M, 2, "0.1", "8", "5.20", "8.20", SHORT),
        # one request a day is never read
        ("opus 5.5", M, 1, 24, "4", "5", "8", None),
        # half a one
        ("opus 5.5", M, "0.5", 24, "2", "2.5", "4", None),
        # 100M x 8; 100k x 10 + 99.9M x 0.20; 100k x 16 + 99.9M x 0.20
        ("fable 5.2", 100_000, 1000, 24, "800", "20.98", "21.58", SHORT),
        ("opus 5.5", 0, 1000, 24, "0", "0", "0", None),
    ],
)
def test_what_a_prefix_costs_a_day(
    model: str,
    tokens: int,
    *,
    requests: int | str,
    hours: int | str,
    none: str,
    short: str,
    long: str,
    best: Ttl | None,
    today: PriceList,
) -> None:
    result = prefix_cost(today.pricing(model), tokens, Decimal(requests), Decimal(hours))

    assert [Decimal(each) for each in (none, short, long)] == [c.cost for c in result.choices]
    assert [None, SHORT, LONG] == [each.ttl for each in result.choices]
    assert best == result.best.ttl


def test_a_choice_says_how_often_the_cache_is_hit(today: PriceList) -> None:
    result = prefix_cost(today.pricing("sonnet 4.6"), 50_000, 50)

    assert Decimal(1728) == result.gap
    assert [(0, 0), (50, 0), (1, 49)] == [(int(c.writes), int(c.reads)) for c in result.choices]
    assert [Decimal(0), Decimal(0), Decimal("0.98")] == [c.hit_share for c in result.choices]


def test_a_prefix_smaller_than_the_model_caches_is_plain_input(today: PriceList) -> None:
    """Sonnet 4.6 caches from 1,024 tokens on."""
    below = prefix_cost(today.pricing("sonnet 4.6"), 1023, 1000)
    cached = prefix_cost(today.pricing("sonnet 4.6"), 1024, 1000)

    assert below.below_cache_minimum
    assert {Decimal("3.069")} == {each.cost for each in below.choices}
    assert {Decimal(0)} == {each.writes + each.reads for each in below.choices}
    assert below.best.ttl is None
    assert not cached.below_cache_minimum
    assert SHORT is cached.best.ttl


@pytest.mark.parametrize(
    ("modifiers", "above_tier", "costs"),
    [  # Haiku 5.5: 10M x 0.10; 100k x 0.125 + 9.9M x 0.01; 100k x 0.20 + 9.9M x 0.01
        ((), False, "1 0.1115 0.119"),
        ((), True, "5 0.5575 0.595"),
        ((BATCH,), False, "0.5 0.05575 0.0595"),
        ((BATCH, US_ONLY), True, "2.75 0.306625 0.32725"),
    ],
)
def test_modifiers_and_the_prompt_tier_scale_it(
    modifiers: tuple[Modifier, ...], above_tier: bool, costs: str, today: PriceList
) -> None:
    result = prefix_cost(
        today.pricing("haiku 5.5"),
        100_000,
        100,
        1,
        modifiers=frozenset(modifiers),
        above_tier=above_tier,
    )

    assert [Decimal(each) for each in costs.split()] == [each.cost for each in result.choices]


def test_fast_mode_has_rates_of_its_own(today: PriceList) -> None:
    """1M x 8; 1M x 10; 1M x 16 on Opus 5.5."""
    result = prefix_cost(today.pricing("opus 5.5"), 1_000_000, 1, modifiers=frozenset({FAST}))

    assert [8, 10, 16] == [each.cost for each in result.choices]


pricings = st.sampled_from(CACHING)
counts = st.one_of(st.integers(1, 10**6), st.decimals("0.01", 10**6, places=3))


@given(counts, st.decimals("0.01", 24, places=2), st.sampled_from(Ttl))
def test_every_request_writes_or_reads(requests: Decimal, hours: Decimal, ttl: Ttl) -> None:
    writes, reads = cache_traffic(requests, ttl, hours)

    assert writes + reads == requests
    assert reads == 0 or writes == 1


@given(pricings, st.integers(1, 1_000_000), counts, st.decimals("0.01", 24, places=2))
def test_a_choice_costs_what_its_requests_are_estimated_at(
    pricing: ModelPricing, tokens: int, requests: Decimal, hours: Decimal
) -> None:
    name = pricing.model.id
    result = prefix_cost(pricing, tokens, requests, hours)

    for choice in result.choices:
        write = choice.ttl.write if choice.ttl else Unit.INPUT
        with exactly():
            plain = requests - choice.writes - choice.reads
        parts = [
            Workload(name, Usage(input=tokens).times(plain)),
            Workload(name, Usage(cache_read=tokens).times(choice.reads)),
            Workload(name, Usage(**{write.value: Decimal(tokens)}).times(choice.writes)),
        ]
        assert choice.cost == estimate(parts, TODAY).total
        assert result.best.cost <= choice.cost


@given(pricings, st.integers(5000, 1_000_000), st.integers(1, 23))
def test_a_gap_longer_than_the_life_is_dearer_than_no_cache(
    pricing: ModelPricing, tokens: int, requests: int
) -> None:
    none, short, long = prefix_cost(pricing, tokens, requests).choices

    assert none.cost < short.cost < long.cost


@pytest.mark.parametrize(
    ("requests", "hours", "short", "long"),
    [  # reads a day: (requests - 1) x (1 - e^(-requests / seconds x life)), by a calculator
        (240, 24, 135.131, 238.9891),  # 10 an hour: 239 x 0.565402, 239 x 0.99995460
        (72, 24, 15.7051, 67.4651),  # 3 an hour: 71 x 0.221199, 71 x 0.950213
        (24, 24, 1.8390, 14.5388),  # 23 x 0.0799556, 23 x 0.632121
        (96, 8, 60.0515, 94.9994),  # every 5 minutes on average: 95 x 0.632121
        (1, 24, 0, 0),
        ("0.5", 24, 0, 0),
    ],
)
def test_at_random_a_share_of_gaps_is_within_the_life(
    requests: int | str, hours: int, short: float, long: float
) -> None:
    found = [cache_traffic(Decimal(requests), ttl, hours, arrivals=RANDOM) for ttl in Ttl]

    assert [short, long] == [round(float(each.reads), 4) for each in found]


def test_at_random_each_day_begins_with_a_write() -> None:
    """A week of 168 requests, one an hour: 161 x (1 - e^(-1/12)), 161 x (1 - e^-1)."""
    short, long = (cache_traffic(168, ttl, days=7, arrivals=RANDOM) for ttl in Ttl)

    assert [12.8728, 101.7714] == [round(float(each.reads), 4) for each in (short, long)]


def test_the_chance_of_a_hit_has_28_digits() -> None:
    """Beside the series of e^(-1/3), summed in whole numbers."""
    series = sum(Fraction((-1) ** n, 3**n * math.factorial(n)) for n in range(40))
    traffic = cache_traffic(97, SHORT, arrivals=RANDOM)

    with exactly():
        chance = cache_traffic(2, SHORT, Decimal(1) / 2, arrivals=RANDOM).reads
    assert chance == divide((1 - series).numerator, (1 - series).denominator)
    assert 28 >= len(divide(traffic.reads, 96).as_tuple().digits)


def test_what_a_prefix_costs_a_day_at_random() -> None:
    """Opus 5.5, 40k, 10 an hour: 9.6M x 4; 104.87 writes of 5 minutes and 135.13 reads, or 1.01 and 238.99."""
    pricing = TODAY.pricing("opus 5.5")
    found = prefix_cost(pricing, 40_000, 240, arrivals=RANDOM)

    costs = [float(each.cost) for each in found.choices]
    # writes x 40k x 5 + reads x 40k x 0.20; writes x 40k x 8 + reads x 40k x 0.20
    expected = [38.40, 104.868972 * 0.2 + 135.131028 * 0.008, 1.010851 * 0.32 + 238.989149 * 0.008]
    assert expected == pytest.approx(costs, abs=1e-5)
    assert LONG is found.best.ttl
    assert 360 == found.gap


@given(counts, st.decimals("0.01", 24, places=2), st.sampled_from(Ttl))
def test_at_random_every_request_writes_or_reads(
    requests: Decimal, hours: Decimal, ttl: Ttl
) -> None:
    writes, reads = cache_traffic(requests, ttl, hours, arrivals=RANDOM)

    with exactly():
        assert writes + reads == requests
    assert reads >= 0
    assert writes >= min(requests, Decimal(1))


@given(pricings, st.integers(5000, 1_000_000), st.integers(2, 10**6))
def test_at_random_a_cache_is_cheaper_above_the_break_even_share(
    pricing: ModelPricing, tokens: int, requests: int
) -> None:
    none, *cached = prefix_cost(pricing, tokens, requests, arrivals=RANDOM).choices

    for choice in cached:
        assert choice.ttl
        even = break_even(pricing, choice.ttl)
        assert even
        assert (choice.cost < none.cost) is (choice.hit_share > even.hit_share)


@pytest.mark.parametrize(
    ("requests", "hours", "message"),
    [
        (0, 24, "requests is 0: a rate is above 0"),
        (-1, 24, "requests is -1: an amount is a number from 0 up"),
        (1, 0, "hours is 0: a day has up to 24 hours"),
        (1, 25, "hours is 25: a day has up to 24 hours"),
    ],
)
def test_error_for_a_rate_that_cannot_be(
    requests: int, hours: int, message: str, today: PriceList
) -> None:
    with pytest.raises(BadWorkload) as traffic:
        cache_traffic(requests, SHORT, hours)
    with pytest.raises(BadWorkload) as cost:
        prefix_cost(today.pricing("opus 5.5"), 1000, requests, hours)

    assert message == str(traffic.value) == str(cost.value)


def test_error_for_less_than_no_tokens(today: PriceList) -> None:
    with pytest.raises(BadWorkload, match="tokens is -1"):
        prefix_cost(today.pricing("opus 5.5"), -1, 1)


@pytest.mark.parametrize("name", ["sonnet 3", "mythos preview"])
def test_error_where_no_cache_price_is_known(name: str, today: PriceList) -> None:
    with pytest.raises(RateNotPublished) as refusal:
        prefix_cost(today.pricing(name), 5000, 100)

    assert Unit.CACHE_READ is refusal.value.what


def test_error_for_a_modifier_that_is_not_offered(today: PriceList) -> None:
    with pytest.raises(ModifierRefused):
        prefix_cost(today.pricing("haiku 5.5"), 5000, 100, modifiers=frozenset({FAST}))


@pytest.mark.parametrize(
    ("read", "write", "ttl", "hours", "days"),
    [(1, 25, SHORT, 24, 1), ("0.02", "0.26", SHORT, 8, 7), (1, 40, LONG, 24, 1)],
)
def test_the_cost_at_random_turns_where_one_more_request_makes_it_fall(
    read: int | str, write: int | str, ttl: Ttl, hours: int, days: int
) -> None:
    """Beside every whole number of requests up to far behind the second turn, priced one by one."""
    reading, writing = Decimal(read), Decimal(write)

    def cost(requests: int) -> Decimal:
        traffic = cache_traffic(requests, ttl, hours, days=days, arrivals=RANDOM)
        with exactly():
            return traffic.writes * writing + traffic.reads * reading

    most, least = turns_at_random(reading, writing, ttl, hours, days=days)
    costs = {requests: cost(requests) for requests in range(days, int(least) * 2)}
    falling = [each for each in costs if each + 1 in costs and costs[each + 1] < costs[each]]
    assert abs(most - falling[0]) <= 1
    assert abs(least - falling[-1] - 1) <= 1


@pytest.mark.parametrize(
    ("read", "write", "hours"),
    [
        (2, 1, 24),  # reading is no cheaper
        (1, 8, 24),  # not so much cheaper that the cost ever falls
        (1, 25, "0.0001"),  # an entry outlives the day many times
    ],
)
def test_the_cost_at_random_may_only_rise(read: int, write: int, hours: int | str) -> None:
    assert () == turns_at_random(Decimal(read), Decimal(write), SHORT, Decimal(hours))
