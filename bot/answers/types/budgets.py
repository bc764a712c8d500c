"""What a budget buys, and whether work fits in it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.answers.projection import Projection
from bot.query.model import Bounds, BudgetQuery, Over, TokenBudgetQuery
from bot.query.phrase import Phrase
from pricing import Budget, Driver, Estimate, Lever, Model, RequestBudget, Source, TokenBudget

from .costs import Shown, SummaryTable
from .frame import Frame, Note


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
