"""What holds for a part of the work, with no word of how much: "batch only for the big docs".

    portion = what {"it"} [","] ("unless" | "only" ("for" | "if" | "at" ...))
            | what ["for"] part
            | (part | "only" {word} noun) {tie} what
    part    = ["the"] kind {word} noun | {word} "ones" | "some" noun | "some of them"
            | "the first" NUMBER
    what    = modifier | cached | amount | MODEL
    kind    = "long" | "urgent" | "premium" ...

Beside one model a part is asked about only where the model takes the place of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier

from .nouns import PERSONS, is_plural, person, singular

_KINDS, _HAVE = words_that("kind_of_work"), words_that("has_of_its_own")
_ONLY, _ONLY_WHEN = words_that("narrows"), words_that("narrows_to")
_THE, _TIES = words_that("before_a_part"), _HAVE | words_that("ties_to_a_part")
_FIRST, _OF_THEM = words_that("first_of_many"), words_that("out_of_them")
_BESIDE = words_that("right_behind_a_term")
_PARTS = words_that("part_of_a_mix")
_FOR_OR_ON, _PLUS = words_that("of_a_part"), words_that("on_top_at_the_beginning")
_BESIDE_ANOTHER = words_that("works_beside_another")
_FOR, _ONES, _ONLY_BEHIND = map(words_that, ("holds_for", "many_of_a_kind", "singles_out_behind"))
_SOME, _FREE, _UNLESS = "some", words_that("costs_nothing"), words_that("but_not_if")
_TELLS = _KINDS | _HAVE | _ONLY | _ONLY_BEHIND | _FIRST | _ONES | _UNLESS | {_SOME}
_WHOLE, _SAYS_NOTHING = words_that("of_all_of_them"), words_that("says_nothing_of_a_lever")
_NO_WORK = words_that("tells_no_work")
_ON, _EXCEPT, _TWO = words_that("on_a_model"), "except", 2
_PEOPLE, _GROUPS = frozenset(f"{each}s" for each in PERSONS), words_that("group_of_people")
_MOST_WORDS = 5
_COMMAS = ",、"


class _Part(NamedTuple):
    """From where to where a part is said, and whether it can be nothing else."""

    start: int
    end: int
    is_sure: bool = True


def ask_about_portions(sentence: Sentence) -> None:
    """Ask how much of the work it is that something is said to hold for."""
    if not _BESIDE_ANOTHER.isdisjoint(sentence.words):
        _ask_about_another(sentence)
    if sentence.models_named == _TWO and _do_different_things(sentence):
        span = sentence.span(*_from_to([place for place, _ in sentence.model_places]))
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.part_or_all", said=said), span))
    for place, _ in sentence.model_places:
        if part := _kind_behind(sentence, place + 1) or _plus_before(sentence, place):
            span = sentence.span(min(place, part.start), max(place + 1, part.end))
            sentence.said.portions.append(span)
    if _TELLS.isdisjoint(sentence.words) and _PEOPLE.isdisjoint(sentence.words):
        return
    for start, end, is_model in _whats(sentence):
        part = _behind(sentence, end) or _before(sentence, start) or _done(sentence, start, end)
        if part is None:
            continue
        span = sentence.span(min(start, part.start), max(end, part.end))
        if part.is_sure and not (is_model and sentence.models_named == 1):
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.portion", said=said), span))
            return
        sentence.said.portions.append(span)


def _do_different_things(sentence: Sentence) -> bool:
    """`drafts on sonnet, review on opus`, `all on sonnet except the check on opus`: two works.

    Not so where each has numbers of its own, or they are compared.
    """
    said = sentence.said
    kinds = [each.kind for each in said.amounts]
    if said.shares or said.moved or sentence.holds("several") or len(kinds) > len(set(kinds)):
        return False
    if not kinds or len(said.counts) > 1:
        return False
    places = [place for place, _ in sentence.model_places]
    if len(places) < _TWO:  # those of another vendor do nothing here
        return False
    if _EXCEPT in (sentence.word(each) for each in range(places[0], places[-1])):
        return True
    return all(_is_for_something(sentence, each) for each in places)


def _is_for_something(sentence: Sentence, model: int) -> bool:
    """`opus for drafting`, `drafts on opus`: a word that tells what the model is for."""
    behind = model + 2
    while sentence.word(behind) in _THE:
        behind += 1
    is_for = sentence.word(model + 1) in _FOR
    is_on = sentence.word(model - 1) in _ON
    return (is_for and _is_telling(sentence, behind)) or (
        is_on and _is_telling(sentence, model - 2)
    )


def _is_telling(sentence: Sentence, index: int) -> bool:
    if sentence.was(index, "count"):
        return not isinstance(_piece(sentence, index - 1), NumberPiece)
    word = sentence.word(index)
    is_plain = isinstance(_piece(sentence, index), WordPiece)
    return is_plain and word not in _SAYS_NOTHING | _NO_WORK


def _from_to(places: list[int]) -> tuple[int, int]:
    return min(places), max(places) + 1


def _ask_about_another(sentence: Sentence) -> None:
    """`haiku 4.5 as a fallback`: a model that does a part of the work, or some more beside it."""
    named = [place for place, _ in sentence.model_places]
    if not named or sentence.said.shares or sentence.holds("several"):
        return
    counted = {each.span.end for each in sentence.said.counts}
    places = [
        place
        for place in sentence.places_of(_BESIDE_ANOTHER)
        if sentence.pieces[place].span.end not in counted
    ]
    if not places:  # "300 reviews a day"
        return
    near = ((abs(one - other), *sorted((one, other))) for one in places for other in named)
    distance, first, last = min(near)
    if distance > _MOST_WORDS:
        return
    span = sentence.span(first, last + 1)
    if len(named) == 1:
        sentence.said.portions.append(span)
    else:
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.part_or_all", said=said), span))


def _whats(sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Where modifiers, caching, amounts and models stand, and whether it is a model."""
    said = sentence.said
    amounts = {each.span.start: each.span.end for each in said.amounts}
    cached = {each.span.start: each.span.end for each in said.caching}
    for place, piece in enumerate(sentence.pieces):
        if isinstance(piece, ModelPiece):
            if not said.shares:
                yield place, place + 1, True
        elif isinstance(piece, TermPiece) and piece.term.category == "modifier":
            if Modifier(piece.term.value) in said.modifiers:
                yield place, place + 1, False
        elif piece.text.casefold() in _FREE:
            yield place, place + 1, False
        elif last := amounts.get(piece.span.start) or cached.get(piece.span.start):
            ends = range(place + 1, len(sentence.pieces) + 1)
            end = next(each for each in ends if sentence.pieces[each - 1].span.end >= last)
            yield place, end, False


