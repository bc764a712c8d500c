"""What people say before a follow-up that is no part of it: "ok, plus a 5k system prompt"."""

from __future__ import annotations

import re
from functools import cache

from .roles import words_that

_MARKS = r"[\s,.!:;…、。！：]+"


def without_opener(text: str) -> str:
    """`text` from where it begins to say something; all of it where nothing else is said."""
    left = text
    while (found := _opener().match(left)) and left[found.end() :].strip():
        left = left[found.end() :]
    return _TIMES_BEFORE.sub(r"\1x", _NOW.sub(r"\1", left))


@cache
def _opener() -> re.Pattern[str]:
    words = sorted(words_that("opens_a_follow_up"), key=len, reverse=True)
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, words))}){_MARKS}", re.IGNORECASE)


_NOW = re.compile(
    r"\b(on top|too|longer|shorter|more|less|extra|input|output) now(?=\s*[?!.]*$)", re.IGNORECASE
)
"""`100 requests on top now`: from now on, and no day."""
_TIMES_BEFORE = re.compile(
    r"(?i)^x(\d{1,2}(?:\.\d+)?)(?=\s*$|\s*[?!]|\s+(?:the |our )?(?:traffic|volume|usage|load)\b)"
)
"""`x5 traffic` for "5x traffic"; not "x 3000 requests a day", which are so many."""
