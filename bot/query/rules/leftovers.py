"""What no rule took: prose, or something that must not be passed over.

A number or a percentage is asked about at once. A share, a period, a negation and the like
may be prose ("every day we wonder"), so they are only remembered, and asked about where there
are amounts that they could have been meant for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from bot.query.ask import Remark
from bot.query.dates import MONTHS
from bot.query.lexicon import Term
from bot.query.phrase import phrase
from bot.query.pieces import (
    MarkPiece,
    ModelPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    SizePiece,
    TermPiece,
    WordPiece,
)
from bot.query.quantities import CURRENCY_SIGNS
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.spelling import like_another

from .contents import says_input

_MUST_BE_USED = frozenset(
    {
        "share",
        "period",
        "odd_period",
        "frequency",
        "content",
        "percent",
        "discount",
        "caching",
        "numeral",
        "currency",
        "exchange_rate",
        "multiple",
        "rest",
        "halves",
    }
)
_THEN = "あとは"
_PRICES, _MISSES = map(words_that, ("prices", "misses"))
_DOLLARS = "$"
_OFTEN_PROSE = frozenset({("discount", "off"), ("content", "page"), ("content", "word")})
_BEFORE_A_MONTH = words_that("before_a_month")
_QUARTERS, _TILL = words_that("quarter"), words_that("not_on_the_day")
_MONTHS_AND_QUARTERS = MONTHS | _QUARTERS


# Asked about wherever they are left over, by what is said of them.
_ASKED: Mapping[type[Piece], str] = {
    NumberPiece: "ask.number_of_what",
    PercentPiece: "ask.percent_of_what",
    SizePiece: "ask.size_of_what",
}


class _Kept(NamedTuple):
    """Where it is written down that something was said, and what it is taken for."""

    where: Literal["negations", "places", "hours", "loose", "vague", "unused"]
    meaning: str


# What only the whole sentence can tell the weight of.
_KEPT = {
    "negation": _Kept("negations", "a negation"),
    "place": _Kept("places", "a place"),
    "hours": _Kept("hours", "some hours of the day"),
}
_NIGHTLY = _Kept("loose", "once a day, perhaps")
_VAGUE = _Kept("vague", "how much is not said")
_UNUSED = _Kept("unused", "not used")


def is_prose(word: str, openings: frozenset[str]) -> bool:
    """Whether a word that means nothing by itself is none of those that begin something.

    Most words of a message are of that kind, and are seen to be at one look.
    """
    return word.isascii() and word.isalpha() and word.casefold() not in openings


def left_over(sentence: Sentence) -> None:
    """Take the piece in turn, which no rule wanted."""
    place = sentence.place
    piece = sentence.pieces[place]
    if question := _ASKED.get(type(piece)):
        if isinstance(piece, PercentPiece):
            question = _of_which_kind(sentence, place)
            if piece.bounds and question == "ask.percent_of_what" and _is_of_work(sentence, place):
                question = "ask.range_of_share"
        sentence.ask(place, _with_short_word(sentence, place, piece), question, **_facts(piece))
    elif isinstance(piece, TermPiece):
        _term(sentence, place, piece)
    elif isinstance(piece, MarkPiece):
        _mark(sentence, place, piece)
    else:
        _word(sentence, place, piece)


def _facts(piece: Piece) -> dict[str, object]:
    """A number, of which the thread may tell what it is of: "and 10%?" behind "30% to opus"."""
    if isinstance(piece, PercentPiece) and not piece.bounds:
        return {"share": piece.share}
    return {"number": piece.value} if isinstance(piece, NumberPiece) and not piece.bounds else {}


def _of_which_kind(sentence: Sentence, place: int) -> str:
    """What to ask about a percentage, by what its clause speaks of: taxes, retries, growth."""
    clause = sentence.clause(place)
    words = {sentence.word(each) for each in clause}
    taxed = any(sentence.was(each, "unread", "tax") for each in clause)
    if taxed or not words.isdisjoint(_TAXES):
        return "ask.percent_of_tax"
    again = any(sentence.was(each, "unread", "retry") for each in clause)
    if again or not words.isdisjoint(_AGAIN):
        return "ask.percent_again"
    return "ask.percent_of_growth" if not words.isdisjoint(_GROWS) else "ask.percent_of_what"


def _is_of_work(sentence: Sentence, place: int) -> bool:
    """`40-60% batched`, `60-80% haiku, the rest opus`: of the work, as is said beside it."""
    near = range(max(place - _NEAR_BEFORE, 0), place + _NEAR_BEHIND + 1)
    has_model = any(
        isinstance(each, ModelPiece) for each in sentence.pieces[near.start : near.stop]
    )
    return has_model or any(sentence.was(each, "modifier") for each in near)


_NEAR_BEFORE, _NEAR_BEHIND = 2, 3


_TAXES, _AGAIN, _GROWS = map(words_that, ("of_taxes", "done_once_more", "more_each_time"))


def _term(sentence: Sentence, place: int, piece: TermPiece) -> None:
    category = piece.term.category
    if category == "scale" and len(piece.text) > 1:
        sentence.ask(place, place + 1, "ask.number_of_what")
    elif kept := _kept(sentence, place, piece):
        _keep(sentence, place, kept)
    elif category == "relative":
        _relative(sentence, piece)
    else:
        _name_or_prose(sentence, place, piece)


def _kept(sentence: Sentence, place: int, piece: TermPiece) -> _Kept | None:
    term = piece.term
    if term.category == "odd_period" and term.value == "night":
        return _overnight(sentence) if piece.text.casefold() in _ONE_NIGHT else _NIGHTLY
    if term.category == "share" and _is_vague_prose(sentence, place, piece):
        return _VAGUE
    if term.category == "negation" and _says_only(sentence, place):
        return None
    if term.category == "place" and _is_of_an_office(sentence, place):
        return None
    return _KEPT.get(term.category) or (_UNUSED if _must_be_used(sentence, place, piece) else None)


def _overnight(sentence: Sentence) -> _Kept | None:
    """`batched overnight` is when a batch runs; without one, or beside "per month", how often?

    Not so where the requests have a period of their own: `650 docs a week, batched overnight`.
    """
    if not sentence.holds("modifier", "batch"):
        return _NIGHTLY
    if any(each.binds == "requests" for each in sentence.said.times):
        return None
    return _UNUSED if sentence.holds("period", *_LONGER) else None


def _is_of_an_office(sentence: Sentence, place: int) -> bool:
    """`東京・大阪の2拠点`, `our Tokyo and London offices`: where people are, and no region."""
    if (
        sentence.said.partners
        or sentence.holds("partner")
        or not _REGIONS.isdisjoint(sentence.words)
    ):
        return False
    return any(sentence.word(each) in _OFFICES for each in sentence.clause(place))


_OFFICES, _REGIONS = words_that("names_an_office"), words_that("tells_of_a_region")
_ONE_NIGHT = words_that("in_one_night")
_LONGER = ("week", "month", "quarter", "year")


def _says_only(sentence: Sentence, place: int) -> bool:
    """`1日20回しか呼ばれない`: no more than that, so that nothing is ruled out."""
    verb = sentence.pieces[max(place - _LONGEST_VERB, 0) : place]
    return any(each.text in _ONLY_WITH_A_NEGATION for each in verb)


_ONLY_WITH_A_NEGATION = words_that("only_with_a_negation")
_LONGEST_VERB = 4


def _keep(sentence: Sentence, place: int, kept: _Kept) -> None:
    getattr(sentence.said, kept.where).append(sentence.pieces[place].span)
    sentence.take([place], kept.meaning)


def _mark(sentence: Sentence, place: int, piece: MarkPiece) -> None:
    if piece.text == "/" and _is_before_unknown_unit(sentence, place):
        sentence.ask(place, place + 2, "ask.unused")
    elif piece.text in CURRENCY_SIGNS and piece.text != _DOLLARS:  # "the $ for 10M in"
        _keep(sentence, place, _UNUSED)
    else:
        sentence.pass_over()


def _word(sentence: Sentence, place: int, piece: Piece) -> None:
    if _is_month(sentence, place) or _is_like_a_lever(sentence, place):
        _keep(sentence, place, _UNUSED)
    elif sentence.says(place, _OF_ANOTHER_TIME) and (end := _behind_old_prices(sentence, place)):
        sentence.ask(place, end, "ask.whole_date")
    else:
        _name_or_prose(sentence, place, piece)


def _behind_old_prices(sentence: Sentence, place: int) -> int | None:
    """The index behind `old prices`, `last ear's prices` beside amounts: those of which day?"""
    ends = range(place + 1, place + _MOST_TO_PRICES)
    end = next((each + 1 for each in ends if sentence.says(each, _PRICES)), None)
    return end if any(map(_is_unit, sentence.pieces)) else None


_OF_ANOTHER_TIME = words_that("of_another_time")
_MOST_TO_PRICES = 4


def _is_like_a_lever(sentence: Sentence, place: int) -> bool:
    """`パッチで`: batch, or another word; `パッチを当てる` is prose."""
    text = sentence.pieces[place].text
    if text not in _LIKE_A_LEVER and (
        text[0] not in _BEGINS_A_LEVER or not like_another(text, _LEVERS)
    ):
        return False
    behind = sentence.pieces[place + 1 : place + 2]
    return not behind or isinstance(behind[0], MarkPiece) or behind[0].text in _BEHIND_A_LEVER


_LIKE_A_LEVER, _BEHIND_A_LEVER = map(words_that, ("like_a_lever", "behind_a_lever"))
_LEVERS = words_that("lever_in_kana")
_BEGINS_A_LEVER = frozenset("きぎばはぱキギャヤバハパッ")


def _so_many_of_the_best(
    sentence: Sentence, place: int, piece: Piece, found: re.Match[str]
) -> None:
    """`top-8 chunks of 512 tokens` are 8 of them; `best-of-5` is sampled five times, perhaps."""
    if sentence.says(place + 1, _CHUNKS):
        sentence.put(place, NumberPiece(piece.span, found[2], Decimal(found[2])))
    elif found[1].casefold() == _TOP:
        sentence.take([place], "a name")
    else:
        sentence.ask(place, place + 1, "ask.unused")


_OUT_OF_MANY = re.compile(r"(top|best-of|pass|consensus|majority)-(\d{1,3})", re.IGNORECASE)
_CHUNKS, _TOP = words_that("pieces_of_a_prompt"), "top"


def _name_or_prose(sentence: Sentence, place: int, piece: Piece) -> None:
    if piece.text.isalpha() or not any(each.isdecimal() for each in piece.text):
        sentence.pass_over()
    elif found := _OUT_OF_MANY.fullmatch(piece.text):
        _so_many_of_the_best(sentence, place, piece, found)
    elif region := _cloud_region(sentence, piece.span):
        sentence.said.places.append(region)
        sentence.take([place], "a place")
    else:
        sentence.take([place], "a name")


def _cloud_region(sentence: Sentence, span: Span) -> Span | None:
    """`us-east-1`, `asia-northeast1`: a partner's region that ends where `span` does."""
    before = sentence.source[max(span.start - _LONGEST_REGION, 0) : span.end]
    found = _REGION.search(before.casefold())
    return Span(span.end - len(found[0]), span.end) if found else None


