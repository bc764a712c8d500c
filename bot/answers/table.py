"""The summary table: models by levers, the same work in every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal

from bot.query.model import Work
from bot.query.phrase import Phrase, phrase
from pricing import (
    CannotPrice,
    Lever,
    LeverCost,
    Model,
    Modifier,
    PriceList,
    divide,
    exactly,
    lever_costs,
    pulled,
)

from .costing import Costing
from .refusals import reason
from .types import Cell, Compared, Row, SummaryTable

Costs = Callable[[Model], Sequence[Sequence[LeverCost]]]
"""What a model costs at each corner of the work, with each lever."""


def summary(costing: Costing, asked: Model, today: date) -> SummaryTable:
    """The asked model first, then the current ones, cheapest first.

    Of a day that is past, those whose rates of then are not known are left out.
    """
    prices = costing.prices
    costs = _costs(costing, asked)
    remarks = (phrase("remark.asked"), *remarks_of(asked, prices, today))
    others = [
        model
        for model in prices.current()
        if model.id != asked.id and prices.pricing(model.id).is_known
    ]
    rows = [_row(model, costs, costing, ()) for model in others]
    first = _row(asked, costs, costing, remarks)
    return _table([first, *sorted(rows, key=_asked_total)])


def comparison(
    costing: Costing,
    compared: Sequence[Compared],
    today: date,
    of_model: Callable[[Model], Costing] | None = None,
) -> SummaryTable:
    """The compared models as they stand; one that cannot be priced keeps its row.

    `of_model`: the work of each model, where that is not the same.
    """
    any_model = next(each.model for each in compared if each.model)
    costs = _costs_of_each(of_model) if of_model else _costs(costing, any_model)
    rows = [
        _row(each.model, costs, costing, remarks_of(each.model, costing.prices, today))
        if each.model
        else Row(None, each.name, (), _nothing(costing.work, each.reason))
        for each in compared
    ]
    return _table(rows)


def _costs_of_each(of_model: Callable[[Model], Costing]) -> Costs:
    return lambda model: _costs(of_model(model), model)(model)


Pairs = Sequence[tuple[Costing, Model]]
"""The parts of a mix, each with its model."""


def mix(dealt: Sequence[Pairs], beside: Sequence[Model] = ()) -> SummaryTable:
    """The mix as it was asked, then all of it on each of its models.

    Of a mix of one model there are those `beside` it instead.

    Args:
        dealt: the parts, at every combination of the ends of their shares.
        beside: models.
    """
    models = list(dict.fromkeys(model for _, model in dealt[0]))
    others = models if len(models) > 1 else [each for each in beside if each not in models]
    first = Row(None, "", (phrase("remark.asked"),), spread(map(_mixed, dealt)), phrase("row.mix"))
    rows = [
        Row(model, model.name, (), spread(_mixed_on(model, pairs) for pairs in dealt),
            phrase("row.all_on", model=model))
        for model in others
    ]  # fmt: skip
    return _table([first, *(rows if len(models) > 1 else sorted(rows, key=_plain_total))])


def _mixed_on(model: Model, pairs: Pairs) -> tuple[Cell, ...]:
    return _mixed([(each, model) for each, _ in pairs])


def _mixed(costings: Pairs) -> tuple[Cell, ...]:
    """The cells of several parts, summed lever by lever."""
    rows = [_row(model, _costs(costing, model), costing, ()).cells for costing, model in costings]
    levers = [lever for lever in Lever if all(any(c.lever is lever for c in row) for row in rows)]
    return tuple(
        summed([next(cell for cell in row if cell.lever is lever) for row in rows])
        for lever in levers
    )


def spread(rows: Iterable[Sequence[Cell]]) -> tuple[Cell, ...]:
    """The cells of a mix with each of its shares, as one row from the lowest to the highest."""
    first, *others = rows
    if not others:
        return tuple(first)
    return tuple(map(_from_low_to_high, zip(first, *others, strict=True)))


def _from_low_to_high(cells: Sequence[Cell]) -> Cell:
    """One lever; it has a price with each of the shares, or with none."""
    lows = [each.total for each in cells if each.total is not None]
    if not lows:
        return cells[0]
    high = max([*lows, *(each.high for each in cells if each.high is not None)])
    is_one = min(lows) == high and cells[0].high is None
    return cells[0]._replace(total=min(lows), high=None if is_one else high)


def summed(cells: Sequence[Cell]) -> Cell:
    """All parts of a mix with one lever together."""
    lever = cells[0].lever
    why = next((cell.reason for cell in cells if cell.reason), None)
    is_asked = all(cell.asked for cell in cells)
    if why:
        return Cell(lever, None, why, is_asked)
    with exactly():
        low = sum((cell.total or Decimal(0) for cell in cells), Decimal(0))
        high = sum((cell.high or cell.total or Decimal(0) for cell in cells), Decimal(0))
    has_range = any(cell.high is not None for cell in cells)
    return Cell(lever, low, None, is_asked, None, high if has_range else None)


def _table(rows: list[Row]) -> SummaryTable:
    return SummaryTable(tuple(cell.lever for cell in rows[0].cells), tuple(rows))


# --- the cheapest


def ranked(table: SummaryTable) -> SummaryTable:
    """`table` with the cheapest row marked, and how many times as much the others cost.

    By what was asked; not where ranges make that differ.
    """
    totals = [_single_total(row) for row in table.rows]
    known = [each for each in totals if each is not None]
    least = min(known, default=Decimal(0))
    if len(set(known)) <= 1 or not least:
        return table
    rows = tuple(
        row if total is None else row._replace(remarks=(*row.remarks, _rank(total, least)))
        for row, total in zip(table.rows, totals, strict=True)
    )
    return SummaryTable(table.levers, rows)


def _rank(total: Decimal, least: Decimal) -> Phrase:
    if total == least:
        return phrase("remark.cheapest")
    return phrase("remark.times_the_cheapest", times=divide(total, least))


def _single_total(row: Row) -> Decimal | None:
    """The cost with the lever that was asked for; None without one, and for a range."""
    cell = next((each for each in row.cells if each.asked), None)
    return None if cell is None or cell.high is not None else cell.total


# --- rows


def _costs(costing: Costing, asked: Model) -> Costs:
    if not costing.is_uniform:
        return costing.lever_costs
    # The same workload on every model: the levers are pulled once.
    variant, prices = pulled(costing.workload(asked)), costing.prices
    return lambda model: [lever_costs(variant, prices.pricing(model.id))]


def _row(
    model: Model,
    costs: Costs,
    costing: Costing,
    remarks: tuple[Phrase, ...],
) -> Row:
    try:
        ends = costs(model)
    except CannotPrice as error:
        why = reason(error, costing.prices.book)
        return Row(model, model.name, remarks, _nothing(costing.work, why))
    cells = [_cell(each, costing) for each in zip(*ends, strict=True)]
    return Row(model, model.name, remarks, tuple(cells))


def _cell(ends: Sequence[LeverCost], costing: Costing) -> Cell:
    """One lever, from its lowest to its highest total."""
    lever, total, _, asked = ends[0]
    if len(ends) == 1 and total is not None:  # nearly all
        return Cell(lever, costing.projection.of(total), None, asked)
    for each in ends:
        if each.refusal:
            return Cell(lever, None, reason(each.refusal, costing.prices.book), asked)
    totals = [each.total for each in ends if each.total is not None]
    high = costing.projection.of(max(totals)) if len(ends) > 1 else None
    return Cell(lever, costing.projection.of(min(totals)), None, asked, None, high)


def _nothing(work: Work, why: Phrase | None) -> tuple[Cell, ...]:
    """A row without a price in any cell."""
    asked = _asked_lever(work)
    shown = (*_ALWAYS, asked) if asked is Lever.FAST else _ALWAYS
    return tuple(Cell(each, None, why, each is asked) for each in shown)


_ALWAYS = (Lever.STANDARD, Lever.CACHED, Lever.BATCH, Lever.BATCH_CACHED)


def _asked_lever(work: Work) -> Lever:
    if Modifier.FAST in work.modifiers:
        return Lever.FAST
    cached = bool(work.cached or work.prefix or work.usage.is_cached)
    if Modifier.BATCH in work.modifiers:
        return Lever.BATCH_CACHED if cached else Lever.BATCH
    return Lever.CACHED if cached else Lever.STANDARD


def remarks_of(model: Model, prices: PriceList, today: date) -> tuple[Phrase, ...]:
    """What stands beside the name of a model that is retired, or is going to be."""
    if model.retired is None:
        return ()
    is_gone = model.is_retired(max(prices.day, today))
    key = "remark.retired" if is_gone else "remark.retires"
    return (phrase(key, day=model.retired),)


def _plain_total(row: Row) -> tuple[bool, Decimal]:
    """Cheapest first without any lever; what cannot be priced comes last."""
    total = row.cells[0].total
    return total is None, total or Decimal(0)


def _asked_total(row: Row) -> tuple[bool, Decimal]:
    """Cheapest first by the asked lever; what cannot be priced comes last."""
    total = next((cell.total for cell in row.cells if cell.asked), None)
    return total is None, total or Decimal(0)
