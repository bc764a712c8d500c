"""Which side a number is on, where neither a unit nor "tokens" stands right beside it.

side = verb {filler} NUMBER                     "returns 700", "got back maybe 900k"
     | text "are" {filler} NUMBER               "replies are about 400"
     | NUMBER text                              "1k question, 500 answer"
     | text NUMBER                              "入力6k、要約1.2k"
     | NUMBER "(" unit ")"                      "4.2M (in), 380K (out)"
     | NUMBER "per" noun unit                   "300 tokens per chat in and 200 out"
     | NUMBER "out of" MODEL                    "4M in and 500k out of sonnet 5.5"

Only beside the other side: by itself "it returns 20" may be a number of anything.
"""

from __future__ import annotations

from bot.query.pieces import ModelPiece, NumberPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import add, meaning, unit_at

_ADVERBS = words_that("beside_a_verb_of_writing")
_WRITES, _REPLIES = words_that("writes_back"), words_that("replies_with")
_GETS, _BACK = words_that("gets_from_the_model"), words_that("comes_back")
_TOOLS = words_that("is_no_model")
_SIDES = frozenset({Unit.INPUT, Unit.OUTPUT})
_GOES_IN = frozenset({Unit.INPUT, "prompt_size"})
_TEXTS, _ARE = words_that("texts_that_come_out"), words_that("are_so_long")
_READ, _WRITTEN = words_that("is_read"), words_that("is_written")
_BEFORE_ALL = words_that("before_all_the_texts")
_STATUS = words_that("status_of_a_failure")
_FEWEST = 100
"""Fewer may be results, lines or anything else: "it returns 20"."""


def by_verb(sentence: Sentence) -> bool:
    """`sends 40k tokens and returns 700`, `got back maybe 900k`, `it replies with 700`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if number.value < _FEWEST or not _ends(sentence, start + 1):
        return False
    is_told = _is_written(sentence, start - 1) and _is_beside(sentence, Unit.INPUT)
    is_status = number.text in _STATUS
    if not (_is_length(sentence, start - 1) or (is_told and not is_status)):
        return False
    add(sentence, Unit.OUTPUT, number, range(start, start + 1))
    return True


def _is_written(sentence: Sentence, index: int) -> bool:
    """Whether the verb at `index`, or before its adverbs, says that the model writes so many."""
    index = _before_adverbs(sentence, index)
    if sentence.word(index - 1) in _TOOLS:  # "the tool returned 300" goes in
        return False
    if sentence.word(index) == "with":
        return replies(sentence, index - 1)
    if sentence.word(index) in _BACK:
        return sentence.word(index - 1) in _WRITES | _GETS
    return sentence.word(index) in _WRITES


def replies(sentence: Sentence, index: int) -> bool:
    """Whether `it replies`, or `it comes back`, ends at `index`: with so many tokens."""
    if sentence.word(index) == "back":
        return sentence.word(index - 1) in _COMES
    return sentence.word(index) in _REPLIES


_COMES = frozenset({"came", "come", "comes", "coming"})


def _is_length(sentence: Sentence, index: int) -> bool:
    """Whether `replies are about`, or `replies`, ends at `index`, beside an input alone."""
    index = _before_adverbs(sentence, index)
    kinds = {each.kind for each in sentence.said.amounts}
    is_other_side = not kinds.isdisjoint(_GOES_IN) and Unit.OUTPUT not in kinds
    if sentence.word(index) in _ARE:
        index -= 1
    return is_other_side and sentence.word(index) in _TEXTS and _are_all(sentence, index - 1)


def _are_all(sentence: Sentence, index: int) -> bool:
    """Whether it is said of all replies: not of "most replies", nor of "only long replies"."""
    return not sentence.word(index).isalpha() or sentence.word(index) in _BEFORE_ALL


def _before_adverbs(sentence: Sentence, index: int) -> int:
    while sentence.word(index) in _ADVERBS or sentence.was(index, "approximately"):
        index -= 1
    return index


def _ends(sentence: Sentence, index: int) -> bool:
    """Whether the clause ends at `index`: no noun, period or share goes on there."""
    is_end = sentence.mark(index, ",;.!?)") or sentence.term(index, "link", "and")
    return bool(is_end) or index == len(sentence.pieces)


def _is_beside(sentence: Sentence, unit: Unit) -> bool:
    """Whether tokens of the other side are said, and none of what the number would be."""
    other = Unit.OUTPUT if unit is Unit.INPUT else Unit.INPUT
    kinds = {each.kind for each in sentence.said.amounts}
    return (unit in kinds or unit in sentence.sides) and other not in kinds | sentence.sides


def by_text(sentence: Sentence) -> bool:
    """`1k question, 500 answer`: of one of them, where several would be questions."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    is_text = sentence.at(start + 1, WordPiece) and sentence.word(start + 1) in _READ
    if not is_text or number.value < _FEWEST or not _ends_or_goes_on(sentence, start + 2):
        return False
    is_one = sentence.said.counts or not _WRITTEN.isdisjoint(sentence.words)
    if not is_one or not _is_beside(sentence, Unit.OUTPUT):
        return False
    sentence.add(Unit.INPUT, number, range(start, start + 2), meaning(Unit.INPUT, number))
    return True


