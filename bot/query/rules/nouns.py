"""What is counted: requests, whatever they are called, and the words for one of them or many.

noun    = request | call | ticket ... | any other plural word
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.query.ask import CASES, Count
from bot.query.lexicon import lexicon
from bot.query.model import ONE, REQUESTS
from bot.query.pieces import ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.spelling import like_another

TIMES = "times"
"""The noun of "three times a day"."""
ONE_AT_A_TIME = frozenset({"request", "document", "message"})
"""What an amount beside "1件" is for, unless a count stands behind it."""
ONE_REQUEST, PERSONS = words_that("one_request"), words_that("person")
ADOPTERS = "adopters"
"""Those of the people counted who do it, where a share was told: 30% of 12,000 users."""
TAKERS = "takers"
"""The same of what is no person: 10% of visitors."""
ESCALATIONS = "escalations"
"""Those of what is counted that go on to another model, and are paid for a second time."""
COUNTERS = {
    noun: tuple(words_that(f"counter_of_{noun}"))
    for noun in (
        *(CASES, "pieces", "mails", "sheets", "books", "items", "companies", "stores"),
        *("teams", "licenses", "accounts", "departments"),
    )
}
"""What a Japanese counter counts, where there is no other word for it: 300[本], 50[社]."""
AVERAGES, NO_PLURALS = words_that("average"), words_that("no_plural")
WHO_DO, EVERYBODY = words_that("who_do"), words_that("everybody")
_NEVER_COUNTED = words_that("never_counted")
_MOST_BETWEEN = 4
_BETWEEN = frozenset(
    {"modifier", "caching", "arrivals", "language", "place", "priority", "weekday"}
)
_ADVERBS = ("ly",)
_SHORTEST_PLURAL = 4
_SHORTEST_LOANWORD = 3
_LONGEST_NOUN = 30
_KATAKANA = frozenset(map(chr, range(ord("ァ"), ord("ー") + 1)))


def person(noun: str) -> str:
    """One word for whoever sends requests: 500 users, 20 messages per person."""
    return "person" if noun in PERSONS else noun


def in_full(noun: str) -> str:
    """One word for all that mean the same: msgs are messages, customers are persons."""
    one = singular(noun)
    return person(_IN_FULL.get(one, one))


_IN_FULL = {
    "msg": "message",
    "req": "request",
    "doc": "document",
    "convo": "conversation",
    "conv": "conversation",
}


def is_of_people(count: Count) -> bool:
    """Whether those are counted who send requests, and not what they send."""
    return person(singular(count.noun)) == "person"


def noun_of(piece: Piece) -> str:
    """What is counted, in one word of ours or the person's own."""
    text = piece.text.casefold()
    if isinstance(piece, TermPiece) and not text.isascii():
        return plural(piece.term.value)
    is_acronym = isinstance(piece, WordPiece) and _ACRONYMS.fullmatch(piece.text)
    if is_acronym and not is_plural(text):
        return REQUESTS  # "CVs", of which "cvs" would say nothing
    is_name = text.isascii() and text.replace(" ", "").replace("-", "").isalpha()
    return text if is_name and len(text) <= _LONGEST_NOUN else REQUESTS


def plural(noun: str) -> str:
    """`noun` with a plural ending, if it has none."""
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return f"{noun[:-1]}ies"
    if noun.endswith(_HISSES):
        return f"{noun}es"
    return noun if noun.endswith("s") and not noun.endswith("ss") else f"{noun}s"


