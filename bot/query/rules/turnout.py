"""How many of those who were counted do something: "200 employees, 30% use it daily".

turnout = count [","] PERCENT ["of them"] ("use" | "are active" ...)
        | count "の" ["うち"] PERCENT ("が" | "は")
"""

from __future__ import annotations

from dataclasses import replace

from bot.query.pieces import PercentPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import exactly

from .nouns import is_of_people
from .showing import percent


def turnout(sentence: Sentence) -> bool:
    """`200 employees, 30% use it daily`, `社員200人の3割が1日10回`: 60 of them."""
    start = sentence.place
    piece = sentence.here(PercentPiece)
    counts = sentence.said.counts
    if not counts or piece.bounds or counts[-1].bounds or not is_of_people(counts[-1]):
        return False
    end = _behind_verb(sentence, start)
    with exactly():
        number = counts[-1].number * piece.share
    if end is None or number != number.to_integral_value() or not 0 < piece.share <= 1:
        return False
    sentence.take(range(start, end), f"{percent(piece.share)} of them: {number.normalize():,f}")
    counts[-1] = replace(counts[-1], number=number)
    return True


def _behind_verb(sentence: Sentence, start: int) -> int | None:
    """The index behind what says that they do something; None where nothing does."""
    if sentence.word(start - 1) in _OUT_OF:
        is_theirs = sentence.count_end in {start - 1, start - 2}
        return start + 2 if is_theirs and sentence.word(start + 1) in _DO else None
    behind = sentence.skip(start + 1, ("link", "of"))
    return behind + 1 if sentence.word(behind) in _USE else None


_OUT_OF, _DO, _USE = map(words_that, ("out_of_people", "who_do", "people_use"))
