"""Amounts worked out by hand, from the published rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext

import pytest

from pricing import (
    CannotCombine,
    CannotPrice,
    Modifier,
    ModifierRefused,
    NotReleased,
    PriceBook,
    PriceList,
    RateNotPublished,
    RequestTooLarge,
    Unit,
    UnknownModel,
    Workload,
    estimate,
)

from .asking import work

BATCH, FAST, US_ONLY, REGIONAL = Modifier
M = 1_000_000


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        # volumes: tokens x rate
        (work("sonnet 4", cache_read=10 * M, output=2 * M), "33"),  # 10 x 0.30 + 2 x 15
        (work("sonnet 4", input=10 * M, output=2 * M), "60"),
        (work("sonnet 4", BATCH, input=10 * M, output=2 * M), "30"),
        (work("opus 4", input=10 * M, output=2 * M), "300"),
        (work("sonnet 4", cache_write_5m=10 * M), "37.50"),
        (work("sonnet 4", cache_write_1h=10 * M), "60"),
        (work("opus 5.5", BATCH, input=2 * M, cache_read=8 * M, output=2 * M), "24.80"),
        (work("opus 5.5", cache_write_1h=344_139), "2.753112"),
        (work("opus 5.5", US_ONLY, input=M, output=M), "26.40"),
        (work("opus 5.5", REGIONAL, input=M, output=M), "26.40"),
        (work("opus 5.5", FAST, input=M, output=M), "48"),
        (work("opus 5.5", FAST, US_ONLY, cache_read=M, output=M), "44.44"),  # (0.40 + 40) x 1.1
        (work("opus 5.5", BATCH, US_ONLY, input=M, output=M), "13.20"),
        (work("opus 5.5", BATCH, REGIONAL, cache_read=M, cache_write_5m=M), "2.86"),
        (work("haiku 3", cache_read=M, cache_write_5m=M, cache_write_1h=M), "0.83"),
        # one request as the API's usage object counts it
        (
            work("sonnet 4.6", input=1200, output=5300, cache_read=940_000, cache_write_5m=50_000),
            "0.5526",
        ),
        # requests
        (work("sonnet 5.5", requests=1_500_000, input=3000, output=800), "21000"),
        (work("haiku 4.5", requests=300_000, input=1500, output=400), "1050"),
        (work("sonnet 4.5", requests=10_000, input=3700), "111"),
        (work("sonnet 4.6", requests=30_000, input=2500, web_search=1), "525"),
        (work("haiku 5.5", requests=0, input=2500), "0"),
        # tool fees: no modifier touches them
        (work("opus 5.5", web_search=1000), "10"),
        (work("opus 5.5", US_ONLY, input=M, session_hour=1), "4.48"),
        (work("opus 5.5", FAST, input=M, web_search=100), "9"),
        (work("opus 5.5", US_ONLY, FAST, web_search=3, session_hour="0.5"), "0.07"),
        # a negotiated discount: token costs only
        (work("opus 5.5", input=M, output=M, web_search=100, discount="0.15"), "21.40"),
        (work("opus 5.5", BATCH, input=M, output=M, discount="0.15"), "10.20"),
        (work("opus 5.5", input=M, discount=1), "0"),
        (work("opus 5.5", web_search=100, discount="0.5"), "1"),
        # nothing
        (work("opus 5.5"), "0"),
    ],
)  # fmt: skip
def test_an_amount_of_today(asked: Workload, total: str, today: PriceList) -> None:
    assert Decimal(total) == estimate(asked, today).total


HAIKU = {"output": 2000, "requests": 1000}
LONG = {"input": 300_000, "output": 1000}


@pytest.mark.parametrize(
    ("day", "asked", "total"),
    [
        # Haiku 5.5: strictly above 100,000 prompt tokens everything costs five times as much
        ("2026-11-22", work("haiku 5.5", input=10 * M, output=2 * M), "2"),  # a volume: base tier
        ("2026-11-22", work("haiku 5.5", input=10 * M, output=2 * M, prompt_tokens=100_001), "10"),
        ("2026-11-22", work("haiku 5.5", input=10 * M, output=2 * M, prompt_tokens=100_000), "2"),
        ("2026-11-22", work("haiku 5.5", input=100_000, **HAIKU), "11"),
        ("2026-11-22", work("haiku 5.5", input=100_001, **HAIKU), "55.0005"),
        ("2026-11-22", work("haiku 5.5", input=150_000, **HAIKU), "80"),
        ("2026-11-22", work("haiku 5.5", cache_read=60_000, cache_write_5m=40_000, **HAIKU), "6.60"),
        ("2026-11-22", work("haiku 5.5", cache_read=60_001, cache_write_5m=40_000, **HAIKU), "33.00005"),
        ("2026-11-22", work("haiku 5.5", cache_write_1h=100_001, **HAIKU), "105.001"),
        ("2026-11-22", work("haiku 5.5", BATCH, US_ONLY, input=150_000, **HAIKU), "44"),
        ("2026-11-22", work("haiku 5.5", input=100_000, output=128_000, requests=1), "0.074"),
        # Sonnet 4 and 4.5: above 200,000 until 2026-04-30
        ("2026-01-15", work("sonnet 4.5", requests=100, **LONG), "182.25"),  # 30M x 6 + 100k x 22.50
        ("2026-04-29", work("sonnet 4.5", requests=100, **LONG), "182.25"),
        ("2026-01-15", work("sonnet 4.5", requests=100, input=200_000, output=1000), "61.50"),
        ("2026-01-15", work("sonnet 4.5", requests=100, input=200_001, output=1000), "122.2506"),
        ("2026-01-15", work("sonnet 4.5", BATCH, requests=100, **LONG), "91.125"),
        ("2025-08-12", work("sonnet 4", requests=100, **LONG), "182.25"),
        ("2026-01-15", work("sonnet 4", requests=1, cache_read=300_000, cache_write_1h=100_000), "1.38"),
        # Opus 4.6 and Sonnet 4.6: above 200,000 until 2026-03-13
        ("2026-03-12", work("opus 4.6", requests=1, **LONG), "3.0375"),
        ("2026-03-13", work("opus 4.6", requests=1, **LONG), "1.525"),
        ("2026-03-12", work("sonnet 4.6", US_ONLY, requests=1, **LONG), "2.00475"),
        ("2026-03-13", work("sonnet 4.6", requests=1, **LONG), "0.915"),
        # fast mode of Opus 4.6: $60 / $225 above 200,000 at first, then flat, then standard
        ("2026-02-07", work("opus 4.6", FAST, requests=1, **LONG), "18.225"),
        ("2026-02-17", work("opus 4.6", FAST, requests=1, **LONG), "18.225"),
        ("2026-02-17", work("opus 4.6", FAST, requests=1, cache_read=300_000), "1.80"),
        ("2026-02-19", work("opus 4.6", FAST, requests=1, input=200_000, output=1000), "6.15"),
        ("2026-02-19", work("opus 4.6", FAST, **LONG), "9.15"),  # a volume
        ("2026-02-21", work("opus 4.6", FAST, requests=1, **LONG), "9.15"),
        ("2026-06-28", work("opus 4.6", FAST, requests=1, **LONG), "9.15"),
        ("2026-06-29", work("opus 4.6", FAST, requests=1, **LONG), "1.525"),
        ("2026-11-22", work("opus 4.6", FAST, US_ONLY, input=M), "5.50"),
        ("2026-07-23", work("opus 4.7", FAST, input=M, output=M), "180"),
        ("2026-11-29", work("opus 4.8", FAST, input=M, output=M), "60"),
        # prices that changed
        ("2024-12-04", work("haiku 3.5", input=M, output=M), "6"),
        ("2024-12-05", work("haiku 3.5", input=M, output=M), "4.80"),
        ("2026-10-06", work("sonnet 5.5", cache_read=10 * M, output=2 * M), "22"),
        ("2026-10-07", work("sonnet 5.5", cache_read=10 * M, output=2 * M), "21"),
        ("2026-11-08", work("fable 5.1", cache_read=M, output=M), "50.25"),
        # a day to come: what is announced by now
        ("2026-12-24", work("sonnet 4.5", input=M, output=M), "18"),
    ],
)  # fmt: skip
def test_an_amount_of_a_day(day: str, asked: Workload, total: str, book: PriceBook) -> None:
    assert Decimal(total) == estimate(asked, book.as_of(date.fromisoformat(day))).total


@pytest.mark.parametrize(
    ("asked", "error", "message"),
    [
        # what excludes each other
        (work("opus 5.5", BATCH, FAST, input=1), CannotCombine, "claude-opus-5-5: batch with fast cannot be combined"),
        (work("opus 4.6", BATCH, FAST, input=1), CannotCombine, "claude-opus-4-6: batch with fast cannot be combined"),
        (work("opus 5.5", US_ONLY, REGIONAL, input=1), CannotCombine, "claude-opus-5-5: us_only with regional cannot be combined"),
        (work("opus 5.5", FAST, REGIONAL, input=1), CannotCombine, "claude-opus-5-5: fast with regional has no published price"),
        (work("opus 5.5", BATCH, session_hour=1), CannotCombine, "claude-opus-5-5: batch with session_hour cannot be combined"),
        (work("opus 5.5", REGIONAL, session_hour=1), CannotCombine, "claude-opus-5-5: regional with session_hour cannot be combined"),
        (work("opus 5.5", BATCH, web_search=1), CannotCombine, "claude-opus-5-5: batch with web_search has no published price"),
        (work("sonnet 5.5", BATCH, FAST, input=1), CannotCombine, "claude-sonnet-5-5: batch with fast cannot be combined"),
        # what a model does not offer
        (work("opus 4.5", US_ONLY, input=1), ModifierRefused, "claude-opus-4-5-20251101: us_only is not offered"),
        (work("sonnet 5.5", FAST, input=1), ModifierRefused, "claude-sonnet-5-5: fast is not offered"),
        (work("opus 4.7", FAST, input=1), ModifierRefused, "claude-opus-4-7: fast was removed on 2026-07-24"),
        # what nobody published
        (work("sonnet 3", cache_read=1), RateNotPublished, "claude-3-sonnet-20240229: no price for cache_read was ever published"),
        (work("sonnet 3", BATCH, input=1), RateNotPublished, "claude-3-sonnet-20240229: no price for batch was ever published"),
        (work("mythos preview", cache_write_5m=1), RateNotPublished, "claude-mythos-preview: no price for cache_write_5m was ever published"),
        (work("mythos preview", US_ONLY, input=1), RateNotPublished, "claude-mythos-preview: no price for us_only was ever published"),
        (work("sonnet 4", REGIONAL, input=1), RateNotPublished, "claude-sonnet-4-20250514: no price for regional was ever published"),
        # what is too large for one request
        (work("sonnet 4.5", requests=1, input=200_001), RequestTooLarge, "claude-sonnet-4-5-20250929: one request's prompt of 200,001 tokens is above its limit of 200,000"),
        (work("sonnet 4", requests=100, **LONG), RequestTooLarge, "claude-sonnet-4-20250514: one request's prompt of 300,000 tokens is above its limit of 200,000"),
        (work("opus 5.5", input=M, prompt_tokens=M + 1), RequestTooLarge, "claude-opus-5-5: one request's prompt of 1,000,001 tokens is above its limit of 1,000,000"),
        (work("opus 5.5", requests=1, cache_read=M, cache_write_5m=1), RequestTooLarge, "claude-opus-5-5: one request's prompt of 1,000,001 tokens is above its limit of 1,000,000"),
        (work("opus 5.5", requests=1, output=128_001), RequestTooLarge, "claude-opus-5-5: one request's output of 128,001 tokens is above its limit of 128,000"),
        (work("opus 5.5", BATCH, requests=1, output=300_001), RequestTooLarge, "claude-opus-5-5: one request's output of 300,001 tokens is above its limit of 300,000"),
        (work("haiku 4.5", BATCH, requests=1, output=64_001), RequestTooLarge, "claude-haiku-4-5-20251001: one request's output of 64,001 tokens is above its limit of 64,000"),
        # what there is not
        (work("opus-4-10", input=1), UnknownModel, "no model answers to 'opus-4-10'"),
    ],
)  # fmt: skip
def test_error_for_what_has_no_price(
    asked: Workload, error: type[Exception], message: str, today: PriceList
) -> None:
    with pytest.raises(error) as refusal:
        estimate(asked, today)

    assert message == str(refusal.value)


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        (work("opus 5.5", input=M, prompt_tokens="1e6", cache_read=1), "4.0000002"),
        (work("opus 5.5", BATCH, requests=1, output=300_000), "3"),
        (work("mythos preview", requests=1, output=M), "125"),  # its largest output is not known
        (work("claude 1.3", requests=1, input=M), "8"),  # nor is this one's window
    ],
)  # fmt: skip
def test_an_amount_just_within_the_limits(asked: Workload, total: str, today: PriceList) -> None:
    assert Decimal(total) == estimate(asked, today).total


@pytest.mark.parametrize(
    ("day", "asked", "message"),
    [
        ("2025-12-01", work("opus 4.6", input=M), "claude-opus-4-6: not yet released on 2025-12-01; it came on 2026-02-05"),
        ("2026-02-06", work("opus 4.6", FAST, input=M), "claude-opus-4-6: fast was not offered before 2026-02-07"),
        ("2026-02-18", work("opus 4.6", FAST, requests=1, **LONG), "claude-opus-4-6: what fast cost on 2026-02-18 is not known"),
        ("2026-02-20", work("opus 4.6", FAST, requests=1, **LONG), "claude-opus-4-6: what fast cost on 2026-02-20 is not known"),
        ("2026-11-30", work("opus 4.8", FAST, input=M), "claude-opus-4-8: fast was removed on 2026-11-30"),
        ("2026-04-30", work("sonnet 4.5", requests=1, **LONG), "claude-sonnet-4-5-20250929: one request's prompt of 300,000 tokens is above its limit of 200,000"),
        ("2025-08-11", work("sonnet 4", requests=1, **LONG), "claude-sonnet-4-20250514: one request's prompt of 300,000 tokens is above its limit of 200,000"),
        ("2024-01-01", work("claude 2", input=M), "claude-2.0: what input cost on 2024-01-01 is not known"),
    ],
)  # fmt: skip
def test_error_on_a_day(day: str, asked: Workload, message: str, book: PriceBook) -> None:
    with pytest.raises(CannotPrice) as refusal:
        estimate(asked, book.as_of(date.fromisoformat(day)))

    assert message == str(refusal.value)


def test_a_mix_is_the_sum_of_its_parts(today: PriceList) -> None:
    haiku = work("haiku 4.5", requests=700_000, input=5000, output=2000)
    opus = work("opus 4.7", requests=300_000, input=5000, output=2000)

    mix = estimate([haiku, opus], today)

    assert [Decimal(10_500), Decimal(22_500)] == [part.total for part in mix.parts]
    assert Decimal(33_000) == mix.total
    assert 4 == len(list(mix.lines))


def test_no_work_costs_nothing(today: PriceList) -> None:
    assert Decimal(0) == estimate([], today).total


def test_error_when_a_part_of_a_mix_has_no_price(today: PriceList) -> None:
    parts = (work("opus 5.5", input=1), work("opus 4.5", US_ONLY, input=1))

    with pytest.raises(ModifierRefused):
        estimate(iter(parts), today)


def test_lines_say_how_it_was_worked_out(today: PriceList) -> None:
    asked = work(
        "opus 5.5", BATCH, US_ONLY, requests=10, input=1000, cache_read=2000, output=50,
        discount="0.1",
    )  # fmt: skip

    result = estimate(asked, today)

    assert [
        ("input", 10_000, 4, Decimal("0.55"), Decimal("0.04"), Decimal("0.022")),
        ("output", 500, 20, Decimal("0.55"), Decimal("0.01"), Decimal("0.0055")),
        (
            "cache_read",
            20_000,
            Decimal("0.2"),
            Decimal("0.55"),
            Decimal("0.004"),
            Decimal("0.0022"),
        ),
        ("discount", Decimal("0.0297"), Decimal("-0.1"), 1, 0, Decimal("-0.00297")),
    ] == [
        (line.unit, line.quantity, line.rate.usd, line.multiplier, line.list_cost, line.cost)
        for line in result.lines
    ]
    assert Decimal("0.02673") == result.total
    assert {"claude-opus-5-5"} == {line.model for line in result.lines}
    assert [(BATCH, Decimal("0.5")), (US_ONLY, Decimal("1.1"))] == [
        tuple(factor) for factor in next(result.lines).factors
    ]


def test_a_discount_on_nothing_is_no_line(today: PriceList) -> None:
    lines = list(estimate(work("opus 5.5", web_search=1, discount="0.1"), today).lines)

    assert [Unit.WEB_SEARCH] == [line.unit for line in lines]


@pytest.mark.parametrize(
    ("prompt", "above"), [(100_000, False), (100_001, True), ("100000.5", True)]
)
def test_a_tier_is_strictly_above(prompt: int | str, above: bool, today: PriceList) -> None:
    (part,) = estimate(work("haiku 5.5", requests=1, input=prompt), today).parts

    assert above == part.above_tier


def test_output_never_decides_the_tier(today: PriceList) -> None:
    (part,) = estimate(work("haiku 5.5", requests=1, input=1, output=128_000), today).parts

    assert not part.above_tier


def test_a_volume_never_picks_a_tier(today: PriceList) -> None:
    (part,) = estimate(work("haiku 5.5", input=10**12), today).parts

    assert not part.above_tier


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        (work("opus 4.6", requests=1000, cache_read=4095), "20.475"),  # plain input at $5
        (work("opus 4.6", requests=1000, cache_read=4096), "2.048"),
        (work("opus 4.6", requests=1000, cache_read=4000, cache_write_1h=96), "2.96"),
        (work("opus 4.6", requests=1000, cache_write_5m=4000, input=95), "20.475"),
        (work("opus 4.6", cache_read=4 * M, prompt_tokens=4095), "20"),
        (work("opus 4.6", cache_read=4000), "0.002"),  # a volume: the size of a prompt is not known
        (work("fable 5.2", requests=1000, cache_read=100), "0.02"),  # its minimum is not known
        (work("mythos preview", requests=1000, cache_read=2047), "51.175"),
    ],
)
def test_a_prompt_too_small_to_be_cached_is_plain_input(
    asked: Workload, total: str, today: PriceList
) -> None:
    assert Decimal(total) == estimate(asked, today).total


@pytest.mark.parametrize(
    ("asked", "below"),
    [
        (work("opus 4.6", requests=1, cache_read=4095), True),
        (work("opus 4.6", requests=1, cache_read=4096), False),
        (work("opus 4.6", requests=1, input=4095), False),  # nothing asked to be cached
    ],
)
def test_it_says_when_nothing_was_cached(asked: Workload, below: bool, today: PriceList) -> None:
    (part,) = estimate(asked, today).parts

    assert below == part.below_cache_minimum


def test_the_context_around_does_not_matter(today: PriceList) -> None:
    asked = work("haiku 5.5", requests=1_234_567, input=12_345, discount="0.123456789")
    expected = estimate(asked, today).total

    with localcontext(prec=3):
        assert expected == estimate(asked, today).total


def test_error_before_the_release_of_one_part(book: PriceBook) -> None:
    with pytest.raises(NotReleased):
        estimate(
            [work("opus 4.5", input=1), work("opus 5.5", input=1)], book.as_of(date(2026, 1, 1))
        )
