"""A share, or more of it, that a follow-up says of another model: of the work before, or on top?

plus 20% on opus                 more than there was, or a fifth of it?
move another 10% to opus         what opus has already and 10%, or 10% in all?
30% more on opus                 all of it on opus, and more; or the more alone?
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pricing import exactly

from .ask import Ask, Change
from .errors import NeedsMore
from .model import ONE, ModelChoice
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .reading import Span
from .roles import words_that
from .said_beside import place_in


def refuse_shares_on_top(ask: Ask, before: Sequence[ModelChoice]) -> None:
    """`plus 20% on opus`, `さらに1割をopusで`: of the work before, or more than that?

    Args:
        ask: what was said.
        before: the models of one piece of work before; none of a mix.

    Raises:
        NeedsMore: a share on another model seems to come on top.
    """
    if not ask.models or (not ask.shares and set(ask.models) <= set(before)):
        return
    with exactly():
        share = sum((each.share for each in ask.shares), start=Decimal(0))
    is_part = share < ONE and (ask.shares or ask.changes)
    span = (_another_share(ask) or place_in(ask, _ON_TOP)) if is_part else None
    if span := span or _more_on_a_model(ask):
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


def _another_share(ask: Ask) -> Span | None:
    """`[another 10% to opus]`: the word stands right before the share; not もう少し."""
    for each in ask.shares:
        before = ask.source[: each.span.start].rstrip()
        if found := _ANOTHER.search(before):
            return Span(found.start(), each.span.end)
    return None


def _more_on_a_model(ask: Ask) -> Span | None:
    """`30% more on opus`: where the model stands behind what there is more of, in one clause."""
    for each in ask.changes:
        if _is_some_more(each) and (end := _behind_change(ask, each)):
            return Span(each.span.start, end)
    return None


def _is_some_more(change: Change) -> bool:
    """Whether it is more by less than there was, of the requests and not of what each holds."""
    return ONE < change.factor < _TWICE and change.what is None


def _behind_change(ask: Ask, change: Change) -> int | None:
    """Where the model ends that stands behind a change in the same clause."""
    named = {each.heard for each in ask.models}
    behind = (each for each in ask.heard if each.span.start >= change.span.end)
    for each in behind:
        if _APART.search(ask.source, change.span.end, each.span.start):
            return None
        if each.meaning in named:
            return each.span.end
    return None


_TWICE = 2
_APART = re.compile(r"[,.;:?!、。]")
_ON_TOP = AnyWord(words_that("share_on_top"))
_ANOTHER = Pattern(f"(?:{AnyWord(words_that('another_share')).source})$", re.IGNORECASE)
