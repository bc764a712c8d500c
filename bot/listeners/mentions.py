"""Mentions of the bot: answered in the thread they are in, or in one under them."""

import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import earlier_after, pending_after, priced_query
from bot.answers.types import Question
from bot.render import apology, thread_messages
from bot.render.message import Message
from bot.store import Expiring, Last, Thread, ThreadQueries
from bot.work import Work

from .asking import Answerer, Today, workspace
from .errors import language_of
from .posting import post

log = logging.getLogger(__name__)

# Slack sends an event it heard nothing of three times more, the last some minutes later.
_KEPT = 5_000
_KEPT_SECONDS = 3600


def register(
    app: AsyncApp, answer: Answerer, today: Today, threads: ThreadQueries, work: Work
) -> None:
    """Answer mentions on `app`."""
    replies = _Replies(answer, today, threads)
    heard = _Heard()

    @app.event("app_mention")
    async def mentioned(
        body: dict[str, Any],
        event: dict[str, Any],
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        if _from_bot(event) or heard.before(body):
            return
        ts = event.get("thread_ts") or event["ts"]
        thread = Thread(workspace(context), event["channel"], ts)
        work.start(partial(replies.send, client, thread, event["text"]))
        # Only now: one that there is too much work for is to be sent again.
        heard.remember(body)


def _from_bot(event: dict[str, Any]) -> bool:
    """Two bots that answer each other never stop."""
    return bool(event.get("bot_id")) or event.get("subtype") == "bot_message"


class _Heard:
    """The mentions that are answered already, by their events, and by the hashes of their texts."""

    def __init__(self) -> None:
        self._events: Expiring[str, bool] = Expiring(_KEPT, _KEPT_SECONDS)
        self._texts: Expiring[tuple[str, str], int] = Expiring(_KEPT, _KEPT_SECONDS)

    def before(self, body: dict[str, Any]) -> bool:
        """An event that was sent again, or an edit that left the question as it was.

        Each edit of a message, be it by Slack itself, comes as a mention of its own.
        """
        event = body["event"]
        unchanged = self._texts.get(_place(event)) == hash(event["text"])
        return body["event_id"] in self._events or ("edited" in event and unchanged)

    def remember(self, body: dict[str, Any]) -> None:
        self._events[body["event_id"]] = True
        self._texts[_place(body["event"])] = hash(body["event"]["text"])


def _place(event: dict[str, Any]) -> tuple[str, str]:
    return event["channel"], event["ts"]


class _Replies(Struct, frozen=True):
    answer: Answerer
    today: Today
    threads: ThreadQueries

    async def send(self, client: AsyncWebClient, thread: Thread, text: str) -> None:
        messages = await self._messages(thread, text)
        await post(client, messages, thread.channel, thread.ts)

    async def _messages(self, thread: Thread, text: str) -> Sequence[Message]:
        try:
            return await self._answered(thread, text)
        except Exception:
            log.exception("a mention could not be answered")
            return [apology(language_of(text))]

    async def _answered(self, thread: Thread, text: str) -> Sequence[Message]:
        before = await self.threads.last(thread) or Last()
        question = Question(text, self.today(), None, *before)
        answer = self.answer(question)
        messages = thread_messages(answer)
        earlier = earlier_after(question, answer)
        now = before._replace(pending=pending_after(question, answer), earlier=earlier)
        if query := priced_query(answer):
            now = Last(query, answer.frame.lang, earlier=earlier)
        if now != before:
            await self.threads.remember(thread, now)
        return messages
