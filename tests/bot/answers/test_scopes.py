"""A follow-up never turns amounts for one request into totals, or back, unsaid."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers import answer, priced_query
from bot.answers.types import Answer, EstimateAnswer, NeedsMore, Question
from bot.query.model import Query
from pricing import load_published

BOOK = load_published()


def last(*said: str) -> Answer:
    """The answer to the last message of a thread."""
    previous: Query | None = None
    found: Answer | None = None
    for text in said:
        found = answer(Question(text, date(2026, 11, 22), previous=previous), BOOK)
        previous = priced_query(found) or previous
    assert found is not None
    return found


@pytest.mark.parametrize(
    "said",
    [
        ("sonnet 5.5 1000 requests a day, 3k in 50k out", "10M in"),
        ("sonnet 5.5 1000 requests, 10M in 2M out", "30k in"),
        ("sonnet 5.5 10 requests 500k in 1k out", "on haiku 4.5"),
        ("haiku 4.5 vs haiku 3.5, 10 requests 500k in", "on sonnet 5.5"),
        (
            "1000 requests, 70% haiku 4.5 30% sonnet 4.5, 150k in 20k out",
            "what if prompts are 900k",
        ),
    ],
)
def test_error_what_stays_would_mean_something_else(said: tuple[str, ...]) -> None:
    found = last(*said)

    assert isinstance(found, NeedsMore)
    assert "ask.scope_changed" == found.message.key


def test_error_only_some_of_the_models_take_as_much_in_a_request() -> None:
    found = last("sonnet 5.5 10 requests 500k in 1k out", "vs haiku 4.5")

    assert isinstance(found, NeedsMore)
    assert "ask.each_or_total" == found.message.key


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (1200, ("sonnet 5.5 1000 requests a day, 3k in 500 out", "10M in 2M out")),
        (60, ("sonnet 5.5 1000 requests, 10M in 2M out", "20M in")),
        (11, ("sonnet 5.5 3k in 500 out", "1000 requests")),
        (44, ("price of sonnet 5.5", "2000 requests, 6k in 1k out")),
        (22, ("sonnet 5.5 1000 requests, 3k in 500 out each", "2000 requests")),
    ],
)
def test_what_means_the_same_is_priced(total: int, said: tuple[str, ...]) -> None:
    found = last(*said)

    assert isinstance(found, EstimateAnswer)
    assert total == found.total
