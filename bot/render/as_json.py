"""An answer as JSON: other programs rely on its fields.

Dollars, quantities and shares are exact decimal strings, without exponents and without zeros
at the end; days are ISO dates; what does not concern an answer of this kind is null or empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, assert_never

from bot.answers.types import (
    Answer,
    CannotPriceAnswer,
    Cell,
    Change,
    ComparisonAnswer,
    EstimateAnswer,
    HelpAnswer,
    Language,
    ModelsAnswer,
    NeedsMore,
    Note,
    NotUnderstood,
    OutOfScope,
    RatesAnswer,
    Refusal,
    Row,
    SummaryTable,
)
from bot.query.reading import Heard
from pricing import LineItem, PricedWorkload, Rate, Source

from .catalogue import word
from .document import document
from .parts import Document
from .slack import command_message
from .summary import asked_models, is_answer
from .text import plain_text

Json = dict[str, Any]


def to_json(answer: Answer) -> Json:
    """All of `answer` in one object."""
    page = document(answer)
    frame = answer.frame
    return {
        **_nothing(),
        "lang": frame.lang,
        "source": frame.source,
        "heard": [_heard(each) for each in frame.heard],
        "prices_as_of": frame.prices_as_of.isoformat(),
        **_of_kind(answer, page),
        "text": plain_text(page),
        "blocks": list(command_message(answer).blocks),
    }


def _nothing() -> Json:
    """Every field, in the order in which they are printed."""
    return {
        "kind": None,
        "lang": None,
        "source": None,
        "reading": None,
        "heard": [],
        "period": None,
        "total_usd": None,
        "low_usd": None,
        "high_usd": None,
        "totals": None,
        "per_request_usd": None,
        "estimates": [],
        "alternatives": [],
        "rates": [],
        "change": None,
        "requests": None,
        "budget": None,
        "break_even": [],
        "best": None,
        "caching": [],
        "drivers": [],
        "in_currency": None,
        "notes": [],
        "message": None,
        "span": None,
        "suggestions": [],
        "prices_as_of": None,
        "text": None,
        "blocks": [],
    }


def _of_kind(answer: Answer, page: Document) -> Json:
    match answer:
        case EstimateAnswer():
            return {**_estimate(answer, page), **_closing(answer, page)}
        case ComparisonAnswer():
            return {**_comparison(answer, page), **_closing(answer, page)}
        case RatesAnswer():
            return {"kind": "rates", "rates": _rates(answer), **_closing(answer, page)}
        case ModelsAnswer():
            return {"kind": "models", **_closing(answer, page)}
        case HelpAnswer():
            return {"kind": "help", "suggestions": list(answer.examples)}
        case NeedsMore() | NotUnderstood() | CannotPriceAnswer() | OutOfScope():
            return _refusal(answer, page)
        case _:
            assert_never(answer)


def _estimate(answer: EstimateAnswer, page: Document) -> Json:
    parts = answer.estimate.parts
    return {
        "kind": "estimate",
        "total_usd": plain(answer.estimate.total),
        "per_request_usd": _maybe(answer.per_request),
        "estimates": [_part(part, answer.requests) for part in parts],
        "alternatives": _alternatives(answer.table, asked_models(answer), page.lang),
        "rates": _rates_used(parts, answer.sources),
        "change": _change(answer.change) if answer.change else None,
    }


def _change(change: Change) -> Json:
    return {
        "from_usd": plain(change.before),
        "to_usd": plain(change.after),
        "percent": _maybe(change.percent),
    }


def _comparison(answer: ComparisonAnswer, page: Document) -> Json:
    estimates = [each.estimate for each in answer.compared if each.estimate]
    parts = [part for estimate in estimates for part in estimate.parts]
    return {
        "kind": "comparison",
        "estimates": [_part(part, answer.requests) for part in parts],
        "alternatives": _alternatives(answer.table, asked_models(answer), page.lang),
        "rates": _rates_used(parts, answer.sources),
    }


def _refusal(answer: Refusal, page: Document) -> Json:
    return {
        "kind": _KINDS[type(answer)],
        "reading": answer.reading if isinstance(answer, CannotPriceAnswer) else None,
        "notes": _notes(answer.notes, page),
        "message": page.headline,
        "span": list(answer.span) if answer.span else None,
        "suggestions": list(answer.suggestions),
    }


_KINDS: Mapping[type[Refusal], str] = {
    NeedsMore: "needs_more",
    NotUnderstood: "not_understood",
    CannotPriceAnswer: "cannot_price",
    OutOfScope: "out_of_scope",
}


def _closing(
    answer: EstimateAnswer | ComparisonAnswer | RatesAnswer | ModelsAnswer, page: Document
) -> Json:
    return {"reading": answer.reading, "notes": _notes(answer.notes, page)}


def _heard(heard: Heard) -> Json:
    return {"span": list(heard.span), "text": heard.text, "as": heard.meaning}


def _part(part: PricedWorkload, requests: Decimal | None) -> Json:
    return {
        "model": part.pricing.model.id,
        "total_usd": plain(part.total),
        "requests": _number(part.workload.requests or requests),
        "modifiers": sorted(part.workload.modifiers),
        "lines": [_line(line) for line in part.lines],
    }


def _line(line: LineItem) -> Json:
    return {
        "unit": line.unit.value,
        "quantity": plain(line.quantity),
        "rate_usd": plain(line.rate.usd),
        "per": line.rate.per,
        "multiplier": plain(line.multiplier),
        "cost_usd": plain(line.cost),
    }


def _alternatives(table: SummaryTable, asked: frozenset[str], lang: Language) -> list[Json]:
    """The fields of the table that are not themselves the answer."""
    return [
        _alternative(row, cell, lang)
        for row in table.rows
        for cell in row.cells
        if not is_answer(row, cell, asked)
    ]


def _alternative(row: Row, cell: Cell, lang: Language) -> Json:
    return {
        "model": row.model.id if row.model else row.name,
        "lever": cell.lever.value,
        "total_usd": _maybe(cell.total),
        "reason": word(cell.reason, lang) if cell.reason else None,
    }


def _rates(answer: RatesAnswer) -> list[Json]:
    """The standard rates of each model; the others are modifiers and in the text."""
    return [
        _rate(rates.model.id, rate, answer.sources)
        for rates in answer.models
        for rate in rates.groups[0].rates
    ]


def _rates_used(parts: Iterable[PricedWorkload], cited: Mapping[str, Source]) -> list[Json]:
    used = {(line.model, line.rate): None for part in parts for line in part.lines}
    return [_rate(model, rate, cited) for model, rate in used if rate.source]


def _rate(model: str, rate: Rate, cited: Mapping[str, Source]) -> Json:
    return {
        "model": model,
        "unit": rate.unit.value,
        "usd": plain(rate.usd),
        "per": rate.per,
        "from": rate.start.isoformat() if rate.start else None,
        "source": _source(rate, cited),
    }


def _notes(notes: Iterable[Note], page: Document) -> list[Json]:
    return [{"code": note.code, "text": word(note.phrase, page.lang)} for note in notes]


def _source(rate: Rate, cited: Mapping[str, Source]) -> str | None:
    """Where the rate was read: an address, the title of what has none."""
    found = next((cited[key] for key in rate.source if key in cited), None)
    return (found.url or found.title) if found else None


def _maybe(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)


def _number(amount: Decimal | None) -> int | str | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else plain(amount)


def plain(amount: Decimal) -> str:
    """Every digit, without an exponent and without zeros at the end."""
    if not amount:
        return "0"
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
