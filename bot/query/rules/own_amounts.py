"""Which numbers are one model's own: a count beside each model, or amounts beside each.

`700K requests on haiku 4.5 and 300K on opus 4.7` are two works, and `haiku 1k in, opus 3k in` are.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from bot.query.ask import Amount, Ask, Contained, Count, Timed
from bot.query.errors import NeedsMore
from bot.query.model import (
    ONE,
    Foreign,
    Group,
    ModelChoice,
)
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.sentence import Sentence

Item = TypeVar("Item", Amount, Count, Contained, Timed)


def own_parts(
    ask: Ask, places: Sequence[tuple[int, ModelChoice]], calls: Sequence[Count] = ()
) -> tuple[Ask, ...]:
    """The Ask of each model, where numbers stand beside each of them; nothing where none do.

    What is said once is everyone's: "700K requests on haiku 4.5 and 300K on opus 4.7, 5k in".

    Args:
        ask: all that was said.
        places: where each model stands in the text, by its first character.
        calls: how often each of them is called for one of what is counted, where that is said.
    """
    if ask.adds or not are_apart([choice for _, choice in places]):
        return ()
    starts = [place for place, _ in places]
    if _is_out_of_the_first(ask, starts[-1]):
        return ()
    counts = dealt(ask.counts, starts) if len(ask.counts) > 1 and not ask.joined else None
    if calls:
        counts = [_called(each, *ask.counts) for each in calls]
    doubled = len({each.kind for each in ask.amounts}) < len(ask.amounts)
    amounts = dealt_amounts(ask.amounts, starts, ask.source) if doubled else None
    if counts is None and amounts is None:
        return ()
    times = _dealt_rates(ask, starts)
    return tuple(
        replace(
            ask,
            models=(choice,),
            counts=ask.counts if counts is None else counts[index],
            joined=ask.joined or bool(calls),
            amounts=ask.amounts if amounts is None else amounts[index],
            times=ask.times if times is None else times[index],
        )
        for index, (_, choice) in enumerate(places)
    )


def _dealt_rates(ask: Ask, starts: list[int]) -> list[tuple[Timed, ...]] | None:
    """`10k requests a day on haiku, 500 requests a week on opus`: each with its own; else None.

    What stands beside no number, "per month", is asked for of all of them.
    """
    rates = tuple(each for each in ask.times if not each.over and _is_rate(each, ask))
    if len({each.binds for each in rates} - {None}) > 1 or len({e.period for e in rates}) <= 1:
        return None
    others = tuple(each for each in ask.times if each not in rates)
    of_each = dealt(rates, starts)
    return None if of_each is None else [(*each, *others) for each in of_each]


def ask_whose_rate(ask: Ask, places: Sequence[tuple[int, ModelChoice]], *, are_parts: bool) -> Ask:
    """Ask about `haiku 10k a day, opus 500, weekly`: that may be asked for, or be the last one's.

    So does `1000 requests weekly on opus and daily on haiku`, of models without numbers of their
    own.

    Args:
        ask: all that was said.
        places: where each model stands in the text, by its first character.
        are_parts: whether each model has numbers of its own.
    """
    starts = [place for place, _ in places]
    said = tuple(
        each for each in ask.times if not each.over and (each.binds in _RATED or each.often)
    )
    if not are_parts and not any(each.often for each in said):
        return ask
    if len({each.period for each in said}) <= 1 or dealt(said, starts) is None:
        return ask
    if are_parts and _dealt_rates(ask, starts) is not None:
        return ask
    quoted = tuple(ask.quoted(each.span) for each in said)
    asked = NeedsMore(phrase("ask.two_periods", said=quoted), said[-1].span)
    return replace(ask, troubles=(*ask.troubles, asked))


def _is_rate(time: Timed, ask: Ask) -> bool:
    """Whether a period is what a number beside it is per: "500 a week", "a weekly job of 5M"."""
    if time.binds or not time.often:
        return time.binds in _RATED
    numbers = [*(each.span for each in ask.counts), *(each.span for each in ask.amounts)]
    beside = min(numbers, key=time.span.apart)
    first, second = sorted((beside, time.span))
    return _PARTED.isdisjoint(ask.source[first.end : second.start])


_RATED = ("requests", "amounts")
_PARTED = frozenset(",;:.()、。（）")


def are_apart(choices: Sequence[ModelChoice]) -> bool:
    """Whether they are several models, each named once."""
    alone = not any(isinstance(each, (Foreign, Group)) for each in choices)
    return alone and len(choices) > 1 and len(set(choices)) == len(choices)


def _called(calls: Count, of: Count) -> tuple[Count, ...]:
    """Calls for each of what is counted; once for each is as many as those."""
    return (of,) if calls.number == ONE and not calls.bounds else (calls, of)


def _is_out_of_the_first(ask: Ask, last: int) -> bool:
    """`5,000件、そのうちopusが300件`: the first number is of all, and that of no model.

    Args:
        ask: all that was said.
        last: where the last model stands.
    """
    if not ask.counts:
        return False
    between = ask.source[ask.counts[0].span.end : last].casefold()
    return any(each in between for each in _OF_THE_PART)


_OF_THE_PART = words_that("of_the_part")


def alike(ask: Ask, places: Sequence[tuple[int, ModelChoice]]) -> Ask:
    """`opus 月3万件とsonnet 月3万件を比較`: models that are compared, each with the same numbers.

    Where their numbers differ it is asked for one work at a time.

    Args:
        ask: all that was said.
        places: where each model stands in the text, by its first character.
    """
    if not ask.adds or ask.joined or ask.troubles:
        return ask
    starts = [place for place, _ in places]
    counts = dealt(ask.counts, starts) if len(ask.counts) > 1 else None
    doubled = len({each.kind for each in ask.amounts}) < len(ask.amounts)
    amounts = dealt_amounts(ask.amounts, starts, ask.source) if doubled else None
    if counts is None and amounts is None:
        return ask
    numbers = {
        tuple((each.noun, each.number, each.bounds) for each in all_) for all_ in counts or ()
    }
    sizes = {
        tuple((each.kind, each.quantity, each.bounds) for each in all_) for all_ in amounts or ()
    }
    if len(numbers) > 1 or len(sizes) > 1:
        return replace(ask, troubles=(NeedsMore(phrase("ask.alternatives")),))
    return replace(
        ask,
        counts=counts[0] if counts else ask.counts,
        amounts=amounts[0] if amounts else ask.amounts,
    )


def dealt(items: tuple[Item, ...], starts: list[int]) -> list[tuple[Item, ...]] | None:
    """One item for each model, in their order; None where they do not stand so."""
    if len(items) != len(starts):
        return None
    places = [each.span.start for each in items]
    around = any(each.span.start < start < each.span.end for each in items for start in starts)
    if alternate(places, starts) or (alternate(starts, places) and not around):
        return [(each,) for each in items]
    return None  # "opus and 8 haiku workers, 1000 runs": the 8 are none of opus


def counts_each_model(sentence: Sentence) -> bool:
    """Whether each model has a count of its own: `haiku 4.5で1件、opus 4.7で3件`."""
    starts = [sentence.pieces[place].span.start for place, _ in sentence.model_places]
    return len(starts) > 1 and dealt(tuple(sentence.said.counts), starts) is not None


def alternate(first: list[int], second: list[int]) -> bool:
    """Whether the places come in turns, one of the first and then one of the second."""
    turns = [place for pair in zip(first, second, strict=True) for place in pair]
    return turns == sorted(turns)


def dealt_amounts(
    items: tuple[Amount, ...], starts: list[int], source: str
) -> list[tuple[Amount, ...]] | None:
    """The amounts of each model; those of a kind that is said once belong to all.

    Args:
        items: all amounts.
        starts: where each model stands.
        source: the text.
    """
    kinds: dict[object, list[Amount]] = {}
    for each in items:
        kinds.setdefault(each.kind, []).append(each)
    of_each: list[tuple[Amount, ...]] = [() for _ in starts]
    for found in kinds.values():
        each_has = [tuple(found)] * len(starts) if len(found) == 1 else dealt(tuple(found), starts)
        if each_has is None or (len(found) > 1 and _belong_behind(found, starts, items, source)):
            return None
        of_each = [(*before, *more) for before, more in zip(of_each, each_has, strict=True)]
    return of_each


def _belong_behind(
    found: Sequence[Amount], starts: list[int], items: Sequence[Amount], source: str
) -> bool:
    """`2k in 300 out, 30% opus with [6k in], 70% haiku`: of the model before it, and not behind.

    Args:
        found: amounts of one kind, one for each model.
        starts: where each model stands.
        items: all amounts.
        source: the text.
    """
    if _have_clauses_of_their_own([each.span.start for each in found], starts, source):
        return False
    for each, start in zip(found[1:], starts[1:], strict=True):
        ends = [other.span.end for other in items if each.span.start <= other.span.start < start]
        if ends and not _CLAUSE_ENDS.isdisjoint(source[max(ends) : start]):
            return True
    return False


_CLAUSE_ENDS = frozenset(",;")


def _have_clauses_of_their_own(found: list[int], starts: list[int], source: str) -> bool:
    """`500 docs, 20k in, haiku; 3k questions, 5k in, sonnet`: each amount beside its model.

    Args:
        found: where amounts of one kind stand, one for each model.
        starts: where each model stands.
        source: the text.
    """
    stops = [each.start() for each in _STOPS.finditer(source)]
    clauses = [bisect(stops, place) for place in found]
    return len(set(clauses)) == len(found) and clauses == [bisect(stops, e) for e in starts]


_STOPS = re.compile(r"[;\n。；]|[.]\s")


def drop_their_sum(sentence: Sentence) -> None:
    """`100k requests, 70k to haiku 5.5 and 30k to opus 5.5`: the first is their sum."""
    counts = sentence.said.counts
    if len(counts) != sentence.models_named + 1 or any(each.bounds for each in counts):
        return
    whole = max(counts, key=lambda each: each.number)
    others = tuple(each for each in counts if each is not whole)
    starts = [sentence.pieces[place].span.start for place, _ in sentence.model_places]
    rates = [each for each in sentence.said.times if each.binds == "requests"]
    is_alike = len({each.noun for each in counts}) == 1 and not sentence.joins  # not users of calls
    if len(others) < len("ab") or len(rates) > 1 or sentence.said.adds or not is_alike:
        return
    if sum(each.number for each in others) == whole.number and dealt(others, starts):
        counts.remove(whole)
