"""Japanese as it is written: runs of characters cut into words.

There are no spaces, so a run is cut into the words of the lexicon: of all ways, the one with the
fewest characters that are no known word, then with the fewest words. What stays unknown is one
word a script. A word is only found where one may begin and end:

    katakana   beside other katakana only if all of it are phrases that mean something
               (バッチリクエスト, never バッチ in バッチリ or コール in コールセンター)
    kanji      one character alone (件, 日, 名) not beside unknown kanji
    hiragana   one or two characters not in the middle of unknown hiragana
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise

from .lexicon import Lexicon
from .numerals import Script, end_of_number, is_japanese, numeral_at, read, script, share_at
from .reading import Span
from .tokens import Kind, Token

__all__ = ["Words", "numeral_at", "read", "segment", "share_at", "split", "words", "words_of"]


class _Is(IntEnum):
    """What a stretch of a run is; of two that cost the same, the smaller one is taken."""

    PHRASE = 0
    ORDINARY = 1
    UNKNOWN = 2


_COST = {_Is.PHRASE: 10, _Is.ORDINARY: 11, _Is.UNKNOWN: 13}
_ONE_MORE_UNKNOWN = 12
_COUNTS_NOTHING = 12
"""More for a word right behind a number that does not say what it counts: 1日+中, not 日中."""
_SUFFIX = 2
"""Characters that hiragana must have to be found behind something unknown."""
_WORD_OF_ITS_OWN = 3
"""Characters that hiragana must have to be found before something unknown."""
_ALWAYS_A_PARTICLE = "を"


@dataclass(frozen=True, slots=True)
class Words:
    """The words that runs are cut into.

    Attributes:
        phrases: those that mean something here.
        ordinary: everyday words.
        lengths: by their first character, the lengths that words have, longest first.
    """

    phrases: frozenset[str]
    ordinary: frozenset[str]
    lengths: Mapping[str, tuple[int, ...]]


@cache
def words_of(lexicon: Lexicon) -> Words:
    """The Japanese words of `lexicon`, its everyday words included."""
    return words(
        (word for phrase in lexicon.terms for word in phrase if is_japanese(word[0])),
        (word for word in lexicon.ordinary.split() if is_japanese(word[0])),
    )


def words(phrases: Iterable[str], ordinary: Iterable[str]) -> Words:
    """Words to cut runs into; an ordinary word has two characters at least."""
    known = frozenset(phrases)
    others = frozenset(word for word in ordinary if len(word) > 1) - known
    lengths: dict[str, set[int]] = {}
    for word in known | others:
        lengths.setdefault(word[0], set()).add(len(word))
    longest_first = {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}
    return Words(known, others, longest_first)


def segment(run: str, words: Words) -> list[str]:
    """A run of Japanese characters as its words; together they are `run`."""
    return [run[start:end] for start, end in _Run(run, 0, len(run), words).cuts()]


def split(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a text, with Japanese cut into words, and cut off from Latin letters."""
    if not any(map(_has_japanese, row)):
        return row
    source, known = _written(row), words_of(lexicon)
    found: list[Token] = []
    behind = 0
    """Where the last numeral ends: that of 1億2000万 takes parts of the tokens behind it."""
    for token in row:
        stretches = _scripts(source, token.span) if _has_japanese(token) else ()
        if not stretches:
            found.append(token)
            behind = max(behind, end_of_number(source, token.span.start))
        for stretch in stretches:
            for start, end in _words_in(source, stretch, behind, known):
                found.append(Token(Kind.WORD, Span(start, end), source[start:end]))
                behind = max(behind, end_of_number(source, start))
    return found


def _has_japanese(token: Token) -> bool:
    is_as_written = len(token.text) == token.span.end - token.span.start  # no "ß" became "ss"
    return token.is_word and is_as_written and any(map(is_japanese, token.text))


def _written(row: list[Token]) -> str:
    """The text that the tokens stand in, in lower case."""
    text = ""
    for token in row:
        length = token.span.end - token.span.start
        text += " " * (token.span.start - len(text))
        text += token.text if len(token.text) == length else "?" * length
    return text


def _scripts(source: str, span: Span) -> list[Span]:
    """The stretches of one token that are Japanese, and those that are not."""
    places = range(span.start + 1, span.end)
    changes = [
        place
        for place in places
        if is_japanese(source[place]) is not is_japanese(source[place - 1])
    ]
    return [Span(*each) for each in pairwise([span.start, *changes, span.end])]


