"""What one of something costs: asked for, and no mark of what amounts are meant for.

asked = cost {filler} per | per cost            "cost per ticket", "per-user price"
per   = "per" [NUMBER] noun | "a single" noun | NUMBER noun あたり
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from bot.query.ask import Count, PerUnit
from bot.query.errors import NeedsMore
from bot.query.model import ONE, Scope
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Period

from .counts import forget_remark
from .nouns import PERSONS, behind_fillers, in_full, noun_of, singular
from .showing import counted

_COSTS = words_that("asks_a_cost")
_JAPANESE_COSTS = tuple(words_that("asks_a_cost_behind"))
_MOST_BEFORE = 6
_PROSE = frozenset({"prose", "link", "period", "intent", "approximately", "topic", "particle"})
_NO_UNIT, _SOLD = words_that("never_a_unit"), words_that("is_one_of_ours")
_MEANING = "what one of them costs"


def per_unit(sentence: Sentence) -> bool:
    """`cost per ticket`, `per-user price`, `what does it cost per 1,000 messages`."""
    start = sentence.place
    index = _behind_per(sentence, start)
    if index is None:
        return False
    number = _number(sentence, index) if index > start else None
    place = index + 1 if number else index
    if sentence.at(place, WordPiece) and _is_counted(sentence, place + 1):
        place += 1  # "per active user"
    noun = _noun(sentence, place, start)
    if noun in _SOLD and index > start and not number:
        sentence.take(range(start, place + 1), "on each of the models")
        return True
    if noun is None or noun in _NO_UNIT or (number and number.bounds):
        return False
    asks = _costs_before(sentence, start) or _costs_behind(sentence, place + 1)
    asks = asks or _is_for_one(sentence, start)  # "what's that for a single ticket"
    asks = asks or _asks_what_it_is(sentence, start)
    if not asks and not (number and _is_beside_others(sentence, noun)):
        return False
    _ask_for(sentence, noun, number, range(start, place + 1))
    return True


def _is_counted(sentence: Sentence, index: int) -> bool:
    """Whether a noun of which there are many in the text stands at `index`."""
    word = sentence.word(index)
    return bool(sentence.term(index, "count")) or (word.isalpha() and f"{word}s" in sentence.words)


def _behind_per(sentence: Sentence, start: int) -> int | None:
    """The index behind "per", or of "per ticket" itself; None where there is neither."""
    piece = sentence.pieces[start]
    text = piece.text.casefold()
    if sentence.term(start, "scope", "each"):
        return start if text.startswith("per ") else None
    if text == "a" and sentence.word(start + 1) == "single":
        return start + 2
    if text != "per" and not sentence.mark(start, "/"):
        return None
    return start + 2 if sentence.mark(start + 1, "-") else start + 1


def _number(sentence: Sentence, index: int) -> NumberPiece | None:
    """Of how many: "per 1,000 tickets", "per thousand tickets"."""
    if scale := sentence.term(index, "scale"):
        return NumberPiece(scale.span, scale.text, Decimal(scale.term.value))
    return sentence.at(index, NumberPiece)


def _noun(sentence: Sentence, place: int, start: int) -> str | None:
    """One of what: a count noun, or any word behind "per"."""
    piece = sentence.at(place, Piece)
    if isinstance(piece, TermPiece) and place == start:  # "per message"
        return piece.text.casefold().partition(" ")[2]
    if isinstance(piece, TermPiece) and piece.term.category == "count":
        return singular(noun_of(piece))
    return singular(piece.text.casefold()) if isinstance(piece, WordPiece) else None


def _is_beside_others(sentence: Sentence, noun: str) -> bool:
    """`and per 1,000 messages?`: how many there are was said before, and this is its own clause."""
    is_first = sentence.place == 0 or (sentence.place == 1 and sentence.was(0, "link", "and"))
    before = None if is_first else sentence.pieces[sentence.place - 1]
    asks_more = bool(sentence.said.costs_per)  # "cost per ticket and per 1,000 tickets"
    joins = asks_more and sentence.was(sentence.place - 1, "link", "and")
    if before and not (joins or isinstance(before, (MarkPiece, ModelPiece, WordPiece))):
        return False
    if any(singular(each.noun) == noun for each in sentence.said.counts):
        return True
    if (before is None or asks_more) and _is_counted_behind(sentence, noun):
        return True
    return sum(map(_is_number, sentence.pieces)) == 1


def _is_number(piece: Piece) -> bool:
    is_scale = isinstance(piece, TermPiece) and piece.term.category == "scale"
    return is_scale or isinstance(piece, NumberPiece)


def _is_for_one(sentence: Sentence, start: int) -> bool:
    return sentence.word(start + 1) == "single" and (
        sentence.word(start - 1) == "for" and not any(map(_is_number, sentence.pieces))
    )


def _asks_what_it_is(sentence: Sentence, start: int) -> bool:
    """`100 tickets used 300k in. What's that per ticket?`: no word of a cost, and no amounts."""
    before = sentence.source[: sentence.pieces[start].span.start].casefold().rstrip()
    return before.endswith(_WHAT_IT_IS)


_WHAT_IT_IS = tuple(words_that("asks_what_it_is"))


def _is_counted_behind(sentence: Sentence, noun: str) -> bool:
    """`per 1k tickets, please: 600 tickets a day`: so many of the same are said later on."""
    return any(
        isinstance(number, NumberPiece) and singular(noun_of(counted)) == noun
        for number, counted in pairwise(sentence.pieces[sentence.place + 3 :])
    )


def _costs_before(sentence: Sentence, start: int) -> bool:
    """Whether a word for a cost stands before, with mere prose between."""
    for index in range(start - 1, max(start - _MOST_BEFORE, 0) - 1, -1):
        piece = sentence.pieces[index]
        text = piece.text.casefold()
        if any(each in _COSTS for each in text.split()):
            return True
        is_prose = isinstance(piece, TermPiece) and piece.term.category in _PROSE
        if not (is_prose or isinstance(piece, WordPiece)):
            return False
    return False


def _costs_behind(sentence: Sentence, index: int) -> bool:
    """Whether a word for a cost stands right behind: "per-user cost"."""
    piece = sentence.at(index, Piece)
    return piece is not None and any(each in _COSTS for each in piece.text.casefold().split())


def per_unit_in_japanese(sentence: Sentence) -> bool:
    """`1件あたりいくら`, `1人あたりの月額`, `1件いくら`, `1,000件あたりのコスト`."""
    start = sentence.place
    number = sentence.at(start, NumberPiece)
    index = start + 1 if number else start
    noun = sentence.term(index, "count")
    if noun is None or noun.text.isascii() or (number and number.bounds):
        return False
    behind = sentence.skip(index + 1, ("link", "of"))
    per = sentence.term(behind, "scope", "each")
    end = behind + 1 if per else index + 1
    alone = bool(per and number) and _is_all_that_is_said(sentence, end)
    if not (per or (number and number.value == ONE)):
        return False
    if not (alone or _asks_its_cost(sentence, end)):
        return False
    many = number if number and number.value != ONE else None
    _ask_for(sentence, singular(noun_of(noun)), many, range(start, end))
    return True


def _is_all_that_is_said(sentence: Sentence, index: int) -> bool:
    """`1,000件あたりだと？`: no other number is said, and nothing that costs."""
    numbers = sum(isinstance(each, NumberPiece) for each in sentence.pieces)
    return numbers == 1 and not any(sentence.was(each, "unit") for each in range(index))


def _asks_its_cost(sentence: Sentence, index: int) -> bool:
    """Whether what follows asks for money: 月いくら, のコスト, の月額."""
    index = behind_fillers(sentence, index)
    if sentence.was(index, "period"):
        if sentence.pieces[index].text.endswith("額"):
            return True
        index = behind_fillers(sentence, index + 1)
    piece = sentence.at(index, Piece)
    return piece is not None and piece.text.startswith(_JAPANESE_COSTS)


def _ask_for(sentence: Sentence, noun: str, number: NumberPiece | None, taken: range) -> None:
    span = sentence.span(taken.start, taken.stop)
    said = sentence.source[span.start : span.end]
    asked = PerUnit(noun, said, span, number.value if number else ONE)
    sentence.said.costs_per.append(asked)
    meaning = counted(number) if number else ""
    sentence.take(taken, f"what {meaning} cost" if meaning else _MEANING)


def settle_unit_costs(sentence: Sentence) -> None:
    """Decide what "per ticket" is for where there is no cost, or nothing to be counted.

    By itself, as a follow-up, it asks for the cost as well; where amounts but no number of
    requests are said, they are those of one, or of so many: "cost per 1,000 tickets".
    """
    said = sentence.said
    if len(said.counts) == len("ab"):
        _settle_one_of_them(sentence)
    if not (said.costs_per or sentence.each_of):
        return
    has_work = bool(said.amounts or said.contents or said.counts or said.pasted)
    if not has_work:
        said.costs_per += sentence.each_of
        said.scopes.discard(Scope.EACH)
        return
    _ask_how_many_hold_turns(sentence)
    _leave_to_the_one(sentence)
    _join_counts(sentence)
    if not said.costs_per or said.counts:
        return
    for asked in said.costs_per:
        said.scopes.add(Scope.EACH)
        said.of_one = True
        if asked.number != ONE:
            said.counts.append(Count(asked.number, f"{asked.noun}s", asked.span))
    said.costs_per.clear()


def _settle_one_of_them(sentence: Sentence) -> None:
    """`20,000 tickets ... how much is one ticket?`, `1 request = 2k in ... 1M requests`.

    One of those that are counted as well is no other number of them.
    """
    said = sentence.said
    first, second = said.counts
    one, other = (first, second) if first.number == ONE else (second, first)
    is_one = one.number == ONE != other.number and not one.bounds
    if not is_one or in_full(one.noun) != in_full(other.noun):
        return
    text = sentence.source[one.span.start : one.span.end]
    if holds_so_much(sentence.source, one.span):
        said.scopes.add(Scope.EACH)
    elif is_asked_the_cost_of(sentence.source, one.span):
        said.costs_per.append(PerUnit(singular(one.noun), text, one.span))
    else:
        return
    said.counts.remove(one)
    forget_remark(sentence, one)


def is_asked_the_cost_of(source: str, some: Span) -> bool:
    """Whether it is asked what `some` cost: `what do 1,000 tickets cost`, `1,000件でいくら`."""
    before, behind = source[: some.start].casefold().rstrip(), source[some.end :].casefold()
    return before.endswith(_COST_OF) or behind.lstrip().startswith(_COST_BEHIND)


def holds_so_much(source: str, one: Span) -> bool:
    """Whether it is told what `one` holds: `one ticket is 5k in`, `1 request: 2k in`."""
    behind = source[one.end :].casefold().lstrip(" :~").split(maxsplit=1)
    return bool(behind) and (behind[0] in _HOLDS or behind[0][:1].isdecimal())


_COST_OF, _COST_BEHIND = map(tuple, map(words_that, ("asks_the_cost_of", "costs_so_much")))
_HOLDS = words_that("holds_so_much")


def _ask_how_many_hold_turns(sentence: Sentence) -> None:
    """`7ターン、1会話あたりいくら`: a turn is no conversation, though either is a request."""
    said = sentence.said
    if len(said.counts) != 1:
        return
    span = said.counts[0].span
    counted_as = sentence.source[span.start : span.end]
    for asked in [*said.costs_per]:
        is_held = any(each in counted_as for each in _TURNS)
        if not (is_held and any(each in asked.said for each in _HOLD_TURNS)):
            continue
        between = sentence.source[asked.span.end : span.start].casefold().strip()
        if between in _IS_MADE_OF and said.counts[0].number <= _MOST_TURNS:
            said.costs_per.remove(asked)  # "price per conversation: 10 turns"
        else:
            trouble = NeedsMore(phrase("ask.how_many_of", said=asked.said), asked.span)
            sentence.troubles.append(trouble)


_MOST_TURNS = 100
_IS_MADE_OF = words_that("is_made_of")
_TURNS, _HOLD_TURNS = map(words_that, ("turn", "holds_turns"))


def _leave_to_the_one(sentence: Sentence) -> None:
    """`cost per user if a user does 12 chats a day`: what one of them does is all that is said."""
    said = sentence.said
    counted_nouns = {singular(each.noun) for each in said.counts}
    if counted_nouns:
        said.costs_per[:] = [
            each
            for each in said.costs_per
            if each.noun in counted_nouns
            or not (_is_told_of_one(sentence, each.noun) or _does_so_little(sentence, each.noun))
        ]


def _does_so_little(sentence: Sentence, noun: str) -> bool:
    """`1人あたり月いくら？1日20回、入力2千`: a few a day are what one person does, and not all."""
    said = sentence.said
    rates = {each.period for each in said.times if each.binds == "requests"}
    if noun not in PERSONS or len(said.counts) != 1 or not rates or not rates <= _DAYS:
        return False
    (few,) = said.counts
    return bool(said.amounts) and not few.bounds and few.number <= _MOST_OF_ONE_PERSON


_DAYS, _MOST_OF_ONE_PERSON = frozenset({Period.DAY, Period.BUSINESS_DAY}), 50


def _is_told_of_one(sentence: Sentence, noun: str) -> bool:
    """Whether a number stands behind one of these: `a user sends 12`."""
    return any(
        singular(each.text.casefold()) == noun
        and sentence.word(index - 1) in _ONE_OF_THEM
        and any(isinstance(e, NumberPiece) for e in sentence.pieces[index : index + _NEAR])
        for index, each in enumerate(sentence.pieces)
    )


_NEAR = 4
_ONE_OF_THEM = words_that("before_what_one_does")


def _join_counts(sentence: Sentence) -> None:
    """What one of them costs is asked, in Japanese: then each of 500人 does so much, 1日20回."""
    said = sentence.said
    nouns = [singular(each.noun) for each in said.counts]
    for asked in said.costs_per:
        if len(nouns) > 1 and asked.noun in nouns and not asked.said.isascii():
            said.joined = True
