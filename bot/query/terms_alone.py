"""Terms that a follow-up sets alone: "batch only" behind a cached batch, "regional instead"."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pricing import CACHE_UNITS, Modifier

from .ask import Ask
from .errors import NeedsMore
from .phrase import phrase
from .reading import IGNORED, Heard
from .recalled import NOWHERE
from .roles import words_that
from .said_beside import any_word, place_in


def without_the_others(ask: Ask, before: Ask) -> Ask:
    """`キャッシュだけにしたら`, `batch only` behind both: the other one of the two is given up."""
    given_up = _given_up(ask, before)
    if given_up:
        return replace(ask, without=ask.without | given_up)
    if not _says_only(ask):
        return _in_place_of_the_other(ask, before)
    return _without_the_other(ask, before)


def _without_the_other(ask: Ask, before: Ask) -> Ask:
    """The batch given up for the cache, or the cache for the batch."""
    if Modifier.BATCH in before.modifiers and ask.caching and not ask.modifiers:
        return replace(ask, without=ask.without | {Modifier.BATCH})
    if _is_cached(before) and ask.modifiers == {Modifier.BATCH} and not ask.caching:
        return replace(ask, uncached=True)
    return ask


def _is_cached(ask: Ask) -> bool:
    return bool(ask.caching) or any(each.kind in CACHE_UNITS for each in ask.amounts)


def _in_place_of_the_other(ask: Ask, before: Ask) -> Ask:
    """`with caching instead`, 逆にキャッシュなら behind batch: the cache alone.

    Raises:
        NeedsMore: `or cached`, `just cached?`: alone, or beside the batch?
    """
    has_both = Modifier.BATCH in before.modifiers and _is_cached(before)
    others = ask.models or ask.amounts or ask.counts or ask.negations or ask.intents or ask.against
    if has_both or others or _without_the_other(ask, before) == ask:
        return ask
    if place_in(ask, _IN_PLACE):
        return _without_the_other(ask, before)
    if span := place_in(ask, _OPEN):
        raise NeedsMore(phrase("ask.unused", said=ask.quoted(span)), span)
    return ask


_IN_PLACE, _OPEN = any_word(words_that("lever_instead")), any_word(words_that("lever_or_lever"))


def _given_up(ask: Ask, before: Ask) -> frozenset[Modifier]:
    """`just batch`, `regional instead` behind a term that it cannot be combined with."""
    said = ask.source.casefold()
    if not any(map(said.__contains__, _INSTEAD)):
        return frozenset()
    pairs = [each for each in _NEVER_TOGETHER if len(each & ask.modifiers) == 1]
    return frozenset().union(*pairs) & before.modifiers - ask.modifiers


_INSTEAD = tuple(words_that("instead_of_a_term"))
_NEVER_TOGETHER = (
    frozenset({Modifier.BATCH, Modifier.FAST}),
    frozenset({Modifier.US_ONLY, Modifier.REGIONAL}),
)


def _says_only(ask: Ask) -> bool:
    """Whether "only" stands right beside a lever: `バッチのみ`, `only cached`."""
    for one, other in pairwise([*ask.heard, _END]):
        first, second = one.text.casefold(), other.text.casefold()
        if first in _ONLY and first.isascii() and _is_lever(other):  # "only cached"
            return True
        if _is_lever(one) and second in _ONLY:
            return second.isascii() or _behind(ask, other) in _ALONE
    return False


def _behind(ask: Ask, said: Heard) -> str:
    """The piece behind one that was heard, or the end of the text."""
    return next((each.text for each in ask.heard if each.span.start >= said.span.end), _END.text)


def _is_lever(said: Heard) -> bool:
    return said.meaning == Modifier.BATCH or said.meaning.endswith("read from the cache")


_ONLY = words_that("only")
_ALONE, _END = words_that("behind_a_lever_alone"), Heard(NOWHERE, "?", IGNORED)
