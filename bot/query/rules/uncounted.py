"""Sides that are spoken of without an amount: "input and output alike", "with output"."""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.pieces import TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import unit_at


def settle_uncounted(sentence: Sentence) -> None:
    """`検索付きエージェント：1回につき検索3回`: their number is said elsewhere in the text."""
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    named = {each.span: each for each in sentence.pieces if isinstance(each, TermPiece)}
    said.uncounted[:] = [span for span in said.uncounted if named[span].term.value not in kinds]


def both_sides(sentence: Sentence) -> bool:
    """`10M in and out`, `10M in/out`, `10M in and as much out`: so much of each, or of both?"""
    start = sentence.place
    unit = unit_at(sentence, start)
    place = start - 1
    while place > start - _MOST_BETWEEN_SIDES and isinstance(sentence.pieces[place], WordPiece):
        place -= 1
    words = {
        each.text.casefold() for each in sentence.pieces[place + 1 : start + _MOST_BEHIND_SIDE]
    }
    joined = sentence.was(place, "link") or sentence.pieces[place].text in _JOINS
    joined = joined or (sentence.mark(place, ",、") and not _AS_MUCH.isdisjoint(words))
    said = sentence.said.amounts[-1].kind if sentence.said.amounts else None
    if not joined or place != sentence.amount_end or {unit, said} != {Unit.INPUT, Unit.OUTPUT}:
        return False
    if sentence.term(start + 1, "scope", "each") and not sentence.holds("count"):
        _add_as_many(sentence, range(place, start + 2))  # "500k in and out each"
        return True
    sentence.ask(place - 1, start + 1, "ask.in_or_out")
    return True


def _add_as_many(sentence: Sentence, said: range) -> None:
    """As many tokens of the other side as were said of one."""
    before = sentence.said.amounts[-1]
    other = Unit.OUTPUT if before.kind is Unit.INPUT else Unit.INPUT
    span = sentence.span(said.start, said.stop)
    sentence.said.amounts.append(replace(before, kind=other, span=span))
    sentence.take(said, "as many of each")
    sentence.amount_end = said.stop


_JOINS = frozenset("/&+")
_MOST_BETWEEN_SIDES = 5
_MOST_BEHIND_SIDE = 3
_AS_MUCH = words_that("as_much")


def uncounted(sentence: Sentence) -> bool:
    """`with web search`, `output about the same length`: a unit that costs, without its number."""
    piece = sentence.term(sentence.place, "unit", *_MUST_BE_COUNTED)
    if piece is None and _is_as_long(sentence):
        piece = sentence.term(sentence.place, "unit", "output")
    if piece is None:
        return False
    if piece.term.value == "session_hour" and _says_hours_elsewhere(sentence):
        sentence.pass_over()
        return True
    if _is_asked_for(sentence):
        sentence.take([sentence.place], "what is asked for")
        return True
    sentence.said.uncounted.append(piece.span)
    sentence.take([sentence.place], "without a number")
    return True


def _is_as_long(sentence: Sentence) -> bool:
    """`output about the same length`, `出力も同じくらいの長さ`: as long as what goes in."""
    place = sentence.place
    near = {sentence.word(each) for each in range(place - _NEAR_IT, place + _NEAR_IT + 1)}
    if _ALIKE.isdisjoint(near) or _LONG.isdisjoint(near):
        return False
    others = (each for each in range(len(sentence.pieces)) if each != place)
    return not any(sentence.was(each, "unit", "output") for each in others)


_ALIKE, _LONG, _NEAR_IT = words_that("alike"), words_that("in_length"), 5


def _is_asked_for(sentence: Sentence) -> bool:
    """`検索は何回できる`: how many there can be is the question."""
    behind = sentence.skip(sentence.place + 1, ("link", "of"))
    return sentence.was(behind, "intent", "how_many")


def _says_hours_elsewhere(sentence: Sentence) -> bool:
    """`managed agents: 120 session hours`: what they are hours of is only named."""
    if not _SESSIONS.isdisjoint(sentence.words):
        return True
    others = (each for each in range(len(sentence.pieces)) if each != sentence.place)
    return any(sentence.was(each, "unit", "session_hour") for each in others)


_SESSIONS = words_that("session")
_MUST_BE_COUNTED = ("cache_read", "cache_write", "web_search", "session_hour")
