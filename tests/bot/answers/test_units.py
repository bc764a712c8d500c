"""What one of something costs: of what was counted, and in its words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.answers.types import BudgetAnswer, ComparisonAnswer, EstimateAnswer, NeedsMore
from bot.answers.units import nested
from bot.query.model import Counted

from .asking import ask_for

ONE = Decimal(1)


def units(text: str) -> list[tuple[str, Decimal]]:
    return [(each.noun, each.usd) for each in ask_for(EstimateAnswer, text).units]


def of(*nouns: str) -> tuple[list[str], str | None]:
    """What holds what, of so many of each."""
    outer, inner = nested([Counted(ONE, noun) for noun in nouns])
    return [each.noun for each in outer], inner.noun if inner else None


@pytest.mark.parametrize(
    ("counts", "outer", "inner"),
    [
        (("tickets",), [], "tickets"),
        (("users", "messages"), ["users"], "messages"),
        (("messages", "users"), ["users"], "messages"),
        (("users", "tickets"), ["users"], "tickets"),
        (("docs", "questions"), ["docs"], "questions"),
        (("questions", "docs"), ["docs"], "questions"),
        (("stores", "users", "messages"), ["stores", "users"], "messages"),
        (("users", "requests", "hours"), ["users"], "requests"),
        (("docs", "files"), [], None),
        (("messages", "users", "stores"), [], None),
        (("hours",), [], "hours"),
    ],
)
def test_people_hold_what_they_send(
    counts: tuple[str, ...], outer: list[str], inner: str | None
) -> None:
    assert (outer, inner) == of(*counts)


# Sonnet 5.5 at $2 and $10: 2k in and 300 out are $0.007.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5,000 tickets a month, 2k in 300 out each", [("tickets", "0.007")]),
        ("500 users x 20 messages/day, 2k in 300 out", [("users", "4.2"), ("messages", "0.007")]),
        (
            "500 users x 20 messages/day, 2k in 300 out, per year",
            [("users", "51.1"), ("messages", "0.007")],
        ),
        ("500 users x 20 messages, 2k in 300 out", [("users", "0.14"), ("messages", "0.007")]),
        ("12 docs x 4 files, 2k in 300 out", [("requests", "0.007")]),
        ("10 requests/hour, 8 hours a day, 2k in 300 out", [("requests", "0.007")]),
        ("4-6k tickets, 2k in 300 out each", [("tickets", "0.007")]),
        ("50 tickets ±100%, 2k in 300 out each", [("tickets", "0.007")]),
        ("10M in 2M out", []),
        ("20 times a day, 2k in 300 out each", [("requests", "0.007")]),
    ],
)
def test_each_thing_that_is_counted_has_its_cost(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(noun, Decimal(usd)) for noun, usd in expected] == units(f"sonnet 5.5: {text}")


def test_within_a_range_it_costs_from_the_low_to_the_high_end() -> None:
    (one,) = ask_for(EstimateAnswer, "sonnet 5.5: 5,000 tickets, 2-4k in 300 out each").units

    assert (Decimal("0.007"), Decimal("0.011")) == (one.usd, one.high)


def test_the_same_all_over_a_range_is_one_number() -> None:
    (user, _) = ask_for(EstimateAnswer, "sonnet 5.5: 51-83 users x 10 messages/week, 2k in").units

    assert user.high is None


def test_different_works_that_turn_have_no_such_cost() -> None:
    text = "haiku 4.5 700 requests 500-3000 in 300 out + sonnet 5 300 requests 500-2000 in 100 out"

    assert not ask_for(EstimateAnswer, f"{text}, cached").units


def test_parts_of_one_work_that_turn_have_one() -> None:
    text = "70% haiku 4.5, 30% sonnet 5, 1000 requests, 500-3000 in 300 out each, cached"
    (one,) = ask_for(EstimateAnswer, text).units

    assert (Decimal("0.0026"), Decimal("0.00423")) == (one.usd, one.high)


def test_a_mix_has_the_average_of_its_parts() -> None:
    # 70% of it at $0.0035, 30% at $0.0175: $0.0077; 20 a day for 30 days are $4.62.
    text = "70% haiku 4.5, 30% opus 4.7, 500 users x 20 messages/day, 2k in 300 out"

    assert [("users", Decimal("4.62")), ("messages", Decimal("0.0077"))] == units(text)


@pytest.mark.parametrize(
    "text",
    [
        "haiku 4.5 1k in 500 out + opus 4.7 1k in 500 out",
        "haiku 4.5 100 users 1k in each + opus 4.7 100 tickets 1k in each",
    ],
)
def test_parts_that_count_other_things_have_no_such_average(text: str) -> None:
    assert [] == units(text)


def asked(text: str) -> tuple[str, Decimal, Decimal]:
    """The unit that is told first: what, how many, US dollars."""
    first = ask_for(EstimateAnswer, f"sonnet 5.5: {text}").units[0]
    assert first.asked
    return first.noun, first.number, first.usd


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            "500 users x 20 messages/day, 2k in 300 out, cost per message",
            ("messages", "1", "0.007"),
        ),
        (
            "what does it cost per 10,000 messages? 500 users x 20 messages/day, 2k in 300 out",
            ("messages", "10000", "70"),
        ),
        (
            "500 users x 20 messages/day, 2k in 300 out, price per person",
            ("users", "1", "4.2"),
        ),
        (
            "500 users x 20 messages/day, 2k in 300 out: how much per request?",
            ("messages", "1", "0.007"),
        ),
        ("5,000 requests, 2k in 300 out each, cost per ticket", ("tickets", "1", "0.007")),
        ("5,000 tickets, 10M in 1.5M out in total, per-ticket cost", ("tickets", "1", "0.007")),
    ],
)
def test_the_one_that_is_asked_about_comes_first(text: str, unit: tuple[str, str, str]) -> None:
    noun, number, usd = unit

    assert (noun, Decimal(number), Decimal(usd)) == asked(text)


def test_on_several_models_as_well() -> None:
    found = ask_for(
        ComparisonAnswer,
        "sonnet 5.5 vs opus 5.5 vs gpt-5, 500 users x 20 messages/day, 2k in 300 out,"
        " cost per user",
    )

    assert [Decimal("4.2"), Decimal("8.4")] == [e.units[0].usd for e in found.compared if e.units]


@pytest.mark.parametrize(
    "text",
    [
        "500 users x 20 messages/day, 2k in 300 out, cost per ticket",
        "5,000 requests, 2k in 300 out each, cost per user",
    ],
)
def test_error_the_cost_of_one_of_what_nobody_counted(text: str) -> None:
    found = ask_for(NeedsMore, f"sonnet 5.5: {text}")

    assert "ask.how_many_of" == found.message.key


def test_a_budget_tells_what_a_request_costs_by_itself() -> None:
    found = ask_for(BudgetAnswer, "$35/month on haiku 4.5, 1k in 500 out, cost per request?")

    assert found.budgeted[0].buys
    assert Decimal("0.0035") == found.budgeted[0].buys.per_request
