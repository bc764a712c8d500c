"""Work of its own that a follow-up adds to that of before: both are priced as one sum.

    plus a nightly job of 1M in and 200k out
    there's also a summarizer: 500 requests a day, 8k in 1k out
    さらに夜間ジョブで入力100万 出力20万

Amounts without a rate of their own ("a title call as well: 500 in, 20 out") could be for each
request of before or for all of them, so it is asked about; and so is what is added to a
comparison or a budget, or to work on terms that may hold for the new one as well.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import FEE_UNITS, Modifier, Unit

from .ask import Ask
from .asked import currency_of
from .dealing import are_ranges
from .errors import NeedsMore
from .mixing import model_of
from .model import EstimateQuery, MixQuery, Part, Query, Scope
from .phrase import phrase
from .prompt_on_top import is_with_prompt_on_top
from .rate_of_its_own import are_in_all, are_known
from .reading import Span
from .roles import longest_first, words_that
from .work import work_of

_WHOLE = frozenset({Unit.INPUT, Unit.OUTPUT})
_OF_ALL = frozenset({Modifier.US_ONLY, Modifier.REGIONAL})
"""Terms that a team has, and not a piece of its work."""


def adds_work(ask: Ask) -> bool:
    """Whether `ask` is work of its own that comes beside that of before."""
    said = ask.source.casefold()
    is_beside = any(map(said.__contains__, _BESIDE))
    if are_in_all(ask):
        return True
    if is_with_prompt_on_top(ask):
        return False
    of_tokens = any(each.kind not in FEE_UNITS for each in ask.amounts)
    opens = is_beside or _opens(ask)
    if not (opens and of_tokens) or any(map(said.__contains__, _INSTEAD)):
        return False
    if _has_rate(ask) or ask.models:
        return True
    return not ask.on_top and (is_beside or _is_whole(ask))  # "plus 5M in 1M out": simply more


def _opens(ask: Ask) -> bool:
    return ask.source.casefold().lstrip().startswith(_OPENINGS)


_OPENINGS = tuple(words_that("adds_work"))
_ANOTHER_TEAM = longest_first(words_that("another_team"))
_BESIDE = longest_first(words_that("adds_work_anywhere") | words_that("another_team"))
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


def _has_rate(ask: Ask) -> bool:
    return bool(ask.counts or ask.times)


def _is_whole(ask: Ask) -> bool:
    """Whether both what goes in and what comes out are said."""
    return {each.kind for each in ask.amounts} >= _WHOLE


def _is_plain(ask: Ask) -> bool:
    """Whether it is said what the work is, and no more: 評価用に入力500万も could be a part."""
    others = (ask.limits, ask.pasted, ask.parts, ask.shares, ask.partly, ask.changes, ask.days)
    more = ask.now or ask.against or ask.sided or ask.intents or any(others)
    return not more and bool(_has_rate(ask) or ask.models or _is_whole(ask))


def with_added(ask: Ask, previous: Query) -> MixQuery:
    """The work of `previous` and that of `ask`, as one sum.

    Raises:
        NeedsMore: it is open how often the new work is done, on which model, or on which terms;
            or more is said than what the new work is.
    """
    before = _parts_of(previous)
    own_terms = ask.discounts or ask.modifiers & _OF_ALL
    if not before or own_terms or _may_share_terms(before) or not _is_plain(ask):
        raise _open("ask.part_or_all", ask)
    if are_in_all(ask) and are_known(ask, previous) and not _opens(ask):
        raise _open("ask.part_or_all", ask)
    first = before[0].work
    if not _has_rate(ask) and (first.counts or first.per):
        raise _open("ask.added_rate", ask)
    models = tuple(dict.fromkeys(each.model for each in before))
    if all(each.kind in FEE_UNITS for each in ask.amounts) and not ask.contents:
        models = models[:1]  # a fee is the same on each
    said = ask if ask.models else replace(ask, models=models)
    scopes = frozenset[Scope]() if are_in_all(ask) else ask.scopes
    work = work_of(replace(said, adds=False, on_top=(), scopes=scopes))
    added = Part(model_of(said), replace(work, over=work.over or first.over))
    currency = currency_of(ask) or previous.currency  # type: ignore[union-attr]
    return MixQuery((*before, added), previous.day, currency)  # type: ignore[union-attr]


def _parts_of(previous: Query) -> tuple[Part, ...]:
    """The pieces of work before; none where that is no plain sum."""
    match previous:
        case EstimateQuery(contrast=None):
            return (Part(previous.model, previous.work),)
        case MixQuery(contrast=None) if not are_ranges(each.work for each in previous.parts):
            return previous.parts
        case _:
            return ()


def _may_share_terms(parts: tuple[Part, ...]) -> bool:
    works = [each.work for each in parts]
    return any(each.discount or each.modifiers & _OF_ALL for each in works)


def _open(key: str, ask: Ask) -> NeedsMore:
    spans = [each.span for each in ask.amounts] or [each.span for each in ask.contents]
    first = spans[0]
    return NeedsMore(phrase(key, said=ask.quoted(first)), first)
