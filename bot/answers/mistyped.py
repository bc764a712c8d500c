"""A text with words that may be typos: read as it should have been typed, shown as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.query import vocabulary
from bot.query.ask import Ask, Mended
from bot.query.doubts import settled
from bot.query.mended import typed, typed_heard, typed_span
from pricing import PriceBook

from .types import Answer, Question, Refusal

Answered = Callable[[Ask, Question, PriceBook], Answer]


def answer_mistyped(ask: Ask, question: Question, book: PriceBook, answered: Answered) -> Answer:
    """The answer to `ask`, whose words it first settles; spans point into the person's text."""
    ask = settled(ask, vocabulary(book), question.previous)
    found = answered(ask, question, book)
    return _as_typed(found, ask.mended) if ask.mended else found


def _as_typed(found: Answer, places: Sequence[Mended]) -> Answer:
    source = typed(found.frame.source, places)
    heard = typed_heard(found.frame.heard, source, places)
    frame = replace(found.frame, source=source, heard=heard)
    if isinstance(found, Refusal):
        span = typed_span(found.span, places) if found.span else None
        return replace(found, frame=frame, span=span)
    return replace(found, frame=frame)
