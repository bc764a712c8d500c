"""What people wrote, made fit to be shown: words of theirs never act as markup or mention.

`clean` is for every text that comes from outside. What it returns is plain text: Slack gets
it in fields that know no markup, or through `escape`.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_QUOTE = 300
"""Characters of a person's own words that are repeated to them."""
LONGEST_READING = 600
"""Characters of a canonical text that are shown."""

_ELLIPSIS = "…"
_READ_AT_MOST = 8
"""Times the characters kept: the rest is not even looked at."""
_SPACES = re.compile(r"\s+")
# Invisible characters that words of some scripts, and emoji, are joined with.
_JOINERS = "\u200c\u200d"
_HIDDEN = frozenset({"Cc", "Cf", "Cs"})
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"
# Entities for what Slack reads as mentions and links; look-alikes for what it reads as style.
_ESCAPES = (
    ("&", "&amp;"),  # first: the entities of the others begin with it
    ("<", "&lt;"),
    (">", "&gt;"),
    ("*", "∗"),
    ("_", "ˍ"),
    ("~", "∼"),
    ("`", "ˋ"),
)


def clean(text: str, longest: int = LONGEST_QUOTE) -> str:
    """`text` in one line, without invisible characters, and not too long to be repeated."""
    line = text[: _READ_AT_MOST * longest]
    if not line.isprintable():
        line = "".join(filter(_is_visible, _SPACES.sub(" ", line)))
    return _isolated(cut(" ".join(line.split()), longest)) or _ELLIPSIS


def cut(text: str, limit: int) -> str:
    """`text` within `limit` characters, cut between words where it has spaces between them."""
    if len(text) <= limit:
        return text
    kept, _, _ = text[:limit].rpartition(" ")
    return f"{kept.rstrip() if len(kept) >= limit // 2 else text[: limit - 1]}{_ELLIPSIS}"


def escape(text: str) -> str:
    """Plain `text` for a field in which Slack looks for markup."""
    for character, harmless in _ESCAPES:
        text = text.replace(character, harmless)
    return text


def _is_visible(character: str) -> bool:
    return unicodedata.category(character) not in _HIDDEN or character in _JOINERS


def _isolated(text: str) -> str:
    """Right-to-left words may not turn around what stands beside them."""
    if text.isascii() or not any(unicodedata.bidirectional(c) in _RIGHT_TO_LEFT for c in text):
        return text
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}"
