"""Regions by their short names: a word like "us" is a place only where it stands as one.

region = label [":" | "=" | "is"] code        "region: us", "region jp"
       | label (":" | "=") WORD               "region: virginia"
       | code, as a clause of its own         "10M in 2M out, us"
       | code SERVERS                         "us regions", "us endpoints"
       | CODE                                 "must not leave the US", not "for US customers"

Which endpoint is meant decides the price, and "us" alone does not say it: US-only inference, or
a partner's regional endpoint. So it is kept as a place, as リージョン and "in Tokyo" are, and asked
about where neither is chosen.
"""

from __future__ import annotations

from bot.query.pieces import ModelPiece, NumberPiece, Piece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_LABELS, _CODES = words_that("names_a_region"), words_that("code_of_a_region")
_GLOBAL = words_that("global_endpoint")
_SAYS_WHICH, _IS = ":=", frozenset({"is", "は"})
_CLAUSE_ENDS = ",;.!?()、。！？"


def region(sentence: Sentence) -> bool:
    """`region: us`, `region jp`, `10M in 2M out, us`; not `what does it cost us`."""
    start = sentence.place
    if sentence.word(start) in _LABELS:
        return _labelled(sentence, start)
    if sentence.word(start) not in _CODES:
        return False
    if sentence.word(start + 1) in _SERVERS:
        _keep(sentence, start, start + 2)
    elif _is_a_clause(sentence, start) or _is_a_country(sentence, start):
        _keep(sentence, start, start + 1)
    else:
        return False
    return True


def _labelled(sentence: Sentence, start: int) -> bool:
    is_marked = sentence.mark(start + 1, _SAYS_WHICH)
    index = start + 2 if is_marked or sentence.word(start + 1) in _IS else start + 1
    named = sentence.at(index, WordPiece)
    if named is None or named.text.casefold() in _GLOBAL:
        return False
    if not (is_marked or sentence.word(index) in _CODES):
        return False  # "in the region closest to us"
    _keep(sentence, start, index + 1)
    return True


def _is_a_clause(sentence: Sentence, start: int) -> bool:
    """Whether what stands at `start` is tied to no verb: `cost us` and `let us` are prose."""
    behind_model = start > 0 and isinstance(sentence.pieces[start - 1], ModelPiece)
    opens = behind_model or sentence.mark(start - 1, _CLAUSE_ENDS)
    opens = opens or start in {sentence.amount_end, sentence.count_end}
    behind = sentence.at(start + 1, Piece)
    closes = behind is None or isinstance(behind, NumberPiece)
    closes = closes or sentence.term(start + 1, "particle", "at") is not None  # usで
    return opens and (closes or sentence.mark(start + 1, _CLAUSE_ENDS))


def _is_a_country(sentence: Sentence, start: int) -> bool:
    """Whether it is in capitals in a text that is not; not that of `US customers`, `US$`."""
    is_named = sentence.pieces[start].text.isupper() and not sentence.source.isupper()
    return is_named and sentence.word(start + 1) not in _ITS_OWN


_SERVERS, _ITS_OWN = words_that("where_it_is_run"), words_that("no_place_but_its_own")


def _keep(sentence: Sentence, start: int, end: int) -> None:
    sentence.said.places.append(sentence.span(start, end))
    sentence.take(range(start, end), "a place")
