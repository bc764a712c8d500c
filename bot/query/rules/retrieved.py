"""How many results are put into a prompt, where the size of the prompt is said as well.

retrieved = ("top" | "上位") NUMBER [counter] found     "top 5 results", "上位10チャンクを渡す"

They are part of the input, which is said, and are no requests.
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.pieces import NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .asides import leave
from .nouns import counted_noun

_BEST, _FOUND = words_that("best_of_those_found"), words_that("found_for_a_prompt")
_MOST = Decimal(100)
_COUNTERS = frozenset({"件", "個", "つ", "本", "-"})


def best_of_those_found(sentence: Sentence) -> bool:
    """`上位5件の検索結果を入れる`, `the top 10 chunks`: beside the requests, and the input."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    if sentence.word(start - 1) not in _BEST or number.bounds or number.value > _MOST:
        return False
    end = start + 2 if sentence.word(start + 1) in _COUNTERS else start + 1
    behind = sentence.skip(end, ("link", "of"))
    is_found = sentence.word(behind) in _FOUND
    if is_found:
        end = behind + 1
    elif not any(sentence.word(each) in _FOUND for each in sentence.clause(start)):
        return False
    if Unit.INPUT not in sentence.sides or not _has_requests(sentence, end):
        return False
    if sentence.was(end, "link", "per") or sentence.was(end, "scope"):
        return False  # "top 10 docs per customer"
    if is_found and _is_spoken_of_again(sentence, end - 1):
        return False  # 上位10文書、1文書あたり入力2k
    return leave(sentence, start - 1, end)


def _is_spoken_of_again(sentence: Sentence, index: int) -> bool:
    """Whether one of what is found is named as well: amounts may be for that one."""
    many = sentence.word(index)
    return len(sentence.places_of({many, many.removesuffix("s")})) > 1


def _has_requests(sentence: Sentence, end: int) -> bool:
    """Whether something else is counted, and not these alone: `top 10 chunks, 1k in each`."""
    behind = range(end, len(sentence.pieces))
    return bool(sentence.said.counts) or any(_counts(sentence, each) for each in behind)


def _counts(sentence: Sentence, index: int) -> bool:
    number = sentence.at(index, NumberPiece)
    return number is not None and number.value > 1 and counted_noun(sentence, index + 1) is not None
