"""How many tokens images and texts are."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from bot.query.model import Bounds, TokensQuery
from bot.query.phrase import Phrase
from pricing import Estimate, Model, Source

from .frame import Frame, Note


class TokenCount(NamedTuple):
    """What contents take on one model; without an `estimate` there is only the `reason`.

    Attributes:
        name: as it was named, where there is no such model.
        tokens: how many.
        estimate: what they cost at the standard rates.
        reason: why they cannot be counted, or have no price.
        most: the same at the high end of a range, whose low end the others are.
    """

    name: str
    model: Model | None
    tokens: Decimal | None
    estimate: Estimate | None
    reason: Phrase | None
    most: tuple[Decimal, Estimate] | None = None

    @property
    def range_of_tokens(self) -> Bounds | None:
        """How many at least and at most, where they are counted."""
        if self.tokens is None:
            return None
        return Bounds(self.tokens, self.most[0] if self.most else self.tokens)


class TokensAnswer(Struct, frozen=True):
    """How many tokens contents take on each model, as they were named.

    `estimated` is whether there are texts among them: only the API itself counts those.
    `receipt` is the line that gives the numbers again.
    """

    frame: Frame
    query: TokensQuery
    reading: str
    counted: tuple[TokenCount, ...]
    estimated: bool
    notes: tuple[Note, ...]
    sources: Mapping[str, Source]
    receipt: str | None = None
