"""An answer on a terminal, with a real table. Nothing that serves Slack imports this."""

from __future__ import annotations

from rich import box
from rich.bar import Bar
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from bot.answers.types import Language

from .catalogue import label
from .parts import Chart, Document, Link, Passage, Table
from .text import named, passage_lines


def print_document(page: Document, console: Console) -> None:
    """Print `page`; its texts are shown literally, whatever they hold."""
    for part in _parts(page):
        console.print(part, markup=False, highlight=False, emoji=False)
    if page.receipt:  # in one line however long, to be copied
        console.print(_receipt(page, page.receipt), soft_wrap=True)


def _parts(page: Document) -> list[Text | RichTable]:
    passages = (*page.passages, page.working, page.notes)
    parts: list[Text | RichTable] = [_head(page)]
    if page.table:
        parts += [_table(page.table), Text()]
    if page.below:
        parts.append(Text("\n".join((*page.below, ""))))
    for chart in page.charts() if page.charts else ():
        parts += _drawn(chart, page.lang)
    parts += [_passage(each) for each in passages if each]
    if page.dated:
        parts.append(_small_print(page.dated, page.links))
    return parts


def _head(page: Document) -> Text:
    head = Text(page.headline, style="bold")
    for lead in page.leads:
        head.append(f"\n{lead}", style="not bold")
    if page.reading:
        reading = named(label("label.reading", page.lang), page.reading, page.lang)
        head.append(f"\n{reading}", style="not bold dim")
    return head.append("\n")


def _table(content: Table) -> RichTable:
    table = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    first, *others = content.columns
    table.add_column(Text(first))
    for head in others:
        table.add_column(Text(head), justify="right")
    for row in content.rows:
        table.add_row(*(Text(each.text, style="bold" if each.marked else "") for each in row))
    return table


def _drawn(chart: Chart, lang: Language) -> list[Text | RichTable]:
    """Bars, a row for each value; lines are left to faces that draw them."""
    if chart.kind != "bar":
        return []
    most = max(value for series in chart.series for value in series.values)
    grid = RichTable(box=None, show_header=False, pad_edge=False)
    for name, index in ((name, index) for index, name in enumerate(chart.categories)):
        for series in chart.series:
            value = series.values[index]
            bar = Bar(float(most), 0, float(value), width=_BAR)
            said = series.name if len(chart.series) > 1 else ""
            grid.add_row(Text(name if series is chart.series[0] else ""), Text(said), bar)
    return [Text(named(chart.title, chart.y_label, lang), style="bold"), grid, Text()]


_BAR = 40
"""Columns of the longest bar."""


def _passage(passage: Passage) -> Text:
    title, *lines = passage_lines(passage)
    return Text.assemble((title, "bold"), "".join(f"\n{line}" for line in lines), "\n")


def _receipt(page: Document, line: str) -> Text:
    return Text.assemble((label("label.receipt", page.lang), "dim"), f"\n{line}")


def _small_print(dated: str, links: tuple[Link, ...]) -> Text:
    text = Text(dated, style="dim")
    for link in links:
        text.append(f"\n{link.text}", style=f"link {link.url}" if link.url else "")
    return text
