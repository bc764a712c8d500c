"""Where a total turns between the ends of a range, so that these are not its extremes.

More of anything costs more, but for two steps downward: a prompt that is just large enough to
be cached costs less than one just below, and so do requests that come just often enough to find
their prefix alive; at random they find it alive the more often the more there are, and may cost
the most, or the least, at a number in between. The whole numbers on either side of such a step,
or turn, are tried as the ends are.
Of amounts in all, so many requests make prompts small enough for a lower tier.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from msgspec.structs import replace

from bot.query.model import ONE, Bounds, Scope, Varied, Work, with_many
from pricing import PROMPT_UNITS, Arrivals, Model, PriceList, Ttl

from .contents import with_contents
from .prefixes import fewest_alive, turns
from .ranges import Steps, in_the_middle

_PROMPT = frozenset(unit.value for unit in PROMPT_UNITS)


class _Terms(NamedTuple):
    """What decides where a total turns.

    Attributes:
        scope: what the amounts are meant for.
        smallest: the tokens of the smallest prompt that is cached; None where not known.
        tier: the largest prompt at the lower rates; None where there is no other.
        prices: the rates of the day.
    """

    model: Model
    scope: Scope
    smallest: int | None
    tier: int | None
    prices: PriceList


def steps_of(
    work: Work, ends: Sequence[Work], model: Model, scope: Scope, prices: PriceList
) -> Steps:
    """The values at which the total of `work` on `model` may turn, by the part that varies.

    `ends` is the work at every combination of the ends of its ranges.
    """
    tier = prices.pricing(model.id).tier
    terms = _Terms(model, scope, model.min_cacheable, tier.above if tier else None, prices)
    others = [*ends, in_the_middle(work)]
    found = {
        each.part: {value for other in others for value in _turns(each, other, terms)}
        for each in work.varied
    }
    return {
        each.part: between
        for each in work.varied
        if (between := _between(found[each.part], each.bounds))
    }


def _between(values: set[Decimal], bounds: Bounds) -> tuple[Decimal, ...]:
    return tuple(sorted(each for each in values if bounds.low < each < bounds.high))


def _turns(varied: Varied, at: Work, terms: _Terms) -> Iterator[Decimal]:
    """Where the total turns as one number moves, with all others as they are in `at`."""
    kind, _, index = varied.part.partition(" ")
    if kind == "count":
        yield from _of_count(at, at.counts[int(index)].number, terms)
    elif terms.smallest is None:
        return
    elif kind in _PROMPT and at.counts and not at.prefix:
        yield from _of_prompt(kind, at, terms.smallest, terms)
    elif kind == "content" and at.counts and not at.prefix:
        yield from _of_content(varied, at, terms.smallest, terms)
    elif kind in {"prefix", "prefix_within", "prompt_size"}:
        yield Decimal(terms.smallest - 1)
        yield Decimal(terms.smallest)


def _of_count(at: Work, number: Decimal, terms: _Terms) -> Iterator[Decimal]:
    """So many requests as keep a prefix alive; so many as bring amounts in all below a tier."""
    if at.prefix is None and not (terms.scope is Scope.TOTAL and terms.tier):
        return
    share = Fraction(number) / Fraction(at.requests or ONE)
    if at.prefix is None:
        yield Decimal(ceil(_prompt(at, terms) * share / (terms.tier or 1)))
    elif at.prefix.arrivals is Arrivals.RANDOM:
        for turn in turns(at, terms.model, terms.prices):
            value = turn * share
            yield from (Decimal(floor(value)), Decimal(ceil(value)))
    else:
        for ttl in Ttl:
            alive = ceil(fewest_alive(at, ttl) * share)
            yield from (Decimal(alive - 1), Decimal(alive))


def _of_prompt(kind: str, at: Work, smallest: int, terms: _Terms) -> Iterator[Decimal]:
    """The largest amount that makes a prompt too small to be cached, and the next one."""
    prompts = Fraction(at.requests or ONE) if terms.scope is Scope.TOTAL else 1
    others = _prompt(at, terms) - Fraction(getattr(at.usage, kind))
    largest = floor((smallest - 1) * prompts - others)
    yield from (Decimal(largest), Decimal(largest + 1))


def _of_content(varied: Varied, at: Work, smallest: int, terms: _Terms) -> Iterator[Decimal]:
    """The most of a content that makes a prompt too small to be cached, and one more of it."""
    index = int(varied.part.partition(" ")[2])
    prompts = Fraction(at.requests or ONE) if terms.scope is Scope.TOTAL else 1

    def is_small(many: int) -> bool:
        contents = list(at.contents)
        contents[index] = with_many(contents[index], Decimal(many))
        return _prompt(replace(at, contents=tuple(contents)), terms) < smallest * prompts

    few, many = floor(varied.bounds.low), ceil(varied.bounds.high)
    if is_small(few) == is_small(many):
        return
    while many - few > 1:
        middle = (few + many) // 2
        few, many = (middle, many) if is_small(middle) else (few, middle)
    yield from (Decimal(few), Decimal(many))


def _prompt(at: Work, terms: _Terms) -> Fraction:
    """The tokens of the prompts: of one, or of all where amounts are in all."""
    return Fraction(with_contents(at, terms.model)[0].usage.prompt)
