"""When caching pays off, in words."""

from __future__ import annotations

from bot.answers.types import BreakEvenAnswer, Language
from pricing import BreakEven, exactly

from . import numbers, references
from .catalogue import join, label
from .parts import Document, Entry, Passage, Table

_COLUMNS = ("cache", "reads", "hits", "write", "read", "input")


def break_even_document(answer: BreakEvenAnswer, lang: Language) -> Document:
    """For each life of a cache: from how many reads, and from which share of hits on."""
    return Document(
        lang,
        _headline(answer, lang),
        leads=tuple(_lead(each, lang) for each in answer.break_evens),
        reading=references.reading(answer.reading),
        table=_table(answer, lang) if answer.break_evens else None,
        passages=_with_fewer(answer, lang),
        working=_working(answer, lang),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _headline(answer: BreakEvenAnswer, lang: Language) -> str:
    if not answer.break_evens:
        return label("headline.break_even_never", lang, model=answer.model)
    each = [
        label(f"label.break_even.from.{one.ttl}", lang, reads=one.reads)
        for one in answer.break_evens
    ]
    headline = label("headline.break_even", lang, model=answer.model, reads=join(each, lang))
    day = answer.query.day
    return label("headline.on_day", lang, headline=headline, day=day) if day else headline


def _lead(each: BreakEven, lang: Language) -> str:
    """The share of requests that must hit."""
    return label(f"label.break_even.share.{each.ttl}", lang, share=each.hit_share)


def _table(answer: BreakEvenAnswer, lang: Language) -> Table:
    heads = tuple(label(f"label.column.break_even.{each}", lang) for each in _COLUMNS)
    return Table(heads, tuple(_row(each, lang) for each in answer.break_evens))


def _row(each: BreakEven, lang: Language) -> tuple[Entry, ...]:
    rates = (numbers.rate(rate.usd, lang) for rate in (each.write, each.read, each.input))
    reads = label("label.break_even.reads", lang, reads=each.reads)
    share = numbers.percent(each.hit_share, lang)
    return (Entry(label(f"label.ttl.{each.ttl}", lang)), *map(Entry, (reads, share, *rates)))


def _with_fewer(answer: BreakEvenAnswer, lang: Language) -> tuple[Passage, ...]:
    """What it costs where too few requests hit."""
    if not answer.break_evens:
        return ()
    lines = tuple(_none_hit(each, lang) for each in answer.break_evens)
    also = label("label.break_even.life", lang)
    return (Passage(label("label.break_even.fewer", lang), (*lines, also)),)


def _none_hit(each: BreakEven, lang: Language) -> str:
    facts = {"write": each.write.usd, "input": each.input.usd}
    return label(f"label.break_even.none.{each.ttl}", lang, **facts)


def _working(answer: BreakEvenAnswer, lang: Language) -> Passage | None:
    lines = tuple(line for each in answer.break_evens for line in _lines(each, lang))
    return Passage(label("label.working.title", lang), lines) if lines else None


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
