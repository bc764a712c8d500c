"""Whether an amount of money is the most that one request may cost.

before = ("per" noun | "each" | "1" noun ["あたり"] | noun "あたり") {filler} MONEY
behind = MONEY {"以内" ...} ("per" | "a" | "/") noun | MONEY ("each" | "per request")
priced = NUMBER noun ("at" | "@") MONEY
filler = a word, a particle, a budget's name; never a number, a mark or a model
"""

from __future__ import annotations

from bot.query.model import ONE
from bot.query.pieces import MoneyPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .nouns import noun_of, singular

_MOST_FILLERS = 6
_FILLERS = frozenset({"link", "particle", "prose", "intent", "approximately", "bound", "period"})
_ONE_OF = words_that("before_one_of_them")
_PERSONS = words_that("person")
_CAPS = frozenset({"intent", "approximately"})


def behind(sentence: Sentence, index: int) -> tuple[int, str] | None:
    """The index behind "per request" at `index`, and of one what; None where it does not stand."""
    while any(sentence.term(index, each) for each in _CAPS):  # 5円以内/件
        index += 1
    if sentence.word(index) == "for":
        index += 1
    if sentence.term(index, "scope", "each"):
        of_a_period = sentence.was(index + 1, "period")  # "each day"
        return None if of_a_period else (index + 1, _one(sentence.pieces[index]))
    leads = sentence.says(index, _ONE_OF | {"/"})
    counted = leads and _is_counted(sentence, index + 1)
    return (index + 2, _one(sentence.pieces[index + 1])) if counted else None


def _is_counted(sentence: Sentence, index: int) -> bool:
    return sentence.says(index, _PERSONS) or sentence.term(index, "count") is not None


def _one(piece: Piece) -> str:
    """One of what, of "ticket", "per ticket" and 件; nothing of "each"."""
    if isinstance(piece, TermPiece) and piece.term.category == "scope":
        return singular(piece.text.casefold().partition(" ")[2])
    return singular(noun_of(piece))


def before(sentence: Sentence, index: int) -> str | None:
    """Of one what, if "per request", or 1件, ends at `index`, or before mere fillers there."""
    for place in range(index, max(index - _MOST_FILLERS, -1), -1):
        if sentence.was(place, "scope", "each"):
            if place + 1 == sentence.amount_end or _is_of_a_period(sentence, place):
                return None
            counted = sentence.was(place - 1, "count")  # 1チケットあたり
            return _one(sentence.pieces[place - 1 if counted else place])
        if sentence.was(place, "count"):
            return _one(sentence.pieces[place]) if _is_one(sentence, place) else None
        if not _is_filler(sentence.pieces[place]):
            return None
    return None


def priced(sentence: Sentence, start: int) -> str | None:
    """One of what costs the money at `start`: `40 seats at $25`, `900 calls at $0.02`.

    So much for one request is cents: `400 requests at $25` are not bought one by one.

    Returns:
        The noun, singular, or None where no number of them stands right before.
    """
    if sentence.word(start - 1) not in _PRICED_AT or sentence.count_end != start - 1:
        return None
    noun, money = singular(sentence.said.counts[-1].noun), sentence.at(start, MoneyPiece)
    are_bought = noun in _PERSONS | _PAID_ONE_BY_ONE or (money and money.money.amount < ONE)
    return None if sentence.was(start - 2, "period") or not are_bought else noun


def asked_about(sentence: Sentence, start: int) -> bool:
    """Ask about money that is of each of them, or may be: `40 seats x $25`, `50 users at $20`."""
    if _is_product(sentence, start):
        sentence.ask(start, start + 1, "ask.limit_of_one")
    elif _may_be_of_each(sentence, start):
        sentence.ask(start, start + 1, "ask.limit_of_each")
    else:
        return False
    return True


def _is_product(sentence: Sentence, start: int) -> bool:
    """`40 seats x $25`, `$25 x 40`: what all of them cost stands in the money at `start`."""
    if sentence.was(start - 1, "link", "times") and sentence.count_end == start:
        return True
    is_multiplied = sentence.was(start + 1, "link", "times")
    return is_multiplied and sentence.at(start + 2, NumberPiece) is not None


def _may_be_of_each(sentence: Sentence, start: int) -> bool:
    """`50 users at $20 a month`: for each of them, or for all? Seats are paid for one by one."""
    noun = priced(sentence, start)
    return noun in _PERSONS and noun not in _PAID_ONE_BY_ONE and behind(sentence, start + 1) is None


_PRICED_AT = frozenset({"at", "@"})
_PAID_ONE_BY_ONE = words_that("paid_one_by_one")


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
