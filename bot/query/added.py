"""Work of its own that a follow-up adds to that of before: both are priced as one sum.

    plus a nightly job of 1M in and 200k out
    there's also a summarizer: 500 requests a day, 8k in 1k out
    さらに夜間ジョブで入力100万 出力20万

Amounts without a rate of their own ("a title call as well: 500 in, 20 out") could be for each
request of before or for all of them, so it is asked about; and so is what is added to a
comparison or a budget, or to work on terms that may hold for the new one as well.
"""

from __future__ import annotations

from dataclasses import replace

from pricing import Modifier, Unit

from .ask import Ask
from .errors import NeedsMore
from .mixing import model_of
from .model import EstimateQuery, MixQuery, Part, Query
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .work import work_of

_WHOLE = frozenset({Unit.INPUT, Unit.OUTPUT})
_FEES = frozenset({Unit.WEB_SEARCH, Unit.SESSION_HOUR})
_OF_ALL = frozenset({Modifier.US_ONLY, Modifier.REGIONAL})
"""Terms that a team has, and not a piece of its work."""


def adds_work(ask: Ask) -> bool:
    """Whether `ask` is work of its own that comes beside that of before.

    Raises:
        NeedsMore: it could be that, or more of what each request takes.
    """
    said = ask.source.casefold().lstrip()
    opens = said.startswith(_OPENINGS) or any(map(said.__contains__, _BESIDE))
    of_tokens = any(each.kind not in _FEES for each in ask.amounts)
    if not (opens and of_tokens) or any(map(said.__contains__, _INSTEAD)) or _asks_more(ask):
        return False
    if _has_rate(ask):
        return True
    if ask.models:
        return True
    if {each.kind for each in ask.amounts} >= _WHOLE:
        return not ask.on_top  # "plus 5M in 1M out": simply more
    if not ask.on_top and any(map(said.__contains__, _BESIDE)):  # 評価用に入力500万も
        raise _open("ask.part_or_all", ask)
    return False


_OPENINGS, _BESIDE = tuple(words_that("adds_work")), tuple(words_that("adds_work_anywhere"))
_INSTEAD = tuple(words_that("asks_another_case"))


def refuse_same_again(ask: Ask) -> None:
    """`another team does the same on opus`: that comes on top, and nobody says of what.

    Raises:
        NeedsMore: another team is spoken of, and no amounts of its own.
    """
    said = ask.source.casefold()
    found = next(filter(said.__contains__, _ANOTHER_TEAM), None)
    if found and not ask.amounts:
        start = said.index(found)
        span = Span(start, start + len(found))
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


_ANOTHER_TEAM = tuple(words_that("another_team"))


def _has_rate(ask: Ask) -> bool:
    return bool(ask.counts or ask.times)


def _asks_more(ask: Ask) -> bool:
    """Whether something else is said than what the work is."""
    others = (ask.limits, ask.pasted, ask.parts, ask.shares, ask.partly, ask.changes)
    return bool(ask.against or ask.sided or ask.intents or any(others))


def with_added(ask: Ask, previous: Query) -> MixQuery:
    """The work of `previous` and that of `ask`, as one sum.

    Raises:
        NeedsMore: it is open how often the new work is done, on which model, or on which terms.
    """
    before = _parts_of(previous)
    if not before or _may_share_terms(before):
        raise _open("ask.part_or_all", ask)
    first = before[0].work
    if not _has_rate(ask) and (first.counts or first.per):
        raise _open("ask.added_rate", ask)
    models = {each.model for each in before}
    said = ask if ask.models else replace(ask, models=tuple(models))
    work = work_of(replace(said, adds=False, on_top=()))
    added = Part(model_of(said), replace(work, over=work.over or first.over))
    return MixQuery((*before, added), previous.day, previous.currency)  # type: ignore[union-attr]


def _parts_of(previous: Query) -> tuple[Part, ...]:
    """The pieces of work before; none where that is no plain sum."""
    match previous:
        case EstimateQuery(contrast=None):
            return (Part(previous.model, previous.work),)
        case MixQuery(contrast=None):
            return previous.parts
        case _:
            return ()


def _may_share_terms(parts: tuple[Part, ...]) -> bool:
    works = [each.work for each in parts]
    return any(each.discount or each.modifiers & _OF_ALL for each in works)


def _open(key: str, ask: Ask) -> NeedsMore:
    first = ask.amounts[0].span
    return NeedsMore(phrase(key, said=ask.quoted(first)), first)
