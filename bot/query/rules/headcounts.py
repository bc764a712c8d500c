"""How many people there are, where no plural says so, and what each of them does.

headcount = NUMBER ["-"] person group       "our 14-person team"
          | group "of" NUMBER               "a team of 14"
everybody = ("everybody" | "everyone") verb count      "everybody ran 35 requests"

People are only counted where what each of them does is counted as well: 10M tokens of a 14-person
team are not to be multiplied.
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .nouns import PERSONS, counted_noun
from .showing import counted

_GROUPS, _EVERYBODY = words_that("group_that_is_counted"), words_that("everybody_of_them")
_DOES = words_that("people_do") | words_that("people_did")
_PER_ONE = words_that("for_each_of_people")
_PEOPLE = "people"


def of_a_group(sentence: Sentence) -> bool:
    """`our 14-person team`, `a team of 14`: so many people, where each of them does something."""
    start = sentence.place
    end = _behind_group(sentence, start)
    if end is None or not _is_of_each(sentence, end):
        return False
    number = sentence.here(NumberPiece)
    sentence.count(number, _PEOPLE, [*range(start, end)], counted(number))
    return True


def _behind_group(sentence: Sentence, start: int) -> int | None:
    """The index behind the people; None where no group is named."""
    person = start + 2 if sentence.mark(start + 1, "-") else start + 1
    if sentence.word(person) in PERSONS:
        return person + 2 if sentence.word(person + 1) in _GROUPS else None
    is_of = sentence.word(start - 1) == "of" and sentence.word(start - 2) in _GROUPS
    return start + 1 if is_of and not sentence.at(start + 1, WordPiece) else None


def _is_of_each(sentence: Sentence, index: int) -> bool:
    """Whether what each of them does stands behind `index`, with its number."""
    behind = range(index, len(sentence.pieces))
    if sentence.words.isdisjoint(_EVERYBODY | _PER_ONE):
        return False
    numbers = (each for each in behind if sentence.at(each, NumberPiece))
    return any(counted_noun(sentence, each + 1) is not None for each in numbers)


def everybody(sentence: Sentence) -> bool:
    """`everybody ran 35 requests`, `everyone sends about 20 messages`: each of those counted."""
    start = sentence.place
    if sentence.word(start) not in _EVERYBODY or not sentence.said.counts:
        return False
    if sentence.word(start + 1) not in _DOES:
        return False
    number = sentence.skip(start + 2, ("link", "of"), ("approximately", "about"))
    if not sentence.at(number, NumberPiece) or counted_noun(sentence, number + 1) is None:
        return False
    sentence.joins.append((start, ""))
    sentence.take([start], "for each of them")
    return True