def by_name(sentence: Sentence) -> bool:
    """`入力6k、要約は1.2k`: what is written, of requests that are counted, or in thousands."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    ends = _ends(sentence, start + 1) or sentence.mark(start + 1, "、。")
    if not (ends and _FEWEST <= number.value <= _MOST_OF_AN_ANSWER):
        return False
    before = sentence.skip_back(start - 1, "particle", "approximately", "scope")
    is_named = before is not None and before.text in _ANSWERS
    is_size = number.text[-1:] in _THOUSANDS or sentence.said.counts
    if not (is_named and is_size and _is_beside(sentence, Unit.INPUT)):
        return False
    sentence.add(Unit.OUTPUT, number, range(start, start + 1), meaning(Unit.OUTPUT, number))
    return True


_ANSWERS, _THOUSANDS, _MOST_OF_AN_ANSWER = words_that("what_is_written"), "kK千", 20_000


def _ends_or_goes_on(sentence: Sentence, index: int) -> bool:
    return _ends(sentence, index) or sentence.at(index, NumberPiece) is not None


def in_brackets(sentence: Sentence) -> bool:
    """`4.2M (in), 380K tokens (out)`: the unit stands in brackets of its own."""
    start = sentence.place
    opening = sentence.skip(start + 1, ("tokens", "tokens"))
    unit = unit_at(sentence, opening + 1) if sentence.mark(opening, "([") else None
    if unit is None or not sentence.mark(opening + 2, ")]"):
        return False
    add(sentence, unit, sentence.here(NumberPiece), range(start, opening + 3))
    return True


def behind_one_of_many(sentence: Sentence) -> bool:
    """`300 tokens per chat in`: the unit stands behind what each of them is of."""
    start = sentence.place
    per = sentence.skip(start + 1, ("tokens", "tokens"))
    noun = per + 1
    if not sentence.term(per, "link", "per") or not sentence.term(noun, "count"):
        return False
    unit = unit_at(sentence, noun + 1)
    behind = sentence.skip(noun + 2, ("tokens", "tokens"), ("link", "of"))
    is_end = _ends(sentence, noun + 2) or sentence.at(behind, ModelPiece)
    is_open = sentence.word(noun + 1) == _IN and not is_end  # "300 per chat in 2 languages"
    if unit not in _SIDES or is_open:
        return False
    add(sentence, unit, sentence.here(NumberPiece), range(start, per))
    sentence.take([noun + 1], "input tokens" if unit is Unit.INPUT else "output tokens")
    return True


_IN = "in"


def out_of_a_model(sentence: Sentence) -> bool:
    """`4M in and 500k out of sonnet 5.5`: out, and of that model; not `3 out of 5`."""
    start = sentence.place
    is_out = sentence.word(start + 1) == _OUT_OF and sentence.at(start + 2, ModelPiece)
    if not is_out or sentence.models_named > 1 or not _is_beside(sentence, Unit.INPUT):
        return False
    number = sentence.here(NumberPiece)
    sentence.add(Unit.OUTPUT, number, range(start, start + 2), meaning(Unit.OUTPUT, number))
    return True


_OUT_OF = "out of"
