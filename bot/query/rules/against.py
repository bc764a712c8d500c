"""Levers set against each other, and what they save.

against  = item {separator item}            cached vs uncached, standard vs batch
         | item "は" item "より"              バッチはキャッシュより得？
         | item "の" ("有無" | "あり・なし")     with and without it
         | "with" ("and" | "or") "without" item | item ("or not" | "on" "/" "off")
item     = ["no" | "without" ...] lever {["+"] lever} | lever "なし" | "uncached" | "standard"
lever    = [PERCENT [of input] | lifetime] cached | cached [PERCENT [of input]] | batch
         | "fast mode" | "us-only"
separator = "vs" | "or" | "than" | "/" | "と" | "and" | ","
saved by = "saved by" item

"and" and a comma set apart only what is compared, or what is with and without the same lever:
"cached and batched" is both of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from bot.query.ask import Against, Caching, Remark
from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Lever, Unit

from .caching import lifetime_at

Levers = frozenset[Lever]

_NONE: Levers = frozenset()
_NAMED: dict[Levers, Lever] = {
    _NONE: Lever.STANDARD,
    frozenset({Lever.CACHED, Lever.BATCH}): Lever.BATCH_CACHED,
    **{
        frozenset({each}): each
        for each in (Lever.CACHED, Lever.CACHE_1H, Lever.BATCH, Lever.FAST, Lever.US_ONLY)
    },
}
_MODIFIERS = {"batch": Lever.BATCH, "fast": Lever.FAST, "us_only": Lever.US_ONLY}
_LIFETIMES = {Unit.CACHE_WRITE_5M: Lever.CACHED, Unit.CACHE_WRITE_1H: Lever.CACHE_1H}
_LIVES = {5: Lever.CACHED, 60: Lever.CACHE_1H}
_PLAIN, _BESIDE, _BEFORE = map(words_that, ("without_a_lever", "beside_a_lever", "before_a_lever"))
_VERSUS, _CHEAPER, _BOTH = map(words_that, ("levers_apart", "cheaper", "levers_together"))
_MORE_THAN = words_that("more_or_less_than")
_COMPARED, _OFF, _OR_NOT = map(words_that, ("compared", "ruled_out", "or_not"))
_COMPARED_WITH, _MODELS_APART = map(words_that, ("levers_compared_with", "models_apart"))
_ON, _ALL_OF_THEM, _EITHER = map(words_that, ("switched_on", "all_of_them", "either_of_levers"))


_OPENING = _BEFORE | _PLAIN
_MARKS = "/・&→|"
# Without any of these there are no two sides: what rules out alone says nothing of the other one.
_APART = frozenset().union(
    *(_VERSUS, _MORE_THAN, _EITHER, _COMPARED, _OR_NOT, _MARKS), words_that("beside_two_sides")
)


class _Item(NamedTuple):
    """One side.

    Attributes:
        levers: those it pulls; none: plainly.
        named: those it names, be it to rule them out.
        end: the index behind it.
        caching: how much is cached, where that was said.
        is_cache: whether a cache is named, and not only how long one lives.
    """

    levers: Levers
    named: Levers
    end: int
    caching: Caching | None = None
    is_cache: bool = True


class _Lever(NamedTuple):
    lever: Lever
    end: int
    ruled_out: bool = False
    caching: Caching | None = None
    is_cache: bool = True


def against(sentence: Sentence) -> bool:
    """`cached vs uncached`, `standard vs batch`, `with and without caching`, `キャッシュの有無`."""
    start = sentence.place
    if not _may_begin(sentence, start):
        return False
    found = _with_and_without(sentence, start) or _listed(sentence, start)
    if found is None:
        return False
    items, end = found
    if sentence.said.against:
        sentence.ask(start, end, "ask.with_or_without")
        return True
    named = tuple(dict.fromkeys(_NAMED[each.levers] for each in items))
    sentence.said.against = Against(named, sentence.span(start, end))
    sentence.said.caching += [each.caching for each in items if each.caching]
    indexes = [each for each in range(start, end) if sentence.at(each, Piece)]
    sentence.take(indexes, _said(named))
    return True


def word_against(sentence: Sentence) -> bool:
    """`with and without caching`, `standard vs batch`: only few words open a side."""
    start = sentence.place
    opens = sentence.says(start, _OPENING) or sentence.was(start, "link", "of", "per")
    return opens and against(sentence)


def _may_begin(sentence: Sentence, index: int) -> bool:
    """Whether a side may begin at `index`, seen at one look: most words of a text begin none."""
    piece = sentence.pieces[index]
    if isinstance(piece, TermPiece) and piece.term.category in _LEVERS:
        return not _APART.isdisjoint(sentence.words)
    return piece.text.casefold() in _FIRST or isinstance(piece, NumberPiece | PercentPiece)


_LEVERS = frozenset({"caching", "modifier", "without", "negation"})
_FIRST = _PLAIN | words_that("begins_a_side")


def lifetime_against(sentence: Sentence) -> bool:
    """`1h cache vs 5m cache`: most numbers are no lives of a cache, which is seen at one look."""
    number, start = sentence.here(NumberPiece), sentence.place
    has_period = sentence.term(start + 1, "period") or sentence.term(start + 2, "period")
    return bool(number.minutes or has_period) and against(sentence)


def share_against(sentence: Sentence) -> bool:
    """`80% cached vs uncached`, `80% of the input cached vs batched`."""
    behind = _behind_input(sentence, sentence.place + 1)
    return sentence.term(behind, "caching") is not None and against(sentence)


def either(sentence: Sentence) -> bool:
    """`キャッシュありとなし`: one word for both."""
    start = sentence.place
    levers = (_IN_ONE_WORD[sentence.here(TermPiece).term.value], Lever.STANDARD)
    sentence.said.against = Against(levers, sentence.span(start, start + 1))
    sentence.take([start], _said(levers))
    return True


_IN_ONE_WORD = {"cached": Lever.CACHED, "batch": Lever.BATCH}


def _said(levers: tuple[Lever, ...]) -> str:
    return " against ".join(each.replace("_", " ") for each in levers)


def saved_by(sentence: Sentence) -> bool:
    """`saved by batch`, `added by fast mode`."""
    start = sentence.place
    if not sentence.term(start, "intent", "saved_by"):
        return False
    found = _item(sentence, start + 1)
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
    shares = [each for each in said.caching if each != Caching(each.span)]
    if shares:
        named = {_MODIFIERS[each] for each in said.modifiers if each in _MODIFIERS}
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
            said.caching[:] = [each for each in said.caching if each != Caching(each.span)]
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
    if "saved" not in sentence.said.intents:
        return
    for each in remarks:
        if each.phrase.key == "note.becomes":
            said = each.phrase.facts["said"]
            sentence.troubles.append(NeedsMore(phrase("ask.difference", said=said)))


def settle_saved(sentence: Sentence) -> None:
    """What is asked to save: the levers in the clause of that word, else all that were named.

    Or one model beside another, or more of the work beside less: then they are only compared.
    """
    said = sentence.said
    if said.saved or said.against:
        return
    if "saved" not in said.intents:
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
    if not said.saved and (said.changes or _is_between_models(sentence)):
        said.intents.discard("saved")
    _pull(sentence)


def _ask_for_the_other(sentence: Sentence) -> None:
    """`cheaper than caching?`, `other than batch`, `バッチより安い`: one of two is no term."""
    if sentence.said.saved or sentence.words.isdisjoint(_THAN):
        return
    places = (each for each in range(len(sentence.pieces)) if sentence.word(each) in _THAN)
    for place in places:
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
    while sentence.word(behind) in _BEFORE:
        behind += 1
    return behind


_THAN = words_that("one_is_more_than")


def _settle_added(sentence: Sentence) -> None:
    """`how much does us-only add`: what the levers before that word add, in its clause."""
    if sentence.words.isdisjoint(_ADDS):
        return
    for place in range(len(sentence.pieces)):
        if sentence.word(place) in _ADDS and _asks_how_much(sentence, place):
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
    pulled = {name for name, lever in _MODIFIERS.items() if lever in said.saved}
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
    is_apart = not alike or not _MODELS_APART.isdisjoint(sentence.words)
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
    return isinstance(piece, NumberPiece | ModelPiece) or piece.text in _CLAUSES


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
        return _MODIFIERS.get(value)
    return None


_CACHED = frozenset({"cached", "hit", "hit_rate", "uncached"})
_MODIFYING = frozenset({"modifier", "without"})
_ADDS, _HOW_MUCH = words_that("adds_to_the_cost"), words_that("asks_how_much_is_added")
_RESPECTIVELY = words_that("each_by_itself")


# --- two sides and more


def _with_and_without(sentence: Sentence, start: int) -> tuple[list[_Item], int] | None:
    """`with and without caching`, `with or without batch`."""
    index = start + 1
    if not sentence.says(start, _BEFORE) and not sentence.was(start, "link", "of"):
        return None
    while index <= start + _MOST_BETWEEN and _weight(sentence, index) > _COMMA:
        index += 1
    behind = _item(sentence, index)
    if index == start + 1 or behind is None or behind.levers or not behind.named:
        return None
    return [_Item(behind.named, behind.named, behind.end), behind], behind.end


def _listed(sentence: Sentence, start: int) -> tuple[list[_Item], int] | None:
    """The sides one after the other; None where they are no such sides."""
    first = _item(sentence, start)
    if first is None:
        return None
    if with_or_without := _with_or_without(sentence, first):
        return with_or_without
    items, weights, end = [first], [], first.end
    while len(items) < _MOST_SIDES:
        index, weight = _behind_separators(sentence, end, first)
        item = _next_item(sentence, index, items, weight) if weight else None
        if not weight and (item := _less_than(sentence, end)):
            weight = _VS
        if item is None:
            break
        items.append(item)
        weights.append(weight)
        end = item.end
    return (items, end) if _are_apart(sentence, items, weights) else None


def _next_item(sentence: Sentence, index: int, items: list[_Item], weight: int) -> _Item | None:
    item = _item(sentence, index) or _all_of(sentence, index, items)
    return item or (_ruled_out(sentence, index, items[0]) if weight > _COMMA else None)


def _less_than(sentence: Sentence, index: int) -> _Item | None:
    """`バッチは｢キャッシュより｣得`: what the side before it is compared with."""
    if not _is_spoken_of(sentence, index):
        return None
    item = _item(sentence, index)
    if item is None or not _is_than(sentence, item.end):
        return None
    asks_for_more = not item.levers and _asks_what_is_saved(sentence)
    return None if asks_for_more else item._replace(end=item.end + 1)


def _asks_what_is_saved(sentence: Sentence) -> bool:
    return any(sentence.was(each, "intent", "saved") for each in range(len(sentence.pieces)))


def _is_spoken_of(sentence: Sentence, index: int) -> bool:
    """Whether a particle before `index` sets apart what stands before it: `バッチの方が`."""
    return sentence.was(index - 1, "particle", "topic")


def _is_than(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    said = piece is not None and not piece.text.isascii()
    return said and (sentence.was(index, "particle", "than") or sentence.word(index) in _VERSUS)


def _all_of(sentence: Sentence, index: int, items: list[_Item]) -> _Item | None:
    """`cached vs batched vs *both*`: all levers that were named so far; `バッチなしと*あり*`."""
    if not sentence.says(index, _ALL_OF_THEM) and not sentence.says(index, _ON):
        return None
    levers = frozenset[Lever]().union(*(each.named for each in items))
    return _Item(levers, levers, _beside(sentence, index + 1))


def _are_apart(sentence: Sentence, items: list[_Item], weights: list[int]) -> bool:
    """Whether the items are sides, and not all asked for at once, or one of them ruled out."""
    sides = {each.levers for each in items}
    if len(sides) < len("ab") or any(each.levers not in _NAMED for each in items):
        return False
    if not any(each.is_cache for each in items):
        return False
    pulled = frozenset[Lever]().union(*sides)
    others = any(not each.levers and not each.named <= pulled for each in items)
    if others and _VS not in weights:
        return False  # "cached, not batched", "without batch or caching"
    is_sure = max(weights) >= _OR or (_NONE in sides and min(weights) > _COMMA)
    return is_sure or _compares(sentence)


def _compares(sentence: Sentence) -> bool:
    """Whether something is compared that can only be these: no model, named or asked for."""
    if sentence.models_named > 1 or _COMPARED.isdisjoint(sentence.words):
        return False
    return sentence.models_named == 1 or _MODELS.isdisjoint(sentence.words)


_MODELS = words_that("models_themselves")


def _with_or_without(sentence: Sentence, first: _Item) -> tuple[list[_Item], int] | None:
    """`キャッシュの有無`, `cached or not`, `batch on/off`."""
    index = sentence.skip(first.end, ("link", "of"))
    if not first.levers or first.levers not in _NAMED:
        return None
    if sentence.term(index, "unread", "either") or sentence.says(index, _OR_NOT):
        return [first, _Item(_NONE, first.levers, index + 1)], index + 1
    return None


def _ruled_out(sentence: Sentence, index: int, first: _Item) -> _Item | None:
    """`キャッシュありと｢なし｣`, `batch on vs ｢off｣`, `with caching or ｢without｣`."""
    word = sentence.says(index, _OFF) or sentence.term(index, "negation")
    behind = sentence.at(index + 1, Piece)
    if not word or (isinstance(behind, TermPiece) and behind.term.category in _RULED_OUT):
        return None
    return _Item(_NONE, first.levers, _beside(sentence, index + 1))


_RULED_OUT = frozenset({"caching", "modifier", "unit", "discount"})


_COMMA, _AND, _OR, _VS = 1, 2, 3, 4
"""How strongly what stands between two sides sets them apart; 0: not at all."""
_MOST_SIDES = 8
_MOST_BETWEEN = 4


def _behind_separators(sentence: Sentence, start: int, first: _Item) -> tuple[int, int]:
    """The index behind what stands between two sides, and how strongly it sets them apart."""
    index, weight = start, 0
    while index < start + _MOST_BETWEEN and (found := _weight(sentence, index)):
        weight = max(weight, found)
        index += 1
    model = sentence.at(index, ModelPiece)
    if model and weight and first.levers and model.choice in sentence.said.models[-1:]:
        index += 1  # "opus cached vs opus uncached"
    return index, weight


def _weight(sentence: Sentence, index: int) -> int:
    if sentence.mark(index, "→|") or sentence.term(index, "particle", "than"):
        return _VS
    if sentence.says(index, _VERSUS):
        return _VS
    if sentence.says(index, _MORE_THAN) and sentence.says(index - 1, _CHEAPER):
        return _VS
    if sentence.says(index, _EITHER) or (
        sentence.says(index, _COMPARED_WITH) and _compares(sentence)
    ):
        return _OR
    if sentence.mark(index, "/・&") or sentence.term(index, "link", "and"):
        return _AND
    return _COMMA if sentence.mark(index, ",、") or sentence.says(index, _CHEAPER) else 0


# --- one side


def _item(sentence: Sentence, index: int) -> _Item | None:
    most = index + _MOST_BETWEEN
    while index < most and (
        sentence.says(index, _BEFORE) or sentence.term(index, "link", "of", "per")
    ):
        index += 1
    negation = sentence.term(index, "negation", "negation")
    if negation:
        index += 1
        while index <= most and (sentence.says(index, _BEFORE) or sentence.mark(index, "-")):
            index += 1
    found = _levers(sentence, index)
    if found is None:
        plain = sentence.says(index, _PLAIN) and not negation
        return _Item(_NONE, _NONE, _beside(sentence, index + 1)) if plain else None
    behind = sentence.skip(found.end, ("link", "of"))
    if sentence.term(behind, "negation", "behind"):
        return found._replace(levers=_NONE, end=_beside(sentence, behind + 1))
    return found._replace(levers=_NONE) if negation else found


def _levers(sentence: Sentence, index: int) -> _Item | None:
    """Levers side by side, or joined by a plus: `cached batch`, `batch + cached`."""
    first = _lever(sentence, index)
    if first is None:
        return None
    found = [first]
    while len(found) <= len(_MODIFIERS) and (
        more := _next_lever(sentence, _beside(sentence, found[-1].end))
    ):
        found.append(more)
    named = frozenset(each.lever for each in found)
    pulled = frozenset(each.lever for each in found if not each.ruled_out)
    caching = next((each.caching for each in found if each.caching), None)
    end = _beside(sentence, found[-1].end)
    if sentence.says(end, _ON) and _weight(sentence, end + 1):
        end += 1
    return _Item(pulled, named, end, caching, any(each.is_cache for each in found))


def _next_lever(sentence: Sentence, index: int) -> _Lever | None:
    joined = index + 1 if sentence.says(index, _BOTH) else index
    lever = _lever(sentence, joined)
    if lever and joined == index and _is_spoken_of(sentence, index):
        return None if _is_than(sentence, lever.end) else lever
    return lever


def _beside(sentence: Sentence, index: int) -> int:
    """The index behind words that say nothing of their own: "batch *pricing*", バッチ*の場合*."""
    end = index
    most = index + _MOST_BETWEEN
    while index < most and (sentence.says(index, _BESIDE) or sentence.term(index, "link", "of")):
        index += 1
        if not sentence.was(index - 1, "link") or _weight(sentence, index):
            end = index
    return end


def _lever(sentence: Sentence, index: int) -> _Lever | None:
    piece = sentence.at(index, Piece)
    if isinstance(piece, NumberPiece):
        return _of_lifetime(sentence, index, piece)
    if isinstance(piece, PercentPiece):
        return _of_share(sentence, index, piece)
    if not isinstance(piece, TermPiece):
        return None
    category, value = piece.term
    if category in {"modifier", "without"} and value in _MODIFIERS:
        return _Lever(_MODIFIERS[value], index + 1, ruled_out=category == "without")
    if category == "caching" and value in {"cached", "uncached"}:
        return _of_caching(sentence, index, ruled_out=value == "uncached")
    return None


def _of_lifetime(sentence: Sentence, index: int, piece: NumberPiece) -> _Lever | None:
    """`1 hour cache`, `5m`."""
    unit, end = lifetime_at(sentence, index)
    lever = _LIFETIMES[unit] if unit else _LIVES.get(int(piece.minutes or 0))
    if lever is None or sentence.term(end + 1, "period"):  # "cached, 1 hour a day"
        return None
    end = end if unit else index + 1
    end = end + 1 if sentence.mark(end, "-") else end
    is_cache = sentence.term(end, "caching", "cached", "lifetime") is not None
    return _Lever(lever, end + 1 if is_cache else end, is_cache=is_cache)


def _of_share(sentence: Sentence, index: int, piece: PercentPiece) -> _Lever | None:
    """`80% cached`, `80% of our input cached`."""
    end = _behind_input(sentence, index + 1)
    if not sentence.term(end, "caching", "cached", "hit_rate"):
        return None
    caching = Caching(sentence.span(index, end + 1), piece.share, None, piece.bounds)
    return _Lever(Lever.CACHED, end + 1, caching=caching)


def _behind_input(sentence: Sentence, index: int) -> int:
    """The index behind `of the input tokens`, where a share at `index` is said to be of them."""
    place = sentence.skip(index, ("link", "of"))
    while sentence.says(place, _BEFORE_INPUT):
        place += 1
    end = sentence.skip(place, ("unit", "input"), ("tokens", "tokens"))
    return end if end > place > index else index


_BEFORE_INPUT = words_that("before_the_cache")


def _of_caching(sentence: Sentence, index: int, *, ruled_out: bool) -> _Lever | None:
    """`cached`, `cached 80%`, `caching 80% of our input`, `cached for 1 hour`; not `cached 8M`."""
    behind = sentence.skip(index + 1, ("link", "of"))
    unit, end = lifetime_at(sentence, behind)
    if unit:
        return _Lever(_LIFETIMES[unit], end)
    percent = sentence.at(index + 1, PercentPiece)
    if percent:
        end = _behind_input(sentence, index + 2)
        caching = Caching(sentence.span(index, end), percent.share, None, percent.bounds)
        return _Lever(Lever.CACHED, end, ruled_out, caching)
    return _Lever(Lever.CACHED, index + 1, ruled_out)
