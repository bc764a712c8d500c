"""What a text wants explained, and what it wants advice on, by the words that lie in it.

The words are data, `words/topics/<lang>.yaml`. A pattern there is a bag of atoms that must all
lie in the text, in any order:

    pattern = atom { " " atom }
    atom    = [ "!" ] part { "|" part }  any one of them; with the mark, none of them
    part    = word [ "*" ]               a star: a word that begins so
            | word { "_" word } [ "*" ]  words that stand beside each other

`@name` stands for a set of parts, listed once under `sets`. English is matched by whole words,
Japanese by what is written, wherever it stands. A topic has patterns that ask about it ("how do
discounts stack"), words that only mention it, and numbers that belong to it ("over 200k").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import Struct

from pricing import read_yaml

from .reading import Span
from .text import has_japanese

_FOLDER = Path(__file__).parent / "words" / "topics"
_MOST = 3
_FIRST_LETTERS = 2
"""Every beginning of a word has at least as many."""
# What a text asks for, each with its patterns in the data, in the order of `_Words`.
_ASKING = ("question", "advice", "how", "price", "tokens", "cheapest", "ranked", "caching", "us")
_EXPLAIN = "explain "
_ADVICE = "which model "
_WORD = re.compile(r"[a-z0-9]+(?:['.][a-z0-9]+)*")
_ANY_NUMBER = "[0-9][0-9.,〜~-]*(?:[kmb](?![a-z])|千|万|億)*"
_NOT_INSIDE = "(?<![0-9.,a-z]){}(?![0-9a-z千万億])"
"""No number is a part of a longer one, and no word of a longer one."""
_FOR_SOMETHING = re.compile(r" for (?![0-9])")


class Match(NamedTuple):
    """A topic that a text is about; `phrase`: it is asked about, not only mentioned."""

    topic: str
    phrase: bool


class _Pattern(NamedTuple):
    """Atoms of which all must be in a text.

    Attributes:
        key: what it leads to.
        wanted: for each atom its parts, of which one must be there.
        barred: parts of which none may be there.
        weight: how much it says: its atoms, and their letters.
    """

    key: str
    wanted: tuple[frozenset[str], ...]
    barred: frozenset[str]
    weight: tuple[int, int]

    def holds(self, present: frozenset[str]) -> bool:
        """Whether a text with these parts fits."""
        for atom in self.wanted:
            if atom.isdisjoint(present):
                return False
        return self.barred.isdisjoint(present)


class _Patterns(NamedTuple):
    """Patterns in their order, each found by the parts of the atom that is the least common."""

    every: tuple[_Pattern, ...]
    places: Mapping[str, tuple[int, ...]]

    def held(self, present: frozenset[str]) -> Iterator[_Pattern]:
        """Those that a text with these parts fits."""
        places = {place for part in present for place in self.places.get(part, ())}
        for place in sorted(places):
            if self.every[place].holds(present):
                yield self.every[place]


class _Parts(NamedTuple):
    """What is looked for in a text.

    Attributes:
        exact: words, and words side by side.
        begun: beginnings of such, with their star, by their first letters.
        counts: how many words stand side by side.
        openings: the first words of several side by side.
    """

    exact: frozenset[str]
    begun: Mapping[str, tuple[str, ...]]
    counts: frozenset[int]
    openings: frozenset[str]


class _Words(Struct, frozen=True):
    """The patterns of one language, in the order of its file."""

    parts: _Parts
    asked: _Patterns
    mentioned: _Patterns
    tasks: _Patterns
    history: _Patterns
    question: _Patterns
    advice: _Patterns
    how: _Patterns
    price: _Patterns
    tokens: _Patterns
    cheapest: _Patterns
    ranked: _Patterns
    caching: _Patterns
    us: _Patterns


def topics_of(source: str) -> tuple[Match, ...]:
    """The topics that `source` is about, best first: those asked about, then those mentioned.

    A pattern that says more wins; of two that say as much, the one that stands first. A broad
    topic, such as ways to pay less, gives way to any other that is asked about; a general one,
    such as pricing itself, even to one that is mentioned. Where none is asked about, a question
    asks about what it mentions.
    """
    searched = _searched(source)
    asked = _ranked((words.asked, present) for words, present in searched)
    mentioned = _ranked((words.mentioned, present) for words, present in searched)
    for topics_ in (asked, mentioned):
        topics_.sort(key=_breadth)
    if asked and is_general(asked[0]):
        asked = [*(each for each in mentioned[:1] if not _breadth(each)), *asked]
    elif not asked:
        asks = any(_ranked((words.question, present) for words, present in searched))
        asked = mentioned[:1] if asks else []
    matches = [Match(topic, phrase=True) for topic in asked]
    said = [
        topic for topic in mentioned if topic not in asked and not (asked and is_general(topic))
    ]
    matches += [Match(topic, phrase=False) for topic in said]
    return tuple(matches[:_MOST])


def numbers_of(topic: str, source: str) -> tuple[Span, ...]:
    """Where numbers stand in `source` that belong to the topic, and are no amounts of work."""
    text = source.lower()
    matches = (each.finditer(text) for each in _numbers(topic))
    return tuple(Span(*match.span()) for found in matches for match in found)


def idle_numbers_of(source: str) -> tuple[Span, ...]:
    """Where numbers stand in `source` that are no amounts, whatever it is about: "5 tips"."""
    return (*_spans_of("idle", source), *claims_of(source))


def claims_of(source: str) -> tuple[Span, ...]:
    """Where numbers stand in `source` that say how prices are to each other: "10x cheaper"."""
    return _spans_of("claims", source)


def _spans_of(key: str, source: str) -> tuple[Span, ...]:
    text = source.lower()
    found = (match for each in _listed_numbers(key) for match in each.finditer(text))
    return tuple(Span(*match.span()) for match in found)


def explained(source: str) -> tuple[str, ...]:
    """The topics of a canonical text, "explain caching, batch"; none for any other text."""
    text, _, _ = source.lower().partition(" on ")
    if not text.startswith(_EXPLAIN):
        return ()
    named = tuple(each.strip() for each in text.removeprefix(_EXPLAIN).split(","))
    return named if all(each in topics() for each in named) else ()


def is_elsewhere(topic: str) -> bool:
    """Whether the answer lies elsewhere, so that all there is to say is where."""
    return topic in _marked("elsewhere")


def is_general(topic: str) -> bool:
    """Whether any other topic that a text is about says more than this one."""
    return topic in _marked("general")


def is_of_rates(topic: str) -> bool:
    """Whether with a model named its rates are the answer."""
    return topic in _marked("rates")


def _breadth(topic: str) -> int:
    """How far a topic gives way to others: 0 for one that does not."""
    return 2 if is_general(topic) else int(topic in _marked("broad"))


def task_of(source: str) -> str | None:
    """The key of the task that a model is wanted for; None where there is none."""
    named = _named_task(source.lower())
    if named is not None:
        return named or None
    found = _ranked((words.tasks, present) for words, present in _searched(source))
    return min(found, key=_yields, default=None)


def _yields(task: str) -> int:
    """How far a task gives way to others that are named beside it: 0 for one that does not."""
    data = _file("en")
    return 2 if task in data["yielding"] else int(task in data["conversing"])


def _named_task(text: str) -> str | None:
    """The task of a canonical text, empty where it names none; None for any other text."""
    lead, _, rest = text.partition(_ADVICE)
    if lead or not rest:
        return None
    if rest.startswith("for "):
        key = rest.split(maxsplit=2)[1].rstrip(",")
        return key if key in tasks() else None
    unnamed = rest[0].isdigit() or rest.startswith("on ")
    return "" if unnamed and not _FOR_SOMETHING.search(rest) else None


def history_asked(source: str) -> list[str]:
    """What `source` asks of changes over time, by keys of the data, best first."""
    return _ranked((words.history, present) for words, present in _searched(source))


def asks_advice(source: str) -> bool:
    """Whether `source` asks which model to use."""
    return any(_ranked((words.advice, present) for words, present in _searched(source)))


def asks_how(source: str) -> bool:
    """Whether `source` asks how something works, even in a thread: "why", "what is"."""
    return any(_ranked((words.how, present) for words, present in _searched(source)))


def asks_price(source: str) -> bool:
    """Whether `source` asks what something costs."""
    return any(_ranked((words.price, present) for words, present in _searched(source)))


def asks_tokens(source: str) -> bool:
    """Whether `source` asks how many tokens something is, and not what they cost."""
    return any(_ranked((words.tokens, present) for words, present in _searched(source)))


def asks_cheapest(source: str) -> bool:
    """Whether `source` asks for the lowest price."""
    return any(_ranked((words.cheapest, present) for words, present in _searched(source)))


def asks_rank(source: str) -> bool:
    """Whether `source` asks which model is the second cheapest, or the dearest."""
    return any(_ranked((words.ranked, present) for words, present in _searched(source)))


def asks_whether_to_cache(source: str) -> bool:
    """Whether `source` asks if caching pays, which cache does, or what it takes.

    In one sentence, or in a question beside one that speaks of caching: "it should run on opus"
    is none of "5k of it are read from the cache".
    """
    told = source.replace(_OF_WHICH, "")  # "20k in, of which 18k cached"
    return any(
        _ranked((words.caching, present) for words, present in _searched(each))
        for each in _passages(told)
    )


def _passages(source: str) -> Iterator[str]:
    """Each sentence of `source`, and each question behind one that speaks of caching."""
    sentences = _SENTENCE_END.split(source)
    yield from sentences
    speaks = [each for each in sentences if any(map(each.lower().__contains__, CACHES))]
    for question in sentences:
        if question.rstrip().endswith(_ASKS):
            yield from (f"{each} {question}" for each in speaks if each != question)


_OF_WHICH = "of which"
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
CACHES = ("cach", "キャッシ", "ttl")
"""What a text has that speaks of caching, in small letters."""
_ASKS = ("?", "？")


def names_us(source: str) -> bool:
    """Whether `source` names Claude or its vendor."""
    return any(_ranked((words.us, present) for words, present in _searched(source)))


@cache
def words_of_topics() -> tuple[frozenset[str], frozenset[str]]:
    """The words, and the beginnings of words, that something asked about is told by."""
    parts = [_words(lang).parts for lang in ("en", "ja")]
    begun = {each[:-1] for some in parts for starts in some.begun.values() for each in starts}
    words = {word for some in parts for each in some.exact for word in each.split()}
    words |= {word for each in begun for word in each.split()[:-1]}
    return frozenset(words), frozenset(each.split()[-1] for each in begun)


@cache
def topics() -> tuple[str, ...]:
    """Keys of all topics."""
    return tuple(_file("en")["topics"])


@cache
def tasks() -> tuple[str, ...]:
    """Keys of all tasks."""
    return tuple(_file("en")["tasks"])


@lru_cache(maxsize=8)
def _searched(source: str) -> tuple[tuple[_Words, frozenset[str]], ...]:
    """The patterns of each language that `source` may be in, with their parts that lie in it.

    Kept for a moment, since a text is asked for its topics, its task and more.
    """
    text = source.lower()
    english = _words("en")
    found = (english, _english(text, english.parts))
    if not has_japanese(text):
        return (found,)
    japanese, written = _words("ja"), text.replace(" ", "").replace("_", "")
    return found, (japanese, frozenset(each for each in japanese.parts.exact if each in written))


def _english(text: str, parts: _Parts) -> frozenset[str]:
    """The parts that are words of `text`, beginnings of them, or words side by side."""
    words = [each.removesuffix("'s") for each in _WORD.findall(text)]
    found = {"?"} if "?" in text and not has_japanese(text) else set[str]()
    for count in parts.counts:
        starts = (at for at, word in enumerate(words) if count == 1 or word in parts.openings)
        side_by_side = {" ".join(words[at : at + count]) for at in starts}
        found |= side_by_side & parts.exact
        for each in side_by_side:
            alike = parts.begun.get(each[:_FIRST_LETTERS], ())
            found.update(start for start in alike if each.startswith(start[:-1]))
    return frozenset(found)


def _ranked(searched: Iterable[tuple[_Patterns, frozenset[str]]]) -> list[str]:
    """Keys whose patterns hold, those that say most first."""
    best: dict[str, tuple[int, int]] = {}
    for patterns, present in searched:
        for pattern in patterns.held(present):
            best[pattern.key] = max(best.get(pattern.key, (0, 0)), pattern.weight)
    return sorted(best, key=best.__getitem__, reverse=True)


@cache
def _words(lang: str) -> _Words:
    data = _file(lang)
    listed = data["topics"].items()
    sets = {f"@{name}": parts for name, parts in data["sets"].items()}
    kinds = [
        _indexed(_patterns(lines, sets))
        for lines in (
            {key: each["asked"] for key, each in listed},
            {key: each["words"] for key, each in listed},
            data["tasks"],
            data["history"],
            *({key: data[key]} for key in _ASKING),
        )
    ]
    return _Words(_parts(each for kind in kinds for each in kind.every), *kinds)


def _indexed(patterns: Iterable[_Pattern]) -> _Patterns:
    every = tuple(patterns)
    uses = Counter(part for each in every for atom in each.wanted for part in atom)
    places: dict[str, list[int]] = {}
    for place, pattern in enumerate(every):
        for part in min(pattern.wanted, key=lambda atom: sum(uses[part] for part in atom)):
            places.setdefault(part, []).append(place)
    return _Patterns(every, {part: tuple(found) for part, found in places.items()})


def _patterns(listed: Mapping[str, Sequence[str]], sets: Mapping[str, str]) -> Iterator[_Pattern]:
    for key, lines in listed.items():
        for line in lines:
            atoms = line.split()
            wanted = [_atom(each, sets) for each in atoms if not each.startswith("!")]
            barred = [_atom(each[1:], sets) for each in atoms if each.startswith("!")]
            letters = sum(max(map(len, atom)) for atom in wanted)
            none = frozenset[str]().union(*barred)
            yield _Pattern(key, tuple(wanted), none, (len(wanted), letters))


def _atom(text: str, sets: Mapping[str, str]) -> frozenset[str]:
    parts = "|".join(sets.get(part, part) for part in text.split("|"))
    return frozenset(parts.replace("_", " ").split("|"))


def _parts(patterns: Iterable[_Pattern]) -> _Parts:
    """All parts of `patterns`, ready to be looked up."""
    parts = frozenset[str]().union(*(each.barred.union(*each.wanted) for each in patterns))
    begun: dict[str, tuple[str, ...]] = {}
    for each in sorted(parts):
        if each.endswith("*"):
            first = each[:_FIRST_LETTERS]
            begun[first] = (*begun.get(first, ()), each)
    counts = frozenset(each.count(" ") + 1 for each in parts)
    openings = frozenset(each.partition(" ")[0] for each in parts if " " in each)
    exact = parts.difference(*begun.values())
    return _Parts(exact, begun, counts, openings)


@cache
def _marked(mark: str) -> frozenset[str]:
    listed = _file("en")["topics"].items()
    return frozenset(key for key, each in listed if each.get(mark) == "true")


@cache
def _numbers(topic: str) -> tuple[re.Pattern[str], ...]:
    """The numbers of a topic in all languages; `#` in them stands for any number."""
    written = (
        each for lang in ("en", "ja") for each in _file(lang)["topics"][topic].get("numbers", ())
    )
    return tuple(re.compile(_NOT_INSIDE.format(_pattern_of(each))) for each in written)


@cache
def _listed_numbers(key: str) -> tuple[re.Pattern[str], ...]:
    written = (each for lang in ("en", "ja") for each in _file(lang)[key])
    return tuple(re.compile(_NOT_INSIDE.format(_pattern_of(each))) for each in written)


def _pattern_of(number: str) -> str:
    return re.escape(number).replace(r"\#", _ANY_NUMBER)


@cache
def _file(lang: str) -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / f"{lang}.yaml")
