"""From what work costs in the period it was said for to what it costs in the one asked for."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from bot.query.model import MONTHLY, Over, Work
from pricing import Period, convert, exactly


class Totals(NamedTuple):
    """US dollars of a rate, for each of the usual periods."""

    day: Decimal
    month: Decimal
    year: Decimal


class Projection(NamedTuple):
    """What amounts are per, and what is asked for; both None for work that is done once."""

    per: Period | None = None
    over: Over | None = None

    def of(self, amount: Decimal) -> Decimal:
        """`amount` per the period said, as one for what is asked: the one step that may round."""
        amount = _with_an_end(amount)
        if self.per is None or self.over is None:
            return amount
        return convert(amount, self.per, self.over.period, self.over.times)

    def totals(self, amount: Decimal) -> Totals | None:
        """The same for a day, a month and a year; None for work that is done once."""
        if self.per is None:
            return None
        periods = (Period.DAY, Period.MONTH, Period.YEAR)
        amount = _with_an_end(amount)
        return Totals(*(convert(amount, self.per, each) for each in periods))


_ENDED = Context(prec=24)
"""Fewer digits than a share with no end has, and more than a sum of published rates."""
_MOST_OF_A_WHOLE = 18


def _with_an_end(amount: Decimal) -> Decimal:
    """`amount`, where thirds sum up to a whole again: 21 for 20.99999999999999999999999999997.

    Any other amount stays as it is, to the last digit.
    """
    ended = _ENDED.plus(amount)  # digits are only counted where some have to go
    if ended.same_quantum(amount):
        return amount
    whole = ended.normalize()
    return whole if len(whole.as_tuple().digits) <= _MOST_OF_A_WHOLE else amount


def together(
    amounts: Sequence[Decimal], projections: Sequence[Projection]
) -> tuple[Decimal, Totals | None]:
    """Amounts that are each per a period of their own, for what is asked, and for each period."""
    each = [projection.of(usd) for usd, projection in zip(amounts, projections, strict=True)]
    rows = [
        found
        for usd, projection in zip(amounts, projections, strict=True)
        if (found := projection.totals(usd))
    ]
    with exactly():
        totals = Totals(*(sum(column, Decimal(0)) for column in zip(*rows, strict=True)))
        return sum(each, Decimal(0)), totals


def projection_of(work: Work) -> Projection:
    """What `work` is per, and asked for; a month unless something else was said."""
    return Projection(work.per, (work.over or MONTHLY) if work.per else None)
