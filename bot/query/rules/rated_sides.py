"""What a volume is per, between it and its side.

volume = NUMBER ["tokens"] rate ("in" | "out" | ...), at the end of a clause
       | ("in" | "out" | ...) ["tokens"] rate ":" NUMBER ["tokens"]

`1M/day in, 200k tokens per day out`; not `10k a day in batches`. `Input tokens/day: 15M`.
"""

from __future__ import annotations

from bot.query.pieces import ModelPiece, NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import has_own_unit, meaning
from .period_names import period_at, rate_end
from .period_ties import add


def side_behind_a_rate(sentence: Sentence) -> bool:
    """`1M/day in`: a volume, as nobody sends so many requests "in"."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    rate = sentence.skip(start + 1, ("tokens", "tokens"))
    side = rate_end(sentence, rate)
    if side is None or number.value < _LEAST or not _ends_a_clause(sentence, side + 1):
        return False
    unit, period = sentence.term(side, "unit", *_SIDES), period_at(sentence, side - 1)
    if unit is None or period is None:
        return False
    if _is_of_both(sentence, side):
        sentence.ask(start, side + 3, "ask.in_or_out")
        return True
    kind = Unit(unit.term.value)
    sentence.add(kind, number, [*range(start, rate), side], meaning(kind, number))
    sentence.amount_end = rate
    add(sentence, rate, side, period)
    return True


def side_and_rate_then_number(sentence: Sentence) -> bool:
    """`input tokens per day: 15M`, as a list of assumptions has it."""
    start = sentence.place
    unit = sentence.term(start, "unit", *_SIDES)
    rate = sentence.skip(start + 1, ("tokens", "tokens"))
    end = rate_end(sentence, rate) if unit else None
    if unit is None or end is None or not sentence.mark(end, ":="):
        return False
    place = sentence.skip(end + 1, ("approximately", "about"))
    number, period = sentence.at(place, NumberPiece), period_at(sentence, end - 1)
    if number is None or period is None or _has_a_side(sentence, place):
        return False
    kind = Unit(unit.term.value)
    sentence.add(kind, number, [*range(start, rate), place], meaning(kind, number))
    sentence.amount_end = rate
    add(sentence, rate, end, period)
    sentence.amount_end = sentence.skip(place + 1, ("tokens", "tokens"))
    sentence.take([end, *range(place + 1, sentence.amount_end)], "is")
    return True


def _has_a_side(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` has a side behind it that is not the next one's label."""
    label = sentence.skip(index + 2, ("tokens", "tokens"))
    is_label = sentence.term(index + 1, "unit") and rate_end(sentence, label)
    return has_own_unit(sentence, index) and not is_label


def _is_of_both(sentence: Sentence, side: int) -> bool:
    """`10M a month in and out`: so much of each, or of both? `in and out 2M` has its own."""
    other = sentence.word(side + 1) in _AND and sentence.term(side + 2, "unit", *_SIDES)
    return bool(other) and sentence.at(side + 3, NumberPiece) is None


def _ends_a_clause(sentence: Sentence, index: int) -> bool:
    """Whether it ends there, or a model stands behind: `1M/day out on opus`."""
    is_end = index >= len(sentence.pieces) or sentence.mark(index, ",;.)!?&+")
    model = index + 1 if sentence.word(index) in _ON else index
    return is_end or sentence.word(index) in _AND or bool(sentence.at(model, ModelPiece))


_AND, _ON = words_that("joins_a_discount"), words_that("on_a_model")
_SIDES = (Unit.INPUT, Unit.OUTPUT)
_LEAST = 1_000
