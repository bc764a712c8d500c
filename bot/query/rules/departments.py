"""Departments whose short names are those of something else: `the HR handbook` is of no hour."""

from __future__ import annotations

from bot.query.pieces import NumberPiece, Piece, WordPiece

HR = "HR"
_BEFORE_AN_HOUR = frozenset({"a", "an", "each", "every", "one", "per", "/"})


def as_words(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with "HR" as a word, where nothing before it counts hours."""
    for place, piece in enumerate(pieces):
        before = pieces[place - 1] if place else None
        is_hour = isinstance(before, NumberPiece) or (
            before is not None and before.text.casefold() in _BEFORE_AN_HOUR
        )
        if piece.text == HR and not is_hour:
            pieces[place] = WordPiece(piece.span, piece.text)
    return pieces
