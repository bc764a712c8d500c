"""The worst case of a cache: all of the input is written to it, and nothing is read.

all = ("毎回" | "全て" | PERCENT ...) {filler} write      キャッシュが全て書き込みになる
    | write ("だけ" | "only")                              ヒット率0でキャッシュ書込だけ

A write costs more than plain input, and "cache" alone is all reads: so it is asked how much is
written, unless the writes have a number of their own.
"""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import PercentPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

_WRITES = words_that("writes_to_the_cache")
_ALL, _ONLY = words_that("all_of_it_is"), words_that("nothing_but_that")
_MOST_BETWEEN = 4
_AMOUNTS = frozenset({Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H})


def ask_how_much_is_written(sentence: Sentence) -> None:
    """`毎回キャッシュに書く`, `everything is written to the cache`: how many tokens are?"""
    if sentence.troubles or not _speaks_of_writing(sentence) or _is_told(sentence):
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


def _speaks_of_writing(sentence: Sentence) -> bool:
    return sentence.holds("cache_verb") or not _WRITES.isdisjoint(sentence.words)


def _is_told(sentence: Sentence) -> bool:
    """Whether writes have a number, or are told from a prefix and how often it is sent."""
    kinds = {each.kind for each in sentence.said.amounts}
    return not kinds.isdisjoint(_AMOUNTS) or ("prefix" in kinds and bool(sentence.said.caching))


def _is_a_write(sentence: Sentence, place: int) -> bool:
    """Whether writing is spoken of at `place`, and a cache, or nothing else that is written.

    "Cache writes" without a number are asked about by their own rule.
    """
    if sentence.word(place) not in _WRITES and not sentence.was(place, "cache_verb"):
        return False
    return _is_about_a_cache(sentence, place)


def _is_about_a_cache(sentence: Sentence, place: int) -> bool:
    """`キャッシュを毎回書き直す`; not `キャッシュあり、毎回DBに書き込み`, `毎回レポートを書く`."""
    into = place - 1
    while sentence.word(into) in _ALL:
        into -= 1
    if sentence.was(into - 1 if sentence.word(into) in _TIES else into, "caching"):
        return True
    if sentence.holds("caching") and _is_nothing_else(sentence, place):  # "0% hits, writes only"
        return place + 2 >= sentence.clause(place).stop
    if sentence.pieces[place].text.isascii():  # "written to the cache"
        return any(sentence.was(place + each, "caching") for each in range(1, _MOST_BETWEEN))
    is_named_so = any(sentence.was(place, each) for each in ("cache_side", "cache_verb"))
    if not is_named_so or sentence.was(into, "particle", "at"):
        return False
    clause = sentence.clause(place)
    return any(sentence.was(each, "caching") for each in clause) or into < place - 1


_TIES = words_that("ties_to_the_cache")


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
