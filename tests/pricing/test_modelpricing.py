from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pricing import (
    CannotPrice,
    ModelPricing,
    Modifier,
    ModifierRefused,
    PriceBook,
    PriceList,
    RateNotPublished,
    Unit,
)

BATCH, FAST, US_ONLY, REGIONAL = Modifier


def on(day: str, model: str, book: PriceBook) -> ModelPricing:
    return book.as_of(date.fromisoformat(day)).pricing(model)


@pytest.mark.parametrize(
    ("model", "day", "unit", "usd"),
    [
        ("haiku 3.5", "2024-12-04", Unit.INPUT, "1"),
        ("haiku 3.5", "2024-12-05", Unit.INPUT, "0.8"),
        ("haiku 3.5", "2024-12-04", Unit.CACHE_READ, "0.1"),
        ("haiku 3.5", "2024-12-05", Unit.CACHE_READ, "0.08"),
        ("sonnet 5.5", "2026-10-06", Unit.CACHE_READ, "0.2"),
        ("sonnet 5.5", "2026-10-07", Unit.CACHE_READ, "0.1"),
        ("sonnet 5", "2026-09-01", Unit.INPUT, "2"),  # the rise to $3 never came
        ("sonnet 4", "2026-11-22", Unit.OUTPUT, "15"),  # retired: its last price
        ("opus 3", "2030-01-01", Unit.OUTPUT, "75"),
        ("haiku 3", "2026-11-22", Unit.CACHE_WRITE_5M, "0.3"),  # published rounded
        ("haiku 3", "2026-11-22", Unit.CACHE_READ, "0.03"),
        ("claude 2", "2025-07-21", Unit.INPUT, "8"),
    ],
)
def test_the_rate_of_a_day(model: str, day: str, unit: Unit, usd: str, book: PriceBook) -> None:
    assert Decimal(usd) == on(day, model, book).rate(unit).usd


def test_a_rate_says_since_when_and_from_where(today: PriceList) -> None:
    rate = today.pricing("sonnet 5.5").rate(Unit.CACHE_READ)

    assert (date(2026, 10, 7), 1_000_000) == (rate.start, rate.per)
    assert "haiku-5-5-announcement" in rate.source
    assert Decimal("0.0000001") == rate.each


def test_a_fee_is_per_piece_or_per_thousand(today: PriceList) -> None:
    pricing = today.pricing("opus 5.5")

    assert Decimal("0.01") == pricing.rate(Unit.WEB_SEARCH).each
    assert Decimal("0.08") == pricing.rate(Unit.SESSION_HOUR).each


def test_fast_prices_are_flat_and_win_over_the_prompt_tier(book: PriceBook) -> None:
    pricing = on("2026-03-01", "opus 4.6", book)

    assert Decimal(30) == pricing.rate(Unit.INPUT, fast=True, tiered=True).usd
    assert Decimal(1) == pricing.tier_multiplier(Unit.INPUT, fast=True)
    assert Decimal(2) == pricing.tier_multiplier(Unit.INPUT, fast=False)
    assert Decimal("1.5") == pricing.tier_multiplier(Unit.OUTPUT, fast=False)


def test_without_a_tier_nothing_is_multiplied(today: PriceList) -> None:
    pricing = today.pricing("opus 5.5")

    assert Decimal(1) == pricing.tier_multiplier(Unit.INPUT, fast=False)
    assert not pricing.is_above_tier(Decimal(1_000_000))
    assert pricing.rates() == pricing.rates(tiered=True)


def test_a_tier_with_numbers_of_its_own_multiplies_nothing(today: PriceList) -> None:
    pricing = today.pricing("haiku 5.5")

    assert Decimal(1) == pricing.tier_multiplier(Unit.OUTPUT, fast=False)
    assert Decimal("2.5") == pricing.rate(Unit.OUTPUT, tiered=True).usd


@pytest.mark.parametrize(
    ("model", "day", "window"),
    [
        ("sonnet 4", "2025-08-11", 200_000),
        ("sonnet 4", "2025-08-12", 1_000_000),
        ("sonnet 4", "2026-04-29", 1_000_000),
        ("sonnet 4", "2026-04-30", 200_000),
        ("sonnet 4.5", "2026-01-15", 1_000_000),
        ("sonnet 4.5", "2026-11-22", 200_000),
        ("opus 4.6", "2026-02-05", 1_000_000),
        ("claude 1.3", "2026-11-22", None),
    ],
)
def test_a_prompt_tier_widens_the_context_window(
    model: str, day: str, window: int | None, book: PriceBook
) -> None:
    assert window == on(day, model, book).context_window


@pytest.mark.parametrize(
    ("model", "prompt", "below"),
    [("opus 4.6", 4095, True), ("opus 4.6", 4096, False), ("fable 5.2", 1, False)],
)
def test_the_smallest_prompt_that_is_cached(
    model: str, prompt: int, below: bool, today: PriceList
) -> None:
    assert below == today.pricing(model).is_below_cache_minimum(Decimal(prompt))


@pytest.mark.parametrize(
    ("model", "day", "modifier", "multiplier"),
    [
        ("opus 5.5", "2026-11-22", BATCH, "0.5"),
        ("opus 5.5", "2026-11-22", US_ONLY, "1.1"),
        ("opus 5.5", "2026-11-22", REGIONAL, "1.1"),
        ("opus 5.5", "2026-11-22", FAST, "1"),
        ("haiku 4.5", "2026-11-22", REGIONAL, "1.1"),
        ("opus 4.8", "2026-11-29", FAST, "1"),
        ("opus 4.6", "2026-06-29", FAST, "1"),
        ("opus 4.6", "2026-11-22", FAST, "1"),
    ],
)
def test_what_a_modifier_multiplies_by(
    model: str, day: str, modifier: Modifier, multiplier: str, book: PriceBook
) -> None:
    assert Decimal(multiplier) == on(day, model, book).multiplier(modifier)


