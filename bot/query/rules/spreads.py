"""Give or take: a number that is the middle of a range.

spread  = NUMBER "±" SHARE                            10M in ±20%
        | amount amount "," "±" SHARE                 10M in 2M out, ±20%

Apart from all amounts it is of all of them. Right behind the last of several that have none it
could be of that one alone, so it is asked about.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from bot.query.ask import Amount, Count
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds
from bot.query.phrase import phrase
from bot.query.pieces import SpreadPiece
from bot.query.quantities import PLUS_MINUS
from bot.query.reading import Span
from bot.query.roles import words_that
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
    if said.counts and behind == sentence.count_end and not said.counts[-1].bounds:
        said.counts[-1] = _around(said.counts[-1], said.counts[-1].number, piece.share)
        closed = behind < start and sentence.mark(start + 1, ")")
        sentence.count_end = start + 2 if closed else start + 1  # "2k tickets (±25%) a week"
    elif behind == sentence.amount_end and _is_of_the_last(said.amounts):
        said.amounts[-1] = _around(said.amounts[-1], said.amounts[-1].quantity, piece.share)
        sentence.amount_end = start + 1
    else:
        sentence.spreads.append((start, piece))
    sentence.take([start], f"give or take {percent(piece.share)}")
    return True


def _is_of_the_last(amounts: list[Amount]) -> bool:
    """Whether a spread behind `amounts` can only be of the last one: `10M ±10% in, 2M out ±20%`."""
    if not amounts:  # "1000 images ±10%": what an answer needs is no amount of tokens
        return False
    *others, last = amounts
    return last.bounds is None and (not others or any(each.bounds for each in others))


def _around(said: Ranged, value: Decimal, share: Decimal) -> Ranged:
    """`said` as a range with `value` in its middle."""
    with exactly():
        by = value * share
        ends = Bounds(value - by, value + by)
    return replace(said, bounds=ends, centred=True)


def settle_spread(sentence: Sentence) -> None:
    """Make a range of the only number that was said, or of all amounts, or ask which it is of."""
    if not sentence.spreads:
        _ask_about_last(sentence)
        return
    said = sentence.said
    numbers: list[Amount | Count] = [*said.amounts, *said.counts]
    (place, piece), *more = sentence.spreads
    is_plain = not (more or said.limits) and numbers and not any(each.bounds for each in numbers)
    if is_plain and not said.counts and (len(numbers) == 1 or _is_apart(sentence, place)):
        said.amounts[:] = [_around(each, each.quantity, piece.share) for each in said.amounts]
    elif is_plain and len(numbers) == 1:
        said.counts[:] = [_around(each, each.number, piece.share) for each in said.counts]
    else:
        key = "ask.range_of_which" if is_plain and not said.counts else "ask.range_of"
        sentence.troubles.append(NeedsMore(phrase(key, said=piece.text), piece.span))


def _is_apart(sentence: Sentence, place: int) -> bool:
    """Whether a spread is of all amounts: behind a comma, before them, `both ±20%`."""
    before = sentence.word(place - 1)
    first = min(each.span.start for each in sentence.said.amounts)
    return before in _APART or sentence.pieces[place].span.start < first


def _ask_about_last(sentence: Sentence) -> None:
    """`入力1000万 出力200万 ±20%`: a space parts it from the number that it is read as part of."""
    amounts = sentence.said.amounts
    if len(amounts) < len("ab") or not amounts[-1].centred:
        return
    if any(each.bounds for each in amounts[:-1]):
        return
    span = amounts[-1].span
    said = sentence.source[span.start : span.end]
    apart = [at + 1 for sign in PLUS_MINUS if (at := said.find(f" {sign}")) >= 0]
    if apart and said.endswith(_PERCENT):
        facts = {"said": said[apart[0] :]}
        span = Span(span.start + apart[0], span.end)
        sentence.troubles.append(NeedsMore(phrase("ask.range_of_which", **facts), span))


_APART = frozenset(",、。;") | words_that("before_a_spread_of_all")
_PERCENT = ("%", "パーセント", "percent")
