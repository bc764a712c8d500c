"""A share that a follow-up says by itself, where only one of those before can be meant.

    90% cached ... what about 95%?          the hit rate
    10% off ... actually 20%                the discount
    30% goes to opus ... and 10%?           what goes to opus

Behind several of these, or none, it stays asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from .ask import Ask, Caching, Discount, Partial, Shared
from .lexicon import lexicon
from .model import ONE, MixQuery, Query
from .reading import Span
from .recalled import NOWHERE, work_of
from .roles import words_that
from .routing import is_same, share_of_first
from .rules.cached_shares import share_called
from .some_of_them import with_some_of_them

if TYPE_CHECKING:
    from .text import Lang

_HALF, _TWO = Decimal("0.5"), 2


def with_bare_share(ask: Ask, previous: Query) -> Ask:
    """`ask` with its share as one of those before, where nothing else is said and one is plain."""
    said = _share_alone(ask)
    if said is None:
        return ask
    share, span = said
    if (some := with_some_of_them(ask, share, span, previous)) is not ask:
        return some
    others = {each.text.casefold() for each in ask.heard if each.span != span}
    is_bare = others <= _SAYS_NOTHING
    # "half" of 60% cached: of the work, or of the input?
    is_told = is_bare and (not ask.unused or isinstance(previous, MixQuery))
    found = list(_meanings(share, span, previous)) if is_told else []
    if is_bare and not others.isdisjoint(_HITS) and not isinstance(previous, MixQuery):
        found = [{"caching": (Caching(span, share),)}]  # "85% hits"
    return replace(ask, troubles=(), unused=(), **found[0]) if len(found) == 1 else ask


def with_share_of_a_model(ask: Ask, previous: Query) -> Ask:
    """`raise opus to 30%`, `opusを1割に減らすと` behind a mix that opus has a share of."""
    if [each.message.key for each in ask.troubles] != ["ask.percent_of_what"]:
        return ask
    if len(ask.models) != 1 or not isinstance(previous, MixQuery) or _has_more(ask):
        return ask
    share, span = ask.troubles[0].message.facts.get("share"), ask.troubles[0].span or NOWHERE
    same = [each.model for each in previous.parts if is_same(ask.models[0], each.model)]
    known = _SAYS_NOTHING | _OF_A_MODEL
    words = {each.text.casefold() for each in ask.heard if each.meaning != ask.models[0].heard}
    others = words - {ask.quoted(span).casefold()}
    if len(same) != 1 or not isinstance(share, Decimal) or not others <= known:
        return ask
    if not _is_set(ask, span) or share_of_first(previous.parts) is None or not 0 < share < ONE:
        return ask
    return replace(ask, troubles=(), models=(same[0],), shares=(Shared(same[0], share, span),))


def _is_set(ask: Ask, span: Span) -> bool:
    """Whether it is said what it comes to: "to 30%", "only 10%", 3割に; not "by 10%"."""
    before = ask.source[: span.start].casefold().split()
    if ask.source.startswith(_BY_SO_MUCH, span.end):
        return False
    return before[-1:] != [] and (
        before[-1] in _SETS or ask.source.startswith(_SETS_BEHIND, span.end)
    )


_SAYS_NOTHING = words_that("beside_a_bare_share")
_OF_A_MODEL = words_that("beside_a_share_of_a_model")
_BY_SO_MUCH = tuple(words_that("changes_by_so_much"))
_SETS = words_that("sets_a_share")
_SETS_BEHIND = tuple(each for each in _SETS if not each.isascii())


def _has_more(ask: Ask) -> bool:
    """Whether more than a share, and perhaps a model, is said."""
    numbers = (ask.amounts, ask.counts, ask.contents, ask.changes, ask.discounts, ask.limits)
    return any((*numbers, ask.caching, ask.modifiers, ask.without, ask.adds, ask.times))


def _share_alone(ask: Ask) -> tuple[Decimal, Span] | None:
    """The one share that nobody knows what of, with its place: `40%`, `half of them`."""
    if ask.models or _has_more(ask):
        return None
    if [each.message.key for each in ask.troubles] == ["ask.percent_of_what"] and not ask.unused:
        share, span = ask.troubles[0].message.facts.get("share"), ask.troubles[0].span or NOWHERE
    elif len(ask.unused) == 1 and not ask.troubles:
        share, span = _share_called(ask.quoted(ask.unused[0]), ask.lang), ask.unused[0]
    else:
        return None
    return (share, span) if isinstance(share, Decimal) and 0 < share < ONE else None


def _share_called(words: str, lang: Lang) -> Decimal | None:
    """The share that `half of them` is."""
    term = lexicon(lang).term_of_phrase(words.casefold().split())
    if term is None or term.category != "share" or term.value == "vague":
        return None
    return share_called(term.value)


def _meanings(share: Decimal, span: Span, previous: Query) -> Iterator[dict[str, Any]]:
    """What the share could be of, as what `Ask` says of it."""
    if isinstance(previous, MixQuery):
        yield from _of_a_mix(share, span, previous)
        return
    work = work_of(previous)
    if work is None:
        return
    if work.cached is not None and work.cached < ONE:
        yield {"caching": (Caching(span, share),)}
    if work.discount:
        yield {"discounts": (Discount(share),)}


_HITS = frozenset({"hit", "hits", "ヒット"})


def _of_a_mix(share: Decimal, span: Span, previous: MixQuery) -> Iterator[dict[str, Any]]:
    """What went to the first of two models, where that was the smaller part, and is still.

    Of one model, how much of the work a term was for: 2割はバッチ.
    """
    models = [each.model for each in previous.parts]
    if len(models) == _TWO and len({*models}) == 1:
        first, second = (each.work for each in previous.parts)
        apart = first.modifiers ^ second.modifiers
        is_told = first.cached is None and not first.discount
        if len(apart) == 1 and is_told:
            (term,) = apart
            yield {"partly": (Partial(term, share, span),)}
        return
    before = share_of_first(previous.parts) if len(models) == len({*models}) == _TWO else None
    if before is not None and max(before, share) < _HALF:
        yield {"models": (models[0],), "shares": (Shared(models[0], share, span),)}
