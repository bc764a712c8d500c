"""Terms that a follow-up sets alone: "batch only" behind a cached batch, "regional instead"."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from pricing import CACHE_UNITS, Lever, Modifier

from .ask import Against, Ask
from .errors import NeedsMore
from .patterns import AnyWord
from .phrase import phrase
from .reading import IGNORED, Heard
from .recalled import NOWHERE
from .roles import words_that
from .said_beside import place_in


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
    """`with caching instead`, 逆にキャッシュなら behind batch, or behind both: the cache alone.

    Raises:
        NeedsMore: `or cached`, `just cached?`: alone, or beside the batch? And so "cached instead"
            behind batch against standard: in place of which one?
    """
    others = ask.models or ask.amounts or ask.counts or ask.negations or ask.intents or ask.against
    has_both = Modifier.BATCH in before.modifiers and _is_cached(before)
    is_another_share = has_both and any(not each.is_open for each in ask.caching)
    if others or is_another_share:
        return ask
    in_place, is_open = place_in(ask, _IN_PLACE), place_in(ask, _OPEN)
    if in_place and before.against and not _is_one_of_two(ask, before.against):
        raise NeedsMore(phrase("ask.lever_beside", said=ask.quoted(in_place)), in_place)
    if in_place or _without_the_other(ask, before) == ask:
        return _without_the_other(ask, before)
    if is_open:
        raise NeedsMore(phrase("ask.lever_beside", said=ask.quoted(is_open)), is_open)
    return ask


def _is_one_of_two(ask: Ask, before: Against) -> bool:
    """`batch instead` behind standard against batch: one of the two is chosen."""
    named = {each.value for each in ask.modifiers} | (
        {Lever.CACHED.value} if ask.caching else set()
    )
    return not named or not named.isdisjoint(each.value for each in before.levers)


_IN_PLACE, _OPEN = AnyWord(words_that("lever_instead")), AnyWord(words_that("lever_or_lever"))


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
