"""An answer as Slack messages."""

from __future__ import annotations

from bot.answers.types import Answer, Language

from . import blocks, layout
from .catalogue import label, language
from .document import document
from .message import Block, Message
from .sharing import share_value
from .text import slack_text

SHARE = "share"
"""Action id of the button that posts a private answer to the channel."""


def command_message(answer: Answer) -> Message:
    """The answer to a slash command, of blocks that every workspace knows.

    It travels in the acknowledgement, where nobody says whether Slack took it.
    """
    page = document(answer)
    body = layout.body(page, folded=False)
    return Message(slack_text(page), (*body, *layout.small_print(page), *_buttons(answer)))


def thread_messages(answer: Answer) -> tuple[Message, ...]:
    """The answer in a thread, for one try after the other: the newest blocks come first."""
    page = document(answer)
    text = slack_text(page)
    richest = (*layout.body(page, folded=True), *layout.small_print(page))
    return Message(text, richest), Message(text, layout.sections(page)), Message(text)


def apology(lang: Language) -> Message:
    """What is said when something broke."""
    return Message(label("label.apology", language(lang)))


def _buttons(answer: Answer) -> tuple[Block, ...]:
    value = share_value(answer)
    name = label("label.share", language(answer.frame.lang))
    return (blocks.button(name, SHARE, value),) if value else ()
