"""Resolutions by their names, beside the size in pixels that they stand for.

resolution = ("2K" | "4K" | "5K" | "8K") image          4K画像（3840×2160）を100枚
           | name ["、" | "("] SIZE                      4K、3840×2160

"4K images" could be four thousand of them, so the name is one only where its own size, or another
number of images, stands in the text. Then it says nothing that the size does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from bot.query.pieces import NumberPiece, Piece, SizePiece, TermPiece, WordPiece
from bot.query.roles import words_that

# The longer side that each may have, in pixels.
_SIDES: Mapping[str, frozenset[int]] = {
    "2k": frozenset({2048, 2560}),
    "4k": frozenset({3840, 4096}),
    "5k": frozenset({5120}),
    "8k": frozenset({7680, 8192}),
}
_COUNTERS, _BETWEEN, _TIES = words_that("counts_images"), "(、,", "の-"


def as_words(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with each "4K" that names a resolution as a word of no meaning."""
    if not any(isinstance(each, SizePiece) for each in pieces):
        return pieces
    return [
        WordPiece(each.span, each.text) if _is_a_name(pieces, place) else each
        for place, each in enumerate(pieces)
    ]


def _is_a_name(pieces: list[Piece], place: int) -> bool:
    piece = pieces[place]
    sides = _SIDES.get(piece.text.casefold()) if isinstance(piece, NumberPiece) else None
    if sides is None or not _is_beside_an_image(pieces, place):
        return False
    sizes = (each for each in pieces if isinstance(each, SizePiece))
    is_its_own = any(max(each.width, each.height) in sides for each in sizes)
    return is_its_own or _is_another_number_said(pieces, place)


def _is_beside_an_image(pieces: list[Piece], place: int) -> bool:
    """Whether an image or its size stands right behind, be it in brackets or behind a comma."""
    behind = pieces[place + 1 : place + 4]
    if behind and behind[0].text in _TIES:  # 4Kの画像
        behind = behind[1:]
    if behind and isinstance(behind[0], TermPiece):
        return behind[0].term == ("content", "image")
    if behind and behind[0].text in _BETWEEN:
        is_size = len(behind) > 1 and isinstance(behind[1], SizePiece)
        return is_size and not _is_led(pieces, place)
    return bool(behind) and isinstance(behind[0], SizePiece)


def _is_led(pieces: list[Piece], place: int) -> bool:
    """`in 4k, 3840x2160 image`: an amount, whose unit stands before it."""
    before = pieces[place - 1] if place else None
    return isinstance(before, TermPiece) and before.term.category in {"unit", "tokens"}


def _is_another_number_said(pieces: list[Piece], place: int) -> bool:
    """`4K画像（1920×1080）を100枚`: how many there are is said by another number."""
    return any(
        isinstance(one, NumberPiece) and one is not pieces[place] and other.text in _COUNTERS
        for one, other in pairwise(pieces)
    )
