"""Everything `pricing` refuses, and why.

    PricingError
    ├── BookError               price data that cannot be trusted: file, field, what to mend
    ├── UnknownModel            no model answers to this name
    ├── BadWorkload             an amount that no workload can have
    ├── UnreadableUsage         the API's usage object says what cannot be, or be priced
    ├── NoExchangeRate          no reference rate of a currency, or for a day
    └── CannotPrice             a known model, but not like this
        ├── NotReleased         the day lies before the model's release
        ├── RateNotPublished    no price was published for a unit or a modifier
        ├── ModifierRefused     the model does not offer this modifier
        ├── CannotCombine       two things that exclude each other
        ├── RequestTooLarge     one request holds more than the model takes
        └── VisionUnknown       no source says how many tokens an image takes

Each error keeps its facts as attributes, so that a caller can word them in any
language; `str()` is an English sentence for logs and notebooks.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # `workload` imports this module
    from .workload import Modifier, Unit


class PricingError(Exception):
    """Base of everything this package raises on purpose."""


class BookError(PricingError):
    """Price data that cannot be trusted.

    Attributes:
        file: name of the file at fault.
        field: path of the field inside it, such as `models.0.prices.1.from`.
        problem: what is wrong, and how to mend it.
    """

    def __init__(self, file: str, field: str, problem: str) -> None:
        super().__init__(f"{file}: {field}: {problem}" if field else f"{file}: {problem}")
        self.file = file
        self.field = field
        self.problem = problem


class UnknownModel(PricingError):
    """No model of the book answers to `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no model answers to {name!r}")
        self.name = name


class BadWorkload(PricingError):
    """What no workload can have: a negative amount, a float, one beyond all measure.

    Attributes:
        field: which amount.
        value: what it was.
        problem: what is wrong with it.
    """

    def __init__(self, field: str, value: object, problem: str) -> None:
        super().__init__(f"{field} is {value}: {problem}")
        self.field = field
        self.value = value
        self.problem = problem


class UnreadableUsage(PricingError):
    """A `usage` object of the API that says what cannot be, or what has no known price.

    Attributes:
        key: path of the key inside it, such as `cache_creation.ephemeral_5m_input_tokens`.
        problem: what is wrong with it.
    """

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key} {problem}")
        self.key = key
        self.problem = problem


class NoExchangeRate(PricingError):
    """No reference rate is at hand.

    Attributes:
        code: the currency.
        day: the day asked for.
        first: the first day with rates; None: the currency itself is not among them.
    """

    def __init__(self, code: str, day: date, first: date | None) -> None:
        why = f"before {first}" if first else "of that currency"
        super().__init__(f"no exchange rate for {code} on {day}: none is at hand {why}")
        self.code = code
        self.day = day
        self.first = first


class CannotPrice(PricingError):
    """A known model that has no price for what was asked; `model` is its id."""

    def __init__(self, model: str, why: str) -> None:
        super().__init__(f"{model}: {why}")
        self.model = model


class NotReleased(CannotPrice):
    """`day` lies before the model's release on `released`."""

    def __init__(self, model: str, day: date, released: date) -> None:
        super().__init__(model, f"not yet released on {day}; it came on {released}")
        self.day = day
        self.released = released


class RateNotPublished(CannotPrice):
    """No price was published for `what` on this model.

    Attributes:
        what: the unit or modifier.
        day: None: there never was one; else no source says what it cost on that day.
    """

    def __init__(self, model: str, what: Unit | Modifier, day: date | None = None) -> None:
        why = (
            f"what {what.value} cost on {day} is not known"
            if day
            else f"no price for {what.value} was ever published"
        )
        super().__init__(model, why)
        self.what = what
        self.day = day


class ModifierRefused(CannotPrice):
    """The model does not offer `modifier`.

    Attributes:
        modifier: what was asked for.
        reason: "refused" (never offered), "not_yet" or "removed" (`since` says when).
        since: the day it came or went; None where it was never offered.
    """

    def __init__(
        self,
        model: str,
        modifier: Modifier,
        reason: Literal["refused", "not_yet", "removed"],
        since: date | None = None,
    ) -> None:
        why = {
            "refused": "is not offered",
            "not_yet": f"was not offered before {since}",
            "removed": f"was removed on {since}",
        }
        super().__init__(model, f"{modifier.value} {why[reason]}")
        self.modifier = modifier
        self.reason = reason
        self.since = since


class CannotCombine(CannotPrice):
    """Two things that exclude each other, whatever the model.

    `first` and `second` are modifiers or units; `unknown` is true where no source
    says what the combination costs, false where it is known to be impossible.
    """

    def __init__(
        self, model: str, first: Modifier, second: Modifier | Unit, *, unknown: bool = False
    ) -> None:
        verdict = "has no published price" if unknown else "cannot be combined"
        super().__init__(model, f"{first.value} with {second.value} {verdict}")
        self.first = first
        self.second = second
        self.unknown = unknown


class RequestTooLarge(CannotPrice):
    """One request holds more tokens than the model takes on that day.

    Attributes:
        part: "prompt" or "output".
        tokens: tokens of that part in one request.
        limit: the most the model takes.
    """

    def __init__(
        self, model: str, part: Literal["prompt", "output"], tokens: Decimal, limit: int
    ) -> None:
        super().__init__(
            model, f"one request's {part} of {tokens:,f} tokens is above its limit of {limit:,}"
        )
        self.part = part
        self.tokens = tokens
        self.limit = limit


class VisionUnknown(CannotPrice):
    """No source says how many tokens an image takes on this model, or whether it takes any."""

    def __init__(self, model: str) -> None:
        super().__init__(model, "how many tokens an image takes is not known")
