"""The price book: every model with its prices, and who answers to which name.

What the YAML files hold is checked here (`files` only reads them): shapes by `rows` and
`Model`, and what needs all models at once by `PriceBook` itself, so that it holds however a
book is built.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from . import names
from .errors import UnknownModel
from .pricelist import PriceList
from .rows import (
    Count,
    Dated,
    Day,
    Entry,
    FastPrices,
    Fee,
    FormerPrices,
    Multiplier,
    Prices,
    Source,
    Tier,
    check_order,
    fault,
)
from .workload import FEE_UNITS

Partner = Literal["bedrock", "google_cloud"]


class Model(Entry):
    """One model: its names, its facts, its prices."""

    id: str
    name: str
    """Display name, such as "Claude Sonnet 4.5"."""
    family: str
    aliases: tuple[str, ...] = ()
    """Other ids that the API or a partner takes."""
    spellings: tuple[str, ...] = Field(min_length=1)
    """What people call it; orders and separators are worked out."""
    older_snapshot: str | None = None
    """Id of an older snapshot of the same plain name."""
    released: Day | None
    deprecated: Day | None = None
    retired: Day | None = None
    """First day on which the Claude API no longer serves it."""
    retires_not_before: Day | None = None
    still_sold_by: tuple[Partner, ...] = ()
    """Partners that go on selling it after the Claude API stopped."""
    successor: str | None = None
    """Id of the model the vendor names as replacement, or today's of its family."""
    availability: Literal["general", "limited"] = "general"
    context_window: Count | None
    max_output: Count | None
    max_output_batch: Count | None = None
    """Largest output in a batch, where it differs."""
    tokenizer: Literal["previous", "opus-4.7"]
    """"opus-4.7" makes about 30 % more tokens of the same text."""
    vision: Literal["standard", "high"] | None
    min_cacheable: Count | None
    """Smallest prompt that is cached, in tokens; null: unknown."""
    us_only: Multiplier
    """Multiplier of US-only inference on the Claude API."""
    regional: Multiplier
    """Multiplier of a partner's regional endpoint."""
    source: tuple[str, ...] = Field(min_length=1)
    """Keys of the book's sources for all but the prices: dates, limits, names."""
    prices: tuple[Prices, ...] = Field(min_length=1)
    fast: tuple[FastPrices, ...] = ()
    tiers: tuple[Tier, ...] = ()
    former: tuple[FormerPrices, ...] = ()
    """Older prices; with any, what held on a day before retirement is not known."""
    notes: tuple[str, ...] = ()

    def output_limit(self, *, batch: bool) -> int | None:
        """Largest output of one request in tokens; None where it is not known."""
        return (self.max_output_batch if batch else None) or self.max_output

    @field_validator("prices", "fast", "tiers")
    @classmethod
    def _oldest_first(cls, rows: tuple[Dated, ...]) -> tuple[Dated, ...]:
        check_order(rows)
        return rows

    @model_validator(mode="after")
    def _days_follow_each_other(self) -> Self:
        days = {name: getattr(self, name) for name in ("released", "deprecated", "retired")}
        known = [(name, day) for name, day in days.items() if day]
        for (earlier, before), (later, after) in pairwise(known):
            if after <= before:
                raise fault(later, f"{after} must lie after `{earlier}` ({before})")
        return self

    @model_validator(mode="after")
    def _priced_from_release_to_retirement(self) -> Self:
        first, last = self.prices[0], self.prices[-1]
        if first.start != self.released:
            raise fault("prices.0.from", f"must be the day of release ({self.released})")
        for index, (row, following) in enumerate(pairwise(self.prices)):
            if row.end != following.start:
                raise fault(f"prices.{index}.to", f"no price until {following.start}")
        if last.end not in (None, self.retired):
            field = f"prices.{len(self.prices) - 1}.to"
            raise fault(field, f"must be null or the day of retirement ({self.retired})")
        return self

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every name it answers to, as `names.key` writes it."""
        exact = {names.key(each) for each in (self.id, *self.aliases, self.name)}
        short = {each.removeprefix("claude-") for each in exact}
        spelled = frozenset[str]().union(*map(names.variants, self.spellings))
        return frozenset(exact | {each for each in short if self.family in each} | spelled)

    def serves(self, day: date) -> bool:
        """Whether the Claude API serves it on `day`."""
        return self.is_released(day) and not self.is_retired(day)

    def is_released(self, day: date) -> bool:
        """Whether it was out by `day`; an unknown release counts as out."""
        return self.released is None or self.released <= day

    def is_retired(self, day: date) -> bool:
        """Whether the Claude API had stopped serving it by `day`."""
        return self.retired is not None and self.retired <= day

    def last_served(self, day: date) -> date:
        """`day`, or for a model retired by then its last day: what held then still counts."""
        last = self.retired - timedelta(days=1) if self.retired else day
        return min(day, last)


class PriceBook(Entry):
    """All models and fees, immutable. Ask `as_of(day)` for the prices of a day."""

    prices_as_of: Day
    """The day up to which the prices were checked."""
    sources: Mapping[str, Source]
    fees: tuple[Fee, ...]
    models: tuple[Model, ...]

    @field_validator("fees")
    @classmethod
    def _oldest_first(cls, fees: tuple[Fee, ...]) -> tuple[Fee, ...]:
        for unit in FEE_UNITS:
            check_order([fee for fee in fees if fee.unit == unit])
        return fees

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        self._check_ids()
        self._check_names()
        self._check_sources()
        return self

    def _check_ids(self) -> None:
        ids = Counter(model.id for model in self.models)
        for index, model in enumerate(self.models):
            if ids[model.id] > 1:
                raise fault("id", f"{model.id} stands twice: keep one entry for each id", index)
            for field in ("successor", "older_snapshot"):
                other = getattr(model, field)
                if other and other not in ids:
                    raise fault(field, f"{other} is not the id of a model", index)

    def _check_names(self) -> None:
        owner: dict[str, str] = {}
        for index, model in enumerate(self.models):
            for each in sorted(model.keys):
                if each in owner:
                    problem = f"{model.id} and {owner[each]} both answer to {each!r}"
                    raise fault("spellings", f"{problem}: take it from one of them", index)
                owner[each] = model.id

    def _check_sources(self) -> None:
        for key, source in self.sources.items():
            if source.read > self.prices_as_of:
                problem = f"{source.read} lies after the book's own date ({self.prices_as_of})"
                raise fault(f"sources.{key}.read", problem)
        for fee_index, fee in enumerate(self.fees):
            self._check_known(fee.source, f"fees.{fee_index}.source", None)
        for index, model in enumerate(self.models):
            self._check_known(model.source, "source", index)
            for field in ("prices", "fast", "tiers", "former"):
                for number, row in enumerate(getattr(model, field)):
                    self._check_known(row.source, f"{field}.{number}.source", index)

    def _check_known(self, keys: Sequence[str], field: str, entry: int | None) -> None:
        for key in keys:
            if key not in self.sources:
                raise fault(field, f"{key!r} is not among the sources", entry)

    # A book is one thing: two of them are never compared by what they say.
    __hash__ = object.__hash__
    __eq__ = object.__eq__

    @cached_property
    def _by_key(self) -> Mapping[str, Model]:
        return {each: model for model in self.models for each in model.keys}

    @cached_property
    def _lists(self) -> dict[date, PriceList]:
        return {}

    @property
    def keys(self) -> frozenset[str]:
        """Every name that some model answers to, as `names.key` writes it."""
        return frozenset(self._by_key)

    @cached_property
    def families(self) -> tuple[str, ...]:
        """Names of the families, in the order of the book."""
        return tuple(dict.fromkeys(model.family for model in self.models))

    def find(self, name: str) -> Model:
        """The model that answers to `name`: an id, alias or plain name, never a prefix.

        Raises:
            UnknownModel: none does.
        """
        try:
            return self._by_key[names.key(name)]
        except KeyError:
            raise UnknownModel(name) from None

    def as_of(self, day: date) -> PriceList:
        """The prices of `day`; for a day to come, what is announced by now."""
        prices = self._lists.get(day)
        if prices is None:
            if len(self._lists) >= _KEPT_DAYS:
                self._lists.clear()
            prices = self._lists[day] = PriceList(self, day)
        return prices


_KEPT_DAYS = 64
