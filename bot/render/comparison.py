"""A comparison in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from bot.answers.types import Compared, ComparisonAnswer, Language
from bot.query.model import ONE, ComparisonQuery

from . import numbers, references
from .amounts import work_in_words
from .catalogue import join, label
from .currency import currencies_line, money_between
from .drawing import charts
from .drivers import are_told, drivers_passage
from .names import short_name
from .parts import Document, Passage
from .periods import converted, for_period
from .plain import clean
from .same_text import texts_passage
from .savings import lever_name, savings_passage, sides_headline
from .summary import summary_table, why_not
from .units import units_on_models
from .working import Worked, lines_on_models


def comparison_document(answer: ComparisonAnswer, lang: Language) -> Document:
    """What the work costs on each model, the cheapest and the dearest in the headline."""
    return Document(
        lang,
        _headline(answer, lang),
        leads=(*_difference(answer, lang), *_units(answer, lang), *_currencies(answer, lang)),
        reading=references.reading(answer.reading),
        table=summary_table(answer, lang),
        below=why_not(answer.table, lang),
        passages=tuple(_passages(answer, lang)),
        charts=charts(answer, lang),
        working=Passage(label("label.working.title", lang), tuple(_working(answer, lang))),
        notes=references.notes_but_rate(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _working(answer: ComparisonAnswer, lang: Language) -> Iterator[str]:
    """What each total is the sum of, and what it is for the period that is asked."""
    worked = [
        Worked(_name(each, answer, lang), each.estimate, each.ends)
        for each in answer.compared
        if each.estimate
    ]
    yield from lines_on_models(worked, lang)
    for each in worked:
        for estimate in each.ends or (each.estimate,):
            for line in converted(estimate.total, answer.projection, lang):
                yield label("label.of_model", lang, name=each.name, text=line)


def _passages(answer: ComparisonAnswer, lang: Language) -> Iterator[Passage]:
    if answer.savings:
        yield from savings_passage(answer, lang)
    if answer.texts:
        yield texts_passage(answer, lang)
    if are_told(answer.drivers):
        first = next(each for each in answer.compared if each.estimate)
        yield drivers_passage(answer.drivers, lang, _name(first, answer, lang))


def _name(compared: Compared, answer: ComparisonAnswer, lang: Language) -> str:
    name = short_name(compared.model) if compared.model else clean(compared.name)
    if compared.lever is None:
        return name
    lever = lever_name(compared.lever, answer, lang)
    return label("label.with", lang, name=name, more=lever)


def _headline(answer: ComparisonAnswer, lang: Language) -> str:
    priced = [each for each in answer.compared if each.estimate]
    first = next(each.estimate for each in priced if each.estimate)
    cheapest = min(priced, key=_ends)
    dearest = max(priced, key=lambda each: _ends(each)[::-1])
    work = work_in_words(_query_without_own(answer.query), first.parts[0].workload, lang)
    if answer.savings and (sides := sides_headline(answer, work, lang)):
        return sides
    names = {
        "cheapest": join(
            [_name(each, answer, lang) for each in priced if _ends(each) == _ends(cheapest)], lang
        ),
        "dearest": join(
            [_name(each, answer, lang) for each in priced if _ends(each) == _ends(dearest)], lang
        ),
    }
    if len({_ends(each) for each in priced}) > 1:
        key = "headline.comparison"
    else:
        key = "headline.comparison_even" if len(priced) > 1 else "headline.comparison_of_one"
    over = answer.projection.over
    amounts = {
        "low": for_period(_shown(cheapest, lang), over, lang),
        "high": for_period(_shown(dearest, lang), over, lang),
    }
    headline = label(key, lang, work=work, **names, **amounts)
    if answer.query.same_text and answer.texts:
        return label("headline.same_text", lang, headline=headline)
    return headline


def _query_without_own(query: ComparisonQuery) -> ComparisonQuery:
    """`query` without what is cached, where that is said of each model that caches."""
    if query.contrast is None or query.contrast.mode != "sided":
        return query
    return replace(query, work=replace(query.work, cached=None))


def _low(compared: Compared) -> Decimal:
    return compared.total or Decimal(0)


def _ends(compared: Compared) -> tuple[Decimal, Decimal]:
    return _low(compared), compared.high or _low(compared)


def _shown(compared: Compared, lang: Language) -> str:
    """The total, or the ends of a range."""
    low = numbers.usd(_low(compared), lang)
    if compared.high is None:
        return low
    return label("label.range", lang, low=low, high=numbers.usd(compared.high, lang))


def _difference(answer: ComparisonAnswer, lang: Language) -> tuple[str, ...]:
    """What the cheaper one of two models costs less."""
    if answer.difference is None:
        return ()
    less, more, usd, share = answer.difference
    amount = for_period(numbers.usd(usd, lang), answer.projection.over, lang)
    facts = {"less": _name(less, answer, lang), "more": _name(more, answer, lang)}
    percent = numbers.percent(share, lang)
    return (label("label.difference", lang, **facts, amount=amount, share=percent),)


_MOST_IN_A_LINE = 8


def _units(answer: ComparisonAnswer, lang: Language) -> tuple[str, ...]:
    """What one of each thing that was counted costs on each model."""
    priced = [each for each in answer.compared if each.units]
    if answer.requests == ONE or len(priced) > _MOST_IN_A_LINE:
        return ()
    names = [_name(each, answer, lang) for each in priced]
    rows = zip(*(each.units for each in priced), strict=True)
    return tuple(units_on_models(names, row, answer.frame, lang) for row in rows)


def _currencies(answer: ComparisonAnswer, lang: Language) -> tuple[str, ...]:
    """What each model costs in the other currency that was asked for; the note says whose rate."""
    shown = [(_name(e, answer, lang), e.shown, e.shown_high) for e in answer.compared if e.shown]
    if not shown:
        return ()
    rate = shown[0][1]
    amounts = [
        label("label.per_unit.on_model", lang, model=name, cost=money_between(low, high, lang))
        for name, low, high in shown
    ]
    return (currencies_line(join(amounts, lang, "unit"), rate, lang),)
