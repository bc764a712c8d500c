"""How the number of before came about: `show me the maths`, `why is that?`, 内訳.

Every answer holds its working, so that the same question again is what shows it.
"""

from __future__ import annotations

from .ask import Ask
from .asked import has_amounts
from .follow_up import follows
from .roles import words_that


def asks_how_it_came(ask: Ask) -> bool:
    """Whether nothing but the working of the last answer, or its total, is asked for.

    A number that is quoted from it changes nothing: "how did you get to $330?".
    """
    said = ask.source.casefold().strip(_MARKS)
    if ask.models or ask.troubles or ask.unused or ask.topic or has_amounts(ask):
        return False
    if said in _SUM:
        return True
    doubts = said in _WHY  # これ高くない？ rules nothing out
    is_asked = doubts or any(map(said.__contains__, _WORKING))
    rules_out = ask.negations and not doubts
    is_plain = not (ask.intents or ask.times or ask.currencies or rules_out)
    return is_asked and is_plain and (bool(ask.limits) or not follows(ask))


_MARKS = " ?!.…。、"
_SUM = words_that("asks_the_sum")
_WHY, _WORKING = words_that("asks_why"), tuple(words_that("asks_for_the_working"))
