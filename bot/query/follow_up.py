"""A follow-up: what was said, laid over the thread's previous query.

"and with opus 5.5?", "batched", "90% cached", "what if prompts are 5k": only what was said
changes, and all else stays as it was. A model together with amounts is a new question, and
inherits nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import assert_never

from pricing import CACHE_UNITS, Unit, exactly

from .ask import Amount, Ask, Caching, Count
from .model import (
    ComparisonQuery,
    EstimateQuery,
    HelpQuery,
    ModelsQuery,
    Query,
    RatesQuery,
    Scope,
    Work,
)
from .reading import Span

_NOWHERE = Span(0, 0)
"""Where a part stands that was said in an earlier message."""


def follows(ask: Ask) -> bool:
    """Whether `ask` changes something, and is no question of its own."""
    if (ask.models and ask.amounts) or ask.topic or ask.listing or ask.greets:
        return False
    parts = (ask.models, ask.amounts, ask.counts, ask.scopes, ask.caching, ask.discounts, ask.days)
    return any(parts) or ask.uncached or bool(ask.modifiers or ask.without)


def laid_over(ask: Ask, previous: Query) -> Ask:
    """`ask` with everything it leaves out taken from `previous`.

    Args:
        ask: a follow-up.
        previous: the thread's last priced query.
    """
    before = _said(previous)
    if ask.caching or ask.uncached:
        before = replace(before, amounts=_uncached(before.amounts), caching=())
    said = _per_request(ask.amounts) if ask.counts or before.counts else ask.amounts
    changed = {each.kind for each in said}
    kept = tuple(each for each in before.amounts if each.kind not in changed)
    return replace(
        ask,
        models=(*before.models, *ask.models) if ask.adds else ask.models or before.models,
        amounts=(*kept, *said),
        counts=ask.counts or before.counts,
        scopes=ask.scopes or before.scopes,
        caching=ask.caching or before.caching,
        uncached=ask.uncached and bool(ask.caching),
        modifiers=(before.modifiers - ask.without) | ask.modifiers,
        without=ask.without & ask.modifiers,
        discounts=ask.discounts or before.discounts,
        days=ask.days or before.days,
    )


def _said(query: Query) -> Ask:
    """`query` as if it had just been said."""
    match query:
        case EstimateQuery():
            said = replace(_work(query.work), models=(query.model,))
        case ComparisonQuery():
            said = replace(_work(query.work), models=query.models)
        case RatesQuery():
            said = Ask("", models=query.models)
        case ModelsQuery() | HelpQuery():
            return Ask("")
        case _:
            assert_never(query)
    return replace(said, days=(query.day,) if query.day else ())


def _work(work: Work) -> Ask:
    return Ask(
        "",
        amounts=tuple(_amounts(work)),
        counts=() if work.requests is None else (Count(work.requests, "", _NOWHERE),),
        scopes=frozenset() if work.scope is Scope.UNMARKED else frozenset({work.scope}),
        caching=() if work.cached is None else (Caching(_NOWHERE, work.cached),),
        modifiers=work.modifiers,
        discounts=(work.discount,) if work.discount else (),
    )


def _amounts(work: Work) -> Iterator[Amount]:
    for unit, quantity in work.usage:
        yield Amount(unit, quantity, _NOWHERE)
    if work.prompt_tokens is not None:
        yield Amount("prompt_size", work.prompt_tokens, _NOWHERE)


def _per_request(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Beside a number of requests the size of prompts is each one's input."""
    return tuple(
        replace(each, kind=Unit.INPUT) if each.kind == "prompt_size" else each for each in amounts
    )


def _uncached(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The same with what was read from or written to the cache as plain input."""
    prompt = [each.quantity for each in amounts if each.kind in (*CACHE_UNITS, Unit.INPUT)]
    rest = tuple(each for each in amounts if each.kind not in (*CACHE_UNITS, Unit.INPUT))
    if not prompt:
        return rest
    with exactly():
        return (Amount(Unit.INPUT, sum(prompt, start=Decimal(0)), _NOWHERE), *rest)
