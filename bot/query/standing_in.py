"""Which models a follow-up is about: beside those of before, in the place of one, or without it.

"vs haiku" adds one; "haiku instead of opus" and "drop opus", behind several, leave the others.
"""

from __future__ import annotations

from dataclasses import replace

from .ask import Ask
from .model import ComparisonQuery, ModelChoice, Query
from .roles import words_that
from .routing import is_same


def without_those(ask: Ask, previous: Query) -> Ask:
    """`ask` with "drop opus" understood, where that was compared with others before."""
    if not ask.left_out or not isinstance(previous, ComparisonQuery):
        return ask
    left = _left(ask, previous.models)
    if not left or len(left) == len(previous.models):
        return ask
    others = tuple(each for each in ask.troubles if each.message.key != "ask.other_model")
    return replace(ask, troubles=others)


def models_after(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """The models that were named; beside those before, or instead of them, or of one of them."""
    if ask.sided:
        return ask.models
    several = len(before) > 1
    if ask.adds or "same_text" in ask.intents or not ask.models:
        kept = _left(ask, before) if several else before
        return tuple(dict.fromkeys((*kept, *ask.models)))
    return (_in_place(ask, before) if several else ()) or ask.models


def _left(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """Those of `before` that were not left out."""
    return tuple(each for each in before if not any(is_same(out, each) for out in ask.left_out))


def _in_place(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """`before` with one of them replaced by another; none where that is not what is said."""
    if ask.left_out:
        out, others = ask.left_out, ask.models
    elif any(each in ask.source.casefold() for each in _STANDS_IN):
        out = tuple(each for each in ask.models if any(is_same(each, old) for old in before))
        others = tuple(each for each in ask.models if each not in out)
    else:
        return ()
    if len(out) != 1 or len(others) != 1:
        return ()
    kept = tuple(each for each in before if not is_same(out[0], each))
    if any(is_same(others[0], each) for each in kept):  # "not sonnet, opus"
        return kept
    if len(kept) == len(before):
        return ()
    return tuple(others[0] if is_same(out[0], each) else each for each in before)


_STANDS_IN = words_that("stands_in_for_a_model")
