"""Amounts of a turn, where conversations are counted: "100k chats a month, 3k in per turn".

Each of them has so many turns, which nobody said, and each turn is a request of its own.
"""

from __future__ import annotations

from .ask import Ask
from .errors import NeedsMore
from .phrase import phrase
from .reading import OF_EACH
from .roles import words_that
from .rules.nouns import singular

_TURNS, _HOLD_TURNS = words_that("turn_of_a_chat"), words_that("holds_turns")


def refuse_amounts_of_a_turn(ask: Ask) -> None:
    """Ask how many turns there are.

    Raises:
        NeedsMore: amounts are those of a turn, and only what holds turns is counted.
    """
    if not ask.counts or not all(singular(each.noun) in _HOLD_TURNS for each in ask.counts):
        return
    for each in ask.heard:
        words = each.text.casefold()
        if each.meaning == OF_EACH and (words.split()[-1] in _TURNS or _is_turn_in_japanese(words)):
            raise NeedsMore(phrase("ask.how_many_of", said=each.text), each.span)


def _is_turn_in_japanese(said: str) -> bool:
    """`1ターンあたり`, `1往復ごと`."""
    return not said.isascii() and any(map(said.__contains__, _TURNS))
