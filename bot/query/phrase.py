"""A sentence not yet worded: its key in the catalogue, and the facts it needs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

_NO_FACTS: Mapping[str, object] = MappingProxyType({})


class Phrase(Struct, frozen=True):
    """A sentence of the catalogue: its key and the facts it needs."""

    key: str
    facts: Mapping[str, object] = _NO_FACTS

    def __hash__(self) -> int:
        """By the key alone, as facts may be anything."""
        return hash(self.key)


def phrase(key: str, **facts: object) -> Phrase:
    """A `Phrase` with its facts as keyword arguments."""
    return Phrase(key, MappingProxyType(facts))
