"""A question that takes back the last change of its thread, and says no more.

undo that, やっぱり前ので      the query before the last one
back to the original, 元に戻して   the same, where that is the first one as well
"""

from __future__ import annotations

from typing import NamedTuple

from .ask import Ask
from .model import Query
from .patterns import Pattern
from .roles import any_of


class Earlier(NamedTuple):
    """What a thread asked before its last priced query.

    Attributes:
        queries: the few priced queries before the last one, oldest first.
        multiplied: whether the last one is so many times what was asked before it.
    """

    queries: tuple[Query, ...] = ()
    multiplied: bool = False


def gone_back(ask: Ask, earlier: tuple[Query, ...]) -> Query | None:
    """The query that `ask` goes back to, of those before the last one; None where it does not."""
    if not earlier or len(ask.source) > _LONGEST:
        return None
    if _UNDOES.fullmatch(ask.source):
        return earlier[-1]
    return earlier[0] if len(earlier) == 1 and _STARTS_OVER.fullmatch(ask.source) else None


def says_only_to_go_back(text: str) -> bool:
    """Whether `text` goes back, wherever that is to."""
    is_short = len(text) <= _LONGEST
    return is_short and any(each.fullmatch(text) for each in (_UNDOES, _STARTS_OVER))


_LONGEST = 60
"""Characters of what goes back and says no more."""


def _saying(role: str) -> Pattern:
    said, lead, end = map(any_of, (role, "before_going_back", "behind_going_back"))
    ends = rf"(?:{end}|[\s.!?。？！])*"
    return Pattern(rf"(?i)\s*(?:(?:{lead})[,.!、。]?\s*)*(?:{said})[,、]?\s*{ends}")


_UNDOES, _STARTS_OVER = _saying("undoes_the_last"), _saying("starts_over")
