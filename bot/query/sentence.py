"""A text being read: its pieces, what is taken of them, and what was said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Literal, TypeVar

from pricing import Modifier

from .ask import Amount, AmountKind, Caching, Count, Remark
from .errors import NeedsMore, NotUnderstood, QueryError
from .model import ModelChoice, Scope
from .phrase import phrase
from .pieces import Piece, TermPiece
from .reading import IGNORED, Heard, Span

P = TypeVar("P", bound=Piece)


@dataclass
class Said:
    """What was said so far; `Ask` is made of it when the text is read."""

    models: list[ModelChoice] = field(default_factory=list)
    adds: bool = False
    amounts: list[Amount] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    uncounted: list[Span] = field(default_factory=list)
    unused: list[Span] = field(default_factory=list)
    vague: list[Span] = field(default_factory=list)
    negations: list[Span] = field(default_factory=list)
    without_units: list[str] = field(default_factory=list)
    idle_units: int = 0
    model_places: list[int] = field(default_factory=list)
    terms: list[tuple[int, str]] = field(default_factory=list)
    scopes: set[Scope] = field(default_factory=set)
    caching: list[Caching] = field(default_factory=list)
    uncached: bool = False
    modifiers: set[Modifier] = field(default_factory=set)
    without: set[Modifier] = field(default_factory=set)
    discounts: list[Decimal] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    listing: Literal["current", "all", "retired"] | None = None
    topic: str | None = None
    greets: bool = False


@dataclass
class Sentence:
    """The pieces of a text and a place in them.

    A rule looks at the pieces from `place` on, and either takes some and returns True, or
    leaves everything as it was and returns False. Pieces taken out of order (a count's noun
    behind a model) are passed over when their turn comes.

    Attributes:
        source: the normalised text.
        pieces: all of it.
        unit_first: whether "in 10000 out 2000" binds each number to the unit before it.
    """

    source: str
    pieces: list[Piece]
    unit_first: bool = False
    place: int = 0
    said: Said = field(default_factory=Said)
    heard: list[Heard] = field(default_factory=list)
    troubles: list[QueryError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _taken: set[int] = field(default_factory=set)

    @property
    def is_read(self) -> bool:
        """Whether every piece had its turn."""
        return self.place >= len(self.pieces)

    def advance(self) -> None:
        """Go on to the next piece that no rule has taken."""
        while self.place in self._taken:
            self.place += 1

    def here(self, kind: type[P]) -> P:
        """The piece at `place`, where only rules that begin with its `kind` are tried."""
        piece = self.pieces[self.place]
        if not isinstance(piece, kind):
            raise TypeError(f"a rule for {kind.__name__} was tried at {piece}")
        return piece

    def at(self, index: int, kind: type[P]) -> P | None:
        """The piece at `index` if it is of `kind` and not taken yet."""
        if not 0 <= index < len(self.pieces) or index in self._taken:
            return None
        piece = self.pieces[index]
        return piece if isinstance(piece, kind) else None

    def term(self, index: int, category: str, *values: str) -> TermPiece | None:
        """The phrase at `index` if it is of `category` (and means one of `values`)."""
        piece = self.at(index, TermPiece)
        if piece is None or piece.term.category != category:
            return None
        return piece if not values or piece.term.value in values else None

    def was(self, index: int, category: str) -> bool:
        """Whether the piece at `index`, taken or not, is a phrase of `category`."""
        piece = self.pieces[index] if 0 <= index < len(self.pieces) else None
        return isinstance(piece, TermPiece) and piece.term.category == category

    def mark(self, index: int, marks: str) -> bool:
        """Whether the piece at `index` is one of these punctuation marks."""
        return 0 <= index < len(self.pieces) and self.pieces[index].text in tuple(marks)

    def skip(self, index: int, *terms: tuple[str, str]) -> int:
        """The index behind any run of these terms, such as ("link", "of")."""
        while (piece := self.at(index, TermPiece)) and (piece.term in terms):
            index += 1
        return index

    def take(self, indexes: range | list[int], meaning: str) -> None:
        """Take the pieces at `indexes`, and remember what they were taken for.

        What stands between them (the model in "1000 sonnet calls") is heard for itself.
        """
        for _, run in groupby(enumerate(indexes), key=lambda each: each[1] - each[0]):
            taken = [self.pieces[index] for _, index in run]
            span = Span(taken[0].span.start, taken[-1].span.end)
            self.heard.append(Heard(span, self.source[span.start : span.end], meaning))
        self._taken.update(indexes)
        self.advance()

    def ask(self, index: int, end: int, key: str, **facts: object) -> None:
        """Take the pieces up to `end`, and ask about them."""
        span = Span(self.pieces[index].span.start, self.pieces[end - 1].span.end)
        said = self.source[span.start : span.end]
        self.troubles.append(NeedsMore(phrase(key, said=said, **facts), span))
        self.take(range(index, end), "asked about")

    def refuse(self, index: int, end: int, key: str) -> None:
        """Take the pieces up to `end` as something that cannot be used, and say so."""
        span = Span(self.pieces[index].span.start, self.pieces[end - 1].span.end)
        said = self.source[span.start : span.end]
        self.troubles.append(NotUnderstood(phrase(key, said=said), span))
        self.take(range(index, end), "not understood")

    def pass_over(self) -> None:
        """Leave the piece at `place` as prose."""
        self.take([self.place], IGNORED)

    def add(self, kind: AmountKind, quantity: Decimal, indexes: range, meaning: str) -> None:
        """Take `indexes` as an amount."""
        span = Span(self.pieces[indexes[0]].span.start, self.pieces[indexes[-1]].span.end)
        self.said.amounts.append(Amount(kind, quantity, span))
        self.take(indexes, meaning)
