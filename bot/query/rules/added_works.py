"""Works that are added up: where the text parts at each "plus", and what is said of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile
from typing import Literal

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import (
    MarkPiece,
    ModelPiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    SizePiece,
    TermPiece,
    TroublePiece,
)
from bot.query.reading import Span
from bot.query.roles import words_that


def summands(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The pieces of "sonnet 10M in + opus 2M in", each side whole; nothing where there are none.

    A clause of nothing but terms before or behind them, "..., 10% off", is one of each side. Where
    it says more than that, or one of them has terms of its own, there are none: it is open.
    """
    parts: list[list[Piece]] = [[]]
    for each in pieces:
        if each.text == "+":
            parts.append([])
        else:
            parts[-1].append(each)
    if len(parts) == 1 or not all(map(_is_whole, parts)) or _compares(pieces):
        return []
    if not all(_is_whole(_sentence(each, place)) for each, place in _at_pluses(parts)):
        return []
    return _with_terms_of_all(parts)


def _with_terms_of_all(parts: Sequence[list[Piece]]) -> list[list[Piece]]:
    """The sides with what is said of all of them; nothing where that is open."""
    first, last = _clauses(parts[0]), _clauses(parts[-1])
    leading = list(takewhile(_names_nothing, first))
    before = [_said_of(clause) for clause in leading]
    behind = [_said_of(clause) for clause in last[1:]]
    if "open" in before or "open" in behind or _sets_apart(last[1:]):
        return []
    if any(map(_is_discount, last[0])) and not any(map(_is_discount, chain(*parts[:-1]))):
        return [*parts[:-1], _asking_whose(parts[-1])]
    marked = zip(leading, first[1:], before, strict=False)  # each with the mark behind it
    lead = [*chain(*([*each, *mark[:1]] for each, mark, of in marked if of == "all"))]
    tail = [*chain(*(e for e, of in zip(last[1:], behind, strict=True) if of == "all"))]
    if not lead and not tail:
        return list(parts)
    own = [_terms_of(each for each in part if each not in lead + tail) for part in parts]
    if any(own):  # "A, batched + B, batched" says the same of each
        return list(parts) if not lead and set(own[:-1]) == {_terms_of(tail)} else []
    head, *others = parts
    return [head + tail, *(lead + each + tail for each in others[:-1]), lead + others[-1]]


def _sets_apart(clauses: Sequence[Sequence[Piece]]) -> bool:
    """`A + B, batched, 10% off on both`: whether one term is said of both and another is not."""
    said = [each for each in clauses if any(map(_is_a_term, each)) and _names_nothing(each)]
    of_both = [any(piece.text.casefold() in _SIDES_AT_ONCE for piece in each) for each in said]
    return any(of_both) and not all(of_both)


def _is_discount(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category == "discount"


def _asking_whose(side: Sequence[Piece]) -> list[Piece]:
    """`A + B 10% off`, with no comma: a discount is rarely that of one alone, so it is asked."""
    place = next(each for each, piece in enumerate(side) if _is_discount(piece))
    first = place - 1 if isinstance(side[place - 1], PercentPiece) else place
    span = Span(side[first].span.start, side[place].span.end)
    tie = " " if side[place].text.isascii() else ""
    said = tie.join(each.text for each in side[first : place + 1])
    asked = TroublePiece(span, said, NeedsMore(phrase("ask.which_side", said=said), span))
    return [*side[:first], asked, *side[place + 1 :]]


def _terms_of(pieces: Iterable[Piece]) -> frozenset[object]:
    return frozenset(
        each.term if isinstance(each, TermPiece) else each.text
        for each in pieces
        if _is_a_term(each) or isinstance(each, PercentPiece)
    )


def _at_pluses(parts: Sequence[Sequence[Piece]]) -> list[tuple[Sequence[Piece], int]]:
    """Each side with the end of it that a plus touches: -1 where that is its last, else 0."""
    return [*((each, -1) for each in parts[:-1]), *((each, 0) for each in parts[1:])]


def _sentence(pieces: Sequence[Piece], place: int) -> Sequence[Piece]:
    """`2k in + 500 out each. Opus later?`: of the side behind the plus what is said at once."""
    ends = [index for index, each in enumerate(pieces) if each.text in _SENTENCE_ENDS]
    if not ends:
        return pieces
    return pieces[: ends[0]] if place == 0 else pieces[ends[-1] :]


_SENTENCE_ENDS = frozenset(".。?!？！")


def _compares(pieces: Sequence[Piece]) -> bool:
    """`sonnet 20k cached + 2k in, vs opus`: the same on each, and no part of a sum."""
    return any(isinstance(each, TermPiece) and each.term in _VERSUS for each in pieces)


_VERSUS = (("several", "versus"), ("several", "compare"))


def _clauses(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """What stands between commas, or sentences, each with the mark before it."""
    clauses: list[list[Piece]] = [[]]
    end = 0
    for each in pieces:
        is_of_a_word = each.text in _DASHES and each.span.start == end
        if each.text in _COMMAS and not is_of_a_word:
            clauses.append([])
        clauses[-1].append(each)
        end = each.span.end
    return clauses


def _said_of(clause: Sequence[Piece]) -> Literal["all", "open", "own"]:
    """Of which sides a clause is: of all, as `, 10% off` and `, both with 80% cached`.

    One with a number or a model is of its own side, and so is `(batched)`. What asks for something
    is read with the last.
    """
    if not any(map(_is_a_term, clause)) or not _names_nothing(clause):
        return "own"
    if any(isinstance(each, TermPiece) and each.term.category == "intent" for each in clause):
        return "own"
    words = {each.text.casefold() for each in clause if not _says_a_term(each)}
    if clause[0].text in _BRACKETS and words.isdisjoint(_SIDES_AT_ONCE):
        return "own"
    return "all" if words <= _ALL_OF_IT else "open"


def _names_nothing(clause: Sequence[Piece]) -> bool:
    """Whether neither a number nor a model is said: "hi team", "10% off"."""
    return not any(isinstance(each, _OF_ONE) for each in clause)


def _says_a_term(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        return piece.term.category in _TERMS | {"negation", "link", "particle", "prose"}
    return isinstance(piece, (PercentPiece, MarkPiece))


_OF_ONE = (NumberPiece, ModelPiece, SizePiece, MoneyPiece)


def _is_a_term(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category in _TERMS


_BRACKETS, _DASHES = frozenset("(（"), frozenset("-–—")
"""A dash that touches what is before it is of a word: "5-minute"."""
_COMMAS = frozenset(",、;:.。!?！？-–—)）") | _BRACKETS
_TERMS = frozenset({"modifier", "caching", "discount"})
_ALL_OF_IT, _SIDES_AT_ONCE = map(words_that, ("before_terms_of_all", "of_all_works"))


def _is_whole(pieces: Sequence[Piece]) -> bool:
    """Whether a model and some number of its own are among them."""
    models = sum(isinstance(each, ModelPiece) for each in pieces)
    return models == 1 and any(isinstance(each, NumberPiece) for each in pieces)
