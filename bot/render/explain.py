"""An explanation in words, and the running text that advice shares with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from bot.answers.types import Dated, ExplainAnswer, Figure, Language, Paragraph
from pricing import Model

from . import numbers, references
from .catalogue import join, label
from .names import short_name
from .parts import Document, Passage
from .plain import clean


def explain_document(answer: ExplainAnswer, lang: Language) -> Document:
    """The answer in short, what more there is to know, and what to ask next."""
    first, *more = (paragraph(each, lang) for each in answer.says)
    return Document(
        lang,
        answer.title,
        leads=(first,),
        passages=(
            *_passage("label.explain.more", more, lang),
            *_passage("label.explain.examples", answer.examples, lang, verbatim=True),
            *_passage("label.explain.related", answer.related, lang, verbatim=True),
        ),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def paragraph(parts: Paragraph, lang: Language) -> str:
    """Running text with its figures shown."""
    return "".join(each if isinstance(each, str) else _shown(each, lang) for each in parts)


def _shown(figure: Figure, lang: Language) -> str:
    match figure.value:
        case tuple():
            return join([_name(each, lang) for each in figure.value], lang)
        case Model():
            return short_name(figure.value)
        case date():
            return numbers.day(figure.value, lang)
        case _:
            show = numbers.FORMATS[figure.style or "count"]
            return show(Decimal(figure.value), lang)


def _name(named: Model | Dated, lang: Language) -> str:
    if isinstance(named, Model):
        return short_name(named)
    more = numbers.day(named.day, lang)
    return label("label.with", lang, name=short_name(named.model), more=more)


def _passage(
    key: str, lines: Iterable[str], lang: Language, *, verbatim: bool = False
) -> tuple[Passage, ...]:
    shown = tuple(map(clean, lines) if verbatim else lines)
    return (Passage(label(key, lang), shown, verbatim=verbatim),) if shown else ()
