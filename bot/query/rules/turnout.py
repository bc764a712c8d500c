"""How many of those who were counted do something: "200 employees, 30% use it daily".

turnout = count [","] PERCENT ["of them"] ("use" | "are active" ...)
        | count "の" ["うち"] PERCENT "が"
"""

from __future__ import annotations

from dataclasses import replace

from bot.query.pieces import ModelPiece, PercentPiece, TermPiece
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
        end = start + 2 if is_theirs and sentence.mark(start + 1, "が") else None
    else:
        behind = sentence.skip(start + 1, ("link", "of"))
        end = behind + 1 if sentence.word(behind) in _USE else None
    return end if end and not _is_of_a_part(sentence, end) else None


def _is_of_a_part(sentence: Sentence, index: int) -> bool:
    """`30% use batch`, `10% use opus`, `1割が使わない`: the others are not idle."""
    while index < len(sentence.pieces) and sentence.word(index) not in _ENDS:
        piece = sentence.pieces[index]
        if isinstance(piece, ModelPiece):
            return True
        if isinstance(piece, TermPiece) and piece.term.category in _OF_A_PART:
            return True
        index += 1
    return False


_ENDS = frozenset(",.;:?!、。")
_OF_A_PART = frozenset({"caching", "modifier", "negation", "rest", "without"})
_OUT_OF, _USE = words_that("out_of_people"), words_that("people_use")
