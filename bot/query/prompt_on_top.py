"""What every prompt begins with, said behind work: `with a 20k system prompt`, `cache that`.

A prompt longer than all that goes in can't be a part of it, so it comes on top; one that is said to
be `part of the input` leaves that as it is. From then on it is
known by its name, so that it is what `cache that` caches, and not all that goes in.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from pricing import Unit, exactly

from .ask import Amount, Ask, Caching
from .errors import NeedsMore
from .model import PartOfPrompt, Query, Scope
from .phrase import phrase
from .reading import Span
from .recalled import recalled, work_of
from .roles import words_that
from .said_on_top import is_said_on_top


def with_prompt_on_top(ask: Ask, previous: Query) -> Ask:
    """`ask` with its prompt as a part of the input, where it is longer, said on top or inside."""
    if len(ask.amounts) != 1 or ask.caching or ask.amounts[0].kind != "prefix":
        return ask
    (said,) = ask.amounts
    work = work_of(previous)
    if work is None or not work.counts or work.scope is Scope.TOTAL or work.made_of or said.bounds:
        return ask
    before = recalled(previous).amounts
    inputs = [each for each in before if each.kind is Unit.INPUT and not each.bounds]
    is_plain = len(inputs) == 1 and all(each.kind in _SIDES for each in before)
    if not is_plain or work.cached:
        return ask
    on_top = is_said_on_top(said, ask) or ask.source.startswith(_ADDED, said.span.end)
    is_longer = said.quantity > inputs[0].quantity
    behind = ask.source[said.span.end :].strip(" ,.!?、。").casefold()
    if not (on_top or is_longer or behind in _INSIDE):
        return ask
    if behind in _INSIDE and said.quantity >= inputs[0].quantity:
        return ask
    with exactly():
        rest = inputs[0].quantity - (said.quantity if behind in _INSIDE else 0)
        whole = said.quantity + rest
    parts = (PartOfPrompt(_SYSTEM, said.quantity), PartOfPrompt(_REST, rest))
    amount = Amount(Unit.INPUT, whole, said.span, made_of=parts)
    return replace(ask, amounts=(amount,), on_top=())


def is_with_prompt_on_top(ask: Ask) -> bool:
    """Whether that was done, so that no work of its own comes beside that of before."""
    return any([each.name for each in said.made_of] == [_SYSTEM, _REST] for said in ask.amounts)


def refuse_less_than_prompt(ask: Ask, previous: Query) -> Ask:
    """`input 4k` behind 20k of prompt and 8k: what comes behind the prompt, or all of it?"""
    work = work_of(previous)
    prompt = next((e.tokens for e in work.made_of if e.name == _SYSTEM), 0) if work else 0
    for each in ask.amounts if prompt else ():
        if each.kind in _WHOLE and each.quantity <= prompt and not is_said_on_top(each, ask):
            open_one = NeedsMore(phrase("ask.prefix_or_input", tokens=each.quantity), each.span)
            return replace(ask, doubt=open_one)
    return ask


def with_part_cached(ask: Ask, previous: Query) -> Ask:
    """`cache the context`, `cache that` behind work whose prompt was told in parts: that part."""
    work = work_of(previous)
    if len(ask.caching) != 1 or not ask.caching[0].is_open or work is None or not work.made_of:
        return ask
    words = {*_WORD.findall(ask.source.casefold())}
    if _SYSTEM in words or "prompt" in words or "システムプロンプト" in ask.source:
        words.add(_SYSTEM)
    named = [each for each in work.made_of if each.name in words]
    of_that = words & _THAT or any(map(ask.source.startswith, _THAT))
    if not (named or of_that) or ask.amounts:
        return ask
    known = named or [each for each in work.made_of if each.name]
    if len(known) != 1:
        span = ask.caching[0].span
        return replace(ask, doubt=NeedsMore(phrase("ask.prefix_size"), span))
    prefix = Amount("prefix", known[0].tokens, Span(*ask.caching[0].span))
    return replace(ask, amounts=(prefix,), open_prefix=())


def with_so_much_cached(ask: Ask, _: Query) -> Ask:
    """`cache 8k of the prompt`: so many tokens of what goes in, as of `cache 8k of it`."""
    if [each.message.key for each in ask.troubles] != ["ask.part"] or len(ask.caching) != 1:
        return ask
    (trouble,), (cached,) = ask.troubles, ask.caching
    number, span = trouble.message.facts.get("number"), trouble.span
    if not isinstance(number, Decimal) or span is None or not cached.is_open or ask.amounts:
        return ask
    if ask.source[cached.span.end : span.start].strip():
        return ask
    return replace(ask, troubles=(), caching=(Caching(span, None, number),))


_SYSTEM, _REST = "system", ""
_SIDES = frozenset[object]({Unit.INPUT, Unit.OUTPUT})
_INSIDE = words_that("part_of_what_goes_in")
_ADDED = tuple(words_that("is_added_behind"))
_WHOLE = frozenset[object]({Unit.INPUT, "prompt_size"})
_THAT = words_that("what_was_said_before")
_WORD = re.compile("[a-z]+")
