"""How much more a number is than it was, where the number itself is said: `2倍の1,600人`.

growth = {before} FACTOR "の" [period] NUMBER                        件数は従来の3倍の月9万件
       | compared (PERCENT | FACTOR) [more] ("の" | "で") [period] NUMBER   前年比120%で月2.4万件

Such words tie a number to what stands before it, as "の" does, and change nothing: it is said so.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.query.ask import Remark
from bot.query.lexicon import Term
from bot.query.phrase import phrase
from bot.query.pieces import (
    ChangePiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
)
from bot.query.reading import Span
from bot.query.roles import words_that

_OF = Term("link", "of")
_COMPARED = tuple(words_that("compared_with_before"))
_BEFORE = words_that("as_it_was")
_ABOVE_ALL = "unread.over_100"


def without_growth(pieces: list[Piece]) -> tuple[list[Piece], list[Remark]]:
    """`pieces` with what only compares a number with an earlier one as a mere "of"."""
    remarks: list[Remark] = []
    place = 0
    while place < len(pieces):
        found = _growth_at(pieces, place)
        if found is None:
            place += 1
            continue
        start, end = found
        tied = _as_of(pieces[start:end])
        said = " ".join(each.text for each in pieces[start : end - 1])
        remarks.append(Remark("unused", phrase("note.aside", said=said.replace(" ", ""))))
        pieces = [*pieces[:start], tied, *pieces[end:]]
        place = start + 1
    return pieces, remarks


def _as_of(pieces: Sequence[Piece]) -> TermPiece:
    return TermPiece(Span(pieces[0].span.start, pieces[-1].span.end), pieces[-1].text, _OF)


def _growth_at(pieces: Sequence[Piece], place: int) -> tuple[int, int] | None:
    """Where the words begin whose factor or percentage stands at `place`, and the index behind."""
    piece = pieces[place]
    if not isinstance(piece, (ChangePiece, PercentPiece, TroublePiece)):
        return None
    start = _start_of_compared(pieces, place)
    is_percent = isinstance(piece, PercentPiece) or _is_above_all(piece)
    if not (isinstance(piece, ChangePiece) or (is_percent and start is not None)):
        return None
    end = place + 1
    if start is not None and _is_of(pieces, end, "more"):
        end += 1
    if _text(pieces, end) not in (("の", "で") if start is not None else ("の",)):
        return None
    if not _leads_to_a_number(pieces, end + 1, _noun_before(pieces, place)):
        return None
    if start is None:
        start = place
        while start and _text(pieces, start - 1) in _BEFORE:
            start -= 1
    return start, end + 1


def _start_of_compared(pieces: Sequence[Piece], place: int) -> int | None:
    """Where `前年比` or `昨対` begins that ends before `place`; None where it does not."""
    end = place - 1 if _text(pieces, place - 1) in {"は", "約", "で"} else place
    for start in range(max(end - 3, 0), end):
        said = "".join(each.text for each in pieces[start:end])
        if said in _COMPARED:
            return start
    return None


def _is_above_all(piece: Piece) -> bool:
    return isinstance(piece, TroublePiece) and piece.error.message.key == _ABOVE_ALL


def _noun_before(pieces: Sequence[Piece], place: int) -> str:
    """The category of what the factor at `place` is said of: `出力[は]2倍`."""
    index = place - 1
    while index >= 0 and (_is_of(pieces, index, "particle") or _text(pieces, index) in _BEFORE):
        index -= 1
    found = pieces[index] if index >= 0 else None
    return found.term.category if isinstance(found, TermPiece) else ""


def _leads_to_a_number(pieces: Sequence[Piece], index: int, noun: str) -> bool:
    """Whether a number of the same stands at `index`: `出力2倍の月1万件` are two things."""
    is_rate = _is_of(pieces, index, "period")
    number = pieces[index + is_rate] if index + is_rate < len(pieces) else None
    if not isinstance(number, NumberPiece):
        return False
    is_counted = is_rate or _is_of(pieces, index + 1, "count")
    return not is_counted if noun == "unit" else True


def _is_of(pieces: Sequence[Piece], index: int, category: str) -> bool:
    piece = pieces[index] if 0 <= index < len(pieces) else None
    return isinstance(piece, TermPiece) and piece.term.category == category


def _text(pieces: Sequence[Piece], index: int) -> str:
    return pieces[index].text if 0 <= index < len(pieces) else ""
