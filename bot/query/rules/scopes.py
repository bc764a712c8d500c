"""What amounts are meant for: one of what is counted, or all of it.

scope   = "each" | "per" noun | "in total"

"per user" behind one count joins it to the count of users; anywhere else it marks amounts.
"""

from __future__ import annotations

from bot.query.ask import PerUnit
from bot.query.model import ONE, Scope
from bot.query.pieces import MarkPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import IGNORED, OF_EACH
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .as_many import named_beside_each
from .nouns import (
    AVERAGES,
    NO_PLURALS,
    ONE_AT_A_TIME,
    ONE_REQUEST,
    PERSONS,
    behind_fillers,
    counted_noun,
    counts_behind,
    is_counted_word,
    is_plural,
    is_seat,
    many_of,
    noun_of,
    plural,
    singular,
)

_MOST_VERBS = 2


def scope(sentence: Sentence) -> bool:
    """`each`, `per document`, `in total`."""
    start = sentence.place
    piece = sentence.term(start, "scope")
    if piece and piece.term.value == "total":
        return _total(sentence, start, piece)
    if piece and piece.term.value == "one":
        return _at_once(sentence, start)
    if piece and _is_of_what_is_asked(sentence, start, piece):
        sentence.of_each = True
        sentence.take([start], "each of them")
        return True
    if piece and (several := named_beside_each(sentence, start)):
        sentence.ask(*several, "ask.of_several")
        return True
    if piece and _averages_a_count(sentence, piece):
        sentence.take([start], "on average")
        return True
    is_each = piece or sentence.pieces[start].text.casefold() == "every"
    if _each_has(sentence, start) if is_each else _one_has(sentence, start):
        return True
    if piece and (
        _is_each_asked(sentence, start)
        or _says_what_is_the_same(sentence, start)
        or _is_how_it_is_done(sentence, start)
    ):
        sentence.pass_over()
        return True
    if piece:
        _each(sentence, start, *_behind_noun(sentence, start, piece))
        return True
    is_every = sentence.count_end == _before_for(sentence, start) != start
    if (is_every or _is_per(sentence, start)) and _is_one_of_something(sentence, start + 1):
        noun = start + 2 if _is_second_word(sentence, start + 2) else start + 1
        _each(sentence, start, noun + 1, _one_noun(sentence.pieces[noun]))
        return True
    return False


def _behind_noun(sentence: Sentence, start: int, piece: TermPiece) -> tuple[int, str]:
    """The index behind `each`, or behind `each order` where a count is for one; and its noun."""
    noun = _noun_of(piece)
    is_of_count = sentence.count_end in {start, _before_for(sentence, start)}
    is_named = not noun and is_of_count and piece.text.isascii()
    if is_named and sentence.word(start + 1) in many_of(sentence):  # "3 times for each order"
        return start + 2, sentence.word(start + 1)
    return start + 1, noun


def _is_second_word(sentence: Sentence, index: int) -> bool:
    """`per trial [user], 5k trial users`: the noun that is counted has a word before it."""
    word, before = sentence.word(index), sentence.word(index - 1)
    is_word = word.isalpha() and (sentence.at(index, WordPiece) or sentence.term(index, "count"))
    return bool(is_word) and plural(word) in sentence.words and plural(before) not in sentence.words


def _one_noun(piece: Piece) -> str:
    """What one of them is behind "per" or "/": 人 is a user."""
    text = piece.text.casefold()
    return singular(text if text.isascii() else noun_of(piece))


_IN_ALL = "in all"


def _total(sentence: Sentence, start: int, piece: TermPiece) -> bool:
    """`in total`: of amounts, of requests, or of the cost."""
    if not _marks_amounts(sentence, start):
        return False
    if piece.text.casefold() == _IN_ALL and is_plural(sentence.word(start + 1)):
        sentence.take([start], IGNORED)  # "in all languages"
        return True
    if _sums_up_the_cost(sentence, start):
        sentence.take([start], "what all of it costs")
        return True
    if _sums_up_a_count(sentence, piece):
        sentence.said.summed = True
    else:
        sentence.said.scopes.add(Scope.TOTAL)
        if start == sentence.amount_end and not sentence.said.counts:
            # "200M in 20M out total per month"
            sentence.amount_end = start + 1
    sentence.take([start], "in total")
    return True


