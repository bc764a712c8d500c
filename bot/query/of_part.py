"""A term that a follow-up says of one part of a mix: "batch the haiku part", haikuの方はバッチで.

The part is told by its model. "The nightly job on batch" tells it by a word of the team's own,
so it is asked about where the parts are different work.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pricing import Unit

from .ask import Amount, Ask
from .errors import NeedsMore
from .model import BudgetQuery, MixQuery, Part, Query
from .phrase import phrase
from .reading import IGNORED, Heard
from .roles import words_that
from .routing import is_same, share_of_first


def part_meant(ask: Ask, previous: Query) -> int | None:
    """The place of the part that the terms of `ask` are for, None where that is not plain."""
    if not isinstance(previous, MixQuery) or len(ask.models) != 1 or not _is_of_terms_alone(ask):
        return None
    if ask.changes and share_of_first(previous.parts) is not None:  # then how much have the others?
        return None
    models = [each.model for each in previous.parts]
    same = [place for place, each in enumerate(models) if is_same(ask.models[0], each)]
    return same[0] if len(same) == 1 and names_a_part(ask) else None


def _is_of_terms_alone(ask: Ask) -> bool:
    """Whether levers are said, or how much more it is, and no number but a share to cache."""
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached or ask.changes
    others = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.discounts)
    times = (ask.times, ask.schedules, ask.days, ask.limits, ask.currencies, ask.open_prefix)
    return bool(terms) and not (any(others) or any(times) or ask.adds or ask.intents)


def names_a_part(ask: Ask) -> Heard | None:
    """The one model, where it is that of a part: `the haiku part`, `haikuの方`."""
    (model,) = ask.models
    said = next((each for each in ask.heard if each.meaning == model.heard), None)
    behind = ask.source[said.span.end :].lstrip().casefold() if said else ""
    return said if behind.startswith(_PARTS) else None


_PARTS = tuple(words_that("part_told_by_its_model"))


def refuse_named_work(ask: Ask, previous: Query) -> None:
    """Ask what is meant by a part of the work that a follow-up calls by a name of the team's own.

    `put the nightly job on batch`, `summaries on haiku`, `評価はバッチに回す`: is that all there
    is, a part of it, or something on top? Behind parts that are different work any name is one
    of them; elsewhere it is one in a place of its own: "the X", "X on", Xは.

    Raises:
        NeedsMore: a word could name a part.
    """
    parts = previous.parts if isinstance(previous, (MixQuery, BudgetQuery)) else ()
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached or ask.discounts
    if parts and share_of_first(parts) is None:
        changes = terms or ask.models or ask.amounts
        names = _names(ask, _OF_A_PART) if changes else []
        names += [job for often, job in pairwise(ask.heard) if _is_a_job(often, job)]
    elif terms or ask.models or {each.kind for each in ask.amounts} >= _WHOLE:
        plain = _OF_A_PART if ask.amounts else _PLAIN  # "and the batch job: 2k in 1k out"
        names = [each for each in _names(ask, plain) if _is_in_its_place(ask, each)]
        names += [job for often, job in pairwise(ask.heard) if _is_a_job(often, job)]
    else:
        names = []
    if names:
        raise NeedsMore(phrase("ask.part_or_all", said=names[0].text), names[0].span)
    if parts and share_of_first(parts) is None and (one := _of_one_size(ask, parts)):
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(one.span)), one.span)


def _of_one_size(ask: Ask, parts: Sequence[Part]) -> Amount | None:
    """`500 out` behind works that differ in their output: of which of them, or of all?"""
    if ask.models or ask.counts or not _AT_ONCE.isdisjoint(ask.source.casefold().split()):
        return None
    for each in ask.amounts:
        if each.kind in _WHOLE and len({getattr(part.work.usage, each.kind) for part in parts}) > 1:
            return each
    return None


_AT_ONCE = words_that("of_all_works")


def _names(ask: Ask, plain: frozenset[str]) -> list[Heard]:
    compares = ask.adds or len(ask.models) > 1  # "what's the difference vs fable"
    plain = plain | _DIFFERENCES if compares else plain
    said = (each for each in ask.heard if each.meaning == IGNORED)
    return [each for each in said if _may_name(each.text.casefold(), plain)]


def _may_name(word: str, plain: frozenset[str]) -> bool:
    """Whether a word could be what a team calls a part of its work."""
    letters = word.isalpha() and len(word) > 1
    return letters and word not in plain and not any(map(_is_hiragana, word))


def _is_hiragana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u309f"


def _is_in_its_place(ask: Ask, name: Heard) -> bool:
    """`the [evals]`, `[summaries] on haiku`, `[評価]は`: where a part of the work is told."""
    words = [_START, *(each.text.casefold() for each in ask.heard), _START]
    place = ask.heard.index(name) + 1
    if words[place - 1] == _SAME:  # "same thing on haiku", whatever is typed for "thing"
        return False
    return words[place - 1] in _THE or words[place + 1] in _TIES


def _is_a_job(often: Heard, job: Heard) -> bool:
    """`the nightly job on batch`: a part of the work, told by when it runs."""
    return often.text.casefold() in _OFTEN and job.text.casefold() in _PIECES


_DIFFERENCES = words_that("asks_a_difference") | words_that("difference_between_two")
_START, _SAME = "", "same"
_OFTEN, _PIECES = words_that("often"), words_that("piece_of_work")
_WHOLE = frozenset({Unit.INPUT, Unit.OUTPUT})
_THE, _TIES = words_that("before_named_work"), words_that("behind_named_work")
_PLAIN = (
    words_that("says_nothing_of_a_lever")
    | words_that("all_of_the_work")
    | words_that("names_no_part")
)
_OF_A_PART = _PLAIN - _PIECES
