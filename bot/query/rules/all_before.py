"""What all of the work would be on, were it not shared out: what is not moved stays on that model.

moved  = "instead of" ("everything" | "all of it" ...) {filler} MODEL beside the share of another
       | MODEL for "全部" "ではなく", with the share of another behind it
"""

from __future__ import annotations

from bot.query.ask import Shared
from bot.query.model import ONE, Foreign, Group
from bot.query.pieces import ModelPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .mixes import behind_fillers, part_at

_INSTEAD, _ALL = words_that("instead_of_a_model"), words_that("all_instead_of_a_part")
_LEADS = words_that("moves_to_a_model") | words_that("runs_it_on")
_MOST_BETWEEN = 4
_REST = -ONE


def instead_of_all(sentence: Sentence) -> bool:
    """`90% to haiku [instead of everything to opus]`, `全部opus[ではなく]9割をhaikuに`."""
    start = sentence.place
    if sentence.word(start) not in _INSTEAD:
        return False
    is_english = sentence.word(start).isascii()
    return _before_all(sentence, start) if is_english else _behind_all(sentence, start)


def _before_all(sentence: Sentence, start: int) -> bool:
    """`instead of [sending all of it to opus]`: the model with the rest stands behind."""
    index = start + 1
    while sentence.says(index, _LEADS) and index <= start + _MOST_BETWEEN:
        index += 1
    if not sentence.says(index, _ALL):
        return False
    while index <= start + 2 * _MOST_BETWEEN and not sentence.at(index, ModelPiece):
        if not sentence.says(index, _ALL | _LEADS) and behind_fillers(sentence, index) == index:
            return False
        index += 1
    model = sentence.at(index, ModelPiece)
    if model is None or isinstance(model.choice, (Foreign, Group)):
        return False
    shares = sentence.said.shares
    if not (_is_part(shares) or (not shares and _part_follows(sentence, index + 1))):
        return False
    sentence.share_places.append(index)
    shares.append(Shared(model.choice, _REST, sentence.span(start, index + 1)))
    if model.choice not in sentence.said.models:
        sentence.said.models.append(model.choice)
    taken = [each for each in range(start, index + 1) if sentence.at(each, Piece)]
    sentence.take(taken, f"the rest of the work on {model.choice.heard}")
    return True


def _behind_all(sentence: Sentence, start: int) -> bool:
    """`全部opus[ではなく]`: the model with the rest was said to have it all."""
    shares = sentence.said.shares
    if len(shares) != 1 or shares[0].share != ONE or not _part_follows(sentence, start + 1):
        return False
    shares[0] = shares[0]._replace(share=_REST)
    sentence.take([start], "the rest of the work stays there")
    return True


def _is_part(shares: list[Shared]) -> bool:
    return len(shares) == 1 and 0 < shares[0].share < ONE


def _part_follows(sentence: Sentence, index: int) -> bool:
    """Whether a part of the work is given to a model behind `index`."""
    for place in range(index, len(sentence.pieces)):
        part = part_at(sentence, place)
        if part is not None and 0 < part < ONE:
            return sentence.at(behind_fillers(sentence, place + 1), ModelPiece) is not None
    return False