def _behind(sentence: Sentence, index: int) -> _Part | None:
    """`batch [only for the big docs]`, `cached [for premium users]`, `batch [unless urgent]`."""
    while sentence.word(index) in _BESIDE:
        index += 1
    place = index + 1 if sentence.mark(index, _COMMAS) else index
    if sentence.word(place) in _UNLESS:
        return _Part(place, _clause_end(sentence, place))
    if sentence.word(place) in _ONLY and sentence.word(place + 1) in _ONLY_WHEN:
        end = _clause_end(sentence, place + 1)
        is_other = any(_is_no_part(sentence, each) for each in range(place + 2, end))
        return None if is_other or end == place + 2 else _Part(place, end)
    end = _clause_end(sentence, place)
    when = sentence.word(place).partition(" ")[0]
    is_whole = not _is_word(sentence, end)  # not "while all else stays just as it is"
    if when in _ONLY_WHEN and sentence.word(end - 1) in _ONLY and is_whole:
        return _Part(place, end)  # "batch at night only"
    return _part_at(sentence, index + 1) if sentence.word(index) in _FOR else None


def _done(sentence: Sentence, start: int, end: int) -> _Part | None:
    """`batch [the big docs]`, `[only] batch [the night traffic]`: what it is done to."""
    if not (sentence.was(end - 1, "modifier") or sentence.was(end - 1, "caching")):
        return None
    if part := _part_at(sentence, end):
        return part
    is_only = sentence.word(start - 1) == "only" and sentence.word(end) in _THE
    words = (end + 1, end + 2)
    is_named = all(_is_word(sentence, each) and not _is_no_part(sentence, each) for each in words)
    return _Part(start - 1, end + 3) if is_only and is_named else None


def _kind_behind(sentence: Sentence, index: int) -> _Part | None:
    """`opus [for the output]`, `opus [on 500 docs]`, `the opus [part]`: a part of the work."""
    if sentence.word(index) in _PARTS:
        return _Part(index, index + 1)
    if sentence.word(index) not in _FOR_OR_ON:
        return None
    place = index + 2 if sentence.word(index + 1) in _THE else index + 1
    is_number = isinstance(_piece(sentence, place), NumberPiece)
    if is_number and _is_noun(sentence, place + 1):
        return _Part(index, place + 2)
    return _Part(index, place + 1) if not is_number and sentence.was(place, "unit") else None


def _plus_before(sentence: Sentence, index: int) -> _Part | None:
    """`[plus] opus 5.5 for a review`: on top of what was asked before."""
    is_plus = index == 1 and sentence.word(0) in _PLUS
    return _Part(0, index) if is_plus else None