@pytest.mark.parametrize(
    ("model", "day", "modifier", "message"),
    [
        ("opus 4.5", "2026-11-22", US_ONLY, "claude-opus-4-5-20251101: us_only is not offered"),
        ("sonnet 5.5", "2026-11-22", FAST, "claude-sonnet-5-5: fast is not offered"),
        ("opus 4.8", "2026-11-30", FAST, "claude-opus-4-8: fast was removed on 2026-11-30"),
        ("opus 4.7", "2026-07-24", FAST, "claude-opus-4-7: fast was removed on 2026-07-24"),
        ("opus 4.7", "2026-05-11", FAST, "claude-opus-4-7: fast was not offered before 2026-05-12"),
        ("opus 4.6", "2026-02-06", FAST, "claude-opus-4-6: fast was not offered before 2026-02-07"),
    ],
)
def test_error_for_a_modifier_that_is_not_offered(
    model: str, day: str, modifier: Modifier, message: str, book: PriceBook
) -> None:
    with pytest.raises(ModifierRefused) as refusal:
        on(day, model, book).multiplier(modifier)

    assert message == str(refusal.value)
    assert modifier is refusal.value.modifier


@pytest.mark.parametrize("modifier", [BATCH, US_ONLY, REGIONAL])
def test_error_for_a_modifier_of_which_nothing_was_published(
    modifier: Modifier, today: PriceList
) -> None:
    with pytest.raises(RateNotPublished) as refusal:
        today.pricing("mythos preview").multiplier(modifier)

    message = f"claude-mythos-preview: no price for {modifier.value} was ever published"
    assert message == str(refusal.value)


def test_error_for_regional_before_the_4_5_generation(today: PriceList) -> None:
    with pytest.raises(RateNotPublished) as refusal:
        today.pricing("sonnet 4").multiplier(REGIONAL)

    message = "claude-sonnet-4-20250514: no price for regional was ever published"
    assert message == str(refusal.value)


@pytest.mark.parametrize("unit", [Unit.CACHE_READ, Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H])
@pytest.mark.parametrize(
    "model", ["claude-3-sonnet-20240229", "claude-mythos-preview", "claude-2.1"]
)
def test_error_for_a_cache_price_that_was_never_published(
    model: str, unit: Unit, today: PriceList
) -> None:
    with pytest.raises(RateNotPublished) as refusal:
        today.pricing(model).rate(unit)

    assert f"{model}: no price for {unit.value} was ever published" == str(refusal.value)
    assert (unit, None) == (refusal.value.what, refusal.value.day)


@pytest.mark.parametrize("model", ["claude-2.0", "claude-instant-1.2"])
def test_error_on_days_of_which_no_source_says_what_it_cost(model: str, book: PriceBook) -> None:
    """An older price is known, but not the day on which it fell."""
    with pytest.raises(RateNotPublished) as refusal:
        on("2024-01-01", model, book).rate(Unit.INPUT)

    assert f"{model}: what input cost on 2024-01-01 is not known" == str(refusal.value)
    assert date(2024, 1, 1) == refusal.value.day


def test_error_for_fast_mode_above_200k_while_its_price_is_not_known(book: PriceBook) -> None:
    """It became flat on one of these days."""
    pricing = on("2026-02-19", "opus 4.6", book)

    with pytest.raises(RateNotPublished) as refusal:
        pricing.tier_multiplier(Unit.INPUT, fast=True)

    assert "claude-opus-4-6: what fast cost on 2026-02-19 is not known" == str(refusal.value)


def test_error_is_the_same_whatever_the_order_of_modifiers(today: PriceList) -> None:
    refusals = set()
    for modifiers in ([US_ONLY, FAST], [FAST, US_ONLY]):
        with pytest.raises(CannotPrice) as refusal:
            today.pricing("opus 4.5").charges(frozenset(modifiers), above_tier=False)
        refusals.add(str(refusal.value))

    assert {"claude-opus-4-5-20251101: fast is not offered"} == refusals


def test_charges_are_worked_out_once(today: PriceList) -> None:
    pricing = today.pricing("opus 5.5")

    assert pricing.charges(frozenset({BATCH}), above_tier=False) is pricing.charges(
        frozenset({BATCH}), above_tier=False
    )


def test_a_charge_says_what_scales_it(book: PriceBook) -> None:
    pricing = on("2026-03-01", "opus 4.6", book)
    charge = pricing.charges(frozenset({BATCH, US_ONLY}), above_tier=True)[Unit.OUTPUT]

    assert [(None, Decimal("1.5")), (BATCH, Decimal("0.5")), (US_ONLY, Decimal("1.1"))] == [
        tuple(factor) for factor in charge.factors
    ]
    assert Decimal("0.825") == charge.multiplier
    assert Decimal("0.000025") == charge.each


def test_no_modifier_touches_a_fee(today: PriceList) -> None:
    charges = today.pricing("opus 5.5").charges(frozenset({FAST, US_ONLY}), above_tier=False)

    for fee in (charges[Unit.WEB_SEARCH], charges[Unit.SESSION_HOUR]):
        assert ((), Decimal(1), fee.each) == (fee.factors, fee.multiplier, fee.effective)
