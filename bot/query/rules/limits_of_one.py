"""Whether an amount of money is the most that one request may cost.

before = ("per" noun | "each" | "1" noun ["あたり"] | noun "あたり") {filler} MONEY
behind = MONEY {"以内" ...} ("per" | "a" | "/") noun | MONEY ("each" | "per request")
filler = a word, a particle, a budget's name; never a number, a mark or a model
"""

from __future__ import annotations

from bot.query.model import ONE
from bot.query.pieces import NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_MOST_FILLERS = 6
_FILLERS = frozenset({"link", "particle", "prose", "intent", "approximately", "bound", "period"})
_ONE_OF = words_that("before_one_of_them")
_PERSONS = words_that("person")
_CAPS = frozenset({"intent", "approximately"})


def behind(sentence: Sentence, index: int) -> int | None:
    """The index behind "per request" where that stands at `index`; None where it does not."""
    while any(sentence.term(index, each) for each in _CAPS):  # 5円以内/件
        index += 1
    if sentence.word(index) == "for":
        index += 1
    if sentence.term(index, "scope", "each"):
        return None if sentence.was(index + 1, "period") else index + 1  # "each day"
    leads = sentence.says(index, _ONE_OF | {"/"})
    return index + 2 if leads and _is_counted(sentence, index + 1) else None


def _is_counted(sentence: Sentence, index: int) -> bool:
    return sentence.says(index, _PERSONS) or sentence.term(index, "count") is not None


def before(sentence: Sentence, index: int) -> bool:
    """Whether "per request", or 1件, ends at `index`, or stands before mere fillers there."""
    for place in range(index, max(index - _MOST_FILLERS, -1), -1):
        if sentence.was(place, "scope", "each"):
            return place + 1 != sentence.amount_end and not _is_of_a_period(sentence, place)
        if sentence.was(place, "count"):
            return _is_one(sentence, place)
        if not _is_filler(sentence.pieces[place]):
            return False
    return False


def _is_of_a_period(sentence: Sentence, place: int) -> bool:
    """`each day`, `1日あたり`: of so many days, and not of requests."""
    is_japanese = not sentence.pieces[place].text.isascii()
    return sentence.was(place - 1 if is_japanese else place + 1, "period")


def _is_one(sentence: Sentence, place: int) -> bool:
    """`1件`, `a request`, `one call`: of one, and not of a number of them."""
    if place == 0:
        return False
    lead = sentence.pieces[place - 1]
    if isinstance(lead, NumberPiece):
        return lead.value == ONE and not lead.bounds
    return lead.text.casefold() in _ONE_OF


def _is_filler(piece: Piece) -> bool:
    return isinstance(piece, WordPiece) or (
        isinstance(piece, TermPiece) and piece.term.category in _FILLERS
    )
