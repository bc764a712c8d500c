"""What a budget question asks of every model: which work, within which limit, for which period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from bot.query import canonical
from bot.query.errors import NeedsMore
from bot.query.model import MONTHLY, ONE, BudgetQuery, Counted, Over, Scope, Work
from bot.query.phrase import phrase
from pricing import Estimate, Model, PriceList, Workload, period_ratio

from .costing import Costing, costing
from .dealt import Dealt, ends_of_parts
from .projection import Projection, together
from .types import Spendable
from .workloads import Chosen


class Terms(NamedTuple):
    """The same for every model.

    Attributes:
        costing: one request, or what one sender of requests sends, for its period; where the
            budget is to be enough, all of the work, for its period.
        fits: whether the budget is to be enough.
        limit: the budget in US dollars.
        over: what the budget, and the work, are taken for; None: once.
        of_senders: whether it is asked how many users there can be, each with this work.
        parts: the parts of a mix, each on its model.
        many: of how many requests, or users, the work is, where it is asked how many there can be:
            more than one for shares of a mix that have no end, 3 for thirds.
        dealt: the parts wherever all of them together may be cheapest, or dearest.
    """

    costing: Costing
    fits: bool
    limit: Spendable
    over: Over | None
    of_senders: bool = False
    parts: tuple[tuple[Costing, Model], ...] = ()
    many: int = 1
    dealt: Dealt = ()

    @property
    def models(self) -> tuple[Model, ...]:
        """The models of the parts."""
        return tuple(model for _, model in self.parts)

    @property
    def projections(self) -> tuple[Projection, ...]:
        """Of parts in different periods, from that of each to the budget's; else nothing."""
        found = tuple(costing.projection for costing, _ in self.parts)
        return found if len(set(found)) > 1 else ()

    def total(self, found: Estimate) -> Decimal:
        """US dollars in the budget's period, of the work or of all parts."""
        if not self.projections:
            return self.costing.projection.of(found.total)
        total, _ = together([each.total for each in found.parts], self.projections)
        return total

    @property
    def is_ranged(self) -> bool:
        """Whether the budget, or the work, holds ranges."""
        works = [each.work for each, _ in self.parts] or [self.costing.work]
        return self.limit.is_range or any(work.varied for work in works)

    def ends(self, model: Model) -> tuple[Sequence[Workload], Sequence[Workload]]:
        """The work on `model`, or of a mix on its own ones, at its cheapest and dearest corner."""
        dealt, models = (self.dealt, self.models) if self.parts else ([[self.costing]], (model,))
        low, high = zip(*ends_of_parts(dealt, models), strict=True)
        return low, high

    @property
    def prices(self) -> PriceList:
        """The rates of the day."""
        return self.costing.prices

    @property
    def ratio(self) -> tuple[int, int]:
        """What turns the cost of the work into that of one of what is counted, in its period."""
        per = self.costing.work.per
        if per is None or self.over is None or not self.of_senders:
            return 1, self.many
        above, below = period_ratio(per, self.over.period)
        return above, below * self.many


def terms_of(
    query: BudgetQuery, limit: Spendable, chosen: Sequence[Chosen], prices: PriceList
) -> Terms:
    """What `query` asks of every model, for a budget of `limit` US dollars.

    Raises:
        NeedsMore: the amounts could be per request or in all; how often a prefix is written
            is not known.
    """
    if not query.fits:
        over = period_of(query)
        if not query.work.counts:
            return Terms(_of_one_request(query, prices), query.fits, limit, over)
        sent = _of_one_sender(query, over, prices)
        return Terms(sent, query.fits, limit, over, of_senders=True)
    released = [each.model for each in chosen if each.model and each.model.is_released(prices.day)]
    found = _of_all(query, released, prices)
    over = over_of(query)
    projection = Projection(found.work.per, over if found.work.per else None)
    return Terms(found.projected(projection), query.fits, limit, over)


def _of_one_request(query: BudgetQuery, prices: PriceList) -> Costing:
    refuse_prefix(query.work)
    one = replace(query.work, counts=(Counted(ONE),), scope=Scope.EACH, per=None, over=None)
    return Costing(one, Scope.EACH, Projection(), prices)


def _of_one_sender(query: BudgetQuery, over: Over | None, prices: PriceList) -> Costing:
    """What one of them sends; what it costs is projected to the budget's period."""
    work = query.work
    refuse_prefix(work)
    return Costing(work, work.scope, Projection(work.per, over if work.per else None), prices)


def refuse_prefix(work: Work) -> None:
    """How often a prefix is written depends on how many requests there are."""
    if work.prefix:
        raise NeedsMore(phrase("ask.prefix_rate", tokens=work.prefix.tokens))


def _of_all(query: BudgetQuery, models: list[Model], prices: PriceList) -> Costing:
    """All of the work; where its amounts could mean two things, with either way to say it."""
    try:
        return costing(query.work, models, prices)
    except NeedsMore as error:
        either = (replace(query.work, scope=scope) for scope in (Scope.EACH, Scope.TOTAL))
        texts = tuple(canonical(replace(query, work=work)) for work in either)
        raise NeedsMore(error.message, None, texts) from None


def period_of(query: BudgetQuery) -> Over | None:
    """The budget's period; None: once."""
    return Over(ONE, query.per) if query.per else None


def over_of(query: BudgetQuery) -> Over | None:
    """The budget's period; where it names none, what the work is asked for, else a month of it."""
    if query.per:
        return period_of(query)
    return (query.work.over or MONTHLY) if query.work.per else None
