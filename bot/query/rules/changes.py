"""Changes of what was said before: "double the output", "10x the traffic", "+20%".

change  = factor [what]
factor  = multiple | FACTOR | NUMBER "times" as | "x" NUMBER | PERCENT ("more" | "less")
        | what {filler} (factor | "half")
as      = "as many" | "as much" | "the" | "that"
what    = one {("and" | "と" | "も") one} ["both" | "それぞれ"]
one     = unit | "tokens" | "traffic" | noun
on top  = ("another" | "additional" ...) NUMBER | NUMBER "more"

What is multiplied must be named, or nothing at all: of "double the price" and of "double both" it
is asked what is meant. What is said to come on top is added where there is some of it already.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec.structs import replace

from bot.query.ask import AmountKind, Change
from bot.query.model import ONE
from bot.query.pieces import (
    ChangePiece,
    MarkPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    TermPiece,
    WordPiece,
)
from bot.query.reading import ON_TOP
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import has_own_unit, meaning, unit_at
from .joins import multiplies_amounts
from .nouns import is_plural, noun_of
from .period_names import is_one, period_at
from .showing import counted

_FILLERS = words_that("beside_a_change")
_MOST_FILLERS = 4
_ALL, _REASONS = words_that("all_of_the_work"), words_that("tells_when_or_why")
_MONEY = words_that("multiple_of_the_cost")
_AS = words_that("behind_times")
_EXTRA = words_that("on_top_anywhere")
_PLUS = words_that("on_top_at_the_beginning")
AMBIGUOUS = words_that("many_or_long")
_TWICE = Decimal(2)
_NO_WORK = frozenset(
    {"unit", "period", "odd_period", "content", "discount", "currency", "share", "count"}
)
_KINDS: Mapping[str, AmountKind] = {
    **{each.value: each for each in Unit},
    "prompt_size": "prompt_size",
    "prefix": "prefix",
}


class _What(NamedTuple):
    """What is multiplied: a kind of amount, or what a noun counts; neither: all of the work."""

    kind: AmountKind | Literal["tokens"] | None = None
    noun: str | None = None


_WORK = _What()
_TOKENS = _What("tokens")
_SIDES = words_that("both_sides")


def correct(sentence: Sentence) -> None:
    """`入力は2kじゃなくて4k`, `30万件ではなく50万件`: the number behind is what is meant."""
    for place, piece in enumerate(sentence.pieces):
        if not isinstance(piece, (NumberPiece, PercentPiece)):
            continue
        if _is_another_period(sentence, place):
            sentence.take(range(place, place + 3), "not so often")
            continue
        index = place + 1
        while any(sentence.term(index, each) for each in ("tokens", "count", "unit")):
            index += 1
        if not sentence.says(index, _NOT_BUT):
            continue
        behind = index + 2 if sentence.mark(index + 1, ",、") else index + 1
        other = sentence.at(behind, type(piece))
        if other is None:
            sentence.ask(place, index + 1, "ask.negation")
        elif sentence.term(place - 1, "period") and sentence.term(behind + 1, "count"):
            sentence.put(place, replace(other, span=piece.span))  # 1日600件ではなく800件
            sentence.take(range(index, behind + 2), "what is meant instead")
        elif has_own_unit(sentence, behind) or sentence.term(behind + 1, "caching"):
            start = _with_its_period(sentence, place) if _is_period(sentence, behind) else place
            sentence.take(range(start, behind), "not so many")
        else:
            sentence.put(place, replace(other, span=piece.span))
            sentence.take(range(index, behind + 1), "what is meant instead")


_NOT_BUT = words_that("not_but")


def _is_another_period(sentence: Sentence, place: int) -> bool:
    """`1日じゃなくて1時間600件`, `1か月ではなく年額`: only the period behind is meant."""
    if not sentence.term(place + 1, "period") or not sentence.says(place + 2, _NOT_BUT):
        return False
    return bool(sentence.term(place + 3, "period")) or _is_period(sentence, place + 3)


def _is_period(sentence: Sentence, index: int) -> bool:
    """Whether "1時間" stands at `index`."""
    return bool(sentence.at(index, NumberPiece) and sentence.term(index + 1, "period"))


def _with_its_period(sentence: Sentence, place: int) -> int:
    """Where "1日600" begins, of which the number stands at `place`: all of it is corrected."""
    if not sentence.term(place - 1, "period"):
        return place
    return place - 2 if sentence.at(place - 2, NumberPiece) else place - 1


def factor(sentence: Sentence) -> bool:
    """`10x the traffic`, `+20%`, `double the output`, `出力を2倍に`."""
    start = sentence.place
    piece = sentence.at(start, ChangePiece)
    if piece:
        return _change(sentence, start, start + 1, piece.factor)
    if term := sentence.term(start, "multiple"):
        return _change(sentence, start, start + 1, Decimal(term.term.value))
    return _change(sentence, start, start + 1, _TWICE)  # 倍 without a number


def times_as_much(sentence: Sentence) -> bool:
    """`3 times as many requests`, `5 times the traffic`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    times, behind = sentence.at(start + 1, Piece), sentence.at(start + 2, Piece)
    if times is None or times.text.casefold() != "times" or number.bounds or behind is None:
        return False
    if behind.text.casefold() not in _AS and not sentence.term(start + 2, "more"):
        return False
    if sentence.term(start + 2, "more"):  # "3 times more": is that 3 or 4 times as much?
        sentence.ask(start, start + 3, "ask.times_more")
        return True
    return _change(sentence, start, start + 2, number.value)


