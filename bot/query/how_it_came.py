"""How the number of before came about: `show me the maths`, `why is that?`, 内訳.

Every answer holds its working, so that the same question again is what shows it.
"""

from __future__ import annotations

from .ask import Ask
from .asked import has_amounts
from .follow_up import follows
from .roles import words_that


def asks_how_it_came(ask: Ask) -> bool:
    """Whether nothing but the working of the last answer is asked for.

    A number that is quoted from it changes nothing: "how did you get to $330?".
    """
    said = ask.source.casefold().strip(_MARKS)
    if ask.models or ask.troubles or ask.unused or ask.topic or has_amounts(ask):
        return False
    is_asked = said in _WHY or any(map(said.__contains__, _WORKING))
    is_plain = not (ask.intents or ask.times or ask.currencies or ask.negations)
    return is_asked and is_plain and (bool(ask.limits) or not follows(ask))


_MARKS = " ?!.…。、"
_WHY, _WORKING = words_that("asks_why"), tuple(words_that("asks_for_the_working"))
