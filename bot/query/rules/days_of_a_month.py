"""On which day of a month something is done: `毎月20日締めで1,800枚`, which costs no more.

day = "毎月" NUMBER "日" ["に" | "締め" ...]
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .asides import leave

_EACH_MONTH, _DAY, _LAST = "毎月", "日", 31
_BEHIND = tuple(words_that("behind_a_day_of_the_month"))


def day_of_each_month(sentence: Sentence) -> bool:
    """`毎月20日に`, `毎月25日締め`: a day, where `毎月20日間` is how many; 毎月 is read next."""
    start = sentence.place
    number = sentence.at(start + 1, NumberPiece)
    if sentence.word(start) != _EACH_MONTH or number is None or sentence.word(start + 2) != _DAY:
        return False
    is_day = number.text.isdecimal() and 1 <= number.value <= _LAST
    if not is_day or not sentence.word(start + 3).startswith(_BEHIND):
        return False
    return leave(sentence, start + 1, start + 3)
