"""What a person asks: the complete questions, one small type a kind.

A query is what `parse` and `complete` make of a text, and all that `answers` needs. It
holds no day of its own unless the person named one, and no prices: which model "sonnet"
is, and what it costs, is decided when the query is answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from pricing import Usage

if TYPE_CHECKING:
    from datetime import date

    from pricing import Modifier

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Named:
    """One model of the book, by its id; `spelling` is how its canonical text calls it."""

    id: str
    spelling: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return self.id


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest model of a family on the day: "sonnet"."""

    family: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return f"the newest {self.family}"


@dataclass(frozen=True, slots=True)
class Group:
    """Several models at once: the newest of each family, or all that are sold."""

    which: Literal["current", "all"]

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return f"{self.which} models"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Another vendor's model: named in a comparison, never priced."""

    name: str

    @property
    def heard(self) -> str:
        """What a mention of it was taken for."""
        return "another vendor's model"


OneModel = Named | Newest
ModelChoice = Named | Newest | Group | Foreign


class Scope(StrEnum):
    """What token amounts beside a number of requests are meant for."""

    EACH = "each"
    TOTAL = "total"
    UNMARKED = "unmarked"
    """Not said: per request, unless no request could be that large."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is asked of a model, whichever it is.

    Attributes:
        usage: the amounts as said; beside a number of requests, `scope` says what for.
        requests: how many requests; None for a volume over an unknown number.
        scope: only meaningful beside `requests`.
        cached: share of the input tokens that are cache reads; None where not asked.
        modifiers: batch, fast, US-only, regional.
        prompt_tokens: the size of one request's prompt, where it was said.
        discount: a negotiated discount on token prices, as a share.
    """

    usage: Usage
    requests: Decimal | None = None
    scope: Scope = Scope.UNMARKED
    cached: Decimal | None = None
    modifiers: frozenset[Modifier] = frozenset()
    prompt_tokens: Decimal | None = None
    discount: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class EstimateQuery:
    """What does this work cost on this model? `day`: the day whose rates were asked for."""

    model: OneModel
    work: Work
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ComparisonQuery:
    """What does this work cost on each of these models?"""

    models: tuple[ModelChoice, ...]
    work: Work
    day: date | None = None


@dataclass(frozen=True, slots=True)
class RatesQuery:
    """What are the published rates of these models?"""

    models: tuple[ModelChoice, ...]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ModelsQuery:
    """Which models are there?"""

    which: Literal["current", "all", "retired"] = "all"
    day: date | None = None


@dataclass(frozen=True, slots=True)
class HelpQuery:
    """How is this used? `unread`: a text that said nothing about costs, to be quoted."""

    unread: str | None = None


Query = EstimateQuery | ComparisonQuery | RatesQuery | ModelsQuery | HelpQuery
