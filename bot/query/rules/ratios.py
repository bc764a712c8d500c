"""So many out of so many, as a share: "3 out of 4 requests hit the cache".

ratio = NUMBER ("out of" | "of" | "in") NUMBER        "of" and "in" only before what is counted
      | RANGE "out of" NUMBER                         3-4 out of 5
      | FRACTION ("to" | "-") FRACTION                1/4 to 1/2
      | "a" "quarter" "on" MODEL                      where the rest is on another
      | NUMBER counter "に" NUMBER counter            10件に1件, 10件のうち3〜4件
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from bot.query.lexicon import Term
from bot.query.model import ONE, Bounds
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from pricing import divide

_OUT_OF, _OF = words_that("out_of_so_many"), words_that("of_so_many")
_EACH = "に"
_DOES, _IN = words_that("done_by_one_in_many"), words_that("in_so_many")
_MOST = 100


def with_shares(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `3 out of 4`, `8 of 10 requests` and `one in five users` as shares."""
    place = 0
    while place + 2 < len(pieces):
        if isinstance(pieces[place], NumberPiece):
            found = _one_in_japanese(pieces[place : place + 5])
            if found and (pieces[place + 2].text == _EACH or _are_of_more(pieces, place)):
                pieces[place : place + 5] = [found]
                continue
            if found := _ratio(pieces[place : place + 4]):
                pieces[place : place + 3] = [found]
        elif isinstance(pieces[place], PercentPiece) and (found := _up_to(pieces, place)):
            pieces[place : place + 3] = [found]
        elif pieces[place].text in _A and (found := _quarter(pieces, place)):
            pieces[place : place + 2] = [found]
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


def _up_to(pieces: list[Piece], place: int) -> PercentPiece | None:
    """The range that `1/4 to 1/2` is, or `between 1/4 and 1/2`; `from 1/4 to 1/2` is a change."""
    low, to, high = pieces[place : place + 3]
    if not (isinstance(low, PercentPiece) and isinstance(high, PercentPiece)):
        return None
    before = pieces[place - 1].text.casefold() if place else ""
    is_range = to.text.casefold() in (_AND if before == _BETWEEN else _TO)
    are_fractions = all("/" in each.text and not each.bounds for each in (low, high))
    if not (is_range and are_fractions) or before in _FROM or low.share >= high.share:
        return None
    span = Span(low.span.start, high.span.end)
    bounds = Bounds(low.share, high.share)
    return PercentPiece(span, f"{low.text} to {high.text}", low.share, bounds)


def _quarter(pieces: list[Piece], place: int) -> PercentPiece | None:
    """One in four, in `a quarter on opus, the rest on haiku`; `5k invoices a quarter` is a rate."""
    if place and not (isinstance(pieces[place - 1], MarkPiece) or _joins(pieces[place - 1])):
        return None
    words = [each.text.casefold() for each in pieces[place : place + 3]]
    if words[1:2] != [_QUARTER]:
        return None
    is_of_work = words[2:] in _ON and isinstance(
        pieces[min(place + 3, len(pieces) - 1)], ModelPiece
    )
    is_of_work = is_of_work or any(map(_is_side, pieces[place + 2 : place + 3]))
    has_others = any(
        isinstance(each, TermPiece) and each.term.category in _OTHERS for each in pieces
    )
    if not (is_of_work and has_others):
        return None
    one, quarter = pieces[place : place + 2]
    span = Span(one.span.start, quarter.span.end)
    return PercentPiece(span, f"{one.text} {quarter.text}", Decimal("0.25"))


def _joins(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and (piece.term.category == "link" or _is_side(piece))


def _is_side(piece: Piece) -> bool:
    """`three quarters input, a quarter [output]`."""
    return isinstance(piece, TermPiece) and piece.term in _SIDES


_SIDES = frozenset(Term("unit", each) for each in ("input", "output"))


_A, _QUARTER, _ON = frozenset({"a", "A"}), "quarter", (["on"], ["to"], ["with"])
_OTHERS = frozenset({"rest", "share"})
_BETWEEN, _AND, _TO = "between", frozenset({"and", "&"}), frozenset({"to", "-", "–", "~"})
_FROM = words_that("taken_from") | words_that("becomes_as_much")


def _are_of_more(pieces: list[Piece], place: int) -> bool:
    """Whether more of the same are counted elsewhere: else `10件のうち3件` are 10 in all."""
    all_, counter = pieces[place : place + 2]
    many = all_.value if isinstance(all_, NumberPiece) else ONE
    return any(
        isinstance(one, NumberPiece) and one.value > many and other.text == counter.text
        for one, other in pairwise(pieces)
    )


def _is_counter(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category == "count"


def _one_in_japanese(pieces: list[Piece]) -> PercentPiece | None:
    """`10件に1件`, `10件のうち3〜4件`: both are counted in the same way."""
    if len(pieces) < len("10件に1件") - 1 or pieces[2].text not in _IN:
        return None
    all_, counter, _, few, same = pieces
    if not (isinstance(all_, NumberPiece) and isinstance(few, NumberPiece)):
        return None
    if not _is_counter(counter):
        return None
    ends = few.bounds or Bounds(few.value, few.value)
    if counter.text != same.text or all_.bounds or not 0 < ends.low <= ends.high < all_.value:
        return None
    said = "".join(each.text for each in pieces)
    span = Span(all_.span.start, same.span.end)
    shares = few.bounds and Bounds(*(divide(each, all_.value) for each in few.bounds))
    return PercentPiece(span, said, divide(few.value, all_.value), shares)


def _is_ratio(many: NumberPiece, of: str, all_: NumberPiece, behind: Piece | None) -> bool:
    is_counted = isinstance(behind, TermPiece) and behind.term.category == "count"
    is_counted = is_counted or (behind is not None and behind.text.casefold() in _DOES)
    if not (of in _OUT_OF or (of in _OF and is_counted and not many.bounds)) or all_.bounds:
        return False
    numbers = [*(many.bounds or [many.value]), all_.value]
    is_whole = all(each % ONE == 0 for each in numbers)
    return is_whole and numbers[0] > 0 and numbers[-2] < all_.value <= _MOST
