"""The answers: one type a kind, all of them values without wording.

Sentences are `Phrase`s, a key of the catalogue with the facts it needs; `render` words them
in a language. Money is US dollars, exact; nothing here is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct

from bot.query.model import (
    AdviceQuery,
    Bounds,
    BreakEvenQuery,
    BudgetQuery,
    ComparisonQuery,
    EstimateQuery,
    ExplainQuery,
    HelpQuery,
    HistoryQuery,
    MixQuery,
    ModelsQuery,
    Over,
    Query,
    RatesQuery,
    TokenBudgetQuery,
    TokensQuery,
)
from bot.query.phrase import Phrase
from bot.query.reading import Heard, Span
from pricing import (
    BreakEven,
    Budget,
    Driver,
    Estimate,
    Event,
    Lever,
    Model,
    Modifier,
    PriceSpan,
    Rate,
    RequestBudget,
    Saving,
    Source,
    TokenBudget,
    Ttl,
    Unit,
)

from .projection import Projection, Totals, together

if TYPE_CHECKING:  # loaded when it is first asked for
    from pricing import Successor


OF_SHARE = "share of "
"""What a range of shares is called as an assumption, before the model or the term that has it."""
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
    "vendor",
    "unused",
    "thinking",
    "count",
    "approximate",
    "stale",
    "replayed",
    "corrected",
    "mismatch",
]


class Question(Struct, frozen=True):
    """A question, with all that its answer depends on besides the price book.

    Attributes:
        text: as the person wrote it.
        today: the day taken as today.
        lang: the language to answer in; None: the question's own.
        previous: the thread's last priced query.
        spoken: the thread's language, for a follow-up that is in none, such as "+20%".
        pending: the text that was asked back about since then, which this may be the reply to.
    """

    text: str
    today: date
    lang: Language | None = None
    previous: Query | None = None
    spoken: Language | None = None
    pending: str | None = None


class Note(Struct, frozen=True):
    """An assumption or a fact that a person must see beside the number."""

    code: NoteCode
    phrase: Phrase


class Frame(Struct, frozen=True):
    """What every answer carries, whatever its kind.

    Attributes:
        source: the normalised text that spans point into.
        lang: the language to answer in.
        heard: what each piece of the text was taken for, in order.
        today: the day taken as today.
        prices_as_of: the day up to which the book's prices were checked.
        aside: whether it was asked beside the work of its thread, which stays what follow-ups
            change: "when does caching pay off?"
    """

    source: str
    lang: Language
    heard: tuple[Heard, ...]
    today: date
    prices_as_of: date
    aside: bool = False


class Cell(NamedTuple):
    """One model with one lever. Exactly one of `total` and `reason` is None.

    `requests` is how many of what `total` pays for a budget buys, where that is asked; `high`
    is the other end where the work holds ranges. With ranges `requests` is the fewest, and `most`
    the other end.
    """

    lever: Lever
    total: Decimal | None
    reason: Phrase | None
    asked: bool
    requests: int | None = None
    high: Decimal | None = None
    most: int | None = None


class Row(NamedTuple):
    """One model of the summary table; `remark` stands beside its name ("asked", "retired ...").

    `label` names what is no model: a mix, or all of it on one model.
    """

    model: Model | None
    name: str
    remarks: tuple[Phrase, ...]
    cells: tuple[Cell, ...]
    label: Phrase | None = None


class SummaryTable(Struct, frozen=True):
    """Models by levers: what was asked first, then the others by price."""

    levers: tuple[Lever, ...]
    rows: tuple[Row, ...]


class UnitCost(NamedTuple):
    """What one of something costs, or so many of it.

    Attributes:
        noun: what was counted, in the plural.
        usd: US dollars; of a range the low end.
        over: for which time; None: whenever there is one.
        number: of how many.
        counted: how many were said, where that is what it is of.
        asked: whether just this was asked.
        high: the other end; None where it costs the same all over the range.
    """

    noun: str
    usd: Decimal
    over: Over | None = None
    number: Decimal = Decimal(1)
    counted: Decimal | None = None
    asked: bool = False
    high: Decimal | None = None


class Saved(NamedTuple):
    """What levers take off the cost of the work on a model; below zero, what they add to it.

    Attributes:
        model: which one; None for a mix of them.
        levers: one, or several together.
        beside: the lever that the work has without them.
        before: US dollars without them, from the low to the high end of a range.
        after: the same with them.
        low, high: the difference at either end.
    """

    model: Model | None
    levers: tuple[Lever, ...]
    beside: Lever
    before: tuple[Decimal, Decimal]
    after: tuple[Decimal, Decimal]
    low: Saving
    high: Saving


class TextCost(NamedTuple):
    """What the same text costs on a model that counts its tokens otherwise: an estimate.

    Attributes:
        model: which one.
        counted_on: the model whose tokens the amounts are.
        text: US dollars for the same text, from the low to the high end of a range; None
            where it has no price.
        tokens: the same for as many tokens as were said.
        reason: why the text has no price.
        above: the prompt tier that one request of the text is above, and one of as many tokens
            is not.
    """

    model: Model
    counted_on: Model
    text: tuple[Decimal, Decimal] | None
    tokens: tuple[Decimal, Decimal] | None
    reason: Phrase | None
    above: int | None


class CacheChoice(NamedTuple):
    """One way to send a prefix: no cache, or one of some life.

    Attributes:
        ttl: None: no cache.
        total: US dollars for all of the work, for what is asked; of a range the low end.
        hit_share: the share of requests that read it; of a range the smallest.
        high, most: the other ends of both; None where there is no range.
        best: of a range, whether it is the cheapest at every corner.
    """

    ttl: Ttl | None
    total: Decimal
    hit_share: Decimal
    high: Decimal | None = None
    most: Decimal | None = None
    best: bool = False


def best_choice(choices: Sequence[CacheChoice]) -> CacheChoice | None:
    """The cheapest, of equals the first; None where there are none, or ranges decide which."""
    if any(each.high is not None for each in choices):
        return next((each for each in choices if each.best), None)
    return min(choices, key=lambda each: each.total, default=None)


class Change(NamedTuple):
    """What a follow-up changed, in US dollars.

    Attributes:
        percent: None from zero.
        periods: what the totals are for, where that is not the same: a month, and a year.
    """

    before: Decimal
    after: Decimal
    percent: Decimal | None
    periods: tuple[Over | None, Over | None] | None = None


class EstimateAnswer(Struct, frozen=True):
    """What the work costs on the model that was asked about, beside the others.

    Attributes:
        reading: the canonical text of what was asked.
        models: those of `estimate`, one for each of its parts.
        estimate: the work for the period that it was said for; of a range its middle, where
            one was said, else its low end.
        projection: from that period to what is asked for.
        projections: the same of each part of a mix, where they were said for different periods;
            `projection` is none then, but for what is asked.
        total: US dollars for what is asked; None for a range without a middle.
        low, high: the ends of a range; None where there is none.
        requests: how many requests the work is, in the period said; None for a volume.
        per_request: US dollars for one of them; None where that is not one number.
        table: the same work on other models, with other levers.
        notes: what to know beside the number.
        sources: where the rates were read.
        caching: what else could be done with the prefix, where there is one.
        drivers: which range moves the total most.
        ends: the work at the low and at the high end of its ranges, for the period said.
        shown: the total in another currency.
        shown_ends: the ends of a range in it.
        change: what a follow-up changed, or the levers that were asked about.
        savings: what levers save, where that was asked.
        units: what one of each thing that was counted costs, those that were asked about first.
        receipt: the line that gives the number again.
    """

    frame: Frame
    query: EstimateQuery | MixQuery
    reading: str
    models: tuple[Model, ...]
    estimate: Estimate
    projection: Projection
    total: Decimal | None
    low: Decimal | None
    high: Decimal | None
    requests: Decimal | None
    per_request: Decimal | None
    table: SummaryTable
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    caching: tuple[CacheChoice, ...] = ()
    drivers: tuple[Driver, ...] = ()
    ends: tuple[Estimate, Estimate] | None = None
    shown: Shown | None = None
    shown_ends: tuple[Shown, Shown] | None = None
    change: Change | None = None
    units: tuple[UnitCost, ...] = ()
    receipt: str | None = None
    savings: tuple[Saved, ...] = ()
    projections: tuple[Projection, ...] = ()

    @property
    def totals(self) -> Totals | None:
        """For a day, a month and a year; None for work that is done once, and for a range."""
        if self.low is not None:
            return None
        if self.projections:
            costs = [each.total for each in self.estimate.parts]
            return together(costs, self.projections)[1]
        return self.projection.totals(self.estimate.total)

    @property
    def each_projection(self) -> tuple[Projection, ...]:
        """From the period of each part to what is asked for."""
        return self.projections or (self.projection,) * len(self.estimate.parts)


class Compared(Struct, frozen=True):
    """One model of a comparison. Exactly one of `estimate` and `reason` is None.

    `total` is in US dollars for what is asked; with ranges their low end, and `high` the other.
    `shown` and `shown_high` are the same in another currency.
    `lever`: which one, where several of them are compared.
    `ends`: what the low and the high end of a range come to, for the period they were said for.
    """

    name: str
    model: Model | None
    estimate: Estimate | None
    reason: Phrase | None
    total: Decimal | None = None
    high: Decimal | None = None
    shown: Shown | None = None
    lever: Lever | None = None
    units: tuple[UnitCost, ...] = ()
    shown_high: Shown | None = None
    ends: tuple[Estimate, Estimate] | None = None


class Difference(NamedTuple):
    """What one of two models costs less than the other.

    Attributes:
        less: the cheaper one.
        more: the other.
        usd: US dollars between them, for what is asked; above zero.
        share: the same as a share of what the dearer one costs, to 28 digits.
    """

    less: Compared
    more: Compared
    usd: Decimal
    share: Decimal


class ComparisonAnswer(Struct, frozen=True):
    """What the same work costs on several models, as they were named, or cheapest first.

    `receipt` is the line that gives the numbers again.
    Or with several levers; `savings` is what they save, where that was asked. `texts` is what the
    same text costs, where models make different numbers of tokens of it. `drivers` is which range
    moves the total of the first of them most. `difference` is between two models; None of more,
    of ranges, and where they cost the same.
    """

    frame: Frame
    query: ComparisonQuery
    reading: str
    compared: tuple[Compared, ...]
    projection: Projection
    requests: Decimal | None
    table: SummaryTable
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    receipt: str | None = None
    savings: tuple[Saved, ...] = ()
    texts: tuple[TextCost, ...] = ()
    drivers: tuple[Driver, ...] = ()
    difference: Difference | None = None


class Shown(NamedTuple):
    """Dollars in another currency.

    Attributes:
        code: such as "JPY".
        amount: in that currency, exact.
        per_usd: the rate: units of it for 1 US dollar.
        day: the day of the rate; None where the rate was said.
        source: who published the rate; None where it was said.
    """

    code: str
    amount: Decimal
    per_usd: Decimal
    day: date | None
    source: str | None


class ShownRates(NamedTuple):
    """What 1,000,000 tokens of a model cost at its standard rates, in another currency."""

    model: Model
    input: Shown
    output: Shown


class Spendable(NamedTuple):
    """A budget.

    Attributes:
        low: US dollars; of a range the low end.
        high: the other end; the same where there is no range.
        said: what it was said as, in another currency.
        said_high: the same of the high end.
    """

    low: Decimal
    high: Decimal
    said: Shown | None = None
    said_high: Shown | None = None

    @property
    def is_range(self) -> bool:
        """Whether it was said as a range."""
        return self.low != self.high


class NeededShare(NamedTuple):
    """Which share of its input must be cached for work to fit a budget.

    Attributes:
        low: at the cheap end of ranges, within the largest budget: the smallest share that is
            enough, 0 where it fits without caching; None: not even all of it is enough.
        high: the same at the dear end.
    """

    low: Decimal | None
    high: Decimal | None


class Budgeted(NamedTuple):
    """What a budget means on one model; without a price there is only the `reason`.

    Attributes:
        name: as it was named, where there is no such model.
        estimate: of the requests that the budget buys, of one if it buys none; else of the
            work, for the period that it was said for.
        buys: how many requests, where that was asked; with ranges the fewest: of the smallest
            budget, at the dearest corner.
        uses: what share of the budget the work takes, where that was asked; both for
            `BudgetAnswer.over`; with ranges the least: of the largest budget, at the cheapest.
        reason: why there is no price.
        most: with ranges, the other end of `buys`.
        highest: with ranges, the other end of `uses`.
        ends: with ranges, the estimates at the two ends, in that order; `estimate` is the first.
        lever: which one, where several of them are set against each other.
        mix: the models of a mix, each once; then `model` is None.
        needed: which share of the input must be cached, where the work is to fit and caches none.
    """

    name: str
    model: Model | None
    estimate: Estimate | None = None
    buys: RequestBudget | None = None
    uses: Budget | None = None
    reason: Phrase | None = None
    most: RequestBudget | None = None
    highest: Budget | None = None
    ends: tuple[Estimate, Estimate] | None = None
    lever: Lever | None = None
    mix: tuple[Model, ...] = ()
    needed: NeededShare | None = None

    @property
    def fits(self) -> bool | None:
        """Whether the budget is enough; None where ranges decide that, or it is not asked."""
        if self.uses is None or (self.highest and self.uses.fits is not self.highest.fits):
            return None
        return self.uses.fits

    @property
    def lasts(self) -> tuple[int, int]:
        """How many times the whole work is paid for, at worst and at best: so many days."""
        ends = self.highest or self.uses, self.uses
        least, most = (int(each.limit // each.total) if each else 0 for each in ends)
        return least, most


class Option(NamedTuple):
    """What would make work fit a budget: this model, with this lever, at so many US dollars.

    With ranges `cost` is the high end, which fits the smallest budget; `low` is the other. A mix
    stays as it is where `model` is None.
    """

    model: Model | None
    lever: Lever
    cost: Decimal
    share: Decimal
    low: Decimal | None = None


class BudgetAnswer(Struct, frozen=True):
    """What a budget buys, or whether it is enough.

    Attributes:
        limit: the budget in US dollars, and in another currency what it was said as.
        over: what the budget, and the work, are taken for; None: once.
        projection: from the period that the work was said for to that of the budget.
        requests: how many requests the work is in that period; None for a volume.
        budgeted: each model in question, best first.
        per_day: about so many requests a day, for one model and a longer period; with ranges
            from the fewest to the most.
        table: US dollars for one request with the number of them, or for all of the work.
        options: what would make it fit, the cheapest change first.
        cheapest: the least that it costs, where nothing makes it fit.
        shown: the budget, or where it is to be enough the cost on one model, in another currency.
        receipt: the line that gives the number again.
        shown_high: the other end of `shown`, with ranges.
        drivers: which range moves the cost of the first model most: of one request, or of one
            sender, where it is asked how many.
        projections: the same as `projection` for each part, where these are in different periods.
    """

    frame: Frame
    query: BudgetQuery
    reading: str
    limit: Spendable
    over: Over | None
    projection: Projection
    requests: Decimal | None
    budgeted: tuple[Budgeted, ...]
    per_day: int | Bounds | None
    table: SummaryTable
    options: tuple[Option, ...]
    cheapest: Option | None
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    shown: Shown | None = None
    receipt: str | None = None
    shown_high: Shown | None = None
    drivers: tuple[Driver, ...] = ()
    projections: tuple[Projection, ...] = ()


class TokensBought(NamedTuple):
    """What a budget buys of each kind of tokens; without a price there is only the `reason`.

    `most` is the same for the high end of a budget that is a range.
    """

    name: str
    model: Model | None
    bought: tuple[TokenBudget, ...] = ()
    reason: Phrase | None = None
    most: tuple[TokenBudget, ...] = ()


class TokenBudgetAnswer(Struct, frozen=True):
    """How many tokens a budget buys on each model, most first: of one kind, or of another.

    Attributes:
        limit: the budget in US dollars, and in another currency what it was said as.
        over: what the budget is for; None: once.
        shown: the budget in the currency that was asked for.
        shown_high: the other end of it, where the budget is a range.
        receipt: the line that gives the numbers again.
    """

    frame: Frame
    query: TokenBudgetQuery
    reading: str
    limit: Spendable
    over: Over | None
    models: tuple[TokensBought, ...]
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    shown: Shown | None = None
    shown_high: Shown | None = None
    receipt: str | None = None


class PaysOff(NamedTuple):
    """When caching pays off on a model; without a price there is only the `reason`.

    Attributes:
        name: as it was named, where there is no such model.
        break_evens: one for each life of a cache, shortest first; none where reading from the
            cache saves nothing.
        choices: no cache, 5 minutes, 1 hour, for the work that was said; none without a rate.
        estimates: the same for the period that the work was said for; of a range where each is
            cheapest.
        highest: of a range the same where each is dearest.
        ends: of a range what the cheapest choice costs at the cheapest point, and at the dearest.
        drivers: which range moves that most.
        why: what makes the best of them the best, or why nothing is cached, as a sentence.
        unsure: whether the prefix may be too small to be cached, as far as is published.
        reason: why there is no price.
    """

    name: str
    model: Model | None
    break_evens: tuple[BreakEven, ...] = ()
    choices: tuple[CacheChoice, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    highest: tuple[Estimate, ...] = ()
    ends: tuple[Decimal, Decimal] | None = None
    drivers: tuple[Driver, ...] = ()
    why: Phrase | None = None
    unsure: bool = False
    reason: Phrase | None = None

    @property
    def cost(self) -> tuple[Decimal, Decimal] | None:
        """What the work costs as the cheapest choice has it: at least, and at most."""
        return self.ends or (self.best and (self.best.total, self.best.total))

    @property
    def best(self) -> CacheChoice | None:
        """The cheapest choice, of equals the first; None where there are none."""
        return best_choice(self.choices)


class BreakEvenAnswer(Struct, frozen=True):
    """When caching pays off on each model, as they were named.

    Attributes:
        projection: from the period that the work was said for to what is asked for.
        requests: how many there are in that period; None where that was not said.
        shown: the best total on one model in another currency; of a range the low end.
        shown_high: of a range the high end.
        receipt: the line that gives the best totals again, where there are any.
    """

    frame: Frame
    query: BreakEvenQuery
    reading: str
    models: tuple[PaysOff, ...]
    projection: Projection
    requests: Decimal | None
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    shown: Shown | None = None
    shown_high: Shown | None = None
    receipt: str | None = None


class TokenCount(NamedTuple):
    """What contents take on one model; without an `estimate` there is only the `reason`.

    Attributes:
        name: as it was named, where there is no such model.
        tokens: how many.
        estimate: what they cost at the standard rates.
        reason: why they cannot be counted, or have no price.
        most: the same at the high end of a range, whose low end the others are.
    """

    name: str
    model: Model | None
    tokens: Decimal | None
    estimate: Estimate | None
    reason: Phrase | None
    most: tuple[Decimal, Estimate] | None = None

    @property
    def range_of_tokens(self) -> Bounds | None:
        """How many at least and at most, where they are counted."""
        if self.tokens is None:
            return None
        return Bounds(self.tokens, self.most[0] if self.most else self.tokens)


class TokensAnswer(Struct, frozen=True):
    """How many tokens contents take on each model, as they were named.

    `estimated` is whether there are texts among them: only the API itself counts those.
    `receipt` is the line that gives the numbers again.
    """

    frame: Frame
    query: TokensQuery
    reading: str
    counted: tuple[TokenCount, ...]
    estimated: bool
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    receipt: str | None = None


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


class _Refused(Struct, frozen=True):
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


class NeedsMore(_Refused, frozen=True):
    """The one question that is missing."""


class NotUnderstood(_Refused, frozen=True):
    """A word, number or name that cannot be read."""


class OutOfScope(_Refused, frozen=True):
    """Understood, but not this bot's to answer; `message` says where the answer is."""


class CannotPriceAnswer(_Refused, frozen=True):
    """Understood, as `reading` says, but there is no such price."""

    reading: str = ""


Refusal = NeedsMore | NotUnderstood | CannotPriceAnswer | OutOfScope
PricedAnswer = EstimateAnswer | ComparisonAnswer
Answer = (
    EstimateAnswer
    | ComparisonAnswer
    | BudgetAnswer
    | TokenBudgetAnswer
    | BreakEvenAnswer
    | TokensAnswer
    | RatesAnswer
    | ModelsAnswer
    | HistoryAnswer
    | ExplainAnswer
    | AdviceAnswer
    | HelpAnswer
    | Refusal
)
