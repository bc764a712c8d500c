"""The summary table: models by levers, the same work in every cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.query.model import Scope, Work
from bot.query.phrase import Phrase, phrase
from pricing import CannotPrice, LeverCost, Model, PriceBook, PriceList, Pulled, lever_costs, pulled

from .refusals import reason
from .types import Cell, Compared, Row, SummaryTable
from .workloads import workload

Variants = tuple[Pulled, ...]
"""The work with each lever in turn; the same for every model."""


def summary(work: Work, asked: Model, scope: Scope, prices: PriceList) -> SummaryTable:
    """The asked model first, then the current ones, cheapest first."""
    variants = pulled(workload(work, asked, scope))
    remarks = (phrase("remark.asked"), *_remarks(asked, prices))
    others = [model for model in prices.current() if model.id != asked.id]
    rows = [_row(model, variants, prices, ()) for model in others]
    first = _row(asked, variants, prices, remarks)
    return _table(variants, [first, *sorted(rows, key=_asked_total)])


def comparison(
    compared: Sequence[Compared], work: Work, scope: Scope, prices: PriceList
) -> SummaryTable:
    """The compared models as they stand; one that cannot be priced keeps its row."""
    any_model = next(each.model for each in compared if each.model)
    variants = pulled(workload(work, any_model, scope))
    return _table(variants, [_compared_row(each, variants, prices) for each in compared])


def _table(variants: Variants, rows: list[Row]) -> SummaryTable:
    return SummaryTable(tuple(each.lever for each in variants), tuple(rows))


def _compared_row(compared: Compared, variants: Variants, prices: PriceList) -> Row:
    if compared.model:
        return _row(compared.model, variants, prices, _remarks(compared.model, prices))
    return Row(None, compared.name, (), _nothing(variants, compared.reason))


def _row(model: Model, variants: Variants, prices: PriceList, remarks: tuple[Phrase, ...]) -> Row:
    try:
        costs = lever_costs(variants, prices.pricing(model.id))
    except CannotPrice as error:
        why = reason(error, prices.book)
        return Row(model, model.name, remarks, _nothing(variants, why))
    cells = tuple([_cell(each, prices.book) for each in costs])
    return Row(model, model.name, remarks, cells)


def _cell(cost: LeverCost, book: PriceBook) -> Cell:
    why = reason(cost.refusal, book) if cost.refusal else None
    return Cell(cost.lever, cost.total, why, cost.asked)


def _nothing(variants: Variants, why: Phrase | None) -> tuple[Cell, ...]:
    """A row without a price in any cell."""
    return tuple(Cell(each.lever, None, why, each.asked) for each in variants)


def _remarks(model: Model, prices: PriceList) -> tuple[Phrase, ...]:
    if model.retired is None:
        return ()
    key = "remark.retired" if model.is_retired(prices.day) else "remark.retires"
    return (phrase(key, day=model.retired),)


def _asked_total(row: Row) -> tuple[bool, Decimal]:
    """Cheapest first by the asked lever; what cannot be priced comes last."""
    total = next((cell.total for cell in row.cells if cell.asked), None)
    return total is None, total or Decimal(0)