def _at_once(sentence: Sentence, start: int) -> bool:
    """`300k in 2k out in one request`, `一度に30万トークン`: the size of one; else prose."""
    index = behind_fillers(sentence, start + 1)
    piece = sentence.at(index, Piece)
    leads = piece is not None and _is_amount(piece) and counted_noun(sentence, index + 1) is None
    before = start - 1 if sentence.was(start - 1, "particle") else start
    if sentence.said.counts or not (leads or before == sentence.amount_end):
        sentence.pass_over()
        return True
    sentence.said.of_one = True
    sentence.said.scopes.add(Scope.EACH)
    sentence.take([start], "in one request")
    return True


def _is_of_what_is_asked(sentence: Sentence, start: int, piece: TermPiece) -> bool:
    """`バッチとキャッシュでそれぞれいくら`, `each save`: of what is compared, not of requests."""
    if piece.text.casefold() not in _EACH_ASKED:
        return False
    index = sentence.skip(start + 1, ("approximately", "about"), ("link", "of"))
    behind = sentence.at(index, Piece)
    if behind is None:
        return False
    if (
        sentence.was(index, "intent", "saved")
        or behind.text.startswith(_ASKED_IN_ALL)
        or behind.text.casefold() in _MUCH
        or (sentence.word(index) == "how" and sentence.word(index + 1) in _MUCH)
    ):
        return True
    is_beside = start in {sentence.amount_end, sentence.count_end}
    has_number = sentence.at(index + 1, NumberPiece)  # それぞれ読み込み2千トークン
    return not (is_beside or piece.text.isascii() or has_number or _begins_an_amount(behind))


_EACH_ASKED = words_that("each_that_is_asked")


def _begins_an_amount(piece: Piece) -> bool:
    is_time = isinstance(piece, TermPiece) and piece.term.category in {"period", "sides"}
    return is_time or _is_amount(piece)


def _sums_up_the_cost(sentence: Sentence, start: int) -> bool:
    """`全部でいくら`, `how much in total`: the cost of all of it, and not what amounts are of.

    So it is in Japanese with a period beside it (`合計で年間`, `月の合計`), or where it is what
    is spoken of (`合計は？`), unless amounts follow: `合計は入力1億`, `月合計1億トークン`.
    """
    if sentence.word(start - 1) in _MUCH or _asks_what_it_costs(sentence, start):
        return True
    index = behind_fillers(sentence, start + 1)
    piece = sentence.at(index, Piece)
    if piece is not None and piece.text.startswith(_ASKED_IN_ALL):
        return True
    if sentence.pieces[start].text.isascii():
        return False
    is_last = piece is None or sentence.mark(index, "。.!?") or _is_apart(sentence, start, index)
    if is_last and start not in {sentence.amount_end, sentence.count_end}:
        return sentence.word(start - 1) not in _OPENS  # 3か月、1日200件、合計
    end = _behind_periods(sentence, index)
    before = start - 2 if sentence.was(start - 1, "link", "of") else start - 1
    has_period = end > index or sentence.was(before, "period")
    piece = sentence.at(end, Piece)
    is_cost = has_period or sentence.term(start + 1, "particle", "topic") is not None
    return is_cost and (piece is None or not _begins_an_amount(piece))


def _is_apart(sentence: Sentence, start: int, end: int) -> bool:
    """`出力1千、合計、円で`: a clause of its own, and no amount behind it."""
    is_clause = sentence.mark(start - 1, ",、") and sentence.mark(end, ",、")
    behind = range(end, len(sentence.pieces))
    return is_clause and not any(sentence.was(each, "unit", "count") for each in behind)


