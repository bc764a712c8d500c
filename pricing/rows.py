"""What an entry of the price data may say: its values, its sources, its dated rows.

Text is turned into values here and nowhere else: pydantic alone would take 1_000, 1e3, a
float, or a number of seconds for a day. Prices are US dollars per 1,000,000 tokens.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .workload import ONE, PROMPT_UNITS, Unit

Offer = Literal["refused", "unknown"]

# Twenty digits at most: what `exact` reckons with.
_DECIMAL = re.compile(r"(0|[1-9]\d{0,9})(\.\d{1,10})?", re.ASCII)
_WHOLE = re.compile(r"[1-9]\d*", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def _decimal(value: object) -> Decimal:
    text = str(value) if isinstance(value, Decimal) else value
    if isinstance(text, str) and _DECIMAL.fullmatch(text) and (number := Decimal(text)):
        return number
    raise ValueError('write it as a plain decimal number above 0, such as 3 or "0.25"')


def _multiplier(value: object) -> object:
    return value if value in ("refused", "unknown") else _decimal(value)


def _whole(value: object) -> int:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise ValueError("write it as a whole number, such as 200000")


def _day(value: object) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return date.fromisoformat(value)
    if type(value) is date:
        return value
    raise ValueError("write it as a day, such as 2026-11-22")


Number = Annotated[Decimal, BeforeValidator(_decimal)]
Multiplier = Annotated[Decimal | Offer, BeforeValidator(_multiplier)]
Count = Annotated[int, BeforeValidator(_whole), Field(gt=0)]
Day = Annotated[date, BeforeValidator(_day)]


class Entry(BaseModel):
    """A mapping of the data: immutable, no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Entry):
    """Where a number was read, and when."""

    title: str
    url: str | None = None
    """Its address; null where no page of its own exists."""
    read: Day
    """The day it was read; the last possible one where only a span is known."""
    read_from: Day | None = None
    """The first day it can have been read, where only a span is known."""

    @model_validator(mode="after")
    def _span_runs_forward(self) -> Self:
        if self.read_from and self.read_from >= self.read:
            raise fault("read_from", f"{self.read_from} must lie before `read` ({self.read})")
        return self


class Dated(Entry):
    """Holds from `start` up to, not including, `end`."""

    start: Annotated[Day | None, Field(alias="from")]
    """null: since the model's release, or since a day that is not known."""
    end: Annotated[Day | None, Field(alias="to")]
    """null: until further notice."""
    source: tuple[str, ...] = Field(min_length=1)
    """Keys of the book's sources."""
    confidence: Literal["high", "medium", "low"] = "high"
    note: str | None = None

    @model_validator(mode="after")
    def _starts_before_it_ends(self) -> Self:
        if self.start and self.end and self.start >= self.end:
            raise fault("to", f"{self.end} must lie after `from` ({self.start})")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within the row."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


class TokenPrices(Dated):
    """The published number of each token kind; null: never published."""

    input: Number
    output: Number
    cache_read: Number | None
    cache_write_5m: Number | None
    cache_write_1h: Number | None

    def price(self, unit: Unit) -> Decimal | None:
        """US dollars per 1,000,000 tokens of `unit`."""
        price: Decimal | None = getattr(self, unit.value)
        return price


class Prices(TokenPrices):
    """Standard prices over a span of days."""

    batch: Literal["allowed", "refused", "unknown"]
    """Whether the Batch API takes this model, at half of every token price."""


class FastPrices(TokenPrices):
    """Prices of fast mode over a span of days."""

    then: Literal["error", "standard"] | None = None
    """What a fast request meets after `to`: an error, or standard speed at standard price."""
    above_tier: Literal["flat", "multiplied", "unknown"] = "flat"
    """Whether a prompt tier's multipliers apply on top of these prices."""


class _Tier(Dated):
    above: Count
    """Strictly above so many prompt tokens of one request, all of it is at the higher rate."""
    context_window: Count | None = None
    """The largest prompt while the tier holds, where it is larger than the model's own."""


class PublishedTier(_Tier, TokenPrices):
    """A prompt tier with published numbers of its own."""

    def numbers(self, standard: TokenPrices) -> TokenPrices:  # noqa: ARG002 - one face with MultipliedTier
        """The published numbers above the threshold."""
        return self

    def multiplier(self, unit: Unit) -> Decimal:  # noqa: ARG002 - one face with MultipliedTier
        """1: the tier has its own numbers."""
        return ONE


class MultipliedTier(_Tier):
    """A prompt tier for which only multipliers of the standard prices were published."""

    input_and_cache: Number
    output: Number

    def numbers(self, standard: TokenPrices) -> TokenPrices:
        """The standard numbers: only `multiplier` was published above the threshold."""
        return standard

    def multiplier(self, unit: Unit) -> Decimal:
        """What the standard price of `unit` is multiplied by."""
        return self.input_and_cache if unit in PROMPT_UNITS else self.output


def _kind_of_tier(row: object) -> str:
    fields = row if isinstance(row, Mapping) else dir(row)
    return "multiplied" if "input_and_cache" in fields else "published"


Tier = Annotated[
    Annotated[PublishedTier, Tag("published")] | Annotated[MultipliedTier, Tag("multiplied")],
    Discriminator(_kind_of_tier),
]


class FormerPrices(Entry):
    """Prices of days that nobody recorded: history, never calculated with."""

    input: Number
    output: Number
    source: tuple[str, ...] = Field(min_length=1)
    confidence: Literal["high", "medium", "low"]
    note: str | None = None


class Fee(Dated):
    """What a tool costs beside tokens."""

    unit: Literal["web_search", "session_hour"]
    usd: Number
    per: Annotated[Literal[1, 1_000], BeforeValidator(_whole)]


def check_order(rows: Sequence[Dated]) -> None:
    """Refuse rows that overlap, or do not stand oldest first."""
    for row, following in pairwise(rows):
        if following.start is None or row.end is None or row.end > following.start:
            raise ValueError(
                f"the row from {following.start} stands out of order, or overlaps the one before "
                f"it ({row.start} to {row.end}): the oldest comes first, and ends where the next "
                "begins"
            )


def fault(field: str, problem: str, entry: int | None = None) -> PydanticCustomError:
    """A fault that only shows beside other fields: `field` says where it is mended.

    `entry` is the model it lies in, where the whole book is looked at.
    """
    context = {"problem": problem, "field": field, "entry": entry}
    return PydanticCustomError("fault", "{problem}", context)
