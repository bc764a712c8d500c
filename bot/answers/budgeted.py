"""What a budget means for work on one model, or for a mix: what is used of it, or what it buys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bot.query.errors import NeedsMore
from bot.query.model import ONE
from bot.query.phrase import phrase
from pricing import (
    Budget,
    Estimate,
    Model,
    RequestBudget,
    Workload,
    divide,
    estimate,
    exactly,
    fits,
    requests_within,
    users_within,
)

from .budget_terms import Terms
from .cached_share import needed_share
from .types import Budgeted, Note, SummaryTable
from .workloads import Chosen

if TYPE_CHECKING:
    from pricing import Driver


class Found(NamedTuple):
    """What is found of the models in question.

    Attributes:
        terms: what is asked of each of them.
        chosen: what each is called.
        budgeted: what the budget means on each, or of all parts of a mix.
        table: each of them with every lever.
        requests: how many requests the work is, for its period.
        assumed: the notes on the work.
        drivers: which range moves the cost most.
    """

    terms: Terms
    chosen: Sequence[Chosen]
    budgeted: tuple[Budgeted, ...]
    table: SummaryTable
    requests: Decimal | None
    assumed: tuple[Note, ...]
    drivers: tuple[Driver, ...]


def on(model: Model, terms: Terms) -> Budgeted:
    """What the budget means for the work on `model`; of a mix, for all of its parts."""
    low, high = terms.ends(model)
    return (_used if terms.fits else _bought)(model, low, high, terms)


_Works = Sequence[Workload]
"""The work of one model, or the parts of a mix."""


def _used(model: Model, low: _Works, high: _Works, terms: Terms) -> Budgeted:
    """What share of the budget the work takes."""
    result = estimate(low, terms.prices)
    uses = _share_of(terms.limit.high, low, result, terms)
    found = Budgeted(model.name, model, result, uses=uses, needed=needed_share(low, high, terms))
    if not terms.is_ranged:
        return found
    dearest = estimate(high, terms.prices)
    highest = _share_of(terms.limit.low, high, dearest, terms)
    return found._replace(highest=highest, ends=(result, dearest))


def _share_of(limit: Decimal, works: _Works, result: Estimate, terms: Terms) -> Budget:
    """What share of `limit` is used; parts in different periods are each brought to its own."""
    limit = fits(limit, works, terms.prices).limit  # unless no budget can be like this
    total = terms.total(result)
    return Budget(limit, total, total <= limit, divide(total, limit))


def _bought(model: Model, low: _Works, high: _Works, terms: Terms) -> Budgeted:
    """How many requests the budget buys, or senders of them."""
    buy = _senders if terms.of_senders else _requests
    buys, result = buy(terms.limit.low, high, terms)
    if not terms.is_ranged:
        return Budgeted(model.name, model, result, buys=buys)
    most, other = buy(terms.limit.high, low, terms)
    return Budgeted(model.name, model, result, buys=buys, most=most, ends=(result, other))


def _requests(limit: Decimal, works: _Works, terms: Terms) -> tuple[RequestBudget, Estimate]:
    """How many requests there can be, and what so many cost; of none what one does."""
    buys = requests_within(limit, works, terms.prices)
    if buys.requests is None:
        raise NeedsMore(phrase("ask.costs_nothing"))
    return buys, _estimate(Decimal(buys.requests) or ONE, works, terms)


def _senders(limit: Decimal, works: _Works, terms: Terms) -> tuple[RequestBudget, Estimate]:
    """How many users there can be, where each of them sends this work, and what one costs."""
    per, over = terms.costing.projection
    periods = {"per": per, "limit_per": over.period} if per and over else {}
    with exactly():
        limits = limit * terms.many
    buys = users_within(limits, works, terms.prices, **periods)
    if buys.requests is None:
        raise NeedsMore(phrase("ask.costs_nothing"))
    if terms.many == 1:
        return buys, estimate(works, terms.prices)
    each, cost = (divide(usd, terms.many) for usd in (buys.per_request, buys.cost))
    return RequestBudget(limit, each, buys.requests, cost), _estimate(ONE, works, terms)


def _estimate(number: Decimal, works: _Works, terms: Terms) -> Estimate:
    """What so many requests cost, or what so many users send."""
    with exactly():
        counted = [(work, number * (work.requests or ONE)) for work in works]
    shared = [
        replace(work, requests=many if terms.many == 1 else divide(many, terms.many))
        for work, many in counted
    ]
    return estimate(shared, terms.prices)
