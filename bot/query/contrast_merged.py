"""What a follow-up sets against each other, laid over what was before: levers, or none any more."""

from __future__ import annotations

from typing import Any

from .ask import Ask
from .contrast import rules_out_saved
from .model import Foreign, Group, ModelChoice, OneModel

OF_LEVERS = frozenset({"every_lever", "saved", "same_text", "drivers"})
"""What is asked of levers, or of what decides the cost: not asked again unless it is said."""


def merged_contrast(ask: Ask, before: Ask) -> dict[str, Any]:
    """What the question is after, and which levers it sets against each other."""
    if sided := ask.sided or before.sided:
        return {"intents": ask.intents, "sided": sided}
    kept = before.intents - OF_LEVERS
    if ask.uncached:  # "drop caching" behind whether it pays: then what is it?
        kept -= {"break_even"}
    others = (ask.intents - OF_LEVERS) or kept
    anew = ask.against or ask.intents & OF_LEVERS
    plainly = not anew and (ask.without or ask.uncached) and before.saved
    if plainly or rules_out_saved(ask, before):
        return {"intents": others}
    if _is_between_models(ask, before):
        return {"intents": others}
    told = ask if anew else before
    intents = others | (told.intents & OF_LEVERS)
    against = None if told is before and _decides(ask, before) else told.against
    found: dict[str, Any] = {"intents": intents, "against": against, "saved": told.saved}
    if "same_text" in intents:
        found["counted_on"] = ask.counted_on or before.counted_on or only_model(before.models)
    return found


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


def only_model(models: tuple[ModelChoice, ...]) -> OneModel | None:
    """The model that amounts were said for before, where that was one."""
    first = models[0] if len(models) == 1 else None
    return None if isinstance(first, (Group, Foreign)) else first
