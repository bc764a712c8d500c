"""Queries asked of the published book, without a text that says them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bot.answers.budget import answer_budget
from bot.answers.types import BudgetAnswer, Frame
from bot.query.model import BudgetQuery, Counted, Money, Named, Work
from bot.render.catalogue import word
from pricing import Usage, load_published

BOOK = load_published()
TODAY = date(2026, 11, 22)
FRAME = Frame("as it was asked", "en", (), TODAY, BOOK.prices_as_of)

ONE_K_IN_500_OUT = Work(Usage(1000, 500))


def named(name: str) -> Named:
    """The model that answers to `name`."""
    return Named(BOOK.find(name).id, name)


def dollars(amount: str | int) -> Money:
    return Money(Decimal(amount))


def requests(number: int, usage: Usage | None = None, **more: Any) -> Work:
    """So many requests, of 1k in and 500 out unless it is said."""
    counts = (Counted(Decimal(number)),)
    return Work(usage or Usage(1000, 500), counts, **more)


def budget(query: BudgetQuery) -> BudgetAnswer:
    found = answer_budget(query, FRAME, BOOK, ())
    assert isinstance(found, BudgetAnswer), found
    return found


def sentences(found: Any) -> list[str]:
    """The notes of an answer, in English."""
    return [word(note.phrase, "en") for note in found.notes]
