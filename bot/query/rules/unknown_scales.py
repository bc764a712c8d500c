"""What stands right behind a number and may be a scale of it, which no list knows: 入力1000満.

    unknown = NUMBER word                word may be a slip of a scale: 1憶, 5萬, 3ダース
            | unit [":" | particle] NUMBER word         入力500ホゲ: of what, and how many?
    money   = unit MONEY                 入力3億円: an amount of tokens, or of yen?

Japanese writes a scale behind its number with no space, so that to pass over one that is not known
would take a small part of the amount for all of it. What is counted is another matter (500世帯).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bot.query.errors import NeedsMore, NotUnderstood, QueryError
from bot.query.numerals import Script, is_japanese, script
from bot.query.phrase import phrase
from bot.query.pieces import (
    MarkPiece,
    MoneyPiece,
    NumberPiece,
    Piece,
    TermPiece,
    TroublePiece,
    WordPiece,
)
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.spelling import like_another

_LIKE_A_SCALE = tuple(words_that("like_a_scale"))
_LIKE_ONE_ALONE = words_that("like_a_scale_alone")
_SAYS_NOTHING = words_that("says_nothing_of_an_amount")
_TOKENS = words_that("tokens_in_kana")
_TIES = frozenset({"link", "particle", "approximately", "tokens"})


def as_troubles(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with each number whose scale is not known as something to ask about."""
    pieces = list(_without_ranges(pieces))
    if not any(is_japanese(each.text[0]) for each in pieces if isinstance(each, WordPiece)):
        return list(_without_money(pieces))
    found: list[Piece] = []
    for piece in _without_money(pieces):
        if found and _is_unknown(found, piece):
            number = found.pop()
            found.append(_trouble(number, piece, NotUnderstood, "unread.number"))
        else:
            found.append(piece)
    return found


def _without_ranges(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with 2〜3倍 and 2千±2割 as what is asked about: no 2 to 3 of anything."""
    for one, other in zip_longest(pieces, pieces[1:]):
        is_range = isinstance(one, NumberPiece) and one.bounds and other is not None
        if is_range and other.text in _OF_A_RANGE and one.span.end == other.span.start:
            yield _trouble(one, other, NeedsMore, "ask.number_of_what")
        else:
            yield one


_OF_A_RANGE = words_that("multiplies_a_range")


def _without_money(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with 入力3億円 as one that is asked about."""
    before: Piece | None = None
    for piece in pieces:
        is_amount = isinstance(piece, MoneyPiece) and piece.money.code == _YEN
        if is_amount and before and _is_side(before):
            yield _trouble(piece, piece, NeedsMore, "ask.number_of_what")
        else:
            yield piece
        before = piece


_YEN = "JPY"


def _trouble(first: Piece, last: Piece, error: type[QueryError], key: str) -> TroublePiece:
    span = Span(first.span.start, last.span.end)
    said = first.text if first is last else f"{first.text}{last.text}"
    return TroublePiece(span, said, error(phrase(key, said=said), span))


def _is_unknown(before: list[Piece], word: Piece) -> bool:
    """Whether `word` is tied to the number before it, and may be a scale."""
    if not isinstance(word, WordPiece) or not isinstance(before[-1], NumberPiece):
        return False
    if before[-1].span.end != word.span.start or not is_japanese(word.text[0]):
        return False
    if word.text.startswith(_LIKE_A_SCALE) or word.text in _LIKE_ONE_ALONE:
        return True
    is_written = script(word.text[0]) is not Script.HIRAGANA
    if not is_written or word.text in _SAYS_NOTHING or like_another(word.text, _TOKENS):
        return False
    return _is_led(before)


def _is_led(before: list[Piece]) -> bool:
    """Whether a unit stands before the number at the end: `入力は`, `出力：約`."""
    for piece in reversed(before[:-1]):
        if _is_side(piece):
            return True
        is_tie = isinstance(piece, TermPiece) and piece.term.category in _TIES
        if not is_tie and not (isinstance(piece, MarkPiece) and piece.text in _MARKS):
            return False
    return False


_MARKS = frozenset(":=→")


def _is_side(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category == "unit"
