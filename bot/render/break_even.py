"""When caching pays off, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import BreakEvenAnswer, Language, PaysOff
from bot.query.phrase import Phrase
from pricing import BreakEven, exactly

from . import numbers, references
from .cache_or_not import choice_headline, choice_leads, choice_table, choice_working
from .catalogue import join, label, word
from .drawing import charts
from .drivers import drivers_passage
from .names import short_name
from .parts import Document, Entry, Passage, Table
from .plain import clean

_COLUMNS = ("cache", "reads", "hits", "write", "read", "input")


def break_even_document(answer: BreakEvenAnswer, lang: Language) -> Document:
    """For each life of a cache: from how many reads, and from which share of hits on.

    With work of which each way was priced that comes first.
    """
    priced = any(each.choices for each in answer.models)
    return Document(
        lang,
        choice_headline(answer, lang) if priced else _headline(answer, lang),
        leads=choice_leads(answer, lang) if priced else _leads(answer, lang),
        reading=references.reading(answer.reading),
        table=choice_table(answer, lang) if priced else _table(answer, lang),
        below=_why_not(answer, lang),
        passages=(*_drivers(answer, lang), *_when(answer, lang))
        if priced
        else _with_fewer(answer, lang),
        working=_working(answer, lang),
        charts=charts(answer, lang),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _headline(answer: BreakEvenAnswer, lang: Language) -> str:
    alone = _alone(answer)
    headline = _of_several(answer, lang) if alone is None else _of_one(alone, lang)
    day = answer.query.day
    return label("headline.on_day", lang, headline=headline, day=day) if day else headline


def _of_one(found: PaysOff, lang: Language) -> str:
    if found.why:
        return label("headline.break_even_too_small", lang, models=name_of(found))
    if not found.break_evens:
        return label("headline.break_even_never", lang, model=found.model)
    return label("headline.break_even", lang, model=found.model, reads=_reads(found, lang))


def _of_several(answer: BreakEvenAnswer, lang: Language) -> str:
    """Models that need as many reads stand together."""
    alike: dict[str, list[str]] = {}
    for each in answer.models:
        if each.break_evens:
            alike.setdefault(_reads(each, lang), []).append(name_of(each))
    if not alike:
        names = join([name_of(each) for each in answer.models], lang)
        return label("headline.break_even_too_small", lang, models=names)
    parts = [
        label("headline.break_even_on", lang, reads=reads, models=join(names, lang))
        for reads, names in alike.items()
    ]
    return label("headline.break_even_several", lang, parts=join(parts, lang, "remarks"))


def _reads(found: PaysOff, lang: Language) -> str:
    each = [
        label(f"label.break_even.from.{one.ttl}", lang, reads=one.reads)
        for one in found.break_evens
    ]
    return join(each, lang)


def name_of(found: PaysOff) -> str:
    """The model's short name, else what it was called."""
    return short_name(found.model) if found.model else clean(found.name)


def _alone(answer: BreakEvenAnswer) -> PaysOff | None:
    """The one model; None for several."""
    return answer.models[0] if len(answer.models) == 1 else None


def _leads(answer: BreakEvenAnswer, lang: Language) -> tuple[str, ...]:
    """The share of requests that must hit, on one model; is that which was said enough?"""
    alone = _alone(answer)
    hits = answer.query.hit_share
    if hits is not None:
        return tuple(
            _at_share(found, each, hits, lang)
            for found in answer.models
            for each in found.break_evens
        )
    if alone is None:
        return ()
    why = (word(alone.why, lang),) if alone.why else ()
    return (*why, *(_share(each, lang) for each in alone.break_evens))


def _at_share(found: PaysOff, each: BreakEven, hits: Decimal, lang: Language) -> str:
    """Whether with so many hits that cache is cheaper than plain input."""
    key = "enough" if hits > each.hit_share else "short"
    with exactly():
        cost = hits * each.read.usd + (1 - hits) * each.write.usd
    facts = {"ttl": label(f"label.ttl.{each.ttl}", lang), "share": hits}
    facts |= {"cost": cost, "input": each.input.usd, "model": found.model}
    return label(f"label.break_even.at_share.{key}", lang, **facts)


