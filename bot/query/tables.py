"""Tables as people paste them, read as a sentence for each row.

    | model      | in  | out |
    |------------|-----|-----|      "sonnet 5.5, 10M in, 2M out"
    | sonnet 5.5 | 10M | 2M  |

Each number is followed by the head of its column, as if it had been said; other fields stand for
themselves. Read on demand only: few questions hold a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_RULER = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*")
"""The line below the heads of a table; that it holds a bar is looked for apart."""


def as_sentences(text: str) -> str:
    """`text` with its tables as sentences."""
    return "\n".join(_lines(text.splitlines()))


def _lines(lines: Sequence[str]) -> Iterator[str]:
    heads: list[str] | None = None
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if "|" not in line:
            heads = None
            yield line
        elif _is_ruler(below):
            heads = _fields(line)
        elif heads is None:
            yield line
        elif not _is_ruler(line):
            yield ", ".join(_said(heads, _fields(line))) + ";"


def _is_ruler(line: str) -> bool:
    return "|" in line and _RULER.fullmatch(line) is not None


def _fields(line: str) -> list[str]:
    return [each.strip() for each in line.strip().strip("|").split("|")]


def _said(heads: Sequence[str], fields: Sequence[str]) -> Iterator[str]:
    for head, field in zip_longest(heads, fields, fillvalue=""):
        if field:
            yield f"{field} {head}".strip() if field[0].isdigit() else field