def by_times(sentence: Sentence) -> bool:
    """`x3`, `×10`: with nothing before it that is counted, and nothing behind."""
    start = sentence.place
    number = sentence.at(start + 1, NumberPiece)
    if number is None or start == sentence.count_end or number.bounds:
        return False
    if multiplies_amounts(sentence, start):  # "5k in 1k out x 500"
        return False
    behind = sentence.at(start + 2, Piece)
    if not sentence.term(start, "link", "times") or isinstance(behind, (WordPiece, TermPiece)):
        return False
    return _change(sentence, start, start + 2, number.value)


def scaled(sentence: Sentence) -> bool:
    """`scale it by 4`, `multiply the traffic by 10`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    verbs = {sentence.word(each) for each in range(max(0, start - _MOST_FILLERS), start)}
    behind = sentence.at(start + 1, Piece)
    is_alone = behind is None or sentence.mark(start + 1, ",.;:?!")
    if number.bounds or not is_alone or sentence.word(start - 1) != "by":
        return False
    return not verbs.isdisjoint(_SCALES) and _change(sentence, start, start + 1, number.value)


_SCALES = words_that("scales_by")


def by_share(sentence: Sentence) -> bool:
    """`reduce the output by a quarter`, `to a quarter`; thirds have no end, and are asked about."""
    start = sentence.place
    term, way = sentence.term(start, "share"), _direction_before(sentence, start)
    preposition, *_ = sentence.word(start).split()
    if term is None or way is None or preposition not in _BY_OR_TO or "/" in term.term.value:
        return False
    share = Decimal(term.term.value)
    if preposition == "to":
        return _change(sentence, start, start + 1, share)
    by = ONE + share if way.term.value == "up" else ONE - share
    return _change(sentence, start, start + 1, by)


_BY_OR_TO = frozenset({"by", "to"})


def half(sentence: Sentence) -> bool:
    """`出力が半分なら`, `requests are half`: behind what is halved."""
    start = sentence.place
    word, (place, _) = sentence.term(start, "share", "0.5"), _subject_place(sentence, start)
    if word is None or not (_falls(sentence, start + 1) or place >= 0):
        return False
    if not _falls(sentence, start + 1) and _meant(sentence.pieces[place]) is None:
        return False
    return _change(sentence, start, start + 1, Decimal(word.term.value))


def _falls(sentence: Sentence, index: int) -> bool:
    """Whether `に減ったら`, `になったら` stands at `index`: behind a half of all of the work."""
    index = sentence.skip(index, ("particle", "at"))
    return bool(sentence.term(index, "more", "down")) or _supposes(sentence, index)


def more(sentence: Sentence) -> bool:
    """`20% more`, `30% fewer requests`, `by 20%` behind "increase"."""
    start = sentence.place
    percent = sentence.here(PercentPiece)
    word = sentence.term(start + 1, "more")
    end = start + 2
    if word is None and sentence.mark(start + 1, "の") and sentence.says(start + 2, _MARGINS):
        word, end = sentence.term(start + 2, "more"), start + 3  # 20%のバッファ
    if word is None:
        word, end = _direction_before(sentence, start), start + 1
    way = word.term.value if word else _up_or_down_before(sentence, start)
    if not way or percent.bounds:
        return False
    by = _to_so_much(sentence, way) if sentence.word(start - 1) in _TO else percent.share
    if by is None:
        return False
    up = way == "up"
    return _change(sentence, start, end, ONE + by if up else ONE - by)


def _to_so_much(sentence: Sentence, way: str) -> Decimal | None:
    """By how much it changes in `cut the output to [80%]`; None where it cannot be what it says."""
    left = sentence.here(PercentPiece).share
    by = left - ONE if way == "up" else ONE - left
    return by if by > 0 else None


_TO, _MARGINS = words_that("changes_to_so_much"), words_that("margin_on_top")


def _direction_before(sentence: Sentence, index: int) -> TermPiece | None:
    """`increase by 20%`: the word is heard already, so look at it whether taken or not."""
    for place in range(index - 1, max(index - 5, -1), -1):
        piece = sentence.pieces[place]
        if isinstance(piece, MarkPiece):  # "a bit lower, 60%" is what it comes to
            return None
        if isinstance(piece, TermPiece) and piece.term.category == "more":
            return piece
    return None


def _up_or_down_before(sentence: Sentence, index: int) -> str:
    """Which of both stands right before, of what can be multiplied: `output is down [20%]`."""
    place = index - 2 if sentence.word(index - 1) in _TO else index - 1
    word = sentence.word(place)
    if word not in _UP_OR_DOWN:
        return ""
    said = subject(sentence, place)
    return word if said is not None and _meant(said) else ""


_UP_OR_DOWN = frozenset({"up", "down"})


def on_top(sentence: Sentence) -> bool:
    """`another 5M in`, `500件追加`: what is said behind, or was said before, comes on top."""
    start = sentence.place
    if number := _number_behind(sentence, sentence.skip(start + 1, ("link", "per"))):
        return _on_top(sentence, number)  # "adds [a] 2k prompt"
    joins_in = sentence.word(start) in _JOINS_IN and sentence.was(start - 1, "particle", "at")
    said, end = sentence.said, _behind_number(sentence, start - 1 if joins_in else start)
    if end == sentence.count_end:
        said.on_top.append(said.counts[-1].span)
    elif end == sentence.amount_end and said.amounts:
        said.on_top.append(said.amounts[-1].span)
    else:
        return False
    sentence.take([start], ON_TOP)
    return True


_JOINS_IN = words_that("joins_what_was_there")


def _number_behind(sentence: Sentence, index: int) -> NumberPiece | None:
    """The number that is said there: `追加で1日[2000]件`, `プラス入力[500万]`."""
    if is_one(sentence, index):
        index += 2
    index = index + 1 if unit_at(sentence, index) or period_at(sentence, index) else index
    return sentence.at(index, NumberPiece)


def _behind_number(sentence: Sentence, index: int) -> int:
    """The index behind the number in `1kだけ[増やす]`, `500件ほど[追加]`."""
    while sentence.was(index - 1, "particle", "suffix") or sentence.was(
        index - 1, "approximately", "behind"
    ):
        index -= 1
    return index


def extra(sentence: Sentence) -> bool:
    """`additional 500 requests`, `plus 2M out` at the beginning, `500件増やす`: on top."""
    start = sentence.place
    ends = {sentence.count_end, sentence.amount_end}
    if _behind_number(sentence, start) in ends and sentence.term(start, "more"):
        return _more_behind(sentence)
    text = sentence.pieces[start].text.casefold()
    behind_a = sentence.skip(start + 1, ("link", "per")) if text in _PLUS else start + 1
    number = _number_behind(sentence, behind_a)
    is_extra = text in _EXTRA or (text in _PLUS and _says_nothing_yet(sentence, start))
    return _on_top(sentence, number) if number and is_extra else False


def _says_nothing_yet(sentence: Sentence, end: int) -> bool:
    """Whether only words of no meaning stand before `end`: `and plus 5k in`, `no, plus 5k in`."""
    return all(_says_nothing(sentence, each) for each in range(end))


def _says_nothing(sentence: Sentence, index: int) -> bool:
    """Whether a word, a mark, an "and", or the "no" of `no, plus 5k in` stands at `index`."""
    piece = sentence.pieces[index]
    if isinstance(piece, (WordPiece, MarkPiece)) or piece.text == "and":
        return True
    is_denial = sentence.word(index) in _DENIES
    return is_denial and (sentence.mark(index + 1, ",.") or sentence.word(index + 1) in _PLUS)


_DENIES = words_that("denies")


def _more_behind(sentence: Sentence) -> bool:
    """`500件増やしたら`: so many more, or fewer; "に" before it would make it a new number."""
    start = sentence.place
    if sentence.pieces[start].text.isascii():
        return behind(sentence)
    if sentence.term(start, "more", "down"):
        sentence.ask(start, start + 1, "ask.fewer")
        return True
    return on_top(sentence)


def behind(sentence: Sentence) -> bool:
    """`100 requests on top`, `2k in more`, `200 out less`: what was said before is the change."""
    start = sentence.place
    word = sentence.word(start)
    is_apart = isinstance(sentence.at(start + 1, Piece), _GOES_ON)
    if start not in {sentence.count_end, sentence.amount_end} or is_apart:
        return False
    if word in _MORE_BEHIND:
        return on_top(sentence)
    if word not in _LESS_BEHIND:
        return False
    sentence.ask(start - 1, start + 1, "ask.fewer")
    return True


_MORE_BEHIND, _LESS_BEHIND = words_that("more_behind"), words_that("less_behind")
_GOES_ON = (NumberPiece, PercentPiece, WordPiece)


def _on_top(sentence: Sentence, number: NumberPiece) -> bool:
    sentence.said.on_top.append(number.span)
    sentence.take([sentence.place], ON_TOP)
    return True


def more_of(sentence: Sentence) -> bool:
    """`5M more input tokens`, `500 more requests`: as much on top; less of it is asked about."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    behind = sentence.skip(start + 2, ("tokens", "tokens"))  # "500 more tokens in"
    word, unit = sentence.term(start + 1, "more"), unit_at(sentence, behind)
    noun = _noun_at(sentence, start + 2)
    if word is None or not (unit or noun):
        return False
    if word.term.value != "up" or sentence.word(behind + 1) == "than":  # "500 more out than in"
        sentence.ask(start, behind + 1, "ask.fewer")
        return True
    sentence.said.on_top.append(number.span)
    if unit:
        end = sentence.skip(behind + 1, ("tokens", "tokens"))
        sentence.add(unit, number, range(start, end), meaning(unit, number))
    else:
        sentence.count(number, noun or "", [start, start + 1, start + 2], counted(number))
    return True


