"""Messages out to Slack: tried again where that may help, and plainer where blocks are refused."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.render.message import Message

log = logging.getLogger(__name__)

TRIES = 3
"""How often a message is sent at most, where Slack is busy or broken."""

_NOT_THESE_BLOCKS = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"}
_QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
_OK, _SERVER_ERROR = 200, 500


def retry_handlers() -> list[AsyncRetryHandler]:
    """Retries of what did not arrive, came too often, or met a server in trouble.

    Slack's own default also sends again after a connection was lost half-way, when the
    message may have been posted already.
    """
    return [
        AsyncConnectionErrorRetryHandler(TRIES - 1, error_types=[ClientConnectorError]),
        AsyncRateLimitErrorRetryHandler(TRIES - 1),
        AsyncServerErrorRetryHandler(TRIES - 1),
    ]


async def post(
    client: AsyncWebClient,
    messages: Sequence[Message],
    channel: str,
    thread_ts: str | None = None,
) -> str:
    """Post the first of `messages` whose blocks Slack takes, and give its `ts`.

    Raises:
        SlackApiError: Slack takes none of them there.
    """
    *rich, plainest = messages
    for message in rich:
        try:
            return await _post(client, message, channel, thread_ts)
        except SlackApiError as error:
            if refusal(error) not in _NOT_THESE_BLOCKS:
                raise
            log.warning("Slack refused the blocks (%s): sending plainer ones", refusal(error))
    return await _post(client, plainest, channel, thread_ts)


async def _post(
    client: AsyncWebClient, message: Message, channel: str, thread_ts: str | None
) -> str:
    posted = await client.chat_postMessage(
        channel=channel, thread_ts=thread_ts, **_QUIET, **message.as_kwargs()
    )
    log.info("posted with %d blocks", len(message.blocks))
    return str(posted["ts"])


def refusal(error: SlackApiError) -> str | None:
    """Slack's name of the reason why it refused; None where it did not answer properly."""
    data = getattr(error.response, "data", None)
    return str(data["error"]) if isinstance(data, dict) and "error" in data else None


async def respond(url: str, message: Message, response_type: str) -> None:
    """Send `message` to the `response_url` of something that a person did."""
    # Bolt's own `respond` tries once, and its client never again after a server error.
    webhook = AsyncWebhookClient(url, retry_handlers=retry_handlers())
    body = {
        **message.as_kwargs(),
        **_QUIET,
        "response_type": response_type,
        "replace_original": False,
    }
    response = await webhook.send_dict(body)
    for seconds in range(1, TRIES):
        if response.status_code < _SERVER_ERROR:
            break
        await asyncio.sleep(seconds)
        response = await webhook.send_dict(body)
    level = logging.INFO if response.status_code == _OK else logging.WARNING
    log.log(level, "a response_url answered %d", response.status_code)
