"""What does work on several models cost together?"""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from bot.query import canonical
from bot.query.errors import NeedsMore
from bot.query.model import SHARE, MixQuery, Part, Scope, Work
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.rules.nouns import ESCALATIONS, singular
from pricing import (
    Estimate,
    Model,
    PriceBook,
    PriceList,
    Workload,
    divide,
    estimate,
    exactly,
    total_cost,
)

from . import notes, table
from .citing import sources_of
from .contents import how_counted
from .contrast import contrasted_mix
from .costing import Costing, costing
from .currency import shown_in
from .dealt import Dealt, dealt_out, ends_of_parts, ends_of_sum, steps_together
from .estimate import ends_of, shown_ends
from .projection import Projection, projection_of, together
from .ranges import corners_of_all, drivers, has_middle
from .several import not_ours
from .types import OF_SHARE, CannotPriceAnswer, EstimateAnswer, Frame, Note, UnitCost
from .units import spread, unit_costs
from .workloads import Chosen, choose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pricing import Driver


_READ_AS: Final = "totals_not_per_request"


def answer_mix(
    query: MixQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> EstimateAnswer | CannotPriceAnswer:
    """The sum with a line a part, beside all of it on each of the models.

    Raises:
        CannotPrice: a part has no price.
        NeedsMore: amounts could be per request or in all; the parts differ in their periods.
    """
    prices = book.as_of(query.day or frame.today)
    projections = _projections(query.parts)
    chosen = [chosen_of(each, prices) for each in query.parts]
    if missing := next((each for each in chosen if each.model is None), None):
        return CannotPriceAnswer(frame, not_ours(missing, prices), None, (), said, canonical(query))
    models = [each.model for each in chosen if each.model]
    asked = [
        costing(part.work, [model], prices) for part, model in zip(query.parts, models, strict=True)
    ]
    refuse_shared_totals(asked)
    dealt = dealt_out(asked, models)
    parts = dealt[0]
    works = [each.workload(model) for each, model in zip(parts, models, strict=True)]
    result = estimate(works, prices)
    projection = projection_of(query.parts[0].work)
    whole = projection.of(result.total)
    if projections:
        projection = Projection(None, projection.over)
        whole, _ = together([each.total for each in result.parts], projections)
    total, low, high = _headline(dealt, models, whole, query)
    converted = shown_in(query.currency, total, prices)
    ends = shown_ends(query.currency, low, high, prices)
    found = EstimateAnswer(
        frame,
        query,
        canonical(query),
        tuple(models),
        result,
        projection,
        total,
        low,
        high,
        None if projections else requests_of(parts),
        _per_request(result, parts, projections),
        table.mix([list(zip(each, models, strict=True)) for each in dealt]),
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *notes_of_parts(query.parts, parts, models),
            *notes.of_estimate(result, frame),
            *notes.of_neighbours(models, models, query.parts[0].work, prices),
            *notes.of_currency(converted or (ends and ends[0])),
            *notes.of_day(prices, frame),
        ),
        sources_of([result], book),
        drivers=drivers_of(asked, models),
        ends=ends_of(_all_ends(dealt, models), prices),
        shown=converted,
        shown_ends=ends,
        units=_units(asked, models, projections or (projection,) * len(models)),
        projections=projections,
    )
    return contrasted_mix(found, query.contrast, asked, models) if query.contrast else found


def _projections(parts: Sequence[Part]) -> tuple[Projection, ...]:
    """From the period of each part to what is asked of all; nothing where these are the same.

    Raises:
        NeedsMore: one has no period, or they are asked for different ones.
    """
    found = tuple(projection_of(each.work) for each in parts)
    if len(set(found)) == 1:
        return ()
    if len({each.over for each in found}) > 1:
        raise NeedsMore(phrase("ask.mix_periods"))
    return found


def refuse_shared_totals(parts: list[Costing]) -> None:
    """Amounts that must be totals: over all of the requests, or over those of each model?"""
    if any(each.scope is Scope.TOTAL and each.work.scope is Scope.UNMARKED for each in parts):
        raise NeedsMore(phrase("ask.total_of_mix"))


