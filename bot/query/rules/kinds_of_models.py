"""Models that are told apart and not named: "legacy models", "sonnet 4.5 and newer".

kind  = ("legacy" | "small" ...) {word} "models"
range = MODEL ("and" | "or") {"anything" ...} ("newer" | "older" | "cheaper" ...)
      | MODEL "through" MODEL | ("newer" | "older") "than" MODEL | MODEL "onwards"

Which ones are meant depends on the day, and on what is taken for small, so it is asked: never
are they the current ones, or the one that is named.
"""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, ModelsPiece, NumberPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.topics import asks_rank

_KIND, _MODELS = words_that("narrows_models_down"), words_that("many_models") | {"model"}
_ANY, _FURTHER = words_that("any_of_them"), words_that("further_models")
_ONWARDS, _THROUGH, _THAN = map(words_that, ("models_onwards", "through_models", "than_a_model"))
_GENERATION = words_that("tells_a_generation")
_FROM, _UNTIL = words_that("from_a_model"), words_that("until_a_model")
_UP_TO = words_that("up_to_a_model")
_AGE, _AND = words_that("newer_or_older"), words_that("and_further_models")
_EXAMPLES = ("sonnet 5.5", "sonnet 4.6")
_MOST_WORDS = 3


def ask_about_kinds(sentence: Sentence) -> None:
    """Ask which models are meant, where work on them is to be priced."""
    said = sentence.said
    is_work = said.amounts or said.counts or said.contents
    found = _found(sentence) if is_work else None
    if found is None or asks_rank(sentence.source):  # "on the most expensive model"
        return
    span = sentence.span(*found)
    text = sentence.source[span.start : span.end]
    asked = phrase("ask.family_models", said=text, choices=_EXAMPLES)
    sentence.troubles.append(NeedsMore(asked, span))


def _found(sentence: Sentence) -> tuple[int, int] | None:
    """Where the first models stand that are told apart and not named."""
    for place, piece in enumerate(sentence.pieces):
        if isinstance(piece, ModelPiece):
            found = _range(sentence, place)
        elif sentence.was(place, "group", "retired"):
            return place, place + 1
        elif sentence.word(place) in _MODELS:
            found = _kind(sentence, place)
        else:
            continue
        if found:
            return found
    return None


def _kind(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """`legacy models`, `previous generation models`; "a small model, haiku 5.5" is named."""
    if sentence.was(place + 1, "link") and sentence.word(place + 2) in _GENERATION:
        return place, place + 3
    kinds = [each for each in _before(sentence, place) if sentence.word(each) in _KIND]
    if not kinds or (sentence.models_named and not sentence.holds("several", "versus")):
        return None
    return kinds[0], place + 1


def _before(sentence: Sentence, place: int) -> range:
    """The words before what stands at `place`, up to a mark."""
    start = place
    while place - start < _MOST_WORDS and start and not sentence.mark(start - 1, ",.;:()、。"):
        start -= 1
    return range(start, place)


def _range(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """`newer than sonnet 4.5`, `sonnet 4.5 and newer`: what begins or ends at the model."""
    if sentence.word(place - 1) in _THAN and sentence.word(place - 2) in _AGE:
        return place - 2, place + 1
    if sentence.word(place - 1) in _UP_TO:
        return place - 1, place + 1
    end = _behind_range(sentence, place + 1)
    return (place, end) if end else None


def _behind_range(sentence: Sentence, index: int) -> int:
    """The index behind "and newer" and the like; 0 where nothing of the kind stands there."""
    if isinstance(_piece(sentence, index + 1), ModelPiece):
        is_until = sentence.word(index) not in _FROM or sentence.word(index + 2) in _UNTIL
        return index + 2 if sentence.word(index) in _THROUGH and is_until else 0
    if sentence.word(index) in _ONWARDS or _is_plus(sentence, index):
        return index + 1
    if sentence.word(index) in _THAN and sentence.word(index + 1) in _AGE:
        return index + 2  # sonnet 5.5より新しい
    if sentence.word(index) not in _AND:
        return 0
    index += 1
    while sentence.word(index) in _ANY:
        index += 1
    is_last = not isinstance(_piece(sentence, index + 1), NumberPiece | ModelPiece)
    return index + 1 if sentence.word(index) in _FURTHER and is_last else 0


def _is_plus(sentence: Sentence, index: int) -> bool:
    """`opus 4.5+ 10M in`: a plus that touches the name, and nothing behind it."""
    if sentence.word(index) != "+":
        return False
    start, end = sentence.pieces[index - 1].span.end, sentence.pieces[index].span.end
    return end == start + 1 and sentence.source[end : end + 1] in {"", " ", ",", ":", ")"}


def _piece(sentence: Sentence, index: int) -> object:
    return sentence.pieces[index] if index < len(sentence.pieces) else None


def models(sentence: Sentence) -> bool:
    """`the 4.5 models`: each of them is named at once."""
    piece = sentence.here(ModelsPiece)
    for choice in piece.choices:
        sentence.model_places.append((sentence.place, choice))
        if choice not in sentence.said.models:
            sentence.said.models.append(choice)
    heard = ", ".join(each.heard for each in piece.choices)
    sentence.take([sentence.place], heard)
    return True
