"""A list of models in words."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import Language, Listed, ModelsAnswer

from . import numbers, references
from .catalogue import label, word
from .names import short_name
from .parts import Document, Entry, Table

_COLUMNS = ("models", "status", "input", "output", "cache_read")


def models_document(answer: ModelsAnswer, lang: Language) -> Document:
    """The models with their standard rates."""
    headline = label(f"headline.models_{answer.query.which}", lang, count=len(answer.listed))
    day = answer.query.day
    return Document(
        lang,
        label("headline.on_day", lang, headline=headline, day=day) if day else headline,
        reading=references.reading(answer.reading),
        table=_table(answer, lang) if answer.listed else None,
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _table(answer: ModelsAnswer, lang: Language) -> Table:
    retired = answer.query.which == "retired"
    heads = (*_COLUMNS, "in_its_place") if retired else _COLUMNS
    columns = tuple(label(f"label.column.{each}", lang) for each in heads)
    rows = (_row(each, lang) for each in answer.listed)
    return Table(columns, tuple(row if retired else row[: len(_COLUMNS)] for row in rows))


def _row(listed: Listed, lang: Language) -> tuple[Entry, ...]:
    usd = (_rate(each, lang) for each in (listed.input, listed.output, listed.cache_read))
    status = word(listed.status, lang)
    in_its_place = short_name(listed.successor) if listed.successor else numbers.UNKNOWN
    texts = (short_name(listed.model), status, *usd, in_its_place)
    return tuple(map(Entry, texts))


def _rate(usd: Decimal | None, lang: Language) -> str:
    return numbers.UNKNOWN if usd is None else numbers.rate(usd, lang)
