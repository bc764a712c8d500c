"""Tokens to pieces: at each place the longest known name, date, number or phrase.

    piece = trouble | model | date | percent | number | term | word | mark

What looks like a model, a number or an amount of money and cannot be read becomes a
trouble, so that nothing of the kind is passed over.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from . import dates, numbers, spelling
from .ask import Remark
from .errors import NeedsMore, NotUnderstood, QueryError
from .lexicon import Lexicon, Term
from .names import ModelFinder, vendor_words
from .phrase import phrase
from .pieces import (
    DatePiece,
    MarkPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    TroublePiece,
    WordPiece,
)
from .reading import Span
from .tokens import Kind, Token, tokens, touches
from .vocabulary import Vocabulary

CURRENCY_SIGNS = frozenset("$€£¥₩₹")
_JOINERS = frozenset("-_")
# "a million" is a number wherever it stands, "one" only before something that is counted.
_SMALLEST_SPELLED = 1_000
_ORDINALS = frozenset({"st", "nd", "rd", "th", "am", "pm"})
"""Behind a number they make a word of it: 2nd, 3pm."""
_RANGES = frozenset({"-", "~", "〜"})
Found = tuple[Piece, int]
"""A piece and the index of the token behind it."""


class Scanner:
    """Reads one text into pieces; `remarks` are the typos that were corrected."""

    def __init__(self, source: str, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self._source = source
        self._lexicon = lexicon
        self.remarks: list[Remark] = []
        self._undecided: dict[Span, tuple[str, ...]] = {}
        self._meant, self._known = _words(lexicon, vocabulary)
        self._row = self._split_suffixes(self._corrected(tokens(source)))
        self._models = ModelFinder(source, self._row, vocabulary, lexicon)

    def pieces(self) -> list[Piece]:
        """The pieces of the text, in order; together they cover every token."""
        found, index = [], 0
        while index < len(self._row):
            piece, index = self._at(index)
            found.append(piece)
        return found

    def _at(self, index: int) -> Found:
        token = self._row[index]
        found = self._models.at(index) or self._date(index)
        if found is None and token.is_number:
            found = self._number(index)
        if found is None and token.kind is Kind.MARK:
            found = self._signed(index)
        return found or self._phrase(index) or self._plain(index)

    def _stretch(self, index: int, end: int) -> tuple[Span, str]:
        span = Span(self._row[index].span.start, self._row[end - 1].span.end)
        return span, self._source[span.start : span.end]

    def _trouble(
        self, index: int, end: int, error: type[QueryError], key: str, **facts: object
    ) -> Found:
        span, text = self._stretch(index, end)
        why = error(phrase(key, said=text, **facts), span)
        return TroublePiece(span, text, why), end

    # --- spelling

    def _corrected(self, row: list[Token]) -> list[Token]:
        """The tokens with slips mended; a word that could be two is left to the parser."""
        return [
            self._mended(token, row[index - 1] if index else None)
            for index, token in enumerate(row)
        ]

    def _mended(self, token: Token, before: Token | None) -> Token:
        tied_to_digits = before is not None and before.is_number and touches(before, token)
        if not token.is_word or tied_to_digits or self._is_fine(token.text):
            return token
        near = spelling.meant(token.text, self._meant)
        meanings = {self._lexicon.terms.get((word,), word) for word in near}
        if len(meanings) != 1:
            self._undecided[token.span] = near
            return token
        said = self._source[token.span.start : token.span.end]
        self.remarks.append(Remark("typo", phrase("note.typo", said=said, meant=near[0])))
        return token._replace(text=near[0])

    def _is_fine(self, word: str) -> bool:
        return word in self._known or self._lexicon.is_ordinary(word)

    def _split_suffixes(self, row: list[Token]) -> list[Token]:
        """Letters behind a number become tokens of their own: `10Mtok`, `2kin`, `500requests`."""
        split: list[Token] = []
        for token in row:
            tied = bool(split) and split[-1].is_number and touches(split[-1], token)
            split += self._suffixes(token) if tied and token.is_word else [token]
        return split

    def _suffixes(self, token: Token) -> list[Token]:
        if (token.text,) in self._lexicon.terms:
            return [token]
        for length in (2, 1):
            scale, rest = token.text[:length], token.text[length:]
            if self._is_scale(scale) and (rest,) in self._lexicon.terms:
                middle = token.span.start + length
                return [
                    Token(Kind.WORD, Span(token.span.start, middle), scale),
                    Token(Kind.WORD, Span(middle, token.span.end), rest),
                ]
        return [token]

    def _is_scale(self, word: str) -> bool:
        term = self._lexicon.terms.get((word,))
        return term is not None and term.category == "scale"

    # --- dates

    def _date(self, index: int) -> Found | None:
        token = self._row[index]
        if not token.is_number and token.text not in dates.MONTHS:
            return None
        start = token.span.start
        try:
            found = dates.at(self._source, start)
        except dates.NoSuchDay as error:
            end = self._index_at(start + error.length, index)
            return self._trouble(index, end, NotUnderstood, "unread.day")
        if found:
            day, stop = found
            end = self._index_at(stop, index)
            return DatePiece(*self._stretch(index, end), day), end
        partial = dates.partial_at(self._source, start)
        if partial is None:
            return None
        return self._trouble(index, self._index_at(partial, index), NeedsMore, "ask.whole_date")

    def _index_at(self, place: int, index: int) -> int:
        """The index of the first token that begins at or behind `place`."""
        while index < len(self._row) and self._row[index].span.start < place:
            index += 1
        return index

    # --- numbers

    def _number(self, index: int) -> Found:
        scale, end = self._scale(index + 1)
        if found := self._tied_letters(index, end) or self._range(index, end):
            return found
        token = self._row[index]
        try:
            value = numbers.read(token.text, scale)
        except numbers.Ambiguous:
            return self._trouble(index, end, NeedsMore, "ask.separators")
        except numbers.TooLarge:
            return self._trouble(index, end, NotUnderstood, "unread.too_large")
        if self._is_percent(end):
            return self._percent(index, end + 1, value)
        span, text = self._stretch(index, end)
        return NumberPiece(span, text, value, _minutes(token, text)), end

    def _scale(self, index: int) -> tuple[Decimal | None, int]:
        """The scale word at `index` and the index behind it; (None, index) where none is."""
        if index < len(self._row) and self._is_scale(self._row[index].text):
            return Decimal(self._lexicon.terms[(self._row[index].text,)].value), index + 1
        return None, index

    def _tied_letters(self, index: int, end: int) -> Found | None:
        """Letters of no meaning tied to a number: `2nd` is a word, `10x7q` is nothing."""
        if end >= len(self._row) or not touches(self._row[end - 1], self._row[end]):
            return None
        behind = self._row[end]
        if not behind.is_word or (behind.text,) in self._lexicon.terms:
            return None
        if behind.text in _ORDINALS:
            return WordPiece(*self._stretch(index, end + 1)), end + 1
        return self._trouble(index, end + 1, NotUnderstood, "unread.number")

    def _range(self, index: int, end: int) -> Found | None:
        """`5-10k`, `5k to 10k`: named, so that neither end is taken for the whole."""
        if end + 1 >= len(self._row) or not self._row[end + 1].is_number:
            return None
        if self._row[end].text not in _RANGES and self._row[end].text != "to":
            return None
        _, stop = self._scale(end + 2)
        return self._trouble(index, stop, NotUnderstood, "unread.range")

    def _is_percent(self, index: int) -> bool:
        if index >= len(self._row):
            return False
        text = self._row[index].text
        return text == "%" or self._lexicon.terms.get((text,), Term("", "")).category == "percent"

    def _percent(self, index: int, end: int, value: Decimal) -> Found:
        if value > numbers.HUNDRED:
            return self._trouble(index, end, NotUnderstood, "unread.over_100")
        return PercentPiece(*self._stretch(index, end), value / numbers.HUNDRED), end

    def _signed(self, index: int) -> Found | None:
        """A mark that makes a number something else: money, or a negative amount."""
        mark, behind = self._row[index], self._row[index + 1 : index + 2]
        if not behind or not behind[0].is_number:
            return None
        if mark.text == "#" and touches(mark, behind[0]):  # "PR #1234"
            return WordPiece(*self._stretch(index, index + 2)), index + 2
        if mark.text in CURRENCY_SIGNS:
            _, end = self._scale(index + 2)
            return self._trouble(index, end, NotUnderstood, "unread.money")
        alone = index == 0 or not touches(self._row[index - 1], mark)
        if mark.text in ".," and touches(mark, behind[0]):  # "10M in.5M out"
            return self._trouble(index, index + 2, NeedsMore, "ask.separators")
        if mark.text in "-±" and alone and touches(mark, behind[0]):
            _, end = self._scale(index + 2)
            key = "unread.negative" if mark.text == "-" else "unread.range"
            return self._trouble(index, end, NotUnderstood, key)
        return None

    # --- words

    def _phrase(self, index: int) -> Found | None:
        """The longest phrase of the lexicon at `index`, as a number where it spells one."""
        found = self._longest(index)
        if found is None:
            return None
        piece, end = found
        return (
            self._spelled_number(piece, index, end) if piece.term.category == "numeral" else found
        )

    def _longest(self, index: int) -> tuple[TermPiece, int] | None:
        words: list[str] = []
        found: tuple[TermPiece, int] | None = None
        end = index
        while end < len(self._row) and len(words) < self._lexicon.longest:
            if words and self._is_joiner(end):
                end += 1
                continue
            words.append(self._row[end].text)
            end += 1
            if term := self._lexicon.terms.get(tuple(words)):
                found = TermPiece(*self._stretch(index, end), term), end
            elif not self._lexicon.begins(tuple(words)):
                break
        return found

    def _is_joiner(self, index: int) -> bool:
        """Whether a hyphen or underscore ties two words: `us-only`, `cache_read`."""
        around = self._row[index - 1 : index + 2]
        if len(around) < len("a-b") or around[1].text not in _JOINERS:
            return False
        return touches(around[0], around[1]) and touches(around[1], around[2])

    def _spelled_number(self, piece: TermPiece, index: int, end: int) -> Found:
        """`two million`, `half a million`, `one request`; alone a numeral is prose."""
        scale, stop = self._scale(end)
        value = Decimal(piece.term.value) * (scale or 1)
        if self._is_numeral(stop):  # "two hundred", "twenty five"
            return self._trouble(index, stop + 1, NotUnderstood, "unread.spelled")
        if scale is None and value < _SMALLEST_SPELLED and not self._is_counted(end):
            return piece, end
        return NumberPiece(*self._stretch(index, stop), value), stop

    def _is_numeral(self, index: int) -> bool:
        found = self._longest(index)
        return found is not None and found[0].term.category == "numeral"

    def _is_counted(self, index: int) -> bool:
        """Whether the phrase at `index` is something that numbers stand before."""
        found = self._longest(index)
        if found is None:
            return False
        piece, _ = found
        return piece.term.category in {"unit", "count", "tokens", "content"} and piece.text != "in"

    def _plain(self, index: int) -> Found:
        """A word or a mark of no meaning; digits tied to a word belong to it: `v2`, `H100`."""
        token = self._row[index]
        if any(map(_is_other_numeral, token.text)):
            return self._trouble(index, index + 1, NotUnderstood, "unread.number")
        if token.kind is Kind.MARK:
            return MarkPiece(token.span, token.text), index + 1
        if near := self._undecided.get(token.span):
            return self._trouble(index, index + 1, NeedsMore, "ask.typo", words=near)
        end = index + 1
        if token.text.isascii():
            end += 1 if self._is_plain_number(end) else self._tied_by_hyphens(end)
        return WordPiece(*self._stretch(index, end)), end

    def _tied_by_hyphens(self, index: int) -> int:
        """How many tokens a name goes on for, to a number at its end: `us-east-1`."""
        end = index
        while self._is_joiner(end) and self._row[end + 1].is_word:
            end += 2
        ends_in_number = self._is_joiner(end) and self._is_plain_number(end + 1)
        return end + 2 - index if ends_in_number else 0

    def _is_plain_number(self, index: int) -> bool:
        """Whether bare digits are tied to the word before, with no scale or unit behind them."""
        if index >= len(self._row) or not self._row[index].text.isdecimal():
            return False
        behind = self._row[index + 1 : index + 2]
        tied_behind = bool(behind) and touches(self._row[index], behind[0])
        return touches(self._row[index - 1], self._row[index]) and not (
            tied_behind and behind[0].is_word
        )


@cache
def _words(lexicon: Lexicon, vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """The words that a typo may stand for, and all that are none."""
    meant = lexicon.meant | vocabulary.families | {"claude"}
    return meant, meant | lexicon.known | vocabulary.openings | dates.MONTHS | vendor_words()


# Of the Japanese numerals, those that Unicode does not call numeric.
_SHARES = frozenset("割半")


def _is_other_numeral(character: str) -> bool:
    """Whether it is a numeral that is not read yet (½, ², 億, ٣): named, not passed over."""
    return not character.isascii() and (character.isnumeric() or character in _SHARES)


def _minutes(token: Token, text: str) -> Decimal | None:
    """Minutes that a number could also be: `5m` may be five minutes beside cache words."""
    return Decimal(token.text) if text == f"{token.text}m" and token.text.isdecimal() else None
