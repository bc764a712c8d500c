"""What money is a budget of, and what it is asked for."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore

from .reading import query, reading


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        ("how many requests opus-5.5 1k in 500 out for 500 USD", "$500 opus 5.5 how many calls of 1k in 500 out"),
        ("how many requests opus-5.5 1k in 500 out for 500 USD/month", "how many calls of 1k in 500 out a month for $500/month opus 5.5"),
        ("opus-5.5 10M in fits in 500 USD", "does opus 5.5 10M in fit in $500?"),
        ("opus-5.5 100 requests/day 1k in fits in 500 USD/month", "is $500/month enough for 100 requests/day of 1k in on opus 5.5"),
    ],
)  # fmt: skip
def test_a_budget_buys_requests_or_is_enough(reads: str, said: str) -> None:
    assert reads == reading(said)


def test_error_how_many_of_something_else_than_requests() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("$500/month, how many users at 20 messages/day, 1k in 300 out haiku 4.5")

    assert "ask.how_many_requests" == caught.value.message.key


def test_a_pasted_usage_is_priced_whatever_its_keys_remind_of() -> None:
    said = (
        '{"input_tokens": 1200, "output_tokens": 5300, "cache_read_input_tokens": 940000,'
        ' "cache_creation_input_tokens": 50000, "cache_creation": {"ephemeral_5m_input_tokens":'
        ' 20000, "ephemeral_1h_input_tokens": 30000}, "service_tier": "batch"} on sonnet 4.6'
    )

    assert reading(said).startswith("sonnet-4.6 1 request 1.2k in 5.3k out 940k cache reads")


@pytest.mark.parametrize("noun", ["query", "call"])
def test_what_comes_once_in_a_while_is_counted_in_whole_numbers(noun: str) -> None:
    plural = {"query": "queries", "call": "calls"}[noun]

    assert f"opus-5.5 1440 {plural}/week 1k in each" == reading(
        f"opus 5.5, one {noun} every 7 minutes, 1k in"
    )


@pytest.mark.parametrize(
    "said",
    [
        "what does a $2k/month budget get me with haiku 5.5 at 2k in 300 out",
        "what can we do with $2k/month on haiku 5.5, 2k in 300 out",
    ],
)
def test_what_a_budget_gets_is_how_many_requests(said: str) -> None:
    assert "how many requests haiku-5.5 2k in 300 out for 2000 USD/month" == reading(said)
