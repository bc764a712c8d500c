"""A share of those that were counted goes to a model: `half of the devs move to haiku`.

As many of the requests as of those who send them, all of whom send as many.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from .ask import Ask, Shared
from .model import HALF, EstimateQuery, Query
from .reading import Span
from .recalled import recalled
from .roles import words_that
from .rules.nouns import in_full
from .said_beside import words_of
from .unclear import is_one


def with_some_on_a_model(ask: Ask, previous: Query) -> Ask:
    """`ask` with its share as that of a model, where it is one of what was counted."""
    said = _share_of(ask)
    numbers = (ask.amounts, ask.counts, ask.shares, ask.changes, ask.caching, ask.modifiers)
    if said is None or not isinstance(previous, EstimateQuery) or any(numbers) or ask.adds:
        return ask
    (model,), (share, span) = ask.models, said
    named = next((each for each in ask.heard if each.meaning == model.heard), None)
    if not is_one(model) or named is None or named.span.start < span.end:
        return ask
    words = [e for e in words_of(ask.source[span.end : named.span.start]) if e not in _OF]
    counted = {in_full(each.noun) for each in recalled(previous).counts}
    noun, *others = words or [""]
    if in_full(noun) not in counted or not others or not _MOVES.issuperset(others):
        return ask
    heard = tuple(each for each in ask.heard if each.text.casefold() != noun)
    shares = (Shared(model, share, span),)
    return replace(ask, troubles=(), unused=(), shares=shares, heard=heard)


def _share_of(ask: Ask) -> tuple[Decimal, Span] | None:
    """The one share that nobody knows what of, beside one model: `30%`, `half of`."""
    if len(ask.models) != 1 or len(ask.troubles) + len(ask.unused) != 1:
        return None
    if ask.unused:
        is_half = ask.quoted(ask.unused[0]).casefold().startswith("half")
        return (HALF, ask.unused[0]) if is_half else None
    (trouble,) = ask.troubles
    share = trouble.message.facts.get("share")
    is_share = trouble.message.key == "ask.percent_of_what" and isinstance(share, Decimal)
    return (share, trouble.span) if is_share and trouble.span else None  # type: ignore[return-value]


_OF, _MOVES = frozenset({"of", "the", "our", "these", "those"}), words_that("goes_to_a_model")
