"""Input and output in one breath.

behind = unit mark unit [":" | "="] NUMBER mark NUMBER          入力/出力 10M/2M, in/out: 10M/2M
way    = NUMBER ["tokens"] ["in"] "each" "way"                  1M tokens each way
both   = sides {each} NUMBER ["tokens"]                         入力と出力がそれぞれ100万
"""

from __future__ import annotations

from bot.query.ask import Amount
from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import FILLERS, has_own_unit, meaning, shares_its_scale, unit_at

_TIES = "/:"
_EACH = (("scope", "each"), ("particle", "also"))
_OF_BOTH = ("も", "ともに", "それぞれ")


def pair_behind(sentence: Sentence) -> bool:
    """`入力/出力 10M/2M`, `in/out: 10M/2M`: two units, and then their numbers."""
    start = sentence.place
    left, right = unit_at(sentence, start), unit_at(sentence, start + 2)
    place = _behind_marks(sentence, start + 3)
    first, second = sentence.at(place, NumberPiece), sentence.at(place + 2, NumberPiece)
    tied = sentence.mark(start + 1, _TIES) and sentence.mark(place + 1, _TIES)
    if not (tied and left and right and first and second):
        return False
    if sentence.mark(place + 3, _TIES) or has_own_unit(sentence, place + 2):
        return False
    if shares_its_scale(first, second):
        sentence.ask(start, place + 3, "ask.scale_of_both", first=first.text)
        return True
    sentence.add(left, first, range(start, start + 1), meaning(left, first))
    sentence.add(right, second, range(start + 2, start + 3), meaning(right, second))
    end = sentence.skip(place + 3, ("tokens", "tokens"))
    sentence.take([start + 1, *range(start + 3, end)], "input and output")
    sentence.amount_end = end
    return True


def _behind_marks(sentence: Sentence, index: int) -> int:
    """The index behind "tokens", "は", ":" and the like."""
    index = sentence.skip(index, *FILLERS)
    return sentence.skip(index + 1, *FILLERS) if sentence.mark(index, ":=") else index


def both(sentence: Sentence) -> bool:
    """`入力と出力がそれぞれ100万`, `入出力とも100万`: as many of each."""
    start = sentence.place
    index = sentence.skip(start + 1, *FILLERS, *_EACH)
    number = sentence.at(index, NumberPiece)
    if number is None or has_own_unit(sentence, index):
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    between = range(start + 1, index)
    is_each = any(sentence.term(place, *each) for place in between for each in _EACH)
    if sentence.term(end, "scope", "each"):  # 入力と出力を100万トークンずつ
        is_each, end = True, end + 1
    if not is_each and not sentence.pieces[start].text.endswith(_OF_BOTH):
        sentence.ask(start, end, "ask.tokens_of_what")
        return True
    for unit in (Unit.INPUT, Unit.OUTPUT):
        sentence.said.amounts.append(_amount(sentence, unit, number, start, end))
    sentence.take(range(start, end), f"{meaning(Unit.INPUT, number)}, and as many output tokens")
    sentence.amount_end = end
    return True


def each_way(sentence: Sentence) -> bool:
    """`1M tokens each way`, `1M in each direction`: as many of each."""
    start = sentence.place
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    end = end + 1 if sentence.word(end) == "in" else end
    is_each = sentence.word(end) in _EVERY and sentence.word(end + 1) in _WAYS
    number = sentence.here(NumberPiece)
    if not is_each or number.value < _FEWEST:
        return False
    for unit in (Unit.INPUT, Unit.OUTPUT):
        sentence.said.amounts.append(_amount(sentence, unit, number, start, end + 2))
    places = range(start, end + 2)
    sentence.take(places, f"{meaning(Unit.INPUT, number)}, and as many output tokens")
    sentence.amount_end = end + 2
    return True


_EVERY, _WAYS = frozenset({"each", "both"}), words_that("way_to_the_model")
_FEWEST = 100
"""Fewer may be anything: "3 trips each way"."""


def _amount(sentence: Sentence, unit: Unit, number: NumberPiece, start: int, end: int) -> Amount:
    span = sentence.span(start, end)
    return Amount(unit, number.value, span, number.bounds, number.centred)
