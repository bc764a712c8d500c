"""Amounts of one request: "a haiku 5.5 request of 130k in and 1k out".

single = ("a" | "one") [MODEL] request | "a" NUMBER ["-"] ["token"] "prompt"
       | a prompt told part by part

One request's prompt decides its tier, where that of a volume is not known. Beside a number of
requests, or a period, it is nothing new.
"""

from __future__ import annotations

from bot.query.model import Scope
from bot.query.pieces import ModelPiece, NumberPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

_A, _REQUEST = words_that("a_or_an") | {"single"}, words_that("single_request")
_GOES_ON, _PROMPT = words_that("tells_of_a_request"), frozenset({"prompt", "input prompt"})
_PLAIN = frozenset({Unit.INPUT, Unit.OUTPUT, "prompt_size"})


def settle_single(sentence: Sentence) -> None:
    """Take amounts for those of one request where one is spoken of, and nothing else."""
    said = sentence.said
    if not said.amounts or said.counts or said.times or said.scopes:
        return
    is_plain = {each.kind for each in said.amounts} <= _PLAIN and not (said.caching or said.ttls)
    places = sentence.places_of(_A)
    is_sized = is_plain and any(_is_sized(sentence, each) for each in places)
    is_listed = sentence.in_parts and not (said.caching or said.ttls)
    if is_sized or is_listed or any(_is_one(sentence, each) for each in places):
        said.scopes.add(Scope.EACH)
        said.of_one = True


def _is_one(sentence: Sentence, place: int) -> bool:
    behind = place + 1
    if behind < len(sentence.pieces) and isinstance(sentence.pieces[behind], ModelPiece):
        behind += 1
    return sentence.word(behind) in _REQUEST and not _is_of_a_noun(sentence, behind + 1)


def _is_sized(sentence: Sentence, place: int) -> bool:
    """`a 150k prompt`, `a 150k-token prompt`; what is cached of it is another question."""
    number = sentence.pieces[place + 1 : place + 2]
    if not (number and isinstance(number[0], NumberPiece)):
        return False
    index = place + 2
    while sentence.mark(index, "-") or sentence.was(index, "tokens"):
        index += 1
    return sentence.word(index) in _PROMPT and not _is_of_a_noun(sentence, index + 1)


def _is_of_a_noun(sentence: Sentence, index: int) -> bool:
    """`a call volume of 10M in`: no single call."""
    piece = sentence.pieces[index] if index < len(sentence.pieces) else None
    is_noun = isinstance(piece, WordPiece) or sentence.was(index, "traffic")
    return is_noun and sentence.word(index) not in _GOES_ON
