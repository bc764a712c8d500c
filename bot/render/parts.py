"""An answer in words: what every face shows, before any face draws it.

Texts are plain and clean: nothing in them is markup, and a face that knows markup escapes them.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec import Struct

from bot.answers.types import Language


class Entry(NamedTuple):
    """One field of a table; `marked` is the one that was asked for."""

    text: str
    marked: bool = False


class Table(Struct, frozen=True):
    """Columns with their heads; each row begins with the name of what it is about."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]


class Passage(Struct, frozen=True):
    """Lines under a title; `verbatim` ones are texts to be typed as they are."""

    title: str
    lines: tuple[str, ...]
    verbatim: bool = False


class Link(Struct, frozen=True):
    """A source: its title with the day it was read, and its address where it has one."""

    text: str
    url: str | None


class Series(NamedTuple):
    """One row of values in a picture, in US dollars."""

    name: str
    values: tuple[Decimal, ...]


class Chart(NamedTuple):
    """A picture: for each category a value of each series."""

    kind: Literal["bar", "line"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    x_label: str
    y_label: str


class Document(Struct, frozen=True):
    """An answer in words.

    Attributes:
        lang: the language it is worded in.
        headline: stands alone.
        leads: sentences that belong right under the headline.
        reading: the canonical text of what was asked.
        below: what the signs in the table mean.
        working: how the numbers were worked out.
        dated: the day of the prices.
        links: where the prices were read.
        receipt: the line that gives the number again.
        charts: makes the pictures, where there may be any; only a face that draws asks for it.
        titled: whether the headline is a title; a refusal's is a sentence.
    """

    lang: Language
    headline: str
    leads: tuple[str, ...] = ()
    reading: str | None = None
    table: Table | None = None
    below: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    working: Passage | None = None
    notes: Passage | None = None
    dated: str | None = None
    links: tuple[Link, ...] = ()
    receipt: str | None = None
    charts: Callable[[], tuple[Chart, ...]] | None = None
    titled: bool = True
