"""The words of a language and what they mean, read from `words/<lang>.yaml`.

A language is a data file: adding one, or a spelling, needs no code. A phrase that is listed
twice is refused, since it would mean two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple

from msgspec import Struct, field

from pricing import read_yaml

from .tokens import tokens

# Words whose slips are left alone: what they mean is not worth the risk of mending prose.
_NEVER_MEANT = frozenset(
    {
        "count",
        "link",
        "prose",
        "help",
        "topic",
        "approximately",
        "share",
        "numeral",
        "date",
        "listing",
        "intent",
        "more",
        "rest",
        "traffic",
        "multiple",
        "currency",
        "particle",
        "verb",
        "cache_side",
        "cache_verb",
        "odd_period",
        "pixels",
        "frequency",
        "exchange_rate",
        "bound",
        "correction",
        "language",
        "place",
        "weekday",
        "hours",
        "halves",
        "with_or_without",
        "aside",
        "priority",
    }
)
# Of those, the ones that change the cost: a slip of them is asked about.
_DOUBTFUL = frozenset(
    {"share", "numeral", "multiple", "more", "rest", "intent", "currency", "correction", "unread"}
    | {"negation", "period", "priority"}
)
# Long words of their phrases are no others, so that a slip of one is mended: "infernece geo us".
_OF_LONG_WORDS = frozenset({"unit", "modifier", "caching"})
_LONG_WORD = 5
_JOINERS = frozenset("-_")
_WORDS = Path(__file__).parent / "words"


class Term(NamedTuple):
    """What a phrase means: its category, and which of it ("unit", "input")."""

    category: str
    value: str


class Branch(Struct):
    """Phrases that begin alike: what they mean up to here, and each word that goes on."""

    term: Term | None = None
    further: dict[str, Branch] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Phrases and their terms, with the words that are never corrected.

    Attributes:
        terms: every phrase, as a tuple of its words, with what it means.
        known: every word of every phrase.
        meant: words that a typo may stand for.
        doubtful: words that are never taken for meant, but may not be passed over either.
        ordinary: the language's everyday words, a line each, in order (those with a Zipf
            frequency of 3 and more in the wordfreq lists; of three letters, of 4 and more, but
            for a few that are one letter short of ours: "fat mode"). They may look like one of
            ours, and are no typo of it. One text, as a set of so many would take ten times the
            memory.
        phrases: the same phrases by their words, one after the other.
    """

    terms: Mapping[tuple[str, ...], Term]
    known: frozenset[str]
    meant: frozenset[str]
    doubtful: frozenset[str]
    ordinary: str
    phrases: Branch

    def term(self, word: str) -> Term | None:
        """What a single word means, None where it has no meaning here."""
        branch = self.phrases.further.get(word)
        return branch.term if branch else None

    def term_of_phrase(self, words: Iterable[str]) -> Term | None:
        """What several words mean together, None where they have no meaning here."""
        branch: Branch | None = self.phrases
        for each in words:
            branch = branch.further.get(each) if branch else None
        return branch.term if branch else None

    def is_ordinary(self, word: str) -> bool:
        """Whether `word` is an everyday word of the language."""
        return _is_line(word, self.ordinary)

    def everyday(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of `words`, of which many begin alike, that are everyday words."""
        alike: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            alike.setdefault(word[:2], []).append(word)
        return tuple(
            word
            for start, each in alike.items()
            for block in (_beginning_with(start, self.ordinary),)
            for word in each
            if f"\n{word}\n" in block
        )


@lru_cache(maxsize=1024)
def _beginning_with(start: str, text: str) -> str:
    """The lines of `text` that begin so, as they stand: they are in order."""
    first = text.find(f"\n{start}")
    return text[first : text.find("\n", text.rfind(f"\n{start}") + 1) + 1] if first >= 0 else ""


@lru_cache(maxsize=8192)
def _is_line(word: str, text: str) -> bool:
    """Whether `word` is a line of `text`, whose lines are in order, with an end of line around."""
    low, high = 0, len(text) - 1
    while low < high:
        start = text.rfind("\n", low, (low + high) // 2 + 1)
        end = text.find("\n", start + 1)
        line = text[start + 1 : end]
        if line == word:
            return True
        low, high = (end, high) if line < word else (low, start)
    return False


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language`; English words are part of every other one.

    Raises:
        BookError: its file says something twice.
    """
    languages = dict.fromkeys(("en", language))
    ordinary = (_WORDS / f"{each}.ordinary.txt" for each in languages)
    return build(
        _merged(read_yaml(_WORDS / f"{each}.yaml") for each in languages),
        "\n".join(each.read_text("utf-8").strip() for each in ordinary),
    )


Meanings = Mapping[str, Mapping[str, list[str]]]


def _merged(files: Iterable[Meanings]) -> Meanings:
    """The phrases of several files by category and value."""
    merged: dict[str, dict[str, list[str]]] = {}
    for meanings in files:
        for category, values in meanings.items():
            for value, phrases in values.items():
                merged.setdefault(category, {}).setdefault(value, []).extend(phrases)
    return merged


def build(meanings: Meanings, ordinary: str) -> Lexicon:
    """A lexicon from the contents of its two files.

    Raises:
        ValueError: a phrase is listed twice.
    """
    terms: dict[tuple[str, ...], Term] = {}
    for phrase, term in _listed(meanings):
        if phrase in terms:
            raise ValueError(f"{' '.join(phrase)!r} means both {terms[phrase]} and {term}")
        terms[phrase] = term
    # Made once: `_is_line` remembers every text it is asked about.
    everyday = f"\n{ordinary}\n"
    known = {word for phrase in terms for word in phrase}
    meant = {
        phrase[0]
        for phrase, term in terms.items()
        if len(phrase) == 1 and term.category not in _NEVER_MEANT
    }
    meant |= {
        word
        for phrase, term in terms.items()
        if term.category in _OF_LONG_WORDS and len(phrase) > 1
        for word in phrase
        if len(word) >= _LONG_WORD and word.isascii()
    }
    doubtful = {
        word
        for phrase, term in terms.items()
        if term.category in _DOUBTFUL
        for word in phrase
        if term.category != "intent" or not _is_line(word, everyday)  # "buys me"
    } | {
        phrase[0]
        for phrase, term in terms.items()
        if term.category == "currency" and len(phrase[0]) >= _LONG_WORD
    }
    # "with priority" is refused, but "with" itself refuses nothing.
    doubtful -= {phrase[0] for phrase, term in terms.items() if term.category == "link"}
    return Lexicon(
        terms,
        frozenset(known),
        frozenset(meant),
        frozenset(doubtful),
        everyday,
        _tree(terms),
    )


def _tree(terms: Mapping[tuple[str, ...], Term]) -> Branch:
    root = Branch()
    for phrase, term in terms.items():
        branch = root
        for word in phrase:
            branch = branch.further.setdefault(word, Branch())
        branch.term = term
    return root


def _listed(
    meanings: Meanings,
) -> Iterator[tuple[tuple[str, ...], Term]]:
    """Each phrase with its meaning; what is the same in several of them is held once."""
    for category, values in meanings.items():
        for value, phrases in values.items():
            term = Term(category, value)
            for phrase in phrases:
                words = (token.text for token in tokens(phrase) if token.text not in _JOINERS)
                yield tuple(map(intern, words)), term
