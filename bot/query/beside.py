"""A prompt beside the input: a part of it, unless it is said to come on top.

    on top = prompt "plus" input | ("besides" | "別途") (prompt | input)
           | prompt ("is separate" | "は含まない")
           | prompt with input by the name of another part     "5k of chat history"

Said in any order; what stands beside something else than the two is not said of them.
"""

from __future__ import annotations

import re

from .ask import Amount, Ask
from .roles import words_that

_BETWEEN = words_that("added_to_a_prompt")
_BEFORE = words_that("before_what_is_on_top")
_BEHIND = tuple(words_that("behind_a_prompt_on_top"))
_ADDED = words_that("added_to_what_goes_in")
_TIES = " はがもをと"
_CLAUSE_END = "。"


def is_on_top(ask: Ask, prompt: Amount, other: Amount) -> bool:
    """Whether the prompt is said to come on top of the other input, and not to be part of it."""
    if not prompt.span.end:  # of the question before
        return False
    if not other.span.end:
        return _holds(ask.source.casefold(), _ADDED)
    left, right = sorted((prompt.span, other.span))
    between = ask.source[left.end : right.start].casefold()
    if _names_no_number(between) and _holds(between, _BETWEEN):
        return True
    if any(_holds(_clause_of(ask, each), _BEFORE) for each in (prompt, other)):
        return True
    if prompt.kind == "prefix" and _is_another_part(ask, prompt, other):
        return True
    behind = ask.source[prompt.span.end :].casefold().lstrip(_TIES) + _CLAUSE_END
    clause = re.split("[、。,.;:()\n]", behind, maxsplit=1)[0]
    return behind.startswith(_BEHIND) and _names_no_number(clause)


def _clause_of(ask: Ask, amount: Amount, start: int = 0) -> str:
    """The words of an amount, and those from `start` on, back to the last mark or number."""
    before = ask.source[start : amount.span.start].casefold()
    return re.split(r"[、。,.;:()\n\d]", before)[-1] + ask.quoted(amount.span).casefold()


def _is_another_part(ask: Ask, prompt: Amount, other: Amount) -> bool:
    """`5 chunks of 500 tokens`, `user input 5k tokens`: no whole prompt, and no system prompt.

    Not so of what is said per ticket, nor where the prompt is said to be part of it.
    """
    behind = ask.source[other.span.end :].casefold()
    start = prompt.span.end if prompt.span < other.span else 0
    said = _clause_of(ask, other, start) + re.split(r"[、。,.;:()\n\d]", behind, maxsplit=1)[0]
    words = _words(re.sub(r"(?:\bper |/) *\w+", "", said))
    is_whole = words.isdisjoint(_PARTS) or not words.isdisjoint(_WHOLES)
    if is_whole and words.isdisjoint(_OF_THE_USER):
        return False
    return _PART_OF_IT.isdisjoint(words | _words(_clause_of(ask, prompt)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d]+", text.replace("の", " ")))


_PARTS, _WHOLES = words_that("part_beside_a_prefix"), words_that("whole_input")
_PART_OF_IT, _OF_THE_USER = words_that("part_of_the_whole"), words_that("input_of_the_user")


def _names_no_number(text: str) -> bool:
    """Whether nothing else may be meant: `とは別に検索3回`."""
    return not any(map(str.isdecimal, text))


def _holds(text: str, words: frozenset[str]) -> bool:
    return any(each in text for each in words)
