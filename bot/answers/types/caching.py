"""When caching pays off."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.answers.projection import Projection
from bot.query.model import BreakEvenQuery
from bot.query.phrase import Phrase
from pricing import BreakEven, Driver, Estimate, Model, Source

from .costs import Shown
from .estimates import CacheChoice, best_choice
from .frame import Frame, Note


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
