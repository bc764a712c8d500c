"""The `usage` object that the API returns with an answer, read as a workload.

    {"input_tokens": 1200, "output_tokens": 5300, "cache_read_input_tokens": 940000,
     "cache_creation_input_tokens": 50000}

`input_tokens` excludes what was read from the cache and written to it, so all are added up.
Output includes thinking. Searches are billed beside the tokens, fetches are free. Whatever
would change the bill and has no known price is refused, by its key; so is every key not named
here that says something: speed, place and tier of service were such keys once.

Source: the vendor's reference of the Messages API, and its pages on prompt caching, compaction
and the advisor tool.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import ErrorDetails

from . import names
from .errors import UnreadableUsage
from .pricebook import Model
from .rows import fault
from .strict_yaml import dotted
from .workload import ONE, Modifier, Usage, Workload

_MOST = 10**18
"""More tokens than any request has."""


def _count(value: object) -> int:
    if type(value) is int and 0 <= value < _MOST:
        return value
    raise ValueError("must be a whole number from 0 up")


_Count = Annotated[int, BeforeValidator(_count)]


def _says_nothing(value: object) -> bool:
    """Whether there is only null, zero, false and empty text in it, however deep."""
    if isinstance(value, Mapping):
        return all(map(_says_nothing, value.values()))
    if isinstance(value, list):
        return all(map(_says_nothing, value))
    return not value


class _Part(BaseModel):
    """An object of the API: null is as good as missing, an unknown key must say nothing."""

    # Built at first use: most questions hold no such object.
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_what_says_nothing(cls, data: object) -> object:
        if not isinstance(data, Mapping):
            raise ValueError("must be an object")  # noqa: TRY004 - what pydantic reports
        known = cls.model_fields
        return {
            key: value
            for key, value in data.items()
            if not (value is None if key in known else _says_nothing(value))
        }


class _Writes(_Part):
    """`cache_creation`: the writes by the life of the entry."""

    ephemeral_5m_input_tokens: _Count = 0
    ephemeral_1h_input_tokens: _Count = 0


class _ServerTools(_Part):
    """`server_tool_use`: requests made by tools that run on the vendor's side."""

    web_search_requests: _Count = 0
    web_fetch_requests: _Count = 0
    """Free but for the tokens."""


class _OutputDetails(_Part):
    """`output_tokens_details`: a part of `output_tokens`, not beside it."""

    thinking_tokens: _Count = 0


class _Tokens(_Part):
    """The tokens of a request, or of one sampling of it."""

    input_tokens: _Count = 0
    """Neither read from the cache nor written to it."""
    output_tokens: _Count = 0
    cache_read_input_tokens: _Count = 0
    cache_creation_input_tokens: _Count | None = None
    """All writes; missing or null: what `cache_creation` says."""
    cache_creation: _Writes | None = None
    """The writes by life; missing or null: all are 5-minute ones."""

    @model_validator(mode="after")
    def _split_adds_up(self) -> Self:
        split, written = self.cache_creation, self.cache_creation_input_tokens
        if split is not None and written is not None:
            parts = split.ephemeral_5m_input_tokens + split.ephemeral_1h_input_tokens
            if parts != written:
                problem = f"adds up to {parts}, but cache_creation_input_tokens is {written}"
                raise fault("cache_creation", problem)
        return self

    @property
    def writes(self) -> tuple[int, int]:
        """5-minute and 1-hour writes."""
        split = self.cache_creation
        if split is None:
            return self.cache_creation_input_tokens or 0, 0
        return split.ephemeral_5m_input_tokens, split.ephemeral_1h_input_tokens


class _Iteration(_Tokens):
    """One sampling of a request, already counted in its totals where it is a message."""

    type: str = "message"
    model: str | None = None
    output_tokens_details: _OutputDetails | None = None

    @field_validator("type")
    @classmethod
    def _is_counted(cls, value: str) -> str:
        if value != "message":
            raise ValueError(f'is "{value}": its tokens are billed beside the totals')
        return value


class UsageObject(_Tokens):
    """A `usage` object whose every key is understood; make one by `read_usage`."""

    output_tokens_details: _OutputDetails = Field(default_factory=_OutputDetails)
    server_tool_use: _ServerTools = Field(default_factory=_ServerTools)
    service_tier: Literal["", "standard", "batch"] = ""
    speed: Literal["", "standard", "fast"] = ""
    inference_geo: Literal["", "global", "not_available", "us"] = ""
    iterations: Annotated[tuple[_Iteration, ...], Field(strict=False)] = ()
    """What `input_tokens` and the others are the sum of, where there is more than one."""

    @model_validator(mode="after")
    def _parts_within_totals(self) -> Self:
        if self.output_tokens_details.thinking_tokens > self.output_tokens:
            raise fault("output_tokens_details.thinking_tokens", "is more than output_tokens")
        for key in ("input_tokens", "output_tokens", "cache_read_input_tokens"):
            if sum(getattr(each, key) for each in self.iterations) > getattr(self, key):
                raise fault("iterations", f"add up to more than {key}")
        if sum(sum(each.writes) for each in self.iterations) > sum(self.writes):
            raise fault("iterations", "add up to more than cache_creation_input_tokens")
        return self

    @property
    def usage(self) -> Usage:
        """The quantities of each unit."""
        short, long = self.writes
        return Usage(
            input=self.input_tokens,
            output=self.output_tokens,
            cache_read=self.cache_read_input_tokens,
            cache_write_5m=short,
            cache_write_1h=long,
            web_search=self.server_tool_use.web_search_requests,
        )

    @property
    def modifiers(self) -> frozenset[Modifier]:
        """The terms it was answered on."""
        said = {
            Modifier.BATCH: self.service_tier == "batch",
            Modifier.FAST: self.speed == "fast",
            Modifier.US_ONLY: self.inference_geo == "us",
        }
        return frozenset(modifier for modifier, holds in said.items() if holds)

    def workload(self, model: Model, requests: Decimal | None = ONE) -> Workload:
        """The work it is of, done by `model`.

        Args:
            model: which model answered; the object itself does not say.
            requests: how many such requests; None where it is the sum of an unknown number.

        Raises:
            UnreadableUsage: a part of it was done by another model, at other rates.
        """
        for index, each in enumerate(self.iterations):
            if each.model is not None and names.key(each.model) not in model.keys:
                key = f"iterations.{index}.model"
                raise UnreadableUsage(key, f"is {each.model}, which has rates of its own")
        return Workload(model.id, self.usage, requests=requests, modifiers=self.modifiers)


def read_usage(data: object) -> UsageObject:
    """The `usage` object that `data`, parsed from JSON, holds.

    Raises:
        UnreadableUsage: a key is unknown, or its value cannot be, contradicts another, or has
            no known price, such as the priority tier.
    """
    try:
        return UsageObject.model_validate(data)
    except ValidationError as error:
        raise _refusal(error.errors()[0]) from None


def _refusal(error: ErrorDetails) -> UnreadableUsage:
    field = error.get("ctx", {}).get("field")
    loc = error["loc"] if field is None else (*error["loc"], field)
    match error["type"]:
        case "extra_forbidden":
            problem = "is not a key that is known, and may change the bill"
        case "literal_error":
            problem = f"is {error['input']!r}, which has no known price"
        case "tuple_type":
            problem = "must be a list"
        case _:
            problem = error["msg"].removeprefix("Value error, ")
    return UnreadableUsage(dotted(loc) or "usage", problem)
