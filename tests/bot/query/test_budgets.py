"""What money is a budget of, and what it is asked for."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, OutOfScope

from .reading import query, reading


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        ("how many requests opus-5.5 1k in 500 out for 500 USD", "$500 opus 5.5 how many calls of 1k in 500 out"),
        ("how many requests opus-5.5 1k in 500 out for 500 USD/month", "how many calls of 1k in 500 out a month for $500/month opus 5.5"),
        ("opus-5.5 10M in fits in 500 USD", "does opus 5.5 10M in fit in $500?"),
        ("opus-5.5 100 requests/day 1k in each fits in 500 USD/month", "is $500/month enough for 100 requests/day of 1k in on opus 5.5"),
    ],
)  # fmt: skip
def test_a_budget_buys_requests_or_is_enough(reads: str, said: str) -> None:
    assert reads == reading(said)


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        ("how many users haiku-4.5 20 messages/day 1k in 300 out each for 500 USD/month", "$500/month, how many users at 20 messages/day, 1k in 300 out haiku 4.5"),
        ("how many users opus-5.5 20 messages/day 2k in 500 out each for 500 USD/month", "how many users at 20 messages/user/day for $500/month, 2k in 500 out, opus 5.5"),
        ("how many users sonnet-5.5 20 requests/day 2k in 500 out each for 500 USD/month", "sonnet 5.5で月500ドルなら何人使える？ 1人1日20回、入力2千 出力500"),
        ("how many people haiku-4.5 15 messages/day 3k in 400 out each for 1000 USD/month", "how many people for $1,000 a month if each sends 15 messages a day, 3k in 400 out, haiku 4.5"),
        ("how many students haiku-5.5 10 questions/day 1k in 300 out each for 300 USD/month", "$300/month: how many students can each ask 10 questions a day on haiku 5.5, 1k in 300 out"),
        ("how many teams opus-5.5 500 requests/week 3k in 800 out each for 2000 USD/month", "how many teams for $2000/month on opus 5.5, 3k in 800 out, each sends 500 requests a week"),
        ("how many users opus-5.5 20 messages 2k in 500 out each for 100 USD", "how many users for $100 at 20 messages each, opus 5.5, 2k in 500 out"),
        ("how many users opus-5.5 4 requests/hour 2k in 500 out each for 100 USD/month", "how many users for $100, each every 15 minutes, opus 5.5, 2k in 500 out"),
    ],
)  # fmt: skip
def test_how_many_users_send_so_much_each(reads: str, said: str) -> None:
    assert reads == reading(said)
    assert query(said) == query(reads)


def test_error_how_many_of_what_is_counted() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("$500/month, how many messages at 20 messages/day, 1k in 300 out haiku 4.5")

    assert "ask.how_many_requests" == caught.value.message.key


def test_error_users_of_whom_nobody_knows_how_much_they_send() -> None:
    with pytest.raises(NeedsMore) as caught:
        query("how many users can I serve for $500/month, 2k in 500 out")

    assert "ask.requests_of_each" == caught.value.message.key


@pytest.mark.parametrize(
    ("reads", "said"),
    [
        ("how many tokens opus-5.5 for 500 USD", "how many tokens can I buy for $500 on opus 5.5"),
        ("how many tokens opus-5.5 for 500 USD", "500ドルでopus 5.5は何トークン使える？"),
        ("how many tokens compare current models for 500 USD", "how many tokens for $500"),
        ("how many input tokens haiku-5.5 for 20 USD/month", "how many input tokens does $20 a month buy on haiku 5.5"),
        ("how many output tokens haiku-5.5 batch for 20 USD", "how many output tokens does $20 buy on haiku 5.5, batched"),
        ("how many tokens sonnet-5.5 cached 15% off for 10 EUR", "how many cached tokens for €10 on sonnet 5.5 with 15% off"),
        ("how many input tokens sonnet-5.5 cached for 10 USD", "how many input tokens, cached, for $10 on sonnet 5.5"),
    ],
)  # fmt: skip
def test_a_budget_buys_tokens(reads: str, said: str) -> None:
    assert reads == reading(said)
    assert query(said) == query(reads)


@pytest.mark.parametrize(
    "said", ["how many tokens for $10 on gpt-5", "how many users at 5 chats a day for $10 on gpt-5"]
)
def test_error_a_budget_for_another_vendor(said: str) -> None:
    with pytest.raises(OutOfScope):
        query(said)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("ask.two_limits", "how many tokens for $10 or $20 on opus 5.5"),
        ("ask.one_request", "how many tokens for $10 on opus 5.5, 80% cached"),
        ("ask.one_request", "$10 on opus 5.5"),
    ],
)
def test_error_a_budget_of_what(key: str, said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(said)

    assert key == caught.value.message.key


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("500 USD", "$500 bucks"),
        ("500 USD", "$500 USD"),
        ("500 USD", "$500 dollars"),
        ("500 CAD", "$500 CAD"),
        ("500 CNY", "¥500 CNY"),
    ],
)
def test_one_amount_of_money_is_said_twice(limit: str, said: str) -> None:
    assert f"opus-5.5 10M in fits in {limit}" == reading(f"does opus 5.5 10M in fit in {said}")


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
