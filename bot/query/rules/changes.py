"""Multiples of what was said before: "double the output", "10x the traffic", "+20%".

change = (multiple | FACTOR | PERCENT ("more" | "less")) {filler} [what]
       | what {filler} (multiple | FACTOR)
what   = unit | "traffic" | noun
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import AmountKind, Change
from bot.query.model import ONE
from bot.query.pieces import ChangePiece, PercentPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import unit_at

_FILLERS = words_that("beside_a_change")
_MOST_FILLERS = 3
_KINDS = frozenset({Unit.INPUT, Unit.OUTPUT, Unit.WEB_SEARCH, Unit.SESSION_HOUR, Unit.CACHE_READ})


def factor(sentence: Sentence) -> bool:
    """`10x the traffic`, `+20%`, `double the output`, `出力を2倍に`."""
    start = sentence.place
    piece = sentence.at(start, ChangePiece)
    if piece:
        return _change(sentence, start, start + 1, piece.factor)
    term = sentence.term(start, "multiple")
    return _change(sentence, start, start + 1, Decimal(term.term.value)) if term else False


def half(sentence: Sentence) -> bool:
    """`出力が半分なら`, `output is half`: behind a unit, with nothing said of caching."""
    start = sentence.place
    word = sentence.term(start, "share", "0.5")
    if word is None or _what_before(sentence, start) is None:
        return False
    behind = sentence.skip(start + 1, ("link", "of"))
    if sentence.term(behind, "caching") or sentence.term(behind, "unit"):
        return False
    return _change(sentence, start, start + 1, Decimal(word.term.value))


def more(sentence: Sentence) -> bool:
    """`20% more`, `30% fewer requests`, `by 20%` behind "increase"."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    word = sentence.term(start + 1, "more")
    end = start + 2
    if word is None:
        word, end = _direction_before(sentence, start), start + 1
    if word is None or percent.bounds:
        return False
    up = word.term.value == "up"
    return _change(sentence, start, end, ONE + percent.share if up else ONE - percent.share)


def _direction_before(sentence: Sentence, index: int) -> TermPiece | None:
    """`increase by 20%`: the word is heard already, so look at it whether taken or not."""
    for place in range(index - 1, max(index - 5, -1), -1):
        piece = sentence.pieces[place]
        if isinstance(piece, TermPiece) and piece.term.category == "more":
            return piece
    return None


def _change(sentence: Sentence, start: int, end: int, by: Decimal) -> bool:
    if by < 0:
        return False
    found, stop, known = _what_behind(sentence, end)
    if not known:
        found = _what_before(sentence, start)
    span = sentence.span(start, stop if known else end)
    sentence.said.changes.append(Change(by, found, span))
    said = f"{by.normalize():f} times as much{f' {found}' if found else ''}"
    taken = [each for each in range(start, stop if known else end) if sentence.at(each, Piece)]
    sentence.take(taken, said)
    return True


def _what_behind(sentence: Sentence, index: int) -> tuple[AmountKind | None, int, bool]:
    """What is multiplied, the index behind it, and whether anything was named."""
    for _ in range(_MOST_FILLERS):
        if not _is_filler(sentence, index):
            break
        index += 1
    kind = unit_at(sentence, index)
    if kind in _KINDS:
        return kind, sentence.skip(index + 1, ("tokens", "tokens")), True
    if sentence.term(index, "traffic") or sentence.term(index, "count"):
        return None, index + 1, True
    return None, index, False


def _is_filler(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    if isinstance(piece, TermPiece) and piece.term.category in {"link", "particle", "prose"}:
        return piece.text.casefold() != "x"
    return isinstance(piece, WordPiece) and piece.text.casefold() in _FILLERS


def _what_before(sentence: Sentence, index: int) -> AmountKind | None:
    """`output doubled`, `出力を2倍に`: the unit before, if only fillers stand between."""
    place = index - 1
    while place >= 0 and index - place <= _MOST_FILLERS + 1:
        piece = sentence.pieces[place]
        if isinstance(piece, TermPiece) and piece.term.category == "unit":
            unit = piece.term.value
            return Unit(unit) if unit in set(Unit) else None
        if not (
            isinstance(piece, WordPiece | TermPiece)
            and (
                piece.text.casefold() in _FILLERS
                or getattr(piece, "term", ("",))[0] == "particle"
                or getattr(piece, "term", ("",))[0] == "link"
                or getattr(piece, "term", ("",))[0] == "tokens"
            )
        ):
            return None
        place -= 1
    return None
