"""Ranges carried to the dollar, and what moves a total most."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pricing import (
    Driver,
    Ends,
    Usage,
    Workload,
    corners,
    drivers,
    load_published,
    spread,
    total_cost,
)

PRICES = load_published().as_of(load_published().prices_as_of)
At = Mapping[str, Decimal]

ends = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(
    lambda pair: (Decimal(min(pair)), Decimal(max(pair)))
)
ranges = st.dictionaries(st.sampled_from("abcdefg"), ends, min_size=1, max_size=6)


def cost(at: At) -> Decimal:
    """So many requests on Opus 5.5, at $4 and $20 and, read from the cache, $0.20."""
    usage = Usage(input=at["input"], output=at["output"]).cached(at["cached"])
    work = Workload("claude-opus-5-5", usage, requests=Decimal(1000))
    return total_cost(work, PRICES.pricing("claude-opus-5-5"))


def test_of_real_work_worked_out_by_hand() -> None:
    said = {
        "input": (Decimal(1000), Decimal(2000)),
        "output": (Decimal(300), Decimal(900)),
        "cached": (Decimal("0.6"), Decimal("0.8")),
    }

    # Low: 200 x $4 + 800 x $0.20 + 300 x $20, of 1M tokens and for 1,000 requests.
    assert Ends(Decimal("6.96"), Decimal("21.44")) == spread(said, cost)
    assert (
        Driver("output", Decimal("8.01"), Decimal("20.01")),
        Driver("input", Decimal("13.34"), Decimal("14.68")),
        Driver("cached", Decimal("13.44"), Decimal("14.58")),
    ) == drivers(said, cost)


def weighed(at: At) -> Decimal:
    return sum((each * (place + 1) for place, each in enumerate(at.values())), start=Decimal(0))


@given(ranges)
def test_no_corner_lies_outside_the_ends(said: dict[str, tuple[Decimal, Decimal]]) -> None:
    low, high = spread(said, weighed)

    assert all(low <= weighed(each) <= high for each in corners(said))
    assert 2 ** len(said) == len(list(corners(said)))


@given(ranges)
def test_the_largest_comes_first_and_no_more_than_five(
    said: dict[str, tuple[Decimal, Decimal]],
) -> None:
    found = drivers(said, weighed)
    moved = [each.high - each.low for each in found]

    assert sorted(moved, reverse=True) == moved
    assert min(len(said), 5) == len(found)
    assert all(each.low <= each.high for each in found)


def test_nothing_drives_what_has_no_ranges() -> None:
    assert () == drivers({}, weighed)
    assert Ends(Decimal(0), Decimal(0)) == spread({}, weighed)


def test_a_total_that_falls_as_a_number_rises_has_its_ends_at_that_step() -> None:
    said = {"input": (Decimal(500), Decimal(3000))}

    def cached(at: At) -> Decimal:
        """Requests on Sonnet 5, which caches prompts from 1,024 tokens up: $2 and $0.20."""
        work = Workload(
            "claude-sonnet-5", Usage(input=at["input"]).cached(1), requests=Decimal(1000)
        )
        return total_cost(work, PRICES.pricing("claude-sonnet-5"))

    steps = {"input": (Decimal(1023), Decimal(1024))}

    assert Ends(Decimal("0.2048"), Decimal("2.046")) == spread(said, cached, steps)
    assert (Driver("input", Decimal("0.2048"), Decimal("2.046")),) == drivers(said, cached, steps)
