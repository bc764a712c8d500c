"""Discounts that were negotiated.

discount = PERCENT ("off" | "discount") | "discount" ["of"] PERCENT
"""

from __future__ import annotations

from bot.query.ask import Discount
from bot.query.model import HALF, NINE_TENTHS, ONE
from bot.query.pieces import NumberPiece, PercentPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from . import showing
from .terms import is_shown_in
from .units_first import units_stand_first

_THE = words_that("before_a_part")


def discount(sentence: Sentence) -> bool:
    """`15% off`, `15% discount`, `discount of 15%`."""
    start = sentence.place
    if sentence.term(start, "discount", "half"):
        return _half_of_batch(sentence, start)
    index, end = start, start + 2
    if sentence.term(start, "discount"):
        index = sentence.skip(start + 1, ("link", "of"))
        index = index + 1 if sentence.mark(index, ":=(") else index  # 割引（15%）
        end = index + 1
    else:
        behind = start + 2 if sentence.mark(start + 1, "(") else start + 1  # 10%（契約値引き）
        end = _behind_words(sentence, sentence.skip(behind, ("link", "of"))) + 1
        if not sentence.term(end - 1, "discount"):
            return False
    percent = sentence.at(index, PercentPiece)
    if percent is None and _is_said_elsewhere(sentence, start):
        sentence.take([start], "the discount that is said")
        return True
    if percent is None:
        return False
    behind = sentence.skip(end, ("link", "of"), ("date", "as_of"))
    behind = behind + 1 if sentence.word(behind) in _THE else behind  # "10% off the input"
    is_of_part = sentence.term(behind, "unit") and not is_shown_in(sentence, behind)
    is_of_part = is_of_part and not sentence.was(end, "particle", "at")  # 15%割引で入力1000万
    is_of_part = is_of_part and not _begins_an_amount(sentence, behind)
    is_of_part = is_of_part or sentence.word(behind) in _PRICES_OF_A_SIDE
    if is_of_part or _is_of_a_unit(sentence, start):  # "30% off output"
        sentence.ask(start, behind + 1 if is_of_part else end, "ask.discount_part")
        return True
    if _is_over(sentence, end):
        last = min(sentence.clause(start, end).stop, end + _MOST_OF_ITS_END)
        sentence.ask(start, last, "ask.with_or_without")
        return True
    if percent.share == HALF and not percent.bounds and _is_right_behind_batch(sentence, start):
        sentence.take(range(start, end), "the discount of a batch")
        return True
    sentence.said.discounts.append(Discount(percent.share, percent.bounds))
    sentence.terms.append((start, f"{percent.share} off"))
    is_like_a_lever = percent.share in _LIKE_LEVERS and not percent.bounds
    if is_like_a_lever and not _is_negotiated(sentence, start):
        sentence.said.like_levers.append(sentence.span(start, end))
    sentence.take(range(start, end), f"{showing.percent(percent.share, percent.bounds)} discount")
    return True


def _begins_an_amount(sentence: Sentence, index: int) -> bool:
    """`20%off [入力]5000万`: Japanese has the unit before its number, and no part of a price."""
    is_unit = not sentence.word(index).isascii() and units_stand_first(sentence, index + 1)
    return is_unit and sentence.at(index + 1, NumberPiece) is not None


def _is_over(sentence: Sentence, end: int) -> bool:
    """`10%割引を適用する前`, `割引10%が無くなったら`: what it costs without it, most likely."""
    said = sentence.source[sentence.pieces[end - 1].span.end :]
    said = said.lstrip(_TIES_ITS_END)
    return said.startswith(_ENDS) or said.rstrip("?!。 ") == _BEFORE


_ENDS, _BEFORE = tuple(words_that("ends_a_discount")), "前"
_TIES_ITS_END, _MOST_OF_ITS_END = "がをはもの ", 3


