"""A budget's table: models by levers, in requests or in US dollars."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import BudgetAnswer, Cell, Language, Row

from . import numbers
from .budget_words import ends_of, usd_of
from .catalogue import join, label, word
from .parts import Entry, Table
from .summary import MARK, is_answer, name_of_row


def asked_models(answer: BudgetAnswer) -> frozenset[str]:
    """Ids of the models that the question is about; the others stand beside them."""
    return frozenset(each.model.id for each in answer.budgeted if each.model)


def budget_table(answer: BudgetAnswer, lang: Language) -> Table:
    """How many requests the budget buys, or what the work costs."""
    head = label(f"label.column.{_head(answer)}", lang)
    levers = (label(f"label.lever.{lever}", lang) for lever in answer.table.levers)
    asked = asked_models(answer)
    return Table(
        (head, *levers), tuple(_row(row, answer, asked, lang) for row in answer.table.rows)
    )


def _head(answer: BudgetAnswer) -> str:
    if answer.query.fits:
        return "model"
    return "how_many" if answer.query.counts_senders else "requests"


def _row(
    row: Row, answer: BudgetAnswer, asked: frozenset[str], lang: Language
) -> tuple[Entry, ...]:
    name = name_of_row(row, lang)
    if row.remarks:
        remarks = join([word(each, lang) for each in row.remarks], lang, "remarks")
        name = label("label.with", lang, name=name, more=remarks)
    counted = not answer.query.fits
    shown = [_shown(cell, lang, counted=counted) for cell in row.cells]
    entries = [
        _entry(text, marked=is_answer(row, cell, asked))
        for cell, text in zip(row.cells, shown, strict=True)
    ]
    return (Entry(name), *entries)


def _shown(cell: Cell, lang: Language, *, counted: bool) -> str:
    if counted and cell.requests is not None:
        fewest, most = (numbers.count(Decimal(each), lang) for each in _ends(cell, cell.requests))
        return fewest if fewest == most else label("label.range", lang, low=fewest, high=most)
    return numbers.UNKNOWN if cell.total is None else usd_of(ends_of(cell.total, cell.high), lang)


def _ends(cell: Cell, requests: int) -> tuple[int, int]:
    return requests, requests if cell.most is None else cell.most


def _entry(shown: str, *, marked: bool) -> Entry:
    return Entry(f"{MARK} {shown}" if marked else shown, marked)
