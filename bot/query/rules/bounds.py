"""Limits of a number: "at least 10M in", "fewer than 5k requests".

bound  = ("at least" | "up to" | "over" ...) {"about"} (NUMBER | PERCENT)
beyond = (count | amount) "を" "超え" ("たら" | "れば" | "た場合" ...)      1万件を超えたら
exceeds = (count | amount) ("を" | "は" ...) ("超える" | "上回る" | "下回る")  1万件を超える

A limit is no number that could be priced, so it is asked about; in Japanese, which has one in most
plans, it is taken for the number and noted. "Over 1,000 requests" behind amounts rather says what
these are spread over; whether they are totals must be plain then.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.query.ask import Remark
from bot.query.errors import NeedsMore
from bot.query.model import MOST_OF_ONE, Scope
from bot.query.phrase import phrase
from bot.query.pieces import MoneyPiece, NumberPiece, PercentPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from . import money
from .nouns import ONE_REQUEST, TIMES, counted_noun, singular


def bound(sentence: Sentence) -> bool:
    """`at least 10M in`, `over 80% cached`."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    index = sentence.skip(start + 1, ("link", "of"), ("approximately", "about"))
    number = sentence.at(index, NumberPiece)
    if number is None and sentence.at(index, PercentPiece) is None:
        return _asks_how_many(sentence, piece)
    noun = None if number is None else counted_noun(sentence, index + 1)
    counted = noun is not None
    if piece.term.value == "over" and counted and _goes_over_all(sentence, start):
        sentence.joins.append((start, ""))
        sentence.take([start], "for each of them")
        return True
    if piece.term.value == "over" and counted and _runs(sentence, start, noun):
        sentence.take([start], "what it is run on")
        return True
    if piece.term.value == "over" and counted and sentence.said.amounts:
        sentence.spread_over.append(start)
        sentence.take([start], "spread over")
        return True
    if number and piece.term.value == "most" and asks_the_worst(sentence):
        said = sentence.source[slice(*sentence.span(start, index + 1))]
        noted = phrase("note.approximate", said=said, taken=number.text)
        sentence.remarks.append(Remark("approximate", noted))
        sentence.take(range(start, index), "the most that it may be")
        return True
    sentence.ask(start, index + 1, "ask.bound")
    return True


def beyond(sentence: Sentence) -> bool:
    """`月1万件を超えたらsonnet 5.5に切替`: what holds from a number on, and no such number."""
    start = sentence.place
    is_behind = start - 1 in {sentence.count_end, sentence.amount_end}
    if not is_behind or sentence.word(start) != _BEYOND or sentence.word(start - 1) != _OBJECT:
        return False
    if not sentence.source.startswith(_IF, sentence.pieces[start].span.end):
        return False
    first = start - 1
    while not isinstance(sentence.pieces[first], NumberPiece):
        first -= 1
    sentence.ask(first, start + 2, "ask.bound")
    return True


_BEYOND, _OBJECT = "超", "を"
_IF = ("えたら", "えれば", "えると", "えた場合", "えた分", "えたとき", "えた時")


def exceeds(sentence: Sentence) -> bool:
    """`月1万件を超える問い合わせ` is noted, and `入力10万トークンを超える` asked about.

    What stands right behind a number (`1万件超`) is only asked about, as any other word for it is
    noted elsewhere.
    """
    start = sentence.place
    end = start - 1 if sentence.was(start - 1, "particle") else start
    goes_beyond = _GOES_BEYOND.match(sentence.source, sentence.pieces[start].span.start)
    if goes_beyond is None or end not in {sentence.count_end, sentence.amount_end}:
        return False
    first = end - 1
    while not isinstance(sentence.pieces[first], NumberPiece):
        first -= 1
    number = sentence.pieces[first]
    if end == sentence.amount_end and number.value in _LONG_PROMPTS:  # type: ignore[attr-defined]
        sentence.ask(first, start + 1, "ask.bound")
        return True
    if end == start:
        return False
    said = sentence.source[number.span.start : goes_beyond.end()]
    taken = sentence.source[slice(*sentence.span(first, end))]
    noted = phrase("note.approximate", said=said, taken=taken)
    sentence.remarks.append(Remark("approximate", noted))
    sentence.take([start], "about")
    return True


_GOES_BEYOND = re.compile("超(?:え(?:る|て|ます|そう|ない)?|過)?|(?:上|下)回(?:る|り|って|ります)")
_LONG_PROMPTS = frozenset({Decimal(100_000), Decimal(200_000)})
"""Prompts above these have had prices of their own: more than them is not as good as them."""


def asks_the_worst(sentence: Sentence) -> bool:
    """`up to 50k requests: worst case?`: what is only a limit is what is asked for then."""
    return any(each in sentence.source.casefold() for each in _WORST)


_WORST = words_that("asks_the_worst")


def _asks_how_many(sentence: Sentence, piece: TermPiece) -> bool:
    """`max requests per day under $100`: how many fit is asked for, as the money says."""
    start = sentence.place
    has_money = any(isinstance(each, MoneyPiece) for each in sentence.pieces)
    is_asked = piece.text.casefold() in _MAX and sentence.word(start + 1) in _REQUESTS
    if not (is_asked and has_money):
        return False
    return money.how_many(sentence, start)


_MAX, _REQUESTS = frozenset({"max", "maximum"}), words_that("several_requests")


def _runs(sentence: Sentence, start: int, noun: int | None) -> bool:
    """`the job runs nightly over 18,000 invoices`: what it works on, and no limit.

    It is one in `we run over 18,000 docs a day` and `runs over 500 times`.
    """
    if singular(sentence.word(noun or 0)) in _RUN_THEMSELVES:
        return False
    places = range(max(start - _MOST_BEFORE, 0), start)
    return any(
        sentence.word(each) in _RUNS and sentence.word(each - 1) not in _WHO_RUNS for each in places
    )


def _goes_over_all(sentence: Sentence, start: int) -> bool:
    """`5 passes over 1,000 documents`: so many times over each of them."""
    counts = sentence.said.counts
    return start == sentence.count_end and bool(counts) and singular(counts[-1].noun) in _PASSES


_PASSES = words_that("goes_over_all")
_RUN_THEMSELVES, _WHO_RUNS = ONE_REQUEST | {singular(TIMES)}, words_that("who_runs")
_RUNS = words_that("runs_over")
_MOST_BEFORE = 3


def settle_spread_over(sentence: Sentence) -> None:
    """`500k in over 1,000 requests`, `100k tokens in 10 requests, 1k out each`: each, or in all?"""
    said = sentence.said
    if Scope.TOTAL in said.scopes or not (sentence.spread_over and said.amounts):
        return
    if max(each.quantity for each in said.amounts) > MOST_OF_ONE:
        return
    for place in sentence.spread_over:
        start = sentence.pieces[place].span.start
        goes_on = any(each.span.start > start for each in said.amounts)
        if goes_on or Scope.EACH not in said.scopes:  # "100k in and 1k out over 10 requests each"
            end = place + 2 if sentence.word(place) == "in" else place + 1
            span = sentence.span(place, end)
            facts = {"said": sentence.source[slice(*span)]}
            sentence.troubles.append(NeedsMore(phrase("ask.each_or_in_all", **facts), span))
