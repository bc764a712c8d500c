"""Levers set against each other: what each costs on a model, and what it saves there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from bot.query.contrast import Levers, levers_of, sides, with_levers
from bot.query.errors import NeedsMore
from bot.query.model import Contrast, Currency, Work
from bot.query.phrase import Phrase, phrase
from pricing import CannotPrice, Lever, Model, Saving, Unit, exactly, saving

from . import notes
from .costing import Cost, Costing
from .currency import shown_in
from .dealt import dealt_out, steps_together
from .estimate import ends_of
from .ranges import Steps, corners, corners_of_all
from .refusals import reason
from .table import ranked, remarks_of, spread, summed
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
        savings = savings_of(contrast, table.rows[0], _columns(contrast, found, asked, model))
        notes_ = (*answer.notes, *notes.of_best_case(asked, [model]))
        return replace(answer, table=ranked(table), savings=savings, notes=notes_)
    row = table_of(found, [model], lambda _: (), by_price=False).rows[0]
    savings = savings_of(contrast, row, _columns(contrast, found, asked, model))
    return replace(answer, savings=savings, change=_change(savings) or answer.change)


def contrasted_mix(
    answer: EstimateAnswer, contrast: Contrast, parts: Sequence[Costing], models: Sequence[Model]
) -> EstimateAnswer:
    """`answer` with what the levers save on all parts together; with all of them in its table."""
    found = [sides_of(contrast, each) for each in parts]
    dealt = [[sides_of(contrast, each) for each in shared] for shared in dealt_out(parts, models)]
    mixed = answer.table.rows[0]._replace(cells=spread(_mixed(each, models) for each in dealt))
    savings = savings_of(contrast, mixed, _columns_of_mix(contrast, found, parts, models))
    if contrast.mode != "every":
        return replace(answer, savings=savings, change=_change(savings))
    rows = [mixed]
    for row in answer.table.rows[1:]:  # all of it on one of the models
        alone = [row.model or models[0]] * len(parts)
        rows.append(row._replace(cells=spread(_mixed(each, alone) for each in dealt)))
    table = SummaryTable(tuple(each.lever for each in mixed.cells), tuple(rows))
    pairs = zip(parts, models, strict=True)
    first = next(
        (note for each, model in pairs for note in notes.of_best_case(each, [model])), None
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
    remarks = partial(remarks_of, prices=asked.prices, today=answer.frame.today)
    table = table_of(found, models, remarks, by_price=False)
    savings = tuple(
        each
        for row in table.rows
        for each in savings_of(contrast, row, _columns(contrast, found, asked, row.model))
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
    prices = side.costing.prices
    return Compared(
        compared.name,
        model,
        cost.estimate,
        None,
        cost.low,
        high,
        shown_in(currency, cost.low, prices),
        side.lever,
        shown_high=shown_in(currency, high, prices),
        ends=ends_of([side.costing.ends(model)], prices),
    )


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


def savings_of(contrast: Contrast, row: Row, columns: Columns | None = None) -> tuple[Saved, ...]:
    """What each lever of a row saves beside the plainest one there.

    That is the standard one; where there is none, the dearest. `columns` is what each lever
    costs at every corner of the ranges, in the order of the row: the ends of two totals need
    not belong together.

    Raises:
        NeedsMore: it is asked what levers save, and within a range they save some here, and cost
            more there; or that is not known.
    """
    if columns is None:
        columns = [(each.total or Decimal(0),) for each in row.cells]
    priced = [(c, at) for c, at in zip(row.cells, columns, strict=True) if c.total is not None]
    if (row.model is None and row.label is None) or len(priced) <= 1:
        return ()
    dearest = max(priced, key=lambda each: each[0].total or 0)
    base = next((each for each in priced if each[0].lever is Lever.STANDARD), dearest)
    if contrast.mode == "saved":
        base = priced[0]  # of two
    levers = contrast.levers if contrast.mode == "saved" else ()
    pairs = [each for each in priced if each is not base]
    found = [_saved(row.model, base, each, levers or (each[0].lever,)) for each in pairs]
    if contrast.mode == "saved" and not all(found):
        is_known = all(at for _, at in priced)
        raise NeedsMore(phrase("ask.saved_within_range" if is_known else "ask.mix_turns"))
    return tuple(each for each in found if each)


Column = Sequence[Decimal]
"""What a lever costs at every corner of the ranges."""
Columns = Sequence[Column]


def _columns(
    contrast: Contrast, found: Sequence[Side], asked: Costing, model: Model | None
) -> Columns | None:
    """What each side costs on `model` at the same corners; None without ranges."""
    if not asked.work.varied or model is None:
        return None
    steps = _together((side.costing.steps(model) for side in found), [asked.work])
    at = [[work] for work in corners(asked.work, steps)]
    return _totals(contrast, [found], [asked], [model], at)


def _together(found: Iterable[Steps], works: Iterable[Work]) -> Steps:
    """Where any side turns in a range of the works as they were said."""
    steps: dict[str, set[Decimal]] = {each.part: set() for work in works for each in work.varied}
    for turns in found:
        for part in steps.keys() & turns.keys():
            steps[part].update(turns[part])
    return {part: sorted(values) for part, values in steps.items()}


def _columns_of_mix(
    contrast: Contrast,
    found: Sequence[Sequence[Side]],
    parts: Sequence[Costing],
    models: Sequence[Model],
) -> Columns | None:
    """The same of all parts together; where that is not known, nothing for any lever."""
    works = [each.work for each in parts]
    if not any(work.varied for work in works):
        return None
    turns = [
        steps_together([each.costing for each in sides], models)
        for sides in zip(*found, strict=True)
    ]
    known = [steps for steps in turns if steps is not None]
    if len(known) < len(turns):
        return [() for _ in turns]
    points = corners_of_all(works, _together(known, works))
    return _totals(contrast, found, parts, models, points)


def _totals(
    contrast: Contrast,
    found: Sequence[Sequence[Side]],
    asked: Sequence[Costing],
    models: Sequence[Model],
    at: Iterable[Sequence[Work]],
) -> Columns:
    """Each lever's total at each of the corners `at`, over all parts; none where it has none."""
    pulled = [[parts for _, parts in sides(contrast, each.work)] for each in asked]
    points = tuple(at)
    columns: list[Column] = []
    for index in range(len(found[0])):
        ways = [
            (sides_[index], levers[index], model)
            for sides_, levers, model in zip(found, pulled, models, strict=True)
        ]
        try:
            columns.append([_total(ways, works) for works in points])
        except CannotPrice:
            columns.append(())
    return columns


