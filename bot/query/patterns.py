"""Patterns that few texts are searched for: each is compiled when it is first looked for."""

from __future__ import annotations

import re
from functools import cached_property


class Pattern:
    """A regular expression, of which only what is looked for at one place is asked."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self._source = source
        self._flags = flags

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """What stands at `start` of `text`."""
        return self._compiled.match(text, start)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """All of `text`."""
        return self._compiled.fullmatch(text)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._source, self._flags)
