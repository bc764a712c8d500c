"""What is asked of the money of before: "how long does it last?" behind a budget.

Behind work alone it is the life of the model that is asked about; behind a budget it is how far
that goes, whatever period it was said for.
"""

from __future__ import annotations

from msgspec.structs import replace

from .ask import Ask, Limit
from .model import BudgetQuery, Query
from .patterns import AnyWord
from .recalled import NOWHERE
from .roles import words_that
from .said_beside import place_in

_ON_A_MODEL = AnyWord(words_that("on_a_model"))
_LASTS = AnyWord(words_that("money_lasts"))


def lasting_as_before(ask: Ask, previous: Query) -> tuple[Ask, Query]:
    """`ask` with the money of `previous`, where it is asked how long that lasts."""
    if not isinstance(previous, BudgetQuery) or "lasts" not in ask.intents:
        return ask, previous
    if ask.models and not place_in(ask, _ON_A_MODEL):  # "how long does haiku last?"
        return ask, previous
    if not (ask.limits or place_in(ask, _LASTS)):  # "how long does a batch take?"
        return ask, previous
    limits = ask.limits or (Limit(previous.limit, NOWHERE),)
    return replace(ask, limits=limits), replace(previous, per=None)
