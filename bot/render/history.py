"""Changes over time in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from bot.answers.types import HistoryAnswer, Language, Life, Occurrence
from pricing import TOKEN_UNITS, Event, EventKind, PriceSpan, Unit

from . import numbers, references
from .catalogue import join, label, word
from .names import short_name
from .parts import Document, Entry, Passage, Table

_COLUMNS = (
    Unit.INPUT,
    Unit.OUTPUT,
    Unit.CACHE_READ,
    Unit.CACHE_WRITE_5M,
    Unit.CACHE_WRITE_1H,
)
_DAY = timedelta(days=1)


def history_document(answer: HistoryAnswer, lang: Language) -> Document:
    """The changes day by day, and prices or lives in a table."""
    return Document(
        lang,
        word(answer.headline, lang),
        leads=tuple(word(each, lang) for each in answer.leads),
        reading=references.reading(answer.reading),
        table=_table(answer, lang),
        passages=tuple(_passages(answer, lang)),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _table(answer: HistoryAnswer, lang: Language) -> Table | None:
    if len(answer.lives) > 1:
        columns = ("model", "status", "released", "in_its_place")
        heads = tuple(label(f"label.column.{each}", lang) for each in columns)
        return Table(heads, tuple(_life(each, lang) for each in answer.lives))
    if not answer.spans:
        return None
    heads = tuple(label(f"label.column.{each}", lang) for each in ("rates", *_COLUMNS))
    several = len({each.model.id for each in answer.spans}) > 1
    return Table(heads, tuple(_span(each, lang, named=several) for each in answer.spans))


def _life(life: Life, lang: Language) -> tuple[Entry, ...]:
    released = life.model.released
    return (
        Entry(short_name(life.model)),
        Entry(word(life.status, lang)),
        Entry(numbers.day(released, lang) if released else numbers.UNKNOWN),
        Entry(short_name(life.successor.model) if life.successor else numbers.UNKNOWN),
    )


# --- prices over time


def _span(span: PriceSpan, lang: Language, *, named: bool) -> tuple[Entry, ...]:
    name = _days(span, lang)
    if span.group != "standard":
        facts = {"days": name, "above": getattr(span.row, "above", None)}
        name = label(f"label.history.{span.group}", lang, **facts)
    if named:
        name = label("label.rates.of_model", lang, model=span.model, group=name)
    return (Entry(name), *(Entry(_price(span, unit, lang)) for unit in _COLUMNS))


def _days(span: PriceSpan, lang: Language) -> str:
    """Since when, and until which day."""
    facts = {"since": span.start, "until": span.end - _DAY if span.end else None}
    named = "_".join(name for name, day in facts.items() if day)
    return label(f"label.history.days.{named or 'unknown'}", lang, **facts)


def _price(span: PriceSpan, unit: Unit, lang: Language) -> str:
    """The published number; of a tier without numbers, what others are multiplied by."""
    multiplier = span.multiplier(unit)
    if multiplier is not None:
        return numbers.times(multiplier, lang)
    usd = span.price(unit)
    return numbers.UNKNOWN if usd is None else numbers.rate(usd, lang)


# --- what happens


def _passages(answer: HistoryAnswer, lang: Language) -> Iterator[Passage]:
    which = answer.query.which
    if answer.occurrences and len(answer.lives) <= 1:
        lines = tuple(_line(each, lang) for each in answer.occurrences)
        yield Passage(label(f"label.history.title.{which}", lang), lines)
    if answer.promised and len(answer.lives) <= 1:
        yield Passage(
            label("label.history.promised", lang), tuple(_promised(answer.promised, lang))
        )


def _line(occurrence: Occurrence, lang: Language) -> str:
    text = _event(occurrence, lang)
    return label("label.history.line", lang, day=occurrence.event.day, text=text)


def _promised(events: Sequence[Event], lang: Language) -> tuple[str, ...]:
    facts = ({"model": each.model, "day": each.day} for each in events)
    return tuple(label("event.may_retire", lang, **each) for each in facts)


def _event(occurrence: Occurrence, lang: Language) -> str:
    event = occurrence.event
    facts = {"model": event.model, "successor": occurrence.successor, **_numbers(event, lang)}
    return label(f"event.{_wording(occurrence)}", lang, **facts)


def _wording(occurrence: Occurrence) -> str:
    event = occurrence.event
    if event.kind is EventKind.RETIRED and occurrence.successor:
        return "retired_replaced"
    return f"{event.kind}_{event.then}" if event.then else event.kind.value


def _numbers(event: Event, lang: Language) -> dict[str, object]:
    """Numbers of a sentence: prices that begin, that change, multipliers of a tier."""
    match event.kind:
        case EventKind.RELEASED:
            row = event.model.prices[0]
            return {"input": row.input, "output": row.output}
        case EventKind.FAST_BEGINS:
            (fast,) = (each for each in event.model.fast if each.start == event.day)
            return {"input": fast.input, "output": fast.output}
        case EventKind.PRICE | EventKind.FAST_PRICE:
            return {"changes": join(list(_changes(event, lang)), lang, "unit")}
        case EventKind.TIER_BEGINS | EventKind.TIER_ENDS if event.tier:
            tier = event.tier
            sides = {unit.value: tier.multiplier(unit) for unit in (Unit.INPUT, Unit.OUTPUT)}
            return {"above": tier.above, **sides}
        case _:
            return {}


def _changes(event: Event, lang: Language) -> Iterator[str]:
    by_unit = {each.unit: each for each in event.changes}
    for unit in TOKEN_UNITS:
        if change := by_unit.get(unit):
            facts = {"unit": unit, "before": change.before, "after": change.after}
            yield label("label.history.change", lang, **facts)
