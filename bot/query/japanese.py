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
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from .lexicon import Lexicon
from .numerals import (
    Script,
    end_of_number,
    has_numerals,
    is_japanese,
    is_vague,
    numeral_at,
    read,
    script,
    share_at,
)
from .reading import Span
from .tokens import Kind, Token

__all__ = [
    "Words",
    "is_vague",
    "numeral_at",
    "read",
    "segment",
    "share_at",
    "split",
    "words",
    "words_of",
]


class _Is(IntEnum):
    """What a stretch of a run is; those below ORDINARY mean something."""

    PHRASE = 0
    COUNTED = 1
    """A phrase right behind a number."""
    ORDINARY = 2
    UNKNOWN = 3


_COST = {_Is.PHRASE: 10, _Is.COUNTED: 10, _Is.ORDINARY: 11, _Is.UNKNOWN: 13}
_ONE_MORE_UNKNOWN = 12
_COUNTS_NOTHING = 12
"""More for a word right behind a number that does not say what it counts: 1日+中, not 日中."""
_SUFFIX = 2
"""Characters that hiragana must have to be found behind something unknown."""
_WORD_OF_ITS_OWN = 3
"""Characters that hiragana must have to be found before something unknown."""
_ALWAYS_A_PARTICLE = "を"


class Words(Struct, frozen=True, eq=False):
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
    return [run[start:end] for start, end in _Cutter(run, words).cuts(0, len(run))]


