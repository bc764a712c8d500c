"""Counts: how many requests, whatever they are called, and what amounts are meant for.

count   = NUMBER {model | modifier | cached | period | WORD} noun
noun    = request | call | ticket ... | any other plural word
scope   = "each" | "per" noun | "in total"
product = count ("x" | "per" | "each") count          500 users x 20 messages

"per user" behind one count joins it to the count of users; anywhere else it marks amounts.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from bot.query.ask import Amount, Count, PerUnit, Remark, Timed
from bot.query.errors import NeedsMore
from bot.query.lexicon import lexicon
from bot.query.model import ONE, REQUESTS, Bounds, Scope
from bot.query.phrase import Phrase, phrase
from bot.query.pieces import ModelPiece, NumberPiece, Piece, SpreadPiece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from bot.query.spelling import like_another
from pricing import Period, Unit, exactly

from .amounts import has_own_unit, units_stand_first
from .showing import counted, percent

TIMES = "times"
_MANY_OR_LONG = words_that("many_or_long")
_MOST_BETWEEN = 4
_MOST_VERBS = 2
_SHORTEST_PLURAL = 4
_ADVERBS = ("ly",)
_LONGEST_NOUN = 30
Ranged = TypeVar("Ranged", Amount, Count)
_AVERAGES = words_that("average")


def count(sentence: Sentence) -> bool:
    """`50k requests`, `10,000 support tickets`, `1000 batched sonnet calls`, `50k daily calls`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    noun = counted_noun(sentence, start + 1)
    if noun is None:
        return False
    piece = sentence.pieces[noun]
    if not isinstance(piece, TermPiece):
        said = sentence.source[number.span.start : piece.span.end]
        sentence.remarks.append(Remark("count", _taken_for(said, number)))
    if piece.text.casefold() == TIMES and _is_done_again(sentence, start - 1):
        sentence.ask(start - 1, noun + 1, "ask.unused")
        return True
    words = [each for each in range(start + 1, noun) if sentence.at(each, WordPiece)]
    if _is_lone_one(number, piece):
        is_one_of_them = _is_for_amounts(sentence, noun_of(piece), noun + 1)
        sentence.ones.append((len(sentence.said.counts), start, is_one_of_them))
    if start - 1 == sentence.count_end and sentence.pieces[start - 1].text.casefold() == "of":
        sentence.joins.append((start - 1, ""))  # "10k conversations of 8 turns"
    if piece.text in _OCCASIONS and _is_done_by_people(sentence, start - 1):
        sentence.joins.append((start - 1, ""))
    sentence.count(number, noun_of(piece), [start, *words, noun], counted(number))
    return True


def _is_done_again(sentence: Sentence, index: int) -> bool:
    """`reused 5 times`, `retried 3 times`: of what is cached, or of some of the requests."""
    return sentence.pieces[index].text.casefold() in _AGAIN


_AGAIN = words_that("done_again")


_OCCASIONS = words_that("occasions")
_WHO_DO, _EVERYBODY = words_that("who_do"), words_that("everybody")


def _is_done_by_people(sentence: Sentence, index: int) -> bool:
    """`200人が1日[10回]`: what people do so often, each of them does, as "10 times a day" says.

    Not so in `200人が合計1日1000回`, where more than the period stands between, nor without
    what makes the people those who do it: `200人 1日10回`.
    """
    while sentence.was(index, "particle") or sentence.was(index, "approximately"):
        index -= 1
    if not (sentence.said.counts and sentence.was(index, "period")):
        return False
    index -= 2 if isinstance(sentence.pieces[index - 1], NumberPiece) else 1
    index -= sentence.pieces[index].text in _AVERAGES
    if sentence.pieces[index].text not in _WHO_DO:
        return False
    index -= 1
    while sentence.pieces[index].text in _EVERYBODY:
        index -= 1
    return sentence.was(index, "count", "user") and _is_of_people(sentence.said.counts[-1])


def _is_of_people(count: Count) -> bool:
    return _person(singular(count.noun)) == "person"


def _is_lone_one(number: NumberPiece, noun: Piece) -> bool:
    """`1件 入力2千`: beside another number of them, one in Japanese says what amounts are for."""
    return number.value == ONE and not number.bounds and not noun.text.isascii()


def _is_for_amounts(sentence: Sentence, noun: str, index: int) -> bool:
    """`1件 入力2千`: amounts are for one of them; `1冊10件`: a count is, and stands behind."""
    return singular(noun) in _ONE_AT_A_TIME and not _counts_behind(sentence, index)


_ONE_AT_A_TIME = frozenset({"request", "document", "message"})


