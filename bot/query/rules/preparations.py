"""How long something takes before the work begins, or beside it: no time of what is priced.

preparation = NUMBER period {word} trial {word} "後"     "2週間テストした後に本番"
            | making "に" NUMBER period "かか"            "開発に3ヶ月かかります"
done        = NUMBER period "で" COUNT | COUNT "を" NUMBER period "で"    "3日間で10万件を処理"
effort      = NUMBER "人" ("月" | "日")                   "2人月分の工数", "10人日の作業"
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .asides import leave

_TRIALS = tuple(words_that("comes_before_the_work"))
_AFTERWARDS = tuple(words_that("afterwards"))
_FROM_THEN, _UP_TO = "から", "まで"
_TAKES = "かか"
_LONG = ("day", "week", "month", "year")
_MOST_BETWEEN = 5


def before_it_begins(sentence: Sentence) -> bool:
    """`2週間テストした後に本番`, `開発に3ヶ月かかります`."""
    start = sentence.place
    if not sentence.term(start + 1, "period", *_LONG):
        return False
    if _is_making(sentence, start):
        return leave(sentence, start, start + 2)
    behind = range(start + 2, start + 2 + _MOST_BETWEEN)
    trial = next((each for each in behind if sentence.word(each).startswith(_TRIALS)), None)
    if trial is None or trial not in sentence.clause(start + 1):
        return False
    return _is_over(sentence, trial) and leave(sentence, start, start + 2)


def done_within(sentence: Sentence) -> bool:
    """`3日間で10万件を処理`, `10万件を5営業日で`: so many in all, whatever time they take.

    Not where another time is said, nor where it counts how far they are apart.
    """
    start = sentence.place
    is_half_a_year = sentence.term(start, "odd_period", "half_year") is not None
    by = start + 1 if is_half_a_year else start + 2
    if sentence.word(by) != _IN_ALL or sentence.holds("unit", "prefix"):
        return False
    if not (is_half_a_year or _is_of_several_days(sentence, start)):
        return False
    behind = sentence.at(by + 1, NumberPiece) and sentence.term(by + 2, "count")
    is_before = sentence.word(start - 1) == "を" and sentence.count_end == start - 1
    times = sum(
        isinstance(each, TermPiece) and each.term.category == "period" for each in sentence.pieces
    )
    if not (behind or is_before) or times > 1:
        return False
    return leave(sentence, start, by)


def _is_of_several_days(sentence: Sentence, start: int) -> bool:
    number = sentence.at(start, NumberPiece)  # not so of 夜間
    is_period = sentence.term(start + 1, "period", *_OF_DAYS) is not None
    return number is not None and is_period and not number.bounds and number.value > 1


_OF_DAYS, _IN_ALL = ("day", "business_day", "week", "month"), "で"


def _is_over(sentence: Sentence, trial: int) -> bool:
    """Whether it is told within the clause what comes behind the trial: `の後`, `を経て`."""
    clause = range(trial + 1, sentence.clause(trial).stop)
    if any(sentence.word(place).startswith(_UP_TO) for place in clause):
        return False  # 2週間の検証が終わるまで
    for place in clause:
        if sentence.word(place).startswith(_AFTERWARDS):
            return True
        if sentence.word(place) == _FROM_THEN and sentence.word(place - 1).endswith("て"):
            return True
    return False


def _is_making(sentence: Sentence, start: int) -> bool:
    """`開発に3ヶ月かかる`: how long people take."""
    is_taken = sentence.word(start + 2).startswith(_TAKES)
    made = sentence.word(start - 2)
    return is_taken and sentence.word(start - 1) in _TO and made.startswith(_TRIALS)


_TO = frozenset({"に", "は", "が"})


def effort(sentence: Sentence) -> bool:
    """`2人月分の工数削減`, `開発工数は3人月`: what people spend on it, not people and a period."""
    start = sentence.place
    if sentence.word(start + 1) != _PEOPLE or sentence.word(start + 2) not in _MAN_PERIODS:
        return False
    clause = sentence.clause(start)
    is_told = any(sentence.word(each).startswith(_EFFORTS) for each in clause)
    is_rate = any(sentence.at(each, NumberPiece) for each in clause if each > start)
    return is_told and not is_rate and leave(sentence, start, start + 3)


_PEOPLE, _MAN_PERIODS = "人", frozenset({"月", "月分", "日", "日分"})
_EFFORTS = tuple(words_that("told_of_an_effort"))
