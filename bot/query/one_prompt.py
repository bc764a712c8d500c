"""The size of one prompt, behind amounts that nobody said the number of requests of.

Behind 10M in, "a 150k prompt" is how large each of them is, which decides their tier. Behind 40k
in it is what goes into the one request, instead of those.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import Unit

from .ask import Ask
from .errors import NeedsMore
from .model import MOST_OF_ONE, Scope
from .phrase import phrase
from .roles import words_that

_PROMPT = tuple(words_that("names_a_prompt"))


def of_one_prompt(ask: Ask, before: Ask) -> Ask:
    """`ask` with the size of one prompt as that, or as what goes into the one request.

    Raises:
        NeedsMore: nothing says that it is of one: "150k prompt" behind 10M in.
    """
    if before.counts or before.scopes or before.intents:
        return ask
    _refuse_so_many_or_so_long(ask, before)
    if len(ask.amounts) != 1 or ask.counts:
        return ask
    (said,) = ask.amounts
    old = {each.kind: each.quantity for each in before.amounts}
    words = ask.quoted(said.span).casefold()
    is_prompt = said.kind in _SIZES and any(map(words.__contains__, _PROMPT))
    if not is_prompt or Unit.INPUT not in old or said.quantity > MOST_OF_ONE:
        return ask
    is_one = old[Unit.INPUT] <= _LONGEST_PROMPT and old.get(Unit.OUTPUT, 0) <= _LONGEST_ANSWER
    if is_one and (_SEVERAL not in words or said.quantity >= old[Unit.INPUT]):
        amount = replace(said, kind=Unit.INPUT)
        return replace(ask, amounts=(amount,), scopes=frozenset({Scope.EACH}))
    is_told = _SEVERAL in words or (old[Unit.INPUT] > MOST_OF_ONE and said.kind != Unit.INPUT)
    if not (is_told or ask.of_one):
        raise NeedsMore(phrase("ask.each_or_in_all", said=ask.quoted(said.span)), said.span)
    amount = replace(said, kind="prompt_size")
    return replace(ask, amounts=(amount,), scopes=frozenset(), of_one=False)


def _refuse_so_many_or_so_long(ask: Ask, before: Ask) -> None:
    """`with 150k prompts` behind 10M in: so many of them, or so long ones?"""
    sizes = [
        each for each in ask.counts if each.noun == _SEVERAL and _SHORT < each.number <= MOST_OF_ONE
    ]
    if sizes and before.amounts and not (ask.amounts or ask.times):
        span = sizes[0].span
        raise NeedsMore(phrase("ask.number_of_what", said=ask.quoted(span)), span)


_SIZES, _SEVERAL = frozenset({Unit.INPUT, "prompt_size"}), "prompts"
_SHORT = 5_000
"""Tokens that hardly anybody calls long for a prompt; fewer are a number of prompts."""
_LONGEST_PROMPT, _LONGEST_ANSWER = 200_000, 128_000
"""Tokens: more is hardly ever one prompt; a model writes no more in one answer."""
