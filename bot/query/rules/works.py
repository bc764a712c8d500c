"""Several works on one model, whose costs are added up.

sum  = work plus work {plus work}          10k chats 2k in 300 out and 2k reports 4k in 500 out
work = count ["a" period] amounts | amounts count ["a" period]
plus = "and" | "+" | "plus" | "と" ...

Each work has a count and amounts of its own, of the same kinds. Where nothing adds them up, they
may be what it was and what it will be, and are left to be asked about; so they are where a term
stands between them, which could be that of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from bot.query.ask import Amount, Ask, Count, Timed
from bot.query.model import Foreign, Group, Scope
from bot.query.pieces import Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_PLUS, _BETWEEN = words_that("adds_up_works"), words_that("between_works")
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
    if len(ask.counts) < len("ab") or not _may_be_several(ask):
        return ()
    works = _works(ask)
    if not works or not all(_adds_up(sentence, one, other) for one, other in pairwise(works)):
        return ()
    if any(_is_term(each, works[0].start, works[-1].start) for each in sentence.pieces):
        return ()
    others = tuple(each for each in ask.times if each.binds != "requests")
    return tuple(
        replace(ask, counts=(each.requests,), amounts=each.amounts, times=(*each.times, *others))
        for each in works
    )


def _may_be_several(ask: Ask) -> bool:
    """Whether all is said of one model, and nothing of it is of all works together."""
    if len(ask.models) != 1 or isinstance(ask.models[0], Foreign | Group):
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
    return min(counts, key=lambda each: _apart(each, time)) is count


def _apart(count: Count, time: Timed) -> int:
    return max(time.span.start - count.span.end, count.span.start - time.span.end)


def _adds_up(sentence: Sentence, one: _Work, other: _Work) -> bool:
    """Whether only a plus stands between two works."""
    between = {
        each.text.casefold()
        for each in sentence.pieces
        if one.end <= each.span.start and each.span.end <= other.start
    }
    return not between.isdisjoint(_PLUS) and between <= _PLUS | _BETWEEN


def _is_term(piece: Piece, start: int, end: int) -> bool:
    is_between = start <= piece.span.start < end
    return is_between and isinstance(piece, TermPiece) and piece.term.category in _TERMS
