"""What was asked back is answered with its reply, and never with what is none."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers import answer, pending_after
from bot.answers.pending import LONGEST
from bot.answers.types import Answer, Question
from bot.query.markup import typed
from bot.render.as_json import to_json
from pricing import load_published

TODAY = date(2026, 11, 22)
BOOK = load_published()
ASKED = "sonnet 5.5 10M tokens"


def replied(pending: str | None, text: str) -> Answer:
    return answer(Question(text, TODAY, pending=pending), BOOK)


def left(pending: str | None, text: str) -> str | None:
    """What is pending after `text`."""
    question = Question(text, TODAY, pending=pending)
    return pending_after(question, answer(question, BOOK))


@pytest.mark.parametrize(
    ("pending", "text", "source"),
    [
        (ASKED, "output", "sonnet 5.5 10M tokens output"),
        (ASKED, "ok, it's output, please!", "sonnet 5.5 10M tokens output"),
        (ASKED, "<@U0123456> output", "sonnet 5.5 10M tokens output"),
        (ASKED, "in, 2M out", "sonnet 5.5 10M tokens in, 2M out"),
        (ASKED, "10M out", "sonnet 5.5 10M out"),
        (ASKED, "8M in 2M out", "sonnet 5.5 8M in 2M out"),
        ("opus 5.5 10M / 2M", "in and out", "opus 5.5 10M in / 2M out"),
        ("opus 5.5 10M / 2M", "10M in 2M out", "opus 5.5 10M in 2M out"),
        ("1000 users, 3 chats", "opus 5.5 1k in", "1000 users, 3 chats opus 5.5 1k in"),
        ("1000 users, 3 chats, haiku 5.5 1k in", "3k", "3k requests, haiku 5.5 1k in"),
        (
            "1000 users, 3 chats, haiku 5.5 1k in",
            "each",
            "1000 users, 3 chats each, haiku 5.5 1k in",
        ),
        ("$500, opus 5.5", "5k in", "$500, opus 5.5 5k in each"),
        ("$500, opus 5.5", "5k in per call", "$500, opus 5.5 5k in per call"),
    ],
)
def test_a_reply_goes_where_it_was_asked_for(pending: str, text: str, source: str) -> None:
    assert source == replied(pending, text).frame.source


@pytest.mark.parametrize(
    ("pending", "text"),
    [
        (ASKED, "in or out"),
        (ASKED, "in batch"),
        (ASKED, "what counts as in?"),
        (ASKED, "in and out"),
        (ASKED, "opus 5.5"),
        (ASKED, "opus 5.5 3M in"),
        (ASKED, "   "),
        (ASKED, "50k requests a day"),
        ("opus 5.5 10M / 2M", "in"),
        ("sonnet 5.5, 100 requests", "opus 5.5 5k in 1k out"),
        ("sonnet 5.5, 100 requests", "output"),
        ("2000 users, 10 messages a day", "in total"),
        ("5 teams, 300 users, 10 messages a day each, 2k in 300 out, haiku 5.5", "each"),
        ("10000 docs and 500 queries on sonnet 5.5 3k in 500 out", "each"),
        ("sonnet 5.5 10M in 2M out", "output"),
        ("opus 5.5 500k in, 1,000 requests, cached 20%", "output"),
        ("sonnet 5.5 10M in 2M out 20%", "cached"),
    ],
)
def test_what_is_no_reply_is_answered_as_if_nothing_were_pending(pending: str, text: str) -> None:
    assert to_json(replied(None, text)) == to_json(replied(pending, text))


@pytest.mark.parametrize(
    ("pending", "text"), [(ASKED, "5M in 2M out"), (ASKED, "5M in"), (ASKED, "200 calls, 5k in")]
)
def test_error_amounts_that_may_be_another_question_are_asked_about(
    pending: str, text: str
) -> None:
    assert to_json(replied(None, pending)) == to_json(replied(pending, text))


def test_error_what_is_said_twice_is_asked_about() -> None:
    found = to_json(replied("sonnet 5.5, 100 requests", "200 requests, 5k in 1k out each"))

    assert (
        "100 requests and 200 requests are separate counts: how many requests is that in all?"
        == found["message"]
    )


def test_nothing_is_pending_after_a_price() -> None:
    assert left(None, "sonnet 5.5 10M in") is None
    assert left(ASKED, "output") is None


def test_what_is_asked_back_is_pending_as_it_was_normalised() -> None:
    assert ASKED == left(None, f"<@U0123456> {ASKED}")
    assert typed(ASKED) == ASKED


def test_what_answers_nothing_leaves_what_is_pending() -> None:
    assert ASKED == left(ASKED, "what is a token?")
    assert ASKED == left(ASKED, "10M")


def test_a_question_with_a_reply_that_needs_another_is_pending_with_it() -> None:
    pending = "2000 users, 10 messages a day"

    assert f"{pending} haiku 5.5, 1k in 200 out" == left(pending, "haiku 5.5, 1k in 200 out")


def test_a_newer_question_that_no_reply_can_complete_leaves_none_pending() -> None:
    assert left(ASKED, "opus 5.5 10M in 2M out 20%") is None


def test_a_question_that_is_too_long_is_not_kept() -> None:
    long = f"{'please ' * (LONGEST // 7)}{ASKED}"

    assert LONGEST < len(long)
    assert left(None, long) is None
    assert long[-500:] == left(None, long[-500:])