def singular(noun: str) -> str:
    """`noun` without its plural ending."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    if noun.endswith(_HISSED) and noun != _CACHES:
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


_HISSES = ("ch", "sh", "ss", "x")
_HISSED, _CACHES = tuple(f"{each}es" for each in _HISSES), "caches"


def counted_noun(sentence: Sentence, index: int) -> int | None:
    """The index of the noun that a number before `index` counts, None where it counts none."""
    if sentence.word(index) in _SCALES:  # "2 Cr requests"
        return None
    for place in range(index, min(index + _MOST_BETWEEN, len(sentence.pieces))):
        piece = sentence.at(place, Piece)
        if isinstance(piece, TermPiece) and piece.term.category == "count":
            return None if place > index and piece.text.casefold() == "times" else place
        if isinstance(piece, WordPiece) and (
            _is_last_of_plural(sentence, place) or _is_one_who_works(sentence, index, place)
        ):
            return place
        if place == index and (
            _is_counted_with_each(sentence, place)
            or _is_one_at_a_rate(sentence, place)
            or is_output_counted(sentence, place)
        ):
            return place
        if is_seat(sentence, piece) or (place == index and _is_katakana_noun(piece)):
            return place
        if place == index and is_counted_word(sentence, piece):
            return place
        if not _may_stand_between(piece) and not _joins_an_adjective(sentence, index, place):
            return None
    return None


def _joins_an_adjective(sentence: Sentence, first: int, index: int) -> bool:
    """`800 deep[-]research runs`: a hyphen that no space stands beside."""
    if index == first or not sentence.mark(index, "-") or index + 1 >= len(sentence.pieces):
        return False
    before, here, behind = sentence.pieces[index - 1 : index + 2]
    return before.span.end == here.span.start and here.span.end == behind.span.start


def is_output_counted(sentence: Sentence, index: int) -> bool:
    """`60 completions a day`, `500 responses/day`: so many of them; tokens are not called so."""
    is_rate = sentence.term(index + 1, "link", "per") or sentence.mark(index + 1, "/")
    return sentence.word(index) in OUTPUT_OR_COUNT and bool(is_rate)


OUTPUT_OR_COUNT = words_that("output_or_count")
"""Outputs that may as well be counted, where nothing calls them tokens."""


def _is_counted_with_each(sentence: Sentence, index: int) -> bool:
    """`5 attempts each`, `1000 tasks x 5 attempts`: elsewhere the word is prose."""
    if sentence.word(index) not in _WITH_EACH:
        return False
    if sentence.was(index - 2, "link", "times"):
        return True
    each = sentence.term(index + 1, "scope", "each") or sentence.term(index + 1, "link", "per")
    return each is not None


_WITH_EACH, _SCALES = words_that("counted_where_each"), words_that("may_be_a_scale")


def _is_one_at_a_rate(sentence: Sentence, index: int) -> bool:
    """`1 question a week`, `1 digest per day`: of one there is no plural."""
    number = sentence.pieces[index - 1]
    is_one = isinstance(number, NumberPiece) and number.value == ONE and not number.bounds
    if not is_one or sentence.at(index, WordPiece) is None or not sentence.word(index).isascii():
        return False
    is_per = sentence.was(index + 1, "link", "per") or sentence.mark(index + 1, "/")
    return sentence.was(index + 2 if is_per else index + 1, "period")


def _is_one_who_works(sentence: Sentence, index: int, place: int) -> bool:
    """`1 generator on sonnet`, `1 opus 5.5 supervisor`: one of them, beside others."""
    number = sentence.pieces[index - 1]
    is_one = isinstance(number, NumberPiece) and number.value == ONE and not number.bounds
    return is_one and sentence.word(place) in _DOES_A_PART and sentence.models_named > 1


_DOES_A_PART = words_that("does_a_part")


def _is_katakana_noun(piece: Piece | None) -> bool:
    """`20万[サンプル]`, `2000[カルテ]`: a loanword right behind a number is what is counted."""
    if not isinstance(piece, WordPiece) or len(piece.text) < _SHORTEST_LOANWORD:
        return False
    if not _KATAKANA.issuperset(piece.text) or piece.text in _NEVER_COUNTED:
        return False
    return not like_another(piece.text, lexicon("ja").known)


def is_counted_word(sentence: Sentence, piece: Piece | None) -> bool:
    """`100会議、1会議で入力2千`: in Japanese one of them beside a number says what is counted."""
    is_word = isinstance(piece, WordPiece) and not piece.text.isascii()
    return is_word and piece is not None and piece.text in sentence.counted_words


def is_seat(sentence: Sentence, piece: Piece | None) -> bool:
    """`1,200 seats x 8 prompts`: whoever sends requests, where tokens are said of them."""
    is_topic = isinstance(piece, TermPiece) and piece.term.category == "topic"
    if piece is None or not is_topic or singular(piece.text.casefold()) not in PERSONS:
        return False
    return sentence.holds("unit")


def _is_last_of_plural(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a plural that no further counted noun follows."""
    text = sentence.pieces[index].text.casefold()
    if not is_plural(text) and not _ACRONYMS.fullmatch(sentence.pieces[index].text):
        return False
    behind = sentence.at(index + 1, Piece)
    if isinstance(behind, WordPiece):
        return not is_plural(behind.text.casefold())
    if isinstance(behind, TermPiece) and behind.text.casefold() == "times":
        return True
    if sentence.word(index + 1) in _MAY_BE_DONE and sentence.at(index + 2, NumberPiece):
        return True  # "45 analysts run 12 queries a week"
    return not (isinstance(behind, TermPiece) and behind.term.category == "count")


_MAY_BE_DONE = frozenset({"run", "runs", "answer", "review"})
_ACRONYMS = re.compile("[A-Z]{2,4}s")
"""`10k CVs`, `500 MRs`: as a word it would be too short for a plural."""


def is_plural(word: str) -> bool:
    """Whether `word` may be the plural of a noun."""
    if word in NO_PLURALS:
        return False
    return len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "'s"))


def _may_stand_between(piece: Piece | None) -> bool:
    if isinstance(piece, (ModelPiece, WordPiece)):
        return True
    if not isinstance(piece, TermPiece):
        return False
    is_adverb = piece.term.category == "period" and piece.text.casefold().endswith(_ADVERBS)
    return is_adverb or piece.term.category in _BETWEEN


def counts_behind(sentence: Sentence, index: int) -> bool:
    """Whether another count stands at `index`: `1件あたり平均5往復`, `1店舗あたり1日200件`."""
    index = behind_fillers(sentence, index)
    if sentence.term(index, "period"):  # 1社あたり月200件
        index = behind_fillers(sentence, index + 1)
    if sentence.at(index, NumberPiece) and sentence.term(index + 1, "period"):
        index = behind_fillers(sentence, index + 2)
    number = sentence.at(index, NumberPiece)
    return number is not None and counted_noun(sentence, index + 1) is not None


def behind_fillers(sentence: Sentence, index: int) -> int:
    """The index behind "about", の and 各, which change nothing of what follows."""
    fillers = (("approximately", "about"), ("link", "of"))
    index = sentence.skip(index, *fillers)
    return sentence.skip(index + 1, *fillers) if sentence.term(index, "scope", "each") else index


def many_of(sentence: Sentence) -> frozenset[str]:
    """One of each thing of which there are many behind a number, anywhere."""
    return singulars(sentence.words_behind_numbers)


@lru_cache(maxsize=64)
def singulars(words: frozenset[str]) -> frozenset[str]:
    """Each of them without its plural ending."""
    return frozenset(map(singular, words))
