"""Several models in one question: all that were named, and why some have no answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce

from bot.query.model import ModelChoice, Newest
from bot.query.phrase import Phrase, phrase
from pricing import PriceList

from .workloads import Chosen, choose


def every(models: Iterable[ModelChoice], prices: PriceList) -> list[Chosen]:
    """Every model that was named, once; where a family stands for it too, that is kept."""
    named: dict[str, Chosen] = {}
    for each in (one for choice in models for one in choose(choice, prices)):
        if each.name not in named or isinstance(each.choice, Newest):
            named[each.name] = each
    return list(named.values())


def not_ours(chosen: Chosen, prices: PriceList) -> Phrase:
    """Why there is no such model."""
    if isinstance(chosen.choice, Newest):
        return phrase("reason.no_model_of_family", family=chosen.name, day=prices.day)
    return phrase("reason.foreign", name=chosen.name)


def none_of_them(reasons: Sequence[Phrase], day: date) -> Phrase:
    """Why no model has an answer."""
    match [each for index, each in enumerate(reasons) if each not in reasons[:index]]:
        case []:
            return phrase("reason.no_models", day=day)
        case [only]:
            return only
        case several:
            return phrase("reason.none_of_them", reasons=reduce(_and, several))


def _and(said: Phrase, more: Phrase) -> Phrase:
    """One sentence behind the other."""
    return phrase("reason.and", said=said, more=more)