def _clause_end(sentence: Sentence, index: int) -> int:
    """The index behind the words of a clause, or the first few of them."""
    end = index + 1
    while end < index + _MOST_WORDS and _is_word(sentence, end):
        end += 1
    return end


def _is_word(sentence: Sentence, index: int) -> bool:
    return isinstance(_piece(sentence, index), (WordPiece, TermPiece))


def _piece(sentence: Sentence, index: int) -> object:
    return sentence.pieces[index] if 0 <= index < len(sentence.pieces) else None


def _is_no_part(sentence: Sentence, index: int) -> bool:
    """Whether it is a kind of tokens that something holds for, which is asked about elsewhere."""
    return sentence.was(index, "unit")


def _part_at(sentence: Sentence, start: int) -> _Part | None:
    """The part of the work that begins at `start`: "the long docs", "some of them"."""
    index = start
    while sentence.word(index) in _THE:
        index += 1
    if sentence.word(index) == _SOME:
        return _Part(start, index + 2) if _is_word(sentence, index + 1) else None
    if _are_some(sentence, index + 1):
        return _Part(start, index + 2)
    if sentence.word(index) in _FIRST and isinstance(_piece(sentence, index + 1), NumberPiece):
        end = min(index + 3, len(sentence.pieces))  # "for the first 300" may be the end
        return None if sentence.was(index + 2, "period") else _Part(start, end)
    is_of_a_kind = sentence.word(index) in _KINDS
    for place in range(index + 1, index + _MOST_WORDS):
        if not _is_word(sentence, place - 1):
            return None
        if sentence.word(place) in _ONES or (is_of_a_kind and _is_noun(sentence, place)):
            return _Part(start, place + 1)
    return None


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Whether what is counted is named at `index`, or those who send it."""
    noun = singular(sentence.word(index))
    if sentence.was(index, "count") or person(noun) == "person" or noun in _GROUPS:
        return True
    return any(noun == singular(each.noun) for each in sentence.said.counts)


def _before(sentence: Sentence, start: int) -> _Part | None:
    """`[only the long ones] batched`, `[the hard tickets go to] opus`."""
    noun = start - 1
    while noun > 0 and noun >= start - _MOST_WORDS and sentence.word(noun) in _TIES:
        noun -= 1
    if sentence.word(noun) in _OF_THEM:
        return _Part(noun - 1, start) if sentence.word(noun - 1) == _SOME else None
    is_ones, is_noun = sentence.word(noun) in _ONES, _is_noun(sentence, noun)
    if _is_singled_out(sentence, noun):
        return _Part(noun, start)
    if not (is_ones or is_noun or is_plural(sentence.word(noun))):
        return None
    first = noun - 1
    while first > noun - _MOST_WORDS and _goes_on(sentence, first):
        first -= 1
    if sentence.word(first) in _ONLY or (is_noun and sentence.word(first) == _SOME):
        return _Part(first, start)
    if isinstance(_piece(sentence, first), NumberPiece):
        return _of_a_number(sentence, first, noun, start)
    kinds = [sentence.word(each) for each in range(first + 1, noun)]
    is_part = bool(kinds) if is_ones else not _KINDS.isdisjoint(kinds)
    return _Part(first + 1, start) if is_part or _are_some(sentence, noun) else None


def _are_some(sentence: Sentence, noun: int) -> bool:
    """`[bank customers] need us-only`: those who are of one kind, by a word told nowhere else."""
    kind = sentence.word(noun - 1)
    is_told = kind in _WHOLE or len(sentence.places_of({kind})) > 1
    is_word = isinstance(_piece(sentence, noun - 1), WordPiece)
    is_kind = kind.isalpha() and (is_word or sentence.was(noun - 1, "place"))
    return is_kind and not is_told and person(singular(sentence.word(noun))) == "person"


def _goes_on(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    return _is_word(sentence, index) and word not in _ONLY and word != _SOME


def _is_singled_out(sentence: Sentence, noun: int) -> bool:
    """`文書だけバッチ`: a noun with "only" behind it, that is no kind of tokens."""
    if sentence.word(noun + 1) not in _ONLY_BEHIND:
        return False
    return sentence.was(noun, "count") or isinstance(_piece(sentence, noun), WordPiece)


def _of_a_number(sentence: Sentence, number: int, noun: int, start: int) -> _Part | None:
    """`[the first 500 docs] batched`; of `[500 docs are] 40k in` it depends on what was before."""
    first = number - 2 if sentence.was(number - 1, "link", "of") else number - 1  # 最初の500件
    if sentence.word(first) in _FIRST:
        return _Part(first, start)
    is_told = number == noun - 1 and sentence.word(noun + 1) in _HAVE
    return _Part(number, start, is_sure=False) if is_told else None
