"""Tokens of both kinds in one number, with the share of each.

split = NUMBER "tokens" ... (shares | ratio)
shares = PERCENT kind [PERCENT kind] | kind PERCENT [kind PERCENT]
ratio  = NUMBER ("/" | ":") NUMBER kinds | kinds NUMBER ("/" | ":") NUMBER
kinds  = kind ("/" | ":" | "to") kind
kind   = in | out

The shares leave none out: "10M tokens a day, 80% input 20% output". Of one of them alone the rest
is of the other kind: "10M tokens a day, 80% input".
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal, Inexact
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
    behind, before = _behind(sentence, end), _before(sentence, end)
    both = behind if len(behind) >= len(before) else before  # 入力8割 出力2割: not 8割 出力
    shares = _whole(both) or _ratio(sentence, end)
    tokens = _tokens(number.value, shares)
    if not tokens:
        return False
    said = shares[Unit.OUTPUT].places or shares[Unit.INPUT].places
    written = replace(number, value=tokens[Unit.OUTPUT])
    sentence.add(Unit.OUTPUT, written, said, meaning(Unit.OUTPUT, written))
    if (into := shares[Unit.INPUT]).places and into.places != said:
        sentence.take(into.places, f"{showing.percent(into.share)} of them input")
    read = replace(number, value=tokens[Unit.INPUT])
    sentence.add(Unit.INPUT, read, range(start, end), meaning(Unit.INPUT, read))
    return True


def _behind(sentence: Sentence, start: int) -> Mapping[Unit, _Share]:
    """Shares with their kinds behind them: "80% input 20% output"."""
    found: dict[Unit, _Share] = {}
    for place in range(start, len(sentence.pieces)):
        percent = sentence.at(place, PercentPiece)
        index = sentence.skip(place + 1, *FILLERS)
        kind = sentence.term(index, "unit", "input", "output")
        if percent and kind and not _is_cached(sentence, index + 1):
            found[Unit(kind.term.value)] = _Share(percent.share, range(place, index + 1))
    return found


def _is_cached(sentence: Sentence, index: int) -> bool:
    """`80% of the input [is cached]`: a share of the input, and none of all tokens."""
    return sentence.term(sentence.skip(index, ("link", "of")), "caching") is not None


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
_KIND_OF_THE_REST = {Unit.INPUT: Unit.OUTPUT, Unit.OUTPUT: Unit.INPUT}


def _whole(shares: Mapping[Unit, _Share]) -> Mapping[Unit, _Share]:
    """`shares`, with the rest of the tokens where only one of them was said."""
    if len(shares) != 1:
        return shares
    ((kind, said),) = shares.items()
    nowhere = range(said.places.stop, said.places.stop)
    return {kind: said, _KIND_OF_THE_REST[kind]: _Share(ONE - said.share, nowhere)}


def _ratio(sentence: Sentence, start: int) -> Mapping[Unit, _Share]:
    """`80/20 input/output`, `in:out 3:1`, `入出力比4:1`; nothing where none is said."""
    for place in range(start, len(sentence.pieces)):
        ratio, end = _two_numbers(sentence, place)
        kinds = ratio and (
            _kinds_behind(sentence, place, end) or _kinds_before(sentence, start, place, end)
        )
        if not (ratio and kinds):
            continue
        with suppress(Inexact), exactly():
            share = ratio[0] / (ratio[0] + ratio[1])
            first, second = _Share(share, kinds.places), _Share(ONE - share, kinds.places)
            return {kinds.first: first, _KIND_OF_THE_REST[kinds.first]: second}
    return {}


def _two_numbers(sentence: Sentence, index: int) -> tuple[tuple[Decimal, Decimal] | None, int]:
    """The numbers of "80/20" or "3:1" at `index`, and the index behind them."""
    first, second = sentence.at(index, NumberPiece), sentence.at(index + 2, NumberPiece)
    tied = sentence.mark(index + 1, "/:-") or sentence.term(index + 1, "several")
    plain = first and second and not (first.bounds or second.bounds)
    if not (first and second and tied and plain and first.value and second.value):
        return None, index
    return (first.value, second.value), index + 3


class _Kinds(NamedTuple):
    """Both kinds and their ratio: which is the first, and the pieces that say it."""

    first: Unit
    places: range


def _kinds_behind(sentence: Sentence, start: int, end: int) -> _Kinds | None:
    """The kinds behind the ratio that stands from `start` to `end`."""
    first, stop = _kinds_at(sentence, sentence.skip(end, *FILLERS))
    return _Kinds(first, range(start, stop)) if first else None


def _kinds_before(sentence: Sentence, least: int, start: int, end: int) -> _Kinds | None:
    """The kinds a few words before the ratio that stands from `start` to `end`."""
    for place in range(start - 1, max(start - _FARTHEST, least) - 1, -1):
        first, stop = _kinds_at(sentence, place)
        if first and stop <= start:
            return _Kinds(first, range(place, end))
    return None


_FARTHEST = 6
"""Pieces between what a ratio is of, and its numbers: `input to output at a ratio of 3:1`."""


def _kinds_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The first of both kinds at `index`, and the index behind: `in/out`, `in to out`, `入出力`."""
    if sentence.term(index, "sides"):
        return Unit.INPUT, index + 1
    apart = sentence.mark(index + 1, "/:-") or sentence.term(index + 1, "link")
    behind = index + 2 if apart else index + 1
    first, second = (sentence.term(each, "unit", "input", "output") for each in (index, behind))
    if not (first and second) or first.term == second.term:
        return None, index
    return Unit(first.term.value), behind + 1


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
