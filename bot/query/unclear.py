"""What a follow-up leaves open beside the question before it: asked about."""

from __future__ import annotations

from itertools import pairwise

from pricing import Unit

from .ask import Ask
from .errors import NeedsMore
from .model import BudgetQuery, MixQuery, Query
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
