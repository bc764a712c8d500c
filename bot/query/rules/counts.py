"""Counts: how many requests, whatever they are called.

count   = NUMBER {model | modifier | cached | period | WORD} noun
        | noun ("is" | ":" | "to") NUMBER
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.ask import Count, Remark, Timed
from bot.query.model import ONE, REQUESTS, Bounds, Scope
from bot.query.phrase import Phrase, phrase
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period, Unit

from .amounts import has_own_unit
from .named_tokens import answer_behind
from .nouns import (
    AVERAGES,
    EVERYBODY,
    ONE_AT_A_TIME,
    PERSONS,
    TIMES,
    WHO_DO,
    behind_fillers,
    counted_noun,
    counts_behind,
    is_counted_word,
    is_of_people,
    is_plural,
    noun_of,
    plural,
    singular,
)
from .period_names import rate_end
from .showing import counted
from .units_first import units_stand_first

_MANY_OR_LONG = words_that("many_or_long")


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
        sentence.remarks.append(Remark("count", taken_for(said, number.value, number.bounds)))
    of_it = sentence.word(noun + 1) in _OF_IT  # "input is ten times it"
    if piece.text.casefold() == TIMES and (of_it or _is_done_again(sentence, start - 1)):
        sentence.ask(start - 1, noun + 1, "ask.unused")
        return True
    words = [each for each in range(start + 1, noun) if sentence.at(each, WordPiece)]
    if is_counted_word(sentence, piece) and _was_said(sentence, number, piece):
        sentence.take([start, noun], "as many as before")
        return True
    if _is_lone_one(number, piece):
        is_one_of_them = _is_for_amounts(sentence, noun_of(piece), noun + 1)
        sentence.ones.append((len(sentence.said.counts), start, is_one_of_them))
    if start - 1 == sentence.count_end and sentence.pieces[start - 1].text.casefold() == "of":
        sentence.joins.append((start - 1, ""))  # "10k conversations of 8 turns"
    if piece.text in _OCCASIONS and _is_done_by_people(sentence, start - 1):
        sentence.joins.append((start - 1, ""))
    sentence.count(number, noun_of(piece), [start, *words, noun], counted(number))
    _pass_arrival(sentence, noun + 1)
    return True


_OF_IT = frozenset({"it", "that", "as", "the"})


def _pass_arrival(sentence: Sentence, start: int) -> None:
    """`1,500 documents [come in] per day`, `1,500 [screened] a week`: the period is theirs."""
    end = start
    while sentence.says(end, _ARRIVES) or _is_done(sentence, end):
        end += 1
    if end > start and rate_end(sentence, end) is not None:
        sentence.take(range(start, end), "ignored")
        sentence.count_end = end


def _is_done(sentence: Sentence, index: int) -> bool:
    return sentence.word(index).endswith("ed") and sentence.at(index, WordPiece) is not None


_ARRIVES = words_that("arrives")


def _was_said(sentence: Sentence, number: NumberPiece, noun: Piece) -> bool:
    """`3チームがそれぞれ…3チーム合わせて`: the same ones are spoken of again."""
    said = sentence.source[number.span.start : noun.span.end]
    return any(sentence.source[slice(*each.span)] == said for each in sentence.said.counts)


def _is_done_again(sentence: Sentence, index: int) -> bool:
    """`reused 5 times`, `retried 3 times`: of what is cached, or of some of the requests."""
    return sentence.pieces[index].text.casefold() in _AGAIN


_AGAIN = words_that("done_again")
_OCCASIONS = words_that("occasions")
_AND_OF_THEM = EVERYBODY | words_that("out_of_people")


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
    index -= sentence.pieces[index].text in AVERAGES
    if sentence.pieces[index].text not in WHO_DO:
        return False
    index -= 1
    is_share = isinstance(sentence.pieces[index], PercentPiece) or sentence.was(
        index, "share", "0.5", "1"
    )
    index -= is_share  # 200人の3割が, 200人の半分が
    while sentence.pieces[index].text in _AND_OF_THEM:
        index -= 1
    return sentence.was(index, "count", "user") and is_of_people(sentence.said.counts[-1])


def _is_lone_one(number: NumberPiece, noun: Piece) -> bool:
    """`1件 入力2千`: beside another number of them, one in Japanese says what amounts are for."""
    return number.value == ONE and not number.bounds and not noun.text.isascii()


def _is_for_amounts(sentence: Sentence, noun: str, index: int) -> bool:
    """`1件 入力2千`: amounts are for one of them; `1冊10件`: a count is, and stands behind."""
    return singular(noun) in ONE_AT_A_TIME and not counts_behind(sentence, index)


def settle_ones(sentence: Sentence) -> None:
    """Take "1件" for "each" where there is another count: `月1万件、1件 入力2千`, `1人1日10回`.

    It joins two counts only where one of them stands behind it: `社員60人、1日2000件、1件 入力3千`
    says what one takes, and nothing of the people.
    """
    said = sentence.said
    for place, start, is_for_amounts in reversed(sentence.ones):
        if len(said.counts) == 1:
            return
        if _has_period_before(sentence, start) and _is_told_twice(sentence, said.counts[place]):
            continue
        one = said.counts.pop(place)
        forget_remark(sentence, one)
        if _has_period_before(sentence, start):
            continue
        if is_for_amounts:
            said.scopes.add(Scope.EACH)
        else:
            sentence.joins.append((start, singular(one.noun)))


def settle_active_users(sentence: Sentence) -> None:
    """`20k DAU, 6 messages each`: so many in a day, unless another period is said beside them."""
    said = sentence.said
    if any(each.binds == "requests" and not each.over for each in said.times):
        return
    if any(each.binds == "amounts" and not each.over for each in said.times):
        if len(said.counts) < len("ab"):
            return
        # What one message takes has no period: "... 220 out, monthly" is what is asked for.
        said.times[:] = [
            each._replace(binds=None) if each.binds == "amounts" else each for each in said.times
        ]
    for each in said.counts:
        if period := _ACTIVE_IN.get(singular(each.noun)):
            said.times.append(Timed(period, each.span, "requests"))
    period = _ACTIVE_IN.get(singular(said.how_many or ""))
    if period and said.counts:  # "how many DAU, at 6 messages each"
        said.times.append(Timed(period, said.counts[0].span, "requests"))


_ACTIVE_IN = {"dau": Period.DAY, "wau": Period.WEEK, "mau": Period.MONTH}


def _is_told_twice(sentence: Sentence, one: Count) -> bool:
    """`ピークは毎秒5件、平均は毎秒1件`: another number of the same, each with its period."""
    rates = [each for each in sentence.said.times if each.binds == "requests"]
    noun = sentence.source[one.span.start + 1 : one.span.end]
    others = (each.span for each in sentence.said.counts if each is not one)
    return len(rates) > 1 and any(sentence.source[slice(*each)].endswith(noun) for each in others)


def forget_remark(sentence: Sentence, one: Count) -> None:
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


def taken_for(said: str, number: Decimal, bounds: Bounds | None) -> Phrase:
    """What to say of a noun that is no word of ours, or of none."""
    if bounds is None:
        return phrase("note.count", said=said, requests=number)
    low, high = bounds
    return phrase("note.count_range", said=said, low=low, high=high)


def settle_whole(sentence: Sentence) -> None:
    """`2,000件のうち1,500件はhaiku、500件はsonnet`: no count beside those that make it up."""
    counts = sentence.said.counts
    if len(counts) <= len("ab") or sentence.models_named < len("ab"):
        return
    whole, *parts = sorted(counts, key=lambda each: each.span)
    between = sentence.source[whole.span.end : parts[0].span.start].strip(" ,、:(")
    if between not in _OUT_OF_A_WHOLE or any(each.bounds for each in counts):
        return
    if sum(each.number for each in parts) == whole.number:
        counts.remove(whole)


_OUT_OF_A_WHOLE = words_that("out_of_a_whole")


def count_then_number(sentence: Sentence) -> bool:
    """`requests per day: 5000`, `件数：5000`: the number stands behind its noun."""
    start = sentence.place
    piece = sentence.here(TermPiece)
    if not piece.text.isascii():
        return _count_then_number_in_japanese(sentence, piece)
    index = start + 1
    is_headcount = piece.text.casefold() in _HEADCOUNTS and not sentence.source.isascii()
    if is_headcount or sentence.term(index, "particle", "topic"):  # PRが1日60件
        return _count_then_number_in_japanese(sentence, piece)
    of = _one_of_which(sentence, index)
    index = of + 1 if of else index
    period = _period_of(sentence, index)
    index = period + 1 if period else index
    is_told = sentence.mark(index, ":=") or _is_to(sentence, index)
    is_label = of or period or piece.text.casefold() in _HEADCOUNTS  # "DAU 20k"
    if not (is_told or is_label or _is_last_of_units_first(sentence, index)):
        return False
    place = sentence.skip(index + 1 if is_told else index, ("approximately", "about"))
    number = sentence.at(place, NumberPiece)
    if number is None or not _is_free(sentence, place):
        return False
    if sentence.term(place + 1, "tokens") and not is_plural(piece.text.casefold()):
        return False  # "message: 1k tokens": so long is each
    sentence.count(number, noun_of(piece), [start, place], counted(number))
    if period:
        found = Period(sentence.pieces[period].term.value)  # type: ignore[attr-defined]  # a term
        sentence.said.times.append(Timed(found, sentence.pieces[period].span, "requests"))
        sentence.take(range(of + 1 if of else start + 1, period + 1), f"per {found.value}")
    if of:
        sentence.joins.append((of, singular(sentence.word(of))))
        sentence.take([*range(start + 1, of + 1)], "for each of them")
    if is_told:
        sentence.take([index], "is")
    return True


def _one_of_which(sentence: Sentence, index: int) -> int | None:
    """Where the noun stands of `calls per [ticket]: 4`, `calls per active [user] 4`."""
    if not (sentence.word(index) == "per" or sentence.mark(index, "/")):
        return None
    nouns = (index + 1, index + 2) if sentence.at(index + 1, WordPiece) else (index + 1,)
    return next((each for each in nouns if _is_one_of_many(sentence, each)), None)


def _is_one_of_many(sentence: Sentence, index: int) -> bool:
    """Whether one of what is counted elsewhere is named: `ticket` beside "tickets/day: 3000"."""
    if index >= len(sentence.pieces):
        return False
    word = sentence.word(index)
    if word not in _HEADCOUNTS and plural(word) not in sentence.words:  # "sessions per DAU: 2"
        return False
    return sentence.was(index, "count") or isinstance(sentence.pieces[index], WordPiece)


def _is_last_of_units_first(sentence: Sentence, index: int) -> bool:
    """`input 8,200 output 1,150 calls 14,000`: here numbers stand behind what they are of."""
    if not sentence.unit_first or not sentence.at(index, NumberPiece):
        return False
    return index + 1 == len(sentence.pieces) or sentence.mark(index + 1, ",;.?!")


def labelled(sentence: Sentence) -> bool:
    """`users: 3,000`, `n=14000`, `pages: 12,000/day`: a count behind a label that is no term.

    Any other label of the kind could be of something else: "regions: 3".
    """
    start = sentence.place
    if start == sentence.count_end:  # "2,000 tickets: 3k per ticket in"
        return False
    period = _period_of_label(sentence, start - 1)
    first = start - 1 if period is None else start - 3
    of = first if _is_for_each(sentence, first) else None
    first = first if of is None else first - 2
    label = sentence.word(first)
    number = sentence.at(start + 1, NumberPiece) if sentence.mark(start, ":=") else None
    if number is None or not _is_free(sentence, start + 1):
        return False
    is_told = of is not None or period is not None or singular(label) in PERSONS
    is_many = is_plural(label) and (is_told or _is_counted_so(sentence, start))
    if not (is_many or label in _NAMES_A_COUNT):
        return False
    noun = label if is_many else REQUESTS
    sentence.count(number, noun, [start, start + 1], counted(number))
    span = sentence.span(first, start + 2)  # the label was passed over, as words are
    sentence.said.counts[-1] = replace(sentence.said.counts[-1], span=span)
    if of is not None:
        sentence.joins.append((of, sentence.word(of)))
    if period is not None:
        sentence.said.times[period] = sentence.said.times[period]._replace(binds="requests")
    return True


def _is_for_each(sentence: Sentence, index: int) -> bool:
    """Whether `questions per [customer]: 3` is the label that ends at `index`."""
    is_per = sentence.word(index - 1) == "per" or sentence.mark(index - 1, "/")
    return is_per and index > 1 and _is_one_of_many(sentence, index)


def _period_of_label(sentence: Sentence, index: int) -> int | None:
    """Which of the periods that were said is that of `resumes per [month]: 22,000`."""
    is_per = sentence.word(index - 1) == "per" or sentence.mark(index - 1, "/")
    if not (is_per and sentence.was(index, "period")):
        return None
    start, end = sentence.span(index - 1, index + 1)
    times = enumerate(sentence.said.times)
    return next((place for place, each in times if start <= each.span.start < end), None)


def _is_counted_so(sentence: Sentence, start: int) -> bool:
    """Whether so many come in a period, or one of them is spoken of: "in per page"."""
    noun = singular(sentence.word(start - 1))
    places = (each for each, piece in enumerate(sentence.pieces) if piece.text.casefold() == noun)
    is_one_told = any(sentence.word(each - 1) in _EACH for each in places)
    return is_one_told or rate_end(sentence, start + 2) is not None


_EACH, _NAMES_A_COUNT = words_that("for_each_item"), words_that("names_a_count")


def _is_free(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is of nothing behind it: `12000 input=2500`; `3 languages`."""
    if counted_noun(sentence, index + 1) is not None:
        return False  # "for the design review: 12k emails a week"
    behind = sentence.at(index + 1, WordPiece)
    if (behind and is_plural(behind.text.casefold())) or sentence.term(index + 1, "listing"):
        return False
    if not has_own_unit(sentence, index) or units_stand_first(sentence, index):
        return True
    piece = sentence.term(index + 1, "period")
    return piece is not None and piece.text.casefold().endswith("ly")  # "reqs/day 12000 monthly?"


