"""A model of which a follow-up says why it is not taken: "opus was too slow", "haiku is too weak".

That names no model for the work. Behind work on another one it is prose, where more is said:
"opus was too slow. What do 3k requests a day cost?"
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from .ask import Ask
from .errors import NeedsMore
from .model import Foreign, Group, Query
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .reading import Heard
from .recalled import models_of
from .roles import words_that
from .routing import is_same
from .said_beside import names_told
from .unclear import is_one

_FAULTS = AnyWord(words_that("fault_of_a_model") | words_that("fits_with_a_model"))
_BETWEEN = AnyWord(words_that("between_a_model_and_its_fault"))
_FAULTED = Pattern(
    rf"(?:\s+|,\s*|(?={_BETWEEN.source}))(?:(?:{_BETWEEN.source})[\s,]*)*"
    rf"(?:[0-9.]+x\s+)?(?:{_FAULTS.source})"
    r"|\s+(?:is|was) out\b(?!\s+of|\s*[0-9])",
    re.IGNORECASE,
)
_ASKED = re.compile(r"いくら|[ぁ-ん一-龯][?？]\s*$")
"""`opusは高いけどいくら`, `opusだと高い？`: what it costs is asked."""
_OUT, _SO_MUCH = " out", Pattern(r"[0-9.]+x\s+too\b", re.IGNORECASE)
_FITS, _NOT = tuple(words_that("fits_with_a_model")), ("n't", "nt ", "not ")
_ASKS = re.compile(r"\s*(?:is|was|would|will|isn't|wasn't|if)\b", re.IGNORECASE)


def without_faulted(ask: Ask, previous: Query) -> Ask:
    """`ask` without the model it finds fault with, behind work on another one.

    Raises:
        NeedsMore: nothing else is said, or it is the model of before: on which one is it then?
    """
    if not ask.models or _ASKS.match(ask.source) or _ASKED.search(ask.source):
        return ask
    is_out = _OUT in ask.source.casefold() and len(models_of(previous)) == 1
    if not (is_out or _FAULTS.search(ask.source)):
        return ask
    faulted = names_told(ask, lambda each: _is_faulted(each, ask))
    kept = tuple(each for each in ask.models if each.heard not in faulted)
    if len(kept) == len(ask.models):
        return ask
    if not kept and not _goes_on(ask, previous):
        raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))
    return replace(ask, models=kept)


def _goes_on(ask: Ask, previous: Query) -> bool:
    """Whether more is said behind work on a single model, which is another one."""
    others = (ask.amounts, ask.counts, ask.changes, ask.times, ask.modifiers, ask.caching)
    before = models_of(previous)
    if ask.changes and _SO_MUCH.search(ask.source):  # "opus is 2x too expensive"
        return False
    if not any(others) or len(before) != 1 or isinstance(before[0], (Group, Foreign)):
        return False
    return not any(is_same(each, before[0]) for each in ask.models if is_one(each))


def _is_faulted(heard: Heard, ask: Ask) -> bool:
    """Whether a fault is found with what was heard; "fast enough" is one with a "not" before it."""
    found = _FAULTED.match(ask.source, heard.span.end)
    if found is None:
        return False
    said = found[0].casefold()
    return not said.endswith(_FITS) or any(each in said for each in _NOT)
