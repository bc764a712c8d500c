"""A sentence not yet worded: its key in the catalogue, and the facts it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogue: its key and the facts it needs."""

    key: str
    facts: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), hash=False)


def phrase(key: str, **facts: object) -> Phrase:
    """A `Phrase` with its facts as keyword arguments."""
    return Phrase(key, MappingProxyType(facts))
