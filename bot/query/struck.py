"""Digits that were struck as something else, so that a part of a number would be passed over.

    l0M in, I00k out, lk in      the letters l and I for a 1
    $5O0, 1000x100O              the letter O for a 0
    5.00 out, 100.0 requests     decimals that nobody writes of what is counted one by one
    .500 out                     and a point before three digits, that may part thousands
    1.000万, 5,00k               as it may before a scale

Each of them is something to ask about, in the place of the pieces it was read as.
"""

from __future__ import annotations

import re

from .errors import NeedsMore, NotUnderstood, QueryError
from .patterns import Pattern
from .phrase import phrase
from .pieces import NumberPiece, Piece, TermPiece, TroublePiece
from .reading import Span

# "l1", "I5" and "i18n" are names of their own; "lk in" and "l0M" are none.
_LETTERS = Pattern(
    r"(?<![A-Za-z0-9.\-])[lI](?:[0-9OolI]*[0-9][0-9OolI]*[kKM]|0[0-9OolI]+"
    r"|[0-9OolI]*[0-9][0-9OolI]+|[kKM](?= ?(?:in|out|input|output|tokens|tok|requests)\b))"
    r"(?![A-Za-z0-9])|"
    r"(?:[$€£¥][0-9,]*|[0-9]{2,}[x×][0-9]+)[Oo][0-9Oo]*(?![A-Za-z0-9])"
)
_SEPARATED = Pattern(
    r"(?<![0-9.,$€£¥])[1-9][0-9]{0,2}"
    r"(?:\.[0-9]{3}[千万億]|(?:\.000|,00) ?(?:[kKM]|mn|MM|million|thousand)(?![A-Za-z]))"
)
_DECIMALS = re.compile(r"[0-9]{1,3}\.00|[0-9]{2,3}\.0|\.[0-9]{3}")
_COUNTED = frozenset({"unit", "tokens", "count"})
_CLOCK = frozenset({"at", "from", "until", "till", "to", "by"})


def as_troubles(source: str, pieces: list[Piece]) -> list[Piece]:
    """`pieces` with each number that was struck wrong as something to ask about."""
    if found := _LETTERS.search(source):
        span = Span(*found.span())
        error: QueryError = NotUnderstood(phrase("unread.number", said=found[0]), span)
        pieces = _with(TroublePiece(span, found[0], error), pieces)
    elif found := _SEPARATED.search(source):
        span = Span(*found.span())
        error = NeedsMore(phrase("ask.separators", said=found[0]), span)
        pieces = _with(TroublePiece(span, found[0], error), pieces)
    if "." in source and any(map(_has_odd_decimals, pieces)):
        pieces = [_asked(each) if _is_odd(pieces, at) else each for at, each in enumerate(pieces)]
    return pieces


def _with(trouble: TroublePiece, pieces: list[Piece]) -> list[Piece]:
    """The pieces, with those that a trouble touches replaced by it, whole as they are."""
    first, last = trouble.span
    before = [each for each in pieces if each.span.end <= first]
    behind = [each for each in pieces if each.span.start >= last]
    touched = pieces[len(before) : len(pieces) - len(behind)]
    start = min([first, *(each.span.start for each in touched)])
    end = max([last, *(each.span.end for each in touched)])
    whole = TroublePiece(Span(start, end), trouble.text, trouble.error)
    return [*before, whole, *behind]


def _has_odd_decimals(piece: Piece) -> bool:
    return isinstance(piece, NumberPiece) and _DECIMALS.fullmatch(piece.text) is not None


def _is_odd(pieces: list[Piece], place: int) -> bool:
    """Whether what is counted one by one stands behind such a number: tokens, or requests."""
    if not _has_odd_decimals(pieces[place]) or (place and pieces[place - 1].text in _CLOCK):
        return False
    behind = pieces[place + 1 : place + 2]
    return bool(behind) and _is_counted(behind[0])


def _is_counted(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category in _COUNTED


def _asked(piece: Piece) -> TroublePiece:
    said = piece.text
    error = NeedsMore(phrase("ask.separators", said=said), piece.span)
    return TroublePiece(piece.span, said, error)
