"""Images and texts as tokens: how many they take is known once the model is."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import reduce

from msgspec.structs import replace

from bot.query.errors import NotUnderstood
from bot.query.model import Content, Images, Work
from bot.query.phrase import phrase
from pricing import (
    BadWorkload,
    Model,
    TextUnit,
    Unit,
    Usage,
    exactly,
    image_tokens_on,
    text_tokens,
)

from .types import Note


def with_contents(work: Work, model: Model) -> tuple[Work, tuple[Note, ...]]:
    """`work` with its images and texts as tokens of `model`, and how they were counted.

    Raises:
        VisionUnknown: no source says what images take on this model.
        NotUnderstood: more than anything that is counted in tokens.
    """
    if not work.contents:
        return work, ()
    try:
        usage = reduce(_added, [_tokens(each, model) for each in work.contents], work.usage)
    except BadWorkload:
        raise NotUnderstood(phrase("unread.too_much_content")) from None
    counted = tuple(note for each in work.contents for note in _notes(each, model))
    return replace(work, usage=usage, contents=()), counted


def how_counted(work: Work, models: Iterable[Model]) -> tuple[Note, ...]:
    """How the images and texts of `work` were counted on each of `models`, each note once."""
    counted: list[Note] = []
    for model in models:
        _, found = with_contents(work, model)
        for note in found:
            if note not in counted:
                counted.append(note)
    return tuple(counted)


def _tokens(content: Content, model: Model) -> tuple[Unit, Decimal]:
    """How many tokens it takes on `model`, and on which side."""
    if isinstance(content, Images):
        one = image_tokens_on(model, content.width, content.height)
        with exactly():
            return Unit.INPUT, content.number * one
    return content.side, text_tokens(content.quantity, content.unit, model.tokenizer).tokens


def _added(usage: Usage, tokens: tuple[Unit, Decimal]) -> Usage:
    side, more = tokens
    with exactly():
        if side is Unit.OUTPUT:
            return dataclasses.replace(usage, output=usage.output + more)
        return dataclasses.replace(usage, input=usage.input + more)


def _notes(content: Content, model: Model) -> Iterator[Note]:
    """By which rule or ratio it was counted."""
    if isinstance(content, Images):
        one = image_tokens_on(model, content.width, content.height)
        size = {"width": content.width, "height": content.height}
        counted_by = phrase("note.image_tokens", vision=model.vision, tokens=one, **size)
        yield Note("tokenizer", counted_by)
        return
    counted = text_tokens(content.quantity, content.unit, model.tokenizer)
    if counted.words_per_page is not None:
        yield Note("approximate", phrase("note.words_per_page", words=counted.words_per_page))
    facts = {"tokenizer": model.tokenizer, "ratio": counted.ratio}
    if counted.ratio_of is TextUnit.CHARACTER:
        yield Note("approximate", phrase("note.characters_per_token", **facts))
    else:
        yield Note("approximate", phrase("note.words_per_token", **facts))
