"""Both sides of a request where neither "in" nor "out" is said.

arrow = NUMBER ["tokens"] ("→" | "-" ">") NUMBER ["tokens"]        "3k→800", "8k -> 500 x 30k/mo"
work  = verb NUMBER {","| "and"} verb NUMBER                       "ingest 1M, generate 200k"
      | NUMBER "read" {","| "and"} NUMBER "written"                "1M read, 200k written"

Only beside a model, and where no side is named: a change is told with an arrow as well
("requests 3k -> 5k"), and what a cache does is read and written too. An arrow is read so only
where requests are counted: of "10M→2M" alone it is asked what it is.
"""

from __future__ import annotations

from bot.query.pieces import ModelPiece, NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import meaning
from .nouns import counted_noun

_IN, _OUT = words_that("takes_in"), words_that("writes_back") | words_that("creates")
_TAKEN_IN, _WRITTEN = words_that("was_taken_in"), words_that("was_written")
_ARROWS, _LEADS = "→➔⇒", words_that("before_a_bare_side")
_FEWEST_IN, _FEWEST_OUT = 100, 10
"""Fewer may be versions, points or anything else."""


def arrow(sentence: Sentence) -> bool:
    """`3k→800`, `8k -> 500`: what goes in, and what comes out."""
    start = sentence.place
    tip = sentence.skip(start + 1, ("tokens", "tokens"))
    if sentence.mark(tip, "-") and sentence.word(tip + 1) == ">":
        behind = tip + 2
    elif sentence.mark(tip, _ARROWS):
        behind = tip + 1
    else:
        return False
    end = sentence.skip(behind + 1, ("tokens", "tokens"))
    is_counted = sentence.holds("count") or sentence.holds("period")
    if not (is_counted and _is_led(sentence, start) and _goes_on(sentence, end)):
        return False
    return _take_both(sentence, range(start, tip), range(behind, end), range(tip, behind))


def _is_led(sentence: Sentence, start: int) -> bool:
    """Whether nothing before it says what of: a model, a pause, "at" or "about"."""
    before = start - 1
    while sentence.was(before, "approximately") or sentence.word(before) in _LEADS:
        before -= 1
    is_named = before >= 0 and isinstance(sentence.pieces[before], ModelPiece)
    if sentence.mark(before, ":"):
        return isinstance(sentence.pieces[before - 1], ModelPiece)
    return before < 0 or is_named or sentence.mark(before, ",;.(")


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether no noun, period or side goes on at `index`: `3k -> 5k requests`, `20k -> 30k/day`."""
    if sentence.mark(index, ",;.)!?") or index == len(sentence.pieces):
        return True
    if sentence.term(index, "link", "per"):
        return sentence.term(index + 1, "count") is not None
    ties = (("link", "times"), ("link", "of"), ("scope", "each"), ("modifier", "batch"))
    return any(sentence.term(index, *each) for each in ties)


def by_verbs(sentence: Sentence) -> bool:
    """`ingest 1M, generate 200k`, `1M read and 200k written`: each has a verb of its own."""
    start = sentence.place
    if sentence.holds("caching"):  # "1M read, 200k written to the cache"
        return False
    is_before = sentence.word(start - 1) in _IN
    first = sentence.skip(start + 1, ("tokens", "tokens"))
    first = first + 1 if not is_before and sentence.word(first) in _TAKEN_IN else first
    if not is_before and first == start + 1:
        return False
    second = first
    while sentence.mark(second, ",") or sentence.term(second, "link", "and"):
        second += 1
    second = second + 1 if is_before and sentence.word(second) in _OUT else second
    end = sentence.skip(second + 1, ("tokens", "tokens"))
    is_told = sentence.word(second - 1) in _OUT if is_before else sentence.word(end) in _WRITTEN
    end = end if is_before else end + 1
    if not is_told or counted_noun(sentence, end) == end:
        return False
    return _take_both(sentence, range(start, first), range(second, end), range(0))


def _take_both(sentence: Sentence, first: range, second: range, between: range) -> bool:
    """Take one number for the input and the other for the output, if they may be that."""
    one, other = (sentence.at(each.start, NumberPiece) for each in (first, second))
    if not (one and other and sentence.models_named) or sentence.sides:
        return False
    is_size = one.value >= _FEWEST_IN and _FEWEST_OUT <= other.value < one.value
    if not is_size or one.bounds or other.bounds:
        return False
    sentence.add(Unit.INPUT, one, first, meaning(Unit.INPUT, one))
    sentence.add(Unit.OUTPUT, other, second, meaning(Unit.OUTPUT, other))
    if between:
        sentence.take(between, "input and output")
    return True