def settle_ones(sentence: Sentence) -> None:
    """Take "1件" for "each" where there is another count: `月1万件、1件 入力2千`, `1人1日10回`.

    It joins what people do (`30名が1日40回、1回 入力6千`), and never two counts of the same.
    """
    said = sentence.said
    alike = len({each.noun for each in said.counts if each.number != ONE}) == 1
    for place, start, is_for_amounts in reversed(sentence.ones):
        if len(said.counts) == 1:
            return
        one = said.counts.pop(place)
        _forget_remark(sentence, one)
        if _has_period_before(sentence, start):
            continue
        if is_for_amounts and (alike or sentence.models_named > 1):
            said.scopes.add(Scope.EACH)
        else:
            sentence.joins.append((start, singular(one.noun)))


def _forget_remark(sentence: Sentence, one: Count) -> None:
    """`1サンプル` is no number of requests, whatever they are called."""
    said = sentence.source[one.span.start : one.span.end]
    sentence.remarks[:] = [
        each
        for each in sentence.remarks
        if each.code != "count" or each.phrase.facts.get("said") != said
    ]


def _has_period_before(sentence: Sentence, index: int) -> bool:
    """`1日1回`: how often, and not what amounts are for."""
    before = index - 1
    while sentence.was(before, "particle") or sentence.was(before, "approximately"):
        before -= 1
    return sentence.was(before, "period")


def _taken_for(said: str, number: NumberPiece) -> Phrase:
    """What to say of a noun that is no word of ours."""
    if number.bounds is None:
        return phrase("note.count", said=said, requests=number.value)
    low, high = number.bounds
    return phrase("note.count_range", said=said, low=low, high=high)


def noun_of(piece: Piece) -> str:
    """What is counted, in one word of ours or the person's own."""
    text = piece.text.casefold()
    if isinstance(piece, TermPiece) and not text.isascii():
        return plural(piece.term.value)
    is_name = text.isascii() and text.replace(" ", "").replace("-", "").isalpha()
    return text if is_name and len(text) <= _LONGEST_NOUN else REQUESTS


def plural(noun: str) -> str:
    """`noun` with a plural ending, if it has none."""
    if noun.endswith("y") and noun[-2:-1] not in "aeou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") and not noun.endswith("ss") else f"{noun}s"


def singular(noun: str) -> str:
    """`noun` without its plural ending."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def counted_noun(sentence: Sentence, index: int) -> int | None:
    """The index of the noun that a number before `index` counts, None where it counts none."""
    for place in range(index, min(index + _MOST_BETWEEN, len(sentence.pieces))):
        piece = sentence.at(place, Piece)
        if isinstance(piece, TermPiece) and piece.term.category == "count":
            return None if place > index and piece.text.casefold() == "times" else place
        if isinstance(piece, WordPiece) and _is_last_of_plural(sentence, place):
            return place
        if _is_seat(sentence, piece) or (place == index and _is_katakana_noun(piece)):
            return place
        if not _may_stand_between(piece):
            return None
    return None


def _is_katakana_noun(piece: Piece | None) -> bool:
    """`20万[サンプル]`, `2000[カルテ]`: a loanword right behind a number is what is counted."""
    if not isinstance(piece, WordPiece) or len(piece.text) < _SHORTEST_LOANWORD:
        return False
    if not _KATAKANA.issuperset(piece.text) or piece.text in _NEVER_COUNTED:
        return False
    return not like_another(piece.text, lexicon("ja").known)


_KATAKANA = frozenset(map(chr, range(ord("ァ"), ord("ー") + 1)))
_SHORTEST_LOANWORD = 3
_NEVER_COUNTED = words_that("never_counted")


def _is_seat(sentence: Sentence, piece: Piece | None) -> bool:
    """`1,200 seats x 8 prompts`: whoever sends requests, where tokens are said of them."""
    is_topic = isinstance(piece, TermPiece) and piece.term.category == "topic"
    if piece is None or not is_topic or singular(piece.text.casefold()) not in _PERSONS:
        return False
    return any(sentence.was(each, "unit") for each in range(len(sentence.pieces)))


def _is_last_of_plural(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a plural that no further counted noun follows."""
    text = sentence.pieces[index].text.casefold()
    if not is_plural(text):
        return False
    behind = sentence.at(index + 1, Piece)
    if isinstance(behind, WordPiece):
        return not is_plural(behind.text.casefold())
    if isinstance(behind, TermPiece) and behind.text.casefold() == "times":
        return True
    return not (isinstance(behind, TermPiece) and behind.term.category == "count")


_VERBS = words_that("no_plural")


