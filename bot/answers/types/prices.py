"""Rates, lists of models, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from bot.query.model import HistoryQuery, ModelsQuery, RatesQuery
from bot.query.phrase import Phrase
from pricing import Event, Model, Modifier, PriceSpan, Rate, Source, Unit

from .costs import ShownRates
from .frame import Frame, Note

if TYPE_CHECKING:  # loaded when it is first asked for
    from pricing import Successor


class RateGroup(Struct, frozen=True):
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


class ModelRates(Struct, frozen=True):
    """The published rates of one model on a day, with the facts that decide them.

    `multipliers` holds what a modifier multiplies token prices by, None where refused or unknown.
    """

    model: Model
    status: Phrase
    groups: tuple[RateGroup, ...]
    multipliers: Mapping[Modifier, Decimal | None]
    facts: tuple[Phrase, ...]


class RatesAnswer(Struct, frozen=True):
    """The published rates of one or several models."""

    frame: Frame
    query: RatesQuery
    reading: str
    models: tuple[ModelRates, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    shown: tuple[ShownRates, ...] = ()


class Listed(Struct, frozen=True):
    """One model of a list, with its standard rates in dollars per 1,000,000 tokens.

    A rate is None where none is known for that day; `successor` replaces a retired one.
    """

    model: Model
    status: Phrase
    input: Decimal | None
    output: Decimal | None
    cache_read: Decimal | None
    successor: Model | None = None


class ModelsAnswer(Struct, frozen=True):
    """Which models there are."""

    frame: Frame
    query: ModelsQuery
    reading: str
    listed: tuple[Listed, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]


class Occurrence(NamedTuple):
    """Something that happens to a model; of a retirement, the model that replaces it."""

    event: Event
    successor: Model | None


class Life(NamedTuple):
    """A model from its release to its end.

    Attributes:
        model: which one.
        status: how the Claude API treats it today.
        successor: what replaces it; None where nothing does, or it is the newest itself.
    """

    model: Model
    status: Phrase
    successor: Successor | None


class HistoryAnswer(Struct, frozen=True):
    """How models and their prices changed, or will.

    Attributes:
        headline: the answer in short.
        leads: what belongs right to it.
        occurrences: what happens, in the order in which it is to be read.
        promised: until when models are promised to last; nothing happens on these days.
        spans: prices over time, of a history.
        lives: of a lifecycle, a row a model.
    """

    frame: Frame
    query: HistoryQuery
    reading: str
    headline: Phrase
    leads: tuple[Phrase, ...]
    occurrences: tuple[Occurrence, ...]
    promised: tuple[Event, ...]
    spans: tuple[PriceSpan, ...]
    lives: tuple[Life, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
