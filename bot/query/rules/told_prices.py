"""Prices that are told, to be told whether they are right: `入力2ドル、出力10ドルで合ってる？`.

told = unit [price] [particle] MONEY ["/" "MTok"]

So it is only where a model is named, nothing is counted and a check is asked for: the prices of the
book are the answer.
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece
from bot.query.roles import longest_first, words_that
from bot.query.sentence import Sentence

from .amounts import OF_A_RATE

_CHECKS, _UNITS = longest_first(words_that("checks_what_is_told")), words_that("unit_of_a_price")
_SIDES = words_that("price_of_a_side")


def told_price(sentence: Sentence) -> bool:
    """`Sonnet 5.5の入力が$2/MTokで合ってる？`: what is to be checked, and no budget."""
    start = sentence.place
    said = sentence.source.casefold()
    if not (sentence.models_named and any(map(said.__contains__, _CHECKS))):
        return False
    if not _is_of_a_side(sentence, start) or _counts_something(sentence):
        return False
    end = start + 3 if f"/{sentence.word(start + 2)}" in _UNITS else start + 1
    sentence.take(range(start, end), "a price to be checked")
    return True


def _is_of_a_side(sentence: Sentence, index: int) -> bool:
    before = index - 1
    while sentence.was(before, "particle") or sentence.mark(before, ":"):
        before -= 1
    return sentence.was(before, "unit") or sentence.word(before) in _SIDES


def _counts_something(sentence: Sentence) -> bool:
    """Whether a number is of more than a price: `100万トークンあたり` is not."""
    return any(
        isinstance(each, NumberPiece)
        and not (each.value == OF_A_RATE and sentence.was(place + 1, "tokens"))
        for place, each in enumerate(sentence.pieces)
    )
