"""Published rates in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from bot.answers.types import Language, ModelRates, RateGroup, RatesAnswer, ShownRates
from pricing import Rate, Unit

from . import numbers, references
from .catalogue import join, label, word
from .currency import money, rate_in_words
from .names import short_name
from .parts import Document, Entry, Passage, Table

_COLUMNS = (
    Unit.INPUT,
    Unit.OUTPUT,
    Unit.CACHE_READ,
    Unit.CACHE_WRITE_5M,
    Unit.CACHE_WRITE_1H,
)
# With more models the headline names no prices, and facts are left to a question about one.
_MOST_IN_HEADLINE = 3
_MOST_WITH_FACTS = 4


def rates_document(answer: RatesAnswer, lang: Language) -> Document:
    """The rates of each model, a row for each group of them, with what changes them."""
    unpublished = any(group.unpublished for rates in answer.models for group in rates.groups)
    return Document(
        lang,
        _headline(answer, lang),
        leads=(*_cheaper(answer, lang), *(_shown(each, lang) for each in answer.shown)),
        reading=references.reading(answer.reading),
        table=_table(answer, lang),
        below=(label("label.unpublished", lang),) if unpublished else (),
        passages=_facts(answer, lang),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _shown(shown: ShownRates, lang: Language) -> str:
    """What 1,000,000 tokens cost in another currency."""
    read, written = (money(each.amount, each.code, lang) for each in (shown.input, shown.output))
    facts = {"rate": rate_in_words(shown.input, lang), "input": read, "output": written}
    return label("label.currency.rates", lang, model=shown.model, **facts)


def _headline(answer: RatesAnswer, lang: Language) -> str:
    if len(answer.models) > _MOST_IN_HEADLINE:
        headline = label("headline.rates_of_many", lang, count=len(answer.models))
    else:
        each = [_in_short(rates, lang) for rates in answer.models]
        headline = label("headline.rates", lang, rates=join(each, lang, "unit"))
    day = answer.query.day
    return label("headline.on_day", lang, headline=headline, day=day) if day else headline


def _in_short(rates: ModelRates, lang: Language) -> str:
    usd = {rate.unit: rate.usd for rate in rates.groups[0].rates}
    facts = {"input": usd.get(Unit.INPUT), "output": usd.get(Unit.OUTPUT)}
    return label("headline.rates_of", lang, model=rates.model, **facts)


def _cheaper(answer: RatesAnswer, lang: Language) -> Iterator[str]:
    """Which of two models costs less per token: for input and output, and prompts of any size."""
    if len(answer.models) != _TWO:
        return
    for less, more in (answer.models, answer.models[::-1]):
        if all(0 < _most(less, unit) < _least(more, unit) for unit in (Unit.INPUT, Unit.OUTPUT)):
            yield label("label.rates.cheaper", lang, less=less.model, more=more.model)


_TWO = 2


def _least(rates: ModelRates, unit: Unit) -> Decimal:
    return min(_by_size(rates, unit), default=Decimal(0))


def _most(rates: ModelRates, unit: Unit) -> Decimal:
    return max(_by_size(rates, unit), default=Decimal(0))


def _by_size(rates: ModelRates, unit: Unit) -> Iterator[Decimal]:
    """The rates of all sizes of a prompt, none of them in fast mode."""
    groups = (each for each in rates.groups if each.heading.key != "rates.fast")
    return (rate.usd for each in groups for rate in each.rates if rate.unit == unit)


def _table(answer: RatesAnswer, lang: Language) -> Table:
    heads = ("rates", *_COLUMNS, "since")
    several = len(answer.models) > 1
    return Table(
        tuple(label(f"label.column.{head}", lang) for head in heads),
        tuple(row for rates in answer.models for row in _rows(rates, lang, named=several)),
    )


def _rows(rates: ModelRates, lang: Language, *, named: bool) -> Iterator[tuple[Entry, ...]]:
    for group in rates.groups:
        name = word(group.heading, lang)
        if named:
            name = label("label.rates.of_model", lang, model=rates.model, group=name)
        since = _since(group, rates, lang)
        yield _row(name, {rate.unit: rate.usd for rate in group.rates}, since, lang)
        if group.batch:
            yield _row(label("label.rates.batch", lang, group=name), group.batch, since, lang)


def _row(name: str, usd: Mapping[Unit, Decimal], since: str, lang: Language) -> tuple[Entry, ...]:
    shown = (numbers.rate(usd[unit], lang) if unit in usd else numbers.UNKNOWN for unit in _COLUMNS)
    return (Entry(name), *map(Entry, shown), Entry(since))


def _since(group: RateGroup, rates: ModelRates, lang: Language) -> str:
    """The day from which all rates of the group hold."""
    days = [_start(rate, rates) for rate in group.rates]
    known = [day for day in days if day]
    return numbers.day(max(known), lang) if known else numbers.UNKNOWN


def _start(rate: Rate, rates: ModelRates) -> date | None:
    return rate.start or rates.model.released


def _facts(answer: RatesAnswer, lang: Language) -> tuple[Passage, ...]:
    if len(answer.models) == 1:
        (rates,) = answer.models
        lines = tuple(word(fact, lang) for fact in rates.facts)
        return (Passage(_with_status(rates, lang), lines),)
    lines = tuple(_in_one_line(rates, lang) for rates in answer.models)
    if len(answer.models) > _MOST_WITH_FACTS:
        lines = (label("label.rates.ask_for_one", lang),)
    return (Passage(label("label.rates.facts", lang), lines),)


def _in_one_line(rates: ModelRates, lang: Language) -> str:
    facts = join([word(fact, lang) for fact in rates.facts], lang, "sentences")
    return label("label.named", lang, name=_with_status(rates, lang), text=facts)


def _with_status(rates: ModelRates, lang: Language) -> str:
    facts = {"name": short_name(rates.model), "more": word(rates.status, lang)}
    return label("label.with", lang, **facts)
