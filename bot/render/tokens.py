"""How many tokens contents take, in words."""

from __future__ import annotations

from bot.answers.types import Language, TokenCount, TokensAnswer

from . import numbers, references
from .catalogue import join, label, word
from .contents import content_in_words
from .names import short_name
from .parts import Document, Entry, Passage, Table
from .plain import clean
from .working import line_of

_COLUMNS = ("model", "tokens", "cost")


def tokens_document(answer: TokensAnswer, lang: Language) -> Document:
    """How many on each model, and what they cost there."""
    lines = tuple(line_of(_name(e), e.estimate, lang) for e in answer.counted if e.estimate)
    return Document(
        lang,
        _headline(answer, lang),
        leads=_leads(answer, lang),
        reading=references.reading(answer.reading),
        table=_table(answer, lang) if len(answer.counted) > 1 else None,
        below=_why_not(answer, lang),
        working=Passage(label("label.working.title", lang), lines),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _headline(answer: TokensAnswer, lang: Language) -> str:
    contents = [content_in_words(each, lang) for each in answer.query.contents]
    found = [each.tokens for each in answer.counted if each.tokens is not None]
    low, high = min(found), max(found)
    alike = "one" if len(answer.counted) == 1 else "same"
    key = f"headline.tokens.{alike if low == high else 'range'}.{_certainty(answer)}"
    return label(
        key,
        lang,
        model=_name(answer.counted[0]),
        low=low,
        high=high,
        contents=join(contents, lang, "amounts"),
    )


def _certainty(answer: TokensAnswer) -> str:
    return "about" if answer.estimated else "exact"


def _leads(answer: TokensAnswer, lang: Language) -> tuple[str, ...]:
    """Whether it is an estimate, and for one model the cost."""
    whose = label(f"label.tokens.{_certainty(answer)}", lang)
    first = answer.counted[0].estimate
    if len(answer.counted) > 1 or first is None:
        return (whose,)
    return (label("label.tokens.cost", lang, cost=first.total), whose)


def _table(answer: TokensAnswer, lang: Language) -> Table:
    heads = tuple(label(f"label.column.tokens.{each}", lang) for each in _COLUMNS)
    return Table(heads, tuple(_row(each, lang) for each in answer.counted))


def _row(each: TokenCount, lang: Language) -> tuple[Entry, ...]:
    tokens = numbers.UNKNOWN if each.tokens is None else numbers.count(each.tokens, lang)
    cost = numbers.usd(each.estimate.total, lang) if each.estimate else numbers.UNKNOWN
    return (Entry(_name(each)), Entry(tokens), Entry(cost))


def _why_not(answer: TokensAnswer, lang: Language) -> tuple[str, ...]:
    reasons = (each.reason for each in answer.counted if each.reason)
    return tuple(dict.fromkeys(f"{numbers.UNKNOWN} {word(reason, lang)}" for reason in reasons))


def _name(counted: TokenCount) -> str:
    return short_name(counted.model) if counted.model else clean(counted.name)
