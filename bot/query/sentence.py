"""A text being read: its pieces, what is taken of them, and what was said so far."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict

from pricing import Arrivals, Lever, Modifier, Ttl, Unit

from .ask import (
    Against,
    Amount,
    AmountKind,
    Caching,
    Change,
    Contained,
    Count,
    Discount,
    Intent,
    Limit,
    Month,
    Partial,
    Pasted,
    PerUnit,
    Rated,
    Remark,
    Schedule,
    Shared,
    Timed,
)
from .errors import NeedsMore, NotUnderstood, QueryError
from .lexicon import Term
from .model import ONE, ModelChoice, OneModel, Scope
from .phrase import phrase
from .pieces import ModelPiece, NumberPiece, Piece, SpreadPiece, TermPiece, WordPiece
from .reading import IGNORED, Heard, Span
from .roles import words_that

P = TypeVar("P", bound=Piece)
_OF = Term("link", "of")
_PARTICLES = frozenset(Term("particle", each) for each in ("topic", "at", "suffix", "polite"))
"""Japanese particles that tie a word to the next one, as "of" does."""


class Said(Struct):
    """What was said so far; `Ask` is made of it when the text is read, field by field."""

    models: list[ModelChoice] = field(default_factory=list)
    left_out: list[ModelChoice] = field(default_factory=list)
    adds: bool = False
    shares: list[Shared] = field(default_factory=list)
    split: tuple[Decimal, ...] = ()
    moved: bool = False
    amounts: list[Amount] = field(default_factory=list)
    contents: list[Contained] = field(default_factory=list)
    pasted: list[Pasted] = field(default_factory=list)
    counts: list[Count] = field(default_factory=list)
    joined: bool = False
    uncalled: list[Count] = field(default_factory=list)
    summed: bool = False
    uncounted: list[Span] = field(default_factory=list)
    unused: list[Span] = field(default_factory=list)
    loose: list[Span] = field(default_factory=list)
    vague: list[Span] = field(default_factory=list)
    negations: list[Span] = field(default_factory=list)
    portions: list[Span] = field(default_factory=list)
    open_prefix: list[Span] = field(default_factory=list)
    open_hours: list[Span] = field(default_factory=list)
    without_units: list[str] = field(default_factory=list)
    scopes: set[Scope] = field(default_factory=set)
    of_one: bool = False
    caching: list[Caching] = field(default_factory=list)
    ttls: set[Ttl] = field(default_factory=set)
    arrivals: set[Arrivals] = field(default_factory=set)
    uncached: bool = False
    fresh: bool = False
    modifiers: set[Modifier] = field(default_factory=set)
    without: set[Modifier] = field(default_factory=set)
    partly: list[Partial] = field(default_factory=list)
    discounts: list[Discount] = field(default_factory=list)
    against: Against | None = None
    sided: tuple[Lever, ...] = ()
    saved: set[Lever] = field(default_factory=set)
    counted_on: OneModel | None = None
    like_levers: list[Span] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    months: list[Month] = field(default_factory=list)
    times: list[Timed] = field(default_factory=list)
    schedules: list[Schedule] = field(default_factory=list)
    business_days: list[Span] = field(default_factory=list)
    every_day: bool = False
    places: list[Span] = field(default_factory=list)
    hours: list[Span] = field(default_factory=list)
    costs_per: list[PerUnit] = field(default_factory=list)
    limits: list[Limit] = field(default_factory=list)
    currencies: list[str] = field(default_factory=list)
    rated: list[Rated] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    on_top: list[Span] = field(default_factory=list)
    undiscounted: bool = False
    now: bool = False
    intents: set[Intent] = field(default_factory=set)
    how_many: str | None = None
    partners: list[str] = field(default_factory=list)
    listing: Literal["current", "all", "retired"] | None = None
    topic: str | None = None
    greets: bool = False

    def frozen(self) -> dict[str, Any]:
        """The same as the fields of an `Ask`, those aside of which nothing was said."""
        return {name: _frozen(value) for name, value in asdict(self).items() if value}


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    return frozenset(value) if isinstance(value, set) else value


def _runs(indexes: range | list[int]) -> list[tuple[int, int]]:
    """Where the runs of indexes without a gap begin and end."""
    if isinstance(indexes, range):
        return [(indexes.start, indexes.stop)] if indexes else []
    runs: list[tuple[int, int]] = []
    for index in indexes:
        if runs and runs[-1][1] == index:
            runs[-1] = runs[-1][0], index + 1
        else:
            runs.append((index, index + 1))
    return runs


def _side_of(piece: Piece) -> str | None:
    """Which side of a request a piece names, if it names one."""
    if not isinstance(piece, TermPiece) or piece.term.category != "unit":
        return None
    return piece.term.value if piece.term.value in {Unit.INPUT, Unit.OUTPUT} else None


class Uptake(NamedTuple):
    """A share of what is counted that comes to the model at all.

    Attributes:
        span: where it is told.
        share: how much of them it is.
        noun: what those are of which it is a share, in the singular.
        called: what they are called then, in the singular.
        of: where their number stands; None where the noun alone tells.
    """

    span: Span
    share: Decimal
    noun: str
    called: str
    of: Span | None


_CLAUSE_ENDS = ",;.!?、。！？"
_ONLY = words_that("only")
_EACH_OF_THEM = words_that("each_of_them")


class Sentence(Struct, dict=True, eq=False):
    """The pieces of a text and a place in them.

    A rule looks at the pieces from `place` on, and either takes some and returns True, or
    leaves everything as it was and returns False. Pieces taken out of order (a count's noun
    behind a model) are passed over when their turn comes.

    Attributes:
        source: the normalised text.
        pieces: all of it.
        unit_first: whether "in 10000 out 2000" binds each number to the unit before it.
        count_end: the index behind the last number of requests, with its period.
        amount_end: the index behind the last amount.
        limit_end: the index behind the last amount of money.
        each_of: what amounts are marked as for one of: "per ticket".
        joins: nouns that counts are said to be per, and where: "per user", "each".
        of_counts: where among them stands what a count is per: "200件[/店舗]".
        ones: places among the counts, and in the text, of "1件" and the like; whether amounts
            are for one of them.
        calls: how often each model is called for one of what is counted.
        of_each: whether what is asked is asked of each of several things.
        split: shares of a mix without their models: "70/30".
        spreads: "±20%" of a number before.
        spread_over: where amounts are said to be spread over a count, perhaps.
        open_writes: places among the amounts of cache writes whose life was not said with them.
        uptakes: shares of what is counted that come to the model.
        output_share: how much of the input comes out, where that is said before the input.
        kinds: shares of the requests that have amounts of their own, and where they stand.
        adopters: the counts of which a share was taken, by where they stand.
        in_parts: whether a prompt was told part by part, beside a system prompt.
        idle_units: how many units found no number.
        model_places: where models stand, each mention.
        share_places: where models stand that have a share of the work.
        successors: where a successor is spoken of.
        terms: terms that may be meant for one model only, and where they stand.
        open_texts: texts of which it is not said whether they go in or come out.
    """

    source: str
    pieces: list[Piece]
    unit_first: bool = False
    place: int = 0
    said: Said = field(default_factory=Said)
    count_end: int = -1
    amount_end: int = -1
    limit_end: int = -1
    each_of: list[PerUnit] = field(default_factory=list)
    joins: list[tuple[int, str]] = field(default_factory=list)
    of_counts: set[int] = field(default_factory=set)
    ones: list[tuple[int, int, bool]] = field(default_factory=list)
    calls: tuple[Count, ...] = ()
    of_each: bool = False
    split: list[tuple[Decimal, ...]] = field(default_factory=list)
    spreads: list[tuple[int, SpreadPiece]] = field(default_factory=list)
    spread_over: list[int] = field(default_factory=list)
    open_writes: list[int] = field(default_factory=list)
    uptakes: list[Uptake] = field(default_factory=list)
    output_share: tuple[Decimal, Span] | None = None
    kinds: list[tuple[Span, Decimal]] = field(default_factory=list)
    adopters: list[Span] = field(default_factory=list)
    in_parts: bool = False
    idle_units: int = 0
    model_places: list[tuple[int, ModelChoice]] = field(default_factory=list)
    share_places: list[int] = field(default_factory=list)
    successors: list[int] = field(default_factory=list)
    terms: list[tuple[int, str]] = field(default_factory=list)
    open_texts: list[Span] = field(default_factory=list)
    heard: list[Heard] = field(default_factory=list)
    troubles: list[QueryError] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _size: int = 0
    _left: list[Piece | None] = field(default_factory=list)
    """The pieces, None where one is taken."""
    _words: list[str] = field(default_factory=list)
    """What they are in lower case."""

    def __post_init__(self) -> None:
        self._size = len(self.pieces)
        self._left = [*self.pieces]
        self._words = [each.text.casefold() for each in self.pieces]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word, phrase and mark of the text, in lower case."""
        return frozenset(self._words)

    @cached_property
    def _held(self) -> frozenset[Term | str]:
        """Every term of the text, and the category of each."""
        terms = [each.term for each in self.pieces if isinstance(each, TermPiece)]
        return frozenset(terms).union([each.category for each in terms])

    @cached_property
    def sides(self) -> frozenset[str]:
        """Of "input" and "output" those that are named, with a number or without."""
        return frozenset(filter(None, map(_side_of, self.pieces)))

    @cached_property
    def sides_alone(self) -> frozenset[str]:
        """Those of `sides` of which it is said that there is nothing else: `出力だけ`."""
        alone = pairwise(self.pieces)
        return frozenset(
            filter(None, (_side_of(one) for one, other in alone if other.text in _ONLY))
        )

    @cached_property
    def counted_words(self) -> frozenset[str]:
        """Words of which one, or each, is spoken of beside a number: `100会議、1会議あたり`."""
        numbers: dict[str, set[Decimal]] = {}
        for place, (one, other) in enumerate(pairwise(self.pieces)):
            if isinstance(one, NumberPiece) and type(other) is WordPiece:
                found = numbers.setdefault(other.text, set())
                found.add(one.value)
                if any(self.word(place + each) in _EACH_OF_THEM for each in (2, 3)):
                    found.add(ONE)  # 3チームがそれぞれ
        return frozenset(word for word, found in numbers.items() if ONE in found and len(found) > 1)

    @cached_property
    def words_behind_numbers(self) -> frozenset[str]:
        """The words right behind numbers other than one: what there are many of, most of them."""
        return frozenset(
            other.text.casefold()
            for one, other in pairwise(self.pieces)
            if isinstance(one, NumberPiece) and (one.value != ONE or one.bounds)
        )

    @cached_property
    def models_named(self) -> int:
        """How many models stand in the text, each mention counted."""
        return sum(isinstance(each, ModelPiece) for each in self.pieces)

    @property
    def is_read(self) -> bool:
        """Whether every piece had its turn."""
        return self.place >= self._size

    def advance(self) -> None:
        """Go on to the next piece that no rule has taken."""
        while self.place < self._size and self._left[self.place] is None:
            self.place += 1

    def here(self, kind: type[P]) -> P:
        """The piece at `place`, where only rules that begin with its `kind` are tried."""
        piece = self.pieces[self.place]
        if not isinstance(piece, kind):
            raise TypeError(f"a rule for {kind.__name__} was tried at {piece}")
        return piece

    def at(self, index: int, kind: type[P]) -> P | None:
        """The piece at `index` if it is of `kind` and not taken yet."""
        piece = self._left[index] if 0 <= index < self._size else None
        return piece if isinstance(piece, kind) else None

    def term(self, index: int, category: str, *values: str) -> TermPiece | None:
        """The phrase at `index` if it is of `category` (and means one of `values`)."""
        piece = self._left[index] if 0 <= index < self._size else None
        if not isinstance(piece, TermPiece) or piece.term.category != category:
            return None
        return piece if not values or piece.term.value in values else None

    def was(self, index: int, category: str, *values: str) -> bool:
        """Whether the piece at `index`, taken or not, is a phrase of `category` (and `values`)."""
        piece = self.pieces[index] if 0 <= index < self._size else None
        if not isinstance(piece, TermPiece) or piece.term.category != category:
            return False
        return not values or piece.term.value in values

    def holds(self, category: str, *values: str) -> bool:
        """Whether a phrase of `category` (and `values`) stands anywhere, taken or not."""
        if not values:
            return category in self._held
        return any((category, value) in self._held for value in values)

    def clause(self, start: int, end: int | None = None) -> range:
        """The places between two marks, around what stands from `start` to `end`."""
        first, last = start, start + 1 if end is None else end
        while first and not self.mark(first - 1, _CLAUSE_ENDS):
            first -= 1
        while last < self._size and not self.mark(last, _CLAUSE_ENDS):
            last += 1
        return range(first, last)

    def word(self, index: int) -> str:
        """The piece at `index` in lower case, taken or not; nothing beyond the text."""
        return self._words[index] if 0 <= index < self._size else ""

    def places_of(self, words: Container[str]) -> list[int]:
        """Where one of these words stands, taken or not."""
        return [place for place, word in enumerate(self._words) if word in words]

    def says(self, index: int, words: frozenset[str]) -> bool:
        """Whether the piece at `index`, not taken yet, is one of these words in lower case."""
        return 0 <= index < self._size and bool(self._left[index]) and self._words[index] in words

    def mark(self, index: int, marks: str) -> bool:
        """Whether the piece at `index` is one of these punctuation marks."""
        text = self.pieces[index].text if 0 <= index < self._size else ""
        return len(text) == 1 and text in marks

    def skip(self, index: int, *terms: tuple[str, str]) -> int:
        """The index behind any run of these terms, such as ("link", "of")."""
        while (piece := self.at(index, TermPiece)) and (
            piece.term in terms or (_OF in terms and piece.term in _PARTICLES)
        ):
            index += 1
        return index

    def skip_back(self, index: int, *categories: str) -> Piece | None:
        """The piece before any run of these categories, taken or not; None where none is."""
        while index >= 0 and any(self.was(index, each) for each in categories):
            index -= 1
        return self.pieces[index] if index >= 0 else None

    def take(self, indexes: range | list[int], meaning: str) -> None:
        """Take the pieces at `indexes`, and remember what they were taken for.

        What stands between them (the model in "1000 sonnet calls") is heard for itself.
        """
        if len(indexes) == 1:  # most pieces are taken one by one
            self._take_one(indexes[0], meaning)
            return
        for start, end in _runs(indexes):
            span = self.span(start, end)
            self.heard.append(Heard(span, self.source[span.start : span.end], meaning))
        for index in indexes:
            self._left[index] = None
        self.advance()

    def _take_one(self, index: int, meaning: str) -> None:
        span = self.pieces[index].span
        self.heard.append(Heard(span, self.source[span.start : span.end], meaning))
        self._left[index] = None
        self.advance()

    def put(self, index: int, piece: Piece) -> None:
        """Read `piece` in the place of the one at `index`."""
        self.pieces[index] = self._left[index] = piece
        self._words[index] = piece.text.casefold()

    def ask(self, index: int, end: int, key: str, **facts: object) -> None:
        """Ask about the pieces up to `end`, and take those of them that are not taken yet."""
        span = self.span(index, end)
        said = self.source[span.start : span.end]
        self.troubles.append(NeedsMore(phrase(key, said=said, **facts), span))
        self.take([each for each in range(index, end) if self.at(each, Piece)], "asked about")

    def refuse(self, index: int, end: int, key: str) -> None:
        """Take the pieces up to `end` as something that cannot be used, and say so."""
        span = self.span(index, end)
        said = self.source[span.start : span.end]
        self.troubles.append(NotUnderstood(phrase(key, said=said), span))
        self.take(range(index, end), "not understood")

    def pass_over(self) -> None:
        """Leave the piece at `place` as prose."""
        self._take_one(self.place, IGNORED)

    def span(self, start: int, end: int) -> Span:
        """Where the pieces from `start` up to `end` stand."""
        first = self.pieces[start].span
        return first if end == start + 1 else Span(first.start, self.pieces[end - 1].span.end)

    def count(self, number: NumberPiece, noun: str, indexes: list[int], meaning: str) -> None:
        """Take `indexes` as a number of requests."""
        span = self.span(indexes[0], indexes[-1] + 1)
        self.said.counts.append(Count(number.value, noun, span, number.bounds, number.centred))
        self.take(indexes, meaning)
        self.count_end = indexes[-1] + 1

    def add(
        self, kind: AmountKind, number: NumberPiece, indexes: range | list[int], meaning: str
    ) -> None:
        """Take `indexes` as an amount."""
        span = self.span(indexes[0], indexes[-1] + 1)
        amount = Amount(kind, number.value, span, number.bounds, number.centred)
        self.said.amounts.append(amount)
        self.take(indexes, meaning)
        self.amount_end = indexes[-1] + 1
