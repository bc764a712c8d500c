"""What was said: perhaps a whole question, perhaps only a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pricing import Modifier, Unit

from .errors import QueryError
from .model import ModelChoice, Scope
from .phrase import Phrase
from .reading import Heard, Span

AmountKind = Unit | Literal["thinking", "prompt_size"]


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a kind: tokens, searches, hours."""

    kind: AmountKind
    quantity: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Count:
    """So many requests, or whatever noun they were called."""

    number: Decimal
    noun: str
    span: Span


@dataclass(frozen=True, slots=True)
class Caching:
    """How much of the input is read from the cache: a share, an amount, or all of it.

    Attributes:
        share: of the input tokens, from 0 to 1.
        tokens: how many of the input tokens, where they were counted.
    """

    span: Span
    share: Decimal | None = None
    tokens: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """An assumption made while reading; it becomes a note of the answer."""

    code: Literal["typo", "approximate", "partner", "thinking", "count", "price_change"]
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Ask:
    """What was said, piece by piece.

    Attributes:
        source: the normalised text.
        lang: the language it is written in.
        heard: what each piece was taken for, in order.
        models: the models that were named, in order.
        adds: whether the models stand beside others: "vs", "also".
        amounts: tokens and other contents.
        unused: what could change the cost, and no rule made use of.
        vague: shares without a number: "most of it".
        negations: negations that rule out nothing in particular.
        without_units: units that were ruled out: "no output".
        uncounted: what costs something, but was named without a number.
        counts: numbers of requests; more than one is a question.
        scopes: whether amounts were marked as per request, as totals, or even as both.
        caching: what was said of caching.
        uncached: whether caching was ruled out.
        modifiers: terms that were asked for.
        without: terms that were ruled out.
        discounts: negotiated discounts as shares.
        days: the days whose rates were asked for.
        listing: which models were asked to be listed.
        partners: where the model is run, if not on the Claude API.
        topic: something this bot knows of, but does not price.
        greets: whether help was asked for.
        troubles: what could not be read, in order; the first one is told.
        remarks: assumptions made while reading.
    """

    source: str
    lang: Literal["en", "ja"] = "en"
    heard: tuple[Heard, ...] = ()
    models: tuple[ModelChoice, ...] = ()
    adds: bool = False
    amounts: tuple[Amount, ...] = ()
    uncounted: tuple[Span, ...] = ()
    unused: tuple[Span, ...] = ()
    vague: tuple[Span, ...] = ()
    negations: tuple[Span, ...] = ()
    without_units: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    scopes: frozenset[Scope] = frozenset()
    caching: tuple[Caching, ...] = ()
    uncached: bool = False
    modifiers: frozenset[Modifier] = frozenset()
    without: frozenset[Modifier] = frozenset()
    discounts: tuple[Decimal, ...] = ()
    days: tuple[date, ...] = ()
    partners: tuple[str, ...] = ()
    listing: Literal["current", "all", "retired"] | None = None
    topic: str | None = None
    greets: bool = False
    troubles: tuple[QueryError, ...] = ()
    remarks: tuple[Remark, ...] = ()