def _words_in(source: str, stretch: Span, behind: int, words: Words) -> Iterator[tuple[int, int]]:
    """The words of a stretch; what belongs to the numeral before it stays in one."""
    start, end = stretch
    if not is_japanese(source[start]):
        yield start, end
        return
    begin = min(max(start, behind), end)
    if start < begin:
        yield start, begin
    is_counted = begin > 0 and (begin == behind or source[begin - 1].isdecimal())
    yield from _Run(source, begin, end, words, is_counted=is_counted).cuts()


# --- the cheapest way to cut


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of a run, and the cheapest way to cut what stands before it."""

    cost: int
    start: int
    end: int
    kind: _Is
    before: _Stretch | None = None

    @property
    def length(self) -> int:
        """Its characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Run:
    """Japanese characters to cut into words; `is_counted`: a number stands right before."""

    source: str
    start: int
    end: int
    words: Words
    is_counted: bool = False

    def cuts(self) -> list[tuple[int, int]]:
        """Where the words begin and end."""
        # At each place the cheapest way to get there, for each kind of stretch it ends in.
        best: list[dict[_Is, _Stretch]] = [{} for _ in range(self.start, self.end + 1)]
        for place in range(self.start, self.end):
            before = list(best[place - self.start].values())
            for stop, kind in self._kinds_at(place):
                stretch = self._cheapest(before, place, stop, kind)
                there = best[stop - self.start]
                if stretch and (kind not in there or stretch.cost < there[kind].cost):
                    there[kind] = stretch
        last = min(best[-1].values(), key=lambda each: (each.cost, each.kind), default=None)
        return _unrolled(last)

    def _kinds_at(self, place: int) -> Iterator[tuple[int, _Is]]:
        """What may begin at `place`: a numeral, known words, one character that is unknown."""
        if stop := end_of_number(self.source, place):
            yield min(stop, self.end), _Is.PHRASE
        for length in self.words.lengths.get(self.source[place], ()):
            stop = place + length
            word = self.source[place:stop]
            if stop <= self.end and word in self.words.phrases:
                yield stop, _Is.PHRASE
            elif stop <= self.end and word in self.words.ordinary:
                yield stop, _Is.ORDINARY
        yield place + 1, _Is.UNKNOWN

    def _cheapest(
        self, before: list[_Stretch], place: int, stop: int, kind: _Is
    ) -> _Stretch | None:
        """The cheapest way to go on with a stretch of `kind`, None where it may not stand."""
        if place == self.start:
            says_nothing = self.is_counted and kind is not _Is.PHRASE
            cost = _COST[kind] + _COUNTS_NOTHING * says_nothing
            return _Stretch(cost, place, stop, kind)
        is_same = script(self.source[place]) is script(self.source[place - 1])
        ways = [
            self._behind(each, place, stop, kind)
            for each in before
            if not is_same or self._may_meet(each, place, stop, kind)
        ]
        return min(ways, key=lambda each: each.cost, default=None)

    def _behind(self, left: _Stretch, place: int, stop: int, kind: _Is) -> _Stretch:
        is_same = script(self.source[place]) is script(self.source[place - 1])
        if left.kind is _Is.UNKNOWN is kind and is_same:
            return _Stretch(left.cost + _ONE_MORE_UNKNOWN, left.start, stop, kind, left.before)
        return _Stretch(left.cost + _COST[kind], place, stop, kind, left)

    def _may_meet(self, left: _Stretch, place: int, stop: int, kind: _Is) -> bool:
        """Whether two stretches may meet inside one script."""
        if left.kind is _Is.UNKNOWN is kind:
            return True
        match script(self.source[place]):
            case Script.KATAKANA:
                return left.kind is _Is.PHRASE is kind
            case Script.KANJI:
                is_word = left.kind is not _Is.UNKNOWN or stop - place > 1
                counts = self.is_counted and left.start == self.start
                may_end = left.length > 1 or counts or kind is not _Is.UNKNOWN
                return is_word and may_end
            case _:
                return self._may_meet_in_hiragana(left, place, stop, kind)

    def _may_meet_in_hiragana(self, left: _Stretch, place: int, stop: int, kind: _Is) -> bool:
        if left.kind is _Is.UNKNOWN:
            return stop - place >= _SUFFIX or self.source[place] == _ALWAYS_A_PARTICLE
        if kind is not _Is.UNKNOWN or left.length >= _WORD_OF_ITS_OWN:
            return True
        first = self.source[left.start]
        opens = left.start == self.start or script(self.source[left.start - 1]) != script(first)
        return opens or first == _ALWAYS_A_PARTICLE


def _unrolled(last: _Stretch | None) -> list[tuple[int, int]]:
    """The stretches up to `last`, in order."""
    cuts = []
    while last:
        cuts.append((last.start, last.end))
        last = last.before
    return cuts[::-1]
