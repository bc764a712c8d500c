"""What each piece of a text was taken for."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of the normalised text, end exclusive."""

    start: int
    end: int

    def apart(self, other: Span) -> int:
        """How many characters stand between the two; negative where they overlap."""
        return max(self.start - other.end, other.start - self.end)


class Heard(NamedTuple):
    """One piece of the text, and what it was taken for.

    Attributes:
        span: where it stands in the normalised text.
        text: the piece itself.
        meaning: what it was taken for, in a few words, such as "10,000,000 input tokens";
            "ignored" only for prose, never for a number, a model or a modifier.
    """

    span: Span
    text: str
    meaning: str


IGNORED = "ignored"
OF_EACH = "for each request"
ON_TOP = "on top"