def split(row: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of a text, with Japanese cut into words, and cut off from Latin letters."""
    if not any(map(_has_japanese, row)):
        return row
    source = _written(row)
    cutter = _Cutter(source, words_of(lexicon))
    found: list[Token] = []
    behind = 0
    """Where the last numeral ends: that of 1億2000万 takes parts of the tokens behind it."""
    for token in row:
        stretches = _scripts(source, token.span) if _has_japanese(token) else ()
        if not stretches:
            found.append(token)
            behind = max(behind, end_of_number(source, token.span.start))
        for stretch in stretches:
            for start, end in _words_in(cutter, stretch, behind):
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


def _words_in(cutter: _Cutter, stretch: Span, behind: int) -> Iterator[tuple[int, int]]:
    """The words of a stretch; what belongs to the numeral before it stays in one."""
    start, end = stretch
    source = cutter.source
    if not is_japanese(source[start]):
        yield start, end
        return
    begin = min(max(start, behind), end)
    if start < begin:
        yield start, begin
    is_counted = begin > 0 and (begin == behind or source[begin - 1].isdecimal())
    yield from cutter.cuts(begin, end, is_counted=is_counted)


# --- the cheapest way to cut


class _Stretch(NamedTuple):
    """A stretch of a run; `cost` and `before` are of the cheapest way to cut all up to its end."""

    start: int
    end: int
    kind: _Is
    cost: int
    before: _Stretch | None = None


class _Cutter:
    """Cuts the runs of Japanese in `source` into `words`."""

    def __init__(self, source: str, words: Words) -> None:
        self.source = source
        self._words = words
        self._scripts = [script(character) for character in source]

    def cuts(self, start: int, end: int, *, is_counted: bool = False) -> list[tuple[int, int]]:
        """Where the words of a run begin and end; `is_counted`: a number stands before it."""
        run = self.source[start:end]
        if run in self._words.phrases:
            return [(start, end)]
        if len(run) < len(self.source) and not has_numerals(run):  # what is around it is nothing
            cuts = _cuts_of(run, self._words, is_counted=is_counted)
            return [(start + left, start + right) for left, right in cuts]
        # At each place the cheapest way to get there, for each kind of stretch it ends in.
        best: list[dict[_Is, _Stretch]] = [{} for _ in range(start, end + 1)]
        for place in range(start, end):
            before = best[place - start].values()
            for right in self._stretches(place, end):
                way = self._cheapest(before, right) if place > start else right
                there = best[right.end - start]
                # Of two as cheap, the one whose first word is longer.
                if way and (way.kind not in there or way.cost <= there[way.kind].cost):
                    there[way.kind] = way
            if place == start and is_counted:
                best = [{way.kind: way for way in map(_counted, each.values())} for each in best]
        return _unrolled(min(best[-1].values(), key=_cost, default=None))

    def _stretches(self, place: int, end: int) -> Iterator[_Stretch]:
        """What may begin at `place`: a numeral, known words, one character that is unknown."""
        if stop := end_of_number(self.source, place):
            yield _Stretch(place, min(stop, end), _Is.PHRASE, _COST[_Is.PHRASE])
        for length in self._words.lengths.get(self.source[place], ()):
            stop = place + length
            word = self.source[place:stop]
            if stop <= end and word in self._words.phrases:
                yield _Stretch(place, stop, _Is.PHRASE, _COST[_Is.PHRASE])
            elif stop <= end and word in self._words.ordinary:
                yield _Stretch(place, stop, _Is.ORDINARY, _COST[_Is.ORDINARY])
        yield _Stretch(place, place + 1, _Is.UNKNOWN, _COST[_Is.UNKNOWN])

    def _cheapest(self, before: Iterable[_Stretch], right: _Stretch) -> _Stretch | None:
        """The cheapest way to go on with `right`, None where it may not stand."""
        place = right.start
        is_same = self._scripts[place] is self._scripts[place - 1]
        lefts = [left for left in before if not is_same or self._may_meet(left, right)]
        if not lefts:
            return None
        left = min(lefts, key=_cost)
        if is_same and left.kind is _Is.UNKNOWN is right.kind:
            cost = left.cost + _ONE_MORE_UNKNOWN
            return _Stretch(left.start, right.end, left.kind, cost, left.before)
        return _Stretch(place, right.end, right.kind, left.cost + right.cost, left)

    def _may_meet(self, left: _Stretch, right: _Stretch) -> bool:
        """Whether two stretches may meet inside one script."""
        if left.kind is _Is.UNKNOWN is right.kind:
            return True
        match self._scripts[right.start]:
            case Script.KATAKANA:
                return left.kind < _Is.ORDINARY and right.kind < _Is.ORDINARY
            case Script.KANJI if left.kind is _Is.UNKNOWN:
                return right.end - right.start > 1
            case Script.KANJI:
                is_whole = left.end - left.start > 1 or left.kind is _Is.COUNTED
                return is_whole or right.kind is not _Is.UNKNOWN
            case _:
                return self._may_meet_in_hiragana(left, right)

    def _may_meet_in_hiragana(self, left: _Stretch, right: _Stretch) -> bool:
        if left.kind is _Is.UNKNOWN:
            is_particle = self.source[right.start] == _ALWAYS_A_PARTICLE
            return is_particle or right.end - right.start >= _SUFFIX
        if right.kind is not _Is.UNKNOWN or left.end - left.start >= _WORD_OF_ITS_OWN:
            return True
        opens = left.start == 0 or self._scripts[left.start - 1] is not Script.HIRAGANA
        return opens or self.source[left.start] == _ALWAYS_A_PARTICLE


@lru_cache(maxsize=2048)
def _cuts_of(run: str, words: Words, *, is_counted: bool) -> tuple[tuple[int, int], ...]:
    """Most runs are the same few: で, トークン, いくらですか."""
    return tuple(_Cutter(run, words).cuts(0, len(run), is_counted=is_counted))


def _counted(first: _Stretch) -> _Stretch:
    """A stretch right behind a number, which had better be something that is counted."""
    if first.kind is _Is.PHRASE:
        return first._replace(kind=_Is.COUNTED)
    return first._replace(cost=first.cost + _COUNTS_NOTHING)


def _cost(way: _Stretch) -> int:
    return way.cost


def _unrolled(last: _Stretch | None) -> list[tuple[int, int]]:
    """The stretches up to `last`, in order."""
    cuts = []
    while last:
        cuts.append((last.start, last.end))
        last = last.before
    return cuts[::-1]
