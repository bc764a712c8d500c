"""Where one of the words of a role is said, as a word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .ask import Ask
from .reading import Span
from .roles import longest_first


def any_word(words: Iterable[str]) -> re.Pattern[str]:
    """What finds any of `words`: "or" not in "for", but さらに anywhere."""
    return re.compile("|".join(map(_alone, longest_first(words))), re.IGNORECASE)


def _alone(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)


def place_in(ask: Ask, words: re.Pattern[str]) -> Span | None:
    """Where the first of them is said."""
    found = words.search(ask.source)
    return Span(*found.span()) if found else None
