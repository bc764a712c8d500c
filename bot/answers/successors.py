"""What replaces a model that is retired, or will be: the same work, on what is sold today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from decimal import Decimal

from bot.query.model import Following
from bot.query.phrase import Phrase, phrase
from pricing import CannotPrice, Model, PriceList, Successor, Unit, successor, token_ratio

from .costing import Costing
from .notes import has_text
from .types import Frame, Note, NoteCode
from .workloads import Chosen, choose

_ONE = Decimal(1)


def of_choice(chosen: Chosen, model: Model, prices: PriceList) -> Note:
    """Which model replaces the one that was named, and who says so."""
    choice = chosen.choice.of if isinstance(chosen.choice, Following) else chosen.choice
    (replaced,) = (each.model for each in choose(choice, prices))
    facts: dict[str, object] = {"model": replaced, "next": model}
    found = replaced and successor(replaced, prices)
    if not (replaced and replaced.successor and found and found.named):
        return Note("model_default", phrase("note.successor_is_newest", **facts))
    named = prices.book.find(replaced.successor)
    kind = "named" if named is model else "followed"
    return Note("model_default", phrase(f"note.successor_is_{kind}", named=named, **facts))


def of_work(
    asked: Costing,
    models: Iterable[Model],
    shown: Collection[Model],
    frame: Frame,
    of_text: Callable[[Model], Costing] | None,
) -> Iterator[Note]:
    """The cost on what replaces each of `models`, where that is not `shown` beside it anyway.

    `of_text`: the work of the same text on a model, where that is what was asked for.
    """
    for code, model, found, today in _replaced(models, shown, asked.prices, frame):
        try:
            work = of_text(found.model) if of_text else asked
            cost = work.on(today).cost(found.model)
        except CannotPrice:
            continue
        ends = {"low": cost.low, "high": cost.high}
        facts: dict[str, object] = {"model": model, "next": found.model, **ends}
        kind = "cost" if cost.low == cost.high else "range"
        ratio = token_ratio(model, found.model)
        if of_text:
            yield Note(code, _said(f"text_{kind}", found, facts))
        elif ratio != _ONE and has_text(asked.work):
            yield Note(code, _said(f"tokens_{kind}", found, {**facts, "times": ratio}))
        else:
            yield Note(code, _said(kind, found, facts))


def of_rates(models: Collection[Model], prices: PriceList, frame: Frame) -> Iterator[Note]:
    """The rates of what replaces each of `models`, where they are not shown beside it."""
    for code, model, found, today in _replaced(models, models, prices, frame):
        rates = today.pricing(found.model.id).rates()
        if Unit.INPUT not in rates:  # the day taken as today lies before its release
            continue
        facts: dict[str, object] = {"model": model, "next": found.model}
        facts |= {unit.value: rates[unit].usd for unit in (Unit.INPUT, Unit.OUTPUT)}
        yield Note(code, _said("rates", found, facts))


def _replaced(
    models: Iterable[Model], shown: Collection[Model], prices: PriceList, frame: Frame
) -> Iterator[tuple[NoteCode, Model, Successor, PriceList]]:
    """The models that have an end, with what replaces them, and the prices of then."""
    day = max(prices.day, frame.today)
    today, beside = prices.book.as_of(day), {model.id for model in shown}
    for model in models:
        if model.retired and (found := successor(model, today)) and found.model.id not in beside:
            yield "retired" if model.is_retired(day) else "retiring", model, found, today


def _said(kind: str, found: Successor, facts: dict[str, object]) -> Phrase:
    named = "named" if found.named else "newest"
    return phrase(f"note.successor_{named}_{kind}", **facts)
