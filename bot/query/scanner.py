"""Tokens to pieces: at each place the longest known name, date, quantity or phrase.

    piece = trouble | usage | model | date | quantity | term | word | mark

What looks like a model, a number or an amount of money and cannot be read becomes a
trouble, so that nothing of the kind is passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from msgspec.structs import replace

from . import dates, events, japanese, spelling, thousands, usage_json
from .ask import Remark, Slip
from .errors import NeedsMore, NotUnderstood
from .lexicon import Lexicon, Term
from .names import REGIONS, ModelFinder, vendor_words
from .phrase import phrase
from .pieces import (
    DatePiece,
    MarkPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from .quantities import MARKS, QuantityFinder
from .reading import Span
from .roles import words_that
from .row import Found, Row
from .tokens import Kind, Token, tokens, touches
from .vocabulary import Vocabulary


class Scanner:
    """Reads one text into pieces.

    Attributes:
        remarks: the typos that were corrected.
        slips: the words that may be typos, corrected or not.
        abouts: what is only about so large, or becomes so large.
    """

    def __init__(
        self,
        source: str,
        vocabulary: Vocabulary,
        lexicon: Lexicon,
        today: date | None = None,
        instead: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Reads `source` into tokens.

        Args:
            source: the normalised text.
            vocabulary: the names of models.
            lexicon: the words of its language.
            today: what "March 1" is the latest before.
            instead: what words that may be typos are taken for; themselves, where for no typo.
        """
        self._today = today
        self._instead = instead
        self._lexicon = lexicon
        self._vocabulary = vocabulary
        self.remarks: list[Remark] = []
        self.slips: list[Slip] = []
        self.abouts: list[Remark] = []
        self._undecided: dict[Span, tuple[str, ...]] = {}
        words = _words(lexicon, vocabulary)
        self._meant, self._known, self._doubted, self._following, self._costly = words[:-1]
        self._settled = words.settled
        self._begin_phrases = lexicon.phrases.further
        self._openings = _openings(lexicon, vocabulary)
        self._has_partner_names = "anthropic" in source.lower()
        self._has_dates = dates.may_be_in(source)
        self._has_usage = any(map(source.__contains__, usage_json.MARKS))
        self._events = events.days(source) if events.may_be_in(source) else {}
        split = tokens(source)
        if not source.isascii():
            split = [self._family(each) for each in japanese.split(split, lexicon)]
        has_thousands = thousands.may_be_in(source)
        if has_thousands:
            split = thousands.joined(split, vocabulary.families)
        split = self._split_suffixes(split)  # before "ktok" is taken for a slip of "tok"
        mended = self._corrected(source, split)
        has_slips = mended != split or has_thousands or not source.isascii()
        self._row = Row(source, mended, lexicon, has_slips=has_slips)
        self._models = ModelFinder(source, self._row, vocabulary, lexicon)
        self._quantities = QuantityFinder(self._row)

    def pieces(self) -> list[Piece]:
        """The pieces of the text, in order; together they cover every token."""
        found: list[Piece] = []
        index = 0
        while index < len(self._row):
            before = found[-1] if found else None
            piece, index = self._at(index, before)
            if isinstance(before, PercentPiece) and _is_about(piece):
                found[-1] = self._about(before, piece)
            else:
                found.append(piece)
        self.abouts += self._quantities.remarks
        return found

    def _about(self, share: PercentPiece, about: Piece) -> PercentPiece:
        """`3割くらい` as one piece, so that what it is a share of stands right beside it."""
        span = Span(share.span.start, about.span.end)
        said = self._row.source[span.start : span.end]
        taken = self._row.source[span.start : share.span.end]
        note = phrase("note.approximate", said=said, taken=taken)
        self.abouts.append(Remark("approximate", note))
        return replace(share, span=span, text=said)

    def _at(self, index: int, before: Piece | None) -> Found:
        found = self._opened(index) if self._opens(index) else None
        if not found and self._row[index].text in self._begin_phrases:
            found = self._phrase(index, before)
        return found or self._plain(index)

    def _opens(self, index: int) -> bool:
        """Whether more than a phrase may begin at `index`: most words are only looked up."""
        kind, _, text = self._row[index]
        if text in self._openings or not text.isascii():
            return True
        if kind is not Kind.WORD:
            return kind is Kind.NUMBER
        if self._has_partner_names:  # "us.anthropic.claude-..."
            return True
        return self._row.is_number(index + 1) and self._row.touches(index + 1)  # "o3"

    def _opened(self, index: int) -> Found | None:
        return (
            (self._has_usage and usage_json.at(self._row, index, self._vocabulary))
            or self._models.at(index)
            or (self._events and self._event(index))
            or (self._has_dates and self._date(index))
            or self._quantities.at(index)
        )

    def _phrase(self, index: int, before: Piece | None) -> Found | None:
        """The longest phrase; behind a number a unit is one: "10M output cost"."""
        found = self._row.longest(index)
        if found is None or found[0].term.category != "prose":
            return found
        last = found[1] - 1
        if self._row.is_of(last, "scale") and self._is_counted(last + 1):
            return self._row.alone(index)  # "per million messages": a million of them
        # "10M output cost", "one million in one hundred out"
        apart = self._row.text(last) in _COSTS or self._row.is_of(last, "numeral")
        behind_number = isinstance(before, NumberPiece) and self._row.is_of(index, "unit")
        return self._row.alone(index) if behind_number and apart else found

    def _is_counted(self, index: int) -> bool:
        """Whether so many of it are spoken of: messages, or anything else in the plural."""
        category, text = self._row.category(index), self._row.text(index)
        is_plural = (
            not category and text.isalpha() and text.endswith("s") and len(text) > len("was")
        )
        return category == "count" or is_plural

    def _family(self, token: Token) -> Token:
        """A family in katakana as its own name."""
        term = None if token.text.isascii() else self._lexicon.term(token.text)
        return token._replace(text=term.value) if term and term.category == "family" else token

    # --- spelling

    def _corrected(self, source: str, row: list[Token]) -> list[Token]:
        """The tokens with slips mended; a word that could be two is left to the parser."""
        word, settled = Kind.WORD, self._settled
        mended: list[Token] = []
        for token in row:
            kind, _, text = token
            is_known = kind is not word or text in settled
            mended.append(token if is_known else self._mended(source, token, mended))
        return mended

    def _mended(self, source: str, token: Token, before: list[Token]) -> Token:
        tied_to_digits = bool(before) and before[-1].is_number and touches(before[-1], token)
        if token.text.endswith(_NOT) and not self._lexicon.term(token.text):
            return token._replace(text="not")  # "mustn't", and "dan't" too
        if (family := self._family_of(token.text)) != token.text:
            return token._replace(text=family)
        if tied_to_digits or self._is_fine(token.text):
            return token
        meant = self._instead.get(token.text) or self._meant_by(token, before)
        if meant or self._may_be_a_slip(token.text):
            self.slips.append(Slip(token.span, token.text, meant))
        if meant in {"", token.text}:
            return token
        said = source[token.span.start : token.span.end]
        self.remarks.append(Remark("typo", phrase("note.typo", said=said, meant=meant)))
        return token._replace(text=self._family_of(meant))

    def _family_of(self, word: str) -> str:
        """`sonnet` of "all sonnets", `opus` of "all opuses"; any other word as it is."""
        ends = (word.removesuffix("s"), word.removesuffix("es"))
        return next((each for each in ends if each in self._vocabulary.families), word)

    def _may_be_a_slip(self, word: str) -> bool:
        """Whether it is long enough, and neither kanji nor "they'll", a fine word and a verb."""
        if not word.isascii():
            return len(word) >= spelling.SHORTEST - 1 and _is_katakana(word)
        stem, _, verb = word.partition("'")
        if verb in _CONTRACTED:
            return len(stem) >= spelling.SHORTEST and not self._is_fine(stem)
        return len(word) >= spelling.SHORTEST - 1

    def _meant_by(self, token: Token, before: list[Token]) -> str:
        """The one word that is meant; nothing where there is none, or where it is asked about."""
        near = self._near(_without_apostrophe(token.text), before)
        if not (near or token.text.isascii()):
            near = self._kana(token.text)
        if before and before[-1].is_number and any(map(token.text.endswith, near)):
            return ""  # "10 Gtokens": the letter before may be how many
        meanings = {self._lexicon.term(word) or self._family_of(word) for word in near}
        if len(meanings) == 1 and not self._is_doubtful(near[0]):
            return f"{near[0]}s" if f"{near[0]}s" in near else near[0]  # many are to be counted
        if near:
            self._undecided[token.span] = near
        return ""

    def _kana(self, word: str) -> tuple[str, ...]:
        """What katakana may be a slip of; so short a word may be one of its own as well."""
        near = spelling.kana_meant(word, _costly_kana(self._lexicon))
        return (*near, word) if near and len(word) <= _TOO_SHORT else near

    def _is_doubtful(self, word: str) -> bool:
        """Whether so short a word changes the cost: "frst" could be many words, fast among them."""
        term = self._lexicon.term(word)
        return len(word) == spelling.SHORTEST and term is not None and term.category in _COSTLY

    def _near(self, word: str, before: list[Token]) -> tuple[str, ...]:
        """What `word` may be a slip of: one that goes on with a phrase, or stands by itself."""
        words = [each.text for each in before[-2:] if each.is_word]
        last = words[-1] if words else ""
        following = spelling.meant(word, self._following.get(last, frozenset()))
        alone = spelling.meant(word, self._meant)
        if alone and not following:
            alone = spelling.meant(word, self._known)
        if following and last not in self._costly:
            alone = alone or spelling.meant(word, self._doubted)
        if following and alone and last not in self._costly:
            return tuple(dict.fromkeys((*following, *alone)))  # "in faat mode": fact, or fast?
        return following or alone or self._doubtful(word, last)

    def _doubtful(self, word: str, last: str) -> tuple[str, ...]:
        """Words that are asked about, since what they may be a slip of changes the cost."""
        near = spelling.meant(word, self._doubted)
        for known in (self._meant, self._doubted, self._costly.get(last, frozenset())):
            near = near or tuple(filter(self._says_something, spelling.shortened(word, known)))
        opposite = spelling.opposite_of(word)
        if opposite in self._meant:
            near = near or (opposite,)
        near = near or spelling.meant(opposite, self._meant)
        return (word, *near) if near else ()

    def _says_something(self, word: str) -> bool:
        """Whether it means something by itself: "teh" is prose, whatever it stands for."""
        return len(word) >= spelling.SHORTEST or self._lexicon.term(word) is not None

    def _is_fine(self, word: str) -> bool:
        if word in self._known or self._lexicon.is_ordinary(word):
            return True
        return word.endswith("s") and self._is_of_many(word[:-1])

    def _is_of_many(self, one: str) -> bool:
        """Whether there may be many of a word, as of "lookup"; "batchs" is a slip."""
        is_word = one in self._known or self._lexicon.is_ordinary(one)
        if not is_word or one.endswith(_HISSES) or len(one) <= spelling.SHORTEST:
            return False  # "minis" may be a word of its own
        term = self._lexicon.term(one)
        return term is None or term.category == "count"

    def _split_suffixes(self, row: list[Token]) -> list[Token]:
        """Letters behind a number become tokens of their own: `10Mtok`, `2kin`, `500requests`."""
        split: list[Token] = []
        behind_number = False
        for token in row:
            is_word = token.kind is Kind.WORD
            if is_word and token.text == _ROUGHLY and split and touches(split[-1], token):
                if split[-1].text == "-":  # 30-ish
                    split.pop()
            elif behind_number and is_word:
                split += self._suffixes(token, is_tied=touches(split[-1], token))
            else:
                split.append(token)
            behind_number = token.kind is Kind.NUMBER
        return split

    def _suffixes(self, token: Token, *, is_tied: bool) -> list[Token]:
        """The scale and the rest of a word; behind a space only of tokens: `10 MTok`."""
        if self._lexicon.term(token.text):
            return [token]
        for length in (2, 1):
            scale, rest = token.text[:length], token.text[length:]
            term = self._lexicon.term(rest) if self._is_scale(scale) else None
            if term and (is_tied or term.category == "tokens"):
                middle = token.span.start + length
                return [
                    Token(Kind.WORD, Span(token.span.start, middle), scale),
                    Token(Kind.WORD, Span(middle, token.span.end), rest),
                ]
        return [token]

    def _is_scale(self, word: str) -> bool:
        term = self._lexicon.term(word)
        return term is not None and term.category == "scale"

    # --- dates

    def _date(self, index: int) -> Found | None:
        token = self._row[index]
        if not token.is_number and token.text not in dates.MONTHS:
            return self._partial_date(index) if token.text in dates.YEARS_AWAY else None
        start = token.span.start
        try:
            found = dates.at(self._row.source, start)
        except dates.NoSuchDay as error:
            end = self._row.index_at(start + error.length, index)
            return self._row.trouble(index, end, NotUnderstood, "unread.day")
        except dates.EitherDay as error:
            end = self._row.index_at(start + error.length, index)
            one, other = error.days
            return self._row.trouble(index, end, NeedsMore, "ask.either_day", one=one, other=other)
        if found:
            day, stop = found
            end = self._row.index_at(stop, index)
            return DatePiece(*self._row.stretch(index, end), day), end
        return self._partial_date(index)

    def _event(self, index: int) -> Found | None:
        """`12/1リリース予定`: no day that prices are asked for."""
        stop = self._events.get(self._row[index].span.start)
        if stop is None:
            return None
        end = self._row.index_at(stop, index)
        return TermPiece(*self._row.stretch(index, end), _EVENT), end

    def _partial_date(self, index: int) -> Found | None:
        """`March 1`, `September 2025`: a day where a rule finds that one is meant."""
        start = self._row[index].span.start
        try:
            partial = dates.partial_at(self._row.source, start, self._today)
        except dates.NoSuchDay as error:
            end = self._row.index_at(start + error.length, index)
            return self._row.trouble(index, end, NeedsMore, "ask.whole_date")
        if partial is None:
            return self._open_date(index)
        end = self._row.index_at(partial.end, index)
        stretch, month = self._row.stretch(index, end), partial.month
        return DatePiece(*stretch, partial.day, whole=False, month=month), end

    def _open_date(self, index: int) -> Found | None:
        """`3月`, `2025年`: no day, and no number of months or years."""
        stop = dates.open_at(self._row.source, self._row[index].span.start)
        if stop is None:
            return None
        return self._row.trouble(
            index, self._row.index_at(stop, index), NeedsMore, "ask.whole_date"
        )

    def _plain(self, index: int) -> Found:
        """A word or a mark of no meaning; digits tied to a word belong to it: `v2`, `H100`."""
        token = self._row[index]
        if not token.text.isascii() and _is_unread_numeral(token.text):
            return self._row.trouble(index, index + 1, NotUnderstood, "unread.number")
        if token.kind is Kind.MARK:
            return MarkPiece(token.span, token.text), index + 1
        if self._undecided and (near := self._undecided.get(token.span)):
            return self._row.trouble(index, index + 1, NeedsMore, "ask.typo", words=near)
        end = index + 1
        if token.text.isascii() and self._row.touches(end):
            end += 1 if self._is_plain_number(end) else self._tied_by_hyphens(end)
        return WordPiece(*self._row.stretch(index, end)), end

    def _tied_by_hyphens(self, index: int) -> int:
        """How many tokens a name goes on for, to a number at its end: `us-east-1`."""
        end = index
        while self._row.is_joiner(end) and self._row[end + 1].is_word:
            end += 2
        ends_in_number = self._row.is_joiner(end) and self._is_plain_number(end + 1)
        return end + 2 - index if ends_in_number else 0

    def _is_plain_number(self, index: int) -> bool:
        """Whether bare digits stand at `index`, with no scale or unit tied behind them."""
        if index >= len(self._row) or not self._row[index].text.isdecimal():
            return False
        behind = self._row[index + 1 : index + 2]
        tied_behind = bool(behind) and touches(self._row[index], behind[0])
        return not (tied_behind and behind[0].is_word and not self._is_said_around(index + 1))

    def _is_said_around(self, index: int) -> bool:
        """`Q3の`: in Japanese no space parts a name from a particle."""
        term = None if self._row[index].text.isascii() else self._row.term(index)
        return term is not None and term.category in {"link", "particle", "aside"}


