"""A mention is answered once, in its thread, and remembered for the follow-up."""

import asyncio
import logging
from typing import Any

import pytest

from bot.answers.types import Answer, Question
from bot.app import published
from bot.render import apology
from bot.store import Last, Thread
from pricing import load_published
from tests.bot.conftest import Bot, StartBot
from tests.bot.slack import BROKEN, CHANNEL, HANG_UP, TEAM, USER, Slack, busy, refusal

QUESTION = "sonnet-4 10M in 2M out cached"

needs_bot = pytest.mark.usefixtures("bot")


def broken(_: Question) -> Answer:
    raise RuntimeError("all of it")


async def mention(slack: Slack, bot: Bot, text: str = QUESTION, **event: Any) -> None:
    acknowledged = await slack.mention(text, **event)
    await bot.done()

    assert (200, "") == (acknowledged.status, acknowledged.text)


async def test_a_mention_in_a_channel_is_answered_in_a_thread_under_it(
    slack: Slack, bot: Bot
) -> None:
    await mention(slack, bot, ts="1.000100")

    [message] = slack.messages
    assert (CHANNEL, "1.000100") == (message["channel"], message["thread_ts"])
    assert "$33.00" in message["text"]


async def test_a_mention_in_a_thread_is_answered_there(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot, ts="2.000200", thread_ts="1.000100")

    assert ["1.000100"] == [message["thread_ts"] for message in slack.messages]


async def test_links_in_an_answer_are_not_unfolded(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot)

    [message] = slack.messages
    assert (False, False) == (message["unfurl_links"], message["unfurl_media"])
    assert "link_names" not in message


async def test_the_acknowledgement_does_not_wait_for_the_answer(slack: Slack, bot: Bot) -> None:
    release = slack.hold("chat.postMessage")

    acknowledged = await slack.mention(QUESTION)

    assert (200, []) == (acknowledged.status, slack.messages)
    release.set()
    await bot.done()
    assert 1 == len(slack.messages)


async def test_slack_is_never_asked_who_the_bot_is(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot)
    await mention(slack, bot)
    await slack.command(QUESTION)

    assert ["chat.postMessage"] * 2 == [call.method for call in slack.calls]


async def test_an_event_that_is_sent_again_is_answered_once(slack: Slack, bot: Bot) -> None:
    event = {"type": "app_mention", "text": QUESTION}
    for _ in range(4):
        acknowledged = await slack.event(event, event_id="Ev1")
        await bot.done()
        assert 200 == acknowledged.status

    assert 1 == len(slack.messages)


async def test_an_event_that_is_sent_again_meanwhile_is_answered_once(
    slack: Slack, bot: Bot
) -> None:
    event = {"type": "app_mention", "text": QUESTION}
    await asyncio.gather(*(slack.event(event, event_id="Ev1") for _ in range(4)))
    await bot.done()

    assert 1 == len(slack.messages)


async def test_an_edit_that_asks_the_same_is_not_answered_again(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot, ts="1.000100")
    await mention(slack, bot, ts="1.000100", edited={"user": USER, "ts": "2.000200"})

    assert 1 == len(slack.messages)


async def test_an_edit_that_asks_something_else_is_answered(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot, ts="1.000100")
    await mention(
        slack, bot, "opus 5.5 10M in", ts="1.000100", edited={"user": USER, "ts": "2.000200"}
    )

    assert 2 == len(slack.messages)


@pytest.mark.parametrize(
    "event", [{"bot_id": "B0OTHER"}, {"subtype": "bot_message"}], ids=["bot_id", "subtype"]
)
async def test_another_bot_is_not_answered(slack: Slack, bot: Bot, event: dict[str, str]) -> None:
    await mention(slack, bot, **event)

    assert [] == slack.calls


async def test_a_follow_up_changes_the_last_question_of_its_thread(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot, "sonnet-4 10M in 2M out", ts="1.000100")
    await mention(slack, bot, "sonnet-4 1M in", ts="1.000101")

    assert await bot.threads.last(Thread(TEAM, CHANNEL, "1.000100"))
    assert await bot.threads.last(Thread(TEAM, CHANNEL, "1.000100")) != await bot.threads.last(
        Thread(TEAM, CHANNEL, "1.000101")
    )


async def test_the_last_priced_query_of_the_thread_is_passed_on(
    start_bot: StartBot, slack: Slack
) -> None:
    asked, answer = [], published(load_published())

    def note(question: Question) -> Answer:
        asked.append(question)
        return answer(question)

    bot = await start_bot(note)
    await mention(slack, bot, ts="1.000100")
    last = await bot.threads.last(Thread(TEAM, CHANNEL, "1.000100"))
    for text in ("help", "and what of opus 5.5?"):
        await mention(slack, bot, text, thread_ts="1.000100")
    await mention(slack, bot, "elsewhere", thread_ts="1.000101")

    assert last
    assert [None, last.query, last.query, None] == [question.previous for question in asked]


async def test_a_follow_up_without_a_word_is_answered_in_the_language_of_its_thread(
    slack: Slack, bot: Bot
) -> None:
    await mention(slack, bot, "sonnet 5.5で入力1000万、出力200万", ts="1.000100")
    await mention(slack, bot, "+20%", thread_ts="1.000100")

    assert "変更前" in slack.messages[-1]["text"]


