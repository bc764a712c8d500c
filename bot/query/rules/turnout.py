"""How many of those who were counted do something: "200 employees, 30% use it daily".

turnout = label [":" | "は"] PERCENT                             実利用率は25%
        | PERCENT label                                         "15% adoption"
        | ("使う" | "利用する" ...) "のは" PERCENT                  実際に使うのは4割
        | count [","] PERCENT ["of them"] ("use" | "are active" ...)
        | count "の" ["うち"] PERCENT "が" [{word} "に"] (NUMBER | period | "利用" ...)
"""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from bot.query.model import HALF
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence, Uptake
from pricing import exactly

from .nouns import is_of_people, noun_of, singular
from .showing import percent


def turnout(sentence: Sentence) -> bool:
    """`200 employees, 30% use it daily`, `社員200人の3割が1日10回`: 60 of them."""
    piece = sentence.here(PercentPiece)
    return not piece.bounds and _turnout(sentence, piece.share)


def half(sentence: Sentence) -> bool:
    """`社員800人のうち半分が使う`: as many of them as 50 %."""
    term = sentence.here(TermPiece).term
    return term.value == str(HALF) and _turnout(sentence, HALF)


def _turnout(sentence: Sentence, share: Decimal) -> bool:
    start = sentence.place
    counts = sentence.said.counts
    if _is_labelled(sentence, start) or _use_it(sentence, start):
        return _of_all_people(sentence, share)
    if not counts or counts[-1].bounds or not is_of_people(counts[-1]):
        return False
    end = _behind_verb(sentence, start)
    with exactly():
        number = counts[-1].number * share
    if end is None or number != number.to_integral_value() or not 0 < share <= 1:
        return False
    sentence.take(range(start, end), f"{percent(share)} of them: {number.normalize():,f}")
    counts[-1] = replace(counts[-1], number=number)
    sentence.adopters.append(counts[-1].span)
    return True


def _is_labelled(sentence: Sentence, start: int) -> bool:
    """`実利用率は[25%]`, `[15%] adoption`, `adoption rate: [15%]`."""
    label = _label_before(sentence, start)
    last, behind = sentence.word(label), sentence.word(start + 1)
    if {last, sentence.word(label - 1) + last} & _LABELS:
        return True
    first = sentence.word(label - 1) if last == "rate" else last
    return bool({first, behind} & _ADOPTION)


def _label_before(sentence: Sentence, start: int) -> int:
    index = start - 1
    while sentence.was(index, "particle") or sentence.mark(index, ":="):
        index -= 1
    return index


def _use_it(sentence: Sentence, start: int) -> bool:
    """`実際に使うのは[4割]`; not `バッチを使うのは`, nor `opusを使うのは`."""
    verb = start - 3
    if sentence.word(start - 1) != "は" or sentence.word(start - 2) != "の":
        return False
    before = range(sentence.clause(max(verb, 0)).start, verb)
    if any(isinstance(sentence.pieces[each], ModelPiece) for each in before):
        return False
    of_part = any(sentence.was(each, kind) for each in before for kind in _OF_A_PART)
    return sentence.word(verb) in _USE_IT and not of_part


def _of_all_people(sentence: Sentence, share: Decimal) -> bool:
    """`1000人が1日10回…実利用率は25%`: of the people, wherever they were counted."""
    counts, start = sentence.said.counts, sentence.place
    places = [place for place, each in enumerate(counts) if is_of_people(each)]
    if not places:
        return _of_people_behind(sentence, share)
    if len(places) != 1 or counts[places[0]].bounds:
        return False
    (place,) = places
    with exactly():
        number = counts[place].number * share
    if number != number.to_integral_value() or not 0 < share <= 1:
        return False
    many = f"{percent(share)} of them: {number.normalize():,f}"
    sentence.take([start], many)
    counts[place] = replace(counts[place], number=number)
    sentence.adopters.append(counts[place].span)
    return True


def _of_people_behind(sentence: Sentence, share: Decimal) -> bool:
    """`利用率30%を想定。社員1000人が1日5回`: of the people who are counted later."""
    start = sentence.place
    behind = range(start + 1, len(sentence.pieces) - 1)
    numbers = (each for each in behind if sentence.at(each, NumberPiece))
    people = [term for each in numbers if (term := sentence.term(each + 1, "count", "user"))]
    nouns = {singular(noun_of(each)) for each in people}
    if len(people) != 1 or not 0 < share < 1:
        return False
    (noun,) = nouns
    span = sentence.span(start, start + 1)
    sentence.uptakes.append(Uptake(span, share, noun, noun, None))
    sentence.take([start], f"{percent(share)} of them")
    return True


_ADOPTION = words_that("adoption")
_LABELS, _USE_IT = words_that("share_of_people"), words_that("people_use_in_japanese")


def _behind_verb(sentence: Sentence, start: int) -> int | None:
    """The index behind what says that they do something; None where nothing does."""
    if sentence.word(start - 1) in _OUT_OF:
        is_theirs = sentence.count_end in {start - 1, start - 2}
        is_told = is_theirs and sentence.mark(start + 1, "が") and _do_come(sentence, start + 2)
        end = start + 2 if is_told else None
    else:
        behind = sentence.skip(start + 1, ("link", "of"))
        end = behind + 1 if sentence.word(behind) in _USE else None
    return end if end and not _is_of_a_part(sentence, end) else None


def _do_come(sentence: Sentence, start: int) -> bool:
    """`3割が1日10回`, `3割が実際に利用`; not `3割が未利用`, `2割が英語`, `利用を停止`."""
    place = start + 2 if sentence.word(start + 1) == "に" else start
    is_said = sentence.word(place).startswith(_COME) or sentence.at(place, NumberPiece) is not None
    words = map(sentence.word, sentence.clause(start))
    return (is_said or sentence.was(place, "period")) and not any(
        each.startswith(_STAY_AWAY) for each in words
    )


_COME, _STAY_AWAY = tuple(words_that("people_come")), tuple(words_that("people_stay_away"))


def _is_of_a_part(sentence: Sentence, index: int) -> bool:
    """`30% use batch`, `10% use opus`, `1割が使わない`: the others are not idle."""
    while index < len(sentence.pieces) and sentence.word(index) not in _ENDS:
        piece = sentence.pieces[index]
        if isinstance(piece, ModelPiece):
            return True
        if isinstance(piece, TermPiece) and piece.term.category in _OF_A_PART:
            return True
        index += 1
    return False


_ENDS = frozenset(",.;:?!、。")
_OF_A_PART = frozenset({"caching", "modifier", "negation", "rest", "without"})
_OUT_OF, _USE = words_that("out_of_people"), words_that("people_use")
