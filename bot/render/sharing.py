"""Sharing: an answer that one person got, posted for everyone in the channel.

The button carries the question, never the answer: `v1|lang|day|canonical text`, which is read
and priced again. So a forged value can ask no more than its sender could.
"""

from __future__ import annotations

import re
from datetime import date
from typing import cast

from msgspec.structs import replace

from bot.answers.types import (
    Answer,
    BreakEvenAnswer,
    BudgetAnswer,
    ComparisonAnswer,
    EstimateAnswer,
    HistoryAnswer,
    Language,
    ModelsAnswer,
    Question,
    RatesAnswer,
    TokenBudgetAnswer,
    TokensAnswer,
)

from . import blocks, layout
from .blocks import LIMITS
from .catalogue import around, label
from .document import document
from .message import Block, Message
from .parts import Document
from .text import slack_text

_SHAREABLE = (
    EstimateAnswer
    | ComparisonAnswer
    | BudgetAnswer
    | TokenBudgetAnswer
    | BreakEvenAnswer
    | TokensAnswer
    | RatesAnswer
    | ModelsAnswer
    | HistoryAnswer
)
_VALUE = re.compile(r"v1\|(en|ja)\|(\d{4}-\d\d-\d\d)\|(.*\S.*)", re.ASCII | re.DOTALL)


def share_value(answer: Answer) -> str | None:
    """What a button needs to have `answer` again; None where there is nothing to share."""
    if not isinstance(answer, _SHAREABLE):
        return None
    frame = answer.frame
    value = f"v1|{frame.lang}|{frame.today.isoformat()}|{answer.reading}"
    return value if value.isprintable() and len(value) <= LIMITS["button_value"] else None


def read_share_value(value: str) -> Question | None:
    """The question that a button's value asks; None for what `share_value` never writes."""
    found = _VALUE.fullmatch(value[: LIMITS["button_value"] + 1])
    if found is None or len(value) > LIMITS["button_value"]:
        return None
    lang, day, text = found.groups()
    try:
        return Question(text, date.fromisoformat(day), cast("Language", lang))
    except ValueError:
        return None


def shared_messages(answer: Answer, user_id: str) -> tuple[Message, ...]:
    """`answer` as a person shares it, for one try after the other: the newest blocks first."""
    page = document(answer)
    plainer = _from_private(page)
    text = slack_text(plainer)
    body = layout.body(page, folded=True)
    richest = (*body, _shared_by(user_id, page), *layout.small_print(page))
    return Message(text, richest), Message(text, layout.sections(plainer)), Message(text)


def share_without_thread_message(answer: Answer, user_id: str) -> Message:
    """The same for a channel whose threads we will not see: follow-ups must repeat the numbers."""
    page = document(answer)
    warning = label("label.shared_without_thread", page.lang)
    text = slack_text(_from_private(page, warning))
    body = layout.body(page, folded=False)
    end = (_shared_by(user_id, page), blocks.section(warning), *layout.small_print(page))
    return Message(text, (*body, *end))


def _from_private(page: Document, *more: str) -> Document:
    origin = label("label.shared_from_private", page.lang)
    return replace(page, leads=(*page.leads, origin, *more))


def _shared_by(user_id: str, page: Document) -> Block:
    before, after = around("label.shared_by", page.lang)
    texts = [blocks.leaf(text) if text else None for text in (before, after)]
    leaves = (texts[0], blocks.user(user_id), texts[1])
    return blocks.rich_text(blocks.rich_section(*(each for each in leaves if each)))
