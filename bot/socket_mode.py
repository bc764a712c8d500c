"""Requests over a WebSocket that the bot opens itself, where it has no public address."""

import asyncio
import logging

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from .work import Work

log = logging.getLogger(__name__)


class SocketMode(AsyncSocketModeHandler):
    """Bolt's connection, with an end to it that loses nothing."""

    def __init__(self, app: AsyncApp, token: str, work: Work) -> None:
        super().__init__(app, token)
        self._work = work
        self._connecting: asyncio.Task[None] | None = None

    def connect(self) -> None:
        """Connect in the background, and try again until it works."""
        self._connecting = asyncio.create_task(self._connect())

    async def _connect(self) -> None:
        await self.connect_async()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
        log.info("connected to Slack")

    # Bolt, too, narrows what its base class takes.
    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Answer one request; counted as work, as the client itself forgets it."""
        self._work.keep_current()
        await super().handle(client, req)

    async def stop_receiving(self) -> None:
        """Take nothing more from Slack; what was taken can still be acknowledged."""
        self.client.auto_reconnect_enabled = False
        for task in (self._connecting, self.client.message_receiver):
            if task is not None:
                task.cancel()
        while not self.client.message_queue.empty():  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0)
        # Once more, so that the last one has begun and is counted.
        await asyncio.sleep(0)
