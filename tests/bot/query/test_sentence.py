"""A text being read."""

from __future__ import annotations

import pytest

from bot.query.pieces import NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.sentence import Sentence


def test_error_a_rule_is_tried_at_another_kind_of_piece() -> None:
    sentence = Sentence("zorb", [WordPiece(Span(0, 4), "zorb")])

    with pytest.raises(TypeError, match="a rule for NumberPiece was tried at WordPiece"):
        sentence.here(NumberPiece)


def test_pieces_taken_apart_are_heard_apart() -> None:
    pieces = [WordPiece(Span(place, place + 1), "abc"[place]) for place in range(3)]
    sentence = Sentence("abc", list(pieces))

    sentence.take([0, 2], "a count")

    assert ["a", "c"] == [each.text for each in sentence.heard]
    assert 1 == sentence.place
