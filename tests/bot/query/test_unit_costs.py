"""What one of something costs: where it is asked, and where amounts are meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.query import complete
from bot.query.model import EstimateQuery, Scope

from .reading import ask, query

WORK = "500 users x 20 messages/day, 2k in 300 out"


def costs_per(text: str) -> list[tuple[str, Decimal]]:
    return [(each.noun, each.number) for each in ask(text).costs_per]


@pytest.mark.parametrize(
    "said",
    [
        "cost per user",
        "what does it cost per user",
        "what would that cost us per user",
        "how much is it per user?",
        "per-user cost",
        "per user price",
        "the per user bill",
        "cost/user",
        "pricing per user",
        "how much per month per user",
        "1人あたりいくら",
        "1人あたり月いくら",
        "一人当たりのコスト",
        "1人あたりの月額",
        "1人いくら",
        "ユーザーごとの費用",
    ],
)
def test_a_cost_is_asked_for(said: str) -> None:
    assert [("user", Decimal(1))] == costs_per(f"sonnet 5.5 {WORK}, {said}")
    assert not ask(f"sonnet 5.5 {WORK}, {said}").scopes


@pytest.mark.parametrize(
    ("said", "number"), [("cost per 1,000 messages", 1000), ("1万メッセージあたりのコスト", 10_000)]
)
def test_of_so_many(said: str, number: int) -> None:
    assert [("message", Decimal(number))] == costs_per(f"sonnet 5.5 {WORK}, {said}")


@pytest.mark.parametrize(
    "said",
    [
        "sonnet 5.5 1000 tickets, 2k in per ticket",
        "sonnet 5.5 1000 tickets, 5k in, 300 out, those are per ticket",
        "cost on sonnet 5.5, 1000 tickets: 2k in per ticket",
        "sonnet 5.5 1000件、1件あたり入力2千",
    ],
)
def test_amounts_are_for_each(said: str) -> None:
    assert [] == costs_per(said)
    assert {Scope.EACH} == ask(said).scopes


def test_without_a_number_of_them_amounts_are_for_one() -> None:
    found = query("cost per ticket on sonnet 5.5: 2k in 300 out")

    assert isinstance(found, EstimateQuery)
    assert (Decimal(1), Scope.EACH) == (found.work.requests, found.work.scope)


def test_or_for_so_many() -> None:
    found = query("cost per 1,000 tickets on sonnet 5.5: 2k in 300 out")

    assert isinstance(found, EstimateQuery)
    assert (Decimal(1000), "tickets") == (found.work.requests, found.work.counts[0].noun)


@pytest.mark.parametrize(
    "said",
    [
        "and per user?",
        "per 1,000 messages",
        "what does it cost per user",
        "1人あたりは？",
        "per call",
    ],
)
def test_by_itself_it_changes_nothing(said: str) -> None:
    before = f"sonnet 5.5 {WORK}"

    assert query(before) == complete(ask(said), query(before))
    assert ask(said).costs_per


@pytest.mark.parametrize(
    "said", ["5 searches per 10 requests", "cost per model", "cost per 5-10 users"]
)
def test_what_is_no_such_question(said: str) -> None:
    assert [] == costs_per(f"sonnet 5.5 1000 requests 2k in, {said}")


def test_of_so_many_as_a_clause_of_its_own() -> None:
    said = "sonnet 5.5, 5,000 tickets a month, 2k in 300 out each, per 1,000 tickets"

    assert [("ticket", Decimal(1000))] == costs_per(said)
