"""The worst case of a cache: all of the input is written to it, and nothing is read.

all = ("毎回" | "全て" | PERCENT ...) {filler} write      キャッシュが全て書き込みになる
    | write ("だけ" | "only")                              ヒット率0でキャッシュ書込だけ

A write costs more than plain input, and "cache" alone is all reads: so it is asked how much is
written, unless the writes have a number of their own.
"""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import PercentPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

_WRITES = words_that("writes_to_the_cache")
_ALL, _ONLY = words_that("all_of_it_is"), words_that("nothing_but_that")
_MOST_BETWEEN = 4
_AMOUNTS = frozenset({Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H})


def ask_how_much_is_written(sentence: Sentence) -> None:
    """`毎回キャッシュに書く`, `everything is written to the cache`: how many tokens are?"""
    if sentence.troubles or _is_told(sentence):
        return
    for place in range(len(sentence.pieces)):
        if not _is_a_write(sentence, place):
            continue
        start = _start_of_all(sentence, place)
        if start is not None or _is_nothing_else(sentence, place):
            span = sentence.span(place if start is None else start, place + 1)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.write_amount", said=said), span))
            return


def _is_told(sentence: Sentence) -> bool:
    """Whether writes have a number, or are told from a prefix and how often it is sent."""
    kinds = {each.kind for each in sentence.said.amounts}
    return not kinds.isdisjoint(_AMOUNTS) or ("prefix" in kinds and bool(sentence.said.caching))


def _is_a_write(sentence: Sentence, place: int) -> bool:
    """Whether writing is spoken of at `place`, and a cache, or nothing else that is written."""
    if sentence.was(place, "unit", "cache_write"):
        return True
    if sentence.word(place) not in _WRITES and not sentence.was(place, "cache_verb"):
        return False
    return _is_about_a_cache(sentence, place)


def _is_about_a_cache(sentence: Sentence, place: int) -> bool:
    """`キャッシュを毎回書き直す`; not `キャッシュあり、毎回DBに書き込み`."""
    clause = sentence.clause(place)
    into = place - 1
    while sentence.word(into) in _ALL:
        into -= 1
    if sentence.was(into, "particle", "at"):  # DBに書き込み
        return sentence.was(into - 1, "caching")
    if any(sentence.was(each, "caching") for each in clause):
        return True
    if sentence.holds("caching") and _is_nothing_else(sentence, place):
        return place + 2 >= clause.stop  # "0% hit rate, writes only"
    is_named_so = isinstance(sentence.pieces[place], TermPiece)
    return is_named_so and sentence.word(place - 1) in _ALL  # 毎回書き込み


def _start_of_all(sentence: Sentence, place: int) -> int | None:
    """Where `毎回`, `全て` or `100%` stands before the write at `place`, in its clause."""
    first = max(sentence.clause(place).start, place - _MOST_BETWEEN)
    for each in range(first, place):
        piece = sentence.pieces[each]
        is_all = isinstance(piece, PercentPiece) and piece.share == 1 and not piece.bounds
        if is_all or sentence.word(each) in _ALL:
            return each
    return None


def _is_nothing_else(sentence: Sentence, place: int) -> bool:
    """`書き込みだけ`, `writes only`."""
    return sentence.word(place + 1) in _ONLY or sentence.word(place - 1) in _ONLY
