"""What one of something costs: a request, a ticket, a user.

Of "500 users x 20 messages a day" a message costs so much each time, and a user so much a month;
of "100 tickets a day x 4 calls" a ticket costs so much once, however many of them there are.
Which of two is the other's is told by what they are: people have messages, and each message
is a request. Where neither says so, only a request's cost is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from msgspec.structs import replace

from bot.query.ask import CASES, PerUnit
from bot.query.errors import NeedsMore
from bot.query.model import ONE, REQUESTS, Counted, Work, product
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.rules.nouns import ADOPTERS, COUNTERS, TIMES, plural, singular
from pricing import divide, exactly

from .projection import Projection
from .types import Answer, ComparisonAnswer, EstimateAnswer, UnitCost

_PERSONS = words_that("person")
_REQUESTS = words_that("one_request")
_IN_A_REQUEST = words_that("is_a_request")
_STAY = _PERSONS | words_that("uses_much")
"""What is there for as long as the work goes on, and costs so much a month."""
_COME_ONCE = words_that("comes_once")
_THOUSAND = Decimal(1000)
_ALIKE = Context(prec=24)
"""Fewer digits than a share with no end has: what differs in the last of them is the same."""
_FACTORS = frozenset({"seconds", "minutes", "hours", "days", "business days", "weeks", "months"})
"""Of a schedule: 8 hours in "10 requests an hour, 8 hours a day"."""


class Nested(NamedTuple):
    """What is counted, outermost first: `outer` holds so many of the next, down to `inner`."""

    outer: tuple[Counted, ...]
    inner: Counted | None


def unit_costs(
    work: Work, said: Decimal, asked: Decimal, projection: Projection
) -> tuple[UnitCost, ...]:
    """US dollars for one of each thing that was counted, outermost first; nothing for a volume.

    Args:
        work: without ranges.
        said: US dollars for the period that it was said for.
        asked: the same for what is asked.
        projection: from the one to the other.
    """
    if not work.requests:
        return ()
    outer, inner = nested(work.counts)
    name, number = (_noun(inner.noun), inner.number) if inner else (REQUESTS, None)
    each_request = divide(said, work.requests)
    if inner and singular(name) in _STAY:
        with exactly():  # so often, of "20 devs a day, 21 days a month"
            often = each_request * product(tuple(each for each in work.counts if each is not inner))
        return (UnitCost(name, projection.of(often), projection.over, counted=number),)
    innermost = UnitCost(name, each_request, counted=number)
    if inner is None:
        return (innermost,)
    holding = (*outer, inner)
    held = [_of_one(holding, index, each_request, asked, projection) for index in range(len(outer))]
    return (*held, innermost)


def spread(corners: Iterable[tuple[UnitCost, ...]]) -> tuple[UnitCost, ...]:
    """What one of each thing costs at every corner of the ranges, as one from low to high.

    Where a range begins with none of them, nothing is one of them there.
    """
    some = [each for each in corners if each]
    return tuple(_from_low_to_high(alike) for alike in zip(*some, strict=True))


def _from_low_to_high(alike: Sequence[UnitCost]) -> UnitCost:
    costs = [each.usd for each in alike]
    low, high = min(costs), max(costs)
    counted = {each.counted for each in alike}
    return alike[0]._replace(
        usd=low,
        high=None if _ALIKE.plus(low) == _ALIKE.plus(high) else high,
        counted=counted.pop() if len(counted) == 1 else None,
    )


def _of_one(
    holding: tuple[Counted, ...],
    index: int,
    each_request: Decimal,
    asked: Decimal,
    projection: Projection,
) -> UnitCost:
    """What one of the things at `index` costs: once if it comes once, else while it is there."""
    number, noun = holding[index]
    if singular(noun) in _COME_ONCE:
        with exactly():
            usd = each_request * product(holding[index + 1 :])
        return UnitCost(noun, usd, counted=number)
    return UnitCost(
        noun, divide(asked, product(holding[: index + 1])), projection.over, counted=number
    )


def nested(counts: Sequence[Counted]) -> Nested:
    """What holds what, as far as the nouns say so."""
    counted = [each for each in counts if each.noun not in _FACTORS] or list(counts)
    if len(counted) == 1:
        return Nested((), counted[0])
    first, *middle, last = counted
    if not middle and _rank(last.noun) > _rank(first.noun):
        first, last = last, first
    if _rank(last.noun) < (0 if middle else _rank(first.noun)):
        return Nested((first, *middle), last)
    return Nested((), None)


def _rank(noun: str) -> int:
    """How surely a noun is what holds others: people 1, requests -1, anything else 0."""
    one = singular(noun)
    if one in _PERSONS:
        return 1
    return -1 if one in _REQUESTS or one in _IN_A_REQUEST else 0


def _noun(noun: str) -> str:
    return REQUESTS if noun == TIMES else noun


# --- what one of something costs was asked


def asked_first(answer: Answer, asked: Sequence[PerUnit]) -> Answer:
    """`answer` with the units that were asked about before the others.

    Raises:
        NeedsMore: nobody said how many of them there are.
    """
    if isinstance(answer, EstimateAnswer):
        return replace(answer, units=_sorted(answer.units, asked))
    if isinstance(answer, ComparisonAnswer):
        compared = [
            replace(each, units=_sorted(each.units, asked)) if each.estimate else each
            for each in answer.compared
        ]
        return replace(answer, compared=tuple(compared))
    return answer


def _sorted(units: tuple[UnitCost, ...], asked: Sequence[PerUnit]) -> tuple[UnitCost, ...]:
    found = dict.fromkeys(_one(units, each) for each in asked)
    told = {each.noun for each in found if each.number in {ONE, _THOUSAND}}
    return (*found, *(each for each in units if each.noun not in told))


def _one(units: Sequence[UnitCost], asked: PerUnit) -> UnitCost:
    """The unit that was asked about; what is called a request may have any name."""
    noun = singular(asked.noun)
    same = _counted_so(units, asked) or [
        each for each in units if _is_same(singular(each.noun), noun)
    ]
    if not same and units and noun in _REQUESTS:
        same = [units[-1]]
    if not same and len(units) == 1 and units[-1].noun == REQUESTS and noun not in _PERSONS:
        same = [units[-1]._replace(noun=plural(noun))]
    if not same:
        raise NeedsMore(phrase("ask.how_many_of", said=asked.said), asked.span)
    one = same[0]
    with exactly():
        usd = one.usd * asked.number
        high = None if one.high is None else one.high * asked.number
    return one._replace(usd=usd, high=high, number=asked.number, asked=True)


def _counted_so(units: Sequence[UnitCost], asked: PerUnit) -> list[UnitCost]:
    """What its counter counted before: `1社あたり`, `1件あたり`; 件 also counts inquiries."""
    noun = singular(asked.noun)
    if noun not in _REQUESTS:
        found = [each for each in units if each.noun == CASES and noun not in _PERSONS]
        return [each._replace(noun=plural(noun)) for each in found]
    known = ((each, COUNTERS.get(each.noun, ())) for each in units)
    return [each for each, counters in known if any(map(asked.said.__contains__, counters))]


def _is_same(noun: str, other: str) -> bool:
    return noun == other or {noun, other} <= _PERSONS - {singular(ADOPTERS)}
