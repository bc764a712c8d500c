"""What was said: perhaps a whole question, perhaps only a part of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from pricing import Arrivals, Lever, Modifier, Period, Ttl, Unit

from .errors import QueryError
from .model import (
    ONE,
    REQUESTS,
    Bounds,
    Content,
    ModelChoice,
    Money,
    Named,
    OneModel,
    Over,
    PartOfPrompt,
    Scope,
)
from .phrase import Phrase
from .reading import Heard, Span
from .receipt import Quoted

if TYPE_CHECKING:
    from pricing import UsageObject


AmountKind = Unit | Literal["thinking", "prompt_size", "prefix"]
Intent = Literal[
    "break_even",
    "tokens",
    "how_many",
    "fits",
    "every_lever",
    "saved",
    "same_text",
    "lasts",
    "drivers",
    "cached_share",
]


class Amount(Struct, frozen=True):
    """So many of a kind: tokens, searches, hours.

    `bounds`: the ends, where it was said as a range; then `quantity` is its low end, or its
    middle where it is `centred`. `made_of`: what it was summed up of, with names: context 15k.
    """

    kind: AmountKind
    quantity: Decimal
    span: Span
    bounds: Bounds | None = None
    centred: bool = False
    made_of: tuple[PartOfPrompt, ...] = ()


class Count(Struct, frozen=True):
    """So many requests, or whatever noun they were called; `bounds` as those of an amount."""

    number: Decimal
    noun: str
    span: Span
    bounds: Bounds | None = None
    centred: bool = False


class Caching(Struct, frozen=True):
    """How much of the input is read from the cache: a share, an amount, or all of it.

    Attributes:
        share: of the input tokens, from 0 to 1.
        tokens: how many of the input tokens, where they were counted.
        bounds: the ends of a share that was said as a range.
    """

    span: Span
    share: Decimal | None = None
    tokens: Decimal | None = None
    bounds: Bounds | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing says how much it is."""
        return self.share is None and self.tokens is None


class Timed(NamedTuple):
    """A period that was said.

    Attributes:
        period: "per day".
        binds: what it stands right beside: a number of requests, amounts, or a budget; None:
            nothing of the kind.
        over: "for 3 months": never what a rate is per.
        spread: whether it could say when in a day requests come: "over 8 hours".
        often: whether it says how often something is done: "daily", not "a day".
        every: of how many such periods: 7 in "every 7 minutes".
    """

    period: Period
    span: Span
    binds: Literal["requests", "amounts", "limit"] | None = None
    over: Over | None = None
    every: Decimal = ONE
    spread: bool = False
    often: bool = False


class Schedule(NamedTuple):
    """So many short periods in each long one: 8 hours a day."""

    number: Decimal
    short: Period
    long: Period
    span: Span


class Discount(NamedTuple):
    """A negotiated discount, as a share; `bounds` where it was said as a range."""

    share: Decimal
    bounds: Bounds | None = None


class Contained(NamedTuple):
    """Images, or a text; `bounds` where its number was said as a range."""

    content: Content
    span: Span
    bounds: Bounds | None = None


class Pasted(NamedTuple):
    """One `usage` object, with the model that answered where that came along."""

    usage: UsageObject
    model: Named | None
    span: Span


class Limit(NamedTuple):
    """An amount of money.

    Attributes:
        of: for one of what, in the singular; "" for one of whatever is counted, None for all.
    """

    money: Money
    span: Span
    of: str | None = None


class Shared(NamedTuple):
    """So much of the work goes to this model; `bounds` where it was said as a range."""

    model: OneModel
    share: Decimal
    span: Span
    bounds: Bounds | None = None


class Partial(NamedTuple):
    """A term that holds for so much of the work, and for the rest of it not.

    `bounds` where that was said as a range.
    """

    modifier: Modifier
    share: Decimal
    span: Span
    bounds: Bounds | None = None


class PerUnit(NamedTuple):
    """What one of something costs is asked, or so many of it: "cost per ticket"."""

    noun: str
    said: str
    span: Span
    number: Decimal = ONE


