"""What some work costs on one model."""

from decimal import Decimal

import pytest

from bot.answers.types import CannotPriceAnswer, EstimateAnswer

from .asking import ask_for, codes, total


def test_a_volume_costs_its_tokens() -> None:
    found = ask_for(EstimateAnswer, "opus 5.5 10M in 2M out")

    assert found.estimate.total == 10 * 4 + 2 * 20
    assert found.requests is None
    assert found.per_request is None


def test_requests_have_a_price_each() -> None:
    found = ask_for(EstimateAnswer, "sonnet 5.5 1000 requests 3k in 500 out each")

    assert found.requests == 1000
    assert found.estimate.total == 11
    assert found.per_request == Decimal("0.011")


def test_totals_over_requests_have_a_price_each_as_well() -> None:
    found = ask_for(EstimateAnswer, "sonnet 5.5 1000 requests 10M in 2M out in total")

    assert found.estimate.total == 40
    assert found.per_request == Decimal("0.04")


def test_the_reading_is_what_was_calculated_with() -> None:
    found = ask_for(EstimateAnswer, "Two million in, batched, on Claude Opus 5.5 please")

    assert found.reading == "opus-5.5 2M in batch"
    assert [model.id for model in found.models] == ["claude-opus-5-5"]


def test_a_family_is_its_newest_model_of_the_day() -> None:
    assert total("sonnet 10M in") == 20
    assert total("sonnet 10M in as of 2026-01-15") == 30


def test_batch_halves_the_bill() -> None:
    assert total("opus 5.5 10M in 2M out batch") == total("opus 5.5 10M in 2M out") / 2


def test_words_may_come_in_any_order() -> None:
    assert total("batch 2M out, cached, 10M in; opus 5.5") == total(
        "opus 5.5 10M in 2M out cached batch"
    )


@pytest.mark.parametrize("day", ["2026-10-06", "2026-10-07"])
def test_the_day_asked_for_decides_the_rates(day: str) -> None:
    expected = {"2026-10-06": 2, "2026-10-07": 1}

    assert total(f"sonnet 5.5 10M cache reads as of {day}") == expected[day]


def test_nothing_at_all_costs_nothing() -> None:
    assert total("opus 5.5 0 in 0 out") == 0


def test_a_family_without_a_model_on_the_day_has_no_price() -> None:
    found = ask_for(CannotPriceAnswer, "fabel 10M in as of 2026-01-15")

    assert found.message.key == "reason.no_model_of_family"
    assert [note.code for note in found.notes] == ["typo"]


def test_the_notes_come_in_the_order_in_which_they_matter() -> None:
    assert codes("sonet-4 10M in cached") == [
        *("typo", "retired", "retired", "cached_share", "no_output", "tokenizer", "tier")
    ]
