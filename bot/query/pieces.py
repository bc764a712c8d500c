"""What a text is made of, once names, dates, phrases and numbers are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from .errors import QueryError
from .lexicon import Term
from .model import ModelChoice
from .reading import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that means one thing; the kinds are its subclasses."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class NumberPiece(Piece):
    """A number; `minutes` where it could also be so many minutes, as in "5m"."""

    value: Decimal
    minutes: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PercentPiece(Piece):
    """A percentage, as a share."""

    share: Decimal


@dataclass(frozen=True, slots=True)
class DatePiece(Piece):
    """A day."""

    day: date


@dataclass(frozen=True, slots=True)
class ModelPiece(Piece):
    """A model of the book, a family, or another vendor's."""

    choice: ModelChoice
    regional: bool = False
    """Whether its name has a partner's region in front, as `us.anthropic.claude-...`."""


@dataclass(frozen=True, slots=True)
class TermPiece(Piece):
    """A phrase of the lexicon."""

    term: Term


@dataclass(frozen=True, slots=True)
class WordPiece(Piece):
    """A word of no meaning here."""


@dataclass(frozen=True, slots=True)
class MarkPiece(Piece):
    """A punctuation mark."""


@dataclass(frozen=True, slots=True)
class TroublePiece(Piece):
    """Something that must not be ignored and cannot be read, with what to say of it."""

    error: QueryError