def _asks_what_it_costs(sentence: Sentence, index: int) -> bool:
    """Whether the clause that ends at `index` only asks: `how much is it in total`."""
    clause = sentence.pieces[sentence.clause(index).start : index]
    asks = any(each.text.casefold() in _ASKS for each in clause)
    return asks and not any(isinstance(each, NumberPiece) for each in clause)


_ASKS = words_that("asks_for_a_sum")


def _behind_periods(sentence: Sentence, index: int) -> int:
    """The index behind 年間, 1ヶ月 or 3ヶ月で."""
    while True:
        place = index + 1 if sentence.at(index, NumberPiece) else index
        if not sentence.term(place, "period") or sentence.term(place, "period", "hour"):
            return index  # 合計600時間: hours of sessions
        index = behind_fillers(sentence, place + 1)


_OPENS = frozenset("(（")
_MUCH = words_that("asks_how_much")
_ASKED_IN_ALL = tuple(words_that("asks_a_cost_in_all"))


def _sums_up_a_count(sentence: Sentence, piece: TermPiece) -> bool:
    """`1,000 requests in total`, `in total 1,000 requests`: so many, and not what they take."""
    start = sentence.place
    if piece.text.casefold() not in _OF_A_COUNT or start == sentence.amount_end:
        return False
    if start == sentence.count_end or sentence.term(start + 1, "count"):
        return True
    index = sentence.skip(start + 1, ("link", "of"), ("approximately", "about"))
    index = _behind_periods(sentence, index)  # 合計で1日500件
    number = sentence.at(index, NumberPiece)
    return number is not None and counted_noun(sentence, index + 1) is not None


_OF_A_COUNT = words_that("total_of_a_count")


def _each_has(sentence: Sentence, start: int) -> bool:
    """`each user sends 20 messages`, `each of our 250 agents sends 40`: joins two counts."""
    if start == sentence.count_end:  # "40 analysts each run 25 queries"
        return False
    index = sentence.skip(start + 1, ("link", "of"), ("numeral", "1"))  # "each one makes"
    while (word := sentence.at(index, WordPiece)) and word.text.casefold() in _OURS:
        index += 1
    index = sentence.skip(index, ("approximately", "about"))
    number = sentence.at(index, NumberPiece)
    noun = index
    verb = sentence.at(index, Piece)
    behind_verb = index + 2 if sentence.says(index + 1, _OF_A_VERB) else index + 1
    behind_verb = sentence.skip(behind_verb, ("approximately", "about"))
    if verb and verb.text.casefold() in _VERBS and sentence.at(behind_verb, NumberPiece):
        return _joined(sentence, start, "", [start], behind_verb)
    if number or sentence.term(index, "period"):  # "3 essays from each of 400 students"
        return _joined(sentence, start, "", [start], _behind_one_period(sentence, start, index))
    is_noun = sentence.at(noun, WordPiece) or sentence.term(noun, "count")
    if not (is_noun or sentence.word(noun) in many_of(sentence)):  # "each seat", of 50 seats
        return False
    behind = noun + 1
    while behind <= noun + _MOST_VERBS and sentence.at(behind, WordPiece):
        behind += 1
    verb = sentence.term(behind, "count") if sentence.word(behind) in _VERBS else None
    if behind == noun + 1 and verb and sentence.at(behind + 1, NumberPiece):
        behind += 1  # "each PR runs 3 checks"
    elif behind == noun + 1 and sentence.term(behind, "count"):  # "each agent run makes 14 calls"
        noun, behind = behind, behind + 2 if sentence.at(behind + 1, WordPiece) else behind + 1
    name = singular(sentence.pieces[noun].text.casefold())
    behind = behind + 1 if sentence.mark(behind, ":=") else behind  # "each PR = 12 calls"
    behind = sentence.skip(behind, ("link", "of"), ("approximately", "about"))  # is about
    return _joined(sentence, start, name, [start, *range(index, noun + 1)], behind)


