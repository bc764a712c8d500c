"""Give or take: a number that is the middle of a range.

spread  = NUMBER "±" SHARE                            10M in ±20%
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from bot.query.ask import Amount, Count
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds
from bot.query.phrase import phrase
from bot.query.pieces import SpreadPiece
from bot.query.sentence import Sentence
from pricing import exactly

from .showing import percent

Ranged = TypeVar("Ranged", Amount, Count)


def spread(sentence: Sentence) -> bool:
    """`10M in ±20%`: of the number before; which one that is must be plain."""
    start = behind = sentence.place
    piece = sentence.here(SpreadPiece)
    said = sentence.said
    if piece.share > ONE:
        sentence.ask(start, start + 1, "ask.spread_below_zero")
        return True
    apart = "(," if len(said.amounts) + len(said.counts) == 1 else "("
    while sentence.mark(behind - 1, apart):
        behind -= 1
    if behind == sentence.count_end and not said.counts[-1].bounds:
        said.counts[-1] = _around(said.counts[-1], said.counts[-1].number, piece.share)
        closed = behind < start and sentence.mark(start + 1, ")")
        sentence.count_end = start + 2 if closed else start + 1  # "2k tickets (±25%) a week"
    elif behind == sentence.amount_end and not said.amounts[-1].bounds:
        said.amounts[-1] = _around(said.amounts[-1], said.amounts[-1].quantity, piece.share)
        sentence.amount_end = start + 1
    else:
        sentence.spreads.append((start, piece))
    sentence.take([start], f"give or take {percent(piece.share)}")
    return True


def _around(said: Ranged, value: Decimal, share: Decimal) -> Ranged:
    """`said` as a range with `value` in its middle."""
    with exactly():
        by = value * share
        ends = Bounds(value - by, value + by)
    return replace(said, bounds=ends, centred=True)


def settle_spread(sentence: Sentence) -> None:
    """Make a range of the number that stands before it, or of the only one that was said."""
    said = sentence.said
    for _, piece in sentence.spreads:
        alone: list[Amount | Count] = [*said.amounts, *said.counts]
        if len(alone) != 1 or alone[0].bounds or len(sentence.spreads) > 1:
            facts = {"said": piece.text}
            sentence.troubles.append(NeedsMore(phrase("ask.range_of", **facts), piece.span))
            return
        (only,) = alone
        if isinstance(only, Amount):
            said.amounts[:] = [_around(only, only.quantity, piece.share)]
        else:
            said.counts[:] = [_around(only, only.number, piece.share)]
