"""What a text is made of, once names, dates, phrases and numbers are recognised."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from pricing import UsageObject

from .errors import QueryError
from .lexicon import Term
from .model import Bounds, ModelChoice, Money, Named
from .reading import Span


class Piece(Struct, eq=False):
    """A stretch of the text that means one thing; the kinds are its subclasses."""

    span: Span
    text: str


class NumberPiece(Piece, eq=False):
    """A number; `minutes` where it could also be so many minutes, as in "5m".

    A range has `bounds`; its `value` is the middle where one was said ("10k ±20%"), else the
    low end.
    """

    value: Decimal
    minutes: Decimal | None = None
    bounds: Bounds | None = None
    centred: bool = False


class PercentPiece(Piece, eq=False):
    """A percentage or a fraction, as a share; one above 1 can only be a change."""

    share: Decimal
    bounds: Bounds | None = None


class MoneyPiece(Piece, eq=False):
    """An amount of money."""

    money: Money


class ChangePiece(Piece, eq=False):
    """A factor for what was said before: 10x, +20%."""

    factor: Decimal


class SpreadPiece(Piece, eq=False):
    """How far the number before may be off to either side: ±20%."""

    share: Decimal


class SizePiece(Piece, eq=False):
    """The size of an image in pixels: 1920x1080."""

    width: int
    height: int


class UsagePiece(Piece, eq=False):
    """`usage` objects of the API that were pasted, each with its model where that came along."""

    used: tuple[tuple[UsageObject, Named | None], ...]


class DatePiece(Piece, eq=False):
    """A day; not `whole` where its year or its day of the month was left out.

    Without the day of the month it is a `month`, and `day` its first.
    """

    day: date
    whole: bool = True
    month: bool = False


class ModelPiece(Piece, eq=False):
    """A model of the book, a family, or another vendor's."""

    choice: ModelChoice
    regional: bool = False
    """Whether its name has a partner's region in front, as `us.anthropic.claude-...`."""


class ModelsPiece(Piece, eq=False):
    """Several models that are named at once: "the 4.5 models"."""

    choices: tuple[Named, ...]


class TermPiece(Piece, eq=False):
    """A phrase of the lexicon."""

    term: Term


class WordPiece(Piece, eq=False):
    """A word of no meaning here."""


class MarkPiece(Piece, eq=False):
    """A punctuation mark."""


class TroublePiece(Piece, eq=False):
    """Something that must not be ignored and cannot be read, with what to say of it."""

    error: QueryError
