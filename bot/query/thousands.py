"""Thousands that a space or an apostrophe parts: `30 000 requests`, `100'000`.

thousands = digits {(" " | "'") digit digit digit}

A space does not part them where each side may be a number of its own: of `1 500 in` it is asked.
It does before a group that begins with a zero, and so it does everywhere in such a text.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from .reading import Span
from .tokens import Kind, Token, touches

_MAY_BE = re.compile(r"[0-9][ '][0-9]{3}(?![0-9])")
_GROUP, _MOST_GROUPS = 3, 2
_APOSTROPHE = "'"
_BEFORE = frozenset("($€£¥~≈=:[|/+<>")


def may_be_in(source: str) -> bool:
    """Whether a text may hold a number that is written so."""
    return _MAY_BE.search(source) is not None


def joined(row: list[Token], families: AbstractSet[str]) -> list[Token]:
    """The tokens with each such number as one, of nothing but its digits.

    Args:
        row: the tokens of a text, in order.
        families: names of model families, behind which a digit is a version: `opus 5 300 000`.
    """
    stretches = [_groups(row, index, families) for index in range(len(row))]
    if not any(_is_sure(row, each) for each in stretches if each):
        return row
    found: list[Token] = []
    index = 0
    while index < len(row):
        groups = stretches[index] or [index]
        found.append(_as_one([row[each] for each in groups]))
        index = groups[-1] + 1
    return found


def _as_one(groups: list[Token]) -> Token:
    if len(groups) == 1:
        return groups[0]
    span = Span(groups[0].span.start, groups[-1].span.end)
    return Token(Kind.NUMBER, span, "".join(each.text for each in groups))


def _groups(row: list[Token], index: int, families: AbstractSet[str]) -> list[int]:
    """Where the groups of the number stand that begins at `index`; nothing where none does."""
    first = row[index]
    is_group = first.text.isdecimal() and len(first.text) <= _GROUP and first.text[0] != "0"
    if not is_group or not _is_apart(row, index) or _is_version(row, index, families):
        return []
    groups = [index]
    while (behind := _next(row, groups[-1])) is not None:
        groups.append(behind)
    is_tied = row[groups[-1] + 1 :] and _is_tied(row, groups[-1] + 1)
    return [] if is_tied or not 1 < len(groups) <= _MOST_GROUPS + 1 else groups


def _next(row: list[Token], index: int) -> int | None:
    """Where the next group stands, behind a space or an apostrophe."""
    place = index + 2 if _is_apostrophe(row, index + 1) else index + 1
    if place >= len(row) or not row[place].text.isdecimal() or len(row[place].text) != _GROUP:
        return None
    gap = row[place].span.start - row[index].span.end
    return place if gap == 1 else None


def _is_apostrophe(row: list[Token], index: int) -> bool:
    return index < len(row) and row[index].text == _APOSTROPHE


def _is_apart(row: list[Token], index: int) -> bool:
    """Whether a number begins at `index`: not in `opus-5 300 000`; in `10 000-20 000` twice."""
    if not index or not touches(row[index - 1], row[index]):
        return True
    before = row[index - 1]
    if before.is_cjk or before.text in _BEFORE:
        return True
    return before.text == "-" and row[max(index - 2, 0)].is_number


def _is_version(row: list[Token], index: int, families: AbstractSet[str]) -> bool:
    """`opus 5`, `opus 4 5`: the version of a model, perhaps."""
    before = index - 1
    if before > 0 and row[before].is_number and len(row[before].text) == 1:
        before -= 1
    is_digit = len(row[index].text) == 1
    return is_digit and before >= 0 and row[before].text in families


def _is_tied(row: list[Token], index: int) -> bool:
    """`1 500k`: letters right behind belong to the last group alone."""
    return touches(row[index - 1], row[index]) and row[index].is_word and row[index].text.isascii()


def _is_sure(row: list[Token], groups: list[int]) -> bool:
    """Whether the last group can be no number of its own."""
    last = groups[-1]
    return row[last].text[0] == "0" or _is_apostrophe(row, last - 1)
