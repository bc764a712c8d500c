"""Questions asked of the published book, on the day the tests take as today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.answers import answer
from bot.answers.types import Answer, ComparisonAnswer, EstimateAnswer, Note, Question
from bot.render.catalogue import word
from pricing import PriceBook, load_published

TODAY = date(2026, 11, 22)
BOOK = load_published()

A = TypeVar("A", bound=Answer)


def ask(text: str, today: date = TODAY, book: PriceBook = BOOK) -> Answer:
    return answer(Question(text, today), book)


def ask_for(kind: type[A], text: str, today: date = TODAY, book: PriceBook = BOOK) -> A:
    """The answer to `text`, which must be of `kind`."""
    found = ask(text, today, book)
    assert isinstance(found, kind), found
    return found


def total(text: str) -> Decimal:
    """US dollars of an estimate."""
    return ask_for(EstimateAnswer, text).estimate.total


def totals(text: str) -> dict[str, Decimal | None]:
    """US dollars of a comparison by name, in its order."""
    compared = ask_for(ComparisonAnswer, text).compared
    return {each.name: each.estimate.total if each.estimate else None for each in compared}


def notes(text: str, today: date = TODAY, book: PriceBook = BOOK) -> tuple[Note, ...]:
    found: tuple[Note, ...] = getattr(ask(text, today, book), "notes", ())
    return found


def codes(text: str, today: date = TODAY, book: PriceBook = BOOK) -> list[str]:
    return [note.code for note in notes(text, today, book)]


def keys(found: Iterable[Note]) -> list[str]:
    """Which sentences they are."""
    return [note.phrase.key for note in found]


def sentences(text: str, today: date = TODAY) -> list[str]:
    return [word(note.phrase, "en") for note in notes(text, today)]
