"""How many tokens a budget buys, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import Language, TokenBudgetAnswer, TokensBought
from bot.query.model import Bounds
from pricing import TokenBudget, Unit

from . import numbers, references
from .budget_words import ends_of, limit_in_currency, spendable_in_words
from .catalogue import join, label, word
from .names import short_name
from .parts import Document, Entry, Passage, Table
from .periods import for_period
from .plain import clean


def token_budget_document(answer: TokenBudgetAnswer, lang: Language) -> Document:
    """Of each kind so many, on each model."""
    return Document(
        lang,
        _headline(answer, lang),
        leads=tuple(_leads(answer, lang)),
        reading=references.reading(answer.reading),
        table=_table(answer, lang),
        below=tuple(_why_not(answer, lang)),
        working=Passage(label("label.working.title", lang), tuple(_working(answer, lang))),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _headline(answer: TokenBudgetAnswer, lang: Language) -> str:
    priced = _priced(answer)
    first, last = priced[0], priced[-1]
    facts = {"limit": _limit(answer, lang)}
    if len(priced) == 1:
        facts |= {"models": _name(first), "tokens": _tokens(first, lang)}
        return label("headline.budget_tokens", lang, **facts)
    facts |= {"best": _name(first), "most": _tokens(first, lang)}
    facts |= {"worst": _name(last), "fewest": _tokens(last, lang)}
    return label("headline.budget_tokens_most", lang, **facts)


def _limit(answer: TokenBudgetAnswer, lang: Language) -> str:
    return for_period(spendable_in_words(answer.limit, lang), answer.over, lang)


def _tokens(found: TokensBought, lang: Language) -> str:
    """`125,000,000 input tokens or 25,000,000 output tokens`."""
    each = [
        label(f"label.budget.tokens.{unit}", lang, tokens=tokens) for unit, tokens in _ends(found)
    ]
    return label("label.budget.tokens_or", lang).join(each)


def _ends(found: TokensBought) -> list[tuple[Unit, Decimal | Bounds]]:
    """How many of each kind, or from the fewest to the most."""
    most = [Decimal(each.tokens or 0) for each in found.most or found.bought]
    return [
        (each.unit, ends_of(Decimal(each.tokens or 0), high))
        for each, high in zip(found.bought, most, strict=True)
    ]


def _leads(answer: TokenBudgetAnswer, lang: Language) -> Iterator[str]:
    if answer.shown:
        yield limit_in_currency(answer.shown, lang, answer.shown_high)
    if len(answer.query.units) > 1:
        yield label("label.budget.tokens_either", lang)


def _table(answer: TokenBudgetAnswer, lang: Language) -> Table:
    heads = [label(f"label.unit.{each}", lang) for each in answer.query.units]
    rows = tuple(_row(each, len(heads), lang) for each in answer.models)
    return Table((label("label.column.token_budget", lang), *heads), rows)


def _row(found: TokensBought, columns: int, lang: Language) -> tuple[Entry, ...]:
    counts = [Entry(label("label.budget.tokens_of_kind", lang, tokens=n)) for _, n in _ends(found)]
    return (Entry(_name(found)), *(counts or [Entry(numbers.UNKNOWN)] * columns))


def _why_not(answer: TokenBudgetAnswer, lang: Language) -> Iterator[str]:
    for each in answer.models:
        if each.reason:
            yield label("label.named", lang, name=_name(each), text=word(each.reason, lang))


def _working(answer: TokenBudgetAnswer, lang: Language) -> Iterator[str]:
    priced = _priced(answer)
    for each in priced:
        lines = [_division(one, lang) for one in (*each.bought, *each.most)]
        if len(priced) == 1:
            yield from lines
        else:
            yield label("label.of_model", lang, name=_name(each), text=join(lines, lang, "remarks"))


def _division(bought: TokenBudget, lang: Language) -> str:
    facts = {"limit": bought.limit, "each": bought.per_million, "unit": bought.unit}
    return label("label.budget.token_division", lang, tokens=bought.tokens, **facts)


def _priced(answer: TokenBudgetAnswer) -> list[TokensBought]:
    return [each for each in answer.models if each.bought]


def _name(found: TokensBought) -> str:
    return short_name(found.model) if found.model else clean(found.name)
