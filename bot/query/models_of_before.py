"""All of the models that were compared, or all of a mix on one: `all three batched`."""

from __future__ import annotations

from types import MappingProxyType

from msgspec.structs import replace

from .ask import Ask, Shared
from .model import ONE, ComparisonQuery, Group, MixQuery, Query
from .number_alone import number_alone
from .recalled import NOWHERE
from .roles import words_that
from .unclear import is_one


def of_all_of_them(ask: Ask, previous: Query) -> Ask:
    """`all three batched`, 3つとも behind as many models: all of them, as before."""
    models = getattr(previous, "models", ())
    of_these = isinstance(previous, ComparisonQuery) and not any(
        isinstance(each, Group) for each in models
    )
    if not of_these or ask.models:
        return ask
    if said_alone := number_alone(ask):
        number, span = said_alone
        is_all = number == len(models) and ask.source.startswith(_ALL_OF_THEM, span.end)
        return replace(ask, troubles=(), models=models, adds=True) if is_all else ask
    if len(ask.unused) != 1 or ask.troubles:
        return ask
    named = _NUMERALS.get(ask.quoted(ask.unused[0]).casefold())
    is_all = named == len(models)
    return replace(ask, unused=(), models=models, adds=True) if is_all else ask


_NUMERALS = MappingProxyType({"three": 3, "four": 4, "five": 5})
_ALL_OF_THEM = tuple(words_that("all_of_them_behind"))


def against_all_on_one(ask: Ask, previous: Query) -> Ask:
    """`compared to all opus?` behind a mix: all of it there, with what that changes."""
    if not ask.adds or len(ask.models) != 1 or ask.modifiers or ask.caching:
        return ask
    said = {each.text.casefold() for each in ask.heard}
    is_all = [each.share for each in ask.shares] == [ONE]
    is_all = is_all or not (ask.shares or _ALL_ON_ONE.isdisjoint(said))
    if isinstance(previous, MixQuery):
        return replace(ask, adds=False, shares=_all_of(ask)) if is_all else ask
    return replace(ask, shares=()) if is_all and ask.shares else ask


def _all_of(ask: Ask) -> tuple[Shared, ...]:
    (model,) = ask.models
    if ask.shares or not is_one(model):
        return ask.shares
    return (Shared(model, ONE, NOWHERE),)


_ALL_ON_ONE = words_that("all_on_a_model")
