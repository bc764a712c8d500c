"""Images and texts in words: "4 images of 1920 × 1080", "1,000 words"."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import Language
from bot.query.model import Content, Images, many_of
from pricing import Unit

from . import numbers
from .catalogue import label

_SEVERAL = Decimal(2)
"""What a range is spoken of as: "1 to 4 images"."""


def content_in_words(content: Content, lang: Language, shown: str | None = None) -> str:
    """How much of what; `shown` is how many, where that is a range."""
    many = many_of(content) if shown is None else _SEVERAL
    shown = shown or numbers.count(many, lang)
    if isinstance(content, Images):
        size = {"width": content.width, "height": content.height}
        return label("label.content.image", lang, shown=shown, number=many, **size)
    text = label(f"label.content.{content.unit}", lang, shown=shown, quantity=many)
    return label("label.content.out", lang, text=text) if content.side is Unit.OUTPUT else text
