"""A budget's table: what each model costs with every lever, and what would fit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from pricing import Model, divide, exactly

from .budget_terms import Terms
from .table import comparison, summary
from .types import Budgeted, Cell, Compared, Option, Row, SummaryTable


def table_of_one(model: Model, terms: Terms) -> SummaryTable:
    """The asked model first, then the current ones, cheapest first."""
    return _counted(summary(terms.costing, model), terms)


def table_of_several(budgeted: Sequence[Budgeted], terms: Terms) -> SummaryTable:
    """The models as they stand; one without a price keeps its row."""
    compared = [Compared(each.name, each.model, each.estimate, each.reason) for each in budgeted]
    return _counted(comparison(terms.costing, compared), terms)


def options(table: SummaryTable, limit: Decimal) -> tuple[Option, ...]:
    """What would fit, cheapest first: another lever, or another model with the same one.

    Where neither alone is enough, both at once.
    """
    asked, *others = table.rows
    alone = [(asked, cell) for cell in asked.cells]
    alone += [(row, cell) for row in others for cell in row.cells if cell.asked]
    both = [(row, cell) for row in others for cell in row.cells]
    return _fitting(alone, limit) or _fitting(both, limit)


def _fitting(cells: Iterable[tuple[Row, Cell]], limit: Decimal) -> tuple[Option, ...]:
    found = [
        Option(row.model, cell.lever, cell.total, divide(cell.total, limit))
        for row, cell in cells
        if row.model and cell.total is not None and cell.total <= limit
    ]
    return tuple(sorted(found, key=_cost))


def _cost(option: Option) -> Decimal:
    return option.cost


def _counted(table: SummaryTable, terms: Terms) -> SummaryTable:
    """The table with how many requests the budget buys, where that is asked."""
    if terms.fits:
        return table
    rows = [row._replace(cells=tuple(_bought(c, terms) for c in row.cells)) for row in table.rows]
    return SummaryTable(table.levers, tuple(rows))


def _bought(cell: Cell, terms: Terms) -> Cell:
    if not cell.total:
        return cell
    with exactly():
        return cell._replace(requests=int(terms.limit // cell.total))
