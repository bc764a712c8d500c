"""A day so long ago, of which prices are asked: "what did sonnet cost a year ago", "1年前の料金".

It is only a day to price for where its clause asks what something costs: "a month ago we moved
to opus 5.5, what does it cost?" wants the rates of today. Read on demand only.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from .ask import Remark
from .errors import NeedsMore
from .phrase import phrase
from .pieces import ModelPiece, NumberPiece, WordPiece
from .reading import Heard, Span
from .roles import words_that
from .sentence import Sentence
from .stretches import Point, points
from .topics import asks_price

NO_DAY = "note.no_day"


def settle(sentence: Sentence, today: date) -> None:
    """Take the one day so long ago as the day to price for, or say that it is not."""
    found = points(sentence.source, today)
    if len(found) != 1 or sentence.said.days:
        return
    (point,) = found
    said = sentence.source[slice(*point.span)]
    sentence.remarks[:] = [each for each in sentence.remarks if each.phrase.key != NO_DAY]
    told = is_told(sentence.source, point.span)
    told = told or (
        _stands_alone(sentence, point.span) and not _is_of_something(sentence, point.span)
    )
    _leave_out(sentence, point)
    if not told and _is_set_against_now(sentence, point.span):
        sentence.troubles.append(NeedsMore(phrase("ask.two_days"), point.span))
    if not told:
        sentence.heard.append(Heard(point.span, said, "no day to price for"))
        sentence.remarks.append(Remark("price_change", phrase(NO_DAY, said=said)))
        return
    sentence.said.days.append(point.day)
    sentence.heard.append(Heard(point.span, said, f"prices of {point.day.isoformat()}"))
    note = phrase("note.day_taken", said=said, day=point.day)
    sentence.remarks.append(Remark("price_change", note))


def _is_set_against_now(sentence: Sentence, span: Span) -> bool:
    """`10M in 2M out on opus now vs a year ago`: work is priced at the rates of one day."""
    if not (sentence.said.amounts and sentence.holds("several", "versus")):
        return False
    return _present().search(_around(sentence.source, span)) is not None


def is_told(source: str, span: Span) -> bool:
    """Whether the clause in which days stand asks for the prices that held then."""
    return asks_then(source, span) and _present().search(_around(source, span)) is None


def asks_then(source: str, span: Span) -> bool:
    """Whether the clause in which days stand asks what something costs, then or now."""
    rest = _around(source, span)
    return asks_price(rest) or _was().search(rest) is not None


def _around(source: str, span: Span) -> str:
    """The clause around `span`, without it."""
    clause = _clause(source, span)
    return source[clause.start : span.start] + source[span.end : clause.end]


def _clause(source: str, span: Span) -> Span:
    """Where the clause around `span` stands."""
    ends = [each.end() for each in _ends().finditer(source, 0, span.start)]
    behind = _ends().search(source, span.end)
    return Span(ends[-1] if ends else 0, behind.start() if behind else len(source))


def _stands_alone(sentence: Sentence, span: Span) -> bool:
    """`sonnet 10M in 2M out a year ago`: with no word of a story around it."""
    clause = _clause(sentence.source, span)
    within = (each for each in sentence.pieces if _meet(each.span, clause))
    return not any(isinstance(each, WordPiece) and not _meet(each.span, span) for each in within)


def _is_of_something(sentence: Sentence, span: Span) -> bool:
    """`昨日のログ150kトークン`: the day of what is named behind, and not of its price."""
    behind = [each for each in sentence.pieces if each.span.start >= span.end][:2]
    if len(behind) < len("の何") or behind[0].text != "の":
        return False
    return not isinstance(behind[1], (ModelPiece, NumberPiece)) and behind[1].text not in _PRICES


_PRICES = words_that("prices")


@cache
def _ends() -> re.Pattern[str]:
    """What ends a clause; never the mark within a number."""
    return re.compile(r"[,;:.!?](?=\s|$)|[、。？！\n]")


@cache
def _was() -> re.Pattern[str]:
    return re.compile(r"(?i)^\W*(?:(?:and|so|but) )?what (?:was|were|did)\b|\brates?\b")


@cache
def _present() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:is|are|does|do|costs|now|today|currently|current)\b|今(?!年|月|週)|現在"
    )


def _leave_out(sentence: Sentence, point: Point) -> None:
    """Nothing that was read of the words of the day counts for itself: "6 months"."""
    said, span = sentence.said, point.span
    said.times[:] = [each for each in said.times if not _meet(each.span, span)]
    said.unused[:] = [each for each in said.unused if not _meet(each, span)]
    sentence.troubles[:] = [
        each
        for each in sentence.troubles
        if not (each.span and _meet(each.span, span)) or each.message.key == _VERSION
    ]
    sentence.heard[:] = [each for each in sentence.heard if not _meet(each.span, span)]


_VERSION = "ask.version"
"""`opus 4 1年前`: which model it is stays asked about."""


def _meet(one: Span | tuple[int, int], other: Span) -> bool:
    return one[0] < other.end and other.start < one[1]
