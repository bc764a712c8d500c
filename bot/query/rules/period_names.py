"""The names of periods, and what makes a rate of one: "per day", "daily", 1日あたり."""

from __future__ import annotations

from bot.query.model import ONE
from bot.query.pieces import NumberPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

_ADVERB = ("ly", "ps", "pm", "um", "annual", "annualized", "annualised")
_BY_ITSELF = words_that("period_by_itself")
_LEADS = words_that("before_a_span")
_IN_A = words_that("in_before_a_period")
OFTEN = words_that("often")


def period_at(sentence: Sentence, index: int) -> Period | None:
    """The period named at `index`, None where none is; every night is every day."""
    if sentence.term(index, "odd_period", "night"):
        return Period.DAY
    piece = sentence.term(index, "period")
    if piece is None and sentence.word(index) == _PER_HOUR and sentence.mark(index - 1, "/"):
        return Period.HOUR  # 200件/時
    return Period(piece.term.value) if piece else None


_PER_HOUR = "時"


def is_adverb(sentence: Sentence, index: int) -> bool:
    """`daily`, `annual`: never so many of them."""
    return sentence.pieces[index].text.casefold().endswith(_ADVERB)


def rate_end(sentence: Sentence, index: int) -> int | None:
    """The index behind "per day" or "daily" at `index`, None where neither stands there."""
    piece = sentence.at(index, TermPiece)
    if piece and piece.term.category == "period":
        is_rate = is_adverb(sentence, index) or piece.text.casefold() in _BY_ITSELF
        is_rate = is_rate or _is_all_that_is_asked(sentence, index)
        return index + 1 if is_rate or says_per(sentence, index + 1) else None
    if _introduces(sentence, index) and period_at(sentence, index + 1):
        is_of_each = sentence.word(index) == "each" and is_adverb(sentence, index + 1)
        return None if is_of_each else index + 2  # "20 messages each, daily"
    if is_one(sentence, index) and sentence.term(index + 1, "period"):  # 1日
        return index + 2
    return index + 3 if _is_per_one(sentence, index) else None


def _is_per_one(sentence: Sentence, index: int) -> bool:
    """`4,800件[/1日]`; not `1,000件 / 1日3回`."""
    if not sentence.mark(index, "/") or index != sentence.count_end:
        return False
    is_period = is_one(sentence, index + 1) and sentence.term(index + 2, "period")
    return bool(is_period) and sentence.at(index + 3, NumberPiece) is None


def _is_all_that_is_asked(sentence: Sentence, index: int) -> bool:
    """`6k in 500 out. Month?`: what it costs in one of them, where nothing else is asked."""
    ends = index + 1 == len(sentence.pieces) or sentence.mark(index + 1, "?")
    return ends and sentence.mark(index - 1, _CLAUSE_ENDS)


_CLAUSE_ENDS = ".,;:)-"


def says_per(sentence: Sentence, index: int) -> bool:
    """`営業日[あたり]200件`, `時間[ごとに]50件`: Japanese says "per" behind the period."""
    each = sentence.term(index, "scope", "each")
    if each is None or isinstance(sentence.pieces[index - 2], NumberPiece):  # 5分ごとに
        return False
    return each.text.startswith(_BEHIND_A_PERIOD)


_EACH_OF_THEM = words_that("each_of_them")
_BEHIND_A_PERIOD = tuple(words_that("per_behind_a_period"))


def _introduces(sentence: Sentence, index: int) -> bool:
    """`per`, `a`, `each`, `/`, `in a`: what makes a rate of the period behind it.

    Not so the mark of `sonnet 5.5 / 月間 1.5億 input tokens / ...`, which parts one from the next.
    """
    if _parts_clauses(sentence, index):
        return False
    if sentence.says(index, _EACH_OF_THEM):  # 5人がそれぞれ月に: each of the people
        return False
    per = sentence.term(index, "link", "per") or sentence.term(index, "scope", "each")
    if per or sentence.mark(index, "/"):
        return True
    return sentence.says(index, _IN_A)


def _parts_clauses(sentence: Sentence, index: int) -> bool:
    """Whether ` / ` stands at `index` before a period with its number, and behind no number."""
    if not sentence.mark(index, "/") or not sentence.says(index + 1, _BY_ITSELF):
        return False
    start, end = sentence.pieces[index].span
    is_apart = sentence.source[start - 1 : end + 1] == " / "
    is_first = index not in {sentence.count_end, sentence.amount_end}
    return is_apart and is_first and sentence.at(index + 2, NumberPiece) is not None


def is_one(sentence: Sentence, index: int) -> bool:
    """Whether 1日 stands at `index`: one of a period, as Japanese says "per day"."""
    number = sentence.at(index, NumberPiece)
    behind = sentence.at(index + 1, TermPiece)
    is_one = number is not None and number.value == ONE and not number.bounds
    return is_one and behind is not None and not behind.text.isascii()


def behind_leads(sentence: Sentence, index: int) -> int:
    """The index behind "for", "over the next" and the like."""
    while sentence.says(index, _LEADS):
        index += 1
    return index
