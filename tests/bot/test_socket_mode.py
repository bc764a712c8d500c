"""Over its WebSocket the bot answers all that it has taken, and ends in peace."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import create_app, published
from bot.socket_mode import SocketMode
from bot.work import Work
from pricing import load_published

from .conftest import settings
from .slack import APP_TOKEN, PATIENCE, Slack, refusal

QUESTION = "sonnet-4 10M in 2M out cached"


@asynccontextmanager
async def connecting(slack: Slack, work: Work) -> AsyncIterator[SocketMode]:
    app = create_app(settings(slack), work, published(load_published()))
    socket = SocketMode(app, APP_TOKEN, work)
    socket.connect()
    try:
        yield socket
    finally:
        await socket.stop_receiving()
        await work.drain(PATIENCE)
        await socket.close_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped


async def test_what_was_taken_before_the_end_is_still_answered(slack: Slack) -> None:
    work = Work()
    async with connecting(slack, work) as socket:
        await slack.until_connected()
        await slack.command("help")
        envelope = slack.envelope("slash_commands", slack.command_payload(QUESTION))
        await socket.client.enqueue_message(json.dumps(envelope))
        await socket.stop_receiving()
        await work.drain(PATIENCE)

        assert "$33.00" in (await slack.acknowledged(envelope)).message["text"]


async def test_what_nobody_listens_to_is_acknowledged(slack: Slack) -> None:
    """Bolt alone would leave it open, and Slack would send it again."""
    async with connecting(slack, Work()):
        await slack.until_connected()

        assert "" == (await slack.event({"type": "reaction_added"})).text


async def test_error_a_bot_that_cannot_connect_can_be_stopped(slack: Slack) -> None:
    slack.script("apps.connections.open", refusal("invalid_auth"))
    async with connecting(slack, Work()):
        await slack.until_called("apps.connections.open")

    assert not slack.messages
