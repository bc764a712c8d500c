"""A text as a row of tokens, with what the lexicon knows of them."""

from __future__ import annotations

from .errors import QueryError
from .lexicon import Lexicon, Term
from .phrase import phrase
from .pieces import Piece, TermPiece, TroublePiece
from .reading import Span
from .tokens import Kind, Token, touches

_JOINERS = frozenset("-_")
Found = tuple[Piece, int]
"""A piece and the index of the token behind it."""


class Row(list[Token]):
    """The tokens of `source`, in order."""

    def __init__(
        self, source: str, tokens: list[Token], lexicon: Lexicon, *, has_slips: bool = True
    ) -> None:
        """`has_slips`: whether the text of a token may be another than stands in `source`."""
        super().__init__(tokens)
        self._has_slips = has_slips
        self.source = source
        self.lexicon = lexicon
        self._size = len(tokens)
        self._texts = [token.text for token in tokens]
        known = lexicon.phrases.further
        self._terms = [branch.term if (branch := known.get(text)) else None for text in self._texts]

    def text(self, index: int) -> str:
        """The token at `index` in lower case, nothing where there is none."""
        return self._texts[index] if 0 <= index < self._size else ""

    def is_number(self, index: int) -> bool:
        """Whether digits stand at `index`."""
        return 0 <= index < self._size and self[index].kind is Kind.NUMBER

    def touches(self, index: int) -> bool:
        """Whether the token at `index` is tied to the one before."""
        return 0 < index < self._size and touches(self[index - 1], self[index])

    def term(self, index: int) -> Term | None:
        """What the single word at `index` means, None where it has no meaning here."""
        return self._terms[index] if 0 <= index < self._size else None

    def has(self, category: str, value: str) -> bool:
        """Whether a single word anywhere means this."""
        return (category, value) in self._terms

    def is_of(self, index: int, category: str, *values: str) -> bool:
        """Whether the single word at `index` is of `category` (and means one of `values`)."""
        term = self._terms[index] if 0 <= index < self._size else None
        if term is None or term.category != category:
            return False
        return not values or term.value in values

    def longest(self, index: int) -> tuple[TermPiece, int] | None:
        """The longest phrase of the lexicon at `index`, and the index behind it."""
        term, end = self._phrase(index)
        return self._meaning(index, end, term) if term else None

    def alone(self, index: int) -> tuple[TermPiece, int] | None:
        """The word at `index` as a phrase of its own, whatever it begins."""
        term = self.term(index)
        return self._meaning(index, index + 1, term) if term else None

    def _meaning(self, index: int, end: int, term: Term) -> tuple[TermPiece, int]:
        written = self._mended if self._has_slips else self.stretch
        return TermPiece(*written(index, end), term), end

    def _mended(self, index: int, end: int) -> tuple[Span, str]:
        """Where the tokens up to `end` stand, and their text with its slips mended."""
        span, text = self.stretch(index, end)
        for token in self[index:end]:
            said = self.source[token.span.start : token.span.end]
            if token.text.isascii() and said.casefold() != token.text:
                text = text.replace(said, token.text)
        return span, text

    def category(self, index: int) -> str:
        """The category of the longest phrase at `index`, nothing where there is none."""
        term, _ = self._phrase(index)
        return term.category if term else ""

    def _phrase(self, index: int) -> tuple[Term | None, int]:
        """What the longest phrase at `index` means, and the index behind it."""
        branch = self.lexicon.phrases.further.get(self.text(index))
        found, end = None, index
        texts, size = self._texts, self._size
        while branch:
            index += 1
            if branch.term:
                found, end = branch.term, index
            if index >= size or not branch.further:
                break
            while texts[index] in _JOINERS and self.is_joiner(index):
                index += 1
            branch = branch.further.get(texts[index])
        return found, end

    def is_joiner(self, index: int) -> bool:
        """Whether a hyphen or underscore ties two words: `us-only`, `cache_read`."""
        return (
            self.text(index) in _JOINERS
            and index + 1 < self._size
            and self.touches(index)
            and self.touches(index + 1)
        )

    def index_at(self, place: int, index: int) -> int:
        """The index of the first token, from `index` on, that begins at or behind `place`."""
        while index < self._size and self[index].span.start < place:
            index += 1
        return index

    def stretch(self, index: int, end: int) -> tuple[Span, str]:
        """Where the tokens from `index` up to `end` stand, and their text."""
        span = self[index].span
        if end > index + 1:
            span = Span(span.start, self[end - 1].span.end)
        return span, self.source[span.start : span.end]

    def trouble(
        self, index: int, end: int, error: type[QueryError], key: str, **facts: object
    ) -> Found:
        """The tokens up to `end` as something that cannot be read, with what to say of it."""
        span, text = self.stretch(index, end)
        return TroublePiece(span, text, error(phrase(key, said=text, **facts), span)), end
