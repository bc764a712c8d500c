"""Tables as people paste them, read as a sentence for each row.

    | model      | in  | out |
    |------------|-----|-----|      "sonnet 5.5, 10M in, 2M out"
    | sonnet 5.5 | 10M | 2M  |

    | item  | value      |
    |-------|------------|              "model: sonnet 5.5, input: 3,000"
    | model | sonnet 5.5 |
    | input | 3,000      |

Each number is followed by the head of its column, as if it had been said; other fields stand for
themselves. Where a column is called "value" or 値, a row is a label and what it is: "input: 3,200".
So is a row of two fields in a table without heads. A table out of a spreadsheet, or in code, has
tabs or spaces instead of bars, and no line below its heads. Read on demand only: few questions
hold a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from .roles import words_that

_RULER = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")
"""The line below the heads of a table; that it holds a bar is looked for apart."""


_GAP = re.compile(r"\t| {2,}")
"""What parts the fields of a row that has no bars."""
_FEWEST_FIELDS = 3


def as_sentences(text: str) -> str:
    """`text` with its tables as sentences."""
    return "\n".join(_lines(list(_with_bars(text.splitlines()))))


def _with_bars(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those of tables without bars as if they had some."""
    heads: list[str] = []
    for place, line in enumerate(lines):
        row = _apart(line)
        if heads and len(row) == len(heads):
            yield _barred(row)
            continue
        heads = []
        below = _apart(lines[place + 1]) if place + 1 < len(lines) else []
        if len(row) >= _FEWEST_FIELDS and len(below) == len(row) and _are_heads(row, below):
            heads = row
            yield _barred(row)
            yield _barred(["-"] * len(row))
        else:
            yield line


def _apart(line: str) -> list[str]:
    return [] if "|" in line else [each.strip() for each in _GAP.split(line.strip())]


def _are_heads(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether one row names the columns, and the other has numbers in them."""
    return not any(map(_is_number, row)) and any(map(_is_number, below))


def _is_number(field: str) -> bool:
    return field[:1].isdigit()


def _barred(fields: Sequence[str]) -> str:
    return f"| {' | '.join(fields)} |"


def _lines(lines: Sequence[str]) -> Iterator[str]:
    heads: list[str] | None = None
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if "|" not in line:
            heads = None
            yield line
        elif _is_ruler(below) or (heads is None and _stands_above(line, below)):
            heads = _fields(line)
            yield from _lead(heads[0])
        elif heads is None:
            yield _labelled(line)
        elif not _is_ruler(line):
            yield ", ".join(_said(heads, _fields(line))) + ";"


def _stands_above(line: str, below: str) -> bool:
    """Whether a row names the columns of the one below, with no line between them."""
    row, next_row = _fields(line), _fields(below) if "|" in below else []
    is_table = len(row) >= _FEWEST_FIELDS and len(row) == len(next_row) and all(row)
    return is_table and _are_heads(row, next_row)


def _labelled(line: str) -> str:
    """`| requests | 10k/day |` of a table without heads: what it is, and so much."""
    fields = _fields(line)
    is_row = line.strip().startswith("|") and len(fields) == len("ab") and all(fields)
    return f"{fields[0]}: {fields[1]}" if is_row else line


def _lead(head: str) -> Iterator[str]:
    """What is said before the first head, on its line: `batched: model`."""
    lead, mark, name = head.rpartition(next((each for each in ":：、," if each in head), ":"))
    if mark and name:
        yield f"{lead};"


def _is_ruler(line: str) -> bool:
    return "|" in line and _RULER.fullmatch(line) is not None


def _fields(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]


def _said(heads: Sequence[str], fields: Sequence[str]) -> Iterator[str]:
    value = next((place for place, head in enumerate(heads) if head.casefold() in _VALUES), 0)
    if value and len(fields) > value:
        end = value + 2 if _has_a_unit(heads, value) else value + 1
        yield f"{fields[0]}: {' '.join(fields[value:end])}"
        yield from filter(None, [*fields[1:value], *fields[end:]])
        return
    for head, field in zip_longest(heads, fields, fillvalue=""):
        if field:
            yield f"{field} {head}".strip() if _is_number(field) else field


def _has_a_unit(heads: Sequence[str], value: int) -> bool:
    """Whether the column behind the values says what they count: `3,200 | トークン/件`."""
    return any(head.casefold() in _UNITS for head in heads[value + 1 : value + 2])


_VALUES, _UNITS = words_that("head_of_values"), words_that("head_of_units")
