"""Only some of those that were counted before: "only 40% of them will use it", 半分だけ使うなら.

As many as that share of them are left. They are called adopters from then on, or takers, since how
many there are in all is no longer known: another share could then be of either, and is asked about.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import part

from .ask import Ask, Count
from .errors import NeedsMore
from .model import ONE, Query
from .phrase import phrase
from .reading import Heard, Span
from .recalled import recalled, work_of
from .roles import words_that
from .rules.nouns import ADOPTERS, TAKERS, in_full, is_of_people


def with_some_of_them(ask: Ask, share: Decimal, span: Span, previous: Query) -> Ask:
    """`ask` with so many of those before, where it says that only they do it.

    Args:
        ask: what was said, with no number but the share.
        share: how much of them, more than none and less than all.
        span: where that is said.
        previous: the thread's last priced query.
    """
    work = work_of(previous)
    others = [each for each in ask.heard if each.span != span]
    counts = recalled(previous).counts if work is not None else ()
    place = _place(others, counts) if _are_told_so(others, counts, span) else None
    if place is None or ask.negations:
        return ask
    left = _so_many(counts[place], share)
    if left is None or any(each.noun in {ADOPTERS, TAKERS} for each in counts):
        asked = NeedsMore(phrase("ask.some_of_them", said=ask.quoted(span)), span)
        return replace(ask, unused=(), scopes=frozenset(), troubles=(asked,))
    told = (*counts[:place], replace(left, span=span), *counts[place + 1 :])
    return replace(
        ask, troubles=(), unused=(), scopes=frozenset(), counts=told, joined=len(told) > 1
    )


def _are_told_so(others: list[Heard], counts: tuple[Count, ...], share: Span) -> bool:
    """Whether it is said that they do it, and nothing else; not "use 40%", which is of anything."""
    nouns = {in_full(each.noun) for each in counts}
    said = [each for each in others if in_full(each.text.casefold()) not in nouns]
    does = [_does_it(each.text.casefold(), is_behind=each.span > share) for each in said]
    return any(does) and all(
        is_told or each.text.casefold() in _PLAIN for each, is_told in zip(said, does, strict=True)
    )


def _does_it(word: str, *, is_behind: bool) -> bool:
    if word.isascii():
        return word in _SHARE_OF_THEM or (is_behind and word in _DO_IT)
    return word.startswith(_DO_IT_IN_JAPANESE) and not any(map(word.__contains__, _NOT))


def _place(others: list[Heard], counts: tuple[Count, ...]) -> int | None:
    """Which of the counts the share is of: the one that is named, else the first."""
    named = {in_full(each.text.casefold()) for each in others}
    found = [place for place, each in enumerate(counts) if in_full(each.noun) in named]
    return next(iter(found), 0 if counts else None)


def _so_many(count: Count, share: Decimal) -> Count | None:
    """That share of them; None where no whole number of them is."""
    number = part(count.number, share)
    if count.bounds or number != number.to_integral_value() or number < ONE:
        return None
    return replace(count, number=number, noun=ADOPTERS if is_of_people(count) else TAKERS)


_PLAIN = words_that("beside_a_bare_share") | words_that("beside_some_of_them")
_DO_IT, _SHARE_OF_THEM = words_that("some_of_them_do"), words_that("share_who_do_it")
_DO_IT_IN_JAPANESE = tuple(each for each in _DO_IT if not each.isascii())
_NOT = ("ない", "なか", "ません")
