"""What a follow-up says of all parts of a mix but one, which stays as it is.

    batch everything but opus           the other parts in a batch
    batch haiku but not opus            that part alone
    everything batched apart from opus  so too
    how much of that is not opus?       what the other parts cost

"Drop opus" gives its work to the others, and is another matter: see `standing_in`.
"""

from __future__ import annotations

from msgspec.structs import replace

from .ask import Ask
from .errors import NeedsMore
from .model import MixQuery, ModelChoice, Part
from .phrase import phrase
from .reading import Heard
from .roles import longest_first, words_that
from .routing import is_same
from .said_beside import names_told
from .unclear import is_one

_EXCEPTS = longest_first(words_that("excepts_a_model"))
_APART = longest_first(words_that("excepts_a_model_apart"))
_ASKED = ("ask.other_model",)


def excepts(ask: Ask) -> bool:
    """Whether a model is named as the one that something does not hold for."""
    said = ask.source.casefold()
    return bool(ask.left_out) and any(map(said.__contains__, _EXCEPTS))


def with_exceptions(ask: Ask) -> Ask:
    """`ask` with the model of `apart from opus` as one that is left out."""
    said = ask.source.casefold()
    if not ask.models or not any(map(said.__contains__, _APART)):
        return ask
    names = names_told(ask, lambda each: _is_apart(each, ask))
    out = tuple(each for each in ask.models if each.heard in names)
    if not out:
        return ask
    kept = tuple(each for each in ask.models if each not in out)
    return replace(ask, models=kept, left_out=(*ask.left_out, *out))


def with_exceptions_told(excepted: Ask, ask: Ask) -> Ask:
    """`ask` without the models that are excepted, where it names others or none are.

    Raises:
        NeedsMore: it names none, behind opus alone or a comparison: `all batched apart from opus`.
    """
    if excepted is not ask and not excepted.models:
        raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))
    return excepted


def _is_apart(heard: Heard, ask: Ask) -> bool:
    return ask.source[: heard.span.start].casefold().rstrip().endswith(_APART)


def places_of_others(ask: Ask, previous: MixQuery) -> tuple[int, ...]:
    """The parts that the terms of `ask` are for; none where it excepts none, or says more."""
    if not excepts(ask) or not _is_of_terms_alone(ask):
        return ()
    return other_places(ask, previous.parts)


def other_places(ask: Ask, parts: tuple[Part, ...]) -> tuple[int, ...]:
    """Where the parts are that are not left out; none where a model is none of theirs."""
    named = [*ask.models, *ask.left_out]
    if not all(any(_is(each, part) for part in parts) for each in named):
        return ()
    out = {at for at, part in enumerate(parts) if any(_is(each, part) for each in ask.left_out)}
    wanted = {at for at, part in enumerate(parts) if any(_is(each, part) for each in ask.models)}
    left = (wanted or {*range(len(parts))}) - out
    return tuple(sorted(left))


def _is(model: ModelChoice, part: Part) -> bool:
    return is_one(model) and is_same(model, part.model)


def _is_of_terms_alone(ask: Ask) -> bool:
    """Whether levers are said, and nothing but which parts they are for."""
    terms = ask.modifiers or ask.without or ask.caching or ask.uncached
    numbers = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.discounts, ask.changes)
    others = (ask.times, ask.schedules, ask.days, ask.limits, ask.currencies, ask.partly)
    more = ask.adds or ask.intents or ask.open_prefix or ask.unused
    asked = all(each.message.key in _ASKED for each in ask.troubles)
    return bool(terms) and asked and not (more or any(numbers) or any(others))


def without_its_question(ask: Ask) -> Ask:
    """`ask` where it is known on which parts it is: nothing is to be asked of those left out."""
    others = tuple(each for each in ask.troubles if each.message.key not in _ASKED)
    return replace(ask, troubles=others)
