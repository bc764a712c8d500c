"""What a period is said of: the count, the amounts or the budget that it stands beside."""

from __future__ import annotations

from typing import Literal

from bot.query.ask import Timed
from bot.query.model import MOST_OF_ONE, ONE, Over
from bot.query.pieces import (
    ModelPiece,
    MoneyPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

from .nouns import behind_fillers, counted_noun
from .period_names import OFTEN, is_one

_COSTS = (*words_that("cost"), *words_that("figure_of_a_cost"))


def add(sentence: Sentence, start: int, end: int, found: Period, over: Over | None = None) -> None:
    """Take the pieces up to `end` for a period, and remember what they are said of."""
    span = sentence.span(start, end)
    binds = None if over else _binds(sentence, start, end)
    lead = sentence.pieces[start].text.casefold()
    spread = over is not None and lead in {"over", "within", "during", "across"}
    often = over is None and _says_how_often(sentence, start, end)
    said = Timed(found, span, binds, over, spread=spread, often=often)
    sentence.said.times.append(said)
    if binds == "requests" and start == sentence.count_end:
        sentence.count_end = end
    if binds == "amounts":
        sentence.amount_end = end
    if binds == "limit":
        sentence.limit_end = end
    meaning = f"per {found.value.replace('_', ' ')}" if over is None else _over_meaning(over)
    sentence.take(range(start, end), meaning)


def _has_rate(sentence: Sentence) -> bool:
    """Whether something is counted, or how often it is done is said: `5分ごとに実行`."""
    said = sentence.said
    return bool(said.counts) or any(each.every != ONE for each in said.times)


def _says_how_often(sentence: Sentence, start: int, end: int) -> bool:
    """Whether it is "daily", 毎日 or "a nightly" job, and not the "monthly" of a monthly cost."""
    is_every = sentence.word(start) == "every" and end == start + 2
    is_every = is_every or _is_each_of_a_clock(sentence, start, end)
    is_adverb = is_every or sentence.word(end - 1) in OFTEN
    behind = sentence.skip(end, ("link", "of"))  # 毎日の費用
    if sentence.at(behind, ModelPiece):  # "weekly sonnet 5.5 cost"
        behind += 1
    of_cost = sentence.word(behind).startswith(_COSTS) or sentence.word(start - 1) in _SAVES
    return is_adverb and not of_cost


def _is_each_of_a_clock(sentence: Sentence, start: int, end: int) -> bool:
    """`1時間ごとに実行`, `1日おきに`; but `1日ごとにいくら` asks for what a day costs."""
    if not is_one(sentence, start) or sentence.word(end - 1) not in _AS_OFTEN:
        return False
    return not sentence.word(end).startswith(_ASKS)


_AS_OFTEN, _ASKS = words_that("as_often_as_that"), ("いくら", "何", "どれ", "どの")
_SAVES = words_that("saves_so_much")
"""Right before a period: "how much does it save daily"."""


def _over_meaning(over: Over) -> str:
    return f"for {over.times.normalize():f} x {over.period.value.replace('_', ' ')}"


_Bound = Literal["requests", "amounts", "limit"] | None


def _binds(sentence: Sentence, start: int, end: int) -> _Bound:
    """What stands right beside a period: a count, amounts, a budget, or nothing of the kind."""
    if _is_told_of_it(sentence, start):
        return "requests" if sentence.said.counts else "amounts"
    budget = _behind_budget(sentence, end)
    if sentence.at(budget, MoneyPiece) and _leads_in_japanese(sentence, start, end):
        return "limit"
    if start == sentence.count_end:
        return _right_behind_a_count(sentence, start, end)
    if start == sentence.limit_end:
        return "limit"
    if _is_right_behind_amounts(sentence, start):
        if _has_rate(sentence) and _asks_for_money(sentence, start, end):
            return None
        return "requests" if _leads_to_a_count(sentence, start, end) else "amounts"
    if sentence.at(behind_particles(sentence, end), MoneyPiece):
        return "limit"
    if _is_of_a_volume(sentence, start, end):
        return "amounts"
    if sentence.term(start, "link", "per") or sentence.mark(start, "/"):
        return None
    return _of_what_follows(sentence, end)


def _is_told_of_it(sentence: Sentence, start: int) -> bool:
    """`10M in; the monthly if that's [weekly]?`: what the work is per, and none asked for."""
    before = sentence.source[: sentence.pieces[start].span.start].casefold().rstrip()
    return before.endswith(_IF_IT_IS) and bool(sentence.said.amounts)


_IF_IT_IS = tuple(words_that("if_it_is"))


def _right_behind_a_count(sentence: Sentence, start: int, end: int) -> _Bound:
    """`500 requests a day`; but `1日500件 月に合計で入力1億` leads to those."""
    behind = behind_particles(sentence, end)
    if sentence.term(behind, "scope", "total") and _is_amount_in_all(sentence, behind):
        return "amounts"
    is_asked = _is_asked_for(sentence, end) or _is_asked_behind(sentence, start, end)
    return None if is_asked else "requests"


def _of_what_follows(sentence: Sentence, end: int) -> _Bound:
    """`daily 500 requests`, `毎日メールが300通`, `月合計で入力1億`."""
    behind = behind_particles(sentence, end)
    number = _behind_what_it_is(sentence, behind)
    if sentence.at(number, NumberPiece) and counted_noun(sentence, number + 1) is not None:
        return "requests"
    counted = _behind_what_comes(sentence, behind)
    noun = sentence.term(counted, "count")
    if noun and not noun.text.isascii() and _counts_behind(sentence, counted):
        return "requests"
    if sentence.term(behind, "traffic"):  # 1日の利用量が入力8億
        behind = behind_particles(sentence, behind + 1)
    elif sentence.says(behind, _HEADINGS) and not sentence.holds("count"):
        behind = _behind_heading(sentence, behind)
    return "amounts" if _is_amount_in_all(sentence, behind) else None


def _behind_heading(sentence: Sentence, index: int) -> int:
    """The index behind `月間の[想定]`, `月間の[想定利用量：]`: what it is a heading of."""
    while (
        sentence.says(index, _HEADINGS)
        or sentence.mark(index, "の:は,、")
        or sentence.at(index, ModelPiece)
    ):
        index += 1
    is_told = sentence.at(index, NumberPiece) and sentence.term(index - 1, "tokens")
    return index - 1 if is_told else index


_HEADINGS = words_that("heading_of_a_volume")


def _is_amount_in_all(sentence: Sentence, index: int) -> bool:
    """`月[合計で入力1億]`."""
    return _is_amount(sentence, sentence.skip(index, ("scope", "total"), ("link", "of")))


def _asks_for_money(sentence: Sentence, start: int, end: int) -> bool:
    """`500件 入力3千 出力200 月いくら`, `... 月額`: what is asked for, and no tokens a month."""
    behind = sentence.word(end)
    is_asked = behind in _HOW_MUCH or behind.startswith(_COSTS)  # "300 out\nmonthly cost"
    return is_asked or sentence.word(start).endswith("額")


_HOW_MUCH = words_that("asks_how_much_in_japanese")


def _is_right_behind_amounts(sentence: Sentence, index: int) -> bool:
    while _ties_back(sentence, index - 1) and index != sentence.amount_end:
        index -= 1
    return index == sentence.amount_end


def _is_of_a_volume(sentence: Sentence, start: int, end: int) -> bool:
    """`50M in 8M out on sonnet 5.5, batched, per month`, `per month: 50M in`: so much in each.

    It is more than one request can hold, and nothing between them says that a cost is asked for.
    """
    if not start or (start == 1 and sentence.mark(0, _BULLETS)):
        return _is_amount(sentence, end + 1 if sentence.mark(end, ":,") else end)
    said = sentence.said
    is_volume = any(each.quantity > MOST_OF_ONE for each in said.amounts)
    if said.counts or said.times or not is_volume:
        return False
    index = start
    while index > sentence.amount_end and _is_model_or_term(sentence.pieces[index - 1]):
        index -= 1
    return index == sentence.amount_end


_BULLETS = "■●◆□◇○▼▽#*-・"


def _is_model_or_term(piece: Piece) -> bool:
    if isinstance(piece, TermPiece) and piece.term.category in _TERMS:
        return True
    return isinstance(piece, (ModelPiece, PercentPiece)) or piece.text.casefold() in _WITH_A_MODEL


_TERMS = frozenset({"modifier", "caching", "link", "particle"})
_WITH_A_MODEL = words_that("with_a_model")


def _behind_what_it_is(sentence: Sentence, index: int) -> int:
    """The index behind the name of what is done: `weekly [batch of] 50k docs`."""
    if sentence.word(index + 1) == "of" and not sentence.word(index).startswith(_COSTS):
        return index + 2
    return index + 1 if sentence.was(index, "prose") else index


def _ties_back(sentence: Sentence, index: int) -> bool:
    """`(入力400 出力10[)]/日`, `出力2500万[の]月額`."""
    return sentence.mark(index, ")") or sentence.pieces[index].text == "の"


def _leads_in_japanese(sentence: Sentence, start: int, end: int) -> bool:
    """`出力500 月600ドル`: a Japanese period is the money's behind it, not the amount's before.

    `出力500/月 600ドル` and `出力500 1日あたり 600ドル` have theirs before.
    """
    last = sentence.pieces[end - 1]
    if last.text.isascii() or sentence.mark(start, "/"):
        return False
    touches = sentence.pieces[end].span.start == last.span.end
    return touches or not sentence.was(end - 1, "scope", "each")


def _is_asked_behind(sentence: Sentence, start: int, end: int) -> bool:
    """`1日100件 月額`, `100 requests a day monthly`: those have their period, this is asked for."""
    times, counts = sentence.said.times, sentence.said.counts
    if not (times and counts) or times[-1].binds != "requests" or sentence.mark(start, "/"):
        return False
    word = sentence.word(start)
    if word.isascii() and not (word.endswith(_ADVERB) and end == start + 1):
        return False
    one, other = sorted((times[-1].span, counts[-1].span))
    return not sentence.source[one.end : other.start].strip(_SMALL)


_ADVERB = "ly"
_SMALL = " にの約:"


def _leads_to_a_count(sentence: Sentence, start: int, end: int) -> bool:
    """`出力500 1日100件`: a Japanese period is that of the count behind; not `出力500/日 100件`."""
    if sentence.pieces[end - 1].text.isascii() or sentence.mark(start, "/"):
        return False
    number = behind_particles(sentence, end)
    is_number = sentence.at(number, NumberPiece) is not None
    return is_number and counted_noun(sentence, number + 1) is not None


def _is_asked_for(sentence: Sentence, index: int) -> bool:
    """`1日50回 年間で`, `reqs/day 50 monthly`: those have their period, this one is asked for."""
    times, counts = sentence.said.times, sentence.said.counts
    if not times or times[-1].binds != "requests":
        return False
    inside = counts and counts[-1].span.start < times[-1].span.start < counts[-1].span.end
    return bool(inside) or sentence.mark(index, "で")


def _behind_what_comes(sentence: Sentence, index: int) -> int:
    """The index of what is counted in `1日に[来る]問い合わせは1,200件`, else `index`."""
    if not sentence.mark(index - 1, "に"):
        return index
    noun = index
    while noun - index < _LONGEST_VERB and _is_plain(sentence, noun):
        noun += 1
    return noun if sentence.term(noun, "count") else index


_LONGEST_VERB = 4


def _is_plain(sentence: Sentence, index: int) -> bool:
    return bool(sentence.at(index, WordPiece) or sentence.term(index, "prose"))


def _counts_behind(sentence: Sentence, index: int) -> bool:
    """`1日の[リクエスト数]は5000`, `毎日[メール]が300通`: the number of the noun at `index`.

    So does a colon lead to it: `1日の[リクエスト]：800`.
    """
    if sentence.pieces[index].text.endswith("数"):
        return True
    if sentence.mark(index + 1, ":=") and sentence.at(index + 2, NumberPiece):
        return True
    number = behind_fillers(sentence, index + 1)
    if sentence.at(number, NumberPiece) is None:
        return False
    is_bare = number > index + 1 and _is_told_bare(sentence, number)
    return is_bare or counted_noun(sentence, number + 1) is not None  # 1日の質問は3000、


def _is_told_bare(sentence: Sentence, number: int) -> bool:
    """`質問は[3000]、回答は…`: a number that nothing behind it says the unit of."""
    is_last = number + 1 == len(sentence.pieces)
    goes_on = sentence.word(number + 2) in _TOPICS  # without a comma: 質問は3000 回答は500
    return is_last or goes_on or sentence.mark(number + 1, "、。,;")


_TOPICS = frozenset({"は", "が"})


def behind_particles(sentence: Sentence, index: int) -> int:
    """The index behind "about", and behind what ties a period to it: `1日に約1万件`."""
    index = sentence.skip(index, ("approximately", "about"))
    if sentence.mark(index, ":") or _is_particle(sentence, index):
        index = sentence.skip(index + 1, ("approximately", "about"), ("scope", "each"))
    return index


def _is_amount(sentence: Sentence, index: int) -> bool:
    """`毎日 入力1000万`, `daily 10M in`."""
    if sentence.at(index, NumberPiece):
        behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
        split = sentence.mark(behind, ",、(:") or sentence.holds("sides")
        if sentence.term(index + 1, "tokens") and split:
            return True  # 1日1000万トークン、入力8割 出力2割
        return sentence.term(behind, "unit") is not None
    if _is_number_of_tokens(sentence, index):
        return True
    behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    behind = behind + 1 if sentence.mark(behind, ":=") else behind
    return sentence.term(index, "unit") is not None and sentence.at(behind, NumberPiece) is not None


def _is_number_of_tokens(sentence: Sentence, index: int) -> bool:
    """`月間[トークン数1億]、入力8割`: of both sides, whose shares are told behind it."""
    is_word = sentence.term(index, "tokens") and not sentence.word(index).isascii()
    is_alone = sentence.at(index + 1, NumberPiece) and sentence.mark(index + 2, ",、(:で")
    return bool(is_word and is_alone)


def _behind_budget(sentence: Sentence, index: int) -> int:
    """The index behind what names a budget: `毎月[の上限を]100ドル`, `月[の予算は]5万円`."""
    while (
        sentence.term(index, "intent", "budget")
        or sentence.term(index, "approximately")
        or sentence.mark(index, ":")
        or _is_particle(sentence, index)
    ):
        index += 1
    return index


def _is_particle(sentence: Sentence, index: int) -> bool:
    """`1日に1万件`, `毎日の1万件`."""
    piece = sentence.at(index, TermPiece)
    return (
        piece is not None
        and not piece.text.isascii()
        and piece.term.category in {"link", "scope", "particle"}
    )
