"""`both doubled`, `両方2倍` behind so much in and so much out: both of them.

Behind people and what each of them sends it could be those, and is asked about.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import Unit

from .ask import Ask, Change
from .model import Query
from .recalled import NOWHERE, recalled, work_of
from .roles import words_that


def with_both_sides(ask: Ask, previous: Query) -> Ask:
    """`ask` with its multiple of both as one of all tokens, where there are two sides of them."""
    if [each.message.key for each in ask.troubles] != ["ask.change_what"] or ask.changes:
        return ask
    (trouble,) = ask.troubles
    factor, span = trouble.message.facts.get("factor"), trouble.span or NOWHERE
    words = {each.text.casefold() for each in ask.heard} - {ask.quoted(span).casefold()}
    work = work_of(previous)
    if not isinstance(factor, Decimal) or work is None or not words <= _BOTH | _BESIDE:
        return ask
    said = f"{' '.join(words)} {ask.quoted(span).casefold()}"
    sides = {each.kind for each in recalled(previous).amounts}
    is_one_thing = len(work.counts) <= 1 and not work.contents
    if sides != _SIDES or not is_one_thing or not any(each in said for each in _BOTH):
        return ask
    return replace(ask, troubles=(), changes=(Change(factor, "tokens", span),))


_SIDES: set[object] = {Unit.INPUT, Unit.OUTPUT}
_BOTH = words_that("both_sides_by_one_word")
_BESIDE = words_that("beside_a_bare_share") | words_that("beside_a_change")
