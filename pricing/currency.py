"""What a dollar was in other currencies: the ECB's euro reference rates, as dated data.

The European Central Bank publishes how many units of a currency one euro is. So X per US
dollar is (X per euro) / (US dollars per euro) of the same day, and that division is the one
step that rounds, see `exact.divide`. The rates are for information: nobody is bound by them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, NamedTuple, Self

from pydantic import BeforeValidator, Field, StringConstraints, ValidationError, model_validator

from .errors import BookError, NoExchangeRate
from .exact import divide
from .files import PUBLISHED
from .rows import Day, Entry, Number, fault
from .strict_yaml import dotted, read_yaml
from .workload import ONE

_DOLLAR, _EURO = "USD", "EUR"


def _row(value: object) -> object:
    return value.split() if isinstance(value, str) else value


_Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
_Row = Annotated[tuple[Number, ...], BeforeValidator(_row)]


class CurrencyRate(NamedTuple):
    """What a US dollar was on a day.

    Attributes:
        code: the currency, such as "JPY".
        per_usd: units of it for 1 US dollar, to 28 digits.
        day: the day of publication, on or before the one asked for.
        source: who published it.
    """

    code: str
    per_usd: Decimal
    day: date
    source: str


class CurrencyRates(Entry):
    """Reference rates of many days, immutable. Ask `rate(code, day)`."""

    source: str
    url: str
    columns: tuple[_Code, ...]
    """The currencies of each row, in order; the euro is the base and not among them."""
    rates: Mapping[Day, _Row] = Field(min_length=1)
    """Units of each currency for 1 euro, oldest day first."""

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        columns = set(self.columns)
        if len(columns) < len(self.columns) or _EURO in columns or _DOLLAR not in columns:
            raise fault("columns", f"must name {_DOLLAR}, never {_EURO}, and each one once")
        for before, after in pairwise(self.rates):
            if after <= before:
                raise fault(f"rates.{after}", f"stands behind {before}: the oldest comes first")
        for day, row in self.rates.items():
            if len(row) != len(columns):
                raise fault(f"rates.{day}", f"has {len(row)} rates for {len(columns)} columns")
        return self

    @cached_property
    def _days(self) -> tuple[date, ...]:
        return tuple(self.rates)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every currency that a dollar can be shown in."""
        return (_EURO, *(code for code in self.columns if code != _DOLLAR))

    @property
    def first(self) -> date:
        """The first day with rates."""
        return self._days[0]

    @property
    def last(self) -> date:
        """The last day with rates: on later ones they still hold, but grow old."""
        return self._days[-1]

    def rate(self, code: str, day: date) -> CurrencyRate:
        """The rate of the last day on or before `day`, never interpolated.

        Args:
            code: the currency, one of `codes`.
            day: the day asked for; one after `last` gets the rate of `last`.

        Raises:
            NoExchangeRate: the currency is none of `codes`, or `day` lies before `first`.
        """
        if code not in self.codes:
            raise NoExchangeRate(code, day, None)
        index = bisect_right(self._days, day)
        if not index:
            raise NoExchangeRate(code, day, self.first)
        held = self._days[index - 1]
        per_euro = {_EURO: ONE, **dict(zip(self.columns, self.rates[held], strict=True))}
        per_usd = divide(per_euro[code], per_euro[_DOLLAR])
        return CurrencyRate(code, per_usd, held, self.source)


@cache
def load_currencies() -> CurrencyRates:
    """The reference rates that come with this package, built once.

    Raises:
        BookError: as `read_currencies`.
    """
    return read_currencies(PUBLISHED / "currencies.yaml")


def read_currencies(file: Path) -> CurrencyRates:
    """The reference rates that a YAML file holds, as `tools/update_currencies.py` writes it.

    Raises:
        BookError: it is missing, unreadable, or says something that cannot be.
    """
    try:
        return CurrencyRates.model_validate(read_yaml(file))
    except ValidationError as error:
        first = error.errors()[0]
        loc = [first["ctx"]["field"]] if first["type"] == "fault" else first["loc"]
        field = dotted([each for each in loc if each != "[key]"])
        raise BookError(file.name, field, first["msg"].removeprefix("Value error, ")) from None
