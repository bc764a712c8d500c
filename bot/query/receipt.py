"""The end of a receipt: the book that an answer's number came from, and the number.

    sonnet-5.5 10M in 2M out as of 2026-11-22 [book 2026-11-22, $40.00]

    end    = "[book" DATE {"," figure} "]"
    figure = "$" NUMBER ["–" "$" NUMBER] | NUMBER ["–" NUMBER] ("requests" | "tokens") | "–"

A range has two ends; several models have a figure each, a dash where there is no price. What
stands before it is a question like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from .errors import NeedsMore, NotUnderstood
from .phrase import phrase
from .reading import Span

MARK = "[book "
_DASH = "–"
_LEAST_DECIMALS = 2
_UNITS = frozenset({"requests", "tokens"})


class Figure(NamedTuple):
    """US dollars, from `low` to `high`; or requests or tokens, where `unit` says so."""

    low: Decimal
    high: Decimal
    unit: str = ""


class Quoted(NamedTuple):
    """What a receipt says of its own question.

    Attributes:
        book: the day up to which the prices of its book were checked.
        figures: a number for each model; None where it had no price.
        span: where it stands.
    """

    book: date
    figures: tuple[Figure | None, ...]
    span: Span


def written(book: date, figures: Sequence[Figure | None]) -> str:
    """The end of a receipt, every number to its last digit."""
    return f"{MARK}{book.isoformat()}, {in_full(figures)}]"


def in_full(figures: Sequence[Figure | None]) -> str:
    """`$33.00`, `$20.00–$40.00`, `$33.00, –, $40.00` or `55555 requests`."""
    return ", ".join(map(_in_full, figures))


def _in_full(figure: Figure | None) -> str:
    if figure is None:
        return _DASH
    low, high, unit = figure
    if unit:
        return f"{low:f} {unit}" if low == high else f"{low:f}{_DASH}{high:f} {unit}"
    return _dollars(low) if low == high else f"{_dollars(low)}{_DASH}{_dollars(high)}"


def _dollars(amount: Decimal) -> str:
    whole, _, decimals = f"{amount:f}".partition(".")
    return f"${whole}.{decimals.rstrip('0').ljust(_LEAST_DECIMALS, '0')}"


def line_of(source: str) -> Quoted | None:
    """What the end of a receipt in `source` says; None where there is none.

    Raises:
        NotUnderstood: it is not as any receipt has it.
        NeedsMore: there is another one behind it.
    """
    start = place_of(source)
    return quoted(source, start) if start >= 0 else None


def place_of(source: str) -> int:
    """Where the end of a receipt begins in `source`; -1 where there is none."""
    place = source.find("[")
    while place >= 0 and source[place : place + len(MARK)].lower() != MARK:
        place = source.find("[", place + 1)
    return place


def quoted(source: str, start: int) -> Quoted:
    """What the end of a receipt says that begins at `start`.

    Raises:
        NotUnderstood: it is not as any receipt has it.
        NeedsMore: there is another one behind it.
    """
    end = source.find("]", start) + 1 or len(source)
    span = Span(start, end)
    if place_of(source[end:]) >= 0:
        raise NeedsMore(phrase("ask.two_receipts"), span)
    with suppress(ValueError):
        day, *figures = source[start + len(MARK) : end - 1].split(",")
        if source.endswith("]", start, end) and figures:
            return Quoted(date.fromisoformat(day.strip()), tuple(map(_read, figures)), span)
    raise NotUnderstood(phrase("unread.receipt", said=source[start:end]), span)


def _read(said: str) -> Figure | None:
    """A figure; dashes of every sort are one after normalisation.

    Raises:
        ValueError: it is none.
    """
    said = said.strip()
    if said == "-":
        return None
    if not said.startswith("$"):
        number, _, unit = said.lower().partition(" ")
        if unit not in _UNITS:
            raise ValueError(said)
        low, dash, high = number.partition("-")
        return Figure(_number(low), _number(high if dash else low), unit)
    low, dash, high = said.partition("-")
    return Figure(_dollars_of(low), _dollars_of(high if dash else low))


def _dollars_of(said: str) -> Decimal:
    return _number(said.replace("$", "", 1).strip())


def _number(said: str) -> Decimal:
    if not said.replace(".", "", 1).isdecimal():
        raise ValueError(said)
    return Decimal(said)
