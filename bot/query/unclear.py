"""What a follow-up leaves open beside the question before it: asked about."""

from __future__ import annotations

from itertools import pairwise

from pricing import Unit

from .ask import Ask
from .errors import NeedsMore
from .model import MOST_OF_ONE, BudgetQuery, MixQuery, Query
from .one_of_them import counts_of
from .phrase import phrase
from .recalled import models_of
from .roles import words_that

_OF_ONE = words_that("of_one_model")
_PROMPTS = tuple(words_that("names_a_prompt"))
_GO_IN = tuple(words_that("goes_in"))


def refuse_of_one_model(ask: Ask, previous: Query) -> None:
    """`opusの出力だけ倍`, `opusだけバッチ` of several models: the others are not given up.

    Raises:
        NeedsMore: it is said of one of them.
    """
    parts = previous.parts if isinstance(previous, MixQuery | BudgetQuery) else ()
    several = {*(each.model for each in parts), *models_of(previous)}
    changes = (ask.changes, ask.modifiers, ask.without, ask.caching, ask.uncached, ask.amounts)
    if len(several) == 1 or len(ask.models) != 1 or ask.shares or ask.adds or not any(changes):
        return
    for model, other in pairwise(ask.heard):
        if model.meaning == ask.models[0].heard and other.text.casefold() in _OF_ONE:
            said = ask.source[model.span.start : other.span.end]
            raise NeedsMore(phrase("ask.which_side", said=said), model.span)


def refuse_prompt_beside_prefix(ask: Ask, before: Ask) -> None:
    """`プロンプトを20kに削ったら` behind one that is cached: that one, or what goes in beside it?

    Raises:
        NeedsMore: it could be both.
    """
    if not any(each.kind == "prefix" for each in before.amounts):
        return
    for each in ask.amounts:
        if each.kind != "prefix" and ask.quoted(each.span).casefold().startswith(_PROMPTS):
            raise NeedsMore(phrase("ask.prefix_or_input", tokens=each.quantity), each.span)


def refuse_what_goes_in(ask: Ask, before: Ask) -> None:
    """`質問が1kになったら`: so many of them, or so long a one?

    Raises:
        NeedsMore: what is counted without a counter is what goes in as well.
    """
    first = ask.counts[0]
    said = ask.quoted(first.span)
    has_input = any(each.kind is Unit.INPUT for each in before.amounts)
    if has_input and said.startswith(_GO_IN) and said[-1:].isascii() and not ask.times:
        raise NeedsMore(phrase("ask.number_of_what", said=said), first.span)


def refuse_part_of_before(ask: Ask, previous: Query) -> None:
    """`入力1億をsonnetに移したら`, `opusは出力1,000` of a mix: all there is now, or a part?

    Args:
        ask: one model with amounts of its own.
        previous: the thread's last priced query.

    Raises:
        NeedsMore: it could be said of a part of the work before.
    """
    if ask.counts or len(ask.models) != 1 or not ask.amounts:
        return
    said = ask.source.casefold()
    moves = not _MOVES.isdisjoint(said.split()) or any(map(said.__contains__, _MOVES_BEHIND))
    if moves or _is_of_one_of_several(ask, previous):
        span = ask.amounts[0].span
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


def _is_of_one_of_several(ask: Ask, previous: Query) -> bool:
    """Whether one kind of amount is said, such as one request has, behind requests on several."""
    several = {*models_of(previous)}
    if isinstance(previous, MixQuery | BudgetQuery):
        several |= {each.model for each in previous.parts}
    (first, *others) = ask.amounts
    is_small = not others and first.quantity <= MOST_OF_ONE
    return is_small and len(several) > 1 and bool(counts_of(previous))


_MOVES = frozenset(filter(str.isascii, words_that("moves_to_a_model")))
_MOVES_BEHIND = tuple(words_that("moves_to_a_model") - _MOVES)
