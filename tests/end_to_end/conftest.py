"""The real server as a process of its own, between a fake Slack and whoever looks."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest

from tests.bot.slack import APP_TOKEN, BOT_TOKEN, PATIENCE, PROXIES, SIGNING_SECRET, Slack

ROOT = Path(__file__).parents[2]
SERVER = ("-m", "bot")

Way = Literal["http", "socket mode"]
"""How Slack's requests come in."""


@dataclass
class Server:
    """A running server, and what it has written down."""

    process: Process
    log: list[str] = field(default_factory=list)
    url: str = ""

    async def until_logged(self, pattern: str) -> re.Match[str]:
        """Wait for a line in the log."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE):
            while line := (await self.process.stderr.readline()).decode():
                self.log.append(line)
                if found := re.search(pattern, line):
                    return found
        raise AssertionError(f"no {pattern!r} in:\n{''.join(self.log)}")

    def tell_to_stop(self) -> None:
        """Send the signal with which hosts end a process."""
        self.process.send_signal(signal.SIGTERM)

    async def ended(self) -> int:
        """Wait for the end, and give the exit status."""
        assert self.process.stderr
        async with asyncio.timeout(PATIENCE):
            self.log.append((await self.process.stderr.read()).decode())
            return await self.process.wait()

    async def kill(self) -> None:
        """End it if it has not ended."""
        if self.process.returncode is None:
            self.process.kill()
            await self.process.communicate()


def environment(**settings: str) -> dict[str, str]:
    """The environment of a server: these settings, and none of whoever runs the tests."""
    mine = {"HOST", "PORT", "LOG_LEVEL", *PROXIES}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in mine and not name.startswith("SLACK_")
    }
    return {**kept, "PYTHONPATH": str(ROOT), **settings}


async def start(*command: str, **settings: str) -> Process:
    """A Python process with these settings."""
    return await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment(**settings), stdout=PIPE, stderr=PIPE, cwd=ROOT
    )


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack


Serve = Callable[..., Awaitable[Server]]


@pytest.fixture
async def serve(slack: Slack, way: Way) -> AsyncIterator[Serve]:
    """Starts servers that take requests from `slack`, each until the test is over."""
    async with AsyncExitStack() as ending:

        async def started(*command: str) -> Server:
            secret = (
                {"SLACK_SIGNING_SECRET": SIGNING_SECRET}
                if way == "http"
                else {"SLACK_APP_TOKEN": APP_TOKEN}
            )
            process = await start(
                *(command or SERVER),
                PORT="0",
                SLACK_BOT_TOKEN=BOT_TOKEN,
                SLACK_API_URL=slack.api_url,
                **secret,
            )
            server = Server(process)
            ending.push_async_callback(server.kill)
            server.url = (await server.until_logged(r"listening on (http://\S+)"))[1]
            if way == "http":
                slack.bot_url = server.url + "/slack/events"
            else:
                await slack.until_connected()
            return server

        yield started
