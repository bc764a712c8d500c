"""The canonical text of a query."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query import canonical
from bot.query.canonical import compact
from bot.query.model import ComparisonQuery, EstimateQuery, Group, Named, Newest, RatesQuery, Work
from pricing import Usage

from .reading import query


@pytest.mark.parametrize(
    ("expected", "number"),
    [
        *(("0", "0"), ("999", "999"), ("1k", "1000"), ("1.5k", "1500"), ("10M", "10000000")),
        *(("2B", "2e9"), ("344139", "344139"), ("1001", "1001"), ("1000B", "1e12")),
        *(("0.5", "0.5"), ("80", "80.0"), ("33.3330", "33.333"), ("1234.5", "1234.50")),
    ],
)
def test_a_number_is_said_exactly_and_briefly(expected: str, number: str) -> None:
    assert expected == compact(Decimal(number))


@pytest.mark.parametrize(
    ("expected", "model", "amount"),
    [
        ("sonnet, 4 in", Newest("sonnet"), 4),
        ("sonnet 10M in", Newest("sonnet"), 10_000_000),
        ("opus-4, 5 in", Named("claude-opus-4-20250514", "opus-4"), 5),
        ("opus-4.5 5 in", Named("claude-opus-4-5-20251101", "opus-4.5"), 5),
        ("opus-4 500 in", Named("claude-opus-4-20250514", "opus-4"), 500),
    ],
)
def test_a_comma_keeps_a_number_from_being_a_version(
    expected: str, model: Named | Newest, amount: int
) -> None:
    assert expected == canonical(EstimateQuery(model, Work(Usage(input=amount))))


def test_a_count_like_a_version_is_not_the_model_of_a_later_part() -> None:
    said = "how many users opus, 1 messages 1 out each + haiku: 4.5 messages 1 in each for 1 USD"

    assert said == canonical(query(said))


def test_amounts_of_nothing_are_said() -> None:
    assert "sonnet, 0 in" == canonical(EstimateQuery(Newest("sonnet"), Work(Usage())))


def test_a_group_alone_is_compared() -> None:
    work = Work(Usage(input=1_000))

    assert "compare all models 1k in" == canonical(ComparisonQuery((Group("all"),), work))


def test_rates_name_every_model() -> None:
    assert "price of opus vs haiku" == canonical(RatesQuery((Newest("opus"), Newest("haiku"))))
