"""Numbers that are taken back in Japanese: 3000件、いややっぱり5000件.

corrected = [before] NUMBER {unit} {filler} mark {mark} word {mark | word} [before] NUMBER {unit}
before    = what stands before both of them: 1日, 月, 入力
word      = "やっぱり" | "いや" | "訂正" ...

The second number is meant, and stands in the place of the first one. Where it is of something
else nothing is taken back, and the parser asks about both.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.query.lexicon import Term
from bot.query.pieces import MarkPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that

_SAID, _BEHIND = words_that("takes_a_number_back"), words_that("behind_a_correction")
_OF_A_NUMBER = frozenset({"tokens", "count", "unit"})
_FILLERS, _MOST_FILLERS = frozenset({"prose", "particle", "approximately"}), 4
_MOST_BEFORE = 2


def without_them(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `1日3000件、いや1日5000件` as `1日5000件`."""
    if not any(each.text in _SAID for each in pieces):
        return pieces
    found: list[Piece] = []
    place = 0
    while place < len(pieces):
        corrected, end = _corrected_at(pieces, place)
        found += corrected
        place = end
    return found


def _corrected_at(pieces: list[Piece], place: int) -> tuple[Sequence[Piece], int]:
    """What is meant by the number at `place`, and the index behind; else the piece by itself."""
    first, alone = pieces[place], (pieces[place : place + 1], place + 1)
    if not isinstance(first, NumberPiece):
        return alone
    end = _behind_units(pieces, place + 1)
    index = _behind_correction(pieces, end)
    if index == end:
        return alone
    index = _behind_repeated(pieces, place, index)
    second = pieces[index] if index < len(pieces) else None
    behind = _behind_units(pieces, index + 1)
    if not isinstance(second, NumberPiece) or _is_term(pieces, behind, frozenset({"period"})):
        return alone
    ours, theirs = pieces[place + 1 : end], pieces[index + 1 : behind]
    if ours and theirs and _terms(ours) != _terms(theirs):
        return alone
    span = Span(first.span.start, second.span.end if theirs else pieces[behind - 1].span.end)
    return [replace(second, span=span), *(theirs or ours)], behind


def _behind_units(pieces: Sequence[Piece], index: int) -> int:
    """The index behind what a number is of: 4k[トークン], 3000[件]."""
    while _is_term(pieces, index, _OF_A_NUMBER):
        index += 1
    return index


def _behind_correction(pieces: Sequence[Piece], index: int) -> int:
    """The index behind `処理したい→やっぱり`; `index` itself where nothing is taken back."""
    start = index
    while index < start + _MOST_FILLERS and _is_filler(pieces, index):
        index += 1
    mark = index
    while index < len(pieces) and isinstance(pieces[index], MarkPiece):
        index += 1
    if index == mark or index == len(pieces) or pieces[index].text not in _SAID:
        return start
    while index < len(pieces) and _is_of_a_correction(pieces[index]):
        index += 1
    return index


def _is_filler(pieces: Sequence[Piece], index: int) -> bool:
    is_word = index < len(pieces) and isinstance(pieces[index], WordPiece)
    return is_word or _is_term(pieces, index, _FILLERS)


def _is_of_a_correction(piece: Piece) -> bool:
    return isinstance(piece, MarkPiece) or piece.text in _SAID or piece.text in _BEHIND


def _behind_repeated(pieces: Sequence[Piece], place: int, index: int) -> int:
    """The index behind what stands before the first number too: 1日3000件、いや[1日]5000件."""
    for many in range(_MOST_BEFORE, 0, -1):
        before = [each.text for each in pieces[max(place - many, 0) : place]]
        if before == [each.text for each in pieces[index : index + many]]:
            return index + many
    return index


def _is_term(pieces: Sequence[Piece], index: int, categories: frozenset[str]) -> bool:
    piece = pieces[index] if index < len(pieces) else None
    return isinstance(piece, TermPiece) and piece.term.category in categories


def _terms(pieces: Sequence[Piece]) -> list[Term]:
    return [each.term for each in pieces if isinstance(each, TermPiece)]
