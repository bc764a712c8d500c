"""The least and the most of something, each with its own word: one range of both.

range = least NUMBER {word} [","] most NUMBER {word}     best case 1k, worst case 5k requests/day
      | most NUMBER {word} [","] least NUMBER {word}     多くて15万件、少なくて10万件
      | least PERIOD NUMBER {word} [","] most [PERIOD] NUMBER {word}  少なくて月1万件、多くて3万件

What stands behind the first number stands behind the second one as well, or nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.query.model import ONE, Bounds
from bot.query.pieces import NumberPiece, Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that

_LEAST, _MOST = words_that("says_the_least"), words_that("says_the_most")
_FIRST = _LEAST | _MOST | {each.partition(" ")[0] for each in _LEAST | _MOST}
_JOINS = frozenset(",;、/-・•") | words_that("joins_least_and_most")
_MARKS, _PER = frozenset({":", "=", "is", "of"}), frozenset({"/", "per", "a", "an", "every"})
_MOST_WORDS = 5
"""Of a word for the least or the most there are two at most; behind a number, so many."""


class _End(NamedTuple):
    """One end of a range: the word that tells which, its number, and the index behind that.

    Between both may stand what it is for: `最低でも[月]1万件`.
    """

    lead: str
    period: Sequence[Piece]
    number: NumberPiece
    behind: int


def as_ranges(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `少なくて10万件、多くて15万件` as 10万〜15万件."""
    for place, piece in enumerate(pieces):
        if piece.text.casefold() in _FIRST and (found := _range_at(pieces, place)):
            period, number, end = found
            return [*pieces[:place], *period, number, *as_ranges(pieces[end:])]
    return pieces


def _range_at(
    pieces: Sequence[Piece], start: int
) -> tuple[Sequence[Piece], NumberPiece, int] | None:
    """The range that begins at `start`, what it is for, and the index behind its second number."""
    first = _end_at(pieces, start)
    if first is None or (start and isinstance(pieces[start - 1], NumberPiece)):  # every 5 min 1k
        return None
    places = range(first.behind, first.behind + _MOST_WORDS)
    found = ((each, end) for each in places if (end := _end_at(pieces, each)))
    place, second = next(found, (0, None))
    if second is None or not _is_of_the_same(pieces, range(first.behind, place), second.behind):
        return None
    if second.period and _texts(second.period) != _texts(
        first.period
    ):  # 最低でも月1万件、多くて週3万件
        return None
    low, high = sorted((first, second), key=lambda each: each.number.value)
    tells_which = low.lead in _LEAST and high.lead in _MOST and low.lead != high.lead
    if not tells_which or low.number.value == high.number.value:
        return None
    span = Span(pieces[start].span.start, second.number.span.end)
    text = f"{first.number.text} - {second.number.text}"
    bounds = Bounds(low.number.value, high.number.value)
    number = NumberPiece(span, text, low.number.value, bounds=bounds)
    return first.period, number, second.behind


def _end_at(pieces: Sequence[Piece], start: int) -> _End | None:
    """The end of a range that begins at `start`: `worst case: 5k`, `多くて15万`."""
    for words in (2, 1):
        lead = " ".join(each.text.casefold() for each in pieces[start : start + words])
        if lead in _LEAST or lead in _MOST:
            place = start + words
            place += _text(pieces, place) in _MARKS
            period = _period_at(pieces, place)
            place += len(period)
            number = pieces[place] if place < len(pieces) else None
            if isinstance(number, NumberPiece) and not number.bounds:
                return _End(lead, period, number, place + 1)
    return None


def _period_at(pieces: Sequence[Piece], place: int) -> Sequence[Piece]:
    """What `1日`, `月`, `毎日` at `place` is written as; nothing where none stands there."""
    number = pieces[place] if place < len(pieces) else None
    end = place + 1 if isinstance(number, NumberPiece) and number.value == ONE else place
    is_period = _is_period(pieces, end) and not pieces[end].text.isascii()
    return pieces[place : end + 1] if is_period else ()


def _texts(pieces: Sequence[Piece]) -> list[str]:
    return [each.text for each in pieces]


def _is_of_the_same(pieces: Sequence[Piece], between: range, behind: int) -> bool:
    """Whether both numbers are of the same; in `最小1000件、最大5000件/日` only one is per day."""
    of = [_text(pieces, each) for each in between]
    while of and of[-1] in _JOINS:
        of.pop()
    end = behind + len(of)
    is_same = of == [_text(pieces, each) for each in range(behind, end)]
    return not of or (is_same and not _is_per(pieces, end))


def _is_per(pieces: Sequence[Piece], index: int) -> bool:
    return _is_period(pieces, index) or _text(pieces, index) in _PER


def _is_period(pieces: Sequence[Piece], index: int) -> bool:
    piece = pieces[index] if index < len(pieces) else None
    return isinstance(piece, TermPiece) and piece.term.category == "period"


def _text(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].text.casefold() if index < len(pieces) else ""
