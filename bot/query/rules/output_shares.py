"""Output that is said as a share of the input.

output = "output" {filler} share whole          output is about 10% of the input, 出力はその1割
       | "output" {filler} NUMBER "times" whole         output is 3 times that
       | "output" {filler} "same" ["as" whole]         output is the same, 出力も同じ
       | share whole "out"                      20M in and half as much out
share  = PERCENT | "half of" | "twice" | FACTOR
whole  = ["of"] ("it" | "that" | ["the"] "input") | "as much"

Only of an input that is said by one number, with nothing cached that could be meant too; where that
stands behind, "output is 10% of the input, 5M in", the share waits for it.
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import Amount
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Bounds
from bot.query.phrase import phrase
from bot.query.pieces import ChangePiece, ModelPiece, NumberPiece, PercentPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from .amounts import meaning

_FILLERS = (("link", "of"), ("approximately", "about"), ("particle", "topic"), ("particle", "also"))
_BEFORE_SAME, _SAME = words_that("before_the_same"), words_that("same_as_the_input")
_SIZES, _ENDS = words_that("size_of_the_input"), words_that("behind_the_same")
_WHOLE, _AROUND = words_that("the_input_itself"), words_that("around_the_input_itself")


def output_is_share(sentence: Sentence) -> bool:
    """`output is about a tenth of it`, `出力は入力の10%`."""
    start = sentence.place
    if not sentence.term(start, "unit", Unit.OUTPUT):
        return False
    index = sentence.skip(start + 1, *_FILLERS)
    if index == start + 1 and _has_a_number(sentence, start):
        return False  # 1,500トークン出力 入力の6割はキャッシュ
    if (same := _behind_same(sentence, index)) is not None:
        return _add(sentence, ONE, same)
    before = _behind_whole(sentence, index)
    number = sentence.at(index, NumberPiece)
    if number and sentence.word(index + 1) == _TIMES:
        return _is_so_many_times(sentence, number, index + 2)
    share = _share_at(sentence, before)
    end = before + 1 if before > index else _behind_whole(sentence, before + 1)
    is_whole = end > before + 1 or before > index
    more = sentence.term(before + 1, "more") if before > index else None
    if more and share is not None:  # 出力は入力の1割増し
        by = ONE + share if more.term.value == "up" else ONE - share
        if by <= 0 or not _add(sentence, by, before + 2):
            sentence.ask(start, before + 2, "ask.unused")
        return True
    return share is not None and is_whole and _add(sentence, share, end)


def _is_so_many_times(sentence: Sentence, number: NumberPiece, index: int) -> bool:
    """`output is 3 times that`: no 3 tokens, and asked about where it is not of the input."""
    end = _behind_whole(sentence, index)
    is_of_the_input = end > index and not number.bounds
    if not (is_of_the_input and _add(sentence, number.value, end)):
        sentence.ask(sentence.place, end, "ask.unused")
    return True


_TIMES = "times"


def _has_a_number(sentence: Sentence, index: int) -> bool:
    """Whether the output at `index` stands behind a number of its own."""
    if sentence.was(index - 1, "tokens"):
        return True
    return index > 0 and isinstance(sentence.pieces[index - 1], NumberPiece)


def _behind_same(sentence: Sentence, index: int) -> int | None:
    """The index behind `same as the input`, `同じ`; none where something else is the same."""
    while sentence.word(index) in _BEFORE_SAME:
        index += 1
    if not sentence.says(index, _SAME):
        return None
    end = index + 1
    while sentence.word(end) in _SIZES:
        end += 1
    behind = _behind_whole(sentence, end)
    is_last = behind == len(sentence.pieces) or sentence.word(behind) in _ENDS
    is_last = is_last or sentence.at(behind, ModelPiece) is not None
    return behind if behind > end or is_last else None


def share_is_output(sentence: Sentence) -> bool:
    """`20M in and half as much out`, `3x as much out`."""
    share = _share_at(sentence, sentence.place)
    end = _behind_whole(sentence, sentence.place + 1)
    is_output = sentence.term(end, "unit", Unit.OUTPUT) is not None
    is_whole = end > sentence.place + 1 or "much" in sentence.word(sentence.place)
    return share is not None and is_output and is_whole and _add(sentence, share, end + 1)


def _behind_whole(sentence: Sentence, index: int) -> int:
    """The index behind `of that`, `as much`, `入力の`; `index` where nothing of the kind is."""
    end, found = index, False
    while sentence.word(end) in _WHOLE | _AROUND:
        found = found or sentence.word(end) in _WHOLE
        end += 1
    return end if found else index


def _share_at(sentence: Sentence, index: int) -> Decimal | None:
    if change := sentence.at(index, ChangePiece):
        return change.factor
    if percent := sentence.at(index, PercentPiece):
        return None if percent.bounds else percent.share
    term = sentence.term(index, "share") or sentence.term(index, "multiple")
    is_exact = term is not None and term.term.value.replace(".", "").isdecimal()  # not 1/3
    return Decimal(term.term.value) if term and is_exact else None


def _add(sentence: Sentence, share: Decimal, end: int) -> bool:
    if _is_limit(sentence, end):
        return False
    span = sentence.span(sentence.place, end)
    if not sentence.said.amounts and _is_of_the_input(sentence, end):
        sentence.output_share = (share, span)
        sentence.take(range(sentence.place, end), "so much of the input comes out")
        return True
    whole = _input_before(sentence)
    if whole is None:
        return False
    number = _part_of(whole, share, sentence.source, span)
    sentence.add(Unit.OUTPUT, number, range(sentence.place, end), meaning(Unit.OUTPUT, number))
    return True


def _is_of_the_input(sentence: Sentence, end: int) -> bool:
    """Whether the input is named in what was said up to `end`: and not "half of that"."""
    named = any(sentence.was(each, "unit", Unit.INPUT) for each in range(sentence.place, end))
    return named and any(
        sentence.at(each, NumberPiece) for each in range(end, len(sentence.pieces))
    )


def _part_of(whole: Amount, share: Decimal, source: str, span: Span) -> NumberPiece:
    with exactly():
        value = whole.quantity * share
        bounds = whole.bounds and Bounds(whole.bounds.low * share, whole.bounds.high * share)
    return NumberPiece(span, source[slice(*span)], value, bounds=bounds)


def settle_output_share(sentence: Sentence, waiting: tuple[Decimal, Span]) -> None:
    """`output is 10% of the input, 5M in`: of what was said behind it."""
    share, span = waiting
    whole = _input_before(sentence)
    if whole is None:
        said = sentence.source[slice(*span)]
        sentence.troubles.append(NeedsMore(phrase("ask.unused", said=said), span))
        return
    number = _part_of(whole, share, sentence.source, span)
    amount = Amount(Unit.OUTPUT, number.value, span, number.bounds, whole.centred)
    sentence.said.amounts.append(amount)


def _is_limit(sentence: Sentence, end: int) -> bool:
    """`出力は入力の半分以下`, `half of that or less`: no share that could be priced."""
    return sentence.word(end) in _LIMITS or sentence.word(end + 1) in _MORE_OR_LESS


_LIMITS, _MORE_OR_LESS = words_that("limits_a_share"), frozenset({"less", "more"})


def _input_before(sentence: Sentence) -> Amount | None:
    """The one amount that output can be a share of."""
    amounts, cached = sentence.said.amounts, sentence.said.caching
    if len(amounts) != 1 or amounts[0].kind is not Unit.INPUT:
        return None
    return None if any(each.tokens for each in cached) else amounts[0]