def one_has(sentence: Sentence) -> bool:
    """`20k tickets a month, one ticket = 3 calls`: what one of those counted has."""
    start = sentence.place
    number = sentence.at(start, NumberPiece)
    is_one = number.value == ONE and not number.bounds if number else True  # "one onboarding"
    return is_one and _one_has(sentence, start)


def _one_has(sentence: Sentence, start: int) -> bool:
    """`1,000 chats a day, a chat is roughly 5 turns`: one of those counted has so many."""
    if sentence.word(start) not in _ONE or start == sentence.count_end:
        return False
    noun = start + 2 if sentence.word(start + 2) in many_of(sentence) else start + 1
    if sentence.word(noun) not in many_of(sentence) or sentence.word(noun + 1) not in _HOLDS:
        return False
    if sentence.word(noun) in ONE_REQUEST:  # "a call has 2 messages": it is one all the same
        return False
    behind = sentence.skip(noun + 2, ("link", "of"), ("approximately", "about"))
    held = counted_noun(sentence, behind + 1)
    if held is None or not _is_request(sentence, singular(sentence.word(held))):
        return False  # "a ticket has 3 labels"
    return _joined(sentence, start, sentence.word(noun), [*range(start, noun + 1)], behind)


def _is_request(sentence: Sentence, noun: str) -> bool:
    """Whether it is one, or is said to take one: `a video has 40 scenes, one call per scene`."""
    if noun in _TAKEN:
        return True
    places = (each for each, piece in enumerate(sentence.pieces) if piece.text.casefold() == noun)
    return any(sentence.word(each - 1) in _PER for each in places)


_PER = words_that("for_each_item")


_ONE = words_that("one_of_those_counted")
_HOLDS = words_that("holds_so_much") | words_that("says_what_one_takes")
_TAKEN = words_that("taken_by_one") | words_that("is_a_request")
_VERBS, _OF_A_VERB = NO_PLURALS | words_that("people_do"), words_that("part_of_a_verb")


def _behind_one_period(sentence: Sentence, start: int, index: int) -> int:
    """The index of the number behind the period in `500人がそれぞれ1日20回`."""
    is_each = sentence.pieces[start].text in _EACH_OF_THEM and bool(sentence.said.counts)
    if is_each and sentence.term(index, "period", "business_day"):  # 各自平日は毎日5回
        index = sentence.skip(index + 1, ("particle", "topic"), ("particle", "at"), ("link", "of"))
    period = index + 1 if sentence.at(index, NumberPiece) else index  # 各1日5回, 各自毎月3回
    if not is_each or not sentence.term(period, "period"):
        return index
    return sentence.skip(
        period + 1,
        ("particle", "at"),
        ("link", "of"),
        ("approximately", "about"),
        ("scope", "each"),
    )


_EACH_OF_THEM = words_that("each_of_them")


def _joined(sentence: Sentence, start: int, noun: str, indexes: list[int], number: int) -> bool:
    """Take `indexes` as "each" of something that has the count at `number`, if that is one."""
    if not sentence.at(number, NumberPiece) or counted_noun(sentence, number + 1) is None:
        return False
    sentence.joins.append((start, noun))
    sentence.take(indexes, "for each of them")
    return True


_OURS = words_that("ours")


def _is_each_asked(sentence: Sentence, start: int) -> bool:
    """`what each saves`, `how much would each one cost`: asked of each, and no mark of amounts."""
    if start in {sentence.count_end, sentence.amount_end}:
        return False
    if sentence.word(start - 1) in _OF_EACH and sentence.word(start - 2) in _ITS_COST:
        return True  # "and the $ for each"
    index = sentence.skip(start + 1, ("numeral", "1"), ("link", "of"))
    piece = sentence.at(index, Piece)
    is_cost = piece is not None and piece.text.casefold() in _COSTS
    return is_cost or sentence.term(index, "intent", "saved") is not None


_COSTS = words_that("asks_a_cost")
_OF_EACH, _ITS_COST = frozenset({"for", "of"}), _COSTS | {"$"}