def _total(ways: Sequence[tuple[Side, Levers, Model]], works: Sequence[Work]) -> Decimal:
    """US dollars for all parts at one corner, each with its levers on its model."""
    costs = [
        side.costing.total(model, with_levers(work, levers))
        for (side, levers, model), work in zip(ways, works, strict=True)
    ]
    with exactly():
        return sum(costs, Decimal(0))


def _saved(
    model: Model | None,
    base: tuple[Cell, Column],
    pulled: tuple[Cell, Column],
    levers: tuple[Lever, ...],
) -> Saved | None:
    """What is saved at least and at most; None where it is less here and more there."""
    (before, without), (after, with_it) = base, pulled
    found = [saving(after.lever, *pair) for pair in zip(without, with_it, strict=True)]
    if not found or min(each.saved for each in found) < 0 < max(each.saved for each in found):
        return None
    least, most = (by(found, key=_dollars) for by in (min, max))
    fewest, largest = (by(found, key=_share) for by in (min, max))
    low, high = least._replace(share=fewest.share), most._replace(share=largest.share)
    return Saved(model, levers, before.lever, _ends(before), _ends(after), low, high)


def _dollars(each: Saving) -> Decimal:
    return each.saved


def _share(each: Saving) -> Decimal:
    return each.share or Decimal(0)


def _ends(cell: Cell) -> tuple[Decimal, Decimal]:
    low = cell.total or Decimal(0)
    return low, low if cell.high is None else cell.high
