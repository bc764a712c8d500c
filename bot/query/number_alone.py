"""A number by itself, of which only the thread can tell what it is of."""

from __future__ import annotations

from decimal import Decimal

from .ask import Ask
from .reading import Span
from .recalled import NOWHERE


def number_alone(
    ask: Ask, asked: frozenset[str] = frozenset({"ask.number_of_what"})
) -> tuple[Decimal, Span] | None:
    """The one thing that nobody knows what it is of, a number, with its place."""
    if len(ask.troubles) != 1 or ask.troubles[0].message.key not in asked:
        return None
    (trouble,) = ask.troubles
    number = trouble.message.facts.get("number")
    return (number, trouble.span or NOWHERE) if isinstance(number, Decimal) else None
