"""What work costs on a model: with its contents counted, its prefix cached, its ranges spread."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from bot.query.model import Scope, Work, many_of, with_many
from pricing import (
    CACHE_UNITS,
    Estimate,
    LeverCost,
    Model,
    PriceList,
    Pulled,
    Workload,
    estimate,
    lever_costs,
    pulled,
    total_cost,
)

from .contents import with_contents
from .prefixes import cache_choices, daily, prefix_workload
from .projection import Projection, projection_of
from .ranges import Steps, corners, drivers, has_middle
from .workloads import (
    is_of_any,
    people_volume,
    refuse_next_to_nothing,
    settled_scope,
    workload,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pricing import Driver

    from .extremes import RangesOf
    from .types import CacheChoice


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
        "_alone",
        "_choices",
        "_corners",
        "_costs",
        "_extremes",
        "_largest",
        "_made",
        "_points",
        "_pulled",
        "_ranges",
        "prices",
        "projection",
        "scope",
        "work",
    )

    def __init__(
        self,
        work: Work,
        scope: Scope,
        projection: Projection,
        prices: PriceList,
        ranges: RangesOf | None = None,
    ) -> None:
        self.work = work
        self.scope = scope
        self.projection = projection
        self.prices = prices
        self._made: dict[str, Workload] = {}
        # The work at the ends of its ranges, whatever is asked of it.
        self._ranges = (ranges or _ranges_of(work)) if work.varied else None
        # What was made of works is kept by which these are, so it must be the same each time.
        self._alone = (work,)
        self._corners: dict[str, Sequence[Work]] = {}
        self._extremes: dict[str, Sequence[Work]] = {}
        self._points: dict[str | int, tuple[Workload, ...]] = {}
        self._pulled: dict[int, list[tuple[Pulled, ...]]] = {}
        self._costs: dict[str, list[Decimal]] = {}
        self._choices: dict[str, tuple[CacheChoice, ...]] = {}
        # The high end of a range decides for all of it, so that no end is priced in another way.
        self._largest = _largest(work) if work.varied else None

    def on(self, prices: PriceList) -> Costing:
        """The same, at the rates of another day."""
        return Costing(self.work, self.scope, self.projection, prices, self._ranges)

    def in_all(self) -> Costing:
        """The same, with the amounts taken for all requests together."""
        return Costing(self.work, Scope.TOTAL, self.projection, self.prices, self._ranges)

    def of_work(self, work: Work) -> Costing:
        """The same for other work, which means its amounts alike."""
        return Costing(work, self.scope, self.projection, self.prices)

    def projected(self, projection: Projection) -> Costing:
        """The same, asked for another period."""
        return Costing(self.work, self.scope, projection, self.prices, self._ranges)

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
        ends = self.costs(model)
        low, high = (self.projection.of(end) for end in (min(ends), max(ends)))
        return Cost(found, total if has_middle(self.work) else None, low, high)

    def ends(self, model: Model) -> tuple[Workload, Workload] | None:
        """The cheapest and the dearest corner of the work on `model`; None without ranges.

        Raises:
            CannotPrice: there is no such price.
        """
        if not self.work.varied:
            return None
        places = sorted(range(len(self.costs(model))), key=self.costs(model).__getitem__)
        points = self.points(model)
        return points[places[0]], points[places[-1]]

    def costs(self, model: Model) -> list[Decimal]:
        """US dollars at each of the extremes on `model`, for the period it was said for.

        Raises:
            CannotPrice: there is no such price.
        """
        found = self._costs.get(model.id)
        if found is None:
            pricing = self.prices.pricing(model.id)
            found = [total_cost(each, pricing) for each in self._on_any(model)]
            self._costs[model.id] = found
        return found

    def lever_costs(self, model: Model) -> list[tuple[LeverCost, ...]]:
        """The same with each lever.

        Raises:
            CannotPrice: there is no such price.
        """
        pricing, points = self.prices.pricing(model.id), self._on_any(model)
        variants = self._pulled.get(id(points))
        if variants is None:
            variants = self._pulled[id(points)] = [pulled(each) for each in points]
        return [lever_costs(each, pricing) for each in variants]

    def costs_of_extremes(self, model: Model) -> Iterator[tuple[Work, Decimal]]:
        """The work where its cost, and that of one of what is counted, is smallest and largest.

        With US dollars for the period that it was said for.

        Raises:
            CannotPrice: there is no such price.
        """
        return zip(self.extremes(model), self.costs(model), strict=True)

    def cache_choices(self, model: Model) -> tuple[CacheChoice, ...]:
        """What it costs without a cache, and with each, where there is a prefix."""
        found = self._choices.get(model.id)
        if found is None:
            found = cache_choices(self.corners(model), model, self.prices)
            self._choices[model.id] = found
        return found

    def turns(self, model: Model) -> bool:
        """Whether the total on `model` turns within a range, so that its ends are not all.

        Where nothing is cached it makes no difference whether a prompt is large enough for that.
        """
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
        if self._ranges is None:
            return self._alone
        found = self._corners.get(model.id)
        if found is None:
            steps = self.steps(model)
            found = tuple(corners(self.work, steps)) if steps else self._ranges.corners
            self._corners[model.id] = found
        return found

    def extremes(self, model: Model) -> Sequence[Work]:
        """Those of the corners among which the total on `model` is smallest and largest.

        Where it does not turn, with no lever, they are where all that costs something is at its
        low end, or at its high end.
        """
        if self._ranges is None:
            return self._alone
        found = self._extremes.get(model.id)
        if found is None:
            is_even = self._ranges.are_even(model, self.scope)
            found = self._ranges.outermost(self.scope) if is_even else self.corners(model)
            self._extremes[model.id] = found
        return found

    def points(self, model: Model) -> Sequence[Workload]:
        """What the work is on `model` at each of its extremes.

        Raises:
            CannotPrice: images take an unknown number of tokens on this model.
        """
        return tuple(
            each if each.model == model.id else dataclasses.replace(each, model=model.id)
            for each in self._on_any(model)
        )

    def _on_any(self, model: Model) -> tuple[Workload, ...]:
        """The same, perhaps as it was made for another model, on which it is alike."""
        works = self.extremes(model)
        key = id(works) if self._is_alike else model.id
        found = self._points.get(key)
        if found is None:
            found = self._points[key] = tuple(self.workload(model, each) for each in works)
        return found

    @property
    def _is_alike(self) -> bool:
        """Whether a workload is the same on each model, but for its name."""
        work = self.work
        return not (work.contents or work.prefix or is_of_any(work.counts))

    def steps(self, model: Model) -> Steps:
        """The values between the ends of its ranges at which the total on `model` turns."""
        if self._ranges is None:
            return {}
        return self._ranges.steps(model, self.scope, self.prices)

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


def _ranges_of(work: Work) -> RangesOf:
    from .extremes import RangesOf  # noqa: PLC0415 - few questions hold a range

    return RangesOf(work)


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