def is_plural(word: str) -> bool:
    """Whether `word` may be the plural of a noun."""
    if word in _VERBS:
        return False
    return len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "'s"))


def _may_stand_between(piece: Piece | None) -> bool:
    if isinstance(piece, ModelPiece | WordPiece):
        return True
    if not isinstance(piece, TermPiece):
        return False
    is_adverb = piece.term.category == "period" and piece.text.casefold().endswith(_ADVERBS)
    return is_adverb or piece.term.category in _BETWEEN


_BETWEEN = frozenset({"modifier", "caching", "arrivals", "place", "weekday"})


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
    if piece and (several := _several_named(sentence, start, piece)):
        sentence.ask(*several, "ask.of_several")
        return True
    if piece and _averages_a_count(sentence, piece):
        sentence.take([start], "on average")
        return True
    if (piece or sentence.pieces[start].text.casefold() == "every") and _each_has(sentence, start):
        return True
    if piece and (_is_each_asked(sentence, start) or _says_what_is_the_same(sentence, start)):
        sentence.pass_over()
        return True
    if piece:
        _each(sentence, start, start + 1, _noun_of(piece))
        return True
    if _is_per(sentence, start) and _is_one_of_something(sentence, start + 1):
        _each(sentence, start, start + 2, _one_noun(sentence.pieces[start + 1]))
        return True
    return False


def _one_noun(piece: Piece) -> str:
    """What one of them is behind "per" or "/": 人 is a user."""
    text = piece.text.casefold()
    return singular(text if text.isascii() else noun_of(piece))


def _total(sentence: Sentence, start: int, piece: TermPiece) -> bool:
    """`in total`: of amounts, of requests, or of the cost."""
    if not _marks_amounts(sentence, start):
        return False
    if _sums_up_the_cost(sentence, start):
        sentence.take([start], "what all of it costs")
        return True
    if _sums_up_a_count(sentence, piece):
        sentence.said.summed = True
    else:
        sentence.said.scopes.add(Scope.TOTAL)
    sentence.take([start], "in total")
    return True


def _at_once(sentence: Sentence, start: int) -> bool:
    """`300k in 2k out in one request`, `一度に30万トークン`: the size of one; else prose."""
    index = _behind_fillers(sentence, start + 1)
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
    return not (is_beside or piece.text.isascii() or _begins_an_amount(behind))


_EACH_ASKED = words_that("each_that_is_asked")


def _several_named(sentence: Sentence, start: int, piece: TermPiece) -> tuple[int, int] | None:
    """Where `each for dev and prod` or `開発と本番でそれぞれ` begins and ends, if it stands here.

    As many for each of them, so that a count or an amount beside it is not all there is.
    """
    if piece.text.casefold() not in _EACH_OF_SEVERAL:
        return None
    behind = sentence.skip(start + 1, ("link", "of"))
    if _are_two_names(sentence, behind):
        return start, behind + _TWO_NAMES
    before = start - 1
    while sentence.was(before, "particle") or sentence.was(before, "link", "of"):
        before -= 1
    first = before - _TWO_NAMES + 1
    return (first, start + 1) if _are_two_names(sentence, first) else None


def _are_two_names(sentence: Sentence, index: int) -> bool:
    """Whether `dev and prod` stands at `index`: two words that mean nothing here."""
    names = _is_name(sentence, index) and _is_name(sentence, index + 2)
    return names and sentence.was(index + 1, "link", "and")


def _is_name(sentence: Sentence, index: int) -> bool:
    if sentence.was(index, "prose"):
        return True
    return 0 <= index < len(sentence.pieces) and isinstance(sentence.pieces[index], WordPiece)


_TWO_NAMES = 3
_EACH_OF_SEVERAL = words_that("each_of_several")


def _begins_an_amount(piece: Piece) -> bool:
    is_time = isinstance(piece, TermPiece) and piece.term.category in {"period", "sides"}
    return is_time or _is_amount(piece)


def _sums_up_the_cost(sentence: Sentence, start: int) -> bool:
    """`全部でいくら`, `how much in total`: the cost of all of it, and not what amounts are of.

    So it is in Japanese with a period beside it (`合計で年間`, `月の合計`), or where it is what
    is spoken of (`合計は？`), unless amounts follow: `合計は入力1億`, `月合計1億トークン`.
    """
    if sentence.word(start - 1) in _MUCH:
        return True
    index = _behind_fillers(sentence, start + 1)
    piece = sentence.at(index, Piece)
    if piece is not None and piece.text.startswith(_ASKED_IN_ALL):
        return True
    if sentence.pieces[start].text.isascii():
        return False
    end = _behind_periods(sentence, index)
    before = start - 2 if sentence.was(start - 1, "link", "of") else start - 1
    has_period = end > index or sentence.was(before, "period")
    piece = sentence.at(end, Piece)
    is_cost = has_period or sentence.term(start + 1, "particle", "topic") is not None
    return is_cost and (piece is None or not _begins_an_amount(piece))


