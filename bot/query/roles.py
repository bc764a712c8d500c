"""Words by the part they play beside a clause, read from `words/roles.yaml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pricing import read_yaml

_FILE = Path(__file__).parent / "words" / "roles.yaml"


def words_that(role: str) -> frozenset[str]:
    """The words that play `role`, in lower case and in every language.

    Raises:
        KeyError: the file knows no such role.
        BookError: the file cannot be read.
    """
    return _roles()[role]


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """`words` so that none stands behind one that it begins with, in the same order each time."""
    return tuple(sorted(words, key=lambda each: (-len(each), each)))


def any_of(*roles: str) -> str:
    """A pattern of any word that plays one of `roles`, the longest of them tried first."""
    return "|".join(longest_first(frozenset[str]().union(*map(words_that, roles))))


@cache
def words_of_roles() -> frozenset[str]:
    """The words that play any role."""
    return frozenset[str]().union(*_roles().values())


@cache
def _roles() -> Mapping[str, frozenset[str]]:
    return {role: frozenset(_listed(words)) for role, words in read_yaml(_FILE).items()}


def _listed(words: str | list[str]) -> list[str]:
    """The words of a role: so many of them that one text is read far sooner than a list."""
    return words.split(", ") if isinstance(words, str) else words
