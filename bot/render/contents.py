"""Images and texts in words: "4 images of 1920 × 1080", "1,000 words"."""

from __future__ import annotations

from bot.answers.types import Language
from bot.query.model import Content, Images
from pricing import Unit

from .catalogue import label


def content_in_words(content: Content, lang: Language) -> str:
    """How much of what."""
    if isinstance(content, Images):
        number, width, height = content
        return label("label.content.image", lang, number=number, width=width, height=height)
    key = f"label.content.{content.unit}"
    text = label(key, lang, quantity=content.quantity)
    return label("label.content.out", lang, text=text) if content.side is Unit.OUTPUT else text
