"""The server, but for a bug: it cannot answer any question."""

import asyncio

from bot.answers.types import Answer, Question
from bot.server import log_to_stderr, serve
from bot.settings import read_settings


def broken(_: Question) -> Answer:
    raise RuntimeError("all of it")


if __name__ == "__main__":
    log_to_stderr("INFO")
    asyncio.run(serve(read_settings(), broken, {}))
