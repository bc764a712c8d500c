"""How often something comes, where no word says what: "12 times an hour", "20 qps", "3 a day"."""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import Count, Remark, Timed
from bot.query.errors import NeedsMore
from bot.query.lexicon import Term
from bot.query.model import MOST_OF_ONE, ONE, REQUESTS
from bot.query.phrase import phrase
from bot.query.pieces import ChangePiece, NumberPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period, Unit

from . import showing
from .amounts import has_own_unit
from .counts import taken_for
from .nouns import TIMES, many_of, noun_of, plural
from .period_names import rate_end
from .showing import counted
from .units_first import units_stand_first


def occasions(sentence: Sentence) -> bool:
    """`twice a day`, `3x daily`, `once per week`, `twice per order`: so many requests in each."""
    start = sentence.place
    piece = sentence.at(start, Piece)
    change = sentence.at(start, ChangePiece)
    words = {word: number for number, word in enumerate(_OCCASIONS, start=1)}
    number = words.get(piece.text.casefold()) if piece else None
    value = change.factor if change and "%" not in change.text else number
    if piece is None or value is None:
        return False
    if rate_end(sentence, start + 1) is None and (
        value == ONE or not _is_for_one(sentence, start + 1)
    ):
        return False
    counted = NumberPiece(piece.span, piece.text, Decimal(value))
    sentence.count(
        counted, TIMES, [start], f"{value:,f} requests" if change else f"{value} requests"
    )
    return True


def _is_for_one(sentence: Sentence, index: int) -> bool:
    """`twice per order`, `per order we do it twice`: of which there are so many."""
    index = sentence.skip(index, ("link", "of"))  # "for each order"
    place = index + 1 if sentence.word(index) in _PER else index
    is_one = sentence.term(index, "scope", "each") is not None
    noun = sentence.word(place).removeprefix("per ") if place == index else sentence.word(place)
    if (is_one or place > index) and noun in many_of(sentence):
        return True
    before = range(sentence.clause(sentence.place).start, sentence.place)
    many = many_of(sentence)  # "per invoice we call Claude twice"
    return any(sentence.word(e) in _PER and sentence.word(e + 1) in many for e in before)


_PER = words_that("for_each_item")
_OCCASIONS = ("once", "twice", "thrice")


def at_the_end(sentence: Sentence) -> bool:
    """`月末に1回`, `月初に一度だけ`, `月末に3,500件。年間で`: once, or once in each month?"""
    start = sentence.place
    if sentence.word(start) not in _ENDS:
        return False
    index = sentence.skip(start + 1, ("link", "of"))
    number = sentence.at(index, NumberPiece)
    is_of_each = sentence.holds("period", "month", "year") and sentence.term(index + 1, "count")
    is_so_often = sentence.word(index + 1) in _TIMES or is_of_each
    end = index + 2 if number and is_so_often else index + 1
    if end == index + 1 and not sentence.says(index, _ONCE):
        return False
    sentence.ask(start, end, "ask.unused")
    return True


_ENDS, _ONCE, _TIMES = map(words_that, ("end_of_a_period", "once_in_it", "occasions"))


def arriving(sentence: Sentence) -> bool:
    """`calls arrive at random, about 10 an hour`: so many of what is counted there."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if number.value > _MOST_ARRIVING or rate_end(sentence, start + 1) is None:
        return False
    terms = [each for each in sentence.pieces if isinstance(each, TermPiece)]
    if not any(each.term in _ARRIVING or each.term.category == "arrivals" for each in terms):
        return False
    noun = next((noun_of(each) for each in terms if each.term.category == "count"), REQUESTS)
    sentence.count(number, plural(noun), [start], counted(number))
    return True


def uncalled(sentence: Sentence) -> bool:
    """`10-30k a day`, `1日3万`: of what? Of what was counted before, where this is a follow-up."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    behind_period = sentence.was(start - 1, "period") and not sentence.source.isascii()
    is_named = sentence.word(start - 1) in _NAMES_A_COUNT  # "daily volume 8k"
    behind_period = behind_period or (is_named and sentence.was(start - 2, "period"))
    end = start + 2 if sentence.says(start + 1, _OF_THOSE) else start + 1  # "2,000 of those a day"
    if not behind_period and rate_end(sentence, end) is None:
        return False
    bounds, span = number.bounds, number.span
    sentence.said.uncalled.append(Count(number.value, REQUESTS, span, bounds, number.centred))
    said = phrase("ask.number_of_what", said=number.text)
    sentence.troubles.append(NeedsMore(said, span))
    sentence.take(range(start, end), f"{showing.number(number.value, bounds)} in each period")
    sentence.count_end = end
    return True


def settle_uncalled(sentence: Sentence) -> None:
    """`12k in 600 out, 3000/day`: what takes input and output of its own are requests.

    Whatever they are called, each costs the same.
    """
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    is_one = all(each.quantity <= MOST_OF_ONE for each in said.amounts)
    whole = Unit.OUTPUT in kinds and not kinds.isdisjoint(_INPUTS)
    if len(said.uncalled) != 1 or said.counts or not (whole and is_one):
        return
    (many,) = said.uncalled
    said.counts.append(many)
    said.uncalled.clear()
    if len(said.times) == 1 and not said.times[0].over:  # 1日3000
        said.times[:] = [said.times[0]._replace(binds="requests")]
    quoted = sentence.source[many.span.start : many.span.end]
    sentence.remarks.append(Remark("count", taken_for(quoted, many.number, many.bounds)))
    sentence.troubles[:] = [each for each in sentence.troubles if each.span != many.span]


_NAMES_A_COUNT, _OF_THOSE = words_that("names_a_count"), words_that("of_those_before")
_INPUTS = frozenset({Unit.INPUT, "prompt_size", "prefix"})
_ARRIVING = frozenset({Term("unit", "prefix")})
_MOST_ARRIVING = 10_000
"""A larger number could be one of tokens."""


def frequency_then_number(sentence: Sentence) -> bool:
    """`QPS 5`, `rps: 20`."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("approximately", "about"))
    index = index + 1 if sentence.mark(index, ":=") else index
    number = sentence.at(index, NumberPiece)
    if number is None:
        return False
    if has_own_unit(sentence, index) and not units_stand_first(sentence, index):
        return False
    sentence.count(number, REQUESTS, [index], f"{number.value:,f} requests")
    found = Period(piece.term.value)
    sentence.said.times.append(Timed(found, piece.span, "requests"))
    sentence.take(range(start, index), f"per {found.value}")
    return True


def frequency(sentence: Sentence) -> bool:
    """`20 qps`: so many requests a second."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    piece = sentence.term(start + 1, "frequency")
    if piece is None:
        return False
    sentence.count(number, REQUESTS, [start], f"{number.value:,f} requests")
    found = Period(piece.term.value)
    sentence.said.times.append(Timed(found, piece.span, "requests"))
    sentence.take([start + 1], f"per {found.value}")
    sentence.count_end = start + 2
    return True
