"""Amounts of one request: "a haiku 5.5 request of 130k in and 1k out".

single = ("a" | "one") [MODEL] request

One request's prompt decides its tier, where that of a volume is not known. Beside a number of
requests, or a period, it is nothing new.
"""

from __future__ import annotations

from bot.query.model import Scope
from bot.query.pieces import ModelPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_A, _REQUEST = words_that("a_or_an") | {"single"}, words_that("single_request")
_GOES_ON = words_that("tells_of_a_request")


def settle_single(sentence: Sentence) -> None:
    """Take amounts for those of one request where one is spoken of, and nothing else."""
    said = sentence.said
    if not said.amounts or said.counts or said.times or said.scopes:
        return
    if any(_is_one(sentence, place) for place in range(len(sentence.pieces))):
        said.scopes.add(Scope.EACH)
        said.of_one = True


def _is_one(sentence: Sentence, place: int) -> bool:
    if sentence.word(place) not in _A:
        return False
    behind = place + 1
    if behind < len(sentence.pieces) and isinstance(sentence.pieces[behind], ModelPiece):
        behind += 1
    return sentence.word(behind) in _REQUEST and not _is_of_a_noun(sentence, behind + 1)


def _is_of_a_noun(sentence: Sentence, index: int) -> bool:
    """`a call volume of 10M in`: no single call."""
    piece = sentence.pieces[index] if index < len(sentence.pieces) else None
    is_noun = isinstance(piece, WordPiece) or sentence.was(index, "traffic")
    return is_noun and sentence.word(index) not in _GOES_ON
