"""The least and the most of something, each with its number, as one range.

range = least NUMBER [of it] [","] most NUMBER [of it]       少なくて10万件、多くて15万件
      | most NUMBER [of it] [","] least NUMBER [of it]

Either both numbers say what they are of, and the same, or only the second one does.
"""

from __future__ import annotations

from bot.query.model import Bounds
from bot.query.pieces import NumberPiece, Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that

_LEAST, _MOST = words_that("says_the_least"), words_that("says_the_most")
_JOINS = frozenset(",、") | words_that("joins_least_and_most")
_OF_IT = frozenset({"count", "tokens"})


def as_ranges(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `少なくて10万件、多くて15万件` as 10万〜15万件."""
    for place, piece in enumerate(pieces):
        if piece.text.casefold() in _LEAST | _MOST and (found := _range_at(pieces, place)):
            number, end = found
            return [*pieces[:place], number, *as_ranges(pieces[end:])]
    return pieces


def _range_at(pieces: list[Piece], place: int) -> tuple[NumberPiece, int] | None:
    """The range that begins at `place`, and the index of what it is of, behind it."""
    first, of, second = _number_behind(pieces, place)
    while second < len(pieces) and pieces[second].text.casefold() in _JOINS:
        second += 1
    other, same, end = _number_behind(pieces, second)
    words = {each.text.casefold() for each in (pieces[place], *pieces[second : second + 1])}
    if first is None or other is None or not (words & _LEAST and words & _MOST):
        return None
    if of is not None and not _is_of_the_same(of, same, pieces[end : end + 1]):
        return None
    low, high = sorted((first.value, other.value))
    least, most = (first, other) if pieces[place].text.casefold() in _LEAST else (other, first)
    if low == high or (least.value, most.value) != (low, high):
        return None
    span = Span(pieces[place].span.start, other.span.end)
    text = f"{first.text} - {other.text}"
    return NumberPiece(span, text, low, bounds=Bounds(low, high)), second + 2


def _is_of_the_same(of: Piece, same: Piece | None, behind: list[Piece]) -> bool:
    """Whether both numbers are of the same; in `最小1000件、最大5000件/日` only one is per day."""
    is_same = same is not None and same.text.casefold() == of.text.casefold()
    return is_same and not any(map(_is_per, behind))


def _is_per(piece: Piece) -> bool:
    is_period = isinstance(piece, TermPiece) and piece.term.category == "period"
    return piece.text.casefold() in _PER or is_period


_PER = frozenset({"/", "per", "a", "an", "every"})


def _number_behind(
    pieces: list[Piece], place: int
) -> tuple[NumberPiece | None, TermPiece | None, int]:
    """The number behind `place`, what it is of where that is said, and the index behind."""
    number = pieces[place + 1] if place + 1 < len(pieces) else None
    if not isinstance(number, NumberPiece) or number.bounds:
        return None, None, place
    of = pieces[place + 2] if place + 2 < len(pieces) else None
    if isinstance(of, TermPiece) and of.term.category in _OF_IT:
        return number, of, place + 3
    return number, None, place + 2
