"""The answers: one type a kind, all of them values without wording.

Sentences are `Phrase`s, a key of the catalogue with the facts it needs; `render` words them
in a language. Money is US dollars, exact; nothing here is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.query.model import (
    ComparisonQuery,
    EstimateQuery,
    HelpQuery,
    ModelsQuery,
    Query,
    RatesQuery,
)
from bot.query.phrase import Phrase
from bot.query.reading import Heard, Span
from pricing import Estimate, Lever, Model, Modifier, Rate, Source, Unit

Language = Literal["en", "ja"]
NoteCode = Literal[
    "retired",
    "retiring",
    "model_default",
    "cached_share",
    "tier",
    "tokenizer",
    "totals_not_per_request",
    "period_days",
    "typo",
    "no_output",
    "below_cache_minimum",
    "currency",
    "price_change",
    "discount",
    "confidence",
    "partner",
    "thinking",
    "count",
    "approximate",
    "stale",
]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, with all that its answer depends on besides the price book.

    Attributes:
        text: as the person wrote it.
        today: the day taken as today.
        lang: the language to answer in; None: the question's own.
        previous: the thread's last priced query.
    """

    text: str
    today: date
    lang: Language | None = None
    previous: Query | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """An assumption or a fact that a person must see beside the number."""

    code: NoteCode
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Frame:
    """What every answer carries, whatever its kind.

    Attributes:
        source: the normalised text that spans point into.
        lang: the language to answer in.
        heard: what each piece of the text was taken for, in order.
        today: the day taken as today.
        prices_as_of: the day up to which the book's prices were checked.
    """

    source: str
    lang: Language
    heard: tuple[Heard, ...]
    today: date
    prices_as_of: date


class Cell(NamedTuple):
    """One model with one lever. Exactly one of `total` and `reason` is None."""

    lever: Lever
    total: Decimal | None
    reason: Phrase | None
    asked: bool


class Row(NamedTuple):
    """One model of the summary table; `remark` stands beside its name ("asked", "retired ...")."""

    model: Model | None
    name: str
    remarks: tuple[Phrase, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """Models by levers: what was asked first, then the others by price."""

    levers: tuple[Lever, ...]
    rows: tuple[Row, ...]


class Change(NamedTuple):
    """What a follow-up changed, in US dollars; `percent` is None from zero."""

    before: Decimal
    after: Decimal
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class EstimateAnswer:
    """What the work costs.

    Attributes:
        reading: the canonical text of the query.
        models: the models priced, one for each part of `estimate`.
        requests: how many requests it is for, None for a volume.
        per_request: US dollars for one request, None for a volume.
        sources: the sources of the rates used, by the keys that rates name, newest first.
        change: from the thread's previous estimate, where this one follows it up.
    """

    frame: Frame
    query: EstimateQuery
    reading: str
    models: tuple[Model, ...]
    estimate: Estimate
    requests: Decimal | None
    per_request: Decimal | None
    table: SummaryTable
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """One model of a comparison. Exactly one of `estimate` and `reason` is None."""

    name: str
    model: Model | None
    estimate: Estimate | None
    reason: Phrase | None


@dataclass(frozen=True, slots=True)
class ComparisonAnswer:
    """What the same work costs on several models, as they were named, or cheapest first."""

    frame: Frame
    query: ComparisonQuery
    reading: str
    compared: tuple[Compared, ...]
    requests: Decimal | None
    table: SummaryTable
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class RateGroup:
    """Rates that hold together: the standard ones, fast mode, above a prompt tier.

    Attributes:
        heading: what they are the rates of.
        rates: the published ones, in the order of units.
        unpublished: token kinds without a published price.
        batch: the same in a batch; empty where there is none.
    """

    heading: Phrase
    rates: tuple[Rate, ...]
    unpublished: tuple[Unit, ...]
    batch: Mapping[Unit, Decimal]


@dataclass(frozen=True, slots=True)
class ModelRates:
    """The published rates of one model on a day, with the facts that decide them.

    `multipliers` holds what a modifier multiplies token prices by, None where refused or unknown.
    """

    model: Model
    status: Phrase
    groups: tuple[RateGroup, ...]
    multipliers: Mapping[Modifier, Decimal | None]
    facts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class RatesAnswer:
    """The published rates of one or several models."""

    frame: Frame
    query: RatesQuery
    reading: str
    models: tuple[ModelRates, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Listed:
    """One model of a list, with its standard rates in dollars per 1,000,000 tokens.

    A rate is None where none is known for that day.
    """

    model: Model
    status: Phrase
    input: Decimal | None
    output: Decimal | None
    cache_read: Decimal | None


@dataclass(frozen=True, slots=True)
class ModelsAnswer:
    """Which models there are."""

    frame: Frame
    query: ModelsQuery
    reading: str
    listed: tuple[Listed, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class HelpAnswer:
    """How to ask; `query.unread` is a text that said nothing about costs."""

    frame: Frame
    query: HelpQuery
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Refused:
    """A question that has no number for an answer.

    Attributes:
        message: the one thing that is in the way, or the one question back.
        span: the piece of the text it is about, where there is one.
        suggestions: texts that would be answered, to be offered as they are.
    """

    frame: Frame
    message: Phrase
    span: Span | None
    suggestions: tuple[str, ...]
    notes: tuple[Note, ...] = ()


class NeedsMore(_Refused):
    """The one question that is missing."""


class NotUnderstood(_Refused):
    """A word, number or name that cannot be read."""


class OutOfScope(_Refused):
    """Understood, but not this bot's to answer; `message` says where the answer is."""


@dataclass(frozen=True, slots=True)
class CannotPriceAnswer(_Refused):
    """Understood, as `reading` says, but there is no such price."""

    reading: str = ""


Refusal = NeedsMore | NotUnderstood | CannotPriceAnswer | OutOfScope
PricedAnswer = EstimateAnswer | ComparisonAnswer
Answer = EstimateAnswer | ComparisonAnswer | RatesAnswer | ModelsAnswer | HelpAnswer | Refusal