def _is_said_elsewhere(sentence: Sentence, start: int) -> bool:
    """`10%の割引契約 ... 割引後は`, `what is it after discount, we have 10% off`."""
    before = {sentence.word(each) for each in (start - 1, start - 2)}
    if sentence.word(start - 1) == "の" and sentence.was(start - 2, "discount"):
        return True  # 5%オフの割引
    if sentence.mark(start - 1, "(") and isinstance(sentence.pieces[start - 2], PercentPiece):
        return sentence.was(start - 4, "discount")  # 割引：10%（契約値引き）
    if sentence.word(start + 1) not in _OF_ONE_SAID and before.isdisjoint(_BEFORE_ONE_SAID):
        return False
    percents = (
        place for place, each in enumerate(sentence.pieces) if isinstance(each, PercentPiece)
    )
    return any(sentence.was(each + behind, "discount") for each in percents for behind in (1, 2))


_OF_ONE_SAID = words_that("of_a_discount_said")
_BEFORE_ONE_SAID = words_that("before_a_discount_said")


def _is_of_a_unit(sentence: Sentence, start: int) -> bool:
    """`入力のみ10%割引`, `入力単価が10%引き`: a unit stands before, with no number of its own."""
    before = sentence.skip_back(start - 1, "particle", "link")
    is_unit = isinstance(before, TermPiece) and (
        before.term.category == "unit" or before.text in _PRICES_OF_A_SIDE
    )
    return is_unit and not sentence.pieces[start - 1].text.isascii()


_PRICES_OF_A_SIDE = words_that("price_of_a_side")


def _is_right_behind_batch(sentence: Sentence, start: int) -> bool:
    """`バッチ50%引き`, `バッチで50%オフ`: as 半額; `バッチ、さらに50%引き` may be another."""
    index = start - 1
    while sentence.was(index, "particle", "at") or sentence.was(index, "link", "of"):
        index -= 1
    is_batch = sentence.was(index, "modifier", "batch")
    return is_batch and not sentence.word(start + 1).isascii()


def _half_of_batch(sentence: Sentence, start: int) -> bool:
    """`バッチで半額`, `バッチにしたら半額になる`: half price only says what the Batch API does."""
    beside = range(start - 3, start + 3)
    if not any(sentence.was(each, "modifier", "batch") for each in beside):
        return False
    sentence.take([start], "the discount of a batch")
    return True


def _behind_words(sentence: Sentence, index: int) -> int:
    """The index behind "enterprise" in "12% enterprise discount"."""
    return index + 1 if sentence.at(index, WordPiece) else index


def negotiated(sentence: Sentence) -> bool:
    """`if we negotiate 15%`, `we've negotiated about 12% with Anthropic`: off the price."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    before = start - 1
    while before > 0 and sentence.word(before) in _BEFORE_WHAT_IS_NEGOTIATED:
        before -= 1
    is_negotiated = before >= 0 and sentence.word(before) in _NEGOTIATES
    if not is_negotiated or not 0 < percent.share < ONE or not _ends_there(sentence, start + 1):
        return False
    sentence.said.discounts.append(Discount(percent.share, percent.bounds))
    sentence.terms.append((start, f"{percent.share} off"))
    sentence.take([start], f"{showing.percent(percent.share, percent.bounds)} discount")
    return True


def _ends_there(sentence: Sentence, index: int) -> bool:
    """Whether a clause ends there, or goes on with whom it was negotiated with."""
    if sentence.mark(index, _CLAUSE_ENDS) or index == len(sentence.pieces):
        return True
    return sentence.word(index) in _BEHIND_WHAT_IS_NEGOTIATED


_CLAUSE_ENDS = ",.;:?!)"
_NEGOTIATES = words_that("negotiates")
_BEFORE_WHAT_IS_NEGOTIATED = words_that("before_what_is_negotiated")
_BEHIND_WHAT_IS_NEGOTIATED = words_that("behind_what_is_negotiated")
_LIKE_LEVERS = frozenset({HALF, NINE_TENTHS})


def _is_negotiated(sentence: Sentence, start: int) -> bool:
    """`a negotiated 50% off`, `個別契約の9割引き`."""
    said = "".join(sentence.word(each) for each in sentence.clause(start))
    return any(each in said for each in _NEGOTIATED)


_NEGOTIATED = words_that("negotiated")
