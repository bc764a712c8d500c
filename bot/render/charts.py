"""Pictures: what is compared as bars, and where caching pays off as lines.

They say what the text says; what has no price is in the text alone. Imported only when one is
drawn, as few answers have any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answers.types import (
    BreakEvenAnswer,
    Cell,
    Compared,
    ComparisonAnswer,
    EstimateAnswer,
    Language,
    PaysOff,
    Row,
    SummaryTable,
)
from bot.query.model import ComparisonQuery, EstimateQuery
from pricing import BreakEven, Model, exactly

from . import numbers
from .catalogue import label
from .message import Block
from .names import short_name
from .parts import Chart, Series
from .periods import for_period
from .plain import cut

MOST_BARS = 12
"""Models, or levers, in one picture."""
LIMITS = {"title": 50, "name": 20, "categories": 20, "series": 12, "axis": 50}
"""Slack's own, but for the last: none is published for what stands beside an axis."""
_MOST_LINES = 2
"""Pictures in one message."""
_READS = 10
"""So many reads are drawn at least, and twice as many as it takes to pay off."""

Ends = tuple[Decimal, Decimal]
Bar = tuple[str, Sequence[Ends]]
"""What is compared, with its cost in each series, at either end of a range."""


def charts_of(
    answer: EstimateAnswer | ComparisonAnswer | BreakEvenAnswer, lang: Language
) -> tuple[Chart, ...]:
    """The pictures of `answer`; none where there is nothing to compare."""
    if isinstance(answer, BreakEvenAnswer):
        drawn = [each for each in answer.models if each.break_evens][:_MOST_LINES]
        return tuple(_lines(each, lang) for each in drawn)
    names, bars = _bars(answer, lang)
    bars = _told_apart(bars)[:MOST_BARS]
    if len(bars) <= 1 or not any(high for _, ends in bars for _, high in ends):
        return ()
    title = label("label.chart.title", lang)
    dollars = for_period(label("label.chart.dollars", lang), answer.projection.over, lang)
    categories = tuple(name for name, _ in bars)
    return (Chart("bar", title, categories, _series(names, bars, lang), "", dollars),)


def chart_block(chart: Chart) -> Block:
    """A chart as Slack draws it."""
    axis = {"categories": list(chart.categories), "y_label": cut(chart.y_label, LIMITS["axis"])}
    if chart.x_label:
        axis["x_label"] = cut(chart.x_label, LIMITS["axis"])
    return {
        "type": "data_visualization",
        "title": cut(chart.title, LIMITS["title"]),
        "chart": {
            "type": chart.kind,
            "series": [_series_block(each, chart.categories) for each in chart.series],
            "axis_config": axis,
        },
    }


def _series_block(series: Series, categories: Sequence[str]) -> Block:
    points = zip(categories, series.values, strict=True)
    data = [{"label": name, "value": numbers.plotted(value)} for name, value in points]
    return {"name": series.name, "data": data}


# --- bars


def _bars(answer: EstimateAnswer | ComparisonAnswer, lang: Language) -> tuple[list[str], list[Bar]]:
    """The names of the series, and the bars."""
    query = answer.query
    contrast = query.contrast if isinstance(query, (EstimateQuery, ComparisonQuery)) else None
    if isinstance(answer, EstimateAnswer):
        every = contrast is not None and contrast.mode == "every"
        return _levers(answer.table.rows[0], lang) if every else ([], [])
    priced = [each for each in answer.compared if each.estimate]
    if contrast and contrast.mode != "saved":
        rows = [row for row in answer.table.rows if row.model and any(_is_priced(row))]
        return _levers(rows[0], lang) if len(rows) == 1 else _models(rows, answer.table, lang)
    if answer.texts and (texts := _texts(answer, priced, lang)):
        return texts
    lever = next((each.lever for each in answer.table.rows[0].cells if each.asked), None)
    name = label(f"label.lever.{lever}", lang) if lever else label("label.chart.cost", lang)
    return [name], [(_name(each.model), [_ends(each)]) for each in priced]


