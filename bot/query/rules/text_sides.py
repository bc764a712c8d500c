"""Whether a text goes in or comes out: "350 words in", "summaries of 50 words", "into 1 page".

A text goes in unless it is said to come out. Of two texts, or of one that is written, it has to
be said: "1,000 emails of 350 words, 50 words each" could be either way round.
"""

from __future__ import annotations

from typing import Literal

from bot.query.errors import NeedsMore
from bot.query.model import Text
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .nouns import counted_noun

Side = Literal[Unit.INPUT, Unit.OUTPUT]

_COMES_OUT = words_that("comes_out")
_INTO = words_that("makes_of_a_text")
_WRITES, _AS = words_that("writes_text"), frozenset({"as", "for"})
FILLERS = (("link", "of"), ("approximately", "about"), ("scope", "each"), ("link", "per"))


def side_of(sentence: Sentence, start: int, content: int, end: int) -> tuple[Side | None, int]:
    """The side of the text from `start` to `end`, and the index behind what says so.

    Args:
        sentence: all of it.
        start: where its number stands.
        content: where "words" or "pages" stand.
        end: the index behind these.
    """
    behind = sentence.skip(end, ("link", "of"))
    if sentence.word(behind) in _AS:  # "1,000 words as output"
        behind += 1
    for place in (*range(start + 1, content), behind):
        for side in (Unit.OUTPUT, Unit.INPUT):
            if sentence.term(place, "unit", side) and not _leads(sentence, place):
                return _side(side), max(end, place + 1)
    nouns = (behind, behind + 1) if sentence.at(behind, WordPiece) else (behind,)
    if any(sentence.word(each) in _COMES_OUT and not _leads(sentence, each) for each in nouns):
        return Unit.OUTPUT, end
    before = _side_before(sentence, start)
    is_read = before is Unit.OUTPUT and _is_read(sentence, start, end)
    return (Unit.INPUT if is_read else before), end


def _is_read(sentence: Sentence, start: int, end: int) -> bool:
    """`summaries of 3-page docs`: the docs are that long, and go in; not `summaries of 3 pages`."""
    index = sentence.skip(end, ("language", "english"))
    noun = counted_noun(sentence, index)
    if not sentence.was(start - 1, "link", "of") or noun is None or noun > index + 1:
        return False
    return sentence.word(noun) not in _COMES_OUT


def _leads(sentence: Sentence, index: int) -> bool:
    """`350 words, [output] 50 words`: the side of what follows; "in" and "out" stand behind."""
    if sentence.word(index) in {"in", "out"}:
        return False
    behind = index + 2 if sentence.mark(index + 1, ":=") else index + 1
    behind = sentence.skip(behind, *FILLERS)
    return sentence.at(behind, NumberPiece) is not None


def _side(unit: Unit) -> Side:
    return Unit.OUTPUT if unit is Unit.OUTPUT else Unit.INPUT


def _side_before(sentence: Sentence, index: int) -> Side | None:
    """`output: 50 words`, `into 50 words`, `summaries of 50 words`; "in 50 words" says nothing."""
    place = index - 1
    while sentence.mark(place, ":=") or any(sentence.was(place, *each) for each in FILLERS):
        place -= 1
    word = sentence.word(place)
    if word in _INTO:  # but "answers to 20 pages"
        return None if sentence.word(place - 1) in _COMES_OUT else Unit.OUTPUT
    if word in _COMES_OUT or sentence.was(place, "unit", "output"):
        return Unit.OUTPUT
    return Unit.INPUT if sentence.was(place, "unit", "input") and word != "in" else None


def ask_about_texts(sentence: Sentence) -> None:
    """Ask where it is not said which of two texts comes out, or whether one is written."""
    _ask_of_the_one_side(sentence)
    if not sentence.open_texts:
        return
    said = sentence.said
    texts = [each.content for each in said.contents if isinstance(each.content, Text)]
    if any(each.kind is Unit.OUTPUT for each in said.amounts):
        return
    if any(each.side is Unit.OUTPUT for each in texts):
        return
    if len(texts) > 1 or not _WRITES.isdisjoint(sentence.words):
        span = sentence.open_texts[-1]
        text = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.text_side", said=text), span))


def _ask_of_the_one_side(sentence: Sentence) -> None:
    """`what do 1,000 words cost on opus as output`: too far apart to be sure of."""
    goes_in = [
        each.span
        for each in sentence.said.contents
        if isinstance(each.content, Text) and each.content.side is not Unit.OUTPUT
    ]
    if goes_in and any(each in sentence.source.casefold() for each in _AS_OUTPUT):
        span = goes_in[0]
        text = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.text_side", said=text), span))


_AS_OUTPUT = ("as output", "for output", "of output")