def _period_of(sentence: Sentence, index: int) -> int | None:
    """Where the period stands in the `per day`, `/day` or `_per_day` at `index`."""
    index = index + 1 if sentence.mark(index, "_") else index
    per = sentence.term(index, "link", "per") or sentence.mark(index, "/")
    index = index + 2 if sentence.mark(index + 1, "_") else index + 1
    return index if per and sentence.term(index, "period") else None


def _count_then_number_in_japanese(sentence: Sentence, piece: TermPiece) -> bool:
    """`リクエスト数は1日5000`, `件数：月5000`, `リクエスト数 5000/日`."""
    start = sentence.place
    before = _period_of(sentence, start + 1)
    index = behind_fillers(sentence, before + 1 if before else start + 1)
    index = behind_fillers(sentence, index + 1) if sentence.mark(index, ":=") else index
    tied = index > start + 1 or piece.text.casefold().endswith(_TIED)
    tied = tied and piece.text not in _MANY_OR_LONG
    period = index if sentence.term(index, "period") else before
    if one := sentence.at(index, NumberPiece):
        period = index + 1 if one.value == ONE and sentence.term(index + 1, "period") else period
    first = start + 1 if period == before else index
    place = index if period is None or period == before else behind_fillers(sentence, period + 1)
    if piece.term.value == "user" and sentence.term(place + 1, "count", "request"):
        return False  # 200人の社員が1日10回
    if sentence.term(place + 1, "tokens"):
        return False  # 質問は300トークン
    if sentence.term(place + 1, "period") and sentence.term(place + 2, "scope", "each"):
        return False  # レポートは2日ごとに50本
    number = sentence.at(place, NumberPiece)
    if number and answer_behind(sentence, place):
        return False  # 質問が300で回答が500
    is_own = not has_own_unit(sentence, place) or units_stand_first(sentence, place)
    if not tied or number is None or not is_own or _was_counted(sentence, start):
        return False
    is_counted = sentence.says(place + 1, _COUNTERS)  # 問い合わせ：4,800件/日
    is_counted = is_counted or bool(sentence.term(place + 1, "count", piece.term.value))
    counter = [place + 1] if is_counted else []  # ユーザー数が3,000人
    sentence.count(number, noun_of(piece), [start, place, *counter], counted(number))
    if period is not None:
        found = Period(sentence.pieces[period].term.value)  # type: ignore[attr-defined]  # a term
        sentence.said.times.append(Timed(found, sentence.pieces[period].span, "requests"))
        sentence.take(range(first, period + 1), f"per {found.value.replace('_', ' ')}")
    return True


_HEADCOUNTS, _COUNTERS = map(words_that, ("headcount", "counter_of_requests"))
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