def _says_what_is_the_same(sentence: Sentence, start: int) -> bool:
    """`the same text each time`, `毎回同じ文章`: of what is sent, and no mark of amounts."""
    if start == sentence.amount_end:
        return False
    near = sentence.pieces[max(start - _NEAR, 0) : start + _NEAR]
    return any(each.text.casefold().startswith(_SAME) for each in near)


_NEAR = 5
_SAME = ("same", "the same", "identical", "同じ", "同一")


def _is_how_it_is_done(sentence: Sentence, start: int) -> bool:
    """`履歴を毎回フルで送る`: no mark of amounts, where nothing is counted that they are for."""
    if sentence.word(start) not in _EACH_TIME or is_anything_counted(sentence):
        return False
    piece = sentence.at(behind_fillers(sentence, start + 1), Piece)
    if piece is None or isinstance(piece, MarkPiece):
        return start != sentence.amount_end  # 入力5千 出力500 毎回
    is_noun = isinstance(piece, TermPiece) and piece.term.category == "count"
    return is_noun or not _begins_an_amount(piece)


def is_anything_counted(sentence: Sentence) -> bool:
    """Whether a number stands beside a noun that is counted; not so of `毎回レポートを書く`."""
    for place in range(len(sentence.pieces)):
        if sentence.was(place, "count"):
            beside = sentence.pieces[max(place - 1, 0) : place + 2]
            if any(isinstance(each, NumberPiece) for each in beside):
                return True
    return False


_EACH_TIME = words_that("each_time")


def _averages_a_count(sentence: Sentence, piece: TermPiece) -> bool:
    """`平均300件`, `avg 300 requests`, `300 a day on average`: of requests, not of their tokens."""
    place = sentence.place
    is_beside = place == sentence.count_end or counts_behind(sentence, place + 1)
    return is_beside and piece.text.casefold() in AVERAGES


def _noun_of(piece: TermPiece) -> str:
    """The noun inside "per message", nothing for "each"."""
    lead, _, noun = piece.text.casefold().partition(" ")
    return singular(noun) if lead == "per" else ""


def _each(sentence: Sentence, start: int, end: int, noun: str) -> None:
    """Amounts are for one of something; or one count is, of another."""
    if sentence.count_end in {start, _before_for(sentence, start)}:
        sentence.joins.append((start, noun))
        sentence.of_counts.add(start)
        sentence.count_end = end
    elif noun and _has_a_count(sentence, start, end, noun):
        sentence.joins.append((start, noun))
    else:
        sentence.said.scopes.add(Scope.EACH)
        _remember(sentence, start, end, noun)
        if start == sentence.amount_end:
            sentence.amount_end = end
    sentence.take(range(start, end), OF_EACH)


def _has_a_count(sentence: Sentence, start: int, end: int, noun: str) -> bool:
    """`per patient we do 3 summaries`: so many of them for one of those that are counted."""
    if start == sentence.amount_end or noun not in many_of(sentence):
        return False
    index = end
    while index < end + _MOST_VERBS and sentence.at(index, WordPiece):
        index += 1
    is_list = index == end and sentence.mark(index, ":")
    index = index + 1 if is_list else index
    index = sentence.skip(index, ("link", "of"), ("approximately", "about"))
    number = sentence.at(index, NumberPiece)
    held = counted_noun(sentence, index + 1) if number else None
    if held is None or (is_list and not _is_of_one(sentence, singular(sentence.word(held)))):
        return False  # "per chat: 8 turns, 2k in": of a turn, or of a chat?
    return singular(sentence.word(held)) != noun


def _is_of_one(sentence: Sentence, noun: str) -> bool:
    """Whether amounts are said to be per one of these: `200 out per turn`."""
    is_said = f"per {noun}" in sentence.words
    return is_said or any(sentence.word(e - 1) in _ONE_BY_ONE for e in sentence.places_of({noun}))


_ONE_BY_ONE = frozenset({"per", "each", "every", "/"})


def _before_for(sentence: Sentence, start: int) -> int:
    """The index of the "for" of `2 calls [for] each`; `start` where there is none."""
    return start - 1 if sentence.word(start - 1) == "for" else start