_LONGEST_REGION = 24
_REGION = re.compile(
    r"(?<![a-z])(?:us|eu|ap|ca|sa|me|af|il|mx|asia|europe|australia|(?:north|south)america)"
    r"(?:-gov)?-(?:north|south|east|west|central)[a-z]*-?[0-9]{1,2}$"
)


_NOT_ON_THE_DAY = words_that("not_all_the_time")


def _relative(sentence: Sentence, piece: TermPiece) -> None:
    """`昨年の料金`, `10% off from next year`: which day's? `昨年は`, `12/1リリース`: prose."""
    begins = sentence.word(sentence.place - 1) in _NOT_ON_THE_DAY and sentence.holds("discount")
    is_of_prices_then = is_of_prices(sentence, sentence.place + 1)
    if begins or is_of_prices_then or _prices_work_then(sentence, piece):
        sentence.ask(sentence.place, sentence.place + 1, "ask.whole_date")
        return
    key = "note.day_of_an_event" if piece.term.value == "event" else "note.no_day"
    said = phrase(key, said=piece.text)
    sentence.remarks.append(Remark("price_change", said))
    sentence.take([sentence.place], "no day in particular")


def _prices_work_then(sentence: Sentence, piece: TermPiece) -> bool:
    """`昨年のopusの料金で入力100万`, `what did opus cost last year for 10M in`, `値上げ前で10M in`.

    Without amounts it is a question of what the prices were.
    """
    if piece.term.value == "event" or not any(map(_is_unit, sentence.pieces)):
        return False
    if piece.term.value == "price_change":
        return True
    behind = sentence.place + 1
    while sentence.at(behind, ModelPiece) or sentence.term(behind, "link", "of"):
        behind += 1
    if is_of_prices(sentence, behind):
        return True
    from bot.query.days_ago import is_told  # noqa: PLC0415 - rarely said

    return not _PAST.isdisjoint(sentence.words) and is_told(sentence.source, piece.span)


