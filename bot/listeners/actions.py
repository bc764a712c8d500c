"""The buttons of an answer."""

import logging
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import priced_query
from bot.answers.types import Answer
from bot.render import (
    SHARE,
    apology,
    read_share_value,
    share_without_thread_message,
    shared_messages,
)
from bot.store import Expiring, Last, Thread, ThreadQueries
from bot.work import Work

from .asking import Answerer, workspace
from .posting import post, refusal, respond

log = logging.getLogger(__name__)

# A button answers for as long as its `response_url` does.
_KEPT_CLICKS = 10_000
_KEPT_SECONDS = 1800
# What Slack says where the app is no member of the conversation.
_NOT_THERE = {"channel_not_found", "no_permission", "not_in_channel"}


@dataclass(frozen=True, slots=True)
class _Click:
    """A press of the Share button; `message` is the one that the button is in."""

    workspace: str
    channel: str
    message: str
    user: str
    # Each press of one button has its own.
    response_url: str = field(compare=False)
    value: str = field(compare=False)


def register(app: AsyncApp, answer: Answerer, threads: ThreadQueries, work: Work) -> None:
    """Let people share an answer that `app` gave to them alone."""
    sharing = _Sharing(answer, threads, Expiring(_KEPT_CLICKS, _KEPT_SECONDS))

    @app.action(SHARE)
    async def clicked(
        ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext, client: AsyncWebClient
    ) -> None:
        click = _click(workspace(context), body)
        if click not in sharing.shared:
            work.start(partial(sharing.share, client, click))
            sharing.shared[click] = True
        await ack()


def _click(workspace: str, body: dict[str, Any]) -> _Click:
    return _Click(
        workspace=workspace,
        channel=body["channel"]["id"],
        message=body["container"]["message_ts"],
        user=body["user"]["id"],
        response_url=body["response_url"],
        value=body["actions"][0]["value"],
    )


@dataclass(frozen=True, slots=True)
class _Sharing:
    answer: Answerer
    threads: ThreadQueries
    shared: Expiring[_Click, bool]

    async def share(self, client: AsyncWebClient, click: _Click) -> None:
        """Post the answer that `click` is for, or say sorry to the person who clicked."""
        question = read_share_value(click.value)
        if question is None:
            log.error("the value of a Share button cannot be read")
            await respond(click.response_url, apology("en"), "ephemeral")
            return
        try:
            await self._post(client, click, self.answer(question))
        except Exception:
            log.exception("an answer could not be shared")
            self.shared.discard(click)
            await respond(click.response_url, apology(question.lang or "en"), "ephemeral")

    async def _post(self, client: AsyncWebClient, click: _Click, answer: Answer) -> None:
        try:
            ts = await post(client, shared_messages(answer, click.user), click.channel)
        except SlackApiError as error:
            if refusal(error) not in _NOT_THERE:
                raise
            log.info("shared without a thread: %s", refusal(error))
            message = share_without_thread_message(answer, click.user)
            await respond(click.response_url, message, "in_channel")
        else:
            await self._remember(Thread(click.workspace, click.channel, ts), answer)

    async def _remember(self, thread: Thread, answer: Answer) -> None:
        if query := priced_query(answer):
            await self.threads.remember(thread, Last(query, answer.frame.lang))
