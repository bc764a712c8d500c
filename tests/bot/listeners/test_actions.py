"""The Share button posts the answer for everybody, once, where follow-ups find it."""

import asyncio
import re
from typing import Any

import pytest

from bot.answers.types import Answer, Question
from bot.app import published
from bot.render import SHARE, apology
from bot.store import Thread
from pricing import load_published
from tests.bot.conftest import Bot, StartBot
from tests.bot.slack import (
    BROKEN,
    CHANNEL,
    TEAM,
    USER,
    Reply,
    Slack,
    busy,
    refusal,
)

QUESTION = "sonnet-4 10M in 2M out cached"

needs_bot = pytest.mark.usefixtures("bot")


async def answered(slack: Slack, text: str = QUESTION) -> dict[str, Any]:
    return (await slack.command(text)).message


async def share(slack: Slack, bot: Bot) -> None:
    acknowledged = await slack.click(await answered(slack), "share")
    await bot.done()

    assert (200, "") == (acknowledged.status, acknowledged.text)


async def test_a_shared_answer_is_posted_to_the_channel(slack: Slack, bot: Bot) -> None:
    await share(slack, bot)

    [message] = slack.messages
    assert CHANNEL == message["channel"]
    assert "thread_ts" not in message
    assert "$33.00" in message["text"]
    assert (False, False) == (message["unfurl_links"], message["unfurl_media"])


async def test_a_shared_answer_says_who_shared_it(slack: Slack, bot: Bot) -> None:
    await share(slack, bot)

    assert USER in str(slack.messages[0]["blocks"])


async def test_a_follow_up_under_a_shared_answer_finds_its_query(
    start_bot: StartBot, slack: Slack
) -> None:
    asked, answer = [], published(load_published())

    def note(question: Question) -> Answer:
        asked.append(question)
        return answer(question)

    bot = await start_bot(note)
    await share(slack, bot)
    [message] = slack.messages
    last = await bot.threads.last(Thread(TEAM, CHANNEL, message["ts"]))
    await slack.mention("batched?", thread_ts=message["ts"])
    await bot.done()

    assert last
    assert last.query == asked[-1].previous


async def test_two_clicks_post_once(slack: Slack, bot: Bot) -> None:
    click = slack.click_payload(await answered(slack), "share")
    again = {**slack.click_payload(await answered(slack), "share"), "container": click["container"]}
    await asyncio.gather(slack.interact(click), slack.interact(again))
    await slack.interact(click)
    await bot.done()

    assert 1 == len(slack.messages)


async def test_the_same_answer_given_twice_can_be_shared_twice(slack: Slack, bot: Bot) -> None:
    await share(slack, bot)
    await share(slack, bot)

    assert 2 == len(slack.messages)


@pytest.mark.parametrize("said", ["not_in_channel", "channel_not_found"])
async def test_where_the_bot_is_no_member_the_answer_is_shared_without_a_thread(
    slack: Slack, bot: Bot, said: str
) -> None:
    slack.script("chat.postMessage", refusal(said))
    await share(slack, bot)

    assert [] == slack.messages
    [call] = slack.called("response_url")
    assert ("in_channel", False) == (call.body["response_type"], call.body["replace_original"])
    assert (False, False) == (call.body["unfurl_links"], call.body["unfurl_media"])
    assert "$33.00" in call.body["text"]
    assert "repeat" in call.body["text"]


@pytest.mark.parametrize("trouble", [busy(), BROKEN], ids=["too many calls", "server error"])
async def test_where_the_response_url_is_in_trouble_it_is_tried_again(
    slack: Slack, bot: Bot, trouble: Reply
) -> None:
    slack.script("chat.postMessage", refusal("not_in_channel"))
    slack.script("response_url", trouble)
    await share(slack, bot)

    first, second = slack.called("response_url")
    assert first == second


async def test_error_a_response_url_is_not_tried_for_ever(slack: Slack, bot: Bot) -> None:
    slack.script("chat.postMessage", refusal("not_in_channel"))
    slack.script("response_url", BROKEN, BROKEN, BROKEN)
    await share(slack, bot)

    assert 3 == len(slack.called("response_url"))


