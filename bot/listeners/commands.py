"""The slash command: answered in its own acknowledgement, for the person who asked."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.answers.types import Question
from bot.render import command_message

from .asking import Answerer, Today

COMMAND = "/claude-cost"


def register(app: AsyncApp, answer: Answerer, today: Today) -> None:
    """Answer the slash command on `app`."""

    @app.command(COMMAND)
    async def asked(ack: AsyncAck, command: dict[str, Any]) -> None:
        question = Question(command.get("text", ""), today())
        await ack(response_type="ephemeral", **command_message(answer(question)).as_kwargs())
