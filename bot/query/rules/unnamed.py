"""Models that are compared with and not named: "opus 5.5 vs the cheapest one", 最安モデルと比べて.

    unnamed = apart {apart} ("model" | "one" | "モデル" ...) | "something" apart
    earlier = ("previous" | "older" | 前の ...) family | family "の" (旧バージョン | 一個前 ...)

Which one is meant depends on what is priced, on the day, or on the team, so it is asked for.
"""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.model import Newest
from bot.query.phrase import phrase
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_MODEL, _ANYTHING = words_that("stands_for_a_model"), words_that("stands_for_any_model")
_ENDS = _MODEL | _ANYTHING
_EARLIER = words_that("tells_an_earlier_version")
_APART, _COMPARES = words_that("tells_a_model_apart"), words_that("compares_models")


def ask_about_unnamed(sentence: Sentence) -> None:
    """Ask which model is meant where the only one that is named is compared with another."""
    for place, choice in sentence.model_places:
        if isinstance(choice, Newest) and sentence.word(place - 1) in _EARLIER:
            _ask(sentence, place - 1, place + 1)
            return
    if sentence.models_named == 1 and (told := _version_before(sentence)):
        _ask(sentence, told.start, told.stop)
        return
    if sentence.models_named != 1 or _MODEL.isdisjoint(sentence.words):
        return
    for place in sentence.places_of(_ENDS):
        start, end = _unnamed(sentence, place)
        if start < end and _is_compared(sentence, start, end):
            _ask(sentence, start, end)
            return


def _version_before(sentence: Sentence) -> range | None:
    """The clause of `opusの旧バージョン`, `最新じゃなくて一個前のopus`; None where none is said."""
    if not any(map(sentence.source.casefold().__contains__, _BEFORE)):
        return None
    for place, _ in sentence.model_places:
        clause = sentence.clause(place)
        near = range(max(place - _FAR, clause.start), min(place + 1 + _FAR, clause.stop))
        span = sentence.span(near.start, near.stop)
        said = sentence.source[span.start : span.end].casefold()
        if any(map(said.__contains__, _BEFORE)):
            return near
    return None


_BEFORE, _FAR = words_that("tells_a_version_before"), 7


def _ask(sentence: Sentence, start: int, end: int) -> None:
    span = sentence.span(start, end)
    said = sentence.source[span.start : span.end]
    sentence.troubles.append(NeedsMore(phrase("ask.unnamed_model", said=said), span))


def _unnamed(sentence: Sentence, place: int) -> tuple[int, int]:
    """Where a model that ends or begins at `place` is spoken of; an empty stretch if none is."""
    if sentence.word(place) in _ANYTHING and sentence.word(place + 1) in _APART:
        return place, place + 2
    start = place
    while sentence.word(start - 1) in _APART:
        start -= 1
    return (start, place + 1) if start < place and sentence.word(place) in _MODEL else (0, 0)


def _is_compared(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a word in the same clause compares it with the model that is named there."""
    clause = sentence.clause(start, end)
    if not any(clause.start <= place < clause.stop for place, _ in sentence.model_places):
        return False
    return any(sentence.was(e, "several") or sentence.word(e) in _COMPARES for e in clause)
