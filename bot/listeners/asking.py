"""What listeners need to have a question answered."""

from collections.abc import Callable
from datetime import date

from slack_bolt.async_app import AsyncBoltContext

from bot.answers.types import Answer, Question

Answerer = Callable[[Question], Answer]
"""Answers a question from the published prices."""
Today = Callable[[], date]


def workspace(context: AsyncBoltContext) -> str:
    """Where threads are told apart: the enterprise where there is one, else the team."""
    return context.enterprise_id or context.team_id or ""
