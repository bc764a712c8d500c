"""What a follow-up says of one of those that were counted before, or asks of some of them.

"one ticket is 5k in", "what does one call cost?", "what do 1,000 tickets cost?" behind 12,000
tickets a day: there are as many as before, and not one a day.
"""

from __future__ import annotations

from msgspec.structs import replace

from .ask import Ask, Count, PerUnit
from .errors import NeedsMore
from .model import ONE, BudgetQuery, Counted, MixQuery, Query, Scope
from .phrase import phrase
from .recalled import work_of
from .roles import words_that
from .rules.nouns import ONE_REQUEST, is_of_people, singular
from .rules.unit_costs import holds_so_much, is_asked_the_cost_of


def of_each_one(ask: Ask, previous: Query) -> Ask:
    """`1件 入力3千`, `one ticket is 5k in` of 10,000 of them: of each, and not of a single one.

    Raises:
        NeedsMore: it is open whether it is a number of them, or what one of them holds.
    """
    if len(ask.counts) != 1 or not (ask.amounts or ask.contents):
        return ask
    (one,) = ask.counts
    said = ask.quoted(one.span)
    if one.number != ONE and ask.source.startswith(_PER, one.span.end):  # 1,000件あたり入力200万
        raise NeedsMore(phrase("ask.in_each", said=said), one.span)
    if one.number != ONE or one.bounds or _is_only(ask, one) or not _was_counted(one, previous):
        return ask
    if said.isascii() and not holds_so_much(ask.source, one.span):
        if not _is_rate(previous):  # "1 ticket, 5k in" of 10,000 of them in all
            return ask
        raise NeedsMore(phrase("ask.in_each", said=said), one.span)
    if len(counts_of(previous)) > 1 and is_of_people(
        one
    ):  # each time, or all that one of them does?
        raise NeedsMore(phrase("ask.which_count", said=said), one.span)
    return replace(ask, counts=(), scopes=ask.scopes | {Scope.EACH})


def asking_what_one_costs(ask: Ask, previous: Query) -> Ask:
    """`what does one call cost`, `1件だと？` of so many a day: no other number of them a day."""
    if len(ask.counts) != 1 or ask.amounts or ask.contents or ask.limits:
        return ask
    (one,) = ask.counts
    if one.bounds or _is_only(ask, one) or not _is_rate(previous):
        return ask
    if not _was_counted(one, previous) or not (
        one.number == ONE or is_asked_the_cost_of(ask.source, one.span)
    ):
        return ask
    said = PerUnit(singular(one.noun), ask.quoted(one.span), one.span, one.number)
    return replace(ask, counts=(), costs_per=(*ask.costs_per, said))


def _is_only(ask: Ask, one: Count) -> bool:
    """`1件だけ`, `just one call`, `1日1件`, `1件にしたら`: so many of them, and no more."""
    is_rate = any(each.binds == "requests" for each in ask.times)
    before = ask.source[: one.span.start].casefold().split()
    is_set = any(each in _ONLY_BEFORE for each in before)
    return is_rate or is_set or ask.source.startswith(_ONLY, one.span.end)


def _was_counted(one: Count, previous: Query) -> bool:
    """Whether there were several of these before, or of what "request" may stand for."""
    counts = counts_of(previous)
    nouns = ONE_REQUEST | {singular(each.noun) for each in counts}
    return bool(counts) and singular(one.noun) in nouns


def _is_rate(previous: Query) -> bool:
    """Whether so many a day, or in another period, were asked about."""
    parts = previous.parts if isinstance(previous, (MixQuery, BudgetQuery)) else ()
    work = parts[0].work if parts else work_of(previous)
    return work is not None and work.per is not None


def counts_of(query: Query) -> tuple[Counted, ...]:
    """What was counted before; of a mix what its first part counts."""
    parts = query.parts if isinstance(query, (MixQuery, BudgetQuery)) else ()
    work = parts[0].work if parts else work_of(query)
    return work.counts if work else ()


_ONLY_BEFORE = words_that("so_many_and_no_more")
_ONLY = (*words_that("only"), *words_that("becomes_so_many"), "にし", "にす")
_PER = tuple(words_that("per_behind_a_period"))
