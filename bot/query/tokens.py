"""Text to tokens: words, numbers and marks, each with its place.

number = [ "." ] digits { ("," | "." | "_") digits } [ "e" digits ]
suffix = letters directly behind a number: k, M, bn, mtok, h ...
word   = letters, with an apostrophe inside; digits behind letters belong to it (v2, q3)
mark   = any other single character, Japanese brackets aside: 「300万」 is 300万
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from .reading import Span


class Kind(StrEnum):
    """What a token is made of."""

    WORD = "word"
    NUMBER = "number"
    MARK = "mark"


_FIRST_CJK = "\u3040"


class Token(NamedTuple):
    """One token; `text` is in lower case."""

    kind: Kind
    span: Span
    text: str

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.kind is Kind.WORD

    @property
    def is_cjk(self) -> bool:
        """Whether it begins with a Japanese or Chinese character."""
        return self.is_word and is_cjk(self.text)

    @property
    def is_number(self) -> bool:
        """Whether it is made of digits."""
        return self.kind is Kind.NUMBER


# Every alternative takes what it can and never goes back, so hostile texts cost linear time.
_LINK = r"(?P<link>https?://\S+)"
_NUMBER = r"(?P<number>(?:[0-9]+|(?<![\w.,])\.[0-9]+)(?:[.,_][0-9]+)*(?:e[0-9]+(?![^\W_]))?)"
_WORD = r"(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
_MARK = r"(?P<mark>[^\s「」『』【】])"
_TOKEN = re.compile(f"{_LINK}|{_NUMBER}|{_WORD}|{_MARK}", re.IGNORECASE)
# The same for ASCII in lower case, with letters that can be listed: they are found faster.
_LOWER_WORD = r"(?P<word>(?!https?://\S)[a-z]+(?:'[a-z]+)*)"
_LOWER_TOKEN = re.compile(f"{_LOWER_WORD}|{_NUMBER}|{_LINK}|{_MARK}")


_KINDS: Mapping[str | None, Kind] = {
    "link": Kind.MARK,
    **{kind.value: kind for kind in Kind},
}


def tokens(source: str) -> list[Token]:
    """The tokens of a normalised text, in order."""
    if source.isascii():  # of which lower case takes no other room
        found = _LOWER_TOKEN.finditer(source.lower())
        return [Token(_KINDS[each.lastgroup], Span(*each.span()), each[0]) for each in found]
    return [
        Token(_KINDS[match.lastgroup], Span(*match.span()), match[0].casefold())
        for match in _TOKEN.finditer(source)
    ]


def is_cjk(text: str) -> bool:
    """Whether `text` begins with a Japanese or Chinese character."""
    return text[:1] >= _FIRST_CJK


def touches(left: Token, right: Token) -> bool:
    """Whether nothing stands between two neighbouring tokens."""
    return left.span.end == right.span.start