def _behind_periods(sentence: Sentence, index: int) -> int:
    """The index behind 年間, 1ヶ月 or 3ヶ月で."""
    while True:
        place = index + 1 if sentence.at(index, NumberPiece) else index
        if not sentence.term(place, "period"):
            return index
        index = _behind_fillers(sentence, place + 1)


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
    number = sentence.at(index, NumberPiece)
    return number is not None and counted_noun(sentence, index + 1) is not None


_OF_A_COUNT = words_that("total_of_a_count")


def _each_has(sentence: Sentence, start: int) -> bool:
    """`each user sends 20 messages`, `each of our 250 agents sends 40`: joins two counts."""
    if start == sentence.count_end:  # "40 analysts each run 25 queries"
        return False
    index = sentence.skip(start + 1, ("link", "of"))
    while (word := sentence.at(index, WordPiece)) and word.text.casefold() in _OURS:
        index += 1
    number = sentence.at(index, NumberPiece)
    noun = index
    verb = sentence.at(index, WordPiece)
    behind_verb = sentence.skip(index + 1, ("approximately", "about"))
    if verb and verb.text.casefold() in _VERBS and sentence.at(behind_verb, NumberPiece):
        return _joined(sentence, start, "", [start], behind_verb)
    if number:  # "3 essays from each of 400 students"
        return _joined(sentence, start, "", [start], _behind_one_period(sentence, start, index))
    if not (sentence.at(noun, WordPiece) or sentence.term(noun, "count")):
        return False
    behind = noun + 1
    while behind <= noun + _MOST_VERBS and sentence.at(behind, WordPiece):
        behind += 1
    name = singular(sentence.pieces[noun].text.casefold())
    behind = sentence.skip(behind, ("approximately", "about"))
    return _joined(sentence, start, name, [start, noun], behind)


def _behind_one_period(sentence: Sentence, start: int, index: int) -> int:
    """The index of the number behind the period in `500人がそれぞれ1日20回`."""
    is_each = sentence.pieces[start].text in _EACH_OF_THEM and bool(sentence.said.counts)
    return index + 2 if is_each and sentence.term(index + 1, "period") else index


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


def _averages_a_count(sentence: Sentence, piece: TermPiece) -> bool:
    """`平均300件`, `平均1日10回`, `avg 300 requests`: of requests, not of what each takes."""
    return piece.text.casefold() in _AVERAGES and _counts_behind(sentence, sentence.place + 1)


def _noun_of(piece: TermPiece) -> str:
    """The noun inside "per message", nothing for "each"."""
    lead, _, noun = piece.text.casefold().partition(" ")
    return singular(noun) if lead == "per" else ""


def _each(sentence: Sentence, start: int, end: int, noun: str) -> None:
    """Amounts are for one of something; or one count is, of another."""
    if start == sentence.count_end:
        sentence.joins.append((start, noun))
        sentence.of_counts.add(start)
        sentence.count_end = end
    else:
        sentence.said.scopes.add(Scope.EACH)
        _remember(sentence, start, end, noun)
        if start == sentence.amount_end:
            sentence.amount_end = end
    sentence.take(range(start, end), "for each request")


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
    noun = sentence.term(index, "count")
    behind = sentence.skip(index + 1, ("link", "of"))
    if noun is None or noun.text.isascii() or not sentence.term(behind, "scope", "each"):
        return False
    if number and (number.value != ONE or number.bounds):
        return False
    name = singular(noun_of(noun))
    _remember(sentence, start, behind + 1, name)
    counts = _counts_behind(sentence, behind + 1)
    if counts:
        sentence.of_counts.add(start)
    if name in _ONE_AT_A_TIME and not counts:
        sentence.said.scopes.add(Scope.EACH)
    else:
        sentence.joins.append((start, name))
    sentence.take(range(start, behind + 1), "for each request")
    return True


def _counts_behind(sentence: Sentence, index: int) -> bool:
    """Whether another count stands at `index`: `1件あたり平均5往復`, `1店舗あたり1日200件`."""
    index = _behind_fillers(sentence, index)
    if sentence.term(index, "period"):  # 1社あたり月200件
        index = _behind_fillers(sentence, index + 1)
    if sentence.at(index, NumberPiece) and sentence.term(index + 1, "period"):
        index = _behind_fillers(sentence, index + 2)
    number = sentence.at(index, NumberPiece)
    return number is not None and counted_noun(sentence, index + 1) is not None


