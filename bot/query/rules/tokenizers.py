"""More tokens of the same text on a newer model: `opus 4.6 to opus 5.5 with 30% more tokens`.

That is what the newer tokenizer makes of a text, and no growth of the work on both models.
"""

from __future__ import annotations

from decimal import Decimal

from bot.query.model import ONE
from bot.query.pieces import ChangePiece, MarkPiece, ModelPiece, NumberPiece, PercentPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_PUBLISHED = Decimal("1.3")
"""How many tokens are published for one of an older model: any other ratio is asked about."""
_TOKENS, _GROW = tuple(words_that("counts_a_text")), tuple(words_that("makes_more_of_a_text"))
_MOVES, _TO = tuple(words_that("moves_between_models")), ("to", "->", "→")
_NEAR = 5


def more_tokens(sentence: Sentence) -> bool:
    """`if tokens grow 30%`, `30% more tokens`, `トークンが3割増える`, between models."""
    start = sentence.place
    factor = _factor_at(sentence, start)
    if factor is None or sentence.models_named <= 1:
        return False
    near = _near(sentence, start)
    words = [sentence.word(each) for each in near]
    if not any(each.startswith(_TOKENS) for each in words):
        return False
    is_change = sentence.at(start, ChangePiece) is not None
    if not (is_change or any(each.startswith(_GROW) for each in words)):
        return False
    if any(_is_of_one_kind(sentence, each) for each in near):
        return False
    if factor != _PUBLISHED or not _is_moved(sentence):  # "30% more tokens next year"
        sentence.ask(start, start + 1, "ask.change_of")
        return True
    sentence.said.intents.add("same_text")
    end = start + 1
    while end in near and sentence.word(end).startswith((*_TOKENS, *_GROW)):
        end += 1
    sentence.take(range(start, end), "the same text, which the newer model makes more tokens of")
    return True


def _is_moved(sentence: Sentence) -> bool:
    """Whether work goes from one model to another, or tokenizers are spoken of."""
    if any(word.startswith(_MOVES) for word in sentence.words):
        return True
    pieces = sentence.pieces
    return any(
        isinstance(one, ModelPiece) and isinstance(other, ModelPiece) and to.text in _TO
        for one, to, other in zip(pieces, pieces[1:], pieces[2:], strict=False)
    )


def _is_of_one_kind(sentence: Sentence, index: int) -> bool:
    """`30% more [output] tokens`; not the "out" of an amount, as in `2M [out] with 30% more`."""
    around = (sentence.pieces[index - 1], *sentence.pieces[index + 1 : index + 2])
    return sentence.was(index, "unit") and not any(isinstance(e, NumberPiece) for e in around)


def _factor_at(sentence: Sentence, index: int) -> Decimal | None:
    if change := sentence.at(index, ChangePiece):
        return change.factor
    percent = sentence.at(index, PercentPiece)
    return ONE + percent.share if percent and not percent.bounds else None


def _near(sentence: Sentence, index: int) -> range:
    """The places around `index`, up to the next mark on either side."""
    first = last = index
    while first > max(0, index - _NEAR) and not _is_mark(sentence, first - 1):
        first -= 1
    end = min(index + _NEAR, len(sentence.pieces) - 1)
    while last < end and not _is_mark(sentence, last + 1):
        last += 1
    return range(first, last + 1)


def _is_mark(sentence: Sentence, index: int) -> bool:
    return sentence.at(index, MarkPiece) is not None
