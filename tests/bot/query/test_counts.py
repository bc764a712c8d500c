"""How many requests, and what the amounts beside them are meant for."""

from __future__ import annotations

import pytest

from bot.query.errors import NeedsMore, NotUnderstood, QueryError

from .reading import ask, meanings, query, quoted, reading


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("requests", "50k requests"),
        ("requests", "50000requests"),
        ("requests", "a batch of 50K requests"),
        ("calls", "50,000 calls"),
        ("api calls", "50k API calls"),
        ("tickets", "50k support tickets"),
        ("docs", "50k docs"),
        ("agreements", "50k sublease agreements"),
        ("emails", "50k long emails"),
        ("leads", "50k sales leads"),
    ],
)
def test_one_counted_noun_is_the_count(noun: str, said: str) -> None:
    asked = f"opus 5.5: {said}, 3k in 500 out"

    assert f"opus-5.5 50k {noun} 3k in 500 out" == reading(asked)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("50k requests 3k in 500 out each", "50k requests, 3k in 500 out each"),
        ("50k requests 3k in 500 out each", "50k requests, 3k in and 500 out per request"),
        ("50k contracts 3k in 500 out each", "50k contracts, 3k in / 500 out per contract"),
        ("50k runs 3k in 500 out each", "50k runs, 3k in 500 out/run"),
        ("50k messages 3k in 500 out each", "on average 3k in 500 out, 50k messages"),
        ("50k requests 3k in each", "50k requests 3k in each"),
        ("50k requests 3k in 500 out in total", "50k requests, 3k in 500 out in total"),
        ("50k requests 3k in 500 out in total", "50k requests, altogether 3k in 500 out"),
        ("1 request 3k in 500 out each", "3k in 500 out per request"),
        ("1 request 3k in 500 out", "one request with 3k in 500 out"),
        ("1k calls 3k in 500 out batch", "1000 batched calls, 3k in 500 out"),
        ("1k calls 3k in 500 out cached", "1000 cached calls, 3k in 500 out"),
        ("30 runs 1M in 200k out each", "30 runs of 1M in and 200k out"),
        ("1k requests 3k in 2 web searches each", "1000 requests, 3k in, 2 searches each"),
        ("3k in", "3k in in total"),
        ("10 docs/day 3k in", "10 docs per day, 3k in"),
        ("10 docs/day 3k in", "10 docs daily, 3k in"),
        ("3k in per month", "3k in /month"),
        ("3k in per day", "3k in each day"),
        ("500 users x 20 messages 3k in", "500 users x 20 messages, 3k in"),
    ],
)
def test_a_count_and_its_scope_are_read(expected: str, said: str) -> None:
    assert f"opus-5.5 {expected}" == reading(f"opus 5.5: {said}")


def test_a_noun_behind_the_model_is_counted() -> None:
    assert [
        ("1000", "1,000 requests"),
        ("batched", "batch"),
        ("opus 5.5", "claude-opus-5-5"),
        ("support tickets", "1,000 requests"),
        ("3k in", "3,000 input tokens"),
    ] == meanings("1000 batched opus 5.5 support tickets 3k in")


def test_per_request_is_one_request_on_each_model() -> None:
    asked = "opus 5.5 vs sonnet, 3k in per request"

    assert "opus-5.5 vs sonnet, 1 request 3k in each" == reading(asked)


def test_each_may_be_each_model() -> None:
    assert "opus-5.5 vs sonnet 3k in" == reading("opus 5.5 vs sonnet, 3k in each")


@pytest.mark.parametrize(
    ("error", "key", "piece", "said"),
    [
        (NeedsMore, "ask.two_counts", "500 queries", "10000 docs and 500 queries, 3k in"),
        (NeedsMore, "ask.each_and_total", None, "10 docs, 3k in each, 5k out in total"),
        (NeedsMore, "ask.tokens_each", None, "1000 requests"),
        (NeedsMore, "ask.number_of_what", "30 class", "30 class, 3k in"),
        (NeedsMore, "ask.number_of_what", "30 big", "30 big bad old sad new cats, 3k in"),
        (NotUnderstood, "unread.no_requests", "0 requests", "0 requests, 3k in"),
        (NeedsMore, "ask.rate_of", "for 3 months", "3k in for 3 months"),
        (NeedsMore, "ask.change_of", "twice", "10M in twice"),
        (NeedsMore, "ask.unused", "/foo", "50k requests/foo, 3k in"),
    ],
)
def test_error_a_count_is_not_read(
    error: type[QueryError], key: str, piece: str | None, said: str
) -> None:
    asked = f"opus 5.5: {said}"
    with pytest.raises(error) as caught:
        query(asked)

    assert (key, piece) == (caught.value.message.key, quoted(asked, caught.value))


@pytest.mark.parametrize("said", ["a day's work, 3k in", "3k in, x, 2k out"])
def test_words_of_time_and_multiplying_alone_are_prose(said: str) -> None:
    assert reading(f"opus 5.5: {said}").startswith("opus-5.5 3k in")


def test_a_noun_beside_another_count_is_no_number_of_requests() -> None:
    assert () == ask("opus 5.5 500 engineers x 20 messages/day, 1k in").remarks


@pytest.mark.parametrize(
    "said",
    [
        "1000 users x 2 chats and 100 users x 50 chats per day, 1k in",
        "1000 users each send 2 chats, 100 users each send 50 chats a day, 1k in",
        "1000人×2回、100人×50回、1回1000入力、1日あたり",
        "1000件×2回と100件×50回、1k in",
        "ピーク50rps、平均5rps、1回1000入力",
    ],
)
def test_error_sums_are_never_multiplied(said: str) -> None:
    with pytest.raises(NeedsMore) as caught:
        query(f"opus 5.5 {said}")

    assert caught.value.message.key == "ask.two_counts"


@pytest.mark.parametrize("piece", ["reused 5 times", "read 5 times", "retry 3 times"])
def test_error_what_is_done_again_is_no_count(piece: str) -> None:
    asked = f"opus 5.5 10k requests/day 50k in, {piece}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert caught.value.message.key == "ask.unused"
    assert quoted(asked, caught.value) == piece


@pytest.mark.parametrize(
    "said", ["a session of 10 hours", "sessions of about 10 hours", "セッション10時間"]
)
def test_a_session_of_so_many_hours_is_no_number_of_sessions(said: str) -> None:
    assert "opus-5.5 10M in 10 session hours" == reading(f"opus 5.5 10M in, {said}")


def test_a_spread_before_the_only_number_is_that_numbers() -> None:
    assert "opus-5.5 10000000 ± 2000000 in" == reading("opus 5.5 ±20% 10M in")


@pytest.mark.parametrize(
    ("piece", "said"),
    [("±20%", "1k requests 10M in 2M out, give or take ±20%"), ("±30%", "10M in ±20% ±30%")],
)
def test_error_a_spread_could_be_of_several_numbers(piece: str, said: str) -> None:
    asked = f"opus 5.5 {said}"
    with pytest.raises(NeedsMore) as caught:
        query(asked)

    assert ("ask.range_of", piece) == (caught.value.message.key, quoted(asked, caught.value))
