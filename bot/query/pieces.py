"""What a text is made of, once names, dates, phrases and numbers are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from .errors import QueryError
from .lexicon import Term
from .model import Bounds, ModelChoice, Money, Named
from .reading import Span

if TYPE_CHECKING:
    from pricing import UsageObject


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of the text that means one thing; the kinds are its subclasses."""

    span: Span
    text: str


@dataclass(slots=True, eq=False)
class NumberPiece(Piece):
    """A number; `minutes` where it could also be so many minutes, as in "5m".

    A range has `bounds`; its `value` is the middle where one was said ("10k ±20%"), else the
    low end.
    """

    value: Decimal
    minutes: Decimal | None = None
    bounds: Bounds | None = None
    centred: bool = False


@dataclass(slots=True, eq=False)
class PercentPiece(Piece):
    """A percentage or a fraction, as a share; one above 1 can only be a change."""

    share: Decimal
    bounds: Bounds | None = None


@dataclass(slots=True, eq=False)
class MoneyPiece(Piece):
    """An amount of money."""

    money: Money


@dataclass(slots=True, eq=False)
class ChangePiece(Piece):
    """A factor for what was said before: 10x, +20%."""

    factor: Decimal


@dataclass(slots=True, eq=False)
class SpreadPiece(Piece):
    """How far the number before may be off to either side: ±20%."""

    share: Decimal


@dataclass(slots=True, eq=False)
class SizePiece(Piece):
    """The size of an image in pixels: 1920x1080."""

    width: int
    height: int


@dataclass(slots=True, eq=False)
class UsagePiece(Piece):
    """`usage` objects of the API that were pasted, each with its model where that came along."""

    used: tuple[tuple[UsageObject, Named | None], ...]


@dataclass(slots=True, eq=False)
class DatePiece(Piece):
    """A day; not `whole` where its year or its day of the month was left out.

    Without the day of the month it is a `month`, and `day` its first.
    """

    day: date
    whole: bool = True
    month: bool = False


@dataclass(slots=True, eq=False)
class ModelPiece(Piece):
    """A model of the book, a family, or another vendor's."""

    choice: ModelChoice
    regional: bool = False
    """Whether its name has a partner's region in front, as `us.anthropic.claude-...`."""


@dataclass(slots=True, eq=False)
class ModelsPiece(Piece):
    """Several models that are named at once: "the 4.5 models"."""

    choices: tuple[Named, ...]


@dataclass(slots=True, eq=False)
class TermPiece(Piece):
    """A phrase of the lexicon."""

    term: Term


@dataclass(slots=True, eq=False)
class WordPiece(Piece):
    """A word of no meaning here."""


@dataclass(slots=True, eq=False)
class MarkPiece(Piece):
    """A punctuation mark."""


@dataclass(slots=True, eq=False)
class TroublePiece(Piece):
    """Something that must not be ignored and cannot be read, with what to say of it."""

    error: QueryError
