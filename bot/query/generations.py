"""All models of a version: "the 4.5 models", "claude 5.5 models", 4.5系.

    generation = ["claude"] VERSION {"series" | "generation" ...} ["models"]

A whole number may be that of a generation with others in it, 5 as well as 5.2 and 5.5, and "5
models" are a number of them: which ones are meant is asked where "series" or the like says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from pricing import key

from .errors import NeedsMore
from .phrase import phrase
from .pieces import ModelsPiece, Piece, TroublePiece
from .reading import Span
from .roles import words_that
from .tokens import Token
from .vocabulary import Vocabulary

_OF = "の"
_GENERATION, _MODELS = words_that("tells_a_generation"), words_that("many_models")


def generation_at(
    row: Sequence[Token], index: int, vocabulary: Vocabulary, source: str
) -> tuple[Piece, int] | None:
    """The models of the version at `index`, and the index behind them; None where none are."""
    place = index + 1 if row[index].text == "claude" else index
    version = row[place] if place < len(row) else None
    models = vocabulary.versions.get(key(version.text)) if version and version.is_number else None
    if version is None or models is None:
        return None
    end = _behind(row, place + 1, _GENERATION)
    is_generation = any(each.text != _OF for each in row[place + 1 : end])
    end = _behind(row, end, _MODELS)
    is_said = end > place + 1 and (is_generation or "." in version.text)
    if not is_said or _is_of_a_family(row, end, vocabulary):
        return None
    span = Span(row[index].span.start, row[end - 1].span.end)
    text = source[span.start : span.end]
    if "." in version.text:
        return ModelsPiece(span, text, models), end
    choices = tuple(each.spelling.replace("-", " ", 1) for each in models)
    asked = phrase("ask.which_claude", said=text, choices=choices)
    return TroublePiece(span, text, NeedsMore(asked, span, choices)), end


def _is_of_a_family(row: Sequence[Token], index: int, vocabulary: Vocabulary) -> bool:
    """`4.5 generation opus`, `the 4.5 models of haiku`: one of them, and not all."""
    behind = [each.text for each in row[index : index + 2] if each.text != "of"]
    return bool(behind) and behind[0] in vocabulary.families


def _behind(row: Sequence[Token], index: int, words: frozenset[str]) -> int:
    while index < len(row) and row[index].text in words:
        index += 1
    return index
