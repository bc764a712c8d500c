"""Second thoughts about words that are neither known nor everyday ones.

    is caching worht it?        worth: then it is asked whether caching pays off
    10M in for the Zorb team    nothing that it may stand for makes a difference: a name

Words of weight are mended while a text is read, but any other word may tell what is asked as
well: topics, days and turns of phrase are told by everyday words. So each word that one may be a
slip of is tried. Where none makes another question of the text, the word is prose; where all
make the same one, it is read so, with a note; else it is asked which one is meant.

Read on demand only: few texts hold words that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from .ask import Ask, Slip
from .canonical import HISTORIES, canonical
from .complete import complete
from .dates import MONTHS
from .errors import NeedsMore, QueryError
from .japanese import words_of
from .lexicon import Lexicon, lexicon
from .mended import typed, typed_heard
from .model import Query
from .names import vendor_words
from .parser import read
from .phrase import phrase
from .receipt import MARK
from .roles import words_of_roles
from .spelling import SHORTEST, could_be_struck_as, meant
from .stretches import words_of_stretches
from .topics import words_of_topics
from .vocabulary import Vocabulary

_MOST_READINGS = 24
"""So often is one text read at most."""
_MOST_OFFERED = 3


def settled(ask: Ask, vocabulary: Vocabulary, previous: Query | None = None) -> Ask:
    """`ask` with each word read as what it must be, or with the question what one is to be.

    What is refused, or asked back, is left so.

    Args:
        ask: what was said, as `parse` reads it.
        vocabulary: the names of models.
        previous: the thread's last priced query.
    """
    weighty = _weighty(lexicon(ask.lang), vocabulary)
    known = {each.said: each.said for each in ask.slips if each.said in weighty.words}
    if any(each.said in known and _is_mended(each) for each in ask.slips):
        # "overage" is no slip of "average".
        ask = read(typed(ask.source, ask.mended), vocabulary, ask.today, known)
    slips = {each.said: each for each in ask.slips}.values()
    doubtful = [each for each in slips if _is_mended(each) or _near(each.said, weighty)]
    if not doubtful:
        return ask
    trial = _Trial(ask, vocabulary, previous, known)
    for slip in doubtful:
        if doubt := trial.is_answered and trial.doubt(slip):
            return trial.asking(doubt)
    return trial.ask


class _Outcome(NamedTuple):
    """What a reading comes to: the query, and what is asked beside it."""

    query: Query
    beside: object


class _Trial:
    """One text, read in several ways; `ask` is the best of them so far."""

    def __init__(
        self,
        ask: Ask,
        vocabulary: Vocabulary,
        previous: Query | None,
        instead: Mapping[str, str],
    ) -> None:
        self.ask = ask
        self._source = typed(ask.source, ask.mended)
        self._vocabulary = vocabulary
        self._previous = previous
        self._lexicon = lexicon(ask.lang)
        self._weighty = _weighty(self._lexicon, vocabulary)
        self._instead = instead
        self._outcome = _outcome(ask, previous)
        self._left = _MOST_READINGS

    @property
    def is_answered(self) -> bool:
        """Whether the text, as it is read, is a query."""
        return self._outcome is not None

    def asking(self, doubt: NeedsMore) -> Ask:
        """The text as it was typed, with what must be asked of it."""
        heard = typed_heard(self.ask.heard, self._source, self.ask.mended)
        said = doubt.message.facts["said"]
        others = (each for each in self.ask.remarks if each.phrase.facts.get("said") != said)
        return replace(
            self.ask,
            source=self._source,
            heard=heard,
            mended=(),
            remarks=tuple(others),
            doubt=doubt,
        )

    def doubt(self, slip: Slip) -> NeedsMore | None:
        """What must be asked of a word; where nothing must, `ask` is the text with it read."""
        near = _near(slip.said, self._weighty).difference({slip.meant})
        if near and len(near) >= self._left:
            return _question(slip, self._source, (slip.meant or slip.said, *sorted(near)))
        outcomes = {word: self._with(slip, word) for word in sorted(near)}
        return (self._of_mended if _is_mended(slip) else self._of_left)(slip, outcomes)

    def _of_mended(self, slip: Slip, outcomes: Mapping[str, _Outcome | None]) -> NeedsMore | None:
        """A word that was mended: could it have been another one, or prose?"""
        telling = self._telling(outcomes, slip.meant)
        everyday = [word for word in self._everyday(slip.said) if word != slip.meant]
        if not telling and not everyday:
            return None
        prose = self._with(slip, slip.said)
        others = [word for word in telling if outcomes[word] != prose]
        if prose and prose != self._outcome:
            others += [word for word in everyday if outcomes.get(word, prose) == prose]
        return _question(slip, self._source, (slip.meant, *others)) if others else None

    def _of_left(self, slip: Slip, outcomes: Mapping[str, _Outcome | None]) -> NeedsMore | None:
        """A word that was left as it is: would it make another question of the text?"""
        telling = self._telling(outcomes, slip.said)
        if not telling:
            return None
        others = [word for word in self._everyday(slip.said) if word not in telling]
        (first, *rest) = telling
        if others or any(outcomes[word] != outcomes[first] for word in rest):
            return _question(slip, self._source, (*telling, *others))
        self._take(slip, first)
        return None

    def _telling(self, outcomes: Mapping[str, _Outcome | None], word: str) -> list[str]:
        """The words that make another question of the text than `word`, as which it is read."""
        return [
            each
            for each, outcome in outcomes.items()
            if outcome != self._outcome and _unnamed(outcome, each) != _unnamed(self._outcome, word)
        ]

    def _take(self, slip: Slip, word: str) -> None:
        self._instead = {**self._instead, slip.said: word}
        self.ask = self._read(self._instead)
        self._outcome = _outcome(self.ask, self._previous)

    def _everyday(self, word: str) -> tuple[str, ...]:
        """Everyday words that `word` may be a slip of."""
        if not word.isascii():
            ordinary = words_of(self._lexicon).ordinary - self._weighty.words
            return tuple(sorted(meant(word, frozenset(ordinary))))
        return self._lexicon.everyday(could_be_struck_as(word))

    def _with(self, slip: Slip, word: str) -> _Outcome | None:
        self._left -= 1
        return _outcome(self._read({**self._instead, slip.said: word}), self._previous)

    def _read(self, instead: Mapping[str, str]) -> Ask:
        return read(self._source, self._vocabulary, self.ask.today, instead)


def _is_mended(slip: Slip) -> bool:
    return slip.meant not in {"", slip.said}


def _outcome(ask: Ask, previous: Query | None) -> _Outcome | None:
    """What `ask` comes to; None where it is refused, or asked back."""
    try:
        query = complete(ask, previous)
    except QueryError:
        return None
    units = tuple((each.noun, each.number) for each in ask.costs_per)
    months = tuple(each.first for each in ask.months)
    figures = (ask.receipt.book, ask.receipt.figures) if ask.receipt else None
    return _Outcome(query, (units, months, figures))


def _unnamed(outcome: _Outcome | None, word: str) -> tuple[str, object] | None:
    """The same whatever is counted is called: 500 changelogs, or any other noun."""
    return (canonical(outcome.query).replace(word, ""), outcome.beside) if outcome else None


def _question(slip: Slip, source: str, words: Iterable[str]) -> NeedsMore:
    offered = tuple(dict.fromkeys(words))[:_MOST_OFFERED]
    said = source[slice(*slip.span)]
    return NeedsMore(phrase("ask.typo", said=said, words=offered), slip.span)


# --- words that may tell what is asked


class _Weighty(Struct, frozen=True, eq=False):
    """The words, and those that are long enough by their first and by their last letter."""

    words: frozenset[str]
    first: Mapping[str, tuple[str, ...]]
    last: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=4096)
def _near(word: str, weighty: _Weighty) -> frozenset[str]:
    """The words of weight that lie within one edit of `word`, which keeps one end of them.

    None for a word that is one itself.
    """
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as in `spelling`

    word = word.partition("'")[0]  # haiku's
    if word in weighty.words or not word:
        return frozenset()
    alike = (*weighty.first.get(word[0], ()), *weighty.last.get(word[-1], ()))
    return frozenset(
        each
        for each in alike
        if abs(len(each) - len(word)) <= 1 and OSA.distance(word, each, score_cutoff=1) == 1
    )


@cache
def _weighty(lexicon_: Lexicon, vocabulary: Vocabulary) -> _Weighty:
    of_topics, beginnings = words_of_topics()
    begun = _beginning_with(beginnings, lexicon_.ordinary)
    words = lexicon_.known | vocabulary.families | vocabulary.openings | MONTHS | vendor_words()
    words |= of_topics | begun | words_of_roles() | words_of_stretches()
    words |= {MARK.strip("[ ")}.union(*(each.split() for each in HISTORIES.values()))
    words |= {run for each in words if not each.isascii() for run in _KATAKANA.findall(each)}
    long = [each for each in words if len(each) >= SHORTEST]
    long = sorted(each for each in long if each.isascii() or _KATAKANA.fullmatch(each))
    return _Weighty(words, _by(long, 0), _by(long, -1))


_KATAKANA = re.compile("[ァ-ヶー]+")


def _by(words: Iterable[str], place: int) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(word[place], []).append(word)
    return {letter: tuple(each) for letter, each in found.items()}


def _beginning_with(beginnings: Iterable[str], ordinary: str) -> frozenset[str]:
    """The everyday words that begin so."""
    found: set[str] = set()
    for each in beginnings:
        place = ordinary.find(f"\n{each}")
        while place >= 0:
            end = ordinary.find("\n", place + 1)
            found.add(ordinary[place + 1 : end])
            place = end if ordinary.startswith(each, end + 1) else -1
    return frozenset(found)
