"""One part of what goes in, which was told with its name: `context is 8k`, `no history`."""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec.structs import replace

from pricing import Unit, exactly

from .ask import Amount, AmountKind, Ask
from .errors import NeedsMore
from .model import PartOfPrompt, Query, Work
from .number_alone import number_alone
from .phrase import phrase
from .reading import Span
from .recalled import NOWHERE, work_of
from .roles import words_that


def with_part_of_prompt(ask: Ask, previous: Query) -> Ask:
    """`context is 8k` behind 15k of context and a question: the question stays beside it."""
    work = work_of(previous)
    if work is None or not work.made_of:
        return ask
    if len(ask.changes) == 1:
        return _with_part_multiplied(ask, work)
    if found := _with_part_changed(ask, work):
        return found
    said = _size_said(ask)
    if said is None:
        return ask
    number, span, words = said
    named = [each for each in work.made_of if each.name and each.name in words]
    known = [each for each in ask.amounts if each.span != span]
    is_range = any(each.bounds for each in ask.amounts if each not in known)
    if (named and is_range) or not (named or _MAY_BE_ALL.isdisjoint(words)):
        part = phrase("ask.part", said=ask.quoted(span))  # "context" of what has other names
        return replace(ask, troubles=(NeedsMore(part, span),))
    if len(named) != 1:
        return ask
    kind = next((each.kind for each in ask.amounts if each not in known), Unit.INPUT)
    amount = _made_anew(work, named[0], number, span, kind)
    return replace(ask, amounts=(amount, *known), troubles=())


def _with_part_multiplied(ask: Ask, work: Work) -> Ask:
    """`the context doubles`, `question doubles`: the others stay as they are."""
    (change,) = ask.changes
    before = ask.source[: change.span.start].casefold().split()
    while before and before[-1] in _COMES_TO:
        before.pop()
    words = {*before[-1:], *_WORD.findall(ask.quoted(change.span).casefold())}
    named = [each for each in work.made_of if each.name and each.name in words]
    if len(named) != 1 or change.noun or change.what not in {None, "prompt_size"} or ask.amounts:
        return ask
    with exactly():
        tokens = named[0].tokens * change.factor
    amount = _made_anew(work, named[0], tokens, change.span, Unit.INPUT)
    return replace(ask, changes=(), amounts=(amount,))


def _with_part_changed(ask: Ask, work: Work) -> Ask | None:
    """`double the history`, `no history`: that part so many times as long, or not there."""
    words = [*_WORD.findall(ask.source.casefold())]
    named = [each for each in work.made_of if each.name and each.name in words]
    others = (ask.amounts, ask.counts, ask.models, ask.contents, ask.times, ask.unused)
    if len(named) != 1 or any(others):
        return None
    factors = [each.message.facts.get("factor") for each in ask.troubles]
    if len(factors) == 1 and isinstance(factors[0], Decimal) and not ask.negations:
        with exactly():
            tokens = named[0].tokens * factors[0]
        span = ask.troubles[0].span or NOWHERE
        return replace(ask, troubles=(), amounts=(_made_anew(work, named[0], tokens, span),))
    if len(ask.negations) != 1 or ask.troubles or words[-1] != named[0].name:
        return None
    without = tuple(each for each in work.made_of if each != named[0])
    with exactly():
        whole = sum((each.tokens for each in without), start=Decimal(0))
    left = Amount(Unit.INPUT, whole, ask.negations[0], made_of=without if len(without) > 1 else ())
    return replace(ask, negations=(), amounts=(left,))


def of_what_is_not_counted(ask: Ask, _: Query) -> Ask:
    """`履歴が倍になったら`, `精度が2倍`: no more requests, so that it is asked about."""
    if len(ask.changes) != 1 or ask.source.isascii():
        return ask
    (change,) = ask.changes
    before = ask.source[: change.span.start].rstrip(_TIES_TO_A_CHANGE)
    if change.what or change.noun or not before.endswith(_NOT_COUNTED):
        return ask
    asked = NeedsMore(phrase("ask.change_what", said=ask.source.strip(" ?。")), change.span)
    return replace(ask, doubt=asked)


_TIES_TO_A_CHANGE = "がはもをの、 "
_NOT_COUNTED = tuple(words_that("not_what_is_counted"))


def without_its_history(ask: Ask, previous: Query) -> Ask:
    """`no history`, `double the history` behind work: of its prompt, and no history of prices."""
    said = ask.source.casefold()
    multiplied = any(each.message.key == "ask.change_what" for each in ask.troubles)
    is_changed = ask.negations or multiplied
    if not is_changed or not any(map(said.__contains__, _HISTORY)) or work_of(previous) is None:
        return ask
    return replace(ask, doubt=NeedsMore(phrase("ask.part", said=ask.source.strip(" ?。"))))


_HISTORY = tuple(words_that("history_of_a_talk"))


def _made_anew(
    work: Work,
    part: PartOfPrompt,
    tokens: Decimal,
    span: Span,
    kind: AmountKind = Unit.INPUT,
) -> Amount:
    """The input of before with so many tokens in one of its parts."""
    parts = tuple(each._replace(tokens=tokens) if each == part else each for each in work.made_of)
    with exactly():
        whole = sum((each.tokens for each in parts), start=Decimal(0))
    return Amount(kind, whole, span, made_of=parts)


def _size_said(ask: Ask) -> tuple[Decimal, Span, list[str]] | None:
    """How long something is, and what it is called: `context is 8k`, `a 1k question`; else None."""
    if said_alone := number_alone(ask):
        if ask.amounts or ask.models or ask.contents or ask.counts:
            return None
        number, span = said_alone
        before = ask.source[: span.start].casefold().split()
        while before and before[-1].strip(",") in _COMES_TO:
            before.pop()
        behind = ask.source[span.end :].casefold().split()
        return number, span, [*before[-1:], *behind[:1]]
    sizes = [each for each in ask.amounts if each.kind in {"prompt_size", Unit.INPUT}]
    if len(sizes) != 1 or ask.troubles:
        return None
    words = _WORD.findall(ask.quoted(sizes[0].span).casefold())
    return sizes[0].quantity, sizes[0].span, words


_WORD = re.compile("[a-z]+")
_MAY_BE_ALL = frozenset({"context"})
_COMES_TO = words_that("comes_to_a_length") | words_that("comes_to_a_multiple")
