"""Levers set against each other: what each costs on a model, and what it saves there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from bot.query.contrast import levers_of, sides, with_levers
from bot.query.errors import NeedsMore
from bot.query.model import Contrast, Currency
from bot.query.phrase import Phrase, phrase
from pricing import CannotPrice, Lever, Model, Unit, saving

from . import notes
from .costing import Cost, Costing
from .currency import in_currency
from .refusals import reason
from .table import ranked, remarks_of, summed
from .types import (
    Cell,
    Change,
    Compared,
    ComparisonAnswer,
    EstimateAnswer,
    Row,
    Saved,
    SummaryTable,
)

if TYPE_CHECKING:
    from pricing import Driver

Remarks = Callable[[Model], tuple[Phrase, ...]]


class Side(NamedTuple):
    """The work with one lever of a contrast.

    Attributes:
        lever: what it is called.
        costing: the work, ready to be priced.
        asked: whether that is the work as it was said.
    """

    lever: Lever
    costing: Costing
    asked: bool

    def cost(self, model: Model) -> Cost:
        """What it costs on `model`.

        Raises:
            CannotPrice: there is no such price.
        """
        if self.lever is Lever.CACHE_1H:  # of which work that only reads says nothing
            self.costing.prices.pricing(model.id).rate(Unit.CACHE_WRITE_1H)
        return self.costing.cost(model)


def sides_of(contrast: Contrast, costing: Costing) -> tuple[Side, ...]:
    """The work with each lever in turn."""
    own = levers_of(costing.work)
    found = sides(contrast, costing.work)
    asked = next((lever for lever, parts in found if parts == own), None)
    return tuple(
        Side(
            lever,
            costing.of_work(with_levers(costing.work, parts)),
            contrast.mode != "versus" and lever is asked,
        )
        for lever, parts in found
    )


def contrasted_estimate(
    answer: EstimateAnswer, contrast: Contrast, asked: Costing
) -> EstimateAnswer:
    """`answer` with what the levers save on its model; with all of them in its table."""
    (model,) = answer.models
    found = sides_of(contrast, asked)
    if contrast.mode == "every":
        by_model = {row.model: row for row in answer.table.rows if row.model}
        table = table_of(found, by_model, lambda each: by_model[each].remarks, by_price=True)
        savings = savings_of(contrast, table.rows[0], turns=_turn(found, model))
        notes_ = (*answer.notes, *notes.of_best_case(asked, [model]))
        return replace(answer, table=ranked(table), savings=savings, notes=notes_)
    row = table_of(found, [model], lambda _: (), by_price=False).rows[0]
    savings = savings_of(contrast, row, turns=_turn(found, model))
    return replace(answer, savings=savings, change=_change(savings) or answer.change)


def contrasted_mix(
    answer: EstimateAnswer, contrast: Contrast, parts: Sequence[tuple[Costing, Model]]
) -> EstimateAnswer:
    """`answer` with what the levers save on all parts together; with all of them in its table."""
    found = [sides_of(contrast, costing) for costing, _ in parts]
    models = [model for _, model in parts]
    mixed = answer.table.rows[0]._replace(cells=_mixed(found, models))
    turns = any(_turn(sides, model) for sides, model in zip(found, models, strict=True))
    savings = savings_of(contrast, mixed, turns=turns)
    if contrast.mode != "every":
        return replace(answer, savings=savings, change=_change(savings))
    rows = [mixed]
    for row in answer.table.rows[1:]:  # all of it on one of the models
        alone = [row.model or models[0]] * len(parts)
        rows.append(row._replace(cells=_mixed(found, alone)))
    table = SummaryTable(tuple(each.lever for each in mixed.cells), tuple(rows))
    first = next(
        (note for each, model in parts for note in notes.of_best_case(each, [model])), None
    )
    said = (*answer.notes, first) if first else answer.notes
    return replace(answer, table=table, savings=savings, notes=said)


def _mixed(found: Sequence[Sequence[Side]], models: Sequence[Model]) -> tuple[Cell, ...]:
    """Each lever on all parts together, each on its model."""
    rows = [
        [cell(side, model) for side in sides] for sides, model in zip(found, models, strict=True)
    ]
    return tuple(summed(cells) for cells in zip(*rows, strict=True))


def contrasted_comparison(
    answer: ComparisonAnswer, contrast: Contrast, asked: Costing
) -> ComparisonAnswer:
    """`answer` with what the levers save on each model, or with the levers beside each other."""
    found = sides_of(contrast, asked)
    models = [each.model for each in answer.compared if each.model and each.estimate]
    table = table_of(found, models, lambda each: remarks_of(each, asked.prices), by_price=False)
    savings = tuple(
        each
        for row in table.rows
        for each in savings_of(contrast, row, turns=_turn(found, row.model))
    )
    if contrast.mode == "saved":
        return replace(answer, savings=savings)
    without = tuple(row for row in answer.table.rows if row.model not in models)
    rows = (*table.rows, *(_nothing(row, found) for row in without))
    table = SummaryTable(table.levers, rows)
    said = answer.notes
    if any(each.lever in _CACHED for each in found):
        said = (*said, *notes.of_best_case(asked, models))
    answer = replace(answer, table=ranked(table), savings=savings, notes=said)
    if contrast.mode == "every":
        return answer
    compared = tuple(_compared(answer, found))
    drivers = drivers_of_first(compared, found)
    said = (*said, *notes.of_fast((each.estimate for each in compared), answer.frame))
    return replace(answer, compared=compared, difference=None, drivers=drivers, notes=said)


def drivers_of_first(compared: Iterable[Compared], found: Iterable[Side]) -> tuple[Driver, ...]:
    """Which range moves the total of the first that has one, with its lever."""
    first = next((each for each in compared if each.model and each.estimate), None)
    if first is None or first.model is None:
        return ()
    side = next(each for each in found if each.lever is first.lever)
    return side.costing.drivers(first.model)


_CACHED = frozenset({Lever.CACHED, Lever.CACHE_1H, Lever.BATCH_CACHED})


def _nothing(row: Row, found: Sequence[Side]) -> Row:
    """A row without a price in any field."""
    why = row.cells[0].reason
    return row._replace(cells=tuple(Cell(each.lever, None, why, each.asked) for each in found))


def _compared(answer: ComparisonAnswer, found: Sequence[Side]) -> Iterator[Compared]:
    """Each model with each lever; one that has no price at all keeps its place."""
    currency = answer.query.currency
    for each in answer.compared:
        model = each.model if each.estimate else None
        yield from [with_lever(each, model, side, currency) for side in found] if model else [each]


def with_lever(compared: Compared, model: Model, side: Side, currency: Currency | None) -> Compared:
    """`compared` as it is with the lever of a side, or why it has no price with that."""
    try:
        cost = side.cost(model)
    except CannotPrice as error:
        why = reason(error, side.costing.prices.book)
        return Compared(compared.name, model, None, why, lever=side.lever)
    high = cost.high if side.costing.work.varied else None
    shown = currency and in_currency(cost.low, currency, side.costing.prices.day)
    return Compared(compared.name, model, cost.estimate, None, cost.low, high, shown, side.lever)


def _change(savings: tuple[Saved, ...]) -> Change | None:
    """From the work without the levers to the work with them; none of a range."""
    for each in savings:
        (before, other), (after, _) = each.before, each.after
        if before == other and each.low == each.high:
            share = each.low.share
            return Change(before, after, None if share is None else share.scaleb(2).copy_negate())
    return None


def table_of(
    found: Sequence[Side], models: Iterable[Model], remarks: Remarks, *, by_price: bool
) -> SummaryTable:
    """Models by levers: the first as it stands, the others too, or by price."""
    rows = [
        Row(each, each.name, remarks(each), tuple(cell(side, each) for side in found))
        for each in models
    ]
    if by_price:
        rows[1:] = sorted(rows[1:], key=_asked_total)
    return SummaryTable(tuple(each.lever for each in found), tuple(rows))


def _asked_total(row: Row) -> tuple[bool, Decimal]:
    cell = next((each for each in row.cells if each.asked), row.cells[0])
    return cell.total is None, cell.total or Decimal(0)


def cell(side: Side, model: Model) -> Cell:
    """What a side costs on a model, or why it has no price."""
    try:
        cost = side.cost(model)
    except CannotPrice as error:
        return Cell(side.lever, None, reason(error, side.costing.prices.book), side.asked)
    high = cost.high if side.costing.work.varied else None
    return Cell(side.lever, cost.low, None, side.asked, None, high)


def savings_of(contrast: Contrast, row: Row, *, turns: bool = False) -> tuple[Saved, ...]:
    """What each lever of a row saves beside the plainest one there.

    That is the standard one; where there is none, the dearest. `turns`: whether the total of a
    range turns between its ends.

    Raises:
        NeedsMore: it is asked what levers save, and within a range they save more or less than at
            its ends.
    """
    priced = [each for each in row.cells if each.total is not None]
    if (row.model is None and row.label is None) or len(priced) <= 1:
        return ()
    if turns and contrast.mode == "saved":
        raise NeedsMore(phrase("ask.saved_within_range"))
    if turns:
        return ()  # the ends of two totals need not belong together
    dearest = max(priced, key=lambda each: each.total or 0)
    base = next((each for each in priced if each.lever is Lever.STANDARD), dearest)
    if contrast.mode == "saved":
        base = priced[0]  # of two
    levers = contrast.levers if contrast.mode == "saved" else ()
    return tuple(
        _saved(row.model, base, each, levers or (each.lever,)) for each in priced if each != base
    )


def _turn(found: Iterable[Side], model: Model | None) -> bool:
    """Whether the total on `model` turns within a range, with one of the levers."""
    ranged = [each.costing for each in found if each.costing.work.varied]
    return model is not None and any(each.steps(model) for each in ranged)


def _saved(model: Model | None, base: Cell, pulled: Cell, levers: tuple[Lever, ...]) -> Saved:
    before, after = _ends(base), _ends(pulled)
    low, high = (saving(pulled.lever, *pair) for pair in zip(before, after, strict=True))
    return Saved(model, levers, base.lever, before, after, low, high)


def _ends(cell: Cell) -> tuple[Decimal, Decimal]:
    low = cell.total or Decimal(0)
    return low, low if cell.high is None else cell.high
