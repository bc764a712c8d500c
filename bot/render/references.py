"""What goes with prices in every kind of answer: the reading, notes, their day, sources."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from bot.answers.types import Frame, Language, Note
from pricing import Source

from .catalogue import label, word
from .parts import Link, Passage
from .plain import LONGEST_READING, clean
from .translations import title

_MOST_LINKS = 3


def reading(canonical: str) -> str:
    """What the question was read as; it may hold names as a person wrote them."""
    return clean(canonical, LONGEST_READING)


def receipt(line: str | None) -> str | None:
    """The line that gives a number again, whole: a part of one is none."""
    return line and clean(line, len(line))


def notes_passage(notes: Iterable[Note], lang: Language) -> Passage | None:
    """The notes, each sentence once; None where there are none."""
    lines = tuple(dict.fromkeys(word(note.phrase, lang) for note in notes))
    return Passage(label("label.notes", lang), lines) if lines else None


def notes_but_rate(notes: Iterable[Note], lang: Language) -> Passage | None:
    """The same without the rate of exchange, where a line above says it."""
    return notes_passage((note for note in notes if note.code != "currency"), lang)


def dated(frame: Frame, lang: Language) -> str:
    """The day up to which the prices were checked."""
    return label("label.prices_as_of", lang, day=frame.prices_as_of)


def links(sources: Iterable[Source], lang: Language) -> tuple[Link, ...]:
    """The first sources, each address once, pages before data; then how many more there are."""
    by_address: dict[str, Source] = {}
    for source in sources:
        by_address.setdefault(source.url or source.title, source)
    ordered = sorted(by_address.values(), key=_has_no_page)
    shown = tuple(_link(each, lang) for each in ordered[:_MOST_LINKS])
    left = len(ordered) - len(shown)
    return (*shown, Link(label("label.more_sources", lang, count=left), None)) if left else shown


def _has_no_page(source: Source) -> bool:
    return source.url is None


def _link(source: Source, lang: Language) -> Link:
    """The same few sources are named in most answers."""
    return _worded_link(source.title, source.read, source.url, lang)


@lru_cache(maxsize=256)
def _worded_link(name: str, read: date, url: str | None, lang: Language) -> Link:
    facts = {"title": title(name, lang), "read": read}
    return Link(label("label.source", lang, **facts), url)
