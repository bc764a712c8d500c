"""The names of models: those of the book, and those that other vendors sell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pricing import Model, PriceBook

from .model import Named

# What partners put around a name: `us.anthropic.claude-...-v1:0`.
_AROUND = frozenset(
    {"us", "eu", "jp", "apac", "au", "global", "anthropic", "v", "0", "1", "default"}
)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """What models are called.

    Attributes:
        names: every name of the book, as `pricing.key` writes it, with the model it means.
        families: names of the families ("sonnet").
        openings: words a model's name can begin with, the flipped orders aside.
        parts: what names are made of, between their dashes.
        display: the names people read, for suggestions.
        versions: of each version ("4-5") the models that anyone can use, in the order of the book.
    """

    names: dict[str, Named]
    families: frozenset[str]
    openings: frozenset[str]
    parts: frozenset[str]
    display: tuple[str, ...]
    versions: dict[str, tuple[Named, ...]]


@lru_cache(maxsize=8)
def vocabulary(book: PriceBook) -> Vocabulary:
    """The names that the models of `book` answer to."""
    names = {each: named(book.find(each)) for each in book.keys}
    families = frozenset(book.families) - {"claude"}
    openings = {each.partition("-")[0] for each in names if not each[0].isdigit()}
    return Vocabulary(
        names,
        families,
        frozenset(openings | {"anthropic"}),
        frozenset(part for name in names for part in name.split("-")) | _AROUND,
        tuple(model.spellings[0] for model in book.models),
        _versions(names, [each for each in book.models if each.availability == "general"]),
    )


def _versions(names: Mapping[str, Named], models: Sequence[Model]) -> dict[str, tuple[Named, ...]]:
    """Of each version the models of it: "sonnet 4.5" is one of 4.5."""
    found: dict[str, dict[Named, None]] = {}
    for model in models:
        for name, each in names.items():
            version = name.removeprefix(f"{model.family}-")
            if each.id == model.id and _VERSION.fullmatch(version):
                found.setdefault(version, {})[each] = None
    return {version: tuple(each) for version, each in found.items()}


_VERSION = re.compile(r"\d(-\d)?")


def named(model: Model) -> Named:
    """`model` as a query names it."""
    return Named(model.id, model.spellings[0].replace(" ", "-"))
