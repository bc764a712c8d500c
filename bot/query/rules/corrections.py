"""Numbers that are taken back in English: "20k, no wait, 30k requests a day".

corrected = NUMBER {unit} mark correction {mark | correction} NUMBER {unit}

The second number is meant. With the unit of the first one it stands by itself, and without one it
takes the first one's; with another unit it is asked which of the two is meant.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.lexicon import Term
from bot.query.pieces import NumberPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_MEANT = Term("correction", "meant")
_OF_A_NUMBER = frozenset({"tokens", "count", "unit", "period"})
_MARKS, _BETWEEN = ",;.-–—…", words_that("inside_a_correction")


def takes_back(piece: Piece) -> bool:
    """Whether a piece says "no wait", "sorry" or "I meant", or perhaps "actually no"."""
    return isinstance(piece, TermPiece) and (piece.term == _MEANT or _is_actually(piece))


def _is_actually(piece: Piece) -> bool:
    return piece.text.casefold() == _ACTUALLY


def correct(sentence: Sentence) -> None:
    """Read each number that is taken back as the one behind it."""
    for place, piece in enumerate(sentence.pieces):
        if not isinstance(piece, NumberPiece) or not sentence.at(place, Piece):
            continue
        end = _behind_units(sentence, place + 1)
        index = _behind_correction(sentence, end)
        other = sentence.at(index, NumberPiece)
        if other is None or index == end:
            continue
        ours = _units(sentence, range(place + 1, end))
        behind = _behind_units(sentence, index + 1)
        theirs = _units(sentence, range(index + 1, behind))
        if not theirs or (theirs != ours and ours[-len(theirs) :] == theirs):
            sentence.put(place, replace(other, span=piece.span))
            sentence.take(range(end, behind), "what is meant instead")
        elif not ours or ours[0] == theirs[0]:
            sentence.take(range(place, index), "not so many")
        else:
            sentence.ask(place, index + 1, "ask.negation")


def _behind_units(sentence: Sentence, index: int) -> int:
    """The index behind what a number is of, and how often: "20k [requests a day]"."""
    end = index
    while any(sentence.term(end, each) for each in _OF_A_NUMBER) or (
        sentence.term(end, "link", "per") and sentence.term(end + 1, "period")
    ):
        end += 1
    return end


def _behind_correction(sentence: Sentence, index: int) -> int:
    """The index behind "no wait, make that"; `index` itself where nothing is taken back."""
    end, is_said = index, False
    while sentence.mark(end, _MARKS) or sentence.says(end, _BETWEEN) or _is_said(sentence, end):
        is_said = is_said or _is_said(sentence, end)
        end += 1
    return end if is_said else index


def _is_said(sentence: Sentence, index: int) -> bool:
    if sentence.word(index) == _NO and _ACTUALLY in {
        sentence.word(index - 1),
        sentence.word(index + 1),
    }:
        return True  # "25 days... actually no, 22 days"
    return sentence.term(index, *_MEANT) is not None


_ACTUALLY, _NO = "actually", "no"


def _units(sentence: Sentence, places: range) -> list[Term]:
    pieces = [sentence.pieces[each] for each in places]
    return [each.term for each in pieces if isinstance(each, TermPiece)]