def _behind_fillers(sentence: Sentence, index: int) -> int:
    fillers = (("approximately", "about"), ("link", "of"), ("scope", "each"))
    return sentence.skip(index, *fillers)


def settle_joins(sentence: Sentence) -> None:
    """Decide what "each" and "per user" behind a count are for: another count, or amounts."""
    said = sentence.said
    nouns = {_person(singular(each.noun)) for each in said.counts}
    if len(said.counts) > 1 and TIMES in {each.noun for each in said.counts}:
        said.joined = True  # 20 documents, three times a day
    for place, noun in sentence.joins:
        if part := _part_of_each(sentence, place, noun):
            sentence.troubles.append(part)
        elif len(said.counts) > 1 and (not noun or _person(noun) in nouns):
            said.joined = True  # also 30店舗、200件/店舗
        elif noun and said.how_many and _is_of_each_asked(sentence, place, noun, said.how_many):
            said.scopes.add(Scope.EACH)  # how many users, at 20 messages per user
        elif noun and said.counts and not _is_of_requests(sentence, place, noun, nouns):
            text, span = _one_of(sentence, place, noun)
            sentence.troubles.append(NeedsMore(phrase("ask.how_many_of", said=text), span))
        else:
            said.scopes.add(Scope.EACH)
    said.joined = said.joined or _is_of_each_person(sentence)
    if said.joined and (_is_sum(sentence, nouns) or _are_of_one_kind(sentence)):
        said.joined = False
    elif said.joined:
        _drop_counts_alone(sentence)
    if not sentence.troubles:
        _ask_about_sizes(sentence)


def _is_of_each_person(sentence: Sentence) -> bool:
    """`200 users send 10 messages a day`: so few cannot be what all of them send."""
    said = sentence.said
    is_total = Scope.TOTAL in said.scopes or said.summed
    if len(said.counts) != _TWO or is_total or sentence.models_named > 1:
        return False
    many, few = said.counts
    if not _is_of_people(many) or _is_of_people(few) or few.noun == TIMES:
        return False
    if not _quoted(sentence, few.span).casefold().endswith(_SENT_BY_EACH):
        return False
    least, most = (many.bounds or (many.number,))[0], (few.bounds or (few.number,))[-1]
    if not ONE < most < least:
        return False
    rates = [each for each in said.times if each.binds == "requests"]
    is_rate = len(rates) == 1 and rates[0].span.start > many.span.end
    behind = _behind_who(sentence, many.span.end)
    if not (is_rate and _they_do(sentence.source[behind : few.span.start])):
        return False
    facts = {"said": _quoted(sentence, few.span), "people": _quoted(sentence, many.span)}
    sentence.remarks.append(Remark("count", phrase(_OF_EACH_PERSON, **facts)))
    return True


def _quoted(sentence: Sentence, span: Span) -> str:
    return sentence.source[span.start : span.end]


def _they_do(between: str) -> bool:
    """Whether people do what stands behind: `users send`, `人が`; not `200人で`, `200 users,`."""
    said = between.casefold().split()
    if between.isascii():
        return bool(said) and _PEOPLE_DO.issuperset(said)
    return between.strip().startswith(_DOERS)


def _behind_who(sentence: Sentence, index: int) -> int:
    """The place in the text behind `のユーザー`, where that stands at `index` of it."""
    for place, piece in enumerate(sentence.pieces):
        if piece.span.start == index and piece.text == "の":
            is_people = sentence.was(place + 1, "count", "user")
            return sentence.pieces[place + 1].span.end if is_people else index
    return index


_SENT_BY_EACH = tuple(words_that("sent_by_each"))
_OF_EACH_PERSON = "note.of_each_person"
_TWO = 2
_DOERS = tuple(_WHO_DO)
_PEOPLE_DO = words_that("people_do")


def _part_of_each(sentence: Sentence, place: int, noun: str) -> NeedsMore | None:
    """`20 documents per request`, `2k email per call`: perhaps what goes into one, and no count.

    Where the amounts are marked as those of one document, it is a count all the same.
    """
    counted = _count_beside(sentence, place)
    if counted is None:
        return None
    name = singular(counted.noun)
    others = {singular(each.noun) for each in sentence.said.counts if each is not counted}
    is_for_requests = noun in _ONE_REQUEST or (not noun and not others.isdisjoint(_ONE_REQUEST))
    is_part = is_for_requests and name not in _REQUESTS_THEMSELVES | _PERSONS
    if not (is_part or _is_size(counted)) or name in {each.noun for each in sentence.each_of}:
        return None
    last = place + 1 if sentence.pieces[place].text.casefold() in _PER else place
    joint = sentence.span(place, last + 1)
    span = Span(min(counted.span.start, joint.start), max(counted.span.end, joint.end))
    said = sentence.source[span.start : span.end]
    return NeedsMore(phrase("ask.in_each", said=said), span)