def _share(each: BreakEven, lang: Language) -> str:
    return label(f"label.break_even.share.{each.ttl}", lang, share=each.hit_share)


def _table(answer: BreakEvenAnswer, lang: Language) -> Table | None:
    """A row for each life of the cache, with the model where there are several."""
    rows = [(found, each) for found in answer.models for each in found.break_evens]
    if not rows:
        return None
    heads = [label(f"label.column.break_even.{each}", lang) for each in _COLUMNS]
    if _alone(answer):
        return Table(tuple(heads), tuple(_row(each, lang) for _, each in rows))
    heads.insert(0, label("label.column.model", lang))
    return Table(
        tuple(heads),
        tuple((Entry(name_of(found)), *_row(each, lang)) for found, each in rows),
    )


def _row(each: BreakEven, lang: Language) -> tuple[Entry, ...]:
    rates = (numbers.rate(rate.usd, lang) for rate in (each.write, each.read, each.input))
    reads = label("label.break_even.reads", lang, reads=each.reads)
    share = numbers.percent(each.hit_share, lang)
    return (Entry(label(f"label.ttl.{each.ttl}", lang)), *map(Entry, (reads, share, *rates)))


def _why_not(answer: BreakEvenAnswer, lang: Language) -> tuple[str, ...]:
    """Why a model has no answer; on one alone, why nothing is cached is said above."""
    whys = ((each, each.reason or _never_cached(each, answer)) for each in answer.models)
    return tuple(
        label("label.named", lang, name=name_of(each), text=word(why, lang))
        for each, why in whys
        if why
    )


def _never_cached(found: PaysOff, answer: BreakEvenAnswer) -> Phrase | None:
    return found.why if len(answer.models) > 1 and not found.choices else None


def _drivers(answer: BreakEvenAnswer, lang: Language) -> Iterator[Passage]:
    """Which range moves the cost of the cheapest choice most, on each model."""
    alone = _alone(answer)
    for each in answer.models:
        if each.drivers:
            yield drivers_passage(each.drivers, lang, None if alone else name_of(each))


def _when(answer: BreakEvenAnswer, lang: Language) -> tuple[Passage, ...]:
    """From which share of hits on, whatever the traffic."""
    alone = _alone(answer)
    if alone is None or not alone.break_evens:
        return ()
    lines = [_share(each, lang) for each in alone.break_evens]
    return (Passage(label("label.break_even.when", lang), tuple(lines)),)


def _with_fewer(answer: BreakEvenAnswer, lang: Language) -> tuple[Passage, ...]:
    """What it costs where too few requests hit."""
    alone = _alone(answer)
    if alone is None or not alone.break_evens:
        return ()
    lines = tuple(_none_hit(each, lang) for each in alone.break_evens)
    also = label("label.break_even.life", lang)
    return (Passage(label("label.break_even.fewer", lang), (*lines, also)),)


def _none_hit(each: BreakEven, lang: Language) -> str:
    facts = {"write": each.write.usd, "input": each.input.usd}
    return label(f"label.break_even.none.{each.ttl}", lang, **facts)


def _working(answer: BreakEvenAnswer, lang: Language) -> Passage | None:
    alone = _alone(answer)
    lines = list(choice_working(answer, lang))
    if alone:
        lines += [line for each in alone.break_evens for line in _lines(each, lang)]
    return Passage(label("label.working.title", lang), tuple(lines)) if lines else None


def _lines(each: BreakEven, lang: Language) -> tuple[str, str]:
    write, read, plain = each.write.usd, each.read.usd, each.input.usd
    with exactly():
        more, less, between = write - plain, plain - read, write - read
    facts = {"ttl": label(f"label.ttl.{each.ttl}", lang), "write": write, "read": read}
    facts |= {"input": plain, "more": more, "less": less, "between": between}
    facts |= {"reads": each.reads, "share": each.hit_share}
    return (
        label("label.break_even.by_reads", lang, **facts),
        label("label.break_even.by_share", lang, **facts),
    )
