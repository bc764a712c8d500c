"""How many tokens contents take, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bot.answers.types import Language, TokenCount, TokensAnswer
from bot.query.model import Bounds
from pricing import Estimate

from . import numbers, references
from .amounts import contents_in_words
from .catalogue import join, label, word
from .names import short_name
from .parts import Document, Entry, Passage, Table
from .plain import clean
from .working import Worked, lines_on_models

_COLUMNS = ("model", "tokens", "cost")


def tokens_document(answer: TokensAnswer, lang: Language) -> Document:
    """How many on each model, and what they cost there."""
    lines = tuple(lines_on_models([*_worked(answer)], lang))
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


def _worked(answer: TokensAnswer) -> Iterator[Worked]:
    for each in answer.counted:
        if each.estimate:
            ends = (each.estimate, each.most[1]) if each.most else None
            yield Worked(_name(each), each.estimate, ends)


def _headline(answer: TokensAnswer, lang: Language) -> str:
    contents = contents_in_words(answer.query.work, lang)
    found = [each.range_of_tokens for each in answer.counted if each.range_of_tokens]
    low, high = min(each.low for each in found), max(each.high for each in found)
    key = f"headline.tokens.{_kind(found)}.{_certainty(answer)}"
    name = _name(answer.counted[0])
    return label(
        key, lang, model=name, low=low, high=high, contents=join(contents, lang, "amounts")
    )


def _kind(found: Sequence[Bounds]) -> str:
    """Whether one number is told, and of how many models."""
    low, high = found[0]
    if len(set(found)) > 1:
        return "range"
    if low < high:
        return "between" if len(found) > 1 else "between_on_one"
    return "same" if len(found) > 1 else "one"


def _certainty(answer: TokensAnswer) -> str:
    return "about" if answer.estimated else "exact"


def _leads(answer: TokensAnswer, lang: Language) -> tuple[str, ...]:
    """Whether it is an estimate, and for one model the cost."""
    whose = label(f"label.tokens.{_certainty(answer)}", lang)
    first = answer.counted[0].estimate
    if len(answer.counted) > 1 or first is None:
        return (whose,)
    cost = _cost(answer.counted[0], first)
    return (label("label.tokens.cost", lang, cost=cost), whose)


def _cost(counted: TokenCount, low: Estimate) -> Decimal | Bounds:
    """What they cost, or the ends of a range of it."""
    return Bounds(low.total, counted.most[1].total) if counted.most else low.total


def _table(answer: TokensAnswer, lang: Language) -> Table:
    heads = tuple(label(f"label.column.tokens.{each}", lang) for each in _COLUMNS)
    return Table(heads, tuple(_row(each, lang) for each in answer.counted))


def _row(each: TokenCount, lang: Language) -> tuple[Entry, ...]:
    tokens, first = each.range_of_tokens, each.estimate
    if tokens is None or first is None:
        return (Entry(_name(each)), Entry(numbers.UNKNOWN), Entry(numbers.UNKNOWN))
    many = [numbers.count(end, lang) for end in tokens]
    costs = [numbers.usd(first.total, lang)]
    if each.most is None:
        return (Entry(_name(each)), Entry(many[0]), Entry(costs[0]))
    costs.append(numbers.usd(each.most[1].total, lang))
    return (Entry(_name(each)), *(Entry(_between(ends, lang)) for ends in (many, costs)))


def _between(ends: Sequence[str], lang: Language) -> str:
    low, high = ends
    return label("label.range", lang, low=low, high=high)


def _why_not(answer: TokensAnswer, lang: Language) -> tuple[str, ...]:
    reasons = (each.reason for each in answer.counted if each.reason)
    return tuple(dict.fromkeys(f"{numbers.UNKNOWN} {word(reason, lang)}" for reason in reasons))


def _name(counted: TokenCount) -> str:
    return short_name(counted.model) if counted.model else clean(counted.name)
