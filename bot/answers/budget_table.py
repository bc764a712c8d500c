"""A budget's table: what each model costs with every lever, and what would fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from bot.query.model import Contrast
from pricing import Lever, Model, divide, exactly

from .budget_terms import Terms
from .contrast import sides_of, table_of
from .costing import Costing
from .projection import Projection
from .table import comparison, mix, remarks_of, summary
from .types import Budgeted, Cell, Compared, Option, Row, SummaryTable


def table_of_one(model: Model, terms: Terms, today: date) -> SummaryTable:
    """The asked model first, then the current ones, cheapest first."""
    return _counted(summary(_unconverted(terms, terms.costing), model, today), terms)


def table_of_several(budgeted: Sequence[Budgeted], terms: Terms, today: date) -> SummaryTable:
    """The models as they stand; one without a price keeps its row."""
    compared = [Compared(each.name, each.model, each.estimate, each.reason) for each in budgeted]
    return _counted(comparison(_unconverted(terms, terms.costing), compared, today), terms)


def table_of_sides(
    budgeted: Sequence[Budgeted], contrast: Contrast, terms: Terms, today: date
) -> SummaryTable:
    """Each model once, with the levers that are set against each other."""
    found = sides_of(contrast, _unconverted(terms, terms.costing))
    models = dict.fromkeys(each.model for each in budgeted if each.model)
    remarks = partial(remarks_of, prices=terms.prices, today=today)
    table = table_of(found, models, remarks, by_price=False)
    others = [
        Row(None, each.name, (), tuple(Cell(s.lever, None, each.reason, s.asked) for s in found))
        for each in budgeted
        if each.model is None
    ]
    return _counted(SummaryTable(table.levers, (*table.rows, *others)), terms)


def table_of_mix(terms: Terms) -> SummaryTable:
    """The mix as it was asked, then all of it on each of its models; of one, on those of today."""
    dealt = [
        [
            (_unconverted(terms, each), model)
            for each, model in zip(parts, terms.models, strict=True)
        ]
        for parts in terms.dealt
    ]
    return _counted(mix(dealt, terms.prices.current()), terms)


def options(table: SummaryTable, limit: Decimal) -> tuple[Option, ...]:
    """What would fit, the cheapest change first; of ranges at their high end too.

    The same model with another lever is the smaller change, and comes before another model with
    the same lever; of each sort the cheapest first. Where neither alone is enough, both at once.
    """
    asked, *others = table.rows
    same = _fitting([(asked, cell) for cell in asked.cells], limit)
    lever = next((cell.lever for cell in asked.cells if cell.asked), Lever.STANDARD)
    other = _fitting([(r, cell) for r in others for cell in r.cells if cell.lever is lever], limit)
    both = [(row, cell) for row in others for cell in row.cells]
    return (*same, *other) or _fitting(both, limit)


def options_of_several(table: SummaryTable, limit: Decimal) -> tuple[Option, ...]:
    """What would fit on any of the models asked about, with another lever; the cheapest first."""
    return _fitting([(row, cell) for row in table.rows for cell in row.cells], limit)


def cheapest(table: SummaryTable, limit: Decimal) -> Option | None:
    """The cheapest there is, on whichever model, with whatever lever; None without a price."""
    cells = [(row, cell) for row in table.rows for cell in row.cells]
    return next(iter(_sorted(cells, limit)), None)


def _fitting(cells: Iterable[tuple[Row, Cell]], limit: Decimal) -> tuple[Option, ...]:
    return tuple(each for each in _sorted(cells, limit) if each.cost <= limit)


def _sorted(cells: Iterable[tuple[Row, Cell]], limit: Decimal) -> list[Option]:
    found = (
        _option(row.model, cell, cell.total, limit) for row, cell in cells if cell.total is not None
    )
    return sorted(found, key=_cost)


def _option(model: Model | None, cell: Cell, total: Decimal, limit: Decimal) -> Option:
    if cell.high is None:
        return Option(model, cell.lever, total, divide(total, limit))
    return Option(model, cell.lever, cell.high, divide(cell.high, limit), total)


def _cost(option: Option) -> Decimal:
    return option.cost


def _unconverted(terms: Terms, costing: Costing) -> Costing:
    """For the period of the work where numbers are counted: a whole number must be exact."""
    return costing if terms.fits else costing.projected(Projection())


def _counted(table: SummaryTable, terms: Terms) -> SummaryTable:
    """The table with how many requests, or users, the budget buys, where that is asked."""
    if terms.fits:
        return table
    rows = [row._replace(cells=tuple(_bought(c, terms) for c in row.cells)) for row in table.rows]
    return SummaryTable(table.levers, tuple(rows))


def _bought(cell: Cell, terms: Terms) -> Cell:
    if not cell.total:
        return cell
    above, below = terms.ratio
    dearest = cell.total if cell.high is None else cell.high
    with exactly():
        fewest = int(terms.limit.low * below // (dearest * above))
        most = int(terms.limit.high * below // (cell.total * above))
    total, high = (_of_one(each, terms) for each in (cell.total, dearest))
    if not terms.is_ranged:
        return cell._replace(requests=fewest, total=total)
    return cell._replace(requests=fewest, total=total, high=high, most=most)


def _of_one(cost: Decimal, terms: Terms) -> Decimal:
    """What one request, or one sender, costs in the budget's period."""
    cost = terms.costing.projection.of(cost)
    return cost if terms.many == 1 else divide(cost, terms.many)
