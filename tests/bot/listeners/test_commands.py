"""The slash command is answered in its acknowledgement, to the person alone, whatever happens."""

import logging
from typing import cast

import pytest

from bot.answers.types import Answer, Language, Question
from bot.render import apology
from tests.bot.conftest import TODAY, Bot, StartBot
from tests.bot.slack import Slack

ESTABLISHED = {"header", "section", "rich_text", "table", "context", "actions"}

needs_bot = pytest.mark.usefixtures("bot")


def broken(_: Question) -> Answer:
    raise RuntimeError("all of it")


async def test_the_whole_answer_is_in_the_acknowledgement(slack: Slack, bot: Bot) -> None:
    acknowledged = await slack.command("sonnet-4 10M in 2M out cached")
    await bot.done()

    assert 200 == acknowledged.status
    assert "$33.00" in acknowledged.message["text"]
    assert not slack.calls


@needs_bot
async def test_only_the_person_who_asked_sees_it(slack: Slack) -> None:
    assert "ephemeral" == (await slack.command("sonnet-4 10M in")).message["response_type"]


@needs_bot
async def test_it_holds_long_established_blocks_only(slack: Slack) -> None:
    """Nobody would tell the bot that Slack refused another."""
    message = (await slack.command("sonnet-4 10M in 2M out cached")).message

    assert {block["type"] for block in message["blocks"]} <= ESTABLISHED


@pytest.mark.parametrize("text", ["", "sonnet 10M ouptu", "gpt-5 10M in", "10M"])
@needs_bot
async def test_a_refusal_is_an_answer_too(slack: Slack, text: str) -> None:
    acknowledged = await slack.command(text)

    assert 200 == acknowledged.status
    assert acknowledged.message["text"]
    assert "ephemeral" == acknowledged.message["response_type"]


@needs_bot
async def test_the_question_may_hold_the_word_payload(slack: Slack) -> None:
    """Bolt alone would take the form for a click, and find no listener."""
    acknowledged = await slack.command("payload: sonnet-4 10M in 2M out cached")

    assert "$33.00" in acknowledged.message["text"]


async def test_the_day_is_the_day_of_the_question(start_bot: StartBot, slack: Slack) -> None:
    asked = []

    def note(question: Question) -> Answer:
        asked.append(question)
        raise RuntimeError

    await start_bot(note)
    await slack.command(" sonnet-4 &lt;10M in&gt; ")

    assert [Question(" sonnet-4 &lt;10M in&gt; ", TODAY)] == asked


@pytest.mark.parametrize(
    ("text", "lang"), [("sonnet-4 10M in", "en"), ("Sonnet 4 入力1000万", "ja")]
)
async def test_error_a_bug_is_a_plain_sentence(
    start_bot: StartBot, slack: Slack, text: str, lang: Language
) -> None:
    await start_bot(broken)

    acknowledged = await slack.command(text)

    assert 200 == acknowledged.status
    assert {"response_type": "ephemeral", "text": apology(lang).text} == acknowledged.message


async def test_error_a_bug_in_drawing_the_answer_is_told_too(
    start_bot: StartBot, slack: Slack
) -> None:
    await start_bot(lambda _: cast("Answer", "no answer at all"))

    acknowledged = await slack.command("sonnet-4 10M in")

    assert (200, "ephemeral") == (acknowledged.status, acknowledged.message["response_type"])


async def test_error_a_bug_is_logged_whole_without_the_question(
    start_bot: StartBot, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    await start_bot(broken)

    with caplog.at_level(logging.DEBUG, "bot"):
        await slack.command("sonnet-4 10M in, between us")

    assert "RuntimeError: all of it" in caplog.text
    assert "between us" not in caplog.text


@needs_bot
async def test_the_log_says_what_was_answered_but_not_what_was_asked(
    slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await slack.command("sonnet-4 10M in 2M out cached, between us")

    assert any(message.startswith("EstimateAnswer in en, ") for message in caplog.messages)
    assert "between us" not in caplog.text


@needs_bot
async def test_error_a_command_that_nobody_listens_to_is_told_so(slack: Slack) -> None:
    acknowledged = await slack.command("hello", command="/other")

    assert (200, "ephemeral") == (acknowledged.status, acknowledged.message["response_type"])
