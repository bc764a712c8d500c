"""What no rule took: prose, or something that must not be passed over.

A number or a percentage is asked about at once. A share, a period, a negation and the like
may be prose ("every day we wonder"), so they are only remembered, and asked about where there
are amounts that they could have been meant for.
"""

from __future__ import annotations

from bot.query.ask import Remark
from bot.query.dates import MONTHS
from bot.query.phrase import phrase
from bot.query.pieces import (
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    SizePiece,
    TermPiece,
    WordPiece,
)
from bot.query.quantities import CURRENCY_SIGNS
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_MUST_BE_USED = frozenset(
    {
        "share",
        "period",
        "odd_period",
        "frequency",
        "content",
        "percent",
        "discount",
        "caching",
        "numeral",
        "currency",
        "exchange_rate",
        "multiple",
        "rest",
        "halves",
    }
)
_PRICES = words_that("prices")
_DOLLARS = "$"
_OFTEN_PROSE = frozenset({("discount", "off"), ("content", "page"), ("content", "word")})
_BEFORE_A_MONTH = words_that("before_a_month")
_QUARTERS = words_that("quarter")


def left_over(sentence: Sentence) -> None:
    """Take the piece in turn, which no rule wanted."""
    place = sentence.place
    piece = sentence.pieces[place]
    if isinstance(piece, NumberPiece):
        sentence.ask(place, _with_short_word(sentence, place), "ask.number_of_what")
    elif isinstance(piece, PercentPiece):
        sentence.ask(place, place + 1, "ask.percent_of_what")
    elif isinstance(piece, SizePiece):
        sentence.ask(place, place + 1, "ask.size_of_what")
    elif _is_scale(piece):
        sentence.ask(place, place + 1, "ask.number_of_what")
    elif _is_unknown_unit(sentence, place):
        sentence.ask(place, place + 2, "ask.unused")
    elif not _kept_for_later(sentence, place, piece):
        _name_or_prose(sentence, place, piece)


def _kept_for_later(sentence: Sentence, place: int, piece: Piece) -> bool:
    """Take what only the whole sentence can tell the weight of, and write down that it is there."""
    said = sentence.said
    if sentence.term(place, "negation"):
        said.negations.append(piece.span)
        sentence.take([place], "a negation")
    elif sentence.term(place, "place"):
        said.places.append(piece.span)
        sentence.take([place], "a place")
    elif sentence.term(place, "hours"):
        said.hours.append(piece.span)
        sentence.take([place], "some hours of the day")
    elif sentence.term(place, "odd_period", "night"):
        said.loose.append(piece.span)
        sentence.take([place], "once a day, perhaps")
    elif _is_vague_prose(sentence, place):
        said.vague.append(piece.span)
        sentence.take([place], "how much is not said")
    elif _must_be_used(sentence, place):
        said.unused.append(piece.span)
        sentence.take([place], "not used")
    else:
        return False
    return True


def _name_or_prose(sentence: Sentence, place: int, piece: Piece) -> None:
    if sentence.term(place, "relative"):
        _relative(sentence, piece)
    elif any(each.isdecimal() for each in piece.text):
        sentence.take([place], "a name")
    else:
        sentence.pass_over()


def _relative(sentence: Sentence, piece: Piece) -> None:
    """`昨年の料金`: which day's? `昨年は`: prose."""
    if is_of_prices(sentence, sentence.place + 1):
        sentence.ask(sentence.place, sentence.place + 1, "ask.whole_date")
        return
    said = phrase("note.no_day", said=piece.text)
    sentence.remarks.append(Remark("price_change", said))
    sentence.take([sentence.place], "no day in particular")


def is_of_prices(sentence: Sentence, index: int) -> bool:
    """`昨年の料金で`, `昨年時点`: the prices of another day, which is not said."""
    behind = sentence.skip(index, ("link", "of"))
    piece = sentence.at(behind, Piece)
    return piece is not None and (
        sentence.term(behind, "date") is not None or piece.text in _PRICES
    )


def _is_unknown_unit(sentence: Sentence, place: int) -> bool:
    """`3 requests/foo`: what a number is per must be known."""
    behind_number = place in {sentence.count_end, sentence.amount_end}
    return (
        sentence.mark(place, "/")
        and behind_number
        and sentence.at(place + 1, WordPiece) is not None
    )


def _with_short_word(sentence: Sentence, place: int) -> int:
    """The end of a number with the unknown word behind it, quoted together: `10M ot`."""
    return place + 2 if sentence.at(place + 1, WordPiece) else place + 1


def _is_scale(piece: Piece) -> bool:
    is_scale = isinstance(piece, TermPiece) and piece.term.category == "scale"
    return is_scale and len(piece.text) > 1


def _is_vague_prose(sentence: Sentence, place: int) -> bool:
    """Whether a word like "most" says nothing, with no term right behind it: "mostly batched"."""
    if not sentence.term(place, "share", "vague") or sentence.at(place + 1, ModelPiece):
        return False
    tied = sentence.was(place - 1, "link") or sentence.mark(place - 1, ",")
    before = place - 2 if tied else place - 1  # "batch for most of it"
    return not any(sentence.was(index, "modifier") for index in (before, place + 1, place + 2))


def _must_be_used(sentence: Sentence, place: int) -> bool:
    piece = sentence.pieces[place]
    if isinstance(piece, TermPiece):
        if piece.term in _OFTEN_PROSE:  # "signs off", "the new page"
            return any(sentence.was(place - 1, each) for each in ("caching", "modifier"))
        return piece.term.category in _MUST_BE_USED and piece.term.value != "1"
    if isinstance(piece, MarkPiece):
        return piece.text in CURRENCY_SIGNS and piece.text != _DOLLARS  # "the $ for 10M in"
    return _is_month(sentence, place)


_LONGEST_WORD = len("march")


def _is_month(sentence: Sentence, place: int) -> bool:
    """`in September`, `in Q1`: which day? The short ones, and "march", are words of their own."""
    month = sentence.pieces[place].text.casefold()
    before = sentence.pieces[place - 1].text.casefold() if place else ""
    is_sure = len(month) > _LONGEST_WORD or before in _BEFORE_A_MONTH
    in_a_quarter = month in _QUARTERS and before in _BEFORE_A_MONTH
    return in_a_quarter or (month in MONTHS and is_sure)
