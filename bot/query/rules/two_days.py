"""A day that is set against today: "as of 2026-01-15 vs today". Prices hold for one of them."""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_TODAY, _BETWEEN = words_that("today"), ("link", "particle")


def ask_which_day(sentence: Sentence) -> None:
    """Ask for the prices of which day, where one is named beside today."""
    if len(sentence.said.days) != 1 or sentence.words.isdisjoint(_TODAY):
        return
    for place in sentence.places_of(_TODAY):
        if _is_set_apart(sentence, place, 1) or _is_set_apart(sentence, place, -1):
            span = sentence.span(place, place + 1)
            sentence.troubles.append(NeedsMore(phrase("ask.two_days"), span))
            return


def _is_set_apart(sentence: Sentence, place: int, step: int) -> bool:
    """Whether "vs" or 比較 stands beside `place`, with but a particle between: 今日[と]比較."""
    is_tied = any(sentence.was(place + step, each) for each in _BETWEEN)
    beside = place + step + step if is_tied else place + step
    return sentence.was(beside, "several", "versus", "compare")
