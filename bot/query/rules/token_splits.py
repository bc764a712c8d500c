"""Tokens of both kinds in one number, with the share of each.

split = NUMBER "tokens" ... (PERCENT kind PERCENT kind | kind PERCENT kind PERCENT)
kind  = in | out

The shares leave none out: "10M tokens a day, 80% input 20% output".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bot.query.model import ONE
from bot.query.pieces import NumberPiece, PercentPiece
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import showing
from .amounts import FILLERS, meaning


class _Share(NamedTuple):
    """So much of the tokens, and the pieces that say it."""

    share: Decimal
    places: range


def split(sentence: Sentence) -> bool:
    """`10M tokens a day, 80% input 20% output`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    if end == start + 1 or number.bounds:
        return False
    shares = _behind(sentence, end) or _before(sentence, end)
    tokens = _tokens(number.value, shares)
    if not tokens:
        return False
    into, out = shares[Unit.INPUT], shares[Unit.OUTPUT]
    written = replace(number, value=tokens[Unit.OUTPUT])
    sentence.add(Unit.OUTPUT, written, out.places, meaning(Unit.OUTPUT, written))
    sentence.take(into.places, f"{showing.percent(into.share)} of them input")
    read = replace(number, value=tokens[Unit.INPUT])
    sentence.add(Unit.INPUT, read, range(start, end), meaning(Unit.INPUT, read))
    return True


def _behind(sentence: Sentence, start: int) -> Mapping[Unit, _Share]:
    """Shares with their kinds behind them: "80% input 20% output"; nothing where one is missing."""
    found: dict[Unit, _Share] = {}
    for place in range(start, len(sentence.pieces)):
        percent = sentence.at(place, PercentPiece)
        index = sentence.skip(place + 1, *FILLERS)
        kind = sentence.term(index, "unit", "input", "output")
        if percent and kind:
            found[Unit(kind.term.value)] = _Share(percent.share, range(place, index + 1))
    return found if len(found) == _KINDS else {}


def _before(sentence: Sentence, start: int) -> Mapping[Unit, _Share]:
    """The same with their kinds before them: "input 80%, output: 20%", 入力が8割."""
    found: dict[Unit, _Share] = {}
    for place in range(start, len(sentence.pieces)):
        kind = sentence.term(place, "unit", "input", "output")
        index = sentence.skip(place + 1, *FILLERS, ("particle", "subject"))
        index = index + 1 if sentence.mark(index, ":=") else index
        percent = sentence.at(index, PercentPiece)
        if percent and kind:
            found[Unit(kind.term.value)] = _Share(percent.share, range(place, index + 1))
    return found


_KINDS = 2


def _tokens(number: Decimal, shares: Mapping[Unit, _Share]) -> Mapping[Unit, Decimal]:
    """So many of each kind; nothing where the shares leave some out."""
    with exactly():
        if len(shares) != _KINDS or sum(each.share for each in shares.values()) != ONE:
            return {}
        return {unit: _plain(number * each.share) for unit, each in shares.items()}


def _plain(value: Decimal) -> Decimal:
    """8,000,000 rather than 8,000,000.0."""
    whole = value.to_integral_value()
    return whole if whole == value else value
