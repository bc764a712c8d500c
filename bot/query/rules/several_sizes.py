"""Several sizes of one work, which are answered one at a time: `1k, 10k and 100k requests`.

sizes = NUMBER {"," NUMBER} ("and" | "or" | "vs") NUMBER {filler} what they are of
      | NUMBER "/" NUMBER "/" NUMBER {filler} what they are of

So are shares: `50%, 70% and 90% cached`. Two numbers with a stroke are in and out, or a split.
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece, PercentPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .amounts import FILLERS
from .nouns import counted_noun

_STROKE, _COMMAS = "/", frozenset(",、")
_LAST = words_that("before_the_last_size")
_OF = ("unit", "caching", "period", "modifier", "tokens", "discount")
_LONGEST = 8


def one_at_a_time(sentence: Sentence) -> bool:
    """Ask for one of several sizes, rather than what the first of them is of."""
    start = sentence.place
    end = _end_of_list(sentence, start)
    if end is None or not _are_of_something(sentence, end):
        return False
    sentence.ask(start, end, "ask.one_size")
    return True


def _end_of_list(sentence: Sentence, start: int) -> int | None:
    """The index behind the last of the numbers that begin at `start`; None for no list."""
    joints: list[str] = []
    index = start + 1
    while len(joints) < _LONGEST and _is_number(sentence, index + 1):
        joints.append(sentence.word(index))
        index += 2
    if not joints:
        return None
    is_named = joints[-1] in _LAST and set(joints[:-1]) <= _COMMAS | {_STROKE}
    is_stroked = len(joints) > 1 and set(joints) == {_STROKE}
    return index if is_named or is_stroked else None


def _is_number(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    return isinstance(piece, (NumberPiece, PercentPiece))


def _are_of_something(sentence: Sentence, index: int) -> bool:
    behind = sentence.skip(index, *FILLERS)
    if counted_noun(sentence, behind) is not None:
        return True
    is_of_both = sentence.was(behind + 2, "unit")  # "10M and 2M in and out"
    return not is_of_both and any(sentence.term(behind, each) for each in _OF)