def _headline(
    dealt: Dealt, models: Sequence[Model], total: Decimal, query: MixQuery
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The total, and the ends of a range: each part at its own."""
    if not any(each.work.varied for each in query.parts):
        return total, None, None
    ends = [ends_of_sum(parts, models) for parts in dealt]
    centred = all(has_middle(each.work) for each in query.parts)
    return total if centred else None, min(e.low for e in ends), max(e.high for e in ends)


def drivers_of(parts: Sequence[Costing], models: Sequence[Model]) -> tuple[Driver, ...]:
    """Which range moves the total most; one of all parts moves in all of them."""

    def total(works: list[Work]) -> Decimal:
        pairs = zip(parts, models, works, strict=True)
        costs = [each.total(model, work) for each, model, work in pairs]
        with exactly():
            return reduce(Decimal.__add__, costs)

    steps = steps_together(parts, models)
    if steps is None:
        return ()
    found = drivers([each.work for each in parts], total, steps)
    return tuple(each._replace(assumption=_named(each.assumption, parts, models)) for each in found)


def _named(assumption: str, parts: Sequence[Costing], models: Sequence[Model]) -> str:
    """A range of shares by the model that has it, or by the term where there is one model."""
    kind, _, place = assumption.partition(" ")
    if kind != SHARE:
        return assumption
    first, *_, last = parts
    apart = first.work.modifiers - last.work.modifiers
    of = models[int(place)].name if len(set(models)) > 1 else min(apart).value
    return f"{OF_SHARE}{of}"


def _all_ends(dealt: Dealt, models: Sequence[Model]) -> list[tuple[Workload, Workload] | None]:
    """The low and high end of each part; one without ranges is the same at both."""
    if len(dealt) == 1 and not any(each.work.varied for each in dealt[0]):
        return [None for _ in models]
    return list(ends_of_parts(dealt, models))


def chosen_of(part: Part, prices: PriceList) -> Chosen:
    """The model of a part."""
    (chosen,) = choose(part.model, prices)
    return chosen


def notes_of_parts(
    parts: Sequence[Part], costings: Sequence[Costing], models: Sequence[Model]
) -> Iterator[Note]:
    """What was assumed of the parts: how contents were counted, and what amounts are for."""
    for part, model in zip(parts, models, strict=True):
        yield from how_counted(part.work, [model])
    yield from _of_work(costings, models)


def _of_work(parts: Sequence[Costing], models: Sequence[Model]) -> list[Note]:
    """What was assumed of the amounts, each assumption once."""
    found: dict[str, Note] = {}
    for each, model in zip(parts, models, strict=True):
        for note in notes.of_work(each, [model]):
            found.setdefault(note.code, note)
    if _READ_AS in found and parts[0].scope is Scope.EACH:
        # What it would be in all depends on how the amounts are shared out: that is not said.
        found[_READ_AS] = Note(_READ_AS, phrase("note.read_as_each_mix"))
    return list(found.values())


def requests_of(parts: Sequence[Part | Costing]) -> Decimal | None:
    """How many requests all parts have together; None where one is a volume."""
    works = [each.work for each in parts]
    if any(work.requests is None for work in works):
        return None
    with exactly():
        return reduce(Decimal.__add__, [work.requests or Decimal(0) for work in works])


def _per_request(
    result: Estimate, parts: Sequence[Costing], projections: Sequence[Projection]
) -> Decimal | None:
    """US dollars for one of all requests on average, in whichever periods they come."""
    if requests_of(parts) is None or any(each.work.varied for each in parts):
        return None
    projections = projections or [Projection()] * len(parts)
    with exactly():
        requests = sum(map(_in_all, [each.work.requests for each in parts], projections), _NONE)
        total = sum(map(_in_all, [each.total for each in result.parts], projections), _NONE)
    return divide(total, requests) if requests else None


def _in_all(amount: Decimal | None, projection: Projection) -> Decimal:
    return projection.of(amount or _NONE)


_NONE = Decimal(0)


def _units(
    parts: Sequence[Costing], models: Sequence[Model], projections: Sequence[Projection]
) -> tuple[UnitCost, ...]:
    """What one of each thing costs on average, where the parts count the same things.

    What goes on to another model is counted once, with all that it costs. Of parts in different
    periods: those that come in the period that is asked for, and no people.
    """
    works = [each.work for each in parts]
    if any(not work.counts for work in works):
        return ()
    told = _told(works)
    alike = {(tuple(each.noun for each in work.counts), work.counts[1:]) for work in told}
    if len(alike) > 1:
        return ()
    of_people = any(singular(each.noun) in _PERSONS for each in told[0].counts)
    if of_people and len(set(projections)) > 1:
        return ()
    if not any(work.varied for work in works):
        return _units_at(works, parts, models, projections)
    steps = steps_together(parts, models)
    if steps is None:
        return ()
    corners = corners_of_all(works, steps)
    return spread(_units_at(corner, parts, models, projections) for corner in corners)


_PERSONS = words_that("person")


def _told(works: Sequence[Work]) -> Sequence[Work]:
    """Those whose counts say how many there are: not what goes on from one model to another."""
    return [each for each in works if each.counts[0].noun != ESCALATIONS] or works


def _units_at(
    works: Sequence[Work],
    parts: Sequence[Costing],
    models: Sequence[Model],
    projections: Sequence[Projection],
) -> tuple[UnitCost, ...]:
    """The same of parts without ranges."""
    told = _told(works)
    first, *others = told[0].counts
    numbers = [work.counts[0].number if work in told else _NONE for work in works]
    costs = list(_costs(works, parts, models))
    projection = projections[0]
    if len(set(projections)) > 1:
        numbers, costs = (
            [each.of(value) for each, value in zip(projections, values, strict=True)]
            for values in (numbers, costs)
        )
        projection = Projection()
    with exactly():
        many, said = (reduce(Decimal.__add__, each) for each in (numbers, costs))
    all_of_it = replace(told[0], counts=(first._replace(number=many), *others))
    return unit_costs(all_of_it, said, projection.of(said), projection)


def _costs(
    works: Sequence[Work], parts: Sequence[Costing], models: Sequence[Model]
) -> Iterator[Decimal]:
    """US dollars for each part, in the period that it was said for."""
    for work, each, model in zip(works, parts, models, strict=True):
        yield total_cost(each.workload(model, work), each.prices.pricing(model.id))