def _is_unit(piece: Piece) -> bool:
    return isinstance(piece, TermPiece) and piece.term.category == "unit"


_PAST = words_that("asks_of_the_past")


def is_of_prices(sentence: Sentence, index: int) -> bool:
    """`昨年の料金で`, `昨年時点`, `last year' prices`: those of another day, which is not said."""
    behind = sentence.skip(index + 1 if sentence.mark(index, "'") else index, ("link", "of"))
    piece = sentence.at(behind, Piece)
    return piece is not None and (
        sentence.term(behind, "date") is not None or piece.text in _PRICES
    )


def _is_before_unknown_unit(sentence: Sentence, place: int) -> bool:
    """`3 requests/foo`: what a number is per must be known; `/ Model: opus` is a label."""
    if sentence.mark(place + 2, ":="):
        return False
    behind_number = place in {sentence.count_end, sentence.amount_end}
    return behind_number and sentence.at(place + 1, WordPiece) is not None


def _with_short_word(sentence: Sentence, place: int, piece: Piece) -> int:
    """The end of a number with the unknown word behind it, quoted together: `10M ot`."""
    if not isinstance(piece, NumberPiece) or not sentence.at(place + 1, WordPiece):
        return place + 1
    return place + 3 if sentence.says(place + 2, _TEXTS) else place + 2


