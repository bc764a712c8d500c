"""Searches, session hours, images and texts that have a period of their own.

    1000 requests a day ... plus 500 web searches a day         each of the requests, or in all?
    1000 requests a day ... plus 10 images 1000x1000 a week     so too: no request has them weekly
    1000 requests a day ... 500 web searches a day in total     beside the requests

They are asked about with their period, so that a reply can put them where they belong.
"""

from __future__ import annotations

from pricing import FEE_UNITS, Unit

from .ask import Ask, Timed
from .errors import NeedsMore
from .model import EstimateQuery, Images, MixQuery, Query, Scope, Work
from .phrase import phrase
from .reading import Span
from .roles import words_that

_A_PARTICLE = 1


def refuse_rate_of_its_own(ask: Ask, before: Ask) -> None:
    """`plus 300 web searches a day` behind 10,000 requests: so many in all, and not in each.

    Raises:
        NeedsMore: such a period is said, and nothing of what it is of.
    """
    _refuse_sheets(ask, before)
    _refuse_beside_a_volume(ask, before)
    if not (ask.times and before.counts) or ask.counts or ask.scopes:
        return
    fees = [each.span for each in ask.amounts if each.kind in FEE_UNITS]
    contents = [each.span for each in ask.contents if _times_of(each.span, ask)]
    if fees or contents:
        whole = with_period((*fees, *contents)[0], ask)
        is_told = fees or ask.lang == "en"
        key = "ask.each_or_in_all" if is_told else "ask.part_or_all"
        raise NeedsMore(phrase(key, said=ask.quoted(whole)), whole)


def _refuse_beside_a_volume(ask: Ask, before: Ask) -> None:
    """`plus 500 web searches a day` behind 10M in, which are none a day, or behind 10M a month.

    Raises:
        NeedsMore: such a period is no period of the volume.
    """
    said = {each.period for each in ask.times if each.binds == "amounts"}
    known = {each.period for each in before.times if each.binds == "amounts"}
    fees = [each.span for each in ask.amounts if each.kind in FEE_UNITS]
    others = [each for each in ask.amounts if each.kind not in FEE_UNITS]
    of_tokens = any(each.kind not in FEE_UNITS for each in before.amounts)
    if not fees or others or not of_tokens or before.counts or ask.counts or said <= known:
        return
    whole = with_period(fees[0], ask)
    raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(whole)), whole)


def _refuse_sheets(ask: Ask, before: Ask) -> None:
    """`さらに1000x1000の画像を1日10枚` behind 1,000 requests: these stay, most likely.

    Raises:
        NeedsMore: images are counted at a rate, where requests were.
    """
    if not before.counts or any(isinstance(each.content, Images) for each in before.contents):
        return
    images = any(isinstance(each.content, Images) for each in ask.contents)
    for each in ask.counts:
        if images and ask.times and ask.quoted(each.span).endswith(_SHEETS):
            raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(each.span)), each.span)


_SHEETS = tuple(words_that("counter_of_sheets"))


def _times_of(span: Span, ask: Ask) -> list[Timed]:
    """The periods that stand right beside what is at `span`, or in it."""
    return [each for each in ask.times if not each.over and each.span.apart(span) <= _A_PARTICLE]


def with_period(span: Span, ask: Ask) -> Span:
    """The place of what is at `span`, with the period beside it."""
    spans = (span, *(each.span for each in _times_of(span, ask)))
    return Span(min(each.start for each in spans), max(each.end for each in spans))


def are_in_all(ask: Ask) -> bool:
    """Whether `ask` is so many searches, images and the like in all, and nothing else."""
    fees = all(each.kind in FEE_UNITS for each in ask.amounts)
    said = bool(ask.amounts or ask.contents) and fees and not (ask.counts or ask.models)
    return said and ask.scopes == {Scope.TOTAL}


def are_known(ask: Ask, previous: Query) -> bool:
    """Whether the work before has such searches or images already, which may be changed."""
    return any(_has_any(ask, each) for each in _works(previous))


def _works(previous: Query) -> tuple[Work, ...]:
    parts = previous.parts if isinstance(previous, MixQuery) else ()
    alone = (previous.work,) if isinstance(previous, EstimateQuery) else ()
    return (*alone, *(each.work for each in parts))


def _has_any(ask: Ask, work: Work) -> bool:
    kinds = {each.kind for each in ask.amounts}
    searches = Unit.WEB_SEARCH in kinds and work.usage.web_search
    hours = Unit.SESSION_HOUR in kinds and work.usage.session_hour
    return bool(searches or hours or (ask.contents and work.contents))
