"""Models that are only mentioned: "our copilot calls sonnet 5.5", "why is opus so dear?".

Several models are compared where a word says so, or where they stand in one list. Another
vendor's name anywhere else is prose beside ours, which is answered; a family's bare name beside
one of its versions is that version once more.
"""

from __future__ import annotations

from bot.query.ask import Remark
from bot.query.model import Foreign, ModelChoice, Named, Newest
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .own_amounts import counts_each_model

_LISTS, _COMPARES = words_that("lists_models"), words_that("compares_models")
_ELSEWHERE = words_that("before_another_model")
_MOVES, _TOLD = words_that("changes_the_model"), words_that("told_of_a_model")


def settle_vendors(sentence: Sentence) -> None:
    """Answer for our models alone where another vendor's is not compared with them, and say so."""
    if not _may_be_mentioned(sentence):
        return
    foreign = [each for each in sentence.said.models if isinstance(each, Foreign)]
    if len(foreign) == len(sentence.said.models):
        return
    for each in foreign:
        if not any(_is_listed(sentence, place) for place in _places(sentence, each)):
            _leave_out(sentence, each)
            sentence.remarks.append(Remark("vendor", phrase("reason.foreign", name=each.name)))


def settle_families(sentence: Sentence) -> None:
    """Take a family's name for the version of it that is named as well: `opus ... opus 5.5`."""
    if not _may_be_mentioned(sentence) or not sentence.words.isdisjoint(_MOVES):
        return
    kinds = [each.kind for each in sentence.said.amounts]
    if len(kinds) > len(set(kinds)) or counts_each_model(sentence):
        return
    for each in [each for each in sentence.said.models if isinstance(each, Newest)]:
        if all(_is_again(sentence, place, each.family) for place in _places(sentence, each)):
            _leave_out(sentence, each)


def _may_be_mentioned(sentence: Sentence) -> bool:
    """Whether work is priced on several models, and nothing says that they are compared."""
    said = sentence.said
    if len(said.models) < len("ab") or said.shares or said.adds or "same_text" in said.intents:
        return False
    return bool(said.amounts or said.counts) and sentence.words.isdisjoint(_COMPARES)


def _places(sentence: Sentence, choice: ModelChoice) -> list[int]:
    return [place for place, each in sentence.model_places if each == choice]


def _leave_out(sentence: Sentence, choice: ModelChoice) -> None:
    sentence.said.models.remove(choice)
    sentence.model_places[:] = [each for each in sentence.model_places if each[1] != choice]


def _is_listed(sentence: Sentence, place: int) -> bool:
    """Whether only commas, amounts and the like are between this model and another one.

    Not so what was paid `with gpt-4, 10M in, opus 5.5`.
    """
    return sentence.word(place - 1) not in _ELSEWHERE and any(
        _leads_to_a_model(sentence, place, step) for step in (-1, 1)
    )


def _leads_to_a_model(sentence: Sentence, place: int, step: int) -> bool:
    index = place + step
    while 0 <= index < len(sentence.pieces) and _may_stand_in_a_list(sentence.pieces[index]):
        index += step
    if index == place + step or not 0 <= index < len(sentence.pieces):
        return False
    return isinstance(sentence.pieces[index], ModelPiece) or sentence.was(index, "group")


def _may_stand_in_a_list(piece: Piece) -> bool:
    """`gpt-5[, ]sonnet 5.5`, `gpt-5 [10M in 2M out, ]sonnet 5.5`."""
    is_amount = isinstance(piece, TermPiece) and piece.term.category in {"unit", "tokens"}
    return is_amount or isinstance(piece, NumberPiece) or piece.text.casefold() in _LISTS


def _is_again(sentence: Sentence, place: int, family: str) -> bool:
    """Whether the family at `place` is told of, or named before the version that is asked for."""
    versions = [
        index
        for index, each in sentence.model_places
        if isinstance(each, Named) and family in each.id
    ]
    if not versions or _is_listed(sentence, place):
        return False
    behind = [each.text.casefold() for each in sentence.pieces[place + 1 : place + 2]]
    return place < versions[0] or not _TOLD.isdisjoint(behind)
