"""YAML in, `PriceBook` out, or an error naming file and field.

A folder of price data holds `book.yaml` (the book's date and the names of the families),
`sources.yaml`, `fees.yaml` and one file a family. `strict_yaml` reads them, and the models of
`pricebook` make types of what is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from .errors import BookError
from .pricebook import PriceBook
from .strict_yaml import dotted, read_yaml

PUBLISHED = Path(__file__).parent / "data"
# Beside the families; currencies are not prices, and are read elsewhere.
_NO_FAMILIES = {"book", "sources", "fees", "currencies"}


class _Contents(BaseModel):
    """`book.yaml`."""

    model_config = ConfigDict(extra="forbid")

    prices_as_of: str
    families: tuple[str, ...] = Field(min_length=1)


@cache
def load_published() -> PriceBook:
    """The prices that come with this package, built once.

    Raises:
        BookError: as `load`.
    """
    return load(PUBLISHED)


def load(folder: Path) -> PriceBook:
    """The price book that the YAML files of `folder` describe.

    Raises:
        BookError: a file is missing, unreadable, or says something that cannot be.
    """
    contents = _contents(folder)
    models: list[Any] = []
    origins: list[tuple[str, int]] = []
    for family in contents.families:
        entries = _entries(folder / f"{family}.yaml", family)
        models += entries
        origins += [(f"{family}.yaml", index) for index in range(len(entries))]
    book = {
        "prices_as_of": contents.prices_as_of,
        "sources": read_yaml(folder / "sources.yaml"),
        "fees": read_yaml(folder / "fees.yaml"),
        "models": models,
    }
    try:
        return PriceBook.model_validate(book)
    except ValidationError as error:
        raise _located(_clearest(error), origins) from None


def _contents(folder: Path) -> _Contents:
    try:
        contents = _Contents.model_validate(read_yaml(folder / "book.yaml"))
    except ValidationError as error:
        first = _clearest(error)
        raise BookError("book.yaml", _dotted(first["loc"]), _problem(first)) from None
    for file in sorted(folder.glob("*.yaml")):
        if file.stem not in {*_NO_FAMILIES, *contents.families}:
            raise BookError("book.yaml", "families", f"add {file.stem}, or remove {file.name}")
    return contents


def _entries(file: Path, family: str) -> list[Any]:
    """The models of a family's file, each with its family."""
    data = read_yaml(file)
    if not isinstance(data, dict) or set(data) != {"family", "models"}:
        raise BookError(file.name, "", "holds exactly two keys, family and models")
    if data["family"] != family:
        raise BookError(file.name, "family", f"is {data['family']}, but the file is {family}.yaml")
    entries = data["models"]
    if not isinstance(entries, list):
        raise BookError(file.name, "models", "is a list of models")
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            raise BookError(file.name, f"models.{index}", "is a model, with an id and a name")
        if "family" in entry:
            raise BookError(file.name, f"models.{index}.family", "stands at the top of the file")
        entry["family"] = family
    return entries


def _located(error: ErrorDetails, origins: Sequence[tuple[str, int]]) -> BookError:
    """The problem, with the file and the field it lies in."""
    facts = error.get("ctx", {})
    field = facts.get("field")
    loc = error["loc"] if field is None else (*error["loc"], *field.split("."))
    if (entry := facts.get("entry")) is not None:
        loc = ("models", entry, *loc)
    match loc:
        case ("models", int(index), *rest):
            file, number = origins[index]
            return BookError(file, _dotted(("models", number, *rest)), _problem(error))
        case (("sources" | "fees") as name, *rest):
            return BookError(f"{name}.yaml", _dotted(rest), _problem(error))
    return BookError("book.yaml", _dotted(loc), _problem(error))


# What pydantic calls the two kinds of tiers, which no file does.
_NOT_IN_FILES = ("published", "multiplied")


def _dotted(path: Sequence[str | int]) -> str:
    return dotted([each for each in path if each not in _NOT_IN_FILES])


def _clearest(error: ValidationError) -> ErrorDetails:
    """The first problem; a misspelled key before the one that is missing for it."""
    return min(error.errors(), key=lambda each: each["type"] != "extra_forbidden")


def _problem(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such key here"
    return error["msg"].removeprefix("Value error, ")
