"""What cannot be read or priced, in words: which, why, and what to ask instead."""

from __future__ import annotations

from bot.answers.types import CannotPriceAnswer, Language, NotUnderstood, Refusal

from . import references
from .catalogue import label, word
from .parts import Document, Passage
from .plain import clean


def refusal_document(answer: Refusal, lang: Language) -> Document:
    """The message as the headline, the piece of the text it is about, and what would work."""
    priced = answer if isinstance(answer, CannotPriceAnswer) else None
    message = word(answer.message, lang)
    return Document(
        lang,
        message,
        leads=_about(answer, message, lang),
        reading=references.reading(priced.reading) if priced else None,
        passages=_suggestions(answer, lang),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang) if priced else None,
        titled=False,
    )


def _about(answer: Refusal, message: str, lang: Language) -> tuple[str, ...]:
    """The piece in question, unless the message itself quotes it."""
    piece = clean(answer.frame.source[slice(*answer.span)]) if answer.span else ""
    return (label("label.about", lang, piece=piece),) if piece not in message else ()


def _suggestions(answer: Refusal, lang: Language) -> tuple[Passage, ...]:
    key = "label.did_you_mean" if isinstance(answer, NotUnderstood) else "label.could_ask"
    texts = tuple(map(clean, answer.suggestions))
    return (Passage(label(key, lang), texts, verbatim=True),) if texts else ()
