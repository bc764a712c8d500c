"""Periods of no name of their own, or of none that all agree on, whose length is said or known.

fortnight = ("a" | "per" | "/" | "for" ...) "fortnight"         two weeks
odd       = odd-period "(" NUMBER period ")"                    "for a weekend (2 days)"
pace      = "last" period ... "at that pace"                    of each such period
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import Timed
from bot.query.lexicon import Term
from bot.query.model import MOST_OF_ONE, Over
from bot.query.pieces import NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period, exactly

from .period_names import period_at
from .period_ties import add

_FORTNIGHT, _WEEK = "fortnight", Term("period", "week")
_LEADS = words_that("one_fortnight")


def with_weeks(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with "per fortnight" as "per 2 weeks"; how often a fortnightly job is, is asked."""
    place = 1
    while place < len(pieces):
        piece = pieces[place]
        is_fortnight = isinstance(piece, TermPiece) and piece.text.casefold() == _FORTNIGHT
        if is_fortnight and pieces[place - 1].text.casefold() in _LEADS:
            two = NumberPiece(piece.span, "2", Decimal(2))
            pieces[place : place + 1] = [two, TermPiece(piece.span, piece.text, _WEEK)]
        elif weeks := _weeks_of_a_day(pieces, place):
            number, start = weeks
            week = TermPiece(piece.span, piece.text, _WEEK)
            many = [NumberPiece(pieces[start].span, pieces[start].text, number)]
            pieces[start : place + 1] = [*(many if start < place else []), week]
        elif every := _of_every_other(pieces, place):
            pieces[place - 1] = every
        elif piece.text == "-" and (length := _length_of_work(pieces, place)):
            pieces[place - 1 : place + 1] = [length]
        elif piece.text in _TIMES and (multiplied := _product(pieces, place)):
            pieces[place - 1 : place + 2] = [multiplied]
        place += 1
    return pieces


def _of_every_other(pieces: list[Piece], place: int) -> NumberPiece | None:
    """Of how many periods it is one: 2 in `every other week`, 3 in `every third day`."""
    piece, before = pieces[place], pieces[place - 1]
    many = _ORDINALS.get(before.text.casefold())
    if many is None or not isinstance(piece, TermPiece) or piece.term not in _OTHER_ONES:
        return None
    if place < _BEHIND_EVERY or pieces[place - 2].text.casefold() not in _EVERY_ONE:
        return None
    if any(isinstance(each, NumberPiece) and each.value > MOST_OF_ONE for each in pieces):
        return None  # "10M in every other day"
    return NumberPiece(before.span, str(many), Decimal(many))


_BEHIND_EVERY, _EVERY_ONE = 2, frozenset({"each", "every"})
_OTHER_ONES = frozenset(Term("period", each) for each in ("hour", "day", "week", "month"))


def _product(pieces: list[Piece], place: int) -> NumberPiece | None:
    """How many `12 x 500 requests` are; None where there are no two numbers to multiply.

    Small ones may be something else: `24 x 7 requests`.
    """
    first, *behind = pieces[place - 1], *pieces[place + 1 : place + 3]
    if len(behind) < len("ab") or not isinstance(behind[1], TermPiece):
        return None
    if behind[1].term != _REQUEST or not isinstance(behind[0], NumberPiece):
        return None
    if not isinstance(first, NumberPiece) or first.bounds or behind[0].bounds:
        return None
    if behind[0].value < _FEWEST_TIMES:
        return None
    span = Span(first.span.start, behind[0].span.end)
    with exactly():
        value = first.value * behind[0].value
    said = f"{first.text} {pieces[place].text} {behind[0].text}"
    return NumberPiece(span, said, value)


