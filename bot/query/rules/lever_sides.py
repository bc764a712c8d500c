"""The sides of levers that are set against each other, one by one.

against  = item {separator item}            cached vs uncached, standard vs batch
         | item "は" item "より"              バッチはキャッシュより得？
         | item "の" ("有無" | "あり・なし")     with and without it
         | "with" ("and" | "or") "without" item | item ("or not" | "on" "/" "off")
item     = ["no" | "without" ...] lever {["+"] lever} | lever "なし" | "uncached" | "standard"
lever    = [PERCENT [of input] | lifetime] cached | cached [PERCENT [of input]] | batch
         | "fast mode" | "us-only"
separator = "vs" | "or" | "than" | "/" | "と" | "and" | ","

"and" and a comma set apart only what is compared, or what is with and without the same lever:
"cached and batched" is both of them.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.query.ask import Caching
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, Piece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Lever, Unit

from .cache_lives import lifetime_at

Levers = frozenset[Lever]

_NONE: Levers = frozenset()
NAMED: dict[Levers, Lever] = {
    _NONE: Lever.STANDARD,
    frozenset({Lever.CACHED, Lever.BATCH}): Lever.BATCH_CACHED,
    **{
        frozenset({each}): each
        for each in (Lever.CACHED, Lever.CACHE_1H, Lever.BATCH, Lever.FAST, Lever.US_ONLY)
    },
}
MODIFIERS = {"batch": Lever.BATCH, "fast": Lever.FAST, "us_only": Lever.US_ONLY}
_LIFETIMES = {Unit.CACHE_WRITE_5M: Lever.CACHED, Unit.CACHE_WRITE_1H: Lever.CACHE_1H}
_LIVES = {5: Lever.CACHED, 60: Lever.CACHE_1H}
PLAIN, _BESIDE, BEFORE = map(words_that, ("without_a_lever", "beside_a_lever", "before_a_lever"))
VERSUS, _CHEAPER, _BOTH = map(words_that, ("levers_apart", "cheaper", "levers_together"))
MORE_THAN = words_that("more_or_less_than")
COMPARED, _OFF, OR_NOT = map(words_that, ("compared", "ruled_out", "or_not"))
_COMPARED_WITH, MODELS_APART = map(words_that, ("levers_compared_with", "models_apart"))
_ON, _ALL_OF_THEM, EITHER = map(words_that, ("switched_on", "all_of_them", "either_of_levers"))
MARKS = "/・&→|"


class Side(NamedTuple):
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


def with_and_without(sentence: Sentence, start: int) -> tuple[list[Side], int] | None:
    """`with and without caching`, `with or without batch`."""
    index = start + 1
    if not sentence.says(start, BEFORE) and not sentence.was(start, "link", "of"):
        return None
    while index <= start + _MOST_BETWEEN and _weight(sentence, index) > _COMMA:
        index += 1
    behind = item_at(sentence, index)
    if index == start + 1 or behind is None or behind.levers or not behind.named:
        return None
    return [Side(behind.named, behind.named, behind.end), behind], behind.end


def listed(sentence: Sentence, start: int) -> tuple[list[Side], int] | None:
    """The sides one after the other; None where they are no such sides."""
    first = item_at(sentence, start)
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
    if not _are_apart(sentence, items, weights):
        return None
    return _with_joined(items, weights), end


def _with_joined(items: list[Side], weights: list[int]) -> list[Side]:
    """The sides, with `batched and cached` of `batched and cached vs plain` as one of them.

    Each of the two is shown as well, since that is what "and" lists in "batch and caching vs
    plain".
    """
    if max(weights) < _OR:
        return items
    sides, shown = items[:1], {each.levers for each in items}
    for before, item, weight in zip(items, items[1:], weights, strict=False):
        sides.append(item)
        both = before.levers | item.levers
        if weight == _AND and before.levers and item.levers and both in NAMED.keys() - shown:
            sides.append(item._replace(levers=both, named=both, caching=None))
    return sides


def _next_item(sentence: Sentence, index: int, items: list[Side], weight: int) -> Side | None:
    item = item_at(sentence, index) or _all_of(sentence, index, items)
    return item or (_ruled_out(sentence, index, items[0]) if weight > _COMMA else None)


def _less_than(sentence: Sentence, index: int) -> Side | None:
    """`バッチは｢キャッシュより｣得`: what the side before it is compared with."""
    if not _is_spoken_of(sentence, index):
        return None
    item = item_at(sentence, index)
    if item is None or not _is_than(sentence, item.end):
        return None
    asks_for_more = not item.levers and _asks_what_is_saved(sentence)
    return None if asks_for_more else item._replace(end=item.end + 1)


def _asks_what_is_saved(sentence: Sentence) -> bool:
    return sentence.holds("intent", "saved")


def _is_spoken_of(sentence: Sentence, index: int) -> bool:
    """Whether a particle before `index` sets apart what stands before it: `バッチの方が`."""
    return sentence.was(index - 1, "particle", "topic")


def _is_than(sentence: Sentence, index: int) -> bool:
    piece = sentence.at(index, Piece)
    said = piece is not None and not piece.text.isascii()
    return said and (sentence.was(index, "particle", "than") or sentence.word(index) in VERSUS)


def _all_of(sentence: Sentence, index: int, items: list[Side]) -> Side | None:
    """`cached vs batched vs *both*`: all levers that were named so far; `バッチなしと*あり*`."""
    is_on = sentence.says(index, _ON) and not sentence.at(index + 1, ModelPiece)  # "on opus"
    if not sentence.says(index, _ALL_OF_THEM) and not is_on:
        return None
    levers = frozenset[Lever]().union(*(each.named for each in items))
    return Side(levers, levers, _beside(sentence, index + 1))


def _are_apart(sentence: Sentence, items: list[Side], weights: list[int]) -> bool:
    """Whether the items are sides, and not all asked for at once, or one of them ruled out."""
    sides = {each.levers for each in items}
    if len(sides) < len("ab") or any(each.levers not in NAMED for each in items):
        return False
    if not any(each.is_cache for each in items):
        return False
    pulled = frozenset[Lever]().union(*sides)
    others = any(not each.levers and not each.named <= pulled for each in items)
    if others and _VS not in weights:
        return False  # "cached, not batched", "without batch or caching"
    is_sure = max(weights) >= _OR or (_NONE in sides and min(weights) > _COMMA)
    return is_sure or _lists_each(items) or _compares(sentence)


def _lists_each(items: list[Side]) -> bool:
    """`standard, cached, batch and batch + cached`: no work is done plainly and otherwise."""
    is_plain = any(not each.levers for each in items)
    return is_plain and len({each.levers for each in items}) > len("ab")


def _compares(sentence: Sentence) -> bool:
    """Whether something is compared that can only be these: no model, named or asked for."""
    if sentence.models_named > 1 or COMPARED.isdisjoint(sentence.words):
        return False
    return sentence.models_named == 1 or _MODELS.isdisjoint(sentence.words)


_MODELS = words_that("models_themselves")


def _with_or_without(sentence: Sentence, first: Side) -> tuple[list[Side], int] | None:
    """`キャッシュの有無`, `cached or not`, `batch on/off`."""
    index = sentence.skip(first.end, ("link", "of"))
    if not first.levers or first.levers not in NAMED:
        return None
    if sentence.term(index, "unread", "either") or sentence.says(index, OR_NOT):
        return [first, Side(_NONE, first.levers, index + 1)], index + 1
    return None


def _ruled_out(sentence: Sentence, index: int, first: Side) -> Side | None:
    """`キャッシュありと｢なし｣`, `batch on vs ｢off｣`, `with caching or ｢without｣`."""
    word = sentence.says(index, _OFF) or sentence.term(index, "negation")
    behind = sentence.at(index + 1, Piece)
    if not word or (isinstance(behind, TermPiece) and behind.term.category in _RULED_OUT):
        return None
    return Side(_NONE, first.levers, _beside(sentence, index + 1))


_RULED_OUT = frozenset({"caching", "modifier", "unit", "discount"})
_COMMA, _AND, _OR, _VS = 1, 2, 3, 4
"""How strongly what stands between two sides sets them apart; 0: not at all."""
_MOST_SIDES = 8
_MOST_BETWEEN = 4


def _behind_separators(sentence: Sentence, start: int, first: Side) -> tuple[int, int]:
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
    if sentence.says(index, VERSUS):
        return _VS
    if sentence.says(index, MORE_THAN) and sentence.says(index - 1, _CHEAPER):
        return _VS
    if sentence.says(index, EITHER) or (
        sentence.says(index, _COMPARED_WITH) and _compares(sentence)
    ):
        return _OR
    if sentence.mark(index, "/・&") or sentence.term(index, "link", "and"):
        return _AND
    return _COMMA if sentence.mark(index, ",、") or sentence.says(index, _CHEAPER) else 0


def item_at(sentence: Sentence, index: int) -> Side | None:
    """The side that begins at `index`, None where none does."""
    most = index + _MOST_BETWEEN
    while index < most and (
        sentence.says(index, BEFORE) or sentence.term(index, "link", "of", "per")
    ):
        index += 1
    negation = sentence.term(index, "negation", "negation")
    if negation:
        index += 1
        while index <= most and (sentence.says(index, BEFORE) or sentence.mark(index, "-")):
            index += 1
    found = _levers(sentence, index)
    if found is None:
        plain = sentence.says(index, PLAIN) and not negation
        return Side(_NONE, _NONE, _beside(sentence, index + 1)) if plain else None
    behind = sentence.skip(found.end, ("link", "of"))
    if sentence.term(behind, "negation", "behind"):
        return found._replace(levers=_NONE, end=_beside(sentence, behind + 1))
    return found._replace(levers=_NONE) if negation else found


def _levers(sentence: Sentence, index: int) -> Side | None:
    """Levers side by side, or joined by a plus: `cached batch`, `batch + cached`."""
    first = _lever(sentence, index)
    if first is None:
        return None
    found = [first]
    while len(found) <= len(MODIFIERS) and (
        more := _next_lever(sentence, _beside(sentence, found[-1].end))
    ):
        found.append(more)
    named = frozenset(each.lever for each in found)
    pulled = frozenset(each.lever for each in found if not each.ruled_out)
    caching = next((each.caching for each in found if each.caching), None)
    end = _beside(sentence, found[-1].end)
    if sentence.says(end, _ON) and _weight(sentence, end + 1):
        end += 1
    return Side(pulled, named, end, caching, any(each.is_cache for each in found))


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
    if category in {"modifier", "without"} and value in MODIFIERS:
        return _Lever(MODIFIERS[value], index + 1, ruled_out=category == "without")
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
    end = behind_input(sentence, index + 1)
    if not sentence.term(end, "caching", "cached", "hit_rate"):
        return None
    caching = Caching(sentence.span(index, end + 1), piece.share, None, piece.bounds)
    return _Lever(Lever.CACHED, end + 1, caching=caching)


def behind_input(sentence: Sentence, index: int) -> int:
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
        end = behind_input(sentence, index + 2)
        caching = Caching(sentence.span(index, end), percent.share, None, percent.bounds)
        return _Lever(Lever.CACHED, end, ruled_out, caching)
    return _Lever(Lever.CACHED, index + 1, ruled_out)
