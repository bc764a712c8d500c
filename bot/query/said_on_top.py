"""More of what was said before: "another 5M in and 1M out", 追加で1日2000件."""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from .ask import Amount, Ask, Count
from .reading import ON_TOP
from .roles import words_that


def all_on_top(ask: Ask) -> Ask:
    """`ask` with "another 5M in and 1M out" as more of both."""
    found = list(ask.on_top)
    marks = [each.span.start for each in ask.heard if each.meaning == ON_TOP]
    for one, other in pairwise(ask.amounts):
        between = ask.source[one.span.end : other.span.start].casefold()
        is_more = one.span in found or is_said_on_top(one, ask)
        leads = any(each < one.span.start for each in marks)  # not so "5k more in, 100 out"
        if is_more and leads and between.strip() in _JOINED and not is_said_on_top(other, ask):
            found.append(other.span)
    return replace(ask, on_top=tuple(found))


_JOINED = frozenset({"", *words_that("joins_amounts")})


def is_said_on_top(said: Amount | Count, ask: Ask) -> bool:
    """Whether it is more of what was said before: "another 5M in"."""
    return any(said.span.start <= each.start and each.end <= said.span.end for each in ask.on_top)