def _remember(sentence: Sentence, start: int, end: int, noun: str) -> None:
    """What amounts are for one of, unless that is all that is said: "those are per request"."""
    before = sentence.pieces[start - 1].text.casefold() if start else ""
    if noun and before not in _SAYS_A_SCOPE:
        span = sentence.span(start, end)
        said = sentence.source[span.start : span.end]
        sentence.each_of.append(PerUnit(noun, said, span))
        sentence.said.of_one = True


_SAYS_A_SCOPE = words_that("says_a_scope")


def each_behind(sentence: Sentence) -> bool:
    """`1件あたり`, `1回につき`, `リクエストごと`: the noun stands before what says "per"."""
    start = sentence.place
    number = sentence.at(start, NumberPiece)
    index = start + 1 if number else start
    noun = sentence.at(index, Piece)
    behind = sentence.skip(index + 1, ("link", "of"))
    each = sentence.term(behind, "scope", "each")
    if noun is None or each is None or each.text.isascii() or each.text in _SO_MANY_EACH:
        return False
    if not (sentence.term(index, "count") or is_counted_word(sentence, noun)):
        return False
    if number and (number.value != ONE or number.bounds):
        return False
    name = singular(noun_of(noun))
    _remember(sentence, start, behind + 1, name)
    counts = counts_behind(sentence, behind + 1)
    if counts:
        sentence.of_counts.add(start)
    if name in ONE_AT_A_TIME and not counts:
        sentence.said.scopes.add(Scope.EACH)
    else:
        sentence.joins.append((start, name))
    sentence.take(range(start, behind + 1), OF_EACH)
    return True


_SO_MANY_EACH = words_that("so_many_each")


def one_searches(sentence: Sentence) -> bool:
    """`1タスクで検索3回`, `1リクエストでWeb検索を2回`: so many searches in each of them."""
    start = sentence.place
    number, noun = sentence.here(NumberPiece), sentence.term(start + 1, "count")
    if number.value != ONE or number.bounds or noun is None or noun.text.isascii():
        return False
    end = start + 3 if sentence.term(start + 2, "particle") else start + 2
    many = sentence.skip(end + 1, ("particle", "topic"))
    is_so_many = sentence.at(many, NumberPiece) and sentence.term(many + 1, "count")
    if not sentence.term(end, "unit", "web_search") or not is_so_many:
        return False
    name = singular(noun_of(noun))
    _remember(sentence, start, end, name)
    if name in ONE_AT_A_TIME:
        sentence.said.scopes.add(Scope.EACH)
    else:
        sentence.joins.append((start, name))
    sentence.take(range(start, end), OF_EACH)
    return True


def _marks_amounts(sentence: Sentence, index: int) -> bool:
    """Whether "total" is meant for amounts: beside one it is, and "in total" anywhere."""
    text = sentence.pieces[index].text
    if " " in text or not text.isascii():
        return True
    first = index - 2 if sentence.mark(index - 1, "(") else index - 1  # "200 out (total)"
    beside = [each for each in (first, index + 1) if 0 <= each < len(sentence.pieces)]
    return any(_is_amount(sentence.pieces[each]) for each in beside)


def _is_amount(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        return piece.term.category in {"unit", "tokens", "count"}
    return isinstance(piece, NumberPiece)


def _is_per(sentence: Sentence, index: int) -> bool:
    piece = sentence.term(index, "link", "per")
    return sentence.mark(index, "/") or (piece is not None and piece.text.casefold() == "per")


def _is_one_of_something(sentence: Sentence, index: int) -> bool:
    """`per document`, `/request`: a count noun, or behind "per" any word at all."""
    if sentence.term(index, "count") or is_seat(sentence, sentence.at(index, Piece)):
        return True
    word = sentence.at(index, WordPiece)
    if word is None or not sentence.mark(index - 1, "/"):
        return word is not None
    return word.text.casefold() in PERSONS | _HOLDERS


_HOLDERS = words_that("uses_much")
