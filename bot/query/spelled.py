"""Numbers in words: three million, twenty-five thousand, one hundred and fifty.

spelled = hundreds [scale] {["and"] hundreds [scale]}      scales ever smaller
hundreds = numeral ["hundred" | "dozen"] [["and"] numeral]
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from .row import Row

_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_TEN = Decimal(10)
_TWENTY = Decimal(20)


class Spelled(NamedTuple):
    """A number in words, the index behind it, and how many words of numbers it has."""

    value: Decimal
    end: int
    words: int


class TwoNumbers(Exception):
    """Number words that do not make one number: "two three"; `end` is the index behind them."""

    def __init__(self, end: int) -> None:
        super().__init__(end)
        self.end = end


def spelled_at(row: Row, index: int) -> Spelled | None:
    """The number spelled out at `index`, None where none begins there.

    Raises:
        TwoNumbers: the words do not make one number.
    """
    total, current, scale = Decimal(0), Decimal(0), None
    words, end = 0, index
    while found := row.longest(_behind_link(row, end) if words else index):
        piece, behind = found
        value = _value(piece.term.value)
        if piece.term.category == "numeral":
            current = _joined(current, value, piece.text, behind)
        elif piece.term.category == "scale" and current and len(piece.text) > 1:
            if scale is not None and value >= scale:
                raise TwoNumbers(behind)
            total, current, scale = total + current * value, Decimal(0), value
        else:
            break
        words, end = words + 1, behind
    return Spelled(total + current, end, words) if words else None


def _value(text: str) -> Decimal:
    return Decimal(text) if text.replace(".", "").isdecimal() else Decimal(0)


def _behind_link(row: Row, index: int) -> int:
    """The index behind "and" or a hyphen, where number words go on behind it: half-million."""
    links = row.text(index) == "and" or row.is_joiner(index)
    is_scale = row.is_joiner(index) and row.category(index + 1) == "scale"
    return index + 1 if is_scale or (links and row.category(index + 1) == "numeral") else index


def _joined(current: Decimal, value: Decimal, text: str, end: int) -> Decimal:
    """`current` with the next number word: twenty + five, two x hundred, hundred + fifty."""
    if not current:
        return value
    if current < _HUNDRED and text.casefold() in {"hundred", "dozen"}:
        return current * value
    half = value < 1
    ones = value < _TEN and not current % _TEN and current % _HUNDRED >= _TWENTY
    rest = value < _HUNDRED <= current and not current % _HUNDRED
    if current >= _THOUSAND or not (half or ones or rest):
        raise TwoNumbers(end)
    return current + value
