"""The published rates of models, and what changes them."""

from decimal import Decimal

import pytest

from bot.answers.types import CannotPriceAnswer, ModelRates, RateGroup, RatesAnswer
from pricing import Modifier, Unit

from .asking import ask_for, codes


def rates_of(text: str) -> ModelRates:
    (only,) = ask_for(RatesAnswer, text).models
    return only


def group(of: ModelRates, key: str) -> RateGroup:
    (found,) = (each for each in of.groups if each.heading.key == key)
    return found


def dollars(of: RateGroup) -> dict[Unit, Decimal]:
    return {rate.unit: rate.usd for rate in of.rates}


def facts(of: ModelRates) -> list[str]:
    return [fact.key for fact in of.facts]


def test_the_standard_rates_are_the_published_ones_and_half_in_a_batch() -> None:
    standard = group(rates_of("price of opus 5.5"), "rates.standard")

    assert dollars(standard) == {
        Unit.INPUT: 4,
        Unit.OUTPUT: 20,
        Unit.CACHE_READ: Decimal("0.2"),
        Unit.CACHE_WRITE_5M: 5,
        Unit.CACHE_WRITE_1H: 8,
    }
    assert standard.batch == {unit: usd / 2 for unit, usd in dollars(standard).items()}


def test_fast_mode_has_rates_of_its_own_and_no_batch() -> None:
    fast = group(rates_of("price of opus 5.5"), "rates.fast")

    assert dollars(fast)[Unit.INPUT] == 8
    assert dollars(fast)[Unit.OUTPUT] == 40
    assert fast.batch == {}


def test_a_prompt_tier_with_published_rates_has_a_group() -> None:
    found = rates_of("price of haiku 5.5")
    above = group(found, "rates.above_tier")

    assert dollars(above)[Unit.OUTPUT] == Decimal("2.5")
    assert "fact.tier_multipliers" not in facts(found)


def test_a_prompt_tier_of_multipliers_is_told_as_such() -> None:
    found = rates_of("price of sonnet 4.5 as of 2026-01-15")
    (tier,) = (fact for fact in found.facts if fact.key == "fact.tier_multipliers")

    assert [each.heading.key for each in found.groups] == ["rates.standard"]
    assert tier.facts == {"above": 200_000, "input": 2, "output": Decimal("1.5")}


def test_what_has_no_published_price_is_named() -> None:
    standard = group(rates_of("price of mythos preview"), "rates.standard")

    assert standard.unpublished == (Unit.CACHE_READ, Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
    assert standard.batch == {}


def test_rates_of_a_day_of_which_none_are_known_are_refused() -> None:
    found = ask_for(CannotPriceAnswer, "price of claude instant as of 2023-06-01")

    assert found.message.key == "reason.not_known_on"
    assert found.suggestions == ("price of claude-instant",)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("price of opus 5.5", "status.active"),
        ("price of sonnet 4.5", "status.retires"),
        ("price of sonnet 4", "status.retired"),
        ("price of mythos 5.2", "status.limited"),
    ],
)
def test_the_status_is_that_of_the_day(text: str, status: str) -> None:
    assert rates_of(text).status.key == status


def test_what_modifiers_multiply_by_is_told() -> None:
    assert rates_of("price of opus 5.5").multipliers == {
        Modifier.BATCH: Decimal("0.5"),
        Modifier.US_ONLY: Decimal("1.1"),
        Modifier.REGIONAL: Decimal("1.1"),
    }
    assert rates_of("price of opus 4.5").multipliers[Modifier.US_ONLY] is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("price of opus 5.5", ["fact.us_only", "fact.regional"]),
        ("price of opus 4.5", ["fact.no_us_only", "fact.regional", "fact.no_fast"]),
        ("price of sonnet 4", ["fact.no_us_only", "fact.regional_unknown", "fact.no_fast"]),
    ],
)
def test_what_is_offered_is_told_and_what_is_not(text: str, told: list[str]) -> None:
    limits = {"fact.context_window", "fact.max_output", "fact.min_cacheable"}

    assert [key for key in facts(rates_of(text)) if key not in limits] == told
    assert limits <= set(facts(rates_of(text)))


def test_unknown_limits_are_not_told() -> None:
    limits = {"fact.context_window", "fact.max_output", "fact.min_cacheable"}

    assert not limits & set(facts(rates_of("price of claude 1.3")))


def test_several_models_come_as_they_were_named() -> None:
    found = ask_for(RatesAnswer, "price of sonnet vs opus 4.5")

    assert [each.model.id for each in found.models] == [
        *("claude-sonnet-5-5", "claude-opus-4-5-20251101")
    ]
    assert codes("price of sonnet vs opus 4.5") == ["model_default", "tokenizer"]


def test_rates_of_a_day_before_the_release_are_refused() -> None:
    found = ask_for(CannotPriceAnswer, "price of opus 5.5 as of 2026-01-15")

    assert found.message.key == "reason.not_released"
    assert found.suggestions == ("price of opus-5.5",)


def test_rates_of_a_family_without_a_model_on_the_day_are_refused() -> None:
    found = ask_for(CannotPriceAnswer, "price of fabel as of 2026-01-15")

    assert found.message.key == "reason.no_model_of_family"
    assert [note.code for note in found.notes] == ["typo"]
