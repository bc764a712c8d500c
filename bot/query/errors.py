"""What keeps a text from being a query, and why.

    QueryError
    ├── NotUnderstood   a word, number or name that cannot be read
    ├── NeedsMore       readable, but one thing is missing or could mean two things
    └── OutOfScope      readable, but not this bot's to answer

Each carries its sentence as a `Phrase`, the piece of the text it is about, and texts
that would be answered. Wording and drawing are the renderer's.
"""

from __future__ import annotations

from .phrase import Phrase
from .reading import Span


class QueryError(Exception):
    """Base of what the query package raises on purpose."""

    def __init__(
        self, message: Phrase, span: Span | None = None, suggestions: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message.key)
        self.message = message
        self.span = span
        self.suggestions = suggestions


class NotUnderstood(QueryError):
    """A word, number or name that cannot be read."""


class NeedsMore(QueryError):
    """One thing is missing, or could mean two things; `message` is the question back."""


class OutOfScope(QueryError):
    """Not this bot's to answer; `message` says where the answer is."""
