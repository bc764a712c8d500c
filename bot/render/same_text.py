"""The same text beside the same tokens, in words."""

from __future__ import annotations

from decimal import Decimal

from bot.answers.types import ComparisonAnswer, Language, TextCost

from . import numbers
from .catalogue import label, word
from .parts import Passage
from .periods import for_period


def texts_passage(answer: ComparisonAnswer, lang: Language) -> Passage:
    """What the same text costs on each model that counts it otherwise: an estimate."""
    first = answer.texts[0]
    title = label("label.same_text.title", lang, model=first.counted_on)
    return Passage(title, tuple(_line(each, answer, lang) for each in answer.texts))


def _line(each: TextCost, answer: ComparisonAnswer, lang: Language) -> str:
    facts = {
        "model": each.model,
        "text": each.text and _usd(each.text, answer, lang),
        "tokens": each.tokens and _usd(each.tokens, answer, lang),
    }
    line = label(f"label.same_text.{_key(each)}", lang, **facts)
    if each.above is not None:
        line = label("label.same_text.above", lang, line=line, above=each.above)
    if each.reason:
        line = label("label.same_text.why", lang, line=line, reason=word(each.reason, lang))
    return line


def _key(each: TextCost) -> str:
    if each.text is None:
        return "neither" if each.tokens is None else "none"
    return "only" if each.tokens is None else "line"


def _usd(ends: tuple[Decimal, Decimal], answer: ComparisonAnswer, lang: Language) -> str:
    low, high = (numbers.usd(each, lang) for each in ends)
    shown = low if low == high else label("label.range", lang, low=low, high=high)
    return for_period(shown, answer.projection.over, lang)