def _noun_at(sentence: Sentence, index: int) -> str | None:
    what = _named(sentence, index)
    return what.noun if what else None


# --- what is multiplied


def _change(sentence: Sentence, start: int, end: int, by: Decimal) -> bool:
    if by < 0:
        return False
    is_told = _is_told_before(sentence, start, end) or _supposes(sentence, end - 1)
    found, stop = ((), end) if is_told else _behind(sentence, end)
    if not found and stop == end:
        found = _before(sentence, start)
    if not found or _grows(sentence, start, stop):
        stop = max(stop, _behind_period(sentence, stop))
        sentence.ask(start, stop, "ask.change_what", factor=by)
        return True
    if either := _one_of_two(sentence, start, stop):
        sentence.ask(*either, "ask.negation")
        return True
    span = sentence.span(start, stop)
    sentence.said.changes += [Change(by, what.kind, span, what.noun) for what in found]
    taken = [each for each in range(start, stop) if sentence.at(each, Piece)]
    of = " and ".join(filter(None, (what.kind or what.noun for what in found)))
    sentence.take(taken, f"{by.normalize():f} times as much{f' {of}' if of else ''}")
    return True


def _one_of_two(sentence: Sentence, start: int, stop: int) -> tuple[int, int] | None:
    """Where `double the output or the input` stands, `either the input or the output doubles`.

    None where what is multiplied is one thing, or all that is named.
    """
    either = stop + 1 if sentence.mark(stop, ",") else stop
    behind = either + 1
    while sentence.word(behind) in _TIES:
        behind += 1
    if sentence.says(either, _OR) and _named(sentence, behind):
        return start, behind + 1
    place, _ = _subject_place(sentence, start)
    before = place - 2 if sentence.word(place - 1) in _FILLERS else place - 1
    if before > 0 and sentence.word(before) in _OR and _meant(sentence.pieces[before - 1]):
        return before - 1, stop
    return None


