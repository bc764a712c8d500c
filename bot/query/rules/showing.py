"""How numbers are said back in `heard`."""

from __future__ import annotations

from decimal import Decimal

from bot.query.model import Bounds
from bot.query.pieces import NumberPiece


def number(value: Decimal, bounds: Bounds | None = None) -> str:
    """`10,000`, or `5,000 to 10,000` for a range."""
    if bounds:
        return f"{bounds.low:,f} to {bounds.high:,f}"
    return f"{value:,f}"


def counted(piece: NumberPiece) -> str:
    """What a count was taken for: "50,000 requests"."""
    return f"{number(piece.value, piece.bounds)} requests"


def percent(share: Decimal, bounds: Bounds | None = None) -> str:
    """`80%`, or `70% to 80%`."""
    if bounds:
        return f"{percent(bounds.low)} to {percent(bounds.high)}"
    return f"{(share * 100).normalize():f}%"