def _count_beside(sentence: Sentence, place: int) -> Count | None:
    """The count that "each" or "per request" at `place` joins to another one."""
    before = sentence.pieces[place - 1].span.end if place else 0
    start = sentence.pieces[place].span.start
    counts = sentence.said.counts
    return next(
        (each for each in counts if each.span.end == before),
        next((each for each in counts if each.span.start > start), None),
    )


def _ask_about_sizes(sentence: Sentence) -> None:
    """`12k report x 40 clients`, `12k report, 800 out`: beside no other input it may be that."""
    said = sentence.said
    kinds = {each.kind for each in said.amounts}
    if Unit.OUTPUT in kinds and kinds.isdisjoint(_INPUTS) and not said.contents:
        for each in said.counts:
            if _is_size(each):
                text = sentence.source[each.span.start : each.span.end]
                sentence.troubles.append(NeedsMore(phrase("ask.in_each", said=text), each.span))


_INPUTS = frozenset({Unit.INPUT, Unit.CACHE_READ, "prompt_size", "prefix"})


def _is_size(counted: Count) -> bool:
    """`12k report per client`: one report, of so many tokens."""
    noun = counted.noun
    is_one = noun.isascii() and not noun.endswith("s") and noun not in _ONE_REQUEST | _PERSONS
    return is_one and counted.number >= _THOUSAND


_THOUSAND = 1000
_PER = frozenset({"per", "/"})
_REQUESTS_THEMSELVES = words_that("one_request") | words_that("is_a_request")


def _is_of_each_asked(sentence: Sentence, place: int, noun: str, asked: str) -> bool:
    """`how many users, 20 messages per user`, `how many students, each asks 10 questions`."""
    says_each = sentence.pieces[place].text.casefold() == "each"
    return says_each or _person(noun) == _person(singular(asked))


def _drop_counts_alone(sentence: Sentence) -> None:
    """Beside another count a noun is no number of requests: 500 users x 20 messages."""
    sentence.remarks[:] = [
        each
        for each in sentence.remarks
        if each.code != "count" or each.phrase.key == _OF_EACH_PERSON
    ]


def _is_sum(sentence: Sentence, nouns: set[str]) -> bool:
    """Whether counts are to be added up: `1000 users x 2 chats, 100 users x 50 chats`."""
    said = sentence.said
    rates = [each for each in said.times if each.binds == "requests" and each.over is None]
    if len(nouns) == 1 and len(rates) > 1:  # peak 50 rps, average 5 rps
        return True
    each_noun = [_person(singular(each.noun)) for each in said.counts if each.number != ONE]
    named = [each for each in each_noun if each not in _ONE_REQUEST]
    middle = len(each_noun) // 2
    is_repeated = middle > 1 and each_noun[:middle] == each_noun[middle:]
    return is_repeated or len(set(named)) < len(named)


def _are_of_one_kind(sentence: Sentence) -> bool:
    """`1リクエストで5件、1日1000件`: so many 件 of 件 are no product, unless one says so."""
    if not sentence.ones or not sentence.joins:
        return False
    sources = [sentence.source[each.span.start : each.span.end] for each in sentence.said.counts]
    counters = [each[-1:] for each in sources if not each.isascii()]
    return len(sources) == len(counters) > len(set(counters))


def _is_of_requests(sentence: Sentence, place: int, noun: str, nouns: set[str]) -> bool:
    """Whether "per ticket" is per request: it is what was counted, or 件 and the like count it."""
    if _is_place_of_many(sentence, place):
        return False
    if noun in _ONE_REQUEST or _person(noun) in nouns:
        return True
    counters = nouns <= _ONE_REQUEST and _person(noun) != "person"
    return counters and _in_japanese(sentence, place)


def _is_place_of_many(sentence: Sentence, place: int) -> bool:
    """`200件/店舗`, `1店舗あたり200件`: of each shop, whose number is not said; not `5回/件`."""
    if place not in sentence.of_counts:
        return False
    index = place if sentence.was(place, "count") else place + 1
    text = sentence.word(index)
    if text.isascii() or not sentence.was(index, "count") or text in _ITSELF_ONE:
        return False
    return not any(
        sentence.source[each.span.start : each.span.end].endswith(text)
        for each in sentence.said.counts
    )


