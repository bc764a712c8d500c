from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing import (
    CACHE_UNITS,
    CannotPrice,
    ModelPricing,
    Modifier,
    PriceBook,
    PriceList,
    RateNotPublished,
    Ttl,
    Unit,
    break_even,
    load,
    load_published,
)

from .small import write

SHORT, LONG = Ttl
TODAY = load_published().as_of(date(2026, 11, 22))
CACHING = [
    pricing
    for model in TODAY.book.models
    if set(CACHE_UNITS) <= set((pricing := TODAY.pricing(model.id)).rates())
]

pricings = st.sampled_from(CACHING)
lives = st.sampled_from(Ttl)


@pytest.mark.parametrize(
    ("model", "ttl", "reads", "hit_share"),
    [  # (write - input) / (input - read) reads, and the next whole number; the share as below
        ("sonnet 4.6", SHORT, 1, "0.2173913043478260869565217391"),  # 0.25 / 0.9; 0.25 / 1.15
        ("sonnet 4.6", LONG, 2, "0.5263157894736842105263157895"),  # 1 / 0.9; 1 / 1.9
        ("opus 5.5", SHORT, 1, "0.2083333333333333333333333333"),  # 0.25 / 0.95; 0.25 / 1.2
        ("opus 5.5", LONG, 2, "0.5128205128205128205128205128"),  # 1 / 0.95; 1 / 1.95
        ("fable 5.2", SHORT, 1, "0.2040816326530612244897959184"),  # 0.25 / 0.975; 0.25 / 1.225
        ("fable 5.2", LONG, 2, "0.5063291139240506329113924051"),  # 1 / 0.975; 1 / 1.975
        ("haiku 3", SHORT, 1, "0.1851851851851851851851851852"),  # 0.05 / 0.22; 0.05 / 0.27
        ("haiku 3", LONG, 2, "0.5319148936170212765957446809"),  # 0.25 / 0.22; 0.25 / 0.47
    ],
)
def test_when_a_cache_pays(
    model: str, ttl: Ttl, reads: int, hit_share: str, today: PriceList
) -> None:
    result = break_even(today.pricing(model), ttl)

    assert result
    assert (reads, Decimal(hit_share)) == (result.reads, result.hit_share)


def test_the_rates_are_said(today: PriceList) -> None:
    result = break_even(today.pricing("opus 5.5"), LONG)

    assert result
    assert (LONG, Decimal(4)) == (result.ttl, result.input.usd)
    assert (Unit.CACHE_WRITE_1H, Decimal(8)) == (result.write.unit, result.write.usd)
    assert (Unit.CACHE_READ, Decimal("0.2")) == (result.read.unit, result.read.usd)


def test_a_price_change_changes_it(book: PriceBook) -> None:
    """Sonnet 5.5's reads went from 0.1 to 0.05 times the input price."""
    before = break_even(book.as_of(date(2026, 10, 6)).pricing("sonnet 5.5"), SHORT)
    after = break_even(book.as_of(date(2026, 10, 7)).pricing("sonnet 5.5"), SHORT)

    assert before
    assert after
    assert before.hit_share > after.hit_share


@given(pricings, lives)
def test_one_read_fewer_is_not_cheaper(pricing: ModelPricing, ttl: Ttl) -> None:
    result = break_even(pricing, ttl)
    assert result

    def saved(reads: int) -> Decimal:
        cached = result.write.usd + reads * result.read.usd
        return (1 + reads) * result.input.usd - cached

    assert saved(result.reads) > 0
    assert saved(result.reads - 1) <= 0


@given(pricings, lives)
def test_at_the_share_both_cost_the_same(pricing: ModelPricing, ttl: Ttl) -> None:
    result = break_even(pricing, ttl)
    assert result

    share = Fraction(result.hit_share)
    cached = share * Fraction(result.read.usd) + (1 - share) * Fraction(result.write.usd)
    assert abs(cached - Fraction(result.input.usd)) < Fraction(1, 10**25)


def scaled(
    pricing: ModelPricing, modifiers: frozenset[Modifier], *, above_tier: bool
) -> tuple[Decimal, ...]:
    """What each rate is on these terms, by the rate of plain input."""
    charges = pricing.charges(modifiers, above_tier=above_tier)
    plain, *cached = (
        charges[unit].each * charges[unit].multiplier for unit in (Unit.INPUT, *CACHE_UNITS)
    )
    return tuple(each / plain for each in cached)


@pytest.mark.parametrize("above_tier", [False, True])
@pytest.mark.parametrize("modifier", Modifier)
def test_no_modifier_and_no_tier_changes_it(modifier: Modifier, above_tier: bool) -> None:
    standard = frozenset[Modifier]()
    for pricing in CACHING:
        try:
            terms = scaled(pricing, frozenset({modifier}), above_tier=above_tier)
        except CannotPrice:  # not offered
            continue
        assert terms == scaled(pricing, standard, above_tier=False)


@pytest.mark.parametrize("name", ["sonnet 3", "mythos preview", "claude 2"])
def test_error_where_no_cache_price_is_known(name: str, today: PriceList) -> None:
    with pytest.raises(RateNotPublished) as refusal:
        break_even(today.pricing(name), SHORT)

    assert Unit.CACHE_READ is refusal.value.what


def test_error_where_the_price_of_a_write_is_not_known(tmp_path: Path) -> None:
    pricing = load(write(tmp_path)).as_of(date(2026, 2, 1)).pricing("opus 9")

    assert break_even(pricing, LONG)
    with pytest.raises(RateNotPublished) as refusal:
        break_even(pricing, SHORT)

    assert Unit.CACHE_WRITE_5M is refusal.value.what


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'cache_read: "0.4"\n        cache_write_5m: 5',
            "cache_read: 4\n        cache_write_5m: 5",
        ),
        ("cache_write_5m: 5\n", "cache_write_5m: 3\n"),
    ],
)
def test_there_may_be_nothing_to_break_even(old: str, new: str, tmp_path: Path) -> None:
    book = load(write(tmp_path, "opus.yaml", old, new))

    assert break_even(book.as_of(date(2026, 4, 1)).pricing("opus 9"), SHORT) is None


def test_a_write_that_costs_no_more_pays_with_the_first_read(tmp_path: Path) -> None:
    book = load(write(tmp_path, "opus.yaml", "cache_write_5m: 5\n", "cache_write_5m: 4\n"))

    result = break_even(book.as_of(date(2026, 4, 1)).pricing("opus 9"), SHORT)

    assert result is not None
    assert 1 == result.reads
    assert 0 == result.hit_share


def test_the_lives_of_an_entry() -> None:
    assert [("5m", 300), ("1h", 3600)] == [(ttl.value, ttl.seconds) for ttl in Ttl]
