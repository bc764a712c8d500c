"""Pages whose tokens are told beside them: "a 20-page PDF (30k tokens in)", PDF 20ページ、入力3万.

The tokens are what is paid for, and the pages say nothing more. Fewer tokens than the text of so
many pages has may be those of a prompt that comes on top of them: then it is asked about.
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import TextUnit, exactly

from .asides import leave
from .contents import PDFS, behind_pdf, is_of_english

_FEWEST_IN_A_PAGE = 400
"""Tokens of a page that is full of text, at the least."""


def told_in_tokens(sentence: Sentence) -> bool:
    """`20ページのPDFを500件、入力3万トークン`: the pages are left aside."""
    start = sentence.place
    pages = sentence.here(NumberPiece)
    index = start + 2 if sentence.mark(start + 1, "-") else start + 1
    piece = sentence.term(index, "content", TextUnit.PAGE)
    if piece is None or not _have_no_number(sentence, piece):
        return False
    end = behind_pdf(sentence, index + 1)
    told = _only_input(sentence)
    if told is None or told.bounds or sentence.word(end) in _BESIDE:
        return False
    most = pages.bounds.high if pages.bounds else pages.value
    with exactly():
        is_all_of_it = told.value >= most * _FEWEST_IN_A_PAGE
    return is_all_of_it and leave(sentence, start, end)


def _have_no_number(sentence: Sentence, pages: TermPiece) -> bool:
    """Whether nobody knows how many tokens a page has: those of a PDF, and any in Japanese."""
    if not PDFS.isdisjoint(sentence.words):
        return True
    return not pages.text.isascii() and not is_of_english(sentence.source.casefold())


_BESIDE = words_that("beside_pages")


def _only_input(sentence: Sentence) -> NumberPiece | None:
    """The one number that is said to go in; None where there are several."""
    units = [
        place for place, _ in enumerate(sentence.pieces) if sentence.was(place, "unit", "input")
    ]
    if len(units) != 1:
        return None
    (unit,) = units
    before = sentence.skip_back(unit - 1, "tokens")
    if isinstance(before, NumberPiece) and sentence.word(unit).isascii():  # 30k tokens in
        return before
    return _number(sentence, _behind_ties(sentence, unit + 1))


def _behind_ties(sentence: Sentence, index: int) -> int:
    """The index behind `は平均`, `: about`."""
    while sentence.mark(index, ":=") or any(sentence.was(index, each) for each in _TIES):
        index += 1
    return index


def _number(sentence: Sentence, index: int) -> NumberPiece | None:
    piece = sentence.pieces[index] if index < len(sentence.pieces) else None
    return piece if isinstance(piece, NumberPiece) else None


_TIES = ("particle", "approximately", "scope", "link", "unit")
