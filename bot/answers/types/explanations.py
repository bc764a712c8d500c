"""How pricing works, which model to use, and what can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.answers.projection import Projection
from bot.query.model import AdviceQuery, ExplainQuery, HelpQuery
from bot.query.phrase import Phrase
from pricing import Driver, Estimate, Model, Source

from .frame import Frame, Note


class Dated(NamedTuple):
    """A model, and the day from which something of it is gone."""

    model: Model
    day: date


class Figure(NamedTuple):
    """A value of the day in running text.

    Attributes:
        value: a model, several of them, each with a day perhaps, a day, or a number.
        style: the number format it is shown in; empty: a plain count, or a model's name.
    """

    value: Model | tuple[Model, ...] | tuple[Dated, ...] | date | Decimal | int
    style: str


Paragraph = tuple[str | Figure, ...]
"""Running text in the language of the answer, with figures in it."""


class ExplainAnswer(Struct, frozen=True):
    """How a part of pricing works.

    Attributes:
        topic: the key of the topic explained, the first of the query's.
        title: what the text is about.
        says: the first paragraph is the answer in short.
        related: questions about other topics, to be asked as they are.
        examples: questions near it that are answered with a number.
        sources: where it was read.
    """

    frame: Frame
    query: ExplainQuery
    reading: str
    topic: str
    title: str
    says: tuple[Paragraph, ...]
    related: tuple[str, ...]
    examples: tuple[str, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]


class Reasons(NamedTuple):
    """What speaks for a model.

    Attributes:
        why: for the task at hand.
        vendor: what the vendor says its family is for.
        said_of: the model of that family of which the vendor said so.
    """

    why: str
    vendor: str
    said_of: Model


class Advised(NamedTuple):
    """One model that fits a task, or that the question named.

    Attributes:
        model: which one.
        advice: what speaks for it here; None for one that was only named.
        input: its standard rate in US dollars per 1,000,000 tokens; None where not known.
        output: the same for output.
        estimate: of the work, for the period that it was said for; None where none was given,
            or it has no price.
        total: US dollars for what is asked; with ranges their low end, and `high` the other.
        reason: why it has no price for the work.
        ends: what both ends of a range come to, for the period they were said for.
    """

    model: Model
    advice: Reasons | None
    input: Decimal | None
    output: Decimal | None
    estimate: Estimate | None = None
    total: Decimal | None = None
    high: Decimal | None = None
    reason: Phrase | None = None
    ends: tuple[Estimate, Estimate] | None = None


class AdviceAnswer(Struct, frozen=True):
    """Which models fit a task, the one to begin with first.

    Attributes:
        title: what the task is.
        hint: how they are best used together.
        example: a question about what they cost, to be asked as it is.
        drivers: which range moves the cost of the first one most.
        receipt: the line that gives the costs again, where there are any.
    """

    frame: Frame
    query: AdviceQuery
    reading: str
    title: str
    hint: str
    advised: tuple[Advised, ...]
    projection: Projection
    requests: Decimal | None
    example: str
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    drivers: tuple[Driver, ...] = ()
    receipt: str | None = None


class HelpAnswer(Struct, frozen=True):
    """How to ask; `query.unread` is a text that said nothing about costs."""

    frame: Frame
    query: HelpQuery
    examples: tuple[str, ...]
