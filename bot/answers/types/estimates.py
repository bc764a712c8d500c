"""What a piece of work costs, on one model or on several side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.answers.projection import Projection, Totals, together
from bot.query.model import ComparisonQuery, EstimateQuery, MixQuery, Over
from bot.query.phrase import Phrase
from pricing import Driver, Estimate, Lever, Model, Source, Ttl

from .costs import Saved, Shown, SummaryTable, TextCost, UnitCost
from .frame import Frame, Note


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
