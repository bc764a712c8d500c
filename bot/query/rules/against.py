"""Levers set against each other, and what they save: which of them, and of how much of the work.

against  = sides, see `lever_sides`
saved by = "saved by" item
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.query.ask import Against, Caching, Remark
from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Lever

from .lever_sides import (
    BEFORE,
    COMPARED,
    EITHER,
    MARKS,
    MODELS_APART,
    MODIFIERS,
    MORE_THAN,
    NAMED,
    OR_NOT,
    PLAIN,
    VERSUS,
    Levers,
    Side,
    behind_input,
    item_at,
    listed,
    with_and_without,
)

_OPENING = BEFORE | PLAIN
# Without any of these there are no two sides: what rules out alone says nothing of the other one.
_APART = frozenset().union(
    *(VERSUS, MORE_THAN, EITHER, COMPARED, OR_NOT, MARKS), words_that("beside_two_sides")
)


def against(sentence: Sentence) -> bool:
    """`cached vs uncached`, `standard vs batch`, `with and without caching`, `キャッシュの有無`."""
    start = sentence.place
    if not _may_begin(sentence, start):
        return False
    found = with_and_without(sentence, start) or listed(sentence, start)
    if found is None:
        return False
    items, end = found
    if sentence.said.against:
        sentence.ask(start, end, "ask.with_or_without")
        return True
    named = tuple(dict.fromkeys(NAMED[each.levers] for each in items))
    sentence.said.against = Against(named, sentence.span(start, end))
    sentence.said.caching += [each.caching for each in items if each.caching]
    indexes = [each for each in range(start, end) if sentence.at(each, Piece)]
    sentence.take(indexes, _said(named))
    return True


def word_against(sentence: Sentence) -> bool:
    """`with and without caching`, `standard vs batch`, `maybe batched`: few words open a side."""
    start = sentence.place
    if sentence.says(start, _PERHAPS):
        return _perhaps(sentence)
    opens = sentence.says(start, _OPENING) or sentence.was(start, "link", "of", "per")
    return opens and against(sentence)


_PERHAPS = words_that("perhaps")


def _perhaps(sentence: Sentence) -> bool:
    """`maybe batched`: nobody has decided, so that both are asked for.

    Without any lever `maybe standard` says nothing.
    """
    if not any(map(sentence.holds, _OF_LEVERS)):
        return False
    lever = item_at(sentence, sentence.place + 1)
    return lever is not None and _against_plain(sentence, lever)


_OF_LEVERS = ("caching", "modifier", "without")


def versus_plain(sentence: Sentence) -> bool:
    """`fast mode 20k in 2k out vs standard`: the lever that was said before, and none."""
    start, said = sentence.place, sentence.said
    if not sentence.says(start, VERSUS) or not sentence.says(start + 1, PLAIN) or said.against:
        return False
    plainly = [each for each in said.caching if each.is_open]
    levers = {MODIFIERS[each] for each in said.modifiers if each in MODIFIERS}
    levers |= {Lever.CACHED} if said.caching else set()
    if not (levers or said.modifiers):
        return False
    if frozenset(levers) not in NAMED or len(levers) < len(said.modifiers):
        sentence.ask(start, start + 2, "ask.with_or_without")
        return True
    said.modifiers -= {each for each in said.modifiers if each in MODIFIERS}
    said.caching[:] = [each for each in said.caching if each not in plainly]
    return _set(sentence, (NAMED[frozenset(levers)], Lever.STANDARD), start + 2)


def and_with(sentence: Sentence) -> bool:
    """`what is it a month, and in batch?`: both are asked for, where no lever was said before."""
    start, said = sentence.place, sentence.said
    if not sentence.mark(start - 1, ",?;、？") or not sentence.was(start, "link", "and"):
        return False
    lever = item_at(sentence, start + 2 if sentence.word(start + 1) in _INTO else start + 1)
    if lever is None or said.caching or said.modifiers or said.partly:
        return False
    return sentence.mark(lever.end, "?？") and _against_plain(sentence, lever)


_INTO = frozenset({"as", "in", "on"})


def same_with(sentence: Sentence) -> bool:
    """`10M in 2M out, and the same in batch`: both are asked for; "plus the same" may be added.

    Without amounts before it, it is a follow-up: "same with batch".
    """
    start, said = sentence.place, sentence.said
    if sentence.word(start) != _SAME or not said.amounts:
        return False
    behind = start + 2 if sentence.says(start + 1, _AGAIN) else start + 1
    lever = item_at(sentence, behind + 1 if sentence.word(behind) in _INTO else behind)
    if lever is None or not (lever.levers or lever.named):
        return False
    if lever.end < len(sentence.pieces) and not sentence.mark(lever.end, ".?？;)!"):
        return False
    is_added = any(sentence.word(each) == _PLUS for each in (start - 1, start - 2))
    if is_added or said.caching or said.modifiers or said.partly:
        sentence.ask(start, lever.end, "ask.with_or_without")
        return True
    return _against_plain(sentence, lever)


_SAME, _PLUS = "same", "plus"
_AGAIN = frozenset({"again", "but", "job", "load", "thing", "volume", "work", "workload"})


def _against_plain(sentence: Sentence, lever: Side) -> bool:
    """Set the lever against the same work without it; `maybe not batched` leaves both open too."""
    named, start = NAMED.get(lever.levers or lever.named), sentence.place
    if named in {None, Lever.STANDARD} or sentence.said.against:  # "batched, maybe standard"
        sentence.ask(start, lever.end, "ask.with_or_without")
        return True
    sentence.said.caching += [lever.caching] if lever.caching else []
    return _set(sentence, (named, Lever.STANDARD), lever.end)


def _set(sentence: Sentence, levers: tuple[Lever, ...], end: int) -> bool:
    """Set these against each other, as what stands from here to `end` says; always True."""
    start = sentence.place
    sentence.said.against = Against(levers, sentence.span(start, end))
    sentence.take(range(start, end), _said(levers))
    return True


def _may_begin(sentence: Sentence, index: int) -> bool:
    """Whether a side may begin at `index`, seen at one look: most words of a text begin none."""
    piece = sentence.pieces[index]
    if isinstance(piece, TermPiece) and piece.term.category in _LEVERS:
        return not _APART.isdisjoint(sentence.words)
    return piece.text.casefold() in _FIRST or isinstance(piece, (NumberPiece, PercentPiece))


_LEVERS = frozenset({"caching", "modifier", "without", "negation"})
_FIRST = PLAIN | words_that("begins_a_side")


def lifetime_against(sentence: Sentence) -> bool:
    """`1h cache vs 5m cache`: most numbers are no lives of a cache, which is seen at one look."""
    number, start = sentence.here(NumberPiece), sentence.place
    has_period = sentence.term(start + 1, "period") or sentence.term(start + 2, "period")
    return bool(number.minutes or has_period) and against(sentence)


def share_against(sentence: Sentence) -> bool:
    """`80% cached vs uncached`, `80% of the input cached vs batched`."""
    if _APART.isdisjoint(sentence.words):
        return False
    behind = behind_input(sentence, sentence.place + 1)
    return sentence.term(behind, "caching") is not None and against(sentence)


def either(sentence: Sentence) -> bool:
    """`キャッシュありとなし`: one word for both."""
    lever = _IN_ONE_WORD[sentence.here(TermPiece).term.value]
    return _set(sentence, (lever, Lever.STANDARD), sentence.place + 1)


_IN_ONE_WORD = {"cached": Lever.CACHED, "batch": Lever.BATCH}


def _said(levers: tuple[Lever, ...]) -> str:
    return " against ".join(each.replace("_", " ") for each in levers)


def saved_by(sentence: Sentence) -> bool:
    """`saved by batch`, `added by fast mode`."""
    start = sentence.place
    if not sentence.term(start, "intent", "saved_by"):
        return False
    found = item_at(sentence, start + 1)
    sentence.said.intents.add("saved")
    if found is None or not found.levers:
        sentence.take([start], "what is saved")
        return True
    sentence.said.saved |= found.levers
    sentence.said.caching += [found.caching] if found.caching else []
    sentence.take(range(start, found.end), f"what {_in_words(found.levers)} saves")
    return True


def settle_prefix(sentence: Sentence) -> None:
    """What is cached, where a cache is set against none, is the prefix that was said."""
    said = sentence.said
    caches = said.against and {Lever.CACHED, Lever.CACHE_1H}.intersection(said.against.levers)
    if said.against and caches and not said.caching:
        is_prefix = any(each.kind == "prefix" for each in said.amounts)
        said.caching += [Caching(said.against.span)] * is_prefix


def _in_words(levers: Levers) -> str:
    return " and ".join(each.replace("_", " ") for each in Lever if each in levers)


def settle_each(sentence: Sentence) -> None:
    """`バッチとキャッシュでそれぞれいくら`: each lever by itself, and not all of them at once."""
    said = sentence.said
    of_each = sentence.of_each or not _RESPECTIVELY.isdisjoint(sentence.words)
    of_each = of_each or ("every_lever" in said.intents and _asks_which(sentence))
    if not of_each or said.against or sentence.models_named > 1:
        return
    levers = len(said.modifiers) + bool(said.caching)
    if levers < len("ab"):
        return
    said.intents.discard("saved")
    shares = [each for each in said.caching if not each.is_open]
    if shares:
        named = {MODIFIERS[each] for each in said.modifiers if each in MODIFIERS}
        sides = tuple(each for each in Lever if each in named | {Lever.CACHED})
        said.against = Against(sides, shares[0].span)
        return
    said.intents.add("every_lever")
    said.modifiers.clear()
    said.caching.clear()


def _asks_which(sentence: Sentence) -> bool:
    """`バッチ・キャッシュ・モデル変更、どれが一番効く`: those that are named are the choices."""
    return any(each.startswith(_WHICH) for each in sentence.words)


_WHICH = tuple(words_that("which_of_levers"))


def settle_apart(sentence: Sentence) -> None:
    """`does batching come out cheaper than caching 50%`: a "than" parts two levers, however far.

    So does "which is cheaper?", where no models can be meant.
    """
    said = sentence.said
    if said.against or not (said.caching and said.modifiers) or sentence.models_named > 1:
        return
    asks_which = sentence.models_named == 1 and not _WHICH_OF_TWO.isdisjoint(sentence.words)
    asks_which = asks_which and not _WHICH_IS.isdisjoint(sentence.words)
    if not asks_which and sentence.words.isdisjoint(_PARTING_OR_BEHIND):
        return
    places = [
        (place, lever)
        for place in range(len(sentence.pieces))
        if (lever := _taken_lever(sentence, place))
    ]
    for (start, one), (end, other) in pairwise(places):
        between = {sentence.word(each) for each in range(start + 1, end)}
        is_parted = asks_which or (between & _PARTING and between.isdisjoint(_CLAUSES))
        is_parted = is_parted or _is_measured(sentence, end)
        if one is not other and is_parted:
            said.against = Against((one, other), sentence.span(start, end + 1))
            said.caching[:] = [each for each in said.caching if not each.is_open]
            return


def _is_measured(sentence: Sentence, lever: int) -> bool:
    """`キャッシュ9割はバッチに[勝る]`: Japanese says behind the second one what parts the two."""
    index = lever + 1
    while (
        sentence.was(index, "particle")
        or sentence.was(index, "link")
        or sentence.word(index) in _PAUSES
        or (index < len(sentence.pieces) and isinstance(sentence.pieces[index], PercentPiece))
    ):
        index += 1
    return sentence.word(index) in _BEHIND


_PAUSES = frozenset(",、")
_PARTING, _BEHIND = words_that("parts_two_levers"), words_that("parts_two_levers_behind")
_PARTING_OR_BEHIND = _PARTING | _BEHIND
_WHICH_OF_TWO, _WHICH_IS = words_that("asks_which_of_two"), words_that("which_of_two_is")


def ask_about_a_difference(sentence: Sentence, remarks: Iterable[Remark]) -> None:
    """`出力1,500→600でいくら浮く？`: the difference of two answers, and not what levers save."""
    words = sentence.words
    both = words >= _BOTH_SIDES
    if both or "saved" in sentence.said.intents or not _DIFFERS.isdisjoint(words):
        sentence.troubles += [
            NeedsMore(phrase("ask.difference", said=each.phrase.facts["said"]))
            for each in remarks
            if each.phrase.key == "note.becomes"
        ]


_DIFFERS = words_that("asks_a_difference")
_BOTH_SIDES = frozenset({"before", "after"})  # "monthly cost before and after?"


def settle_saved(sentence: Sentence) -> None:
    """What is asked to save: the levers in the clause of that word, else all that were named.

    Or one model beside another, or more of the work beside less: then they are only compared.
    """
    said = sentence.said
    if said.saved or said.against:
        return
    if (place := _asks_whether_it_cuts(sentence)) is not None:
        said.intents.add("saved")
        said.saved |= _in_clause(sentence, place)
    elif "saved" not in said.intents:
        _settle_added(sentence)
        _ask_for_the_other(sentence)
        return
    places = [
        place
        for place in range(len(sentence.pieces))
        if sentence.was(place, "intent", "saved", "saved_by")
    ]
    for place in places:
        said.saved |= _in_clause(sentence, place)
    if said.saved and said.discounts:
        _ask_about_a_discount_as_well(sentence)
    if not said.saved and (
        said.changes
        or _is_between_models(sentence)
        or any(_is_of_a_discount(sentence, each) for each in places)
    ):
        said.intents.discard("saved")
    _pull(sentence)


def _is_of_a_discount(sentence: Sentence, place: int) -> bool:
    """`how much does the 15% discount save`: no lever, and a line of the working says it."""
    if not sentence.said.discounts:
        return False
    clause = (each for step in (-1, 1) for each in _clause(sentence, place, step))
    return any(sentence.was(each, "discount") for each in clause)


def _ask_about_a_discount_as_well(sentence: Sentence) -> None:
    """`how much do batch [and] the 15% discount save`: the discount holds on both sides."""
    levers = [each for each in range(len(sentence.pieces)) if _taken_lever(sentence, each)]
    discounts = [place for place, name in sentence.terms if name.endswith(_OFF)]
    for start, end in (sorted((one, other)) for one in levers for other in discounts):
        between = {
            sentence.word(each)
            for each in range(start + 1, end)
            if not sentence.was(each, "discount")
        }
        if between & _AND and between <= _AND | _ARTICLES:
            span = sentence.span(start, end + 1)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.saved_discount", said=said), span))


_AND, _ARTICLES = words_that("joins_a_discount"), words_that("before_a_part")
_OFF = " off"
"""Ends the name of a discount among the terms."""


def _asks_whether_it_cuts(sentence: Sentence) -> int | None:
    """Where it is asked whether a lever saves: `would batch cut it?`, `does caching help?`."""
    if sentence.words.isdisjoint(_CUTS):
        return None
    for place in sentence.places_of(_CUTS):
        is_lever = sentence.was(place - 1, "modifier") or sentence.was(place - 1, "caching")
        if is_lever and sentence.word(place - 2) in _WOULD:
            return place
    return None


_CUTS, _WOULD = words_that("cuts_the_cost"), words_that("asks_whether")


def _ask_for_the_other(sentence: Sentence) -> None:
    """`cheaper than caching?`, `other than batch`, `バッチより安い`: one of two is no term.

    It is that of a model of its own in `is opus cached cheaper than uncached sonnet`.
    """
    said = sentence.said
    if said.saved or said.sided or sentence.words.isdisjoint(_THAN):
        return
    for place in sentence.places_of(_THAN):
        lever = _beside_than(sentence, place)
        if sentence.was(lever, "modifier") or sentence.was(lever, "caching"):
            span = sentence.span(min(place, lever), max(place, lever) + 1)
            quoted = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.with_or_without", said=quoted), span))


def _beside_than(sentence: Sentence, place: int) -> int:
    """Where the side stands that "than" or より at `place` belongs to."""
    if not sentence.pieces[place].text.isascii():
        return place - 1
    behind = place + 1
    while sentence.word(behind) in BEFORE:
        behind += 1
    return behind


_THAN = words_that("one_is_more_than")


def _settle_added(sentence: Sentence) -> None:
    """`how much does us-only add`: what the levers before that word add, in its clause."""
    if sentence.words.isdisjoint(_ADDS):
        return
    for place in sentence.places_of(_ADDS):
        if _asks_how_much(sentence, place):
            sentence.said.saved |= _in_clause(sentence, place, steps=(-1,))
    if sentence.said.saved:
        sentence.said.intents.add("saved")
        _pull(sentence)


def _asks_how_much(sentence: Sentence, place: int) -> bool:
    """Whether the clause that leads to `place` asks for an amount."""
    return any(sentence.word(each) in _HOW_MUCH for each in _clause(sentence, place, -1))


def _pull(sentence: Sentence) -> None:
    """What a lever that was named saves is asked: "batched, how much more without batch"."""
    said = sentence.said
    pulled = {name for name, lever in MODIFIERS.items() if lever in said.saved}
    said.without -= said.modifiers & pulled
    of_caching = said.caching and said.saved & {Lever.CACHED, Lever.CACHE_1H}
    said.uncached = said.uncached and not of_caching


def _is_between_models(sentence: Sentence) -> bool:
    """Whether it is one model that saves beside the other, and no lever on both of them.

    Levers that both have alike are no part of it where one model is set apart from the other:
    "how much cheaper is haiku than sonnet, batched".
    """
    said = sentence.said
    alike = said.modifiers or said.caching
    is_apart = not alike or not MODELS_APART.isdisjoint(sentence.words)
    return is_apart and len(set(said.models)) == _TWO


_TWO = 2


def _in_clause(sentence: Sentence, place: int, steps: tuple[int, ...] = (-1, 1)) -> Levers:
    places = (each for step in steps for each in _clause(sentence, place, step))
    return frozenset(lever for each in places if (lever := _taken_lever(sentence, each)))


def _clause(sentence: Sentence, place: int, step: int) -> Iterator[int]:
    """The places from `place` up to the end of its clause in one direction."""
    while 0 <= place < len(sentence.pieces) and not _ends_clause(sentence, place):
        yield place
        place += step


def _ends_clause(sentence: Sentence, index: int) -> bool:
    piece = sentence.pieces[index]
    return isinstance(piece, (NumberPiece, ModelPiece)) or piece.text in _CLAUSES


_CLAUSES = frozenset(",.;:?!、。")


def _taken_lever(sentence: Sentence, index: int) -> Lever | None:
    """The lever that the piece at `index` was read as, if it was asked for."""
    piece = sentence.pieces[index]
    if not isinstance(piece, TermPiece):
        return None
    category, value = piece.term
    said = sentence.said
    if category == "caching" and value in _CACHED and (said.caching or said.uncached):
        one_hour = any(each.seconds > 300 for each in said.ttls)  # noqa: PLR2004
        return Lever.CACHE_1H if one_hour else Lever.CACHED
    if category in _MODIFYING and value in said.modifiers | said.without:
        return MODIFIERS.get(value)
    return None


_CACHED = frozenset({"cached", "hit", "hit_rate", "uncached"})
_MODIFYING = frozenset({"modifier", "without"})
_ADDS, _HOW_MUCH = words_that("adds_to_the_cost"), words_that("asks_how_much_is_added")
_RESPECTIVELY = words_that("each_by_itself")
