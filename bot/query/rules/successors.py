"""What replaces a model: "opus 4.1 10M in, and what would its successor cost?".

successor = "successor" "of" MODEL | MODEL possessive "successor"     that alone
          | "what" "replaces" MODEL                                   likewise
          | "successor"                                               beside the one model named

Where its name follows, "its successor sonnet 5.5" says nothing more. Without amounts of work it
is asked which model that is, unless it is the price that is asked for.
"""

from __future__ import annotations

from bot.query.errors import NeedsMore
from bot.query.model import Following, Named, Newest
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_OF, _POSSESSIVE = words_that("before_what_is_replaced"), words_that("possessive")
_NAMED = words_that("before_the_name_of_a_successor")
_REPLACES, _WHAT = words_that("replaces"), words_that("what_replaces")
_COSTS, _WHICH = words_that("cost"), words_that("which_of_a_family")


def settle_successors(sentence: Sentence) -> None:
    """Take what replaces a model as one of the models, or ask which one is meant."""
    for place in sentence.successors:
        if sentence.word(place) in _REPLACES and sentence.word(place - 1) not in _WHAT:
            continue  # "haiku replaces opus in our pipeline"
        is_told = _is_told_by_name(sentence, place) or _is_taken(sentence, place)
        if not is_told or _is_twice(sentence):
            span = sentence.span(place, place + 1)
            said = sentence.pieces[place].text
            sentence.troubles.append(NeedsMore(phrase("ask.successor", said=said), span))


def _is_twice(sentence: Sentence) -> bool:
    """`the successor of the successor of opus 4`: only one of them is found."""
    found = [each for each in sentence.said.models if isinstance(each, Following)]
    return len(set(found)) < len(found)


def _is_taken(sentence: Sentence, place: int) -> bool:
    said = sentence.said
    has_work = bool(said.amounts or said.counts or said.contents)
    model = _whose(sentence, place)
    if model is not None and (has_work or not sentence.words.isdisjoint(_COSTS)):
        return _put_in_place(sentence, model)
    if not has_work:
        return False
    models = [each for each in said.models if isinstance(each, (Named, Newest))]
    if len(said.models) != 1 or not models:
        return False
    said.models.append(Following(models[0]))
    return True


def _put_in_place(sentence: Sentence, place: int) -> bool:
    """Let the successor of the model at `place` be asked about instead of it.

    Where the model is named elsewhere as well, beside it.
    """
    piece = sentence.pieces[place]
    choice = piece.choice if isinstance(piece, ModelPiece) else None
    if not isinstance(choice, (Named, Newest)):
        return False
    _pass_over_possessive(sentence, place)
    models, found = sentence.said.models, Following(choice)
    mentions = [each for each, other in sentence.model_places if other == choice]
    if len(mentions) > 1:
        models.insert(models.index(choice) + (place > mentions[0]), found)
    else:
        models[models.index(choice)] = found
    sentence.model_places[:] = [
        (each, found if each == place else other) for each, other in sentence.model_places
    ]
    return True


def _pass_over_possessive(sentence: Sentence, place: int) -> None:
    """`opus 4.1's successor`: the "s" says nothing by itself."""
    behind = place + 1
    while sentence.word(behind) in _POSSESSIVE:
        span = sentence.span(behind, behind + 1)
        sentence.said.unused[:] = [each for each in sentence.said.unused if each != span]
        behind += 1


def _whose(sentence: Sentence, place: int) -> int | None:
    """Where the model stands whose successor it is, right beside it."""
    is_of = sentence.word(place + 1) in _OF
    if is_of or sentence.word(place) in _REPLACES:
        behind = place + 1 + is_of
        while sentence.word(behind) in _WHICH:
            behind += 1
        if _is_model(sentence, behind):
            return behind
    before = place - 1
    while sentence.word(before) in _POSSESSIVE:
        before -= 1
    return before if before < place - 1 and _is_model(sentence, before) else None


def _is_told_by_name(sentence: Sentence, place: int) -> bool:
    """`its successor sonnet 5.5`, `後継のsonnet 5.5`."""
    behind = place + 1
    if sentence.word(place) in _REPLACES:
        return False
    while sentence.word(behind) in _NAMED:
        behind += 1
    return _is_model(sentence, behind)


def _is_model(sentence: Sentence, index: int) -> bool:
    return 0 <= index < len(sentence.pieces) and isinstance(sentence.pieces[index], ModelPiece)