_OR = words_that("one_thing_or_another")


def _is_told_before(sentence: Sentence, start: int, end: int) -> bool:
    """`入力が倍になって出力が半分`: its own noun stands before, so that it is none behind it."""
    is_subject = sentence.was(start - 1, "particle", "topic", "also")
    said = subject(sentence, start)
    if said is None or said.text.isascii() or _meant(said) is None:
        return False
    return is_subject or (said is sentence.pieces[start - 1] and _goes_on(sentence, end))


def _goes_on(sentence: Sentence, end: int) -> bool:
    """`入力2割減[って]出力1割増`: another change follows."""
    return any(sentence.word(each).endswith(("て", "で")) for each in (end - 1, end, end + 1))


def _behind(sentence: Sentence, index: int) -> tuple[tuple[_What, ...], int]:
    """What is named behind a factor, and the index behind it.

    None of it where nothing is, or something that is no work: only then it is behind something.
    """
    end = index
    while end - index < _MOST_FILLERS and _is_filler(sentence, end):
        end += 1
    if what := _named(sentence, end):
        return _behind_the_first(sentence, what, sentence.skip(end + 1, ("tokens", "tokens")))
    if any(_supposes(sentence, each) for each in range(index, end)):
        return (), index  # 3倍になったら[月いくら]
    of_both = any(sentence.says(each, _BOTH) for each in range(index, end))
    if of_both and sentence.pieces[index].text.isascii():  # "double both"
        return (), end
    return (), end + 1 if _is_something_else(sentence, end) else index


