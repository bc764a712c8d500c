"""So many out of so many, as a share: "3 out of 4 requests hit the cache".

ratio = NUMBER ("out of" | "of" | "in") NUMBER        "of" and "in" only before what is counted
      | RANGE "out of" NUMBER                         3-4 out of 5
      | NUMBER counter "に" NUMBER counter            10件に1件
"""

from __future__ import annotations

from bot.query.model import ONE, Bounds
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from pricing import divide

_OUT_OF, _OF = words_that("out_of_so_many"), words_that("of_so_many")
_DOES = words_that("done_by_one_in_many")
_MOST = 100


def with_shares(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `3 out of 4`, `8 of 10 requests` and `one in five users` as shares."""
    place = 0
    while place + 2 < len(pieces):
        if isinstance(pieces[place], NumberPiece):
            if found := _one_in_japanese(pieces[place : place + 5]):
                pieces[place : place + 5] = [found]
                continue
            if found := _ratio(pieces[place : place + 4]):
                pieces[place : place + 3] = [found]
        place += 1
    return pieces


def _ratio(pieces: list[Piece]) -> PercentPiece | None:
    """The share that `3 out of 4` is; what is counted may stand behind it."""
    many, of, all_, *behind = pieces
    if not (isinstance(many, NumberPiece) and isinstance(all_, NumberPiece)):
        return None
    if not _is_ratio(many, of.text.casefold(), all_, behind[0] if behind else None):
        return None
    span = Span(many.span.start, all_.span.end)
    said = f"{many.text} {of.text} {all_.text}"
    ends = many.bounds and Bounds(*(divide(each, all_.value) for each in many.bounds))
    return PercentPiece(span, said, divide(many.value, all_.value), ends)


def _one_in_japanese(pieces: list[Piece]) -> PercentPiece | None:
    """`10件に1件`, `3回に1回`: both are counted in the same way."""
    if len(pieces) < len("10件に1件") - 1 or pieces[2].text != "に":
        return None
    all_, counter, _, few, same = pieces
    is_counted = isinstance(counter, TermPiece) and counter.term.category == "count"
    if not (isinstance(all_, NumberPiece) and isinstance(few, NumberPiece) and is_counted):
        return None
    if counter.text != same.text or all_.bounds or few.bounds or not 0 < few.value < all_.value:
        return None
    said = "".join(each.text for each in pieces)
    span = Span(all_.span.start, same.span.end)
    return PercentPiece(span, said, divide(few.value, all_.value))


def _is_ratio(many: NumberPiece, of: str, all_: NumberPiece, behind: Piece | None) -> bool:
    is_counted = isinstance(behind, TermPiece) and behind.term.category == "count"
    is_counted = is_counted or (behind is not None and behind.text.casefold() in _DOES)
    if not (of in _OUT_OF or (of in _OF and is_counted and not many.bounds)) or all_.bounds:
        return False
    numbers = [*(many.bounds or [many.value]), all_.value]
    is_whole = all(each % ONE == 0 for each in numbers)
    return is_whole and numbers[0] > 0 and numbers[-2] < all_.value <= _MOST
