"""Terms of one of several works that are added up: `staging: 5k requests a day ... batched`.

own = a term in a label, or between it and its work | a term right behind the last work
    | a length of time within the works

Whether it holds for that work alone is not told; behind a comma, or with "all" or "both" beside
it, it is of them all.
"""

from __future__ import annotations

from bot.query.ask import Ask
from bot.query.pieces import Piece, TermPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence

TERMS = frozenset({"modifier", "caching", "discount", "without", "negation", "cache_side"})
"""Kinds of words that change what work costs."""
_TIMED = TERMS | {"weekday"}
_ALL = words_that("of_all_works")
_MARKS = frozenset(",;.、。")
_BUSINESS_DAY = "business_day"


def first(sentence: Sentence, ask: Ask, works: Span, names: frozenset[int]) -> Piece | None:
    """The first term that may be of one work alone; None where there is none.

    Args:
        sentence: what was said.
        ask: all of it.
        works: where the works stand.
        names: where the words of their labels stand.
    """
    begins = _beginning(sentence, works.start) if names else works.start
    for place, piece in enumerate(sentence.pieces):
        if not _is_term(piece):
            continue
        is_named = begins <= piece.span.start < works.start
        if place in names or is_named or _is_right_behind(sentence, place, works.end):
            return piece
    within = (each.span for each in ask.times if each.over and works.start <= each.span.start)
    inside = next((each for each in within if each.start < works.end), None)
    if inside is None:
        return None
    return next((e for e in sentence.pieces if e.span.start >= inside.start), None)


def right_behind(sentence: Sentence, end: int) -> Piece | None:
    """The term right behind `end` of the text, of which nothing says that it is of all."""
    places = (each for each, piece in enumerate(sentence.pieces) if _is_term(piece))
    return next((sentence.pieces[e] for e in places if _is_right_behind(sentence, e, end)), None)


def _beginning(sentence: Sentence, start: int) -> int:
    """Where the clause begins that the first work stands in: `[batch:] 1,000 requests a day`."""
    first = next(place for place, each in enumerate(sentence.pieces) if each.span.start >= start)
    return sentence.pieces[sentence.clause(first).start].span.start


def _is_term(piece: Piece) -> bool:
    if not isinstance(piece, TermPiece):
        return False
    return piece.term.category in _TIMED or piece.term.value == _BUSINESS_DAY


def _is_right_behind(sentence: Sentence, place: int, end: int) -> bool:
    """Whether no mark stands between the works and the term, and nothing says "both"."""
    piece = sentence.pieces[place]
    if piece.span.start < end or not _MARKS.isdisjoint(sentence.source[end : piece.span.start]):
        return False
    clause = sentence.clause(place)
    return all(sentence.word(each) not in _ALL for each in clause)
