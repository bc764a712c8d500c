"""A part of a sum that is asked about by itself: the thread goes on to speak of all of it.

    how much of that is opus?     what the part on opus costs
    and haiku?                    the other part, and not this one on haiku
    and together?                 all of it again
    make it 80/20                 so too, with other shares

"On haiku" and "with haiku" put that part on another model, as with any work.
"""

from __future__ import annotations

from collections.abc import Sequence

from .ask import Ask
from .errors import NeedsMore
from .model import EstimateQuery, Foreign, Group, MixQuery, Part, Query
from .of_part import names_a_part
from .phrase import phrase
from .pieces import ModelPiece, Piece
from .reading import IGNORED
from .roles import words_that
from .routing import is_same

PART_OF = "part of"
LENGTH = 3
"""How many pieces `opus-5.5 part of` is."""
_ITSELF_AND_ANOTHER = 2
_ALONE = frozenset({"just", "only", "alone", "だけ", "のみ"})
_OTHER, _ALL = words_that("asks_the_other_part"), words_that("asks_all_parts")
_OF_ALL = _ALL - {"all"}


def named_by(pieces: Sequence[Piece]) -> ModelPiece | None:
    """The model of `opus-5.5 part of haiku-5.5 10M in + opus-5.5 2M in`, the canonical text."""
    first = pieces[0] if pieces else None
    if not isinstance(first, ModelPiece):
        return None
    said = " ".join(each.text.casefold() for each in pieces[1:LENGTH])
    named = sum(isinstance(each, ModelPiece) for each in pieces)
    return first if said == PART_OF and named > _ITSELF_AND_ANOTHER else None


def whole_meant(ask: Ask, previous: Query | None) -> Query | None:
    """What `ask` follows: the sum, where a part of it was asked about and it speaks of all parts.

    So do other shares for them, and terms for one that is told by its model.

    Raises:
        NeedsMore: it could be another part, or this one on another model.
    """
    whole = previous.whole if isinstance(previous, EstimateQuery) else None
    if whole is None:
        return previous
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached
    place = place_of(ask, whole) if terms else None
    if place is not None and not names_a_part(ask):
        _refuse_other_with_terms(ask, whole.parts[place], previous)
    of_a_part = place is not None and names_a_part(ask)
    return whole if ask.split or of_a_part or (terms and speaks_of_all(ask)) else previous


def _refuse_other_with_terms(ask: Ask, part: Part, previous: Query | None) -> None:
    """`and haiku batched?` behind another part: that part so, or this one on haiku?

    Raises:
        NeedsMore: no "on" or "with" says that this one moves.
    """
    shown = previous.model if isinstance(previous, EstimateQuery) else None
    said = {each.text.casefold() for each in ask.heard if each.meaning == IGNORED}
    if part.model != shown and said <= _OTHER:
        raise NeedsMore(phrase("ask.change_of_mix"))


def speaks_of_all(ask: Ask) -> bool:
    """Whether `both batched`, `all together per year` speaks of all parts."""
    return any(each.text.casefold() in _OF_ALL for each in ask.heard)


def shows_otherwise(ask: Ask) -> bool:
    """Whether `ask` changes only what is shown: `per year`, `in yen`, `per request?`."""
    shown = ask.currencies or ask.rated or ask.costs_per or ask.times
    numbers = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.changes, ask.discounts)
    terms = (ask.modifiers, ask.without, ask.caching, ask.uncached, ask.partly, ask.limits)
    others = (ask.models, ask.schedules, ask.days, ask.troubles, ask.unused, ask.intents)
    return bool(shown) and not any((*numbers, *terms, *others))


def other_part(ask: Ask, whole: MixQuery) -> Part | MixQuery | None:
    """The part that `and haiku?` names behind another one, all of them for `and together?`.

    Raises:
        NeedsMore: it could as well be all of the work on that model.
    """
    names = {each.heard for each in ask.models}
    said = {each.text.casefold() for each in ask.heard if each.meaning not in names}
    if not ask.models and said & _ALL and said <= _ALL | _OTHER:
        return whole
    place = place_of(ask, whole)
    if place is None or not said <= _OTHER | _ALONE:
        return None
    if said & _ALONE:  # "just haiku": that part, or all of the work?
        raise NeedsMore(phrase("ask.change_of_mix"))
    return whole.parts[place]


def place_of(ask: Ask, whole: MixQuery) -> int | None:
    """Which part has the one model of `ask`; None where none, or several, have it."""
    if len(ask.models) != 1 or isinstance(ask.models[0], (Group, Foreign)):
        return None
    model = ask.models[0]
    found = [at for at, each in enumerate(whole.parts) if is_same(model, each.model)]
    return found[0] if len(found) == 1 else None
