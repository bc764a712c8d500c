"""A term that a follow-up says of one part of a mix: "batch the haiku part", haikuの方はバッチで.

The part is told by its model. "The nightly job on batch" tells it by a word of the team's own,
so it is asked about where the parts are different work.
"""

from __future__ import annotations

from .ask import Ask
from .errors import NeedsMore
from .model import BudgetQuery, MixQuery, Query
from .phrase import phrase
from .reading import IGNORED
from .roles import words_that
from .routing import is_same, share_of_first


def part_meant(ask: Ask, previous: Query) -> int | None:
    """The place of the part that the terms of `ask` are for, None where that is not plain."""
    if not isinstance(previous, MixQuery) or len(ask.models) != 1 or not _is_of_terms_alone(ask):
        return None
    models = [each.model for each in previous.parts]
    same = [place for place, each in enumerate(models) if is_same(ask.models[0], each)]
    return same[0] if len(same) == 1 and _names_a_part(ask) else None


def _is_of_terms_alone(ask: Ask) -> bool:
    """Whether levers are said, and no number but a share of what is cached."""
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached
    others = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.changes, ask.discounts)
    times = (ask.times, ask.schedules, ask.days, ask.limits, ask.currencies, ask.open_prefix)
    return bool(terms) and not (any(others) or any(times) or ask.adds or ask.intents)


def _names_a_part(ask: Ask) -> bool:
    """Whether the model is that of a part: `the haiku part`, `haikuの方`."""
    (model,) = ask.models
    end = next((each.span.end for each in ask.heard if each.meaning == model.heard), None)
    return end is not None and ask.source[end:].lstrip().casefold().startswith(_PARTS)


_PARTS = tuple(words_that("part_told_by_its_model"))


def refuse_unnamed_part(ask: Ask, previous: MixQuery | BudgetQuery) -> None:
    """`the nightly job on batch` behind chats and a nightly job: a part, told by its own name.

    Raises:
        NeedsMore: the parts are different work, and a word could name one of them.
    """
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached or ask.discounts
    if not terms or share_of_first(previous.parts) is not None:
        return
    said = (each for each in ask.heard if each.meaning == IGNORED)
    names = [each for each in said if _may_name(each.text.casefold())]
    if names:
        raise NeedsMore(phrase("ask.part_or_all", said=names[0].text), names[0].span)


def _may_name(word: str) -> bool:
    """Whether a word could be what a team calls a part of its work."""
    letters = word.isalpha() and len(word) > 1
    return letters and word not in _SAYS_NOTHING and not any(map(_is_hiragana, word))


def _is_hiragana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u309f"


_SAYS_NOTHING = (
    words_that("says_nothing_of_a_lever") | words_that("all_of_the_work")
) - words_that("piece_of_work")
