"""Why there is no answer, and what to do next."""

from __future__ import annotations

from msgspec import Struct

from bot.query.phrase import Phrase
from bot.query.reading import Span

from .frame import Frame, Note


class _Refused(Struct, frozen=True):
    """A question that has no number for an answer.

    Attributes:
        message: the one thing that is in the way, or the one question back.
        span: the piece of the text it is about, where there is one.
        suggestions: texts that would be answered, to be offered as they are.
    """

    frame: Frame
    message: Phrase
    span: Span | None
    suggestions: tuple[str, ...]
    notes: tuple[Note, ...] = ()


class NeedsMore(_Refused, frozen=True):
    """The one question that is missing."""


class NotUnderstood(_Refused, frozen=True):
    """A word, number or name that cannot be read."""


class OutOfScope(_Refused, frozen=True):
    """Understood, but not this bot's to answer; `message` says where the answer is."""


class CannotPriceAnswer(_Refused, frozen=True):
    """Understood, as `reading` says, but there is no such price."""

    reading: str = ""


Refusal = NeedsMore | NotUnderstood | CannotPriceAnswer | OutOfScope