_ITSELF_ONE = words_that("counts_requests")


def _in_japanese(sentence: Sentence, place: int) -> bool:
    """Whether `1チケットあたり` stands at `place`, and no "per ticket"."""
    return any(not each.text.isascii() for each in sentence.pieces[place : place + 2])


def _one_of(sentence: Sentence, place: int, noun: str) -> tuple[str, Span]:
    """What says "per user", and where."""
    if not _in_japanese(sentence, place):
        return f"{sentence.pieces[place].text} {noun}", sentence.span(place, place + 1)
    lone = not isinstance(sentence.pieces[place], NumberPiece) and not sentence.mark(place, "/")
    span = sentence.span(place, place + 1 if lone else place + 2)
    return sentence.source[span.start : span.end], span


_ONE_REQUEST = words_that("one_request")
_PERSONS = words_that("person")


def _person(noun: str) -> str:
    """One word for whoever sends requests: 500 users, 20 messages per person."""
    return "person" if noun in _PERSONS else noun


def _marks_amounts(sentence: Sentence, index: int) -> bool:
    """Whether "total" is meant for amounts: beside one it is, and "in total" anywhere."""
    text = sentence.pieces[index].text
    if " " in text or not text.isascii():
        return True
    beside = [each for each in (index - 1, index + 1) if 0 <= each < len(sentence.pieces)]
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
    if sentence.term(index, "count") or _is_seat(sentence, sentence.at(index, Piece)):
        return True
    word = sentence.at(index, WordPiece)
    if word is None or not sentence.mark(index - 1, "/"):
        return word is not None
    return word.text.casefold() in _PERSONS


def times(sentence: Sentence) -> bool:
    """`500 users x 20 messages`, `300 students times 4 essays`: the counts are multiplied."""
    start = sentence.place
    is_word = sentence.pieces[start].text.casefold() == "times"
    if not (sentence.term(start, "link", "times") or is_word) or start != sentence.count_end:
        return False
    sentence.said.joined = True
    sentence.count_end = start + 1
    if _begins_amounts_of_one(sentence, start + 1):
        sentence.said.scopes.add(Scope.EACH)
    sentence.take([start], "times")
    return True


def _begins_amounts_of_one(sentence: Sentence, index: int) -> bool:
    """`30 engineers x [2M in]`, `× (2k in + 300 out)`: what is multiplied is of each of them."""
    index = index + 1 if sentence.mark(index, "(") else index
    period = sentence.term(index + 1, "period")
    if period and not period.text.isascii():  # × 1日200万入力
        index += 2
    index = sentence.skip(index, ("approximately", "about"))
    if sentence.term(index, "unit"):  # × 入力200万
        return True
    if sentence.at(index, NumberPiece) is None:
        return False
    behind = sentence.skip(index + 1, ("tokens", "tokens"), ("link", "of"))
    if sentence.says(index + 1, _IN_A):  # "x 2M in a day"
        return sentence.term(index + 2, "period") is not None
    return bool(sentence.term(index + 1, "tokens") or sentence.term(behind, "unit"))


_IN_A = words_that("in_before_a_period")