def _is_about(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term == _ABOUT


_EVENT = Term("relative", "event")
_ABOUT = Term("approximately", "behind")
_ROUGHLY = "ish"
_HISSES = ("s", "x", "z", "ch", "sh")
_NOT = "n't"
_CONTRACTED = frozenset({"s", "re", "ll", "ve", "d", "m"})


def _without_apostrophe(word: str) -> str:
    """`dno't` as `dnot`, which is like "dont"; the apostrophe of "model's" stays."""
    return word.replace("'", "") if word.endswith("t") else word


class _Words(NamedTuple):
    """What a word may be a slip of.

    Attributes:
        meant: words that a typo may stand for.
        known: words that are no typos.
        doubted: words that a slip is asked about for, since they change the cost.
        following: by word, those that go on with it in a phrase.
        costly: the same, only in terms that change the cost.
        settled: words that are read as they are, at one look.
    """

    meant: frozenset[str]
    known: frozenset[str]
    doubted: frozenset[str]
    following: Following
    costly: Following
    settled: frozenset[str]


_COSTS = words_that("cost")
_LONG = 7
_PEOPLE = frozenset(f"{each}s" for each in words_that("person") if len(each) >= _LONG)
"""Those who send requests: what they use is that of many, and what "engieners" use is not."""


@cache
def _words(lexicon: Lexicon, vocabulary: Vocabulary) -> _Words:
    families = frozenset(
        f"{each}{'es' if each[-1] == 's' else 's'}" for each in vocabulary.families
    )
    meant = lexicon.meant | vocabulary.families | families | {"claude", "anthropic"} | _PEOPLE
    known = meant | lexicon.known | vocabulary.openings | dates.MONTHS | vendor_words()
    doubted = lexicon.doubtful | {each for each in dates.MONTHS if len(each) > _SHORT_MONTH}
    names = (tuple(name.split("-")) for name in vocabulary.names)
    costly = (each for each, term in lexicon.terms.items() if term.category in _COSTLY)
    following = _following((*lexicon.terms, *names))
    settled = frozenset(each for each in known if not each.endswith(_NOT)) - families
    return _Words(meant, known, doubted, following, _following(costly), settled)


@cache
def _costly_kana(lexicon: Lexicon) -> frozenset[str]:
    """The words in katakana that change the cost."""
    words = (each[0] for each, term in lexicon.terms.items() if term.category in _COSTLY)
    return frozenset(each for each in words if _is_katakana(each))


@cache
def _openings(lexicon: Lexicon, vocabulary: Vocabulary) -> frozenset[str]:
    """Words and marks that models, days, quantities and usage objects begin with.

    Digits aside, and all that is not ASCII.
    """
    of_numbers = {words[0] for words, term in lexicon.terms.items() if _opens_a_number(term)}
    names = vocabulary.openings | REGIONS | vendor_words()
    names |= {f"{each}'s" for each in vocabulary.families}  # "haiku's price"
    return names | of_numbers | dates.MONTHS | MARKS | usage_json.MARKS


def _opens_a_number(term: Term) -> bool:
    return term.category == "numeral" or term == ("link", "between")


_SHORT_MONTH = 4
Following = Mapping[str, frozenset[str]]
_COSTLY = ("modifier", "caching")


def _following(phrases: Iterable[tuple[str, ...]]) -> Following:
    """Of each word, those that follow it in `phrases`."""
    following: dict[str, set[str]] = {}
    for phrase_ in phrases:
        for first, second in pairwise(phrase_):
            if first.isalpha() and second.isalpha():
                following.setdefault(first, set()).add(second)
    return {first: frozenset(each) for first, each in following.items()}


# Of the Japanese numerals, those that Unicode does not call numeric.
_SHARES = frozenset("割半")


_FIRST_KANA, _LAST_KANJI = "\u3041", "\u9fff"


def _is_katakana(word: str) -> bool:
    return all(_FIRST_KATAKANA <= each <= _LAST_KATAKANA for each in word)


_TOO_SHORT = 2
"""Katakana of so few letters is a word of its own, perhaps: バチ."""
_FIRST_KATAKANA, _LAST_KATAKANA = "\u30a1", "\u30ff"


def _is_unread_numeral(word: str) -> bool:
    """Whether a word is, or holds, a numeral that was not read; 一 is also a part of words."""
    found = [_is_other_numeral(each) for each in word]
    is_word = all(_FIRST_KANA <= each <= _LAST_KANJI or each == "々" for each in word)
    return all(found) if is_word else any(found)


def _is_other_numeral(character: str) -> bool:
    """Whether it is a numeral that is not read yet (½, ², 億, ٣): named, not passed over."""
    return not character.isascii() and (character.isnumeric() or character in _SHARES)