_TEXTS = words_that("part_that_is_cached")  # "25k policy handbook"


def _is_vague_prose(sentence: Sentence, place: int, piece: TermPiece) -> bool:
    """Whether a word like "most" says nothing, with no term right behind it: "mostly batched"."""
    if piece.term.value != "vague" or sentence.at(place + 1, ModelPiece):
        return False
    tied = sentence.was(place - 1, "link") or sentence.mark(place - 1, ",")
    before = place - 2 if tied else place - 1  # "batch for most of it"
    return not any(sentence.was(index, "modifier") for index in (before, place + 1, place + 2))


def _must_be_used(sentence: Sentence, place: int, piece: TermPiece) -> bool:
    if piece.text in _MISSES:  # "8割キャッシュ、全部外れたら"
        return bool(sentence.said.caching)
    if piece.term.category not in _MUST_BE_USED:
        return False
    if piece.text.casefold() == "pdf" and (says_input(sentence) or _is_in_tokens(sentence, place)):
        return False
    if piece.term.category == "percent" and sentence.word(place - 1) == _WHAT:
        return not sentence.holds("caching")  # ヒット率は何%必要
    if piece.text == _THEN:  # "あとは入力3kです"; "あとはhaiku" is the rest of it
        return any(isinstance(each, ModelPiece) for each in sentence.pieces[place : place + 2])
    if piece.text == _PORTION and _names_a_portion(sentence, place - 1):
        return False
    if piece.term == _DAY and sentence.word(place - 1) == "all":  # "45 a second all day"
        return not sentence.holds("period", *_CLOCK)
    if piece.term in _OFTEN_PROSE:  # "signs off", "the new page"
        return any(sentence.was(place - 1, each) for each in ("caching", "modifier"))
    return piece.term.value != "1" or _is_one_end(sentence, place)


def _is_in_tokens(sentence: Sentence, place: int) -> bool:
    """`9kトークンのPDF`, `PDF（約9kトークン）`: how much goes in, is said beside it."""
    near = range(max(place - _NEAR_A_FILE, 0), min(place + _NEAR_A_FILE, len(sentence.pieces)))
    return any(
        isinstance(sentence.pieces[each], NumberPiece)
        and sentence.was(each + 1, "tokens")
        and not any(_comes_out(sentence, each + beside) for beside in _BESIDE_A_NUMBER)
        for each in near
    )


def _comes_out(sentence: Sentence, index: int) -> bool:
    return any(sentence.was(index, each, "output") for each in ("unit", "verb"))


_BESIDE_A_NUMBER = (-3, -2, -1, 2, 3)
_NEAR_A_FILE, _WHAT = 8, "何"
_DAY, _CLOCK = Term("period", "day"), ("second", "minute", "hour")
_PORTION = "分"


def _names_a_portion(sentence: Sentence, before: int) -> bool:
    """`別チームの分として`, `リアルタイム分は`, `12万SKU分`: what is named, and no minute."""
    is_named = any(sentence.was(before, each) for each in ("link", "prose", "count"))
    return is_named or isinstance(sentence.pieces[max(before, 0)], WordPiece)


def _is_one_end(sentence: Sentence, place: int) -> bool:
    """`one to two million requests`, `one or two thousand`: of a range, and no "one" of prose."""
    apart = sentence.was(place + 1, "link", "range") or sentence.word(place + 1) == "or"
    behind = sentence.pieces[place + 2 : place + 3]
    return apart and bool(behind) and isinstance(behind[0], NumberPiece)


_LONGEST_WORD = len("march")


def _is_month(sentence: Sentence, place: int) -> bool:
    """`in September`, `in Q1`: which day? The short ones, and "march", are words of their own."""
    month = sentence.pieces[place].text.casefold()
    if month not in _MONTHS_AND_QUARTERS:
        return False
    if month in _QUARTERS and _speaks_of_a_quarter(sentence):
        return False
    before = sentence.pieces[place - 1].text.casefold() if place else ""
    if month in _QUARTERS and before in _TILL and any(map(_is_unit, sentence.pieces)):
        return False  # "we launch by Q2": no time that is asked for
    is_sure = len(month) > _LONGEST_WORD and month in MONTHS
    is_sure = is_sure or (month in MONTHS and sentence.word(place + 1) in _PRICES)  # "at May rates"
    return is_sure or before in _BEFORE_A_MONTH


def _speaks_of_a_quarter(sentence: Sentence) -> bool:
    """`for Q1 ... the total for the quarter`: how long it is, is said."""
    return sentence.holds("period", "quarter")
