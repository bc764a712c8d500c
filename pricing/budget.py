"""What a budget buys: how many requests it is enough for, or whether it is enough at all."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from .errors import BadWorkload
from .estimate import estimate
from .exact import add, divide, exactly, multiply
from .pricelist import PriceList
from .workload import ONE, ZERO, Workload, amount


class RequestBudget(NamedTuple):
    """How many requests a budget is enough for.

    Attributes:
        limit: the budget, US dollars.
        per_request: US dollars for one request.
        requests: the largest whole number of them that cost no more than `limit`; None where
            they cost nothing.
        cost: US dollars for so many requests.
    """

    limit: Decimal
    per_request: Decimal
    requests: int | None
    cost: Decimal


class Budget(NamedTuple):
    """Whether a budget is enough.

    Attributes:
        limit: the budget, US dollars.
        total: US dollars that the work costs.
        fits: whether that is no more than `limit`.
        share: `total` in shares of `limit`: above 1 it is not enough. To 28 digits.
    """

    limit: Decimal
    total: Decimal
    fits: bool
    share: Decimal


def requests_within(
    limit: Decimal | int, work: Workload | Iterable[Workload], prices: PriceList
) -> RequestBudget:
    """How many requests fit into a budget.

    Args:
        limit: the budget, US dollars.
        work: what one request consumes: a workload with one request, or the parts of a mix,
            whose requests are its shares and sum up to one.
        prices: the rates of a day.

    Raises:
        BadWorkload: `limit` is not above zero, or `work` is not one request.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    works = [work] if isinstance(work, Workload) else list(work)
    whole = reduce(add, [each.requests or ZERO for each in works], ZERO)
    if whole != ONE:
        raise BadWorkload("requests", whole, "what one request costs is asked: they sum up to 1")
    per_request = estimate(works, prices).total
    if not per_request:
        return RequestBudget(limit, per_request, None, per_request)
    with exactly():
        requests = limit // per_request
    return RequestBudget(limit, per_request, int(requests), multiply(requests, per_request))


def fits(limit: Decimal | int, work: Workload | Iterable[Workload], prices: PriceList) -> Budget:
    """Whether `work` costs no more than `limit`, and what share of it.

    Args:
        limit: the budget, US dollars.
        work: all of the work, for the budget's period.
        prices: the rates of a day.

    Raises:
        BadWorkload: `limit` is not above zero.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    total = estimate(work, prices).total
    return Budget(limit, total, total <= limit, divide(total, limit))


def _limit(limit: Decimal | int) -> Decimal:
    limit = amount("limit", limit)
    if not limit:
        raise BadWorkload("limit", limit, "a budget is above 0")
    return limit