def _supposes(sentence: Sentence, index: int) -> bool:
    """Whether a condition or an expectation ends at `index`: なったら, 増えれば, 見込み."""
    word = sentence.word(index)
    return not word.isascii() and (word.endswith(_IF_SO) or word in _EXPECTED)


_IF_SO = ("たら", "れば", "ると")
_EXPECTED = words_that("is_expected")


def _behind_the_first(sentence: Sentence, first: _What, end: int) -> tuple[tuple[_What, ...], int]:
    """`double the requests [and the output]`, which nothing of its own is said of."""
    found = [first]
    while sentence.term(end, "link", "and"):
        place = end + 1
        while sentence.word(place) in _FILLERS:
            place += 1
        what, behind = _named(sentence, place), sentence.skip(place + 1, ("tokens", "tokens"))
        if what is None or isinstance(sentence.at(behind, Piece), _GOES_ON):
            break
        found.append(what)
        end = behind
    return tuple(found), end


def _is_filler(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    if sentence.says(index, _BOTH):
        return True
    if isinstance(piece, TermPiece) and piece.term.category in {"link", "particle", "prose"}:
        return piece.text.casefold() not in _NO_FILLERS
    if sentence.term(index, "period"):  # "more daily requests"
        return bool(sentence.term(index + 1, "count") or sentence.term(index + 1, "traffic"))
    return isinstance(piece, WordPiece) and piece.text.casefold() in _FILLERS


_NO_FILLERS = frozenset({"x", "and", "&", "+"})
"""The output doubles *and* the input stays: what stands behind is no longer of it."""


def _named(sentence: Sentence, index: int) -> _What | None:
    """What can be multiplied at `index`: `output`, `tokens`, `traffic`, `users`."""
    piece = sentence.at(index, Piece)
    return None if piece is None else _meant(piece)


def kind_meant(piece: Piece) -> AmountKind | None:
    """The kind of amount that a piece names: `output`, `プロンプト`; None where it is none."""
    what = _meant(piece)
    return what.kind if what and what.kind != "tokens" else None


def _meant(piece: Piece) -> _What | None:
    if isinstance(piece, TermPiece):
        category, value = piece.term
        if category == "sides" or piece.text.casefold() in _SIDES:
            return _TOKENS
        if category == "unit":
            return _What(_KINDS[value]) if value in _KINDS else None
        if category == "count" and piece.text.casefold() not in AMBIGUOUS:
            return _What(noun=noun_of(piece))
        return {"tokens": _TOKENS, "traffic": _WORK}.get(category)
    is_noun = isinstance(piece, WordPiece) and piece.text.casefold() not in _MONEY
    return _What(noun=noun_of(piece)) if is_noun and is_plural(piece.text.casefold()) else None


def _is_something_else(sentence: Sentence, index: int) -> bool:
    """Whether something stands at `index` that is no work: `double the price`, `twice a day`."""
    piece = sentence.at(index, Piece)
    if isinstance(piece, TermPiece):
        return piece.term.category in _NO_WORK
    if not isinstance(piece, WordPiece) or piece.text.casefold() in _ALL | _REASONS:
        return False
    return piece.text.isascii() or not sentence.was(index - 1, "particle", "at")  # 半分に抑え


def _before(sentence: Sentence, index: int) -> tuple[_What, ...]:
    """What stands before a factor, as in `出力を2倍に`; all the work if nothing does.

    Nothing where it is no work, or where both of something are meant that is not named.
    """
    place, of_both = _subject_place(sentence, index)
    all_of_it = () if of_both or _is_named_apart(sentence, index) else (_WORK,)
    if place < 0:
        return all_of_it
    piece = sentence.pieces[place]
    first = _meant(piece)
    if first is None:
        is_other = _is_no_work(piece) or _is_of_a_side(sentence, place)
        return () if is_other or _is_no_traffic(sentence, place, index) else all_of_it
    found = [first]
    while _joins(sentence, place - 1) and (what := _meant_at(sentence, place - 2)):
        found.append(what)
        place -= 2
    if sentence.was(place - 1, "link", "and") and _is_no_work(sentence.pieces[place - 2]):
        return ()  # キャッシュと出力が倍
    return tuple(reversed(found))


def _is_no_traffic(sentence: Sentence, place: int, index: int) -> bool:
    """`chat length doubles`, `latency 2x`, and what nobody knows: `questuon [doubles]`."""
    word, verb = sentence.word(place), sentence.word(index)
    if word in _NO_TRAFFIC:
        return True
    is_subject = word.isascii() and isinstance(sentence.pieces[place], WordPiece)
    return is_subject and verb in _DOUBLES and word not in _MAY_DOUBLE


_NO_TRAFFIC, _DOUBLES = words_that("grows_without_traffic"), words_that("multiplies_itself")
_MAY_DOUBLE = _ALL.union(
    *map(words_that, ("all_that_may_grow", "traffic_by_another_name", "headcount_by_another_name"))
)


def _is_of_a_side(sentence: Sentence, place: int) -> bool:
    """`出力が思ったより増えて2倍`: a side is named before words that may as well be of it."""
    if sentence.word(place) in _GROW_BY_THEMSELVES:
        return False
    while place >= 0 and isinstance(sentence.pieces[place], (WordPiece, TermPiece)):
        if kind_meant(sentence.pieces[place]):
            return not isinstance(sentence.pieces[place + 1], NumberPiece)
        place -= 1
    return False


_GROW_BY_THEMSELVES = words_that("all_that_may_grow")


def _is_named_apart(sentence: Sentence, end: int) -> bool:
    """`the output, I guess, doubles`: a side is named, with no number that it could be of."""
    before = sentence.pieces[:end]
    if any(isinstance(each, (NumberPiece, PercentPiece)) for each in before):
        return False
    sides = (each for each in before if isinstance(each, TermPiece) and each.text.isascii())
    return any(each.term.category == "unit" and kind_meant(each) for each in sides)


def _meant_at(sentence: Sentence, index: int) -> _What | None:
    """What is named at `index`, taken or not; of "500件、出力が倍" 件 is a number of them."""
    if index < 0 or isinstance(sentence.pieces[max(index - 1, 0)], NumberPiece):
        return None
    return _meant(sentence.pieces[index])


def _is_no_work(piece: Piece) -> bool:
    """`キャッシュ率が倍`, "the price doubles": of a share, or of money."""
    is_unit = isinstance(piece, TermPiece) and piece.term.category in _NO_SUBJECT
    return is_unit or piece.text.casefold() in _MONEY


_NO_SUBJECT = frozenset({"unit", "content", "count", "caching", "discount"})


def _joins(sentence: Sentence, index: int) -> bool:
    """Whether what stands at `index` ties one that is multiplied to the next: `件数[も]出力も`."""
    is_and = sentence.was(index, "link", "and") or sentence.was(index, "particle", "also")
    return is_and or (index > 0 and sentence.pieces[index].text in _LISTED)


_LISTED = frozenset("・、,/")


def subject(sentence: Sentence, index: int) -> Piece | None:
    """The piece before `index`, taken or not, without what only ties it to what follows."""
    place, _ = _subject_place(sentence, index)
    return sentence.pieces[place] if place >= 0 else None


def _subject_place(sentence: Sentence, index: int) -> tuple[int, bool]:
    """Where that piece stands, -1 for nowhere; and whether both of several are spoken of."""
    place, of_both = index - 1, False
    while place >= max(0, index - _MOST_FILLERS):
        is_both = sentence.pieces[place].text.casefold() in _BOTH
        if not (is_both or _ties(sentence.pieces[place]) or _is_as_now(sentence, place)):
            break
        of_both = of_both or is_both
        place -= 1
    return place, of_both


_BOTH = words_that("both_that_change")


def _is_as_now(sentence: Sentence, place: int) -> bool:
    """`出力が[今]の2倍`, `入力が[想定]より2割増`: how much it is of, and not what changes."""
    is_than = sentence.word(place + 1) == "の" or sentence.was(place + 1, "particle", "than")
    return is_than and sentence.word(place) in _AS_NOW


_AS_NOW = words_that("as_much_as_now")


def _ties(piece: Piece) -> bool:
    """Whether a piece ties what is multiplied to its factor: を, "is", "will be"."""
    if isinstance(piece, TermPiece):
        return piece.term.category in {"particle", "link", "more"}
    return isinstance(piece, WordPiece) and piece.text.casefold() in _TIES


_TIES = _FILLERS | _UP_OR_DOWN | words_that("comes_to_a_multiple")


def _grows(sentence: Sentence, start: int, stop: int) -> bool:
    """`+20% a month`, `毎月20%増`: it grows on and on; not `3割増えたら月いくら`."""
    if _behind_period(sentence, stop) > stop and not _supposes(sentence, stop - 1):
        return True
    return start > 0 and sentence.was(start - 1, "period")


def _behind_period(sentence: Sentence, index: int) -> int:
    """The index behind "a month" at `index`, `index` itself where none stands there."""
    per = sentence.term(index, "link", "per") or sentence.mark(index, "/")
    behind = index + 1 if per else index
    return behind + 1 if sentence.term(behind, "period") else index
