"""How the tests here read a text: the published book, and the shortest way to a query."""

from __future__ import annotations

from bot.query import canonical, complete, parse, vocabulary
from bot.query.ask import Ask
from bot.query.errors import QueryError
from bot.query.model import Query
from pricing import load_published

BOOK = load_published()
VOCABULARY = vocabulary(BOOK)


def ask(text: str) -> Ask:
    """What `text` says."""
    return parse(text, VOCABULARY)


def query(text: str) -> Query:
    """The query that `text` is, with no thread before it."""
    return complete(ask(text), None)


def reading(text: str) -> str:
    """How `text` is said back."""
    return canonical(query(text))


def meanings(text: str) -> list[tuple[str, str]]:
    """Each piece of `text`, and what it was taken for."""
    return [(each.text, each.meaning) for each in ask(text).heard]


def quoted(text: str, error: QueryError) -> str | None:
    """The piece of `text` that `error` is about, None where it is about the whole."""
    if error.span is None:
        return None
    return ask(text).source[error.span.start : error.span.end]
