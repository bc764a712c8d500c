"""So many pages of so many tokens: "800 docs of 30 pages each, about 600 tokens per page".

pages = NUMBER ["-"] "pages"
page  = NUMBER "tokens" ("per" | "a" | "/" | "each") "page"

A page has no number of tokens of its own; where it is said, the pages are that many tokens in all.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.query.model import Bounds
from bot.query.pieces import NumberPiece
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import text_sides
from .amounts import meaning


def pages_of_tokens(sentence: Sentence) -> bool:
    """`40 pages at 550 tokens a page`, in either order; a page of a PDF is an image as well."""
    if not (_pages_end(sentence, sentence.place) or _is_size_of_one(sentence, sentence.place)):
        return False
    places = range(len(sentence.pieces))
    pages = [each for each in places if _pages_end(sentence, each)]
    sizes = [each for each in places if _is_size_of_one(sentence, each)]
    if len(pages) != 1 or len(sizes) != 1:
        return False
    (start,), (size,) = pages, sizes
    end = _pages_end(sentence, start)
    if not _are_of_one_text(sentence, start, end):
        return False
    side, end = text_sides.side_of(sentence, start, end - 1, end)
    many, each = sentence.at(start, NumberPiece), sentence.at(size, NumberPiece)
    number = _times(many, each) if many and each else None
    if number is None:
        return False
    if side is None:
        sentence.open_texts.append(sentence.span(start, end))
    unit = Unit(side or Unit.INPUT)
    sentence.add(unit, number, range(start, end), meaning(unit, number))
    sentence.take(range(size, size + _LENGTH), "tokens of each page")
    return True


def _are_of_one_text(sentence: Sentence, start: int, end: int) -> bool:
    """`a 40-page contract`, `docs of 30 pages`, `30 pages each`, `30 pages per doc`.

    Of `10,000 pages a month, 600 tokens per page, 100 out` each may be a request.
    """
    if sum(sentence.was(each, "content", "page") for each in range(len(sentence.pieces))) > _TWO:
        return False  # "600 tokens per page, 100 out per page"
    per = sentence.term(end, "link", "per") or sentence.mark(end, "/")
    if per or sentence.term(end, "period"):
        return bool(per) and sentence.term(end + 1, "count") is not None
    is_of_a_noun = sentence.mark(start + 1, "-") or sentence.word(start - 1) == "of"
    return bool(is_of_a_noun or sentence.term(end, "scope", "each"))


_TWO = 2
_LENGTH = len(("600", "tokens", "per", "page"))


def _pages_end(sentence: Sentence, index: int) -> int:
    """The index behind the pages that are counted at `index`; 0 where none are."""
    page = index + 2 if sentence.mark(index + 1, "-") else index + 1
    is_counted = sentence.at(index, NumberPiece) and sentence.term(page, "content", "page")
    return page + 1 if is_counted and sentence.word(page) in _PAGES else 0


_PAGES = frozenset({"page", "pages"})


def _is_size_of_one(sentence: Sentence, index: int) -> bool:
    """Whether so many tokens of each page are said at `index`."""
    is_number = sentence.at(index, NumberPiece) and sentence.term(index + 1, "tokens")
    per = sentence.term(index + 2, "link", "per") or sentence.mark(index + 2, "/")
    is_each = per or sentence.term(index + 2, "scope", "each")
    return bool(is_number and is_each and sentence.word(index + 3) == "page")


def _times(pages: NumberPiece, size: NumberPiece) -> NumberPiece | None:
    """All of the tokens; None where both are ranges."""
    if pages.bounds and size.bounds:
        return None
    ranged, other = (size, pages) if size.bounds else (pages, size)
    with exactly():
        ends = ranged.bounds and Bounds(*(each * other.value for each in ranged.bounds))
        return replace(ranged, value=ranged.value * other.value, bounds=ends, minutes=None)
