"""Numbers in words before a model: "two opus 5.5 calls", "one haiku 5.5 call per ticket".

numbered = "two" MODEL noun            of one model, or of several
         | "one" MODEL noun            beside another model, or where nothing else is counted
         | "one" per period "on" MODEL beside another model: "100 a day on haiku, one a day on opus"
         | "single" [MODEL] request    where nothing else is counted: "a single request with ..."

Otherwise a number in words is one only before what is counted. Beside other counts "one" only
says what is spoken of: "10k tickets, one haiku 5.5 call has 2k in".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.query.model import ONE
from bot.query.pieces import ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that

from .nouns import is_plural

_DOES_A_PART, _REQUEST = words_that("does_a_part"), words_that("single_request")
_SINGLE = "single"


def with_numbers(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with the words for numbers of calls on a model as numbers."""
    found = {
        place: number
        for place in range(len(pieces))
        if (number := _number(pieces, place)) is not None
    }
    models = len({each.choice for each in pieces if isinstance(each, ModelPiece)}) if found else 0
    if not models:
        return pieces
    is_one = models == 1 and _says_amounts(pieces) and not _counts_something(pieces)
    for place, number in found.items():
        is_of_a_call = not _is_at_a_rate(pieces[place + 1 : place + 5])
        if models > 1 or (is_of_a_call and (number > ONE or is_one)):
            pieces[place] = NumberPiece(pieces[place].span, pieces[place].text, number)
    return pieces


def _number(pieces: Sequence[Piece], place: int) -> Decimal | None:
    """The number that the word at `place` says of what is done on the model behind it."""
    piece = pieces[place]
    if isinstance(piece, TermPiece) and piece.term.category == "numeral":
        behind = pieces[place + 1 : place + 5]
        is_before_a_model = bool(behind) and isinstance(behind[0], ModelPiece)
        is_of_a_call = is_before_a_model and len(behind) > 1 and is_called(behind[1])
        return Decimal(piece.term.value) if is_of_a_call or _is_at_a_rate(behind) else None
    return ONE if piece.text.casefold() == _SINGLE and _is_request(pieces, place + 1) else None


def _is_request(pieces: Sequence[Piece], place: int) -> bool:
    """`single [request]`, `single [haiku 5.5 call]`."""
    model, *noun = (*pieces[place : place + 2], None)
    found = noun[0] if isinstance(model, ModelPiece) else model
    return found is not None and found.text.casefold() in _REQUEST and is_called(found)


def _is_at_a_rate(behind: Sequence[Piece]) -> bool:
    """`one [a day on opus 5.5]`."""
    kinds = [each.term.category for each in behind[:2] if isinstance(each, TermPiece)]
    return kinds == ["link", "period"] and any(isinstance(e, ModelPiece) for e in behind[2:])


def is_called(piece: Piece) -> bool:
    """Whether it is a noun for what is done on a model: a call, reviews, a judge."""
    if isinstance(piece, TermPiece):
        return piece.term.category == "count"
    word = piece.text.casefold()
    return isinstance(piece, WordPiece) and (is_plural(word) or word in _DOES_A_PART)


def _says_amounts(pieces: Sequence[Piece]) -> bool:
    """Else the price of one is asked, and that of no work: `price of a single haiku 5.5 call`."""
    return any(isinstance(each, TermPiece) and each.term.category == "unit" for each in pieces)


def _counts_something(pieces: Sequence[Piece]) -> bool:
    """Whether a number stands before what is counted, or before a period: `10k a day`."""
    for place, piece in enumerate(pieces):
        behind = pieces[place + 1 : place + 3]
        if isinstance(piece, NumberPiece) and any(map(_is_counted, behind)):
            return True
    return False


def _is_counted(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        return piece.term.category in {"count", "period", "frequency"}
    return isinstance(piece, WordPiece) and is_plural(piece.text.casefold())
