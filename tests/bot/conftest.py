"""A bot in this process, in front of the fake Slack: the whole way but for the process itself."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date

import pytest
from aiohttp import web
from pydantic import SecretStr
from slack_bolt.async_app import AsyncApp

from bot.app import create_app, published
from bot.listeners.asking import Answerer
from bot.settings import Settings
from bot.store import ExpiringThreadQueries
from bot.web import EVENTS, runner, slack_app
from bot.work import Work
from pricing import load_published

from .slack import BOT_TOKEN, PATIENCE, PROXIES, SIGNING_SECRET, Slack

TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Bot:
    """The bot under test."""

    app: AsyncApp
    work: Work
    threads: ExpiringThreadQueries

    async def done(self) -> None:
        """Wait until all is done that goes on after an acknowledgement."""
        await self.work.drain(PATIENCE)


StartBot = Callable[..., Awaitable[Bot]]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bot's client would take it even for a Slack on loopback."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[Slack]:
    async with Slack() as slack:
        yield slack


@pytest.fixture
async def start_bot(slack: Slack) -> AsyncIterator[StartBot]:
    async with AsyncExitStack() as ending:

        async def start(answer: Answerer | None = None, limit: int = 10) -> Bot:
            work, threads = Work(limit), ExpiringThreadQueries()
            app = create_app(
                settings(slack),
                work,
                answer or published(load_published()),
                today=lambda: TODAY,
                threads=threads,
            )
            application = slack_app({"status": "ok"}, app, SIGNING_SECRET, time.time)
            running = runner(application, 1)
            await running.setup()
            ending.push_async_callback(running.cleanup)
            ending.push_async_callback(work.drain, PATIENCE)
            await web.TCPSite(running, "127.0.0.1", 0).start()
            slack.bot_url = "http://127.0.0.1:{1}{path}".format(*running.addresses[0], path=EVENTS)
            return Bot(app, work, threads)

        yield start


@pytest.fixture
async def bot(start_bot: StartBot) -> Bot:
    return await start_bot()


def settings(slack: Slack) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_signing_secret=SecretStr(SIGNING_SECRET),
        slack_api_url=slack.api_url,
    )
