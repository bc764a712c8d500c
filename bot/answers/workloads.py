"""From what was asked to what is priced: a query's work on one model as a `Workload`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple, assert_never

from msgspec.structs import replace

from bot.query.errors import NeedsMore
from bot.query.model import (
    ONE,
    SCHEDULED,
    Counted,
    Following,
    Foreign,
    Group,
    ModelChoice,
    Named,
    Newest,
    Scope,
    Work,
    product,
)
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.rules.nouns import singular
from pricing import (
    TOKEN_UNITS,
    Model,
    ModelPricing,
    Modifier,
    PriceList,
    Usage,
    Workload,
    divide,
    exactly,
)


class Chosen(NamedTuple):
    """A model that a query names, with the word that named it."""

    name: str
    model: Model | None
    """None: another vendor's, or a family with no model on the day."""
    choice: ModelChoice


def choose(choice: ModelChoice, prices: PriceList) -> tuple[Chosen, ...]:
    """The models that `choice` stands for on the day of `prices`."""
    match choice:
        case Named():
            model = prices.book.find(choice.id)
            return (Chosen(model.name, model, choice),)
        case Newest():
            newest = prices.newest(choice.family)
            name = newest.name if newest else choice.family.capitalize()
            return (Chosen(name, newest, choice),)
        case Following(of=of):
            return (_replacing(choose(of, prices)[0], choice, prices),)
        case Group():
            return tuple(Chosen(each.name, each, choice) for each in _of_group(choice, prices))
        case Foreign():
            return (Chosen(choice.name, None, choice),)
        case _:
            assert_never(choice)


def _of_group(group: Group, prices: PriceList) -> Iterator[Model]:
    models = prices.current() if group.which == "current" else prices.sold()
    families = {each.family for each in group.without if isinstance(each, Newest)}
    out = [choose(each, prices)[0].model for each in group.without if not isinstance(each, Newest)]
    for each in models:
        if group.family in (None, each.family) and each.family not in families and each not in out:
            yield each


def _replacing(replaced: Chosen, choice: Following, prices: PriceList) -> Chosen:
    """What replaces a model on the day.

    Raises:
        NeedsMore: nothing does.
    """
    from pricing import successor  # noqa: PLC0415 - rarely asked

    found = successor(replaced.model, prices) if replaced.model else None
    if found is None:
        raise NeedsMore(phrase("ask.no_successor", name=replaced.name))
    return Chosen(found.model.name, found.model, choice)


def workload(work: Work, model: Model, scope: Scope) -> Workload:
    """`work` on `model`; totals beside a number of requests are spread evenly over them."""
    usage = work.usage if work.cached is None else work.usage.cached(work.cached)
    spread = work.requests is not None and scope is Scope.TOTAL
    return Workload(
        model.id,
        usage,
        requests=None if spread else work.requests,
        modifiers=work.modifiers,
        prompt_tokens=_even_prompt(usage, work) if spread else work.prompt_tokens,
        discount=work.discount,
    )


def _even_prompt(usage: Usage, work: Work) -> Decimal:
    """One request's even share of the prompt, rounded up, which never crosses a whole limit."""
    share = divide(usage.prompt, work.requests or 1)
    return share.to_integral_value(ROUND_CEILING)


def settled_scope(work: Work, pricings: list[ModelPricing]) -> Scope:
    """What the amounts are meant for, where a number of requests stands beside them.

    Said plainly, it stays. Unmarked amounts are per request, unless no named model takes
    that much in one request: then they are totals.

    Raises:
        NeedsMore: either could be meant: only some of the models take it, or people use it, each
            of them or all together.
    """
    if work.requests is None or work.scope is not Scope.UNMARKED:
        return work.scope
    takes = [_takes(work, pricing) for pricing in pricings]
    if all(takes):
        return Scope.EACH
    if any(takes):
        raise NeedsMore(phrase("ask.each_or_total", requests=work.requests))
    if is_of_people(work.counts):
        raise NeedsMore(phrase("ask.each_or_total_people"))
    if is_of_runs(work.counts) and work.requests <= _MOST_RUNS:
        if work.requests == ONE:
            return Scope.EACH
        raise NeedsMore(phrase("ask.each_or_total_runs"))
    if _is_next_to_nothing(work, work.requests):
        raise NeedsMore(phrase("ask.each_or_total_small", requests=work.requests))
    return Scope.TOTAL


