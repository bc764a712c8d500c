"""Sizes of paper: the digit of "A4" is no number of anything.

paper = ("A" | "B") DIGIT, tied           A4で50ページ, 50 A4 pages
"""

from __future__ import annotations

from itertools import pairwise

from bot.query.pieces import NumberPiece, Piece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that

_SIZES = words_that("size_of_paper")


def as_words(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with each `A4` as one word of no meaning."""
    for place, (letter, digit) in enumerate(pairwise(pieces)):
        is_tied = letter.span.end == digit.span.start and isinstance(digit, NumberPiece)
        if is_tied and f"{letter.text}{digit.text}".casefold() in _SIZES:
            span = Span(letter.span.start, digit.span.end)
            paper = WordPiece(span, f"{letter.text}{digit.text}")
            return [*pieces[:place], paper, *as_words(pieces[place + 2 :])]
    return pieces
