"""Several works on one model, whose costs are added up.

sum  = work plus work {plus work}          10k chats 2k in 300 out and 2k reports 4k in 500 out
     | work {[mark] work} all              要約は1日300件（…）、分類は1日5千件（…）。どちらも…で合計
work = [label] (count ["a" period] amounts | amounts count ["a" period] | [period] amounts)
plus = "and" | "+" | "plus" | "と" ...
all  = "両方" | "合計" ...

Each work has amounts of its own, of the same kinds, and a count, or all have none; two counts may
share the amounts. Where nothing adds them up, they may be what it was and what it will be, and are
left to be asked about; so they are where a term stands between them, or in the brackets of the
last, which could be that of one, and where a word sets them apart: "what's the difference between
...", "... and 20k chats at peak". One that is spoken of again, "... Batch the reports", has
something of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from bot.query.ask import GENERIC, Amount, AmountKind, Ask, Count, Timed
from bot.query.errors import NeedsMore
from bot.query.lexicon import Term
from bot.query.model import ONE, Foreign, Group, Scope
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, ModelPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.text import has_japanese

from . import labels, own_terms_of_works
from .nouns import singular

_PLUS, _BETWEEN = words_that("adds_up_works"), words_that("between_works")
_APART = words_that("sets_works_apart")
_APART_ON_ONE_MODEL = _APART | words_that("sets_works_of_one_model_apart")
_ASIDE = words_that("leaves_a_work_aside")
_TOTAL_COST = words_that("total_cost")
_SAID, _ALL = _PLUS | _BETWEEN, words_that("adds_all_works_up")
_BEFORE_AND_AFTER = frozenset({"before", "after"})


class _Work(NamedTuple):
    """One of them, and from where to where it is said."""

    requests: tuple[Count, ...]
    amounts: tuple[Amount, ...]
    times: tuple[Timed, ...]
    start: int
    end: int


def several(sentence: Sentence, ask: Ask, *, supposed: bool = False) -> tuple[Ask, ...]:
    """The Ask of each work; nothing where there is only one, or they are not added up.

    Args:
        sentence: what was said.
        ask: all of it.
        supposed: as if their sum were asked for.
    """
    if not _are_many(ask) or not may_be_several(ask) or _is_aside(sentence):
        return ()
    ask = _with_rates_behind(ask)
    works = _works(ask)
    if not works:
        return ()
    end = works[-1].end
    if Scope.TOTAL in ask.scopes:
        if not _is_total_of_cost(sentence, end):
            return ()
        ask = replace(ask, scopes=ask.scopes - {Scope.TOTAL})
    names = labels.places_of_labels(sentence)
    words = _ALL | _TOTAL_COST if names else _ALL
    is_sum = supposed or _asks_for_all(sentence, end, words)
    named = _Named(is_sum=is_sum, names=names)
    is_same = works[0].amounts == works[-1].amounts and not is_sum
    if is_same or (_rules_out_a_sum(sentence, end) and not supposed):
        return ()
    if not all(_adds_up(sentence, one, other, named) for one, other in pairwise(works)):
        return ()
    if _is_of_one(sentence, ask, works, names):
        return ()
    others = tuple(time for time in ask.times if not any(time in work.times for work in works))
    ask = replace(ask, shares=())
    return tuple(
        replace(ask, counts=each.requests, amounts=each.amounts, times=(*each.times, *others))
        for each in works
    )


def _is_of_one(sentence: Sentence, ask: Ask, works: Sequence[_Work], names: frozenset[int]) -> bool:
    """Whether something said may be of one of the works alone, or sets them apart."""
    start, end = works[0].start, works[-1].end
    said = _around(sentence, start, end)
    if _speaks_of_one_again(sentence, start, end) or not said.isdisjoint(_APART_ON_ONE_MODEL):
        return True
    if has_own_term(sentence, start, end, works[-1].start):
        return True
    return own_terms_of_works.first(sentence, ask, Span(start, end), names) is not None


def _are_many(ask: Ask) -> bool:
    """Whether there are several counts, or with none of them several amounts of one kind."""
    if ask.counts:
        return len(ask.counts) > 1
    return len({each.kind for each in ask.amounts}) < len(ask.amounts)


def _asks_for_all(sentence: Sentence, end: int, words: frozenset[str]) -> bool:
    """`どちらもsonnet 5.5で`, `合計でいくら`: in `words`, behind all works, which end at `end`."""
    return any(each.span.start >= end and each.text.casefold() in words for each in sentence.pieces)


def _rules_out_a_sum(sentence: Sentence, end: int) -> bool:
    """`not combined`, `合計は不要`, behind all works, which end at `end`."""
    places = (each for each, piece in enumerate(sentence.pieces) if piece.span.start >= end)
    return any(sentence.word(each) in _ALL and _is_ruled_out(sentence, each) for each in places)


def _is_ruled_out(sentence: Sentence, place: int) -> bool:
    before = {sentence.word(each) for each in range(place - _NEAR_IT, place)}
    behind = sentence.source[sentence.pieces[place].span.end :].lstrip()
    return not before.isdisjoint(_NOT) or behind.startswith(_NOT_NEEDED)


_NOT, _NOT_NEEDED = words_that("rules_out_a_sum"), tuple(words_that("needs_no_sum"))
_NEAR_IT = 3


def ask_about_alternatives(sentence: Sentence, ask: Ask, parts: Sequence[Ask]) -> Ask:
    """Ask whether models with counts of their own are to be added up, where words set them apart.

    `300 requests on sonnet today and 400 on opus next year`, `300 on sonnet or 400 on opus`.
    """
    counts = [each for part in parts for each in part.counts]
    if len(set(counts)) < len("ab"):
        return ask
    start, end = min(e.span.start for e in counts), max(e.span.end for e in counts)
    if own := _term_between(sentence, start, end) or _term_behind(sentence, ask):
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


def _term_behind(sentence: Sentence, ask: Ask) -> Piece | None:
    """`10k chats on sonnet, 2k reports on haiku batched`: of the last, or of all?"""
    spans = [each.span for each in sentence.pieces if isinstance(each, ModelPiece)]
    spans += [each.span for each in ask.counts]
    spans += [each.span for each in ask.amounts]
    return own_terms_of_works.right_behind(sentence, max(each.end for each in spans))


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
    start = _start_of_label(sentence, start)
    named = [each for each in sentence.pieces if _is_noun(each)]
    inside = {_name(each) for each in named if start <= each.span.start < end}
    return any(_name(each) in inside for each in named if not start <= each.span.start < end)


def _start_of_label(sentence: Sentence, start: int) -> int:
    """Where the clause begins in which the first work stands: `[要約が]1日300件`."""
    first = next(p for p, each in enumerate(sentence.pieces) if each.span.start >= start)
    return sentence.pieces[sentence.clause(first).start].span.start


def _is_noun(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        is_named = piece.term == _PROSE or piece.term.category == "count"
        return is_named and piece.text.casefold() not in GENERIC
    return isinstance(piece, WordPiece) and piece.text.casefold() not in _BETWEEN


_PROSE = Term("prose", "prose")


def _name(piece: Piece) -> str:
    return singular(piece.text.casefold())


def _is_total_of_cost(sentence: Sentence, end: int) -> bool:
    """`…500トークン）、合わせてhaiku 4.5で`, `..., haiku 5.5, in total`: apart from the amounts.

    In English behind works with labels alone; the amounts end at `end`.
    """
    totals = [place for place, each in enumerate(sentence.pieces) if _is_total(each)]
    has_names = bool(labels.places_of_labels(sentence))
    return all(
        (has_names or not sentence.word(each).isascii()) and _is_apart(sentence, each, end)
        for each in totals
    )


def _is_apart(sentence: Sentence, place: int, end: int) -> bool:
    """Whether something stands between the amounts and `total`, or it is asked: `total?`."""
    between = sentence.source[end : sentence.pieces[place].span.start].strip()
    return bool(between) or sentence.mark(place + 1, "?")


def _is_total(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term == ("scope", "total")


def may_be_several(ask: Ask) -> bool:
    """Whether all is said of one model, and nothing of it is of all works together."""
    if len(ask.models) != 1 or isinstance(ask.models[0], (Foreign, Group)):
        return False
    return not (ask.joined or is_of_all_together(ask))


def is_of_all_together(ask: Ask) -> bool:
    """Whether something is said or asked of all works that cannot be said of each of them."""
    shared = any(each.share != ONE for each in ask.shares)  # 全部opus 5.5で
    of_all = (ask.summed, shared, ask.partly, ask.contents, ask.pasted)
    asked = (
        ask.limits,
        ask.against,
        ask.saved,
        ask.schedules,
        ask.intents,
    )
    return any(of_all) or any(asked)


def _works(ask: Ask) -> list[_Work]:
    """The works in their order; none where counts and amounts do not take turns."""
    if shared := _sharing(ask):
        return shared
    groups = _grouped(ask)
    found = [_work(each, ask, _rates(each, groups, ask)) for each in groups]
    works = [each for each in found if each]
    kinds = {frozenset(each.kind for each in work.amounts) for work in works}
    periods = {tuple(each.period for each in work.times) for work in works}
    is_whole = len(works) == len(groups) and len(kinds) == 1
    # Each with a rate of its own, or with one that is the same for all of them.
    is_rated = len(periods) == 1 or all(len(each) == 1 for each in periods)
    return works if is_whole and is_rated else []


def _grouped(ask: Ask) -> list[list[Count | Amount]]:
    """What is said of each work, in the order of the text."""
    said: list[Count | Amount] = [*ask.counts, *ask.amounts]
    said.sort(key=lambda each: each.span)
    return list(_groups(said) if ask.counts else _volumes(ask.amounts))


def _with_rates_behind(ask: Ask) -> Ask:
    """`1k short ones (500 in, 100 out) a day and 200 long ones (20k in) a day`: the rate of each.

    Of one alone, behind the last of them, it is not said whose it is.
    """
    ends = [max(each.span.end for each in group) for group in _grouped(ask)]
    rates = [each for each in ask.times if any(_follows(each, end, ask) for end in ends)]
    if not ask.counts or len(rates) < len(ends):
        return ask
    bound = {each: each._replace(binds="requests") for each in rates}
    return replace(ask, times=tuple(bound.get(each, each) for each in ask.times))


def _follows(time: Timed, end: int, ask: Ask) -> bool:
    """Whether a period that is bound to nothing stands right behind `end`, or its bracket."""
    is_free = time.binds is None and not time.over and time.span.start >= end
    return is_free and not ask.source[end : time.span.start].strip(" )")


def _sharing(ask: Ask) -> list[_Work]:
    """`Aは1日300件、Bは1日500件、入力2k出力300`: as often as that each, with the same amounts."""
    counts, amounts = ask.counts, ask.amounts
    first, last = counts[:1], counts[-1:]
    if not (amounts and last) or len({each.kind for each in amounts}) < len(amounts):
        return []
    is_before = all(each.span < first[0].span for each in amounts)
    is_behind = all(each.span > last[0].span for each in amounts)
    if not (is_before or is_behind) or len({_counter(ask, each) for each in counts}) > 1:
        return []
    alone = [[each] for each in counts]
    works = [_work([*each, *amounts], ask, _rates(each, alone, ask)) for each in alone]
    own = [(each.requests[0], each.times[0]) for each in works if each and len(each.times) == 1]
    if len(own) != len(counts) or len({time.period for _, time in own}) > 1:
        return []
    return [
        _Work(
            (one,), amounts, (time,), min(one.span, time.span).start, max(one.span, time.span).end
        )
        for one, time in own
    ]


def _counter(ask: Ask, count: Count) -> str:
    """The counter of a number in Japanese, or the end of its noun: 300[件]."""
    return ask.quoted(count.span)[-1]


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


def _volumes(amounts: Sequence[Amount]) -> Iterator[list[Count | Amount]]:
    """Amounts in all: a work ends where one of its kinds is said again."""
    group: list[Count | Amount] = []
    kinds: set[AmountKind] = set()
    for each in sorted(amounts, key=lambda each: each.span):
        if each.kind in kinds:
            yield group
            group, kinds = [], set()
        group.append(each)
        kinds.add(each.kind)
    yield group


def _work(group: Sequence[Count | Amount], ask: Ask, times: tuple[Timed, ...]) -> _Work | None:
    counts = tuple(each for each in group if isinstance(each, Count))
    amounts = tuple(each for each in group if isinstance(each, Amount))
    is_one = len(counts) == 1 or not ask.counts
    if not (is_one and amounts) or len({each.kind for each in amounts}) < len(amounts):
        return None
    spans = [each.span for each in (*group, *times)]
    return _Work(
        counts, amounts, times, min(each.start for each in spans), max(each.end for each in spans)
    )


def _rates(
    group: Sequence[Count | Amount], groups: Sequence[Sequence[Count | Amount]], ask: Ask
) -> tuple[Timed, ...]:
    """The rates that stand nearest to a work, or in it."""
    binds = "requests" if ask.counts else "amounts"
    rates = (each for each in ask.times if each.binds == binds and not each.over)
    return tuple(each for each in rates if _nearest(each, groups) is group)


def _nearest(time: Timed, groups: Sequence[Sequence[Count | Amount]]) -> Sequence[Count | Amount]:
    """The work that a rate stands beside, or in which it stands."""
    return min(groups, key=lambda group: _extent(group).apart(time.span))


def _extent(group: Sequence[Count | Amount]) -> Span:
    return Span(min(each.span.start for each in group), max(each.span.end for each in group))


def ask_whether_to_add_up(sentence: Sentence, ask: Ask) -> Ask:
    """`ask` with the question whether works are added up, where nothing says so.

    Or whose a term is that stands beside one of them, where they are.
    """
    if ask.troubles or len(ask.counts) < len("ab"):
        return ask
    if own := _open_term(sentence, ask):
        whose = NeedsMore(phrase("ask.which_side", said=own.text), own.span)
        return replace(ask, troubles=(whose,))
    if not several(sentence, ask, supposed=True):
        return ask
    names = [labels.name_of(sentence, each.span) for each in ask.counts]
    said = names if all(names) else [ask.quoted(each.span) for each in ask.counts]
    asked = phrase("ask.several_works", said=tuple(map(str, said)))
    return replace(ask, troubles=(NeedsMore(asked, ask.counts[-1].span),))


def _open_term(sentence: Sentence, ask: Ask) -> Piece | None:
    works = _works(ask) if may_be_several(ask) else []
    if not works:
        return None
    names = labels.places_of_labels(sentence)
    said = Span(works[0].start, works[-1].end)
    return own_terms_of_works.first(sentence, ask, said, names) if names else None


class _Named(NamedTuple):
    """Whether the sum of the works is asked for, and where the names of works with labels stand."""

    is_sum: bool
    names: frozenset[int]


def _adds_up(sentence: Sentence, one: _Work, other: _Work, named: _Named) -> bool:
    """Whether a plus stands between two works, or the sum is asked for; and else only names."""
    between = [
        place
        for place, each in enumerate(sentence.pieces)
        if one.end <= each.span.start and each.span.end <= other.start
    ]
    said = {sentence.word(each) for each in between}
    if not named.is_sum and said.isdisjoint(_PLUS):
        return False
    return all(
        each in named.names or sentence.word(each) in _SAID or _is_label(sentence, each)
        for each in between
    )


def _is_label(sentence: Sentence, place: int) -> bool:
    """`…と[分類が]1日5千件`: what the next work is called, as Japanese puts it before its count."""
    piece = sentence.pieces[place]
    if isinstance(piece, MarkPiece):
        return piece.text in _MARKS
    if not has_japanese(sentence.source):
        return False
    if isinstance(piece, WordPiece) or piece.text in _NAMES:
        return True
    if not isinstance(piece, TermPiece) or piece.text.isascii():
        return False
    return piece.term.category in _OF_LABELS


_NAMES = {*"ABCDEFG", "分"}
"""Bチーム, 別チームの分: terms of their own elsewhere."""
_MARKS = "、。・•:-*(){}/;,."
_OF_LABELS = frozenset({"prose", "count", "particle", "link"})


def has_own_term(sentence: Sentence, start: int, end: int, last: int) -> bool:
    """Whether a term stands between the works, or in a bracket that the last of them opened.

    So does one before the first of them, in its own clause: `バッチの要約が1日300件`.

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
    if not sentence.source.isascii():
        start = _start_of_label(sentence, start)
    return any(_is_term(each, start, last) for each in sentence.pieces)


def _is_term(piece: Piece, start: int, end: int) -> bool:
    is_between = start <= piece.span.start < end
    return (
        is_between
        and isinstance(piece, TermPiece)
        and piece.term.category in own_terms_of_works.TERMS
    )
