"""Which models a follow-up is about: beside those of before, in the place of one, or without it.

"vs haiku" adds one; "haiku instead of opus" and "drop opus", behind several, leave the others.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from .all_but_one import excepts, places_of_others, without_its_question
from .ask import Ask, Shared
from .errors import NeedsMore
from .model import ONE, ComparisonQuery, Foreign, Group, MixQuery, ModelChoice, Query
from .phrase import phrase
from .reading import IGNORED
from .recalled import NOWHERE, models_of
from .roles import words_that
from .routing import is_same, share_of_first
from .said_beside import words_of


def without_those(ask: Ask, previous: Query) -> Ask:
    """`ask` with "drop opus" understood, where that was compared with others, or did a part."""
    if isinstance(previous, MixQuery):
        known = places_of_others(ask, previous)
        return without_its_question(ask) if known else _all_on_the_other(ask, previous)
    of_terms = ask.modifiers or ask.without or ask.caching or ask.uncached
    if (of_terms and excepts(ask)) or not ask.left_out or not isinstance(previous, ComparisonQuery):
        return ask
    left = _left(ask, previous.models)
    if not left or left == previous.models:
        return ask
    others = tuple(each for each in ask.troubles if each.message.key != "ask.other_model")
    return replace(ask, troubles=others)


def _all_on_the_other(ask: Ask, previous: MixQuery) -> Ask:
    """`drop opus` behind a mix of two: all of the work is the other one's, where it is the same."""
    asked = [each.message.key for each in ask.troubles]
    models = dict.fromkeys(each.model for each in previous.parts)
    left = [each for each in models if not any(is_same(out, each) for out in ask.left_out)]
    if asked != ["ask.other_model"] or len(models) != _SEVERAL or len(left) != 1:
        return ask
    if ask.models or excepts(ask) or share_of_first(previous.parts) is None:
        return ask
    (stays,) = left
    all_of_it = Shared(stays, ONE, ask.troubles[0].span or NOWHERE)
    return replace(ask, troubles=(), left_out=(), models=(stays,), shares=(all_of_it,))


def leaving_out(ask: Ask, previous: Query) -> Ask:
    """`ask` with "leave opus out" as what it rules out, where opus was compared with others.

    Raises:
        NeedsMore: "opus is too dear": is it that one that is asked about, or the others?
    """
    before = models_of(previous)
    one_of_them = [_has_group(before) or _is_among(each, before) for each in ask.models]
    if ask.left_out or ask.sided or not one_of_them or not all(one_of_them):
        return ask
    said = ask.source.casefold()
    leaves_out = any(map(said.__contains__, _LEAVES_OUT))
    if ask.adds and not (leaves_out and len(ask.models) == 1):  # "opusも外して"
        return ask
    if leaves_out:
        if len(before) == len(ask.models) and not _has_group(before):  # then on which one?
            raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))
        return replace(ask, models=(), left_out=ask.models, adds=False)
    several = len(before) > 1 or _has_group(before)
    if several and (any(map(said.__contains__, _FINDS_FAULT)) or _is_done_to_it(ask)):
        raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))
    return ask


def _is_done_to_it(ask: Ask) -> bool:
    """`axe opus`: what no list knows stands before the model, and could leave it out."""
    named = {each.heard for each in ask.models}
    for one, other in pairwise(ask.heard):
        word = one.text.casefold()
        is_verb = one.meaning == IGNORED and word.isascii() and word.isalpha()
        if is_verb and other.meaning in named and word not in _SAYS_NOTHING:
            return True
    return False


_SAYS_NOTHING = (
    words_that("says_nothing_of_a_lever")
    | words_that("names_no_part")
    | words_that("beside_a_bare_share")
)
_LEAVES_OUT, _FINDS_FAULT = (
    tuple(words_that(each)) for each in ("leaves_out_a_model", "finds_fault_with_a_model")
)
_SEVERAL = 2


def models_after(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """The models that were named; beside those before, or instead of them, or of one of them."""
    if ask.sided:
        return ask.models
    several = len(before) > 1 or _has_group(before)
    if several and "saved" in ask.intents and all(_is_among(each, before) for each in ask.models):
        return before  # "how much more is fable" behind opus and fable
    of_those = ask.adds and len(ask.models) > 1 and not ask.left_out
    if several and of_those and all(_is_among(each, before) for each in ask.models):
        return _by_their_names(ask, before)  # "compare opus and haiku" behind these and others
    if ask.adds or "same_text" in ask.intents or not ask.models or _puts_back(ask):
        kept = _left(ask, before) if several else before
        return tuple(dict.fromkeys((*kept, *ask.models)))
    return (_in_place(ask, before) if several else ()) or _by_their_names(ask, before)


def _puts_back(ask: Ask) -> bool:
    """`put sonnet back in`: beside those that are left; not so "back to sonnet"."""
    words = words_of(ask.source)
    is_back = "back" in words and words[words.index("back") : words.index("back") + 2][-1] != "to"
    return is_back and not _BACK.isdisjoint(words)


_BACK = words_that("puts_back")


def _by_their_names(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """The models of `ask`; "just opus" behind Opus 4.6 and others is that one."""
    said = ask.source.casefold()
    if len(before) < _SEVERAL or any(map(said.__contains__, _NEWEST)):
        return ask.models
    same = [[old for old in before if is_same(each, old)] for each in ask.models]
    pairs = zip(ask.models, same, strict=True)
    return tuple(found[0] if len(found) == 1 else each for each, found in pairs)


_NEWEST = tuple(words_that("newest_of_a_family"))


def _left(ask: Ask, before: tuple[ModelChoice, ...]) -> tuple[ModelChoice, ...]:
    """Those of `before` that were not left out."""
    out = [each for each in ask.left_out if not isinstance(each, (Group, Foreign))]
    kept = (each for each in before if not _is_among_shorter(each, ask.left_out))
    return tuple(each.less(out) if isinstance(each, Group) else each for each in kept)


def _is_among(choice: ModelChoice, before: tuple[ModelChoice, ...]) -> bool:
    """Whether `choice` names one of `before`, perhaps shorter."""
    return any(is_same(choice, old) for old in before)


def _is_among_shorter(choice: ModelChoice, names: tuple[ModelChoice, ...]) -> bool:
    """Whether one of `names` names `choice`, perhaps shorter."""
    return any(is_same(name, choice) for name in names)


def _has_group(models: tuple[ModelChoice, ...]) -> bool:
    """Whether several models are told by what they have in common: "current models"."""
    return any(isinstance(each, Group) for each in models)


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
