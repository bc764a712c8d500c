"""What is cached of the input, as Japanese says it: the part first, and what it is behind it.

    part = ["入力"] "のうち" NUMBER ["トークン"] {word} (cached | prefix)
    rest = "残り" [NUMBER ["トークン"] [input]] {word}   as much as the part leaves

`入力8,000、うち6,000が共通のシステムプロンプト（キャッシュ）`, `残り2,000は毎回違う`.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.ask import Caching
from bot.query.pieces import NumberPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import showing
from .amounts import FILLERS, meaning
from .cache_lives import lifetime_at

_MOST_BETWEEN = 6


def part_then_cached(sentence: Sentence) -> bool:
    """`うち6,000が共通のシステムプロンプト`, `最初の7千トークンだけキャッシュ`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if _with_a_life(sentence, start, number):
        return True
    end = _end_of_part(sentence, start)
    if end is None or number.bounds:
        return False
    if sentence.term(end - 1, "unit", "prefix"):
        sentence.add("prefix", number, range(start, end), meaning("prefix", number))
        return True
    span = sentence.span(start, end)
    sentence.said.caching.append(Caching(span, None, number.value))
    sentence.take(
        range(start, end),
        f"{showing.number(number.value, None)} input tokens read from the cache",
    )
    return True


def _with_a_life(sentence: Sentence, start: int, number: NumberPiece) -> bool:
    """`うち15kは5分キャッシュ`: of each request, and kept so long: what all of them begin with.

    The life and "cache" are read behind it, for themselves.
    """
    index = sentence.skip(start + 1, *FILLERS, ("particle", "topic"))
    lives, end = lifetime_at(sentence, index)
    is_cached = lives and sentence.term(end, "caching", "cached") and sentence.holds("count")
    if not is_cached or number.bounds or not _is_out_of(sentence, start):
        return False
    sentence.add("prefix", number, range(start, index), meaning("prefix", number))
    return True


def input_then_part(sentence: Sentence) -> bool:
    """`入力のうち700万はキャッシュ読み込み`: the input is what the number is a part of."""
    start = sentence.place
    number = start + 1
    while sentence.term(number, "part", "part") or sentence.term(number, "link", "of"):
        number += 1
    if not sentence.term(start, "unit", "input") or not sentence.at(number, NumberPiece):
        return False
    if _end_of_part(sentence, number) is None:
        return False
    sentence.take(range(start, number), "of the input")
    return True


def _end_of_part(sentence: Sentence, start: int) -> int | None:
    """The index behind what the number at `start`, a part of the input, is said to be."""
    if not _is_out_of(sentence, start):
        return None
    first = sentence.skip(start + 1, *FILLERS)
    for index in range(first, first + _MOST_BETWEEN):
        if sentence.term(index, "unit", "prefix"):
            return index + 1 if sentence.holds("caching", "cached") else None
        cached = sentence.term(index, "caching", "cached", "hit")
        if cached or sentence.term(index, "unit", "cache_read"):
            ruled_out = sentence.skip(index + 1, ("link", "of"))
            return None if sentence.term(ruled_out, "negation") else index + 1
        is_fixed = sentence.word(index - 1).startswith(_STAYS)  # 6kは固定、キャッシュ読込
        if not (_may_stand_between(sentence, index) or (is_fixed and sentence.mark(index, "、,"))):
            return None
    return None


def _is_out_of(sentence: Sentence, start: int) -> bool:
    index = start - 1
    while (
        sentence.mark(index, "、,:")
        or sentence.was(index, "approximately")
        or sentence.word(index) in _PREFIXES
    ):
        index -= 1
    if sentence.was(index, "link", "of") or sentence.was(index, "particle"):
        return sentence.word(index - 1) in _FIRST
    return sentence.was(index, "part", "part") and not sentence.word(index).isascii()


def _may_stand_between(sentence: Sentence, index: int) -> bool:
    """Whether a word stands there that does not say that it changes each time."""
    if sentence.word(index).startswith(_CHANGES):
        return False
    piece = sentence.at(index, TermPiece)
    is_small = piece is not None and piece.term.category in {"particle", "link", "prose", "scope"}
    return is_small or sentence.at(index, WordPiece) is not None


_FIRST, _PREFIXES = words_that("first_of_a_prompt"), words_that("short_for_a_prefix")
_CHANGES, _STAYS = (tuple(words_that(each)) for each in ("changes_each_time", "same_each_time"))


def rest_of_input(sentence: Sentence) -> bool:
    """`残り3千は毎回違う`: what the cached part leaves of the input, if it is as much."""
    start = sentence.place
    place = sentence.skip(start + 1, ("link", "of"))
    number = sentence.at(place, NumberPiece)
    said = sentence.said
    whole = [each.quantity for each in said.amounts if each.kind is Unit.INPUT]
    parts = [each.tokens for each in said.caching if each.tokens is not None]
    parts += [each.quantity for each in said.amounts if each.kind == "prefix"]
    if number is None and parts:
        return _take_plain_rest(sentence, start)
    if number is None or len(parts) != 1:
        return False
    end = sentence.skip(place + 1, ("tokens", "tokens"))
    named = sentence.skip(end, ("link", "of"))
    end = named + 1 if sentence.term(named, "unit", "input") else end
    behind = _behind_plainly(sentence, end)
    if not whole and behind and not number.bounds:
        return _take_both(sentence, replace(number, value=parts[0] + number.value), end)
    with exactly():
        left = sum(whole) - parts[0]
    if len(whole) != 1 or left != number.value:
        return False
    sentence.take(range(start, behind or end), "the rest of the input")
    return True


def _take_both(sentence: Sentence, whole: NumberPiece, end: int) -> bool:
    """`先頭の2万トークンはキャッシュ、残り1,000トークンは毎回違う`: both are the input."""
    sentence.add(Unit.INPUT, whole, range(sentence.place, end), meaning(Unit.INPUT, whole))
    sentence.take(range(end, _behind_plainly(sentence, end) or end), "the rest of the input")
    return True


def _take_plain_rest(sentence: Sentence, start: int) -> bool:
    """`残りは毎回変わる`, `残りは通常`: nothing but that it is not cached."""
    end = _behind_plainly(sentence, start + 1)
    if end is None:
        return False
    sentence.take(range(start, end), "the rest of the input")
    return True


def _behind_plainly(sentence: Sentence, index: int) -> int | None:
    """The index behind what says that the rest is not cached, None where nothing says it."""
    place = index
    while not (sentence.says(place, _PLAIN) or sentence.word(place).startswith(_CHANGES)):
        piece = sentence.at(place, TermPiece)
        if piece is None or piece.term.category not in _BEFORE_IT_CHANGES:
            return None
        place += 1
    return place + 1


_BEFORE_IT_CHANGES = frozenset({"particle", "link", "scope", "count"})
"""`残りは[ユーザーごとに]違います`."""
_PLAIN = words_that("plain_rest_of_input")
