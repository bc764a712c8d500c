"""The figures as people read them: tables in a page of the documentation."""

from collections.abc import Iterable, Sequence

from .figures import Figure, Section

_TITLE = "# Performance"
_INTRODUCTION = """\
An answer is computed from the price book alone: no language model, no network, no clock. This
page holds how long that takes, measured beside what people would use instead. `make bench`
measures it all again in two minutes, writes this page anew, and fails where a target is missed.
It is no part of `make check`, as a busy machine misses targets too.

Times are medians: of the processor's time for calculations and answers, which on an idle
machine is the time on the clock, and by the clock for the server. What is compared is measured
in turns, in one run, so that a busy moment of the machine hits both; ratios carry over to other
machines, times do not."""
_MEASURED_ON = "## Measured on"
_TARGET = {True: "yes", False: "**no**", None: "–"}


def page(sections: Sequence[Section], machine: str) -> str:
    """The whole page, in Markdown."""
    parts = (_TITLE, _INTRODUCTION, *map(_section, sections), f"{_MEASURED_ON}\n\n{machine}")
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> str:
    return f"## {section.title}\n\n{section.how}\n\n{table(section)}"


def table(section: Section) -> str:
    """The figures of a section, in columns that line up in plain text as well."""
    head = ("", "Claude Cost", section.beside, "ratio", "target", "met")
    rows = [head, *map(_cells, section.figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join(_line(row, widths) for row in (head, rule, *rows[1:]))


def _cells(figure: Figure) -> tuple[str, ...]:
    return (*figure[:-1], _TARGET[figure.met])


def _line(cells: Iterable[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return f"| {' | '.join(padded)} |"