def _is_priced(row: Row) -> Iterable[bool]:
    return [cell.total is not None for cell in row.cells]


def _levers(row: Row, lang: Language) -> tuple[list[str], list[Bar]]:
    """One model with each lever that it has a price with."""
    bars: list[Bar] = [
        (label(f"label.lever.{cell.lever}", lang), [_of_cell(cell)])
        for cell in row.cells
        if cell.total is not None
    ]
    return [_name(row.model)], bars


def _models(
    rows: Sequence[Row], table: SummaryTable, lang: Language
) -> tuple[list[str], list[Bar]]:
    """Several models, with each lever that all of them have a price with."""
    everywhere = [
        place
        for place, _ in enumerate(table.levers)
        if all(row.cells[place].total is not None for row in rows)
    ]
    names = [label(f"label.lever.{table.levers[place]}", lang) for place in everywhere]
    bars: list[Bar] = [
        (_name(row.model), [_of_cell(row.cells[place]) for place in everywhere]) for row in rows
    ]
    return names, bars


def _texts(
    answer: ComparisonAnswer, priced: Sequence[Compared], lang: Language
) -> tuple[list[str], list[Bar]] | None:
    """As many tokens beside as much text; None where one of them has no price somewhere."""
    by_model = {each.model: (each.tokens, each.text) for each in answer.texts}
    bars: list[Bar] = []
    for each in priced:
        ends = _ends(each)
        pair = by_model.get(each.model, (ends, ends)) if each.model else (ends, ends)
        tokens, text = pair
        if tokens is None or text is None:
            return None
        bars.append((_name(each.model), [tokens, text]))
    return [label(f"label.chart.{each}", lang) for each in ("tokens", "text")], bars


def _ends(compared: Compared) -> Ends:
    low = compared.total or Decimal(0)
    return low, low if compared.high is None else compared.high


def _of_cell(cell: Cell) -> Ends:
    low = cell.total or Decimal(0)
    return low, low if cell.high is None else cell.high


def _name(model: Model | None) -> str:
    return short_name(model) if model else ""


def _told_apart(bars: Sequence[Bar]) -> list[Bar]:
    """The bars by names that Slack takes, none of them twice."""
    named = {cut(name, LIMITS["name"]): ends for name, ends in reversed(bars)}
    return [(name, named[name]) for name in reversed(named)]


def _series(names: Sequence[str], bars: Sequence[Bar], lang: Language) -> tuple[Series, ...]:
    """A series a name; where there are ranges, one for each end of them."""
    found = []
    for place, name in enumerate(names):
        lows, highs = zip(*(ends[place] for _, ends in bars), strict=True)
        if lows == highs:
            found.append(Series(name, lows))
        else:
            of = "_of" if len(names) > 1 else ""
            found += [
                Series(label(f"label.chart.{end}{of}", lang, of=name), values)
                for end, values in (("low", lows), ("high", highs))
            ]
    return tuple(
        each._replace(name=cut(each.name, LIMITS["name"])) for each in found[: LIMITS["series"]]
    )


# --- lines


def _lines(found: PaysOff, lang: Language) -> Chart:
    """What 1,000,000 tokens cost that are sent once more for each read, cached and not."""
    most = max(_READS, *(2 * each.reads for each in found.break_evens))
    reads = range(min(most, LIMITS["categories"] - 1) + 1)
    plain = found.break_evens[0].input.usd
    with exactly():
        uncached = tuple(plain * (1 + each) for each in reads)
    series = [Series(label("label.caching_choice.none", lang), uncached)]
    series += [_line(each, reads, lang) for each in found.break_evens]
    title = label("label.chart.break_even", lang, model=found.model)
    return Chart(
        "line",
        title,
        tuple(str(each) for each in reads),
        tuple(series),
        label("label.chart.reads", lang),
        label("label.chart.dollars_of_a_million", lang),
    )


def _line(each: BreakEven, reads: range, lang: Language) -> Series:
    with exactly():
        values = tuple(each.write.usd + each.read.usd * read for read in reads)
    return Series(label(f"label.caching_choice.{each.ttl}", lang), values)