def with_intervals(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with 隔週 as 2週間ごとに, and 毎時 without the minute of 毎時15分に.

    Not so before a day: `隔週水曜` may be any of two Wednesdays, `隔週と月末` one more of them.
    """
    for place in range(len(pieces) - 1, -1, -1):
        piece, behind = pieces[place], pieces[place + 1 : place + 4]
        if piece.text in _EVERY_OTHER and not (behind and _goes_on(behind[0])):
            every = TermPiece(piece.span, piece.text, _EVERY_OTHER[piece.text])
            each = TermPiece(piece.span, piece.text, _EACH)
            pieces[place : place + 1] = [NumberPiece(piece.span, "2", Decimal(2)), every, each]
        elif piece.text == _HOURLY and _is_minute(behind):
            said = Span(behind[0].span.start, behind[1].span.end)
            pieces[place + 1 : place + 3] = [WordPiece(said, behind[0].text + behind[1].text)]
    return pieces


def _goes_on(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and (
        piece.term.category == "weekday" or piece.term == Term("link", "and")
    )


def _is_minute(behind: list[Piece]) -> bool:
    """`毎時[15分に]`: when in each hour, and not how long."""
    texts = [each.text for each in behind[1:]]
    is_clock = isinstance(behind[0] if behind else None, NumberPiece)
    return is_clock and texts == ["分", "に"]


_EACH, _HOURLY = Term("scope", "each"), "毎時"
_EVERY_OTHER = {
    "隔日": Term("period", "day"),
    "隔週": _WEEK,
    "隔月": Term("period", "month"),
}
_TIMES, _REQUEST = frozenset("x×*"), Term("count", "request")
_FEWEST_TIMES = 100


def _length_of_work(pieces: list[Piece], place: int) -> NumberPiece | None:
    """How many periods something goes on, by the dash in `6-week pilot`, `two-month beta`.

    Not so of what is no work: `30-day retention`.
    """
    before, behind = pieces[place - 1], pieces[place + 1 : place + 4]  # "6-hour load test"
    if _GOES_ON_SO_LONG.isdisjoint(each.text.casefold() for each in behind[1:]):
        return None
    if not (isinstance(behind[0], TermPiece) and behind[0].term.category == "period"):
        return None
    if isinstance(before, TermPiece) and before.term.category == "numeral":
        return NumberPiece(before.span, before.text, Decimal(before.term.value))
    return before if isinstance(before, NumberPiece) else None


_GOES_ON_SO_LONG = words_that("goes_on_for_so_long") | words_that("worked_for_so_long")


def _weeks_of_a_day(pieces: list[Piece], place: int) -> tuple[Decimal, int] | None:
    """In how many weeks a day comes, and where that begins: `every [other Monday]`.

    Not so in `every Monday and Thursday`.
    """
    piece, behind = pieces[place], pieces[place + 1 : place + 3]
    if not (isinstance(piece, TermPiece) and piece.term in _DAYS):
        return None
    many = _ORDINALS.get(pieces[place - 1].text.casefold())
    start = place if many is None else place - 1
    if start < 1 or pieces[start - 1].text.casefold() not in _EVERY:
        return None
    if any(isinstance(each, TermPiece) and each.term.category == "weekday" for each in behind):
        return None
    if any(isinstance(each, TermPiece) and each.term in _OFTEN for each in pieces):
        return None  # "100 requests a day, every Tuesday"
    return Decimal(many or 1), start


_OFTEN = frozenset(
    Term("period", each) for each in ("minute", "hour", "day", "business_day", "week")
)
_ORDINALS = {"other": 2, "second": 2, "2nd": 2, "alternate": 2, "third": 3, "3rd": 3, "fourth": 4}
_DAYS = frozenset(Term("weekday", str(each)) for each in range(1, 8))
_EVERY = words_that("once_on_a_day")


def told(sentence: Sentence) -> bool:
    """`how much for a weekend (2 days)`, `for one sprint (2 weeks)`: its length is said with it.

    Not so right behind a count: that is how often, and no time for which it is asked.
    """
    start = sentence.place
    number, found = sentence.at(start + 2, NumberPiece), period_at(sentence, start + 3)
    is_told = sentence.mark(start + 1, "(") and sentence.mark(start + 4, ")")
    if not is_told or number is None or found is None or number.bounds:
        return False
    if sentence.word(start - 1) not in _LEADS or sentence.word(start - 2) not in _FOR:
        return False
    add(sentence, start, start + 5, found, Over(number.value, found))
    return True


_FOR = words_that("asks_for_a_time")


def at_that_pace(sentence: Sentence) -> bool:
    """`last week was 70M in, what is a month at that pace?`: so much in each week."""
    start = sentence.place
    found = _LAST.get(sentence.word(start))
    goes_on = any(each in sentence.source.casefold() for each in _GOES_ON)
    if found is None or not goes_on:
        return False
    span = sentence.span(start, start + 1)
    sentence.said.times.append(Timed(found, span, "amounts"))
    sentence.take([start], f"per {found.value}")
    return True


_GOES_ON = words_that("goes_on_so")
_LAST = {
    "yesterday": Period.DAY,
    "last week": Period.WEEK,
    "last month": Period.MONTH,
    "last quarter": Period.QUARTER,
    "last year": Period.YEAR,
}
