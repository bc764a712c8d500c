"""The least and the most of something, each with its own word: one range of both.

range = least [":"] NUMBER {word} (","  | "and" ...) most [":"] NUMBER {word}

`best case 1k, worst case 5k requests/day`, `min 1k, max 5k in`: what stands behind the first number
stands behind the second one as well, or nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.query.model import Bounds
from bot.query.pieces import NumberPiece, Piece
from bot.query.reading import Span
from bot.query.roles import words_that

_LEAST, _MOST = words_that("least_of_two"), words_that("most_of_two")
_BETWEEN = frozenset({",", ";", "/", "and", "-"})
_MARKS, _OF = frozenset({":", "=", "is", "of"}), 2
_MOST_WORDS = 6


def with_ranges(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with the least and the most of something as one range."""
    place = 0
    while place < len(pieces):
        if found := _range_at(pieces, place):
            end, number = found
            pieces[place:end] = [number]
        place += 1
    return pieces


def _range_at(pieces: Sequence[Piece], start: int) -> tuple[int, NumberPiece] | None:
    """The index behind the second number, and the range that both of them make."""
    low_at = _behind_lead(pieces, start, _LEAST)
    low = _number_at(pieces, low_at)
    if low_at is None or low is None or _number_at(pieces, start - 1):  # "every 5 min 1k"
        return None
    places = range(low_at + 1, min(len(pieces), low_at + _MOST_WORDS))
    link = next((each for each in places if _parts_the_two(pieces, each)), len(pieces))
    high_at = _behind_lead(pieces, link + 1, _MOST)
    high = _number_at(pieces, high_at)
    if high_at is None or high is None or not low.value < high.value:
        return None
    unit = [each.text.casefold() for each in pieces[low_at + 1 : link]]
    behind = [each.text.casefold() for each in pieces[high_at + 1 : high_at + 1 + len(unit)]]
    if unit != behind or _text(pieces, start) == _text(pieces, link + 1):
        return None
    span = Span(pieces[start].span.start, high.span.end)
    said = f"{low.text} to {high.text}"
    bounds = Bounds(low.value, high.value)
    return high_at + 1, NumberPiece(span, said, low.value, bounds=bounds)


def _parts_the_two(pieces: Sequence[Piece], index: int) -> bool:
    is_between = _text(pieces, index) in _BETWEEN
    return is_between and _behind_lead(pieces, index + 1, _MOST) is not None


def _behind_lead(pieces: Sequence[Piece], index: int, leads: frozenset[str]) -> int | None:
    """The index behind one of `leads` of one word or two, and the mark behind it."""
    for words in range(_OF, 0, -1):
        said = " ".join(each.text.casefold() for each in pieces[index : index + words])
        if said in leads:
            end = index + words
            return end + 1 if _text(pieces, end) in _MARKS else end
    return None


def _number_at(pieces: Sequence[Piece], index: int | None) -> NumberPiece | None:
    piece = pieces[index] if index is not None and 0 <= index < len(pieces) else None
    return piece if isinstance(piece, NumberPiece) and piece.bounds is None else None


def _text(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].text.casefold() if index < len(pieces) else ""
