"""Words by themselves: where one of a role is said, and of which models something is told."""

from __future__ import annotations

from collections.abc import Callable

from .ask import Ask
from .patterns import AnyWord
from .reading import Heard, Span


def place_in(ask: Ask, words: AnyWord) -> Span | None:
    """Where the first of them is said."""
    found = words.search(ask.source)
    return Span(*found.span()) if found else None


def words_of(text: str) -> list[str]:
    """The words of `text` in small letters, without the marks between them."""
    return text.casefold().translate(_MARKS).split()


_MARKS = str.maketrans(dict.fromkeys(",.;:?!", " "))


def names_told(ask: Ask, is_told: Callable[[Heard], bool]) -> frozenset[str]:
    """What those models of `ask` are called of which something is told where they are named."""
    names = {each.heard for each in ask.models}
    return frozenset(each.meaning for each in ask.heard if each.meaning in names and is_told(each))