class Change(NamedTuple):
    """So many times as much as before.

    Attributes:
        what: a kind of amount, or tokens of all kinds; None: not of amounts.
        noun: what is counted; with neither of both it is all of the work.
    """

    factor: Decimal
    what: AmountKind | Literal["tokens"] | None
    span: Span
    noun: str | None = None


class Against(NamedTuple):
    """Levers that were set against each other: "standard vs batch"."""

    levers: tuple[Lever, ...]
    span: Span


class Month(NamedTuple):
    """A month whose rates were asked for: its first day, and how it was said."""

    first: date
    said: str
    span: Span


class Rated(NamedTuple):
    """An exchange rate that was said: so much of a currency for one dollar."""

    code: str
    per_usd: Decimal
    span: Span


class Remark(Struct, frozen=True):
    """An assumption made while reading; it becomes a note of the answer."""

    code: Literal[
        "typo",
        "approximate",
        "partner",
        "thinking",
        "count",
        "price_change",
        "cached_share",
        "vendor",
        "unused",
    ]
    phrase: Phrase


class Slip(NamedTuple):
    """A word that is neither known nor an everyday one.

    Attributes:
        span: where it was typed, in the text as it was typed.
        said: the word, in lower case.
        meant: what it was read as: nothing, or itself, where it was left as it is.
    """

    span: Span
    said: str
    meant: str


class Mended(NamedTuple):
    """Where a word of the text was typed otherwise, and how."""

    span: Span
    said: str


