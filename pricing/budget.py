"""What a budget buys: how many requests, users or tokens, or whether it is enough at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import reduce
from typing import NamedTuple

from .errors import BadWorkload
from .estimate import estimate
from .exact import add, divide, exactly, quotient
from .periods import Period, convert, period_ratio
from .pricelist import PriceList
from .workload import ONE, ZERO, Modifier, Unit, Usage, Workload, amount


class RequestBudget(NamedTuple):
    """How many requests a budget is enough for, or how many users that each send some.

    Attributes:
        limit: the budget, US dollars.
        per_request: US dollars for one request, or one user.
        requests: the largest whole number of them that cost no more than `limit`; None where
            they cost nothing.
        cost: US dollars for so many of them.
    """

    limit: Decimal
    per_request: Decimal
    requests: int | None
    cost: Decimal


class TokenBudget(NamedTuple):
    """How many tokens of one kind a budget is enough for.

    Attributes:
        limit: the budget, US dollars.
        unit: the kind.
        per_million: US dollars for 1,000,000 of them.
        tokens: the largest whole number of them that cost no more than `limit`; None where
            they cost nothing.
        cost: US dollars for so many of them.
    """

    limit: Decimal
    unit: Unit
    per_million: Decimal
    tokens: int | None
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


class CachedShare(NamedTuple):
    """Which share of its input must be read from the cache for work to fit a budget.

    Attributes:
        limit: the budget, US dollars.
        share: the smallest share that is enough, in whole hundredths of a percent: 0.3948.
        cost: US dollars for the work with that share of its input read from the cache.
    """

    limit: Decimal
    share: Decimal
    cost: Decimal


def requests_within(
    limit: Decimal | int, work: Workload | Iterable[Workload], prices: PriceList
) -> RequestBudget:
    """How many requests fit into a budget.

    Args:
        limit: the budget, US dollars.
        work: what one request consumes: a workload with one request, or the parts of a mix,
            whose requests are its shares: 0.7 and 0.3, or 1 and 2 where a share has no end.
        prices: the rates of a day.

    Raises:
        BadWorkload: `limit` is not above zero, or the requests are no whole number of them.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    works = [work] if isinstance(work, Workload) else list(work)
    whole = reduce(add, [each.requests or ZERO for each in works], ZERO)
    with exactly():
        is_whole = whole and not whole % ONE
    if not is_whole:
        raise BadWorkload("requests", whole, "what one request costs is asked: shares sum up to 1")
    total = estimate(works, prices).total
    if not total:
        return RequestBudget(limit, total, None, total)
    with exactly():
        requests = limit * whole // total
        cost = requests * total
    return RequestBudget(limit, quotient(total, whole), int(requests), quotient(cost, whole))


def users_within(
    limit: Decimal | int,
    work: Workload | Iterable[Workload],
    prices: PriceList,
    *,
    per: Period = Period.MONTH,
    limit_per: Period = Period.MONTH,
) -> RequestBudget:
    """How many users, or whoever sends requests, a budget is enough for.

    Args:
        limit: the budget, US dollars in each `limit_per`.
        work: what one of them sends in each `per`, on one model or in parts.
        prices: the rates of a day.
        per: the period of the work.
        limit_per: the period of the budget.

    Raises:
        BadWorkload: `limit` is not above zero.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    total = estimate(work, prices).total
    above, below = period_ratio(per, limit_per)
    if not total:
        return RequestBudget(limit, total, None, total)
    with exactly():
        users = int(limit * below // (total * above))
        cost = total * above * users
    return RequestBudget(limit, convert(total, per, limit_per), users, quotient(cost, below))


def tokens_within(  # noqa: PLR0913 - the terms are named
    limit: Decimal | int,
    unit: Unit,
    model: str,
    prices: PriceList,
    *,
    modifiers: frozenset[Modifier] = frozenset(),
    discount: Decimal = ZERO,
) -> TokenBudget:
    """How many tokens of one kind a budget is enough for, at the rates of an unknown prompt.

    Args:
        limit: the budget, US dollars.
        unit: the kind of tokens.
        model: the model's name.
        prices: the rates of a day.
        modifiers: terms that scale the rates.
        discount: a negotiated discount, as a share.

    Raises:
        BadWorkload: `limit` is not above zero.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    million = Usage(**{unit.value: _MILLION})
    work = Workload(model, million, modifiers=modifiers, discount=discount)
    per_million = estimate(work, prices).total
    if not per_million:
        return TokenBudget(limit, unit, per_million, None, per_million)
    with exactly():
        tokens = limit * _MILLION // per_million
        return TokenBudget(limit, unit, per_million, int(tokens), tokens * per_million / _MILLION)


_MILLION = Decimal(1_000_000)


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


def cached_share_within(
    limit: Decimal | int, work: Workload | Iterable[Workload], prices: PriceList
) -> CachedShare | None:
    """The smallest share of the input that must be cached for `work` to fit a budget.

    The best case, as with `Lever.CACHED`: what is cached is read, and nothing is written. Of
    several workloads it is the same share of each.

    Args:
        limit: the budget, US dollars.
        work: all of the work, for the budget's period; what it caches itself is left aside.
        prices: the rates of a day.

    Returns:
        None where it does not fit even if all of the input is read from the cache.

    Raises:
        BadWorkload: `limit` is not above zero.
        UnknownModel, CannotPrice: as `estimate`.
    """
    limit = _limit(limit)
    works = [work] if isinstance(work, Workload) else list(work)
    none, whole = (_cached(works, share, prices) for share in (ZERO, ONE))
    share = share_within(limit, none, whole)
    return None if share is None else CachedShare(limit, share, _cached(works, share, prices))


def _cached(works: Iterable[Workload], share: Decimal, prices: PriceList) -> Decimal:
    """What `works` cost with that share of their input read from the cache."""
    changed = (replace(each, usage=each.usage.uncached().cached(share)) for each in works)
    return estimate(changed, prices).total


def share_within(limit: Decimal, none: Decimal, whole: Decimal) -> Decimal | None:
    """The smallest share, in hundredths of a percent, at which a cost is within `limit`.

    Args:
        limit: US dollars.
        none: the cost at a share of 0, in US dollars.
        whole: the cost at a share of 1; between the two it changes evenly.

    Returns:
        None where no share is enough.

    >>> share_within(Decimal(4000), Decimal(6600), Decimal(2040))
    Decimal('0.5702')
    >>> share_within(Decimal(1000), Decimal(6600), Decimal(2040)) is None
    True
    """
    if none <= limit:
        return ZERO
    if whole > limit:
        return None
    with exactly():
        steps, rest = divmod((none - limit) * _STEPS, none - whole)
        return (steps + ONE if rest else steps) / _STEPS


_STEPS = Decimal(10_000)
"""Hundredths of a percent."""


def _limit(limit: Decimal | int) -> Decimal:
    limit = amount("limit", limit)
    if not limit:
        raise BadWorkload("limit", limit, "a budget is above 0")
    return limit
