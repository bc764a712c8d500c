"""Levers that are only thought of or spoken of: "we are considering batch", 以前はバッチでした.

So is one whose clause holds nothing but it and what says that nobody has decided. With a number or
a model in its clause it is part of what is asked: "we are considering sonnet 5.5 in batch".
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_UNDECIDED = words_that("not_decided")
_FIRST_WORDS = frozenset(each.split()[0] for each in _UNDECIDED) | _UNDECIDED
_STOPS = frozenset(",;.!?、。！？()")
_LEVERS = ("caching", "modifier")


def ask_about_undecided(sentence: Sentence) -> None:
    """Ask whether a lever is meant that is only thought of."""
    if sentence.words.isdisjoint(_FIRST_WORDS):
        return
    for start, end in _clauses(sentence):
        places = range(start, end)
        levers = [each for each in places if any(sentence.was(each, kind) for kind in _LEVERS)]
        thought_of = any(_is_undecided(sentence, each) for each in places)
        if levers and thought_of and all(_is_word(sentence, each) for each in places):
            span = sentence.span(start, end)
            said = sentence.source[span.start : span.end]
            asked = phrase("ask.with_or_without", said=said)
            sentence.troubles.append(NeedsMore(asked, span))
            return


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """From where to where each clause goes, the marks between them left out."""
    start = 0
    for place in range(len(sentence.pieces) + 1):
        if place == len(sentence.pieces) or sentence.word(place) in _STOPS:
            yield start, place
            start = place + 1


def _is_undecided(sentence: Sentence, index: int) -> bool:
    """Whether one of those words stands at `index`, or begins there: `used to`."""
    word = sentence.word(index)
    return word in _UNDECIDED or f"{word} {sentence.word(index + 1)}" in _UNDECIDED


def _is_word(sentence: Sentence, index: int) -> bool:
    return isinstance(sentence.pieces[index], WordPiece | TermPiece | MarkPiece)