def count_then_number(sentence: Sentence) -> bool:
    """`requests per day: 5000`, `件数：5000`: the number stands behind its noun."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    if not piece.text.isascii():
        return _count_then_number_in_japanese(sentence, piece)
    index = start + 1
    if piece.text.casefold() in _HEADCOUNTS and not sentence.source.isascii():
        return _count_then_number_in_japanese(sentence, piece)
    per = sentence.term(index, "link", "per") or sentence.mark(index, "/")
    period = index + 1 if per and sentence.term(index + 1, "period") else None
    index = index + 2 if period else index
    if not sentence.mark(index, ":=") and not _is_to(sentence, index):
        return False
    number = sentence.at(sentence.skip(index + 1, ("approximately", "about")), NumberPiece)
    if number is None or has_own_unit(sentence, index + 1):
        return False
    place = index + 1
    sentence.count(number, noun_of(piece), [start, place], counted(number))
    if period:
        found = Period(sentence.pieces[period].term.value)  # type: ignore[attr-defined]  # a term
        sentence.said.times.append(Timed(found, sentence.pieces[period].span, "requests"))
        sentence.take([period - 1, period], f"per {found.value}")
    sentence.take([index], "is")
    return True


def _count_then_number_in_japanese(sentence: Sentence, piece: TermPiece) -> bool:
    """`リクエスト数は1日5000`, `件数：月5000`, `リクエスト数 5000/日`."""
    start = sentence.place
    fillers = (("link", "of"), ("approximately", "about"), ("scope", "each"))
    index = sentence.skip(start + 1, *fillers)
    index = sentence.skip(index + 1, *fillers) if sentence.mark(index, ":=") else index
    tied = index > start + 1 or piece.text.casefold().endswith(_TIED)
    tied = tied and piece.text not in _MANY_OR_LONG
    period = index if sentence.term(index, "period") else None
    if one := sentence.at(index, NumberPiece):
        period = index + 1 if one.value == ONE and sentence.term(index + 1, "period") else period
    place = index if period is None else sentence.skip(period + 1, *fillers)
    if piece.term.value == "user" and sentence.term(place + 1, "count", "request"):
        return False  # 200人の社員が1日10回
    number = sentence.at(place, NumberPiece)
    is_own = not has_own_unit(sentence, place) or units_stand_first(sentence, place)
    if not tied or number is None or not is_own or _was_counted(sentence, start):
        return False
    sentence.count(number, noun_of(piece), [start, place], counted(number))
    if period is not None:
        found = Period(sentence.pieces[period].term.value)  # type: ignore[attr-defined]  # a term
        sentence.said.times.append(Timed(found, sentence.pieces[period].span, "requests"))
        sentence.take(range(index, period + 1), f"per {found.value.replace('_', ' ')}")
    return True


_HEADCOUNTS = words_that("headcount")
_TIED = ("数", *_HEADCOUNTS)


def _was_counted(sentence: Sentence, index: int) -> bool:
    """`5千人の[ユーザー]が1日10通`: the noun says who those are, and has no number of its own."""
    return sentence.word(index - 1) == "の" and sentence.count_end == index - 1


def _is_to(sentence: Sentence, index: int) -> bool:
    """`increase requests to 5000`."""
    piece = sentence.term(index, "link", "range")
    return piece is not None and piece.text.casefold() == "to"


def session_of(sentence: Sentence) -> bool:
    """`a session of 10 hours`: hours of a Managed Agents session."""
    start = sentence.place
    if sentence.pieces[start].text.casefold() not in _SESSIONS:
        return False
    index = sentence.skip(start + 1, ("link", "of"), ("approximately", "about"))
    number, hours = sentence.at(index, NumberPiece), sentence.term(index + 1, "period", "hour")
    apart = index > start + 1 or not sentence.pieces[start].text.isascii()
    if not (apart and number and hours):
        return False
    said = f"{number.value:,f} session hours"
    sentence.add(Unit.SESSION_HOUR, number, range(start, index + 2), said)
    return True


_SESSIONS = words_that("session")


def spread(sentence: Sentence) -> bool:
    """`10M in ±20%`: of the number before; which one that is must be plain."""
    start = behind = sentence.place
    piece = sentence.here(SpreadPiece)
    said = sentence.said
    if piece.share > ONE:
        sentence.ask(start, start + 1, "ask.spread_below_zero")
        return True
    apart = "(," if len(said.amounts) + len(said.counts) == 1 else "("
    while sentence.mark(behind - 1, apart):
        behind -= 1
    if behind == sentence.count_end and not said.counts[-1].bounds:
        said.counts[-1] = _around(said.counts[-1], said.counts[-1].number, piece.share)
        closed = behind < start and sentence.mark(start + 1, ")")
        sentence.count_end = start + 2 if closed else start + 1  # "2k tickets (±25%) a week"
    elif behind == sentence.amount_end and not said.amounts[-1].bounds:
        said.amounts[-1] = _around(said.amounts[-1], said.amounts[-1].quantity, piece.share)
        sentence.amount_end = start + 1
    else:
        sentence.spreads.append((start, piece))
    sentence.take([start], f"give or take {percent(piece.share)}")
    return True


def _around(said: Ranged, value: Decimal, share: Decimal) -> Ranged:
    """`said` as a range with `value` in its middle."""
    with exactly():
        by = value * share
        ends = Bounds(value - by, value + by)
    return replace(said, bounds=ends, centred=True)


def settle_spread(sentence: Sentence) -> None:
    """Make a range of the number that stands before it, or of the only one that was said."""
    said = sentence.said
    for _, piece in sentence.spreads:
        alone: list[Amount | Count] = [*said.amounts, *said.counts]
        if len(alone) != 1 or alone[0].bounds or len(sentence.spreads) > 1:
            facts = {"said": piece.text}
            sentence.troubles.append(NeedsMore(phrase("ask.range_of", **facts), piece.span))
            return
        (only,) = alone
        if isinstance(only, Amount):
            said.amounts[:] = [_around(only, only.quantity, piece.share)]
        else:
            said.counts[:] = [_around(only, only.number, piece.share)]
