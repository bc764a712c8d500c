"""Sums of what one prompt is made of: several numbers of tokens, and one kind of them.

sum   = part "+" part {"+" part} [filler] input       3k + 5k + 2k in
      | unit [":"] part "+" part {"+" part}           入力3千＋5千＋2千
      | named "+" named {"+" named}                   system 2k + history 5k + question 300
part  = NUMBER ["tokens"]
named = name part | part name

`10M + 2M out` may as well be input and output, and is left to be asked about. So is what is cached
beside parts with a name: it could be one of them.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from .amounts import FILLERS, has_own_unit, meaning, unit_at, units_stand_first

_TOKENS = ("tokens", "tokens")
_SIDES = (Unit.INPUT, Unit.OUTPUT)


class _Parts(NamedTuple):
    """Numbers with a plus between them.

    Attributes:
        numbers: one after the other.
        last: where the last one stands.
        end: the index behind all of it.
        named: whether each of them has a name.
    """

    numbers: list[NumberPiece]
    last: int
    end: int
    named: bool


def summed(sentence: Sentence) -> bool:
    """`3k + 5k + 2k in`, `system 2k + history 5k + question 300`."""
    start = sentence.place
    parts = _parts(sentence, start)
    if len(parts.numbers) < len("ab"):
        return False
    index = sentence.skip(parts.end, *FILLERS)
    if unit_at(sentence, index) is Unit.INPUT:
        return _add(sentence, Unit.INPUT, parts, sentence.skip(index + 1, _TOKENS))
    is_plain = parts.named and not sentence.term(index, "unit") and not _speaks_of_cache(sentence)
    return is_plain and _add(sentence, Unit.INPUT, parts, parts.end)


def unit_then_sum(sentence: Sentence) -> bool:
    """`入力3千＋5千＋2千`, `input: 3k + 5k`."""
    piece = sentence.here(TermPiece)
    if piece.term.value not in _SIDES:
        return False
    first = sentence.skip(sentence.place + 1, *FILLERS)
    parts = _parts(sentence, first + 1 if sentence.mark(first, ":") else first)
    is_of_this = units_stand_first(sentence, parts.last) or not has_own_unit(sentence, parts.last)
    if len(parts.numbers) < len("ab") or not is_of_this:
        return False
    return _add(sentence, Unit(piece.term.value), parts, parts.end)


def _parts(sentence: Sentence, index: int) -> _Parts:
    numbers: list[NumberPiece] = []
    last = end = index
    named = True
    while number := sentence.at(index, NumberPiece):
        last, end = index, sentence.skip(index + 1, _TOKENS)
        is_behind = sentence.word(end) in _NAMES
        named = named and (is_behind or sentence.word(index - 1) in _NAMES)
        numbers.append(number)
        end = end + 1 if is_behind else end
        if sentence.word(end) != "+":
            break
        index = end + 2 if sentence.word(end + 1) in _NAMES else end + 1
    return _Parts(numbers, last, end, named)


def _add(sentence: Sentence, unit: Unit, parts: _Parts, end: int) -> bool:
    first, *_ = parts.numbers
    if any(each.bounds for each in parts.numbers):
        return False
    with exactly():
        total = sum((each.value for each in parts.numbers), start=Decimal(0))
    number = replace(first, value=total, minutes=None)
    sentence.add(unit, number, range(sentence.place, end), meaning(unit, number))
    return True


def _speaks_of_cache(sentence: Sentence) -> bool:
    return any(sentence.was(each, "caching") for each in range(len(sentence.pieces)))


_NAMES = words_that("part_of_a_prompt")
