"""How much longer a text gets: "outputs are 20% shorter", "replies twice as long", 出力が2割長く.

longer = PERCENT ("longer" | "shorter" | "長く" | "短く") | "twice" "as" "long"

What gets longer must be what goes in or comes out, right before or behind it: of longer documents,
of which so many are counted, nothing else is known to be in a prompt.
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.ask import AmountKind, Change
from bot.query.model import ONE
from bot.query.pieces import PercentPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .changes import AMBIGUOUS, kind_meant, subject

_LONGER, _SHORTER = words_that("longer_than_before"), words_that("shorter_than_before")
_GETS = words_that("gets_longer")
_AS, _LONG = words_that("as_in_as_long"), words_that("long_in_as_long")


def longer(sentence: Sentence) -> bool:
    """`outputs are 20% shorter`, `20% longer prompts`, `出力が2割長くなったら`."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    word = sentence.word(start + 1)
    if percent.bounds or not (word in _LONGER or word in _SHORTER):
        return False
    by = ONE + percent.share if word in _LONGER else ONE - percent.share
    return _of_a_text(sentence, start + 2, by)


def as_long(sentence: Sentence) -> bool:
    """`outputs twice as long`, `replies half as long`."""
    start = sentence.place
    term = sentence.term(start, "multiple") or sentence.term(start, "share", "0.5")
    if term is None or sentence.word(start + 1) not in _AS:
        return False
    if sentence.word(start + 2) not in _LONG:
        return False
    return _of_a_text(sentence, start + 3, Decimal(term.term.value))


def _of_a_text(sentence: Sentence, end: int, by: Decimal) -> bool:
    """Take what says by how much, where it is told of which text."""
    start = sentence.place
    behind = _kind_of(sentence.at(end, Piece))
    before = start - 1 if sentence.word(start - 1) in _GETS else start
    kind = behind or _kind_of(subject(sentence, before))
    if kind is None or by < 0:
        return False
    stop = end + 1 if behind else end
    sentence.said.changes.append(Change(by, kind, sentence.span(start, stop)))
    sentence.take(range(start, stop), f"{by.normalize():f} times as much {kind}")
    return True


def _kind_of(piece: Piece | None) -> AmountKind | None:
    if piece is None:
        return None
    return "prompt_size" if piece.text.casefold() in AMBIGUOUS else kind_meant(piece)
