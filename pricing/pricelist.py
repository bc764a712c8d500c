"""The prices of one day."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from .modelpricing import ModelPricing, Rate
from .workload import Unit

if TYPE_CHECKING:  # `pricebook` imports this module
    from .pricebook import Model, PriceBook


class PriceList:
    """All prices of one day, from `PriceBook.as_of`.

    Attributes:
        book: where they come from.
        day: the day they hold on.
    """

    def __init__(self, book: PriceBook, day: date) -> None:
        self.book = book
        self.day = day
        self._fees = {
            Unit(fee.unit): Rate(Unit(fee.unit), fee.usd, fee.per, fee.start, fee.source)
            for fee in book.fees
            if fee.holds_on(day)
        }
        self._pricings: dict[str, ModelPricing] = {}

    def pricing(self, name: str) -> ModelPricing:
        """The rates of the model that answers to `name`.

        Raises:
            UnknownModel: none does.
            NotReleased: it came after this day.
        """
        found = self._pricings.get(name)
        if found is None:
            model = self.book.find(name)
            found = self._pricings.get(model.id) or ModelPricing(model, self.day, self._fees)
            self._pricings[model.id] = found
        return found

    def sold(self) -> tuple[Model, ...]:
        """Every generally available model that the Claude API serves on this day."""
        return tuple(model for model in self._served if model.availability == "general")

    def newest(self, family: str) -> Model | None:
        """The newest model of `family` served on this day, None where there is none.

        A generally available one wins over one of limited availability.
        """
        return self._newest.get(family)

    def current(self) -> tuple[Model, ...]:
        """The newest generally available model of each family, in the order of the book."""
        return tuple(m for m in self._newest.values() if m.availability == "general")

    @cached_property
    def _served(self) -> tuple[Model, ...]:
        return tuple(model for model in self.book.models if model.serves(self.day))

    @cached_property
    def _newest(self) -> dict[str, Model]:
        """By family, in the order of the book."""
        by_age = sorted(self._served, key=_general_then_new)
        newest = {model.family: model for model in by_age}
        return {family: newest[family] for family in self.book.families if family in newest}


def _general_then_new(model: Model) -> tuple[bool, str]:
    return model.availability == "general", str(model.released or "")
