"""What a follow-up sets against each other, laid over what was before: levers, or none any more."""

from __future__ import annotations

from typing import Any

from pricing import CACHE_UNITS

from .ask import Ask
from .contrast import rules_out_saved
from .errors import NeedsMore
from .model import Foreign, Group, ModelChoice, OneModel
from .phrase import phrase
from .roles import words_that

OF_LEVERS = frozenset({"every_lever", "saved", "same_text", "drivers"})
"""What is asked of levers, or of what decides the cost: not asked again unless it is said."""


def merged_contrast(ask: Ask, before: Ask) -> dict[str, Any]:
    """What the question is after, and which levers it sets against each other.

    Raises:
        NeedsMore: something is to be cheaper, and nothing says than what.
    """
    if sided := ask.sided or before.sided:
        return {"intents": ask.intents, "sided": sided}
    kept = before.intents - OF_LEVERS
    if ask.uncached:  # "drop caching" behind whether it pays: then what is it?
        kept -= {"break_even"}
    others = (ask.intents - OF_LEVERS) or kept
    if "how_many" in kept and others <= _ONLY_A_BUDGET and not (ask.counts or before.counts):
        others = kept  # "予算15万円" behind 10万円で何回
    anew = ask.against or ask.intents & OF_LEVERS
    plainly = not anew and (ask.without or ask.uncached) and before.saved
    if plainly or rules_out_saved(ask, before):
        return {"intents": others}
    if _is_between_models(ask, before) or _is_between_those_before(ask, before):
        return {"intents": others}
    told = ask if anew else before
    intents = others | (told.intents & OF_LEVERS)
    against = None if told is before and _decides(ask, before) else told.against
    found: dict[str, Any] = {"intents": intents, "against": against, "saved": told.saved}
    if "same_text" in intents:
        found["counted_on"] = ask.counted_on or before.counted_on or only_model(before.models)
    return found


_ONLY_A_BUDGET = frozenset({"fits", "budget"})


def _decides(ask: Ask, before: Ask) -> bool:
    """`yes, batched` behind batch against standard: one of the two is chosen."""
    levers = {each.value for each in before.against.levers} if before.against else set()
    named = {each.value for each in ask.modifiers | ask.without} & levers
    plainly = ask.uncached or any(each.is_open for each in ask.caching)
    return bool(named or (plainly and not levers.isdisjoint(_CACHES)))


_CACHES = frozenset({"cached", "cache_1h"})


def _is_between_models(ask: Ask, before: Ask) -> bool:
    """Whether it is another model that is to save, and no lever: "how much less is it on haiku"."""
    levers = ask.saved or ask.modifiers or ask.caching or ask.against
    is_other = bool(ask.models) and set(ask.models) != set(before.models)
    return "saved" in ask.intents and is_other and not levers


def _is_between_those_before(ask: Ask, before: Ask) -> bool:
    """`how much cheaper?`, 差はいくら？ behind several models: they are compared as it is.

    Raises:
        NeedsMore: behind one model on plain terms, where there is nothing that it is cheaper than.
    """
    said = ask.source.casefold()
    if "saved" not in ask.intents or ask.saved or ask.models or ask.changes:
        return False
    if not any(map(said.__contains__, _COMPARES)) or any(map(said.__contains__, _MAY_BE)):
        return False
    if len(before.models) > 1 or any(isinstance(each, Group) for each in before.models):
        return True
    caches = (each.kind in CACHE_UNITS or each.kind == "prefix" for each in before.amounts)
    terms = before.modifiers or before.caching or before.against or before.discounts
    if terms or any(caches) or ask.modifiers or ask.caching or ask.discounts or ask.amounts:
        return False
    raise NeedsMore(phrase("ask.cheaper_than", said=ask.source.strip()))


_COMPARES, _MAY_BE = (tuple(words_that(each)) for each in ("compares_with_before", "may_be_saved"))


def only_model(models: tuple[ModelChoice, ...]) -> OneModel | None:
    """The model that amounts were said for before, where that was one."""
    first = models[0] if len(models) == 1 else None
    return None if isinstance(first, (Group, Foreign)) else first
