"""What a text says of so many requests that it does not count.

    last month 900k requests ... per year     so many were there in another period
    10k requests a day ... one more call for each
    batch only at night, 夜だけopus            of how many requests?

Each would change the cost, and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .ask import Ask
from .errors import NeedsMore
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .reading import Span
from .roles import longest_first, words_that
from .said_beside import place_in


def refuse_what_is_told_of_some(ask: Ask) -> None:
    """Ask back for what is said of requests whose number is not told.

    Raises:
        NeedsMore: so many were there in a period of their own, each has one more, or a term holds
            at times alone.
    """
    if _has_no_rate(ask) and (span := place_in(ask, _STRETCHES)):
        raise NeedsMore(phrase("ask.rate_of", said=ask.quoted(span)), span)
    if ask.counts and not ask.changes and _says(_MORE, ask):
        _refuse_one_more_each(ask)
    if not ask.shares and (span := _only_at_times(ask)):
        raise NeedsMore(phrase("ask.part_or_all", said=ask.quoted(span)), span)


def _only_at_times(ask: Ask) -> Span | None:
    """Where a model or a term is said to be for some hours alone: `batch [only at night]`.

    Not `日中のみ1日1万件`, when all of the requests come.
    """
    if not _says(_ONLY, ask):
        return None
    for each in _models_and_terms(ask):
        found = _ONLY_AT.match(ask.source, each.end) or _ONLY_BEFORE.search(
            ask.source, 0, each.start
        )
        if found:
            return Span(*found.span())
    return None


def _models_and_terms(ask: Ask) -> list[Span]:
    names = {each.heard for each in ask.models} | {each.value for each in ask.modifiers}
    cached = (each.span for each in ask.caching)
    return [*(each.span for each in ask.heard if each.meaning in names), *cached]


def _says(words: Iterable[str], ask: Ask) -> bool:
    """Whether one of `words` is said: most texts hold none, at one look."""
    return any(map(ask.source.casefold().__contains__, words))


def _refuse_one_more_each(ask: Ask) -> None:
    if found := _ONE_MORE_EACH.search(ask.source):
        raise NeedsMore(phrase("ask.unused", said=found[0].strip()), Span(*found.span()))


def _has_no_rate(ask: Ask) -> bool:
    """Whether what is counted has no period of its own, and the cost of one is asked for."""
    asked = [each for each in ask.times if each.binds is None and not each.over]
    rated = any(each.binds for each in ask.times)
    return bool(ask.counts and asked) and not (rated or ask.joined)


_STRETCHES = AnyWord(words_that("stretch_of_its_own"))
_MORE = ("more", "extra", "additional", "further", "retry", "follow", "もう")
_ONLY = ("only", "だけ", "のみ")
_ONE_MORE_EACH = Pattern(
    r"\b(?:one|1|an|another|two|2)\s+(?:more|extra|additional|further|retry|follow[- ]?up)\b"
    r"[a-z -]{0,24}\b(?:each|per (?:request|call|ticket|message|chat|doc|document|item))\b"
    r"|(?:ごとに|につき|あたり)もう[0-9一二]+[回件]",
    re.IGNORECASE,
)
_TIMES = "|".join(map(re.escape, longest_first(words_that("time_of_the_day"))))
_ONLY_AT = Pattern(rf"\s+only (?:at|during|in the|on) (?:{_TIMES})\b", re.IGNORECASE)
_ONLY_BEFORE = Pattern(rf"(?:{_TIMES})(?:だけ|のみ)\s*$", re.IGNORECASE)