@pytest.mark.parametrize("trouble", [busy(), BROKEN], ids=["too many calls", "server error"])
async def test_where_slack_is_in_trouble_the_answer_is_posted_again(
    slack: Slack, bot: Bot, trouble: Reply
) -> None:
    slack.script("chat.postMessage", trouble)
    await share(slack, bot)

    assert 1 == len(slack.messages)


async def test_where_slack_refuses_blocks_a_plainer_answer_is_shared(
    slack: Slack, bot: Bot
) -> None:
    slack.script("chat.postMessage", refusal("invalid_blocks"), refusal("invalid_blocks"))
    await share(slack, bot)

    [message] = slack.messages
    assert "blocks" not in message


async def test_error_what_failed_is_told_to_the_person_and_can_be_tried_again(
    slack: Slack, bot: Bot
) -> None:
    click = slack.click_payload(await answered(slack), "share")
    slack.script("chat.postMessage", refusal("fatal_error"))
    await slack.interact(click)
    await bot.done()

    [told] = slack.called("response_url")
    assert ("ephemeral", False) == (told.body["response_type"], told.body["replace_original"])
    assert apology("en").text == told.body["text"]
    await slack.interact(click)
    await bot.done()
    assert 1 == len(slack.messages)


@pytest.mark.parametrize(
    "value", ["", "v0|en|2026-11-22|sonnet", "v1|en|2026-13-22|sonnet", "x" * 3000]
)
async def test_error_a_value_that_the_bot_never_wrote_shares_nothing(
    slack: Slack, bot: Bot, value: str
) -> None:
    click = slack.click_payload(await answered(slack), "share")
    click["actions"][0]["value"] = value
    await slack.interact(click)
    await bot.done()

    assert [] == slack.messages
    assert ["ephemeral"] == [call.body["response_type"] for call in slack.called("response_url")]


async def test_a_value_is_priced_again_and_never_trusted(slack: Slack, bot: Bot) -> None:
    click = slack.click_payload(await answered(slack), "share")
    click["actions"][0]["value"] = "v1|en|2026-11-22|sonnet 4, 20M in cached, 4M out"
    await slack.interact(click)
    await bot.done()

    assert "$66.00" in slack.messages[0]["text"]


async def test_what_holds_no_prices_is_not_remembered(slack: Slack, bot: Bot) -> None:
    click = slack.click_payload(await answered(slack), "share")
    click["actions"][0]["value"] = "v1|en|2026-11-22|which models"
    await slack.interact(click)
    await bot.done()

    [message] = slack.messages
    assert await bot.threads.last(Thread(TEAM, CHANNEL, message["ts"])) is None


@needs_bot
async def test_a_button_that_nobody_listens_to_is_acknowledged(slack: Slack) -> None:
    click = slack.click_payload(await answered(slack), "share")
    click["actions"][0]["action_id"] = "of an older version"

    acknowledged = await slack.interact(click)

    assert (200, "") == (acknowledged.status, acknowledged.text)
    assert [] == slack.calls


@needs_bot
@pytest.mark.parametrize(
    "text",
    [
        QUESTION,
        "price of opus 5.5",
        "sonnet vs opus, 10M in",
        "which models",
        "help",
        "10M",
        "sonnet 10M ouptu",
    ],
)
async def test_no_answer_has_a_button_that_does_nothing(slack: Slack, bot: Bot, text: str) -> None:
    message = await answered(slack, text)
    await slack.mention(text)
    await bot.done()

    names = re.findall(r"'action_id': '(.*?)'", f"{message} {slack.messages}")
    assert set(names) <= {SHARE}


@needs_bot
async def test_error_an_odd_click_is_acknowledged(slack: Slack) -> None:
    click = slack.click_payload(await answered(slack), "share")
    del click["container"]

    assert 200 == (await slack.interact(click)).status
