"""Several things, each of which does the same: 3つのボットがそれぞれ1日1000件.

things = NUMBER ["つ" "の"] noun [particle] [","] each         本番と検証の2つの環境で、それぞれ
       | noun [particle] NUMBER "つ" [particle] [","] each       部署は5つ、各部署20人
each   = "それぞれ" | "各" [noun]

つ counts whatever there is, so that the noun says what it is. Of models and cases a choice may be
meant, and no product; so it may where several models are named: Opus、Sonnet、Haikuの3つでそれぞれ.
"""

from __future__ import annotations

from bot.query.lexicon import Term
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that

_THING, _OF = Term("counter", "thing"), Term("link", "of")
_EACH, _CHOICES = words_that("each_of_them"), words_that("may_be_chosen_from")
_MOST_BETWEEN = 2


def as_counted(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `3つのボットが、それぞれ` as `3ボットそれぞれ`, as what is counted is said."""
    if len([each for each in pieces if isinstance(each, ModelPiece)]) > 1:
        return pieces
    texts = {each.text for each in pieces}
    for place in range(len(pieces) - 1, 0, -1):
        piece = pieces[place]
        if piece.text.startswith("各") and piece.text[1:] in texts:
            pieces[place] = _each_at(piece.span)
        elif _is_each_of_those_before(pieces, place):
            pieces[place - 1 : place + 1] = [_each_at(piece.span)]
        elif not isinstance(pieces[place - 1], NumberPiece):
            continue
        elif _is_counter(piece):
            _say_what_it_is(pieces, place)
        elif _is_noun(piece) and piece.text not in _CHOICES:
            _count_them(pieces, place)
    return pieces


def _each_at(span: Span) -> TermPiece:
    return TermPiece(span, "それぞれ", Term("scope", "each"))


def _is_each_of_those_before(pieces: list[Piece], place: int) -> bool:
    """`10店舗、[各店舗]`, `店舗数10、[各店舗]`."""
    piece = pieces[place]
    if pieces[place - 1].text != "各" or not _is_count(piece):
        return False
    return any(each.text.removesuffix("数") == piece.text for each in pieces[: place - 1])


def _is_count(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category == "count"


def _is_counter(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term == _THING and piece.text == "つ"


def _say_what_it_is(pieces: list[Piece], place: int) -> None:
    """Put the noun of the things in the place of their counter, where each of them is spoken of."""
    behind = pieces[place + 1 : place + 3]
    is_named = len(behind) == _MOST_BETWEEN and _is_of(behind[0]) and _is_noun(behind[1])
    end = place + 3 if is_named else place + 1
    named = behind[1] if is_named else pieces[place]
    if named.text in _CHOICES or (not is_named and _is_of_choices(pieces, place)):
        return
    pieces[place:end] = [WordPiece(named.span, named.text)]
    if not _count_them(pieces, place) and is_named and _is_so_many_each(pieces, place + 1):
        pieces.insert(place + 1, _each_at(named.span))


def _count_them(pieces: list[Piece], place: int) -> bool:
    """`2環境で、それぞれ`, `3システムがそれぞれ`: whatever the noun is, there are so many of it."""
    each = _place_of_each(pieces, place + 1)
    if each is None:
        return False
    pieces[place:each] = [WordPiece(pieces[place].span, pieces[place].text)]
    return True


def _is_so_many_each(pieces: list[Piece], start: int) -> bool:
    """`3つのサービスで1日1000件[ずつ]`: in the clause behind."""
    for piece in pieces[start:]:
        if isinstance(piece, MarkPiece):
            return False
        if piece.text == "ずつ":
            return True
    return False


def _place_of_each(pieces: list[Piece], start: int) -> int | None:
    """Where それぞれ stands behind `start`, with a particle and a mark before it at most."""
    for place in range(start, min(start + _MOST_BETWEEN + 1, len(pieces))):
        piece = pieces[place]
        if piece.text in _EACH:
            return place
        if not (isinstance(piece, MarkPiece) or piece.text in _PARTICLES):
            return None
    return None


_PARTICLES = frozenset("がでには")


def _is_of(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term == _OF


def _is_noun(piece: Piece) -> bool:
    is_prose = isinstance(piece, TermPiece) and piece.term.category == "prose"
    return isinstance(piece, WordPiece) or is_prose


def _is_of_choices(pieces: list[Piece], place: int) -> bool:
    """`モデル3つ、それぞれ`, and 3つ of nothing that is named."""
    before = pieces[place - 2 : place - 1]
    if before and before[0].text in _PARTICLES:
        before = pieces[place - 3 : place - 2]
    return not (before and _is_noun(before[0])) or before[0].text in _CHOICES
