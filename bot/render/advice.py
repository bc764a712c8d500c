"""Advice on models in words."""

from __future__ import annotations

from bot.answers.types import AdviceAnswer, Advised, Language, Reasons
from pricing import Model

from . import numbers, references
from .catalogue import label, word
from .drivers import are_told, drivers_passage
from .names import short_name
from .parts import Document, Entry, Passage, Table
from .periods import for_period
from .plain import clean
from .working import Worked, lines_on_models


def advice_document(answer: AdviceAnswer, lang: Language) -> Document:
    """The model to begin with in the headline, the choices with what they cost, the reasons."""
    first, *_ = answer.advised
    return Document(
        lang,
        label("headline.advice", lang, task=answer.title, model=first.model),
        leads=(answer.hint,),
        reading=references.reading(answer.reading),
        table=_table(answer, lang),
        below=_why_not(answer, lang),
        passages=_passages(answer, lang),
        working=_working(answer, lang),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _table(answer: AdviceAnswer, lang: Language) -> Table:
    heads = ["models", "input", "output", *(["cost"] if answer.query.work else [])]
    columns = tuple(label(f"label.column.{head}", lang) for head in heads)
    return Table(columns, tuple(_row(each, answer, lang) for each in answer.advised))


def _row(advised: Advised, answer: AdviceAnswer, lang: Language) -> tuple[Entry, ...]:
    rates = (
        numbers.UNKNOWN if usd is None else numbers.rate(usd, lang)
        for usd in (advised.input, advised.output)
    )
    row = (Entry(_name(advised, lang)), *map(Entry, rates))
    if answer.query.work is None:
        return row
    return (*row, Entry(_cost(advised, answer, lang)))


def _name(advised: Advised, lang: Language) -> str:
    """A model that was only named is marked as such."""
    name = short_name(advised.model)
    if advised.advice:
        return name
    return label("label.with", lang, name=name, more=label("remark.asked", lang))


def _cost(advised: Advised, answer: AdviceAnswer, lang: Language) -> str:
    """What the work costs for what is asked, or the ends of a range."""
    if advised.total is None:
        return numbers.UNKNOWN
    shown = numbers.usd(advised.total, lang)
    if advised.high is not None:
        shown = label("label.range", lang, low=shown, high=numbers.usd(advised.high, lang))
    return for_period(shown, answer.projection.over, lang)


def _why_not(answer: AdviceAnswer, lang: Language) -> tuple[str, ...]:
    """The reasons of missing costs, each once."""
    reasons = (each.reason for each in answer.advised if each.reason)
    return tuple(dict.fromkeys(f"{numbers.UNKNOWN} {word(each, lang)}" for each in reasons))


def _passages(answer: AdviceAnswer, lang: Language) -> tuple[Passage, ...]:
    facts = [_facts(each.model, each.advice) for each in answer.advised if each.advice]
    why = tuple(label("label.advice.why", lang, **each) for each in facts)
    vendor = tuple(label("label.advice.vendor", lang, **each) for each in facts)
    passages: tuple[Passage, ...] = (
        Passage(label("label.advice.reasons", lang), why),
        Passage(label("label.advice.vendor_says", lang), vendor),
    )
    if are_told(answer.drivers):
        first = short_name(answer.advised[0].model)
        passages = (*passages, drivers_passage(answer.drivers, lang, first))
    if answer.query.work:
        return passages
    shown = (clean(answer.example),)
    example = Passage(label("label.explain.examples", lang), shown, verbatim=True)
    return (*passages, example)


def _facts(model: Model, advice: Reasons) -> dict[str, object]:
    return {"model": model, **advice._asdict()}


def _working(answer: AdviceAnswer, lang: Language) -> Passage | None:
    worked = [
        Worked(short_name(each.model), each.estimate, each.ends)
        for each in answer.advised
        if each.estimate
    ]
    lines = tuple(lines_on_models(worked, lang))
    return Passage(label("label.working.title", lang), lines) if lines else None
