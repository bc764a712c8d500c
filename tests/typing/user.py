"""What somebody else writes against `pricing`, held to mypy's strict rules by its test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import assert_type

from pricing import (
    BreakEven,
    Budget,
    CannotPrice,
    Estimate,
    Lever,
    LeverCost,
    LeverRow,
    Modifier,
    PriceBook,
    PriceList,
    RequestBudget,
    SameText,
    Saving,
    Ttl,
    Usage,
    Workload,
    break_even,
    estimate,
    every_lever,
    fits,
    load_published,
    requests_within,
    same_text,
    savings,
    side_by_side,
    with_levers,
)

book = load_published()
assert_type(book, PriceBook)
prices = book.as_of(date(2026, 11, 22))
assert_type(prices, PriceList)

work = Workload(
    "opus 5.5",
    Usage(input=10_000_000, output=Decimal(2_000_000)),
    modifiers=frozenset({Modifier.US_ONLY}),
)
assert_type(estimate(work, prices), Estimate)
assert_type(estimate([work, work], prices).total, Decimal)

costs = every_lever(work, prices)
assert_type(costs, tuple[LeverCost, ...])
assert_type(costs[0].total, Decimal | None)
assert_type(costs[0].refusal, CannotPrice | None)
assert_type(savings(costs), tuple[Saving, ...])
assert_type(side_by_side(work, ["opus 5.5"], prices), tuple[LeverRow, ...])
assert_type(with_levers(work, Lever.CACHED, Lever.BATCH), Workload)

assert_type(same_text(work, "sonnet 4.5", ["opus 5.5"], prices), tuple[SameText, ...])
assert_type(break_even(prices.pricing("opus 5.5"), Ttl.ONE_HOUR), BreakEven | None)
assert_type(requests_within(500, work, prices), RequestBudget)
assert_type(fits(Decimal(500), work, prices), Budget)

cheaper: Callable[[LeverCost], bool] = lambda each: each.total is not None  # noqa: E731
assert_type([each.lever for each in costs if cheaper(each)], list[Lever])
