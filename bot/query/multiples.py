"""Multiples of what was said before: "double the output", "10x the traffic", "+20%"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from msgspec.structs import replace

from pricing import TOKEN_UNITS, Unit, exactly

from .ask import GENERIC, Amount, AmountKind, Ask, Change, Count
from .errors import NeedsMore
from .model import Bounds
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .rules.nouns import in_full


def multiplied(before: Ask, changes: tuple[Change, ...]) -> Ask:
    """`before` with so many times as much of what each change is about.

    Raises:
        NeedsMore: there is none of it, or it could be one of several counts.
    """
    for each in changes:
        before = _times_as_much(before, each)
    return before


def supposed(ask: Ask) -> Ask:
    """`1日1,000件、入力2k…、3倍になったら`: a whole question as it would be with its changes.

    Raises:
        NeedsMore: nothing says that they are supposed, so that "前年の2倍" may be done already.
    """
    for each in ask.changes:
        if ask.parts or not _is_supposed(ask, each):
            raise NeedsMore(phrase("ask.change_of", said=ask.quoted(each.span)), each.span)
    return replace(multiplied(ask, ask.changes), changes=())


def _is_supposed(ask: Ask, change: Change) -> bool:
    """Whether a condition is told in its clause, or behind all else that it is expected.

    A number beside it may be what it comes to: 2倍の2,000件になったら, "doubles to 20k".
    """
    before = _CLAUSE_END.split(ask.source[: change.span.start].casefold())[-1]
    said = ask.quoted(change.span).casefold()
    behind = _CLAUSE_END.split(ask.source[change.span.end :].casefold())[0]
    if any(each in before + behind for each in _PAST) or any(map(str.isdecimal, behind)):
        return False
    if any(map(str.isdecimal, before)) and any(each in before for each in _NOW):
        return False
    others = [each.span for each in ask.counts] + [each.span for each in ask.amounts]
    is_last = all(each < change.span for each in others)
    if is_last and any(each in before + said for each in _MARGINS):  # バッファ2割を見て
        if change.what not in {None, "tokens"}:  # 出力200万、バッファ2割: of the output alone?
            return False
        is_aside = ask.source[: change.span.start - len(before)].endswith("(")
        return not is_aside and not any(each in said + behind for each in _HOLDS)
    if change.what is None and change.noun is None and not _is_of_all(before):
        return False
    expects = is_last and any(each in behind for each in _EXPECTS)
    if_so = not _IF.isdisjoint(_WORD.findall(before))
    supposes = expects or if_so or any(each in said + behind for each in _SUPPOSES)
    return supposes or _is_supposed_with_next(ask, change)


def _is_supposed_with_next(ask: Ask, change: Change) -> bool:
    """`入力が[2倍]、出力が半分になったら`: one condition for both."""
    later = [each for each in ask.changes if each.span.start >= change.span.end]
    if not later:
        return False
    following = min(later, key=lambda each: each.span)
    between = ask.source[change.span.end : following.span.start]
    is_one = not any(map(str.isdecimal, between)) and _SENTENCE_END.search(between) is None
    return is_one and _is_supposed(ask, following)


_SENTENCE_END = re.compile(r"[。;?!\n]")


def _is_of_all(before: str) -> bool:
    """Whether nothing but all of the work can be multiplied: `利用が`, `もし`; not `精度が`."""
    said = before.strip(_TIES)
    return not said or said.endswith(_ALL_OF_IT)


_TIES, _ALL_OF_IT = " がはもをの、", tuple(words_that("all_that_may_grow"))
_CLAUSE_END, _WORD = re.compile(r"[、。,;:!?()\n]|\.(?!\d)"), re.compile("[a-z]+")
_IF, _SUPPOSES = words_that("supposes_in_english"), words_that("supposes_in_japanese")
_EXPECTS, _PAST = words_that("is_expected"), words_that("is_of_the_past")
_NOW, _MARGINS, _HOLDS = map(words_that, ("of_now", "margin_on_top", "holds_a_margin"))


def _times_as_much(before: Ask, change: Change) -> Ask:
    """One kind of amount multiplied, or all of the work: its requests, else all of a volume."""
    if change.what is None and before.counts:
        return _times_as_many(before, change)
    what = _kind_of(change, before)
    kinds = {each.kind for each in before.amounts}
    if before.contents and what in {None, "tokens", Unit.INPUT}:
        raise NeedsMore(phrase("ask.change_of_contents"), change.span)
    if what not in {None, "tokens"} and what not in kinds:
        raise NeedsMore(phrase("ask.change_of_nothing", what=change.what), change.span)
    changed = tuple(
        _amount_times(each, change.factor) if _is_of(each, what) else each
        for each in before.amounts
    )
    old = {each.kind: each for each in before.amounts}
    new = {each.kind for each in changed if each not in before.amounts}
    return replace(before, amounts=with_new_prefix(changed, old, new))


def _kind_of(change: Change, before: Ask) -> AmountKind | Literal["tokens"] | None:
    """What is multiplied; where there are requests, a prompt's size is each one's input."""
    is_each = before.counts or "how_many" in before.intents
    return Unit.INPUT if change.what == "prompt_size" and is_each else change.what


def _is_of(amount: Amount, what: AmountKind | Literal["tokens"] | None) -> bool:
    """Whether a multiple of `what` is one of `amount`: the size of one prompt stays."""
    if what is None:
        return amount.kind not in {"prompt_size", "prefix"}
    if what == "tokens":
        return amount.kind in TOKEN_UNITS or amount.kind == "thinking"
    return amount.kind == what


def _times_as_many(before: Ask, change: Change) -> Ask:
    """More of what is counted: of the noun that was said, else of the first.

    Requests are the innermost, what each of the people sends: 回数を半分に.
    """
    place = 0
    if change.noun in GENERIC:
        place = len(before.counts) - 1
    elif change.noun:
        place = place_of(change.noun, before, change.noun, change.span)
    counts = list(before.counts)
    counts[place] = count_times(counts[place], change.factor)
    return replace(before, counts=tuple(counts))


def _amount_times(amount: Amount, factor: Decimal) -> Amount:
    with exactly():
        return replace(
            amount, quantity=amount.quantity * factor, bounds=_bounds_times(amount.bounds, factor)
        )


def count_times(count: Count, factor: Decimal) -> Count:
    """So many times as many."""
    with exactly():
        return replace(
            count, number=count.number * factor, bounds=_bounds_times(count.bounds, factor)
        )


def _bounds_times(bounds: Bounds | None, factor: Decimal) -> Bounds | None:
    return Bounds(bounds.low * factor, bounds.high * factor) if bounds else None


def place_of(noun: str, before: Ask, said: str, span: Span) -> int:
    """Which of the counts before a noun is about.

    Raises:
        NeedsMore: it could be one of several, or of a part of each prompt: "double the chunks".
    """
    nouns = [in_full(each.noun) for each in before.counts]
    if len(nouns) == 1 and noun not in _PIECES:
        return 0
    if nouns.count(in_full(noun)) != 1:
        raise NeedsMore(phrase("ask.which_count", said=said), span)
    return nouns.index(in_full(noun))


_PIECES = words_that("pieces_of_a_prompt")


def with_new_prefix(
    amounts: tuple[Amount, ...], old: Mapping[AmountKind, Amount], changed: set[AmountKind]
) -> tuple[Amount, ...]:
    """The input with another prefix in it: what comes behind the prefix stays as long."""
    if "prefix" not in changed or "prefix" not in old or Unit.INPUT in changed:
        return amounts
    new = next(each for each in amounts if each.kind == "prefix")
    return tuple(
        _behind(each, old["prefix"], new)
        if each.kind == Unit.INPUT
        else replace(each, span=_NOWHERE)  # "plus a 5k prompt": it is in the input now
        if each is new
        else each
        for each in amounts
    )


_NOWHERE = Span(0, 0)


def is_on_top(prefix: Amount, said: Amount) -> bool:
    """Whether a prefix that is a range comes on top of the input that is said beside it."""
    return prefix.bounds is not None and said.quantity < prefix.bounds.low


def _behind(said: Amount, old: Amount, new: Amount) -> Amount:
    """The input that is said beside one prefix as it is said beside another.

    That is the whole of it, unless the prefix is a range that comes on top of it.

    Raises:
        NeedsMore: the new prefix is a range, and could be part of what is said.
    """
    if old.bounds and not is_on_top(old, said):  # part of the input, which stays
        return said
    behind = said if old.bounds else _longer(said, -old.quantity)
    if not new.bounds:
        return _longer(behind, new.quantity)
    if not is_on_top(new, behind):
        raise NeedsMore(phrase("ask.prefix_or_input", tokens=behind.quantity), new.span)
    return behind


def _longer(said: Amount, by: Decimal) -> Amount:
    with exactly():
        bounds = said.bounds and Bounds(said.bounds.low + by, said.bounds.high + by)
        return replace(said, quantity=said.quantity + by, bounds=bounds)
