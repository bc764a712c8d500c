"""A text as a row of tokens, with what the lexicon knows of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .errors import QueryError
from .lexicon import Lexicon, Term
from .phrase import phrase
from .pieces import Piece, TermPiece, TroublePiece
from .reading import Span
from .tokens import Token, touches

_JOINERS = frozenset("-_")
Found = tuple[Piece, int]
"""A piece and the index of the token behind it."""


class Row(Sequence[Token]):
    """The tokens of `source`, in order."""

    def __init__(self, source: str, tokens: list[Token], lexicon: Lexicon) -> None:
        self.source = source
        self.lexicon = lexicon
        self._tokens = tokens

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index: Any) -> Any:  # noqa: ANN401 - a token, or a list of them
        return self._tokens[index]

    def text(self, index: int) -> str:
        """The token at `index` in lower case, nothing where there is none."""
        return self._tokens[index].text if 0 <= index < len(self._tokens) else ""

    def is_number(self, index: int) -> bool:
        """Whether digits stand at `index`."""
        return 0 <= index < len(self._tokens) and self._tokens[index].is_number

    def touches(self, index: int) -> bool:
        """Whether the token at `index` is tied to the one before."""
        if not 0 < index < len(self._tokens):
            return False
        return touches(self._tokens[index - 1], self._tokens[index])

    def term(self, index: int) -> Term | None:
        """What the single word at `index` means, None where it has no meaning here."""
        return self.lexicon.terms.get((self.text(index),))

    def is_of(self, index: int, category: str, *values: str) -> bool:
        """Whether the single word at `index` is of `category` (and means one of `values`)."""
        term = self.term(index)
        if term is None or term.category != category:
            return False
        return not values or term.value in values

    def longest(self, index: int, most: int | None = None) -> tuple[TermPiece, int] | None:
        """The longest phrase at `index` (of `most` words at most), and the index behind it."""
        words: list[str] = []
        found: tuple[TermPiece, int] | None = None
        end = index
        most = self.lexicon.longest if most is None else most
        while end < len(self._tokens) and len(words) < most:
            if words and self.is_joiner(end):
                end += 1
                continue
            words.append(self._tokens[end].text)
            end += 1
            if term := self.lexicon.terms.get(tuple(words)):
                found = TermPiece(*self.stretch(index, end), term), end
            elif not self.lexicon.begins(tuple(words)):
                break
        return found

    def category(self, index: int) -> str:
        """The category of the longest phrase at `index`, nothing where there is none."""
        found = self.longest(index)
        return found[0].term.category if found else ""

    def is_joiner(self, index: int) -> bool:
        """Whether a hyphen or underscore ties two words: `us-only`, `cache_read`."""
        return (
            self.text(index) in _JOINERS
            and index + 1 < len(self._tokens)
            and self.touches(index)
            and self.touches(index + 1)
        )

    def index_at(self, place: int, index: int) -> int:
        """The index of the first token, from `index` on, that begins at or behind `place`."""
        while index < len(self._tokens) and self._tokens[index].span.start < place:
            index += 1
        return index

    def stretch(self, index: int, end: int) -> tuple[Span, str]:
        """Where the tokens from `index` up to `end` stand, and their text."""
        span = Span(self._tokens[index].span.start, self._tokens[end - 1].span.end)
        return span, self.source[span.start : span.end]

    def trouble(
        self, index: int, end: int, error: type[QueryError], key: str, **facts: object
    ) -> Found:
        """The tokens up to `end` as something that cannot be read, with what to say of it."""
        span, text = self.stretch(index, end)
        return TroublePiece(span, text, error(phrase(key, said=text, **facts), span)), end