def people_volume(work: Work, largest: Work, scope: Scope, model: Model, day: date) -> Work | None:
    """What people use in all, where that of one of them is no single request's: a volume.

    A total over people is one anyway. None where what each of them uses may be a request:
    "30 engineers, 20k in each" is priced as 30 of them. Days on which they do so may be counted as
    well: "20 devs, 2M in each a day, 21 days a month". So it is of jobs and sessions.

    `largest`: `work` at the high end of its ranges, which says whether it is a request's.
    """
    of_people = is_of_people(work.counts)
    if not of_people and (scope is Scope.TOTAL or not is_of_runs(work.counts)):
        return None
    if scope is Scope.TOTAL:
        return replace(work, counts=(), scope=Scope.UNMARKED)
    fits = _fits(largest, model.context_window, model.output_limit(batch=_is_batch(work)))
    prompt = largest.usage.prompt
    is_dearer = any(row.holds_on(day) and prompt > row.above for row in model.tiers)
    if fits and not (of_people and is_dearer):
        return None
    usage = work.usage.times(product(work.counts))
    return replace(work, counts=(), scope=Scope.UNMARKED, usage=usage)


def is_of_people(counts: tuple[Counted, ...]) -> bool:
    """Whether only people, and days, are counted: who does it, not how often."""
    if not counts:
        return False
    people, *days = counts
    return singular(people.noun) in _USERS and all(each.noun in SCHEDULED for each in days)


def is_of_runs(counts: tuple[Counted, ...]) -> bool:
    """Whether jobs or sessions are counted, of people or not: each may be many requests."""
    said = (each.noun for each in counts if each.noun not in SCHEDULED)
    nouns = {singular(each.rpartition(" ")[2]) for each in said}
    return not nouns.isdisjoint(_RUNS) and nouns <= _RUNS | _USERS


def is_of_any(counts: tuple[Counted, ...]) -> bool:
    """Whether what is counted may take more than one request holds."""
    return is_of_people(counts) or is_of_runs(counts)


_USERS = words_that("person") | words_that("uses_much")
_RUNS = words_that("many_requests_in_one")
_MOST_RUNS = 100
"""Of more, what is too large for one request is what all of them take."""
_FEWEST = 10
"""Tokens that one request takes of any kind at least, if it takes some."""


def _is_next_to_nothing(work: Work, requests: Decimal) -> bool:
    """Whether totals would leave a request a handful of tokens: "1000 requests, 250k in 1k out"."""
    with exactly():
        return any(much < _FEWEST * requests for unit, much in work.usage if unit in TOKEN_UNITS)


def refuse_next_to_nothing(work: Work, requests: Decimal) -> None:
    """Ask where totals leave a request hardly a token, as if the cost is what is summed up.

    Raises:
        NeedsMore: `1000 requests/day, 3k in 500 out, in total per month`.
    """
    with exactly():
        whole = work.usage.prompt + work.usage.output
        is_little = 0 < whole < _FEWEST_IN_ALL * requests
    if is_little:
        raise NeedsMore(phrase("ask.each_or_total_few", requests=requests))


_FEWEST_IN_ALL = 50
"""Tokens that one request takes at least, in and out."""


def _takes(work: Work, pricing: ModelPricing) -> bool:
    """Whether one request of this size is within the model's limits."""
    return _fits(work, pricing.context_window, pricing.max_output(batch=_is_batch(work)))


def _fits(work: Work, window: int | None, most: int | None) -> bool:
    """Whether one request is within limits of its prompt and its output; None: not known."""
    usage = work.usage
    return (window is None or usage.prompt <= window) and (most is None or usage.output <= most)


def _is_batch(work: Work) -> bool:
    return Modifier.BATCH in work.modifiers
