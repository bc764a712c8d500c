"""Our server with nothing to work out: every question has the same answer, laid out beforehand.

Started as a process of its own, as `bot` is.
"""

import asyncio
import json
from unittest.mock import patch

from bot.answers import answer
from bot.answers.types import Answer, Question
from bot.listeners import commands
from bot.render import command_message
from bot.server import serve
from bot.settings import read_settings
from pricing import load_published


def reply() -> str:
    """What it acknowledges every question with, as JSON."""
    return json.dumps({"response_type": "ephemeral", **command_message(_given()).as_kwargs()})


def _given() -> Answer:
    """One that takes little to lay out, so that the way to it is what is measured."""
    book = load_published()
    return answer(Question("opus 99", book.prices_as_of), book)


def _main() -> None:
    given = _given()
    message = command_message(given)
    # As Bolt alone has its constant: what is left is the way to it and back.
    with patch.object(commands, "command_message", lambda _: message):
        asyncio.run(serve(read_settings(), lambda _: given, {"status": "ok"}))


if __name__ == "__main__":
    _main()
