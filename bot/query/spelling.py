"""Typos and suggestions: the one place that says what a word was perhaps meant to be.

Only letters are corrected, only in words of four letters or more that are not ordinary words
of the language, and only where one meaning lies within one edit (two from eight letters on).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache

SHORTEST = 4
LONG = 8
_OPPOSITES = ("un", "non")
"""A word that begins so may be the opposite of what it is like: "uncaching"."""
_LEAST_ALIKE = 0.5


@lru_cache(maxsize=8192)
def meant(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known words that `word` may be a slip of, all equally near; nearest only."""
    if len(word) < SHORTEST or not word.isalpha() or opposite_of(word):
        return ()
    # Only texts with a slip in them need it, and it is large: it comes with the first one.
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - see above

    edits = 2 if len(word) >= LONG else 1
    distances = {
        each: OSA.distance(word, each, score_cutoff=edits)
        for each in _of_length(len(word), edits, known)
    }
    least = min(distances.values(), default=edits + 1)
    return tuple(each for each, distance in distances.items() if distance == least <= edits)


@lru_cache(maxsize=2048)
def kana_meant(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known words that `word`, in katakana, holds no other letters than: バッッチ, バチ.

    These are shorter than `meant` would mend: a word with another letter in it is another one.
    """
    return tuple(
        sorted(
            each
            for each in known
            if len(each) < SHORTEST
            and word[0] == each[0]
            and word[-1] == each[-1]
            and word != each
            and set(word) <= set(each)
        )
    )


@lru_cache(maxsize=2048)
def like_another(word: str, known: frozenset[str]) -> bool:
    """Whether `word`, in katakana, is within one edit of a known one: トークソ."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    return any(
        OSA.distance(word, each, score_cutoff=1) <= 1
        for each in known
        if abs(len(each) - len(word)) <= 1 < len(each) and not each.isascii()
    )


@lru_cache(maxsize=4096)
def within_one_edit(word: str, known: tuple[str, ...]) -> bool:
    """Whether `word` is none of the known ones, and within one edit of one of them."""
    near = [each for each in known if abs(len(each) - len(word)) <= 1]
    if not near or word in known:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    return any(OSA.distance(word, each, score_cutoff=1) == 1 for each in near)


def could_be_struck_as(word: str) -> Iterator[str]:
    """Whatever becomes `word` by one slip of a finger.

    A letter left out, struck twice, struck as the key beside it, or before the one it follows.
    """
    for place, key in enumerate(word):
        head, tail = word[:place], word[place + 1 :]
        if tail[:1] == key:
            yield head + tail
        if tail:
            yield head + tail[0] + key + tail[1:]
        for beside in _beside().get(key, ""):
            yield head + beside + tail
    for place in range(len(word) + 1):
        for letter in _LETTERS:
            yield word[:place] + letter + word[place:]


_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


@cache
def _beside() -> Mapping[str, str]:
    """The letters beside each key of an American keyboard."""
    places = {key: (row, place) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}
    return {
        key: "".join(each for each in places if _is_beside(places[key], places[each]))
        for key in places
    }


def _is_beside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two keys touch; each row begins half a key to the right of the one above."""
    rows, keys = other[0] - one[0], other[1] - one[1]
    return (rows, keys) in {(0, -1), (0, 1), (1, -1), (1, 0), (-1, 0), (-1, 1)}


def opposite_of(word: str) -> str:
    """What `word` may be the opposite of: "caching" of "uncaching"; nothing where of none."""
    rests = [word.removeprefix(each) for each in _OPPOSITES if word.startswith(each)]
    return next((each for each in rests if len(each) >= SHORTEST), "")


@lru_cache(maxsize=8192)
def shortened(word: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known words that `word`, of three letters, has lost a letter of, or has in disorder.

    So short a word is never corrected, but asked about.
    """
    if len(word) != SHORTEST - 1 or not word.isascii() or not word.isalpha():
        return ()
    turned = {word[1] + word[0] + word[2], word[0] + word[2] + word[1]} - {word}
    longer = {each for each in _of_length(SHORTEST, 0, known) if _lost_one(each, word)}
    return tuple(sorted((turned & known) | longer))


def _lost_one(longer: str, word: str) -> bool:
    return any(longer[:place] + longer[place + 1 :] == word for place in range(len(longer)))


@lru_cache(maxsize=64)
def _of_length(length: int, edits: int, known: frozenset[str]) -> tuple[str, ...]:
    """Only words of about the same length can lie within so many edits."""
    return tuple(
        sorted(each for each in known if len(each) >= SHORTEST and abs(len(each) - length) <= edits)
    )


def nearest(name: str, names: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """The names most like `name`, best first, for "did you mean"."""
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above

    likeness = {each: OSA.normalized_similarity(name.casefold(), each) for each in names}
    near = sorted(
        (each for each in likeness if likeness[each] >= _LEAST_ALIKE),
        key=lambda each: likeness[each],
        reverse=True,
    )
    return tuple(near[:limit])
