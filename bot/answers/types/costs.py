"""What costs are shown as beside a total: a table, a unit, a saving, another currency."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.query.model import Over
from bot.query.phrase import Phrase
from pricing import Lever, Model, Saving

OF_SHARE = "share of "
"""What a range of shares is called as an assumption, before the model or the term that has it."""


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
