"""Patterns that few texts hold: each is compiled when it is first looked for.

To compile them all when the bot is loaded would take longer than anything else of its start.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from functools import cached_property, lru_cache

from .roles import longest_first


class Pattern:
    """A regular expression, of which only the first place where it is found is asked."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self._flags = flags

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of it in `text`, between `start` and `end`."""
        return self._compiled.search(text, start, end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What stands at `start` of `text`."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """All of `text`."""
        return self._compiled.fullmatch(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source, self._flags)


class AnyWord(Pattern):
    """Any of some words by itself: "or" not in "for", but さらに anywhere; in any case."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = longest_first(words)
        super().__init__("|".join(map(_alone, ordered)), re.IGNORECASE)
        self._beginnings = frozenset(map(_beginning, ordered))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first of them in `text`. Most texts hold no beginning of any, at one look."""
        if self._beginnings.isdisjoint(_beginnings_in(text)):
            return None
        return super().search(text, start, end)


def _alone(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)


def _beginning(word: str) -> str:
    """What a text with `word` has among its beginnings: its first letters, else its first sign."""
    letters = _LETTERS.search(word) if word.isascii() else None
    return letters[0] if letters else word[0]


@lru_cache(maxsize=4)
def _beginnings_in(text: str) -> frozenset[str]:
    """The Latin words of `text` and all of its signs, in small letters."""
    small = text.casefold()
    return frozenset((*_LETTERS.findall(small), *small))


_LETTERS = re.compile(r"[a-z]+")
