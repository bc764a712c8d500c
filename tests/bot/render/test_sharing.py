"""A shared answer is asked for again, from a value that is never trusted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.answers import answer
from bot.answers.types import EstimateAnswer, Question
from bot.render import (
    SHARE,
    command_message,
    read_share_value,
    share_value,
    share_without_thread_message,
    shared_messages,
)

from .asking import BOOK, COMPARISONS, ESTIMATES, OTHERS, ask, ask_for
from .slack_rules import nodes, texts

SHAREABLE = {**ESTIMATES, **COMPARISONS, **{k: v for k, v in OTHERS.items() if k.startswith(("rates", "models"))}}  # fmt: skip


def test_a_value_is_the_question_never_the_answer() -> None:
    assert "v1|en|2026-11-22|sonnet-4 10M in 2M out cached" == share_value(ask("sonnet-4 10M in 2M out cached"))  # fmt: skip


@pytest.mark.parametrize("question", list(SHAREABLE.values()), ids=list(SHAREABLE))
def test_what_is_shared_is_the_same_answer_again(question: str) -> None:
    first = ask(question)
    value = share_value(first)
    assert value

    again = read_share_value(value)

    assert again
    assert [*texts(list(command_message(first).blocks))] == [
        *texts(list(command_message(answer(again, BOOK)).blocks))
    ]


def test_the_button_carries_the_value() -> None:
    found = ask("sonnet-4 10M in 2M out cached")
    (button,) = [n for n in nodes(list(command_message(found).blocks)) if n.get("type") == "button"]

    assert (SHARE, share_value(found)) == (button["action_id"], button["value"])


@pytest.mark.parametrize("question", [OTHERS["help"], OTHERS["refused"], "what is it"])
def test_there_is_nothing_to_share_without_a_price(question: str) -> None:
    assert share_value(ask(question)) is None


def test_the_language_and_the_day_are_kept() -> None:
    found = ask("sonnet 4 10M in", date(2026, 3, 1), "ja")

    assert "v1|ja|2026-03-01|sonnet-4 10M in" == share_value(found)
    assert Question("sonnet-4 10M in", date(2026, 3, 1), "ja") == read_share_value(str(share_value(found)))  # fmt: skip


def test_a_question_too_long_for_a_button_has_none() -> None:
    found = ask_for(EstimateAnswer, ESTIMATES["volume"])
    longest = replace(found, reading="x" * (2000 - len("v1|en|2026-11-22|")))

    assert share_value(longest)
    assert share_value(replace(longest, reading=longest.reading + "x")) is None


def test_a_question_that_cannot_be_sent_has_no_button() -> None:
    found = ask_for(EstimateAnswer, ESTIMATES["volume"])

    assert share_value(replace(found, reading="gpt\ud800")) is None


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="nothing"),
        pytest.param("v2|en|2026-11-22|sonnet 4 10M in", id="another version"),
        pytest.param("v1|fr|2026-11-22|sonnet 4 10M in", id="another language"),
        pytest.param("v1|en|2026-02-30|sonnet 4 10M in", id="no such day"),
        pytest.param("v1|en|２０２６-11-22|sonnet 4 10M in", id="other digits"),
        pytest.param("v1|en|2026-11-22|", id="no question"),
        pytest.param("v1|en|2026-11-22| \n ", id="a blank question"),
        pytest.param("v1|en|2026-11-22", id="too few parts"),
        pytest.param("v1|en|2026-11-22|" + "x" * 2000, id="too long"),
    ],
)
def test_a_value_that_no_button_has_is_no_question(value: str) -> None:
    assert read_share_value(value) is None


@given(st.text())
def test_no_value_is_an_error(value: str) -> None:
    read_share_value(value)
    read_share_value(f"v1|en|2026-11-22|{value}")


def test_a_bar_in_the_question_stays_in_it() -> None:
    question = read_share_value("v1|en|2026-11-22|sonnet 4 | 10M in")

    assert question
    assert "sonnet 4 | 10M in" == question.text


def test_a_shared_answer_says_who_shared_it_and_cannot_be_shared_again() -> None:
    richest, *others = shared_messages(ask("sonnet 4 10M in"), "U0PERSON")
    elements = [n["elements"] for n in nodes(list(richest.blocks)) if n.get("type") == "rich_text_section"]  # fmt: skip

    assert [
        {"type": "text", "text": "Shared by "},
        {"type": "user", "user_id": "U0PERSON"},
    ] in elements
    for message in (richest, *others):
        assert "Shared from an answer that only one person could see." in message.text
        assert "actions" not in [block["type"] for block in message.blocks]


def test_where_no_follow_up_will_be_seen_it_is_said() -> None:
    warning = "a follow-up must repeat them."
    message = share_without_thread_message(ask("sonnet 4 10M in"), "U0PERSON")

    assert warning in message.text
    assert any(warning in text for text in texts(list(message.blocks)))
