"""What work costs on a model: with its contents counted, its prefix cached, its ranges spread."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from bot.query.model import Scope, Work, many_of, with_many
from pricing import CACHE_UNITS, Estimate, Model, PriceList, Workload, estimate, total_cost

from .contents import with_contents
from .prefixes import daily, prefix_workload
from .projection import Projection, projection_of
from .ranges import Steps, corners, drivers, has_middle
from .workloads import people_volume, refuse_next_to_nothing, settled_scope, workload

if TYPE_CHECKING:
    from pricing import Driver


class Cost(NamedTuple):
    """What work costs on a model.

    Attributes:
        estimate: for the period that it was said for; of a range its middle, else its low end.
        total: US dollars for what is asked; None for a range without a middle.
        low, high: the ends of a range; `total` where there is none.
    """

    estimate: Estimate
    total: Decimal | None
    low: Decimal
    high: Decimal


class Costing:
    """The same work on any model; the workload of each is made once.

    Attributes:
        work: what is asked.
        scope: what its amounts are meant for.
        projection: from the period it was said for to what is asked for.
        prices: the rates of the day.
    """

    __slots__ = (
        "_corners",
        "_ends",
        "_largest",
        "_made",
        "_points",
        "_steps",
        "prices",
        "projection",
        "scope",
        "work",
    )

    def __init__(self, work: Work, scope: Scope, projection: Projection, prices: PriceList) -> None:
        self.work = work
        self.scope = scope
        self.projection = projection
        self.prices = prices
        self._made: dict[str, Workload] = {}
        self._steps: dict[str, Steps] = {}
        # At the ends of its ranges, which are the same on every model.
        self._ends = tuple(corners(work)) if work.varied else ()
        self._corners: dict[str, tuple[Work, ...]] = {}
        self._points: dict[str, tuple[Workload, ...]] = {}
        # The high end of a range decides for all of it, so that no end is priced in another way.
        self._largest = _largest(work) if work.varied else None

    def on(self, prices: PriceList) -> Costing:
        """The same, at the rates of another day."""
        return Costing(self.work, self.scope, self.projection, prices)

    def in_all(self) -> Costing:
        """The same, with the amounts taken for all requests together."""
        return Costing(self.work, Scope.TOTAL, self.projection, self.prices)

    def of_work(self, work: Work) -> Costing:
        """The same for other work, which means its amounts alike."""
        return Costing(work, self.scope, self.projection, self.prices)

    def projected(self, projection: Projection) -> Costing:
        """The same, asked for another period."""
        return Costing(self.work, self.scope, projection, self.prices)

    def workload(self, model: Model, corner: Work | None = None) -> Workload:
        """The work, or one corner of it, on `model`.

        Raises:
            CannotPrice: images take an unknown number of tokens on this model.
        """
        if corner is not None and corner is not self.work:
            return self._workload(model, corner)
        made = self._made.get(model.id)
        if made is None:
            made = self._made[model.id] = self._workload(model, self.work)
        return made

    def _workload(self, model: Model, work: Work) -> Workload:
        counted, _ = with_contents(work, model)
        if counted.prefix:
            return prefix_workload(counted, model, self.prices)
        largest = with_contents(self._largest, model)[0] if self._largest else counted
        volume = people_volume(counted, largest, self.scope, model, self.prices.day)
        return workload(volume or counted, model, Scope.UNMARKED if volume else self.scope)

    def total(self, model: Model, work: Work) -> Decimal:
        """US dollars for what is asked, of one corner.

        Raises:
            CannotPrice: there is no such price.
        """
        cost = total_cost(self.workload(model, work), self.prices.pricing(model.id))
        return self.projection.of(cost)

    def cost(self, model: Model) -> Cost:
        """What the work costs on `model`.

        Raises:
            CannotPrice: there is no such price.
        """
        found = estimate(self.workload(model), self.prices)
        total = self.projection.of(found.total)
        if not self.work.varied:
            return Cost(found, total, total, total)
        ends = [self.projection.of(each) for each in self.costs(model)]
        return Cost(found, total if has_middle(self.work) else None, min(ends), max(ends))

    def ends(self, model: Model) -> tuple[Workload, Workload] | None:
        """The cheapest and the dearest corner of the work on `model`; None without ranges.

        Raises:
            CannotPrice: there is no such price.
        """
        if not self.work.varied:
            return None
        pricing = self.prices.pricing(model.id)
        by_cost = sorted(self.points(model), key=lambda each: total_cost(each, pricing))
        return by_cost[0], by_cost[-1]

    def costs(self, model: Model) -> list[Decimal]:
        """US dollars at each corner of the work on `model`, for the period it was said for.

        Raises:
            CannotPrice: there is no such price.
        """
        pricing = self.prices.pricing(model.id)
        return [total_cost(each, pricing) for each in self.points(model)]

    def turns(self, model: Model) -> bool:
        """Whether the total on `model` turns within a range, so that its ends are not all.

        Where nothing is cached it makes no difference whether a prompt is large enough for that.
        """
        if not self.work.varied:
            return False
        steps = self.steps(model)
        return bool(steps) if _caches(self.work) else any(e.startswith("count") for e in steps)

    def drivers(self, model: Model) -> tuple[Driver, ...]:
        """Which range moves the total most, largest first."""
        if not self.work.varied:
            return ()
        steps = self.steps(model)
        return drivers([self.work], lambda works: self.total(model, works[0]), steps)

    def corners(self, model: Model) -> Sequence[Work]:
        """The work at every corner of its ranges, where its total on `model` has its ends."""
        if not self.work.varied:
            return (self.work,)
        found = self._corners.get(model.id)
        if found is None:
            steps = self.steps(model)
            found = tuple(corners(self.work, steps)) if steps else self._ends
            self._corners[model.id] = found
        return found

    def points(self, model: Model) -> Sequence[Workload]:
        """What the work is on `model` at each of its corners.

        Raises:
            CannotPrice: images take an unknown number of tokens on this model.
        """
        found = self._points.get(model.id)
        if found is None:
            works = self.corners(model)
            found = self._points[model.id] = tuple(self.workload(model, each) for each in works)
        return found

    def steps(self, model: Model) -> Steps:
        """The values between the ends of its ranges at which the total on `model` turns."""
        from .steps import steps_of  # noqa: PLC0415 - few questions hold a range

        found = self._steps.get(model.id)
        if found is None:
            found = steps_of(self.work, self._ends, model, self.scope, self.prices)
            self._steps[model.id] = found
        return found

    @property
    def is_steady(self) -> bool:
        """Whether each request costs the same, however many of a range there are."""
        if not self.work.varied:
            return True
        counts = all(each.part.startswith("count") for each in self.work.varied)
        return counts and self.scope is Scope.EACH and not self.work.prefix

    @property
    def is_uniform(self) -> bool:
        """Whether the workload, and its corners, are the same on every model."""
        return not (self.work.contents or self.work.prefix or self.work.varied)


def costing(work: Work, models: list[Model], prices: PriceList) -> Costing:
    """`work`, ready to be priced on `models`, which decide what unmarked amounts are for.

    Raises:
        NeedsMore: the amounts could be per request or in all.
        CannotPrice: on the only model images take an unknown number of tokens.
    """
    work = daily(work)
    return Costing(work, _scope(work, models, prices), projection_of(work), prices)


def _scope(work: Work, models: list[Model], prices: PriceList) -> Scope:
    if work.prefix:
        return Scope.EACH
    if work.requests is None:
        return work.scope
    if work.scope is Scope.TOTAL and not work.contents:
        refuse_next_to_nothing(_largest(work), work.requests)
    if work.scope is not Scope.UNMARKED:
        return work.scope
    if not work.contents:
        return settled_scope(_largest(work), [prices.pricing(model.id) for model in models])
    settled = {
        settled_scope(with_contents(_largest(work), model)[0], [prices.pricing(model.id)])
        for model in models
    }
    return settled.pop() if len(settled) == 1 else Scope.EACH


def _caches(work: Work) -> bool:
    """Whether some of the input is read from a cache, or written to it."""
    if work.cached is not None or work.prefix:
        return True
    return any(unit in CACHE_UNITS for unit, _ in work.amounts)


def _largest(work: Work) -> Work:
    """The work with the largest amounts of its ranges: those decide what one request can be."""
    units = {unit.value for unit, _ in work.amounts}
    highest = {each.part: each.bounds.high for each in work.varied}
    ends = {part: high for part, high in highest.items() if part in units}
    contents = tuple(
        with_many(each, highest.get(f"content {index}", many_of(each)))
        for index, each in enumerate(work.contents)
    )
    if not ends and contents == work.contents:
        return work
    usage = dataclasses.replace(work.usage, **ends)
    return replace(work, usage=usage, contents=contents, varied=())
