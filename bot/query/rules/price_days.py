"""The day whose prices hold.

day = ["as of" | "on" ...] DATE
"""

from __future__ import annotations

from bot.query.ask import Month, Remark
from bot.query.phrase import phrase
from bot.query.pieces import DatePiece, ModelPiece, Piece, TroublePiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .leftovers import is_of_prices


def day(sentence: Sentence) -> bool:
    """`as of 2026-01-15`, `on March 1 2026`."""
    start = sentence.place
    leads = sentence.term(start, "date") or sentence.term(start, "link", "of")
    index = start + 1 if leads else start
    index = index + 1 if leads and _is_the(sentence, index) else index
    piece = sentence.at(index, DatePiece)
    if piece is None:
        return False
    end = sentence.skip(index + 1, ("date", "as_of"))
    before = sentence.pieces[start - 1].text.casefold() if start else ""
    behind = sentence.pieces[end].text.casefold() if end < len(sentence.pieces) else ""
    led = sentence.term(start, "date") or end > index + 1 or is_of_prices(sentence, end)
    led = led or (not piece.month and _are_prices_of_a_model(sentence, end))
    counts = any(sentence.term(index + 1, each) for each in ("count", "unit", "tokens"))
    is_open = not (piece.whole or (led and not counts))
    if is_open and piece.month and not counts and _is_all_month(sentence, start, before, behind):
        sentence.said.days.append(piece.day)
        sentence.said.months.append(Month(piece.day, piece.text, sentence.span(index, index + 1)))
        sentence.take(range(start, end), f"prices of {piece.day.isoformat()[:7]}")
        return True
    if before in _NOT_ON_THE_DAY or behind in _NOT_BEFORE_THE_DAY or is_open:
        sentence.ask(start, end, "ask.whole_date")
        return True
    if not piece.whole:
        note = phrase("note.day_taken", said=piece.text, day=piece.day)
        sentence.remarks.append(Remark("price_change", note))
    sentence.said.days.append(piece.day)
    sentence.take(range(start, end), f"prices of {piece.day.isoformat()}")
    return True


def _are_prices_of_a_model(sentence: Sentence, index: int) -> bool:
    """Whether `のsonnet 5.5の料金` stands behind a day: those of that day."""
    model = sentence.skip(index, ("link", "of"))
    return sentence.at(model, ModelPiece) is not None and is_of_prices(sentence, model + 1)


def _is_all_month(sentence: Sentence, start: int, before: str, behind: str) -> bool:
    """`in December 2025`: no "since", and no "in" that belongs to an amount: `10M in`."""
    if before in _NOT_IN_THE_MONTH or behind in _NOT_BEFORE_THE_DAY:
        return False
    return before != "in" or sentence.amount_end != start


def _is_the(sentence: Sentence, index: int) -> bool:
    word = sentence.at(index, WordPiece)
    return word is not None and word.text.casefold() == "the"


# "Before the 7th" is not the 7th.
_NOT_ON_THE_DAY = words_that("not_on_the_day")
_NOT_BEFORE_THE_DAY = words_that("behind_another_day")
_NOT_IN_THE_MONTH = _NOT_ON_THE_DAY | {"since", "from", "through", "and", "between"}


def no_day(sentence: Sentence) -> bool:
    """`as of yesterday`: which day is that? "As of now" is today."""
    start = sentence.place
    piece = sentence.term(start, "date")
    if piece is None or "as" not in piece.text.casefold().split():
        return False
    behind = sentence.at(start + 1, Piece)
    end = start + 2 if behind else start + 1
    if behind and behind.text.casefold() in {"now", "today"}:
        sentence.said.now = True
        sentence.take(range(start, end), "prices of today")
    elif isinstance(behind, TroublePiece):  # "as of 11/1/2026" is asked about by itself
        sentence.take([start], "prices of a day")
    else:
        sentence.ask(start, end, "ask.whole_date")
    return True
