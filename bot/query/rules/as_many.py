"""As many for each of several that are named, perhaps: one number may not be all there is.

named = name ("and" | "&" | "・" | "、" | "/") name
asked = "each" "for" named | named "それぞれ"            10k requests each for dev and prod
      | named ["both"] {word} count "each"              dev and prod do 10k requests each
      | "both" (named | plural) | named ("both" | "の両方" | "ともに") | "両" name
      | name "も" name "も"                             開発も本番も月1万件
      | name ["で"] "も" as-many                        テスト環境も同じ量

Whether all together are meant is asked, unless "in total" is said of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.query.errors import NeedsMore
from bot.query.model import Scope
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import longest_first, words_that
from bot.query.sentence import Sentence

from .nouns import is_plural

Places = tuple[int, int]
"""The index of the first piece, and the one behind the last."""
_EACH, _BOTH = words_that("each_of_several"), words_that("both_of_several")
_SIDE_BY_SIDE = frozenset("&・、/")
_STOPS = frozenset(".;!?。")
_ENDS = _STOPS | frozenset(",:、")
_AT_THE_END = " .?!。?でに"
_MOST_OF_A_NAME = 3
_ALL, _ALSO = "両", "も"


def named_beside_each(sentence: Sentence, start: int) -> Places | None:
    """Where `each for dev and prod` or `開発と本番でそれぞれ` stands, "each" being at `start`."""
    if sentence.word(start) not in _EACH:
        return None
    behind = sentence.skip(start + 1, ("link", "of"))
    is_behind = not sentence.mark(behind + 1, "、")  # 5回ずつ使う、モデルは
    if is_behind and (end := _behind_names(sentence, behind)):
        return start, end
    first = _before_particles(sentence, start)
    return (first, start + 1) if first is not None else None


def settle_as_many(sentence: Sentence) -> None:
    """Ask about `both dev and prod do 10k requests a month`: as many for each of them?"""
    said = sentence.said
    _ask_about_times_of_day(sentence)
    _ask_about_another_place(sentence)
    far = [place for place, noun in sentence.joins if not noun] if len(said.counts) == 1 else []
    if not (far or not sentence.words.isdisjoint(_BOTH)):
        return
    counted = [*(each.span for each in said.counts), *(each.span for each in said.amounts)]
    if not counted or said.summed or Scope.TOTAL in said.scopes:
        return
    near = [each for each in _several(sentence) if _is_of(sentence, each, counted)]
    for start, end in (*near, *_told_far(sentence, far)):
        span = sentence.span(start, end)
        facts = {"said": sentence.source[span.start : span.end]}
        sentence.troubles.append(NeedsMore(phrase("ask.of_several", **facts), span))
        return


def _ask_about_times_of_day(sentence: Sentence) -> None:
    """`朝晩2回、各900件。月額は？`: of each day, and perhaps as many each time."""
    said = sentence.said
    name = next(filter(sentence.source.__contains__, _TIMES_OF_DAY), None)
    if name is None or not said.counts or any(each.binds == "requests" for each in said.times):
        return
    start = sentence.source.index(name)
    asked = phrase("ask.of_several", said=name)
    sentence.troubles.append(NeedsMore(asked, Span(start, start + len(name))))


def _ask_about_another_place(sentence: Sentence) -> None:
    """`1日1000件、テスト環境も同じ量`: as many once more, or told of before?

    By itself it is of the work of a thread.
    """
    if not (sentence.said.counts or sentence.said.amounts):
        return
    for place in sentence.places_of(_AS_MANY):
        also = place - 1
        is_there = sentence.word(also - 1).endswith(_PLACES)
        if not is_there or sentence.word(also) not in _ALSO_THERE:
            continue
        span = sentence.span(also - 1, place + 1)
        facts = {"said": sentence.source[span.start : span.end]}
        sentence.troubles.append(NeedsMore(phrase("ask.of_several", **facts), span))
        return


_AS_MANY = words_that("as_many_as_that")
_PLACES = tuple(words_that("place_that_uses_much"))
_ALSO_THERE = frozenset({"も", "でも", "にも"})
_TIMES_OF_DAY = longest_first(words_that("times_of_each_day"))


def _is_of(sentence: Sentence, places: Places, counted: list[Span]) -> bool:
    """Whether what is named is in one clause with a number, or is all that is left to say."""
    span = sentence.span(*places)
    is_last = not sentence.source[span.end :].strip(_AT_THE_END)
    return is_last or any(_in_one_clause(sentence, span, each) for each in counted)


def _several(sentence: Sentence) -> Iterator[Places]:
    for place in sentence.places_of(_BOTH):
        if found := _both_at(sentence, place):
            yield found


def _both_at(sentence: Sentence, place: int) -> Places | None:
    word = sentence.word(place)
    if word == _ALL:
        return (place, place + 2) if _is_name(sentence, place + 1) else None
    if word == _ALSO:
        return _also_at(sentence, place)
    if word.isascii() and (end := _behind_names(sentence, place + 1)):
        return place, end
    noun = sentence.pieces[place + 1 : place + 2]
    if word.isascii() and any(
        isinstance(each, WordPiece) and is_plural(each.text.casefold()) for each in noun
    ):
        return place, place + 2
    first = _before_particles(sentence, place)
    return (first, place + 1) if first is not None else None


def _also_at(sentence: Sentence, place: int) -> Places | None:
    """`開発も本番も` right before its number; not `料金も速度も気になる`."""
    behind = sentence.pieces[place + 1 : place + 2]
    is_number = any(isinstance(each, NumberPiece) for each in behind)
    if not (is_number or sentence.was(place + 1, "period")):
        return None
    second = _before_name(sentence, place)
    if second is None or sentence.word(second - 1) != _ALSO:
        return None
    first = _before_name(sentence, second - 1)
    return (first, place + 1) if first is not None else None


def _told_far(sentence: Sentence, places: list[int]) -> Iterator[Places]:
    """Where `dev and prod do 10k requests each` names them, in the sentence of "each"."""
    for place in places:
        first = place
        while first > 0 and sentence.word(first - 1) not in _STOPS:
            first -= 1
        for start in range(first, place):
            if end := _behind_names(sentence, start):
                yield start, end


def _behind_names(sentence: Sentence, index: int) -> int | None:
    """The index behind `dev and prod`, if two words that mean nothing here begin at `index`."""
    if _is_name(sentence, index) and _parts(sentence, index + 1) and _is_name(sentence, index + 2):
        return index + 3
    return None


def _before_particles(sentence: Sentence, index: int) -> int | None:
    """Where `開発環境と本番環境` begins that ends before `index`, particles aside."""
    end = index
    while sentence.was(end - 1, "particle") or sentence.was(end - 1, "link", "of"):
        end -= 1
    second = _before_name(sentence, end)
    if second is None or not _parts(sentence, second - 1):
        return None
    return _before_name(sentence, second - 1)


def _before_name(sentence: Sentence, end: int) -> int | None:
    """Where the name begins that ends before `end`: 開発環境 may be two words."""
    most = 1 if sentence.word(end - 1).isascii() else _MOST_OF_A_NAME
    start = end
    while start > end - most and _is_name(sentence, start - 1):
        start -= 1
    return start if start < end else None


def _parts(sentence: Sentence, index: int) -> bool:
    return sentence.was(index, "link", "and") or sentence.word(index) in _SIDE_BY_SIDE


def _is_name(sentence: Sentence, index: int) -> bool:
    if sentence.was(index, "prose"):
        return True
    return 0 <= index < len(sentence.pieces) and isinstance(sentence.pieces[index], WordPiece)


def _in_one_clause(sentence: Sentence, one: Span, other: Span) -> bool:
    between = sentence.source[min(one.end, other.end) : max(one.start, other.start)]
    return _ENDS.isdisjoint(between.removeprefix(":"))  # "both teams: 10M in 2M out"
