"""The same text on other models: whose tokens are the amounts?

counted = ("instead of" | "from" | "as on" ...) MODEL | MODEL ("の代わりに" | "から" ...)

Only where the text speaks of the same text: "instead of opus" by itself is no comparison.
"""

from __future__ import annotations

from typing import cast

from bot.query.model import Foreign, Group, OneModel
from bot.query.pieces import ModelPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_BEFORE, _BEHIND = words_that("before_the_other_model"), words_that("behind_the_other_model")
_MOST_BETWEEN = 3


def counted_on(sentence: Sentence) -> bool:
    """`instead of sonnet 4.5`, `from sonnet 4.5`, `as on sonnet 4.5`."""
    index = start = sentence.place
    while index < start + _MOST_BETWEEN and sentence.says(index, _BEFORE):
        index += 1
    if index == start or not _is_ours(sentence, index) or not _is_spoken_of(sentence):
        return False
    _take(sentence, start, index, index + 1)
    return True


def counted_on_behind(sentence: Sentence) -> bool:
    """`sonnet 4.5の代わりに`, `sonnet 4.5からopus 5.5へ`."""
    start = sentence.place
    index = sentence.skip(start + 1, ("link", "of"))
    if not _is_ours(sentence, start) or not sentence.says(index, _BEHIND):
        return False
    if not _is_spoken_of(sentence):
        return False
    _take(sentence, start, start, index + 1)
    return True


def _take(sentence: Sentence, start: int, place: int, end: int) -> None:
    piece = cast("ModelPiece", sentence.pieces[place])
    choice = cast("OneModel", piece.choice)  # as `_is_ours` saw
    sentence.model_places.append((place, choice))
    named = [each.choice for each in sentence.pieces[end:] if isinstance(each, ModelPiece)]
    if choice not in (*sentence.said.models, *named):
        sentence.said.models.append(choice)
    sentence.said.counted_on = choice
    sentence.take(range(start, end), f"counted on {choice.heard}")


def _is_spoken_of(sentence: Sentence) -> bool:
    """Whether any word says that it is the same text."""
    return sentence.holds("intent", "same_text")


def _is_ours(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, ModelPiece)
    return piece is not None and not isinstance(piece.choice, (Group, Foreign))