async def test_a_reply_completes_what_was_asked_back_in_its_thread(
    slack: Slack, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, "bot"):
        await mention(slack, bot, "sonnet 5.5 10M tokens", ts="1.000100")
        pending = await bot.threads.last(Thread(TEAM, CHANNEL, "1.000100"))
        await mention(slack, bot, "output", thread_ts="1.000100")

    assert Last(pending="sonnet 5.5 10M tokens") == pending
    assert "$100.00" in slack.messages[-1]["text"]
    last = await bot.threads.last(Thread(TEAM, CHANNEL, "1.000100"))
    assert last
    assert (True, None) == (last.query is not None, last.pending)
    assert "10M" not in caplog.text


async def test_a_change_is_taken_back_in_its_thread(slack: Slack, bot: Bot) -> None:
    for text in ("sonnet 5.5 10M in 2M out", "batched", "undo that"):
        await mention(slack, bot, text, thread_ts="1.000100")

    assert "now $40.00" in slack.messages[-1]["text"]


async def test_enterprises_keep_their_threads_apart(slack: Slack, bot: Bot) -> None:
    await mention(slack, bot, ts="1.000100")

    assert await bot.threads.last(Thread("E0OTHER", CHANNEL, "1.000100")) is None
    assert await bot.threads.last(Thread(TEAM, "C0OTHER", "1.000100")) is None


async def test_where_slack_refuses_the_newest_blocks_the_answer_is_sent_plainer(
    slack: Slack, bot: Bot
) -> None:
    slack.script("chat.postMessage", refusal("invalid_blocks"))
    await mention(slack, bot)

    richest, plainer = slack.called("chat.postMessage")
    assert richest.body["blocks"] != plainer.body["blocks"]
    assert "$33.00" in slack.messages[0]["text"]
    assert {"section", "context", "header"} >= {block["type"] for block in plainer.body["blocks"]}


async def test_where_slack_refuses_all_blocks_the_answer_is_sent_as_text(
    slack: Slack, bot: Bot
) -> None:
    slack.script("chat.postMessage", refusal("invalid_blocks"), refusal("invalid_blocks"))
    await mention(slack, bot)

    [message] = slack.messages
    assert "blocks" not in message
    assert "$33.00" in message["text"]


@pytest.mark.parametrize("trouble", [busy(), BROKEN], ids=["too many calls", "server error"])
async def test_where_slack_is_in_trouble_the_answer_is_sent_again(
    slack: Slack, bot: Bot, trouble: Any
) -> None:
    slack.script("chat.postMessage", trouble)
    await mention(slack, bot)

    assert 1 == len(slack.messages)
    assert 2 == len(slack.called("chat.postMessage"))


async def test_error_what_may_have_arrived_is_not_sent_again(
    slack: Slack, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection was lost before Slack answered: the message may be there already."""
    slack.script("chat.postMessage", HANG_UP)
    await mention(slack, bot)

    assert 1 == len(slack.calls)
    assert "work after the acknowledgement failed" in caplog.text


async def test_error_where_slack_lets_nobody_post_nothing_more_is_tried(
    slack: Slack, bot: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    slack.script("chat.postMessage", refusal("is_archived"))
    await mention(slack, bot)

    assert 1 == len(slack.calls)
    assert "is_archived" in caplog.text
    assert QUESTION not in caplog.text


async def test_error_a_bug_is_a_plain_sentence_in_the_thread(
    start_bot: StartBot, slack: Slack, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await start_bot(broken)

    with caplog.at_level(logging.DEBUG, "bot"):
        await mention(slack, bot, "between us", ts="1.000100")

    [message] = slack.messages
    assert "1.000100" == message["thread_ts"]
    assert apology("en").text == message["text"]
    assert "RuntimeError: all of it" in caplog.text
    assert "between us" not in caplog.text


async def test_error_a_bug_is_told_in_the_language_of_the_question(
    start_bot: StartBot, slack: Slack
) -> None:
    bot = await start_bot(broken)
    await mention(slack, bot, "入力1000万トークンはいくら？")

    assert apology("ja").text == slack.messages[0]["text"]


async def test_error_what_is_too_much_at_once_is_to_be_sent_again(
    start_bot: StartBot, slack: Slack
) -> None:
    bot = await start_bot(limit=1)
    release = slack.hold("chat.postMessage")
    first, second = ({"type": "app_mention", "text": QUESTION, "ts": ts} for ts in "12")

    assert 200 == (await slack.event(first, event_id="Ev1")).status
    assert 503 == (await slack.event(second, event_id="Ev2")).status
    release.set()
    await bot.done()
    assert 200 == (await slack.event(second, event_id="Ev2")).status
    await bot.done()

    assert ["1", "2"] == [message["thread_ts"] for message in slack.messages]


@needs_bot
async def test_an_event_that_nobody_listens_to_is_acknowledged(slack: Slack) -> None:
    """Slack would send it three times more."""
    acknowledged = await slack.event({"type": "reaction_added"})

    assert (200, "") == (acknowledged.status, acknowledged.text)


@pytest.mark.parametrize(
    "event",
    [{"text": None}, {"channel": None}, {"ts": None}, {"user": 5}],
    ids=str,
)
async def test_error_an_odd_event_is_acknowledged(
    slack: Slack, bot: Bot, event: dict[str, Any]
) -> None:
    acknowledged = await slack.event({"type": "app_mention", "text": QUESTION, **event})
    await bot.done()

    assert acknowledged.status in {200, 400}
