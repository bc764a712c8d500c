"""What is asked of a model: units, usage, modifiers, workload."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from decimal import Context, Decimal, Inexact
from enum import StrEnum
from operator import attrgetter
from typing import Any, Literal

from .errors import BadWorkload
from .exact import add, part, subtract


class Unit(StrEnum):
    """A kind of thing billed."""

    INPUT = "input"
    OUTPUT = "output"
    CACHE_READ = "cache_read"
    CACHE_WRITE_5M = "cache_write_5m"
    CACHE_WRITE_1H = "cache_write_1h"
    WEB_SEARCH = "web_search"
    SESSION_HOUR = "session_hour"
    DISCOUNT = "discount"
    """Dollars of token cost that a negotiated discount takes off: a line, never a usage."""


PROMPT_UNITS = (Unit.INPUT, Unit.CACHE_READ, Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
CACHE_UNITS = (Unit.CACHE_READ, Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H)
TOKEN_UNITS = (*PROMPT_UNITS, Unit.OUTPUT)
FEE_UNITS = (Unit.WEB_SEARCH, Unit.SESSION_HOUR)


class Modifier(StrEnum):
    """A term that scales the rate. Not "discount": some raise it."""

    BATCH = "batch"
    FAST = "fast"
    US_ONLY = "us_only"
    REGIONAL = "regional"


_MODIFIERS = frozenset(Modifier)

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True, init=False)
class Usage:
    """Quantities of units that one request, or a volume of them, consumes.

    Tokens are counted as the API's `usage` object does: `input` excludes what is
    read from or written to the cache. Integers are taken as well as decimals.
    Iterating gives each unit with a quantity above zero.

        >>> list(Usage(input=1200, output=300))
        [(<Unit.INPUT: 'input'>, Decimal('1200')), (<Unit.OUTPUT: 'output'>, Decimal('300'))]

    Raises:
        BadWorkload: an amount is negative, not a number, a float, or beyond all measure.
    """

    input: Decimal
    output: Decimal
    cache_read: Decimal
    cache_write_5m: Decimal
    cache_write_1h: Decimal
    web_search: Decimal
    """Searches, not thousands of them."""
    session_hour: Decimal
    """Running hours of Managed Agents sessions."""
    # Pairs of a unit and its quantity; Any, as `replace` would have to take what it never is given.
    _used: Any = field(init=False, repr=False, compare=False)
    """The units with a quantity above zero: asked for by every rate that is tried."""
    _prompt: Any = field(init=False, repr=False, compare=False)

    def __init__(  # noqa: PLR0913, PLR0917 - an amount a unit
        self,
        input: Decimal | int = ZERO,  # noqa: A002 - the API's own word
        output: Decimal | int = ZERO,
        cache_read: Decimal | int = ZERO,
        cache_write_5m: Decimal | int = ZERO,
        cache_write_1h: Decimal | int = ZERO,
        web_search: Decimal | int = ZERO,
        session_hour: Decimal | int = ZERO,
    ) -> None:
        given = (
            input, output, cache_read, cache_write_5m, cache_write_1h, web_search, session_hour
        )  # fmt: skip
        set_field = object.__setattr__  # what a frozen dataclass does as well
        used = []
        for unit, value in zip(_UNITS, given, strict=True):
            quantity = value if value is ZERO else amount(unit, value)
            set_field(self, unit, quantity)
            if quantity:
                used.append((unit, quantity))
        set_field(self, "_used", tuple(used))
        reads, writes = self.cache_read, add(self.cache_write_5m, self.cache_write_1h)
        set_field(self, "_prompt", add(add(self.input, reads), writes))

    def __iter__(self) -> Iterator[tuple[Unit, Decimal]]:
        used: tuple[tuple[Unit, Decimal], ...] = self._used
        return iter(used)

    @property
    def prompt(self) -> Decimal:
        """Tokens of the prompt: uncached, read and written."""
        prompt: Decimal = self._prompt
        return prompt

    @property
    def is_cached(self) -> bool:
        """Whether anything is read from or written to the cache."""
        return bool(self.cache_read or self.cache_write_5m or self.cache_write_1h)

    def times(self, factor: Decimal | int) -> Usage:
        """Every quantity multiplied by `factor`, exactly; by a third, that part of it.

        Raises:
            BadWorkload: `factor` is no amount, or a product is beyond all measure.
        """
        factor = amount("factor", factor)
        return Usage(*(part(quantity, factor) for quantity in _quantities(self)))

    def cached(self, share: Decimal | int) -> Usage:
        """The same prompt with `share` of its input tokens read from the cache.

        Raises:
            BadWorkload: `share` does not lie between 0 and 1.
        """
        read = part(self.input, share_of("cached share", share))
        left, in_all = subtract(self.input, read), add(self.cache_read, read)
        return Usage(
            left, self.output, in_all, self.cache_write_5m, self.cache_write_1h,
            self.web_search, self.session_hour,
        )  # fmt: skip

    def uncached(self) -> Usage:
        """The same prompt with nothing cached: reads and writes are plain input."""
        if not self.is_cached:
            return self
        return Usage(
            self.prompt, self.output, web_search=self.web_search, session_hour=self.session_hour
        )

    def written_as(self, unit: Literal[Unit.CACHE_WRITE_5M, Unit.CACHE_WRITE_1H]) -> Usage:
        """The same with everything that is written to a cache written to that of `unit`."""
        written = add(self.cache_write_5m, self.cache_write_1h)
        if getattr(self, unit) == written:
            return self
        nothing = {"cache_write_5m": ZERO, "cache_write_1h": ZERO}
        return replace(self, **(nothing | {unit.value: written}))


_UNITS = tuple(Unit(each.name) for each in fields(Usage) if each.init)
_quantities = attrgetter(*_UNITS)


@dataclass(frozen=True, slots=True)
class Workload:
    """Work for one model: what each request consumes, how many there are, on which terms.

    Attributes:
        model: the model's id, alias or plain name.
        usage: per request; the whole volume where `requests` is None.
        requests: how many requests; None for a volume over an unknown number.
        modifiers: terms that scale the rates.
        prompt_tokens: the size of one request's prompt, where it differs from what
            `usage` says; decides the prompt tier of a volume.
        discount: a negotiated discount on token prices, as a share from 0 to 1.

    Raises:
        BadWorkload: an amount is negative, not a number, a float, or beyond all measure; or
            there is no such modifier.
    """

    model: str
    usage: Usage
    requests: Decimal | None = None
    modifiers: frozenset[Modifier] = frozenset()
    prompt_tokens: Decimal | None = None
    discount: Decimal = ZERO

    def __post_init__(self) -> None:
        if self.requests is not None:
            object.__setattr__(self, "requests", amount("requests", self.requests))
        if self.prompt_tokens is not None:
            object.__setattr__(self, "prompt_tokens", amount("prompt_tokens", self.prompt_tokens))
        if unknown := self.modifiers - _MODIFIERS:
            problem = f"there are {', '.join(Modifier)}"
            raise BadWorkload("modifiers", ", ".join(sorted(unknown)), problem)
        if self.discount is not ZERO:
            object.__setattr__(self, "discount", share_of("discount", self.discount))

    @property
    def one_prompt(self) -> Decimal | None:
        """Tokens in the prompt of one request, None where that is unknown."""
        if self.prompt_tokens is not None:
            return self.prompt_tokens
        return None if self.requests is None else self.usage.prompt

    @property
    def one_output(self) -> Decimal | None:
        """Output tokens of one request, None where that is unknown."""
        return None if self.requests is None else self.usage.output


# No amount meant in earnest is larger, or finer, and `exact` keeps every digit of what is within.
# Emin=0 lets `prec` bound the decimals too: there are 118 places behind the point, at most.
_AMOUNTS = Context(prec=119, Emin=0, Emax=18, traps=[Inexact])


def amount(field: str, value: Decimal | int) -> Decimal:
    """`value` as an exact decimal, if a workload can have it: below 10^19, up to 118 decimals.

    Raises:
        BadWorkload: it is negative, not a number, a float, or beyond all measure.
    """
    number = value
    if type(number) is not Decimal:
        if isinstance(value, bool) or not isinstance(value, (Decimal, int)):
            raise BadWorkload(field, value, "an amount is an int or a Decimal, which are exact")
        number = Decimal(value)
    if not number.is_finite() or number < ZERO:
        raise BadWorkload(field, value, "an amount is a number from 0 up")
    if not number:
        return ZERO
    try:
        _AMOUNTS.plus(number)
    except Inexact:
        problem = "too large, or with too many decimals, to be meant"
        raise BadWorkload(field, value, problem) from None
    return number


def share_of(field: str, value: Decimal | int) -> Decimal:
    """`value` as an exact decimal, if it is a share.

    Raises:
        BadWorkload: it does not lie between 0 and 1.
    """
    share = amount(field, value)
    if share > ONE:
        raise BadWorkload(field, value, "a share lies between 0 and 1")
    return share
