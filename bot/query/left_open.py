"""What stays open though every word was read: asked about, never guessed.

don't scale it by 4                       a change that is ruled out
traffic doubles or triples                one change, or the other
grow by a fifth, then another fifth       two changes, of which one has no number
4k input tokens to half the requests      what becomes of the others?
double the replies                        so many of them, or so long?
haiku at night                            how many of the requests are that?
opus for nobody                           on which model, then?
opus for half of the input                no share of the requests
sonnet for half of the opus ones          a share of what one model does
how much of that is opus output?          one side of what one model does
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec.structs import replace

from pricing import Modifier

from .ask import Ask, Change
from .errors import NeedsMore
from .model import ONE, BudgetQuery, MixQuery, Query
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .reading import Heard, Span
from .recalled import work_of
from .roles import words_that
from .said_beside import names_told, place_in


def without_ruled_out(ask: Ask) -> Ask:
    """`出力を2倍にしないで、入力だけ2倍`: what stays, beside something else that changes."""
    if not ask.negations or len(ask.changes) < len("ab"):
        return ask
    out = {each: span for each in ask.changes for span in ask.negations if _is_behind(each, span)}
    stays = {(each.what, each.noun) for each in out}
    left = tuple(each for each in ask.changes if each not in out)
    if not (out and left) or _ALL in stays | {(each.what, each.noun) for each in left}:
        return ask
    if any((each.what, each.noun) in stays for each in left):
        return ask  # 出力を2倍にしないで、出力を3倍
    negations = tuple(each for each in ask.negations if each not in out.values())
    return replace(ask, changes=left, negations=negations)


def _is_behind(change: Change, negation: Span) -> bool:
    return 0 <= negation.start - change.span.end <= _AS_A_PARTICLE


_ALL, _AS_A_PARTICLE = (None, None), 2


def refuse_open_changes(ask: Ask) -> None:
    """`traffic won't double`, `double or triple the output`: by how much does it change?

    Raises:
        NeedsMore: a change is ruled out, is one of two, or is of a part alone.
    """
    for span in (*(each.span for each in ask.changes), *ask.on_top):
        _refuse_ruled_out(ask, span)
    for each in ask.changes:
        before = ask.source[: each.span.start].casefold().split()
        if each.factor < ONE and ask.amounts and not _ONLY_TO.isdisjoint(before[-1:]):
            raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(each.span)), each.span)
    for one, other in pairwise(ask.changes):
        if ask.source[one.span.end : other.span.start].strip().casefold() in _OR:
            _refuse(ask, Span(one.span.start, other.span.end), "ask.negation")
    for word, behind in pairwise(ask.heard) if ask.changes else ():
        if word.text.casefold() in _ANOTHER and behind.text.casefold() in _FRACTIONS:
            _refuse(ask, Span(word.span.start, behind.span.end), "ask.change_what")


def _refuse_ruled_out(ask: Ask, change: Span) -> None:
    for negation in ask.negations:
        start, end = sorted((negation, change))
        if not _APART.search(ask.source, start.end, end.start):
            _refuse(ask, Span(start.start, end.end), "ask.negation")


def without_nobodys(ask: Ask) -> Ask:
    """`ask` without the model of `opus for nobody, all on haiku`.

    Raises:
        NeedsMore: no other model is named: `none of them on opus`; or it is said of a lever.
    """
    if not _NOBODY.search(ask.source):
        return ask
    for each in ask.caching:
        if not ask.uncached and _NOBODY_HAS.search(ask.source[: each.span.start]):
            _refuse(ask, each.span, "ask.with_or_without", said=ask.source.strip())
    if not ask.models or ask.caching or ask.uncached:
        return ask
    nobodys = names_told(ask, lambda each: _is_nobodys(each, ask))
    kept = tuple(each for each in ask.models if each.heard not in nobodys)
    if not kept:
        raise NeedsMore(phrase("ask.other_model", said=ask.source.strip()))
    return replace(ask, models=kept) if len(kept) < len(ask.models) else ask


def _is_nobodys(heard: Heard, ask: Ask) -> bool:
    behind, before = ask.source[heard.span.end :], ask.source[: heard.span.start]
    return bool(_FOR_NOBODY.match(behind) or _NOBODY_HAS.search(before))


def refuse_open_parts(ask: Ask, previous: Query) -> None:
    """`opus for half of the price`, `double the replies`: of which part of what was before?

    Raises:
        NeedsMore: a share is not of the requests alone, or what is multiplied is not told.
    """
    work = work_of(previous)
    counted = {each.noun for each in work.counts} if work else frozenset[str]()
    for each in ask.changes:
        if each.noun in _MANY_OR_LONG - counted:
            _refuse(ask, each.span, "ask.number_of_what", said=each.noun)
    swaps = len(ask.models) > 1 and any(map(ask.source.casefold().__contains__, _STANDS_IN))
    if ask.negations and swaps:
        _refuse(ask, ask.negations[0], "ask.loose_negation")
    if ask.shares:
        _refuse_share_of_a_side(ask)
    if isinstance(previous, (MixQuery, BudgetQuery)) and previous.parts:
        _refuse_within_a_part(ask)


def refuse_at_times(ask: Ask) -> None:
    """`use haiku at night`: how many of the requests come then?

    Raises:
        NeedsMore: a model, or fast mode, is for a part of the day; a batch may well run then.
    """
    of_some = ask.models or Modifier.FAST in ask.modifiers
    if not of_some or Modifier.BATCH in ask.modifiers or ask.shares or ask.counts:
        return
    if span := place_in(ask, _AT_TIMES):
        _refuse(ask, span, "ask.part_or_all")


def _refuse_share_of_a_side(ask: Ask) -> None:
    """`opus for half of the input`: each request has all of it, or half of them have?

    Of "0% on opus" it is asked as well.
    """
    for each in ask.shares:
        if each.share == 0:
            _refuse(ask, each.span, "ask.part_or_all")
    said = [each for each in ask.heard if each.text.casefold() not in _ARTICLES]
    for word, behind in pairwise(said):
        if word.text.casefold().endswith(_OF) and behind.text.casefold() in _NO_SHARE:
            _refuse(ask, Span(word.span.start, behind.span.end), "ask.part_or_all")


def _refuse_within_a_part(ask: Ask) -> None:
    """`sonnet for half of the opus ones`, `half the opus traffic`, `how much is opus output?`."""
    dealt = {each.model for each in ask.shares}
    names = {each.heard for each in ask.models if each not in dealt}
    numbers = (ask.amounts, ask.counts, ask.changes, ask.caching, ask.contents)
    for share in ask.shares:
        behind = ask.source[share.span.end :].lstrip().casefold()
        if _SHARE_OF.match(ask.quoted(share.span)) and behind.startswith(_PARTS):
            raise NeedsMore(phrase("ask.change_of_mix"), share.span)
    for each in ask.heard:
        behind = ask.source[each.span.end :].lstrip().casefold()
        if each.meaning not in names:
            continue
        if dealt and behind.startswith(_PARTS):
            raise NeedsMore(phrase("ask.change_of_mix"), each.span)
        if not any(numbers) and behind.startswith(_SIDES):
            _refuse(ask, each.span, "ask.which_side", said=ask.source[each.span.start :].strip())


def _refuse(ask: Ask, span: Span, key: str, said: str = "") -> None:
    raise NeedsMore(phrase(key, said=said or ask.quoted(span)), span)


_NOBODY = AnyWord(words_that("nobody"))
_FOR_NOBODY = Pattern(rf"\s*(?:goes |is )?(?:for|to|by|on) (?:{_NOBODY.source})", re.IGNORECASE)
_NOBODY_HAS = Pattern(rf"(?:{_NOBODY.source})[^,.;:?!]*$", re.IGNORECASE)
_AT_TIMES = AnyWord(words_that("part_of_the_day"))
_APART = re.compile(r"[,.;:?!、。]|(?<![a-z])but(?![a-z])", re.IGNORECASE)
_ONLY_TO, _OR = words_that("only_to_a_part"), words_that("one_change_or_another")
_ANOTHER, _FRACTIONS = words_that("another_of_them"), words_that("fraction_by_itself")
_MANY_OR_LONG = words_that("answers_many_or_long")
_STANDS_IN = tuple(words_that("stands_in_for_a_model"))
_ARTICLES, _OF = words_that("article_of_a_side"), ("of", "of the")
_NO_SHARE = words_that("no_share_of_requests")
_PARTS = tuple(words_that("part_told_by_its_model"))
_SIDES = tuple(words_that("side_of_a_part"))
_SHARE_OF = re.compile(r"\S+ (?:of )?(?:the|our) ", re.IGNORECASE)
