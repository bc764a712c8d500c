"""The summary table: models by levers, the asked field marked, impossible ones explained below."""

from __future__ import annotations

from functools import lru_cache

from bot.answers.types import Cell, EstimateAnswer, Language, PricedAnswer, Row, SummaryTable
from pricing import Lever

from . import numbers
from .catalogue import join, label, word
from .names import short_name
from .parts import Entry, Table
from .plain import clean

MARK = "▸"


def summary_table(answer: PricedAnswer, lang: Language) -> Table:
    """Its table in words and shown amounts."""
    table, asked = answer.table, asked_models(answer)
    return Table(
        _columns(table.levers, lang), tuple([_row(row, asked, lang) for row in table.rows])
    )


@lru_cache(maxsize=64)
def _columns(levers: tuple[Lever, ...], lang: Language) -> tuple[str, ...]:
    return label("label.column.model", lang), *(
        label(f"label.lever.{each}", lang) for each in levers
    )


def why_not(table: SummaryTable, lang: Language) -> tuple[str, ...]:
    """The reasons of its impossible fields, each once."""
    reasons = (cell.reason for row in table.rows for cell in row.cells if cell.reason)
    return tuple(dict.fromkeys(f"{numbers.UNKNOWN} {word(reason, lang)}" for reason in reasons))


def asked_models(answer: PricedAnswer) -> frozenset[str]:
    """Ids of the models that the question is about; the others stand beside them."""
    if isinstance(answer, EstimateAnswer):
        return frozenset(model.id for model in answer.models)
    return frozenset(each.model.id for each in answer.compared if each.model)


def is_answer(row: Row, cell: Cell, asked: frozenset[str]) -> bool:
    """Whether this field is what was asked for: the lever, of a model in question."""
    return cell.asked and _is_in_question(row, asked)


def _is_in_question(row: Row, asked: frozenset[str]) -> bool:
    if row.label:  # of a mix only its own row is
        return row.model is None
    return row.model is not None and row.model.id in asked


def _row(row: Row, asked: frozenset[str], lang: Language) -> tuple[Entry, ...]:
    name = name_of_row(row, lang)
    if row.remarks:
        remarks = join([word(each, lang) for each in row.remarks], lang, "remarks")
        name = label("label.with", lang, name=name, more=remarks)
    in_question = _is_in_question(row, asked)
    return Entry(name), *[_entry(each, in_question, lang) for each in row.cells]


def name_of_row(row: Row, lang: Language) -> str:
    """What stands in front of it: a model, a mix, or all of that on a model."""
    if row.label:
        return word(row.label, lang)
    return short_name(row.model) if row.model else clean(row.name)


def _entry(cell: Cell, in_question: bool, lang: Language) -> Entry:  # noqa: FBT001 - of many
    shown = _shown(cell, lang)
    return Entry(f"{MARK} {shown}", marked=True) if in_question and cell.asked else Entry(shown)


def _shown(cell: Cell, lang: Language) -> str:
    """The total, or the ends of a range; a dash where there is none."""
    if cell.total is None:
        return numbers.UNKNOWN
    low = numbers.usd(cell.total, lang)
    if cell.high is None or cell.high == cell.total:
        return low
    return label("label.range", lang, low=low, high=numbers.usd(cell.high, lang))
