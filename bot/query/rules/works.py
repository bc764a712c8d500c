"""Several works on one model, whose costs are added up.

sum  = work plus work {plus work}          10k chats 2k in 300 out and 2k reports 4k in 500 out
work = count ["a" period] amounts | amounts count ["a" period]
plus = "and" | "+" | "plus" | "と" ...

Each work has a count and amounts of its own, of the same kinds. Where nothing adds them up, they
may be what it was and what it will be, and are left to be asked about; so they are where a term
stands between them, or in the brackets of the last, which could be that of one, and where a word
sets them apart: "what's the difference between ...", "... and 20k chats at peak". One that is
spoken of again, "... Batch the reports", has something of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bot.query.ask import GENERIC, Amount, Ask, Count, Timed
from bot.query.errors import NeedsMore
from bot.query.model import Foreign, Group, Scope
from bot.query.phrase import phrase
from bot.query.pieces import Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .nouns import singular

_PLUS, _BETWEEN = words_that("adds_up_works"), words_that("between_works")
_APART = words_that("sets_works_apart")
_APART_ON_ONE_MODEL = _APART | words_that("sets_works_of_one_model_apart")
_ASIDE = words_that("leaves_a_work_aside")
_BEFORE_AND_AFTER = frozenset({"before", "after"})
_TERMS = frozenset({"modifier", "caching", "discount", "without", "negation", "cache_side"})


class _Work(NamedTuple):
    """One of them, and from where to where it is said."""

    requests: Count
    amounts: tuple[Amount, ...]
    times: tuple[Timed, ...]
    start: int
    end: int


def several(sentence: Sentence, ask: Ask) -> tuple[Ask, ...]:
    """The Ask of each work; nothing where there is only one, or they are not added up."""
    if len(ask.counts) < len("ab") or not _may_be_several(ask) or _is_aside(sentence):
        return ()
    works = _works(ask)
    if not works or not all(_adds_up(sentence, one, other) for one, other in pairwise(works)):
        return ()
    start, end = works[0].start, works[-1].end
    said = _around(sentence, start, end)
    if _speaks_of_one_again(sentence, start, end) or not said.isdisjoint(_APART_ON_ONE_MODEL):
        return ()
    if _has_own_term(sentence, start, end, works[-1].start):
        return ()
    others = tuple(each for each in ask.times if each.binds != "requests")
    return tuple(
        replace(ask, counts=(each.requests,), amounts=each.amounts, times=(*each.times, *others))
        for each in works
    )


def ask_about_alternatives(sentence: Sentence, ask: Ask, parts: Sequence[Ask]) -> Ask:
    """Ask whether models with counts of their own are to be added up, where words set them apart.

    `300 requests on sonnet today and 400 on opus next year`, `300 on sonnet or 400 on opus`.
    """
    counts = [each for part in parts for each in part.counts]
    if len(set(counts)) < len("ab"):
        return ask
    start, end = min(e.span.start for e in counts), max(e.span.end for e in counts)
    if own := _term_between(sentence, start, end):
        asked = NeedsMore(phrase("ask.which_side", said=own.text), own.span)
        return replace(ask, troubles=(*ask.troubles, asked))
    said = _around(sentence, start, end)
    is_apart = not said.isdisjoint(_APART) or said >= _BEFORE_AND_AFTER
    if not is_apart and sentence.words.isdisjoint(_ASIDE):
        return ask
    return replace(ask, troubles=(*ask.troubles, NeedsMore(phrase("ask.alternatives"))))


def _term_between(sentence: Sentence, start: int, end: int) -> Piece | None:
    """`10k chats (2k in, batch) on haiku and 2k reports on opus`: of the first, or of all?"""
    return next((each for each in sentence.pieces if _is_term(each, start, end)), None)


def _around(sentence: Sentence, start: int, end: int) -> frozenset[str]:
    """The words from `start` to `end` of the text, and to the ends of their clause.

    A day in no calendar ("next year") is a word that sets things apart, whichever it is.
    """
    places = [
        place
        for place, each in enumerate(sentence.pieces)
        if start <= each.span.start and each.span.end <= end
    ]
    return frozenset(
        "later" if sentence.was(each, "relative") else sentence.word(each)
        for each in sentence.clause(places[0], places[-1] + 1)
    )


def _is_aside(sentence: Sentence) -> bool:
    """Whether the works are compared, or one of them is left out, anywhere in the text."""
    return not sentence.words.isdisjoint(_ASIDE) or sentence.holds("several", "versus")


def _speaks_of_one_again(sentence: Sentence, start: int, end: int) -> bool:
    """`The reports are batched`, レポートはバッチ: what stands outside the works, and is of one."""
    named = [each for each in sentence.pieces if _is_noun(each)]
    inside = {_name(each) for each in named if start <= each.span.start < end}
    return any(_name(each) in inside for each in named if not start <= each.span.start < end)


def _is_noun(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        return piece.term.category == "count" and piece.text.casefold() not in GENERIC
    return isinstance(piece, WordPiece) and piece.text.casefold() not in _BETWEEN


def _name(piece: Piece) -> str:
    return singular(piece.text.casefold())


def _may_be_several(ask: Ask) -> bool:
    """Whether all is said of one model, and nothing of it is of all works together."""
    if len(ask.models) != 1 or isinstance(ask.models[0], (Foreign, Group)):
        return False
    of_all = (ask.joined, ask.summed, ask.shares, ask.partly, ask.contents, ask.pasted)
    asked = (
        ask.limits,
        ask.against,
        ask.saved,
        ask.schedules,
        ask.intents,
        Scope.TOTAL in ask.scopes,
    )
    return not (any(of_all) or any(asked))


def _works(ask: Ask) -> list[_Work]:
    """The works in their order; none where counts and amounts do not take turns."""
    said: list[Count | Amount] = [*ask.counts, *ask.amounts]
    said.sort(key=lambda each: each.span)
    groups = list(_groups(said))
    found = [_work(group, ask) for group in groups]
    works = [each for each in found if each]
    kinds = {frozenset(each.kind for each in work.amounts) for work in works}
    periods = {tuple(each.period for each in work.times) for work in works}
    is_whole = len(works) == len(groups) and len(kinds) == len(periods) == 1
    return works if is_whole else []


def _groups(said: Sequence[Count | Amount]) -> Iterator[list[Count | Amount]]:
    """Each count with its amounts: those behind it, or those before where these come first."""
    is_count_first = isinstance(said[0], Count)
    group: list[Count | Amount] = []
    for each in said:
        if is_count_first and group and isinstance(each, Count):
            yield group
            group = []
        group.append(each)
        if not is_count_first and isinstance(each, Count):
            yield group
            group = []
    if group:
        yield group


def _work(group: Sequence[Count | Amount], ask: Ask) -> _Work | None:
    counts = [each for each in group if isinstance(each, Count)]
    amounts = tuple(each for each in group if isinstance(each, Amount))
    if len(counts) != 1 or not amounts or len({each.kind for each in amounts}) < len(amounts):
        return None
    (count,) = counts
    times = tuple(each for each in ask.times if _is_its(each, count, ask.counts))
    spans = [each.span for each in (*group, *times)]
    return _Work(
        count, amounts, times, min(each.start for each in spans), max(each.end for each in spans)
    )


def _is_its(time: Timed, count: Count, counts: Sequence[Count]) -> bool:
    """Whether a rate is that of `count`, which stands nearest."""
    if time.binds != "requests" or time.over:
        return False
    return min(counts, key=lambda each: each.span.apart(time.span)) is count


def _adds_up(sentence: Sentence, one: _Work, other: _Work) -> bool:
    """Whether only a plus stands between two works."""
    between = {
        each.text.casefold()
        for each in sentence.pieces
        if one.end <= each.span.start and each.span.end <= other.start
    }
    return not between.isdisjoint(_PLUS) and between <= _PLUS | _BETWEEN


def _has_own_term(sentence: Sentence, start: int, end: int, last: int) -> bool:
    """Whether a term stands between the works, or in a bracket that the last of them opened.

    Args:
        sentence: what was said.
        start: where the first work begins.
        end: where the last one ends.
        last: where the last one begins.
    """
    said = sentence.source
    if (
        said.count("(", last, end) > said.count(")", last, end)
        and (closed := said.find(")", end)) > 0
    ):
        last = closed
    return any(_is_term(each, start, last) for each in sentence.pieces)


def _is_term(piece: Piece, start: int, end: int) -> bool:
    is_between = start <= piece.span.start < end
    return is_between and isinstance(piece, TermPiece) and piece.term.category in _TERMS
