"""The server process: from its settings to its end, which loses nothing that was accepted."""

import asyncio
import gc
import logging
import signal
import sys
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress

from aiohttp import ClientError, web

from pricing import load_published

from .app import create_app, published
from .listeners.asking import Answerer
from .settings import Settings
from .web import health_app, runner, slack_app
from .work import Work

log = logging.getLogger(__name__)

# Together less than the 30 seconds that most hosts give a process to end.
_SECONDS_FOR_REQUESTS = 3.0
_SECONDS_FOR_WORK = 10.0


class CannotListen(Exception):
    """The address is taken, or not ours."""


def run(settings: Settings) -> int:
    """Serve until told to stop, and give the exit status."""
    log_to_stderr(settings.log_level)
    book = load_published()
    # Switched off while all of this was loaded. It stays, so it need never be looked through.
    gc.freeze()
    gc.enable()
    health = {"status": "ok", "prices_as_of": book.prices_as_of.isoformat()}
    try:
        asyncio.run(serve(settings, published(book), health))
    except CannotListen as error:
        print(f"claude-cost: {error}", file=sys.stderr)  # noqa: T201 - no matter what is logged
        return 1
    return 0


async def serve(settings: Settings, answer: Answerer, health: Mapping[str, str]) -> None:
    """Serve until told to stop, then finish what was accepted."""
    stop = _told_to_stop()
    work = Work()
    app = create_app(settings, work, answer)
    # Ended from the last to the first: nothing more is taken, then what was taken is finished,
    # and only then is the way to Slack closed.
    async with AsyncExitStack() as ending:
        if settings.slack_app_token is None:
            secret = settings.slack_signing_secret.get_secret_value()
            application = slack_app(health, app, secret, time.time)
            ending.push_async_callback(work.drain, _SECONDS_FOR_WORK)
        else:
            # Loaded where it is needed: it takes its time.
            from .socket_mode import SocketMode  # noqa: PLC0415

            application = health_app(health)
            socket = SocketMode(app, settings.slack_app_token.get_secret_value(), work)
            ending.push_async_callback(socket.close_async)
            ending.push_async_callback(work.drain, _SECONDS_FOR_WORK)
            ending.push_async_callback(socket.stop_receiving)
            socket.connect()
        await _listen(application, settings, ending)
        await stop.wait()
        log.info("stopping")
    log.info("stopped")


async def _listen(application: web.Application, settings: Settings, ending: AsyncExitStack) -> None:
    running = runner(application, _SECONDS_FOR_REQUESTS)
    await running.setup()
    ending.push_async_callback(running.cleanup)
    try:
        await web.TCPSite(running, settings.host, settings.port).start()
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise CannotListen(f"cannot listen on {where}: {error.strerror or error}") from error
    for host, port, *_ in running.addresses:
        log.info("listening on http://%s:%d", host, port)


def _told_to_stop() -> asyncio.Event:
    """Set when the process is told to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    # Windows has no such handlers; there the process simply ends.
    with suppress(NotImplementedError):
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
    return stop


def log_to_stderr(level: str) -> None:
    """Write down what happens from `level` on, and never what was asked or answered."""
    logging.basicConfig(level=level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    for library in ("aiohttp", "slack_bolt", "slack_sdk"):
        # Below this they write down what people ask, and what they are answered.
        logging.getLogger(library).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    logging.getLogger("slack_bolt").addFilter(in_a_line)


def in_a_line(record: logging.LogRecord) -> bool:
    """Say in one line that Slack cannot be reached, each time it is tried: it is no bug of ours."""
    if record.exc_info and isinstance(record.exc_info[1], ClientError):
        record.exc_info = None
    return True