class Ask(Struct, frozen=True):
    """What was said, piece by piece.

    Attributes:
        source: the normalised text, with its typos corrected.
        mended: what was typed otherwise, in order.
        slips: words that may be typos, corrected or not.
        lang: the language it is written in.
        heard: what each piece was taken for, in order.
        parts: the same for each model of a mix, where each has work of its own.
        part_of: the model whose part of all that is asked about: "opus-5.5 part of ...".
        models: the models that were named, in order.
        left_out: models that were ruled out, or that others stand in for.
        adds: whether the models stand beside others: "vs", "also".
        shares: how much of the work goes to which model.
        split: the same of models that were named before, in their order.
        moved: whether one of them is a part of what another model had.
        amounts: tokens and other contents.
        contents: images and texts, whose tokens depend on the model.
        pasted: `usage` objects.
        unused: what could change the cost, and no rule made use of.
        loose: the same, but mere prose where a period is said as well: "nightly".
        vague: shares without a number: "most of it".
        portions: what may hold for a part of the work before: "500 docs are 40k in".
        negations: negations that rule out nothing in particular.
        open_prefix: what is cached of each prompt, where it was named without its size.
        open_hours: where Managed Agents are named, and no hours of their sessions.
        without_units: units that were ruled out: "no output", "no images".
        uncounted: what costs something, but was named without a number.
        counts: numbers of requests.
        joined: whether several of them are to be multiplied.
        uncalled: numbers with a period behind, of nothing that was named: "10-30k a day".
        summed: whether one was said to be all there are: "1,000 requests in total".
        scopes: whether amounts were marked as per request, as totals, or even as both.
        of_one: whether amounts were said to be of one request, and not just of each model.
        caching: what was said of caching.
        ttls: how long cache entries live.
        arrivals: whether requests come evenly spaced, or at random.
        uncached: whether caching was ruled out.
        fresh: whether the input was called uncached, so that what is cached comes on top.
        modifiers: terms that were asked for.
        without: terms that were ruled out.
        partly: terms that were asked for of a part of the work.
        discounts: negotiated discounts.
        against: levers that were set against each other, in order.
        sided: the lever of each model, in their order, where each was said with its own.
        counted_on: the model whose tokens the amounts are.
        saved: the levers of which it was asked what they save.
        like_levers: discounts as large as that of a batch, or of what is read from a cache, which
            were not called negotiated.
        days: the days whose rates were asked for.
        months: those of the days that were said as a month of a year.
        times: periods: what amounts are per, or what is asked for.
        schedules: how much of a longer period is meant.
        business_days: what says that the days of a daily rate are business days.
        every_day: whether it is said that they are not only those.
        places: where data may be meant to stay: "in Tokyo".
        hours: hours of the day without their number: "daytime".
        costs_per: what is asked the cost of: one ticket, 1,000 messages.
        limits: amounts of money.
        currencies: currencies to show dollars in, by their codes.
        rated: exchange rates that were said.
        changes: multiples of what was said before.
        on_top: amounts and counts that come on top of what was said before, by their places.
        undiscounted: whether a negotiated discount was ruled out.
        now: whether the prices of today were asked for.
        intents: what the question is after, where a word says so.
        how_many: of what, where a number of it is asked for: "users", "tokens", "input".
        listing: which models were asked to be listed.
        partners: where the model is run, if not on the Claude API.
        topic: something this bot knows of, but does not price.
        greets: whether help was asked for.
        troubles: what could not be read, in order; the first one is told.
        remarks: assumptions made while reading.
        receipt: what the line says that was pasted, where it is one.
        today: the day it was said on, where that is known.
        doubt: that a word may be a typo of one that makes it another question.
    """

    source: str
    lang: Literal["en", "ja"] = "en"
    heard: tuple[Heard, ...] = ()
    parts: tuple[Ask, ...] = ()
    part_of: OneModel | None = None
    models: tuple[ModelChoice, ...] = ()
    left_out: tuple[ModelChoice, ...] = ()
    adds: bool = False
    shares: tuple[Shared, ...] = ()
    split: tuple[Decimal, ...] = ()
    moved: bool = False
    amounts: tuple[Amount, ...] = ()
    contents: tuple[Contained, ...] = ()
    pasted: tuple[Pasted, ...] = ()
    uncounted: tuple[Span, ...] = ()
    unused: tuple[Span, ...] = ()
    loose: tuple[Span, ...] = ()
    vague: tuple[Span, ...] = ()
    portions: tuple[Span, ...] = ()
    negations: tuple[Span, ...] = ()
    open_prefix: tuple[Span, ...] = ()
    open_hours: tuple[Span, ...] = ()
    without_units: tuple[str, ...] = ()
    counts: tuple[Count, ...] = ()
    joined: bool = False
    uncalled: tuple[Count, ...] = ()
    summed: bool = False
    scopes: frozenset[Scope] = frozenset()
    of_one: bool = False
    caching: tuple[Caching, ...] = ()
    ttls: frozenset[Ttl] = frozenset()
    arrivals: frozenset[Arrivals] = frozenset()
    uncached: bool = False
    fresh: bool = False
    modifiers: frozenset[Modifier] = frozenset()
    without: frozenset[Modifier] = frozenset()
    partly: tuple[Partial, ...] = ()
    discounts: tuple[Discount, ...] = ()
    against: Against | None = None
    sided: tuple[Lever, ...] = ()
    saved: frozenset[Lever] = frozenset()
    counted_on: OneModel | None = None
    like_levers: tuple[Span, ...] = ()
    days: tuple[date, ...] = ()
    months: tuple[Month, ...] = ()
    times: tuple[Timed, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    business_days: tuple[Span, ...] = ()
    every_day: bool = False
    places: tuple[Span, ...] = ()
    hours: tuple[Span, ...] = ()
    costs_per: tuple[PerUnit, ...] = ()
    limits: tuple[Limit, ...] = ()
    currencies: tuple[str, ...] = ()
    rated: tuple[Rated, ...] = ()
    changes: tuple[Change, ...] = ()
    on_top: tuple[Span, ...] = ()
    undiscounted: bool = False
    now: bool = False
    intents: frozenset[Intent] = frozenset()
    how_many: str | None = None
    partners: tuple[str, ...] = ()
    listing: Literal["current", "all", "retired"] | None = None
    topic: str | None = None
    greets: bool = False
    troubles: tuple[QueryError, ...] = ()
    remarks: tuple[Remark, ...] = ()
    receipt: Quoted | None = None
    today: date | None = None
    mended: tuple[Mended, ...] = ()
    slips: tuple[Slip, ...] = ()
    doubt: QueryError | None = None

    def quoted(self, span: Span) -> str:
        """The piece of the text at `span`."""
        return self.source[span.start : span.end]


GENERIC = frozenset({REQUESTS, "request"})
"""Nouns that stand for whatever was counted before."""
CASES = "cases"
"""What 件 counts where each of them makes several requests: `1日2,000件、1件で4回`."""
