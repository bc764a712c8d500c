"""What published prices are per: "price per million tokens"."""

from __future__ import annotations

from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .amounts import OF_A_RATE, price_unit_end


def price_unit(sentence: Sentence) -> bool:
    """`per 1M tokens`: how rates are given, not an amount."""
    start = sentence.place
    number = sentence.at(start + 1, NumberPiece)
    if not sentence.term(start, "link", "per") or number is None:
        return False
    if end := _behind_listed_prices(sentence, start, number):
        sentence.take(range(start, end), "the unit of a rate")
        return True
    if sentence.pieces[start].text.casefold() != "per" or not sentence.term(start + 2, "tokens"):
        return False
    if sentence.term(start + 3, "unit"):  # "cost per 10M tokens in": an amount
        return False
    sentence.take(range(start, start + 3), "the unit of a rate")
    return True


def _behind_listed_prices(sentence: Sentence, start: int, number: NumberPiece) -> int | None:
    """The index behind `per 1M input [and cached input]`: prices of several kinds, no amount."""
    side = sentence.skip(start + 2, ("tokens", "tokens"))
    side_end = sentence.skip(side + 1, ("tokens", "tokens"))
    lists = sentence.term(side, "unit") and sentence.term(side_end, "link", "and")
    of_more = any(sentence.term(side_end + 1, each) for each in ("unit", "caching"))
    return side_end if lists and of_more and number.value == OF_A_RATE else None


def per_amount(sentence: Sentence) -> bool:
    """`2k out per 10k in`: in proportion to what?"""
    start = sentence.place
    if start != sentence.amount_end or not sentence.at(start + 1, NumberPiece):
        return False
    if not sentence.term(start, "link", "per") or not sentence.term(start + 2, "unit"):
        return False
    sentence.ask(start, start + 3, "ask.unused")
    return True


def price_unit_behind(sentence: Sentence) -> bool:
    """`100万トークンあたり`: how rates are given, not an amount; 500トークンずつ is one."""
    start = sentence.place
    if end := price_unit_end(sentence, start):
        sentence.take(range(start, end), "the unit of a rate")
        return True
    behind = sentence.term(start + 2, "scope", "each")
    if not sentence.term(start + 1, "tokens") or behind is None:
        return False
    if behind.text not in _PER:
        return False
    sentence.take(range(start, start + 3), "the unit of a rate")
    return True


_PER = words_that("per_behind_tokens")
