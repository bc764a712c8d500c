"""Terms for a part of the work: "60% of it batched", "half of the calls in batch", "7割はバッチ".

partly = share {filler} [count] {filler} MODIFIER [rest]
       | MODIFIER "for" {filler} share [rest]
       | MODIFIER ["share"] ":" share
rest   = ["," | "/"] ["and"] ("rest" | share) {filler} plain
share  = PERCENT | "half" ...
plain  = "standard" | "real time" ...

What is said of the rest has to be that it is without the term. Half of a price is no half of the
work, nor is a share of one kind of tokens: "50% with batch", "バッチは半分" and "入力の7割はバッチ"
are left to be asked about, and so is what is ruled out: "7割はバッチではない".
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from bot.query.ask import Partial
from bot.query.model import ONE, Bounds
from bot.query.pieces import ModelPiece, NumberPiece, PercentPiece, TermPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier

from . import showing
from .cached_shares import one_share_at
from .mixes import HALF, behind_fillers, part_at, part_or_range_at, range_at
from .nouns import counted_noun

_PLAIN = words_that("without_a_term")
_BY = words_that("by_means_of")
_OF_A_PART = words_that("of_a_part")
_NO_SHARE_OF_WORK = ("caching", "discount", "more", "unit", "modifier")


def partly(sentence: Sentence) -> bool:
    """`60% batched`, `half of it in batch and the rest standard`, `7割はバッチ`."""
    start = sentence.place
    share = part_or_range_at(sentence, start)
    share = one_share_at(sentence, start) if share is None else share
    bounds = range_at(sentence, start)
    index = behind_fillers(sentence, start + 1)
    counted = _counted_between(sentence, index)
    index = behind_fillers(sentence, counted.stop) if counted else index
    model = index if sentence.at(index, ModelPiece) else -1  # "half of them on haiku are batched"
    index = behind_fillers(sentence, index + 1) if model > 0 else index
    index = _behind_waiting(sentence, index)
    piece = sentence.term(index, "modifier")
    if share is None or piece is None or _is_of_a_price(sentence, start, index):
        return False
    if piece.term.value == Modifier.FAST and index == start + 1:  # "60% fast mode"
        return False
    said = _Said(share, bounds, range(start, index + 1), [*counted, model])
    return _add(sentence, piece, said)


def _behind_waiting(sentence: Sentence, index: int) -> int:
    """The index of the term in `half of them could [wait overnight, so] batch those`."""
    end = index
    while sentence.says(end, _WAITS) or (end > index and sentence.mark(end, ",")):
        end += 1
    return end if end > index and sentence.term(end, "modifier", Modifier.BATCH) else index


_WAITS = words_that("waits_for_a_batch")


def _counted_between(sentence: Sentence, index: int) -> range:
    """Where requests are counted: `40% of our [90k monthly requests] batched`; nowhere else."""
    before = sentence.word(index - 1)
    is_of_them = sentence.was(index - 1, "link", "of") or before in _OURS or before.endswith(" of")
    number = sentence.at(index, NumberPiece) if is_of_them else None
    noun = counted_noun(sentence, index + 1) if number else None
    if noun is None:
        return range(0)
    end = sentence.skip(noun + 1, ("link", "per"))
    is_rate = sentence.term(end, "period") or sentence.term(end, "odd_period", "night")
    return range(index, end + 1 if is_rate else noun + 1)


_OURS = words_that("ours")
_DONE = words_that("done_to_work")
_PUT, _SAVES = words_that("is_put_through"), words_that("saves_money")
_OF = (" of", " of them", " of those", " of these")


def partly_behind(sentence: Sentence) -> bool:
    """`batch for 60% of the calls`, `バッチは7割`."""
    start = sentence.place
    if sentence.word(start) in _PUTS and (share := _of_the_work(sentence, start + 1)):
        end = sentence.skip(start + 2, ("link", "of"))
        said = _Said(share, None, range(start, end))
        return _add(sentence, sentence.here(TermPiece), said)
    if found := _so_much_by_verb(sentence, start) or _labelled(sentence, start):
        return _add(sentence, sentence.here(TermPiece), found)
    index = behind_fillers(sentence, start + 1)
    share = part_or_range_at(sentence, index)
    if share is None:
        return False
    if not (sentence.says(start + 1, _OF_A_PART) or _touches(sentence, index)):
        return False
    can_be = sentence.word(start + 1).endswith(_THOSE)  # バッチにできるのは半分
    is_said_of_half = share == HALF and not sentence.source.isascii() and not can_be
    end = behind_fillers(sentence, index + 1)
    if is_said_of_half or _is_of_something_else(sentence, end) or _is_ruled_out(sentence, end):
        return False
    said = _Said(share, range_at(sentence, index), range(start, end))
    return _add(sentence, sentence.here(TermPiece), said)


def _so_much_by_verb(sentence: Sentence, start: int) -> _Said | None:
    """`we batch only half`, `we can batch 40%`; but `batch 50%` alone may be what it saves."""
    if sentence.word(start) not in _PUTS or sentence.word(start - 1) not in _WHO:
        return None
    index = start + 1
    while sentence.word(index) in _ONLY or sentence.term(index, "approximately"):
        index += 1
    share, end = part_or_range_at(sentence, index), index + 1
    is_end = end == len(sentence.pieces) or sentence.mark(end, ",;.!?)")
    if share is None or not is_end:
        return None
    return _Said(share, range_at(sentence, index), range(start, end))


_WHO, _ONLY = words_that("does_a_batch"), frozenset({"just", "maybe", "only", "perhaps"})


def _labelled(sentence: Sentence, start: int) -> _Said | None:
    """`batch: 40%`, `batch share: 60-70%`; but 50% are what a batch saves."""
    mark = start + 2 if sentence.word(start + 1) in _SHARE else start + 1
    share, end = part_or_range_at(sentence, mark + 1), mark + 2
    is_end = end == len(sentence.pieces) or sentence.mark(end, ",;.)、。")
    if share in {None, HALF} or not (sentence.mark(mark, ":=") and is_end):
        return None
    return _Said(share, range_at(sentence, mark + 1), range(start, end))


_SHARE = frozenset({"share", "portion", "割合", "比率"})
_THOSE = "のは"


def _of_the_work(sentence: Sentence, index: int) -> Decimal | None:
    """How much of it is to be batched in `batch [half of] our requests`, `batching 30% of them`."""
    is_of = "of" in sentence.word(index).split() or sentence.word(index + 1) in _OF_IT
    behind = sentence.skip(index + 1, ("link", "of"))
    is_kind = sentence.term(behind, "unit") or sentence.term(behind, "discount")
    return one_share_at(sentence, index) if is_of and not is_kind else None


_PUTS, _OF_IT = frozenset({"batch", "batching"}), frozenset({"of", "of the", "of them", "of it"})


def _touches(sentence: Sentence, index: int) -> bool:
    """`バッチ8割`, as `キャッシュ8割` is said."""
    before, piece = sentence.pieces[index - 1 : index + 1]
    return piece.text.endswith(_TENTHS) and before.span.end == piece.span.start


_TENTHS = "割"


def _is_of_a_price(sentence: Sentence, start: int, index: int) -> bool:
    """`60% batch discount`, `we save 60% with batch`, `50% batch`, `入力の7割はバッチ`."""
    if _is_of_something_else(sentence, index + 1) or _is_ruled_out(sentence, index + 1):
        return True
    if sentence.was(start - 1, "link", "of") and _is_one_kind(sentence, start - 2):
        return True
    if sentence.word(start - 1) in _SAVES:
        return True
    between = [each.text.casefold() for each in sentence.pieces[start + 1 : index]]
    if sentence.word(start).endswith(_OF):  # "two thirds of our jobs can go to batch"
        return False
    if any(each.startswith("of") or each in _PUT or not each.isascii() for each in between):
        return False
    is_half = sentence.at(start, PercentPiece) is not None and part_at(sentence, start) == HALF
    return (is_half and not sentence.says(index, _DONE)) or not _BY.isdisjoint(between)


def _is_of_something_else(sentence: Sentence, index: int) -> bool:
    """Whether what stands behind makes it a share of something else: `80% of the input`."""
    if sentence.term(index, "unit") and sentence.at(index + 1, NumberPiece):
        return False  # 4割をバッチ 入力2千
    terms = (sentence.term(index, each) for each in _NO_SHARE_OF_WORK)
    return any(terms) or sentence.at(index, ModelPiece) is not None


def _is_ruled_out(sentence: Sentence, index: int) -> bool:
    """`7割はバッチ[ではない]`, `60% batched [is not possible]`: then how much is it?"""
    behind = sentence.skip(index, ("link", "of"))
    return sentence.term(behind, "negation", "behind") is not None


def _is_one_kind(sentence: Sentence, index: int) -> bool:
    """Whether one kind of tokens is named at `index`, taken or not: what 入力の7割 is of."""
    return sentence.was(index, "unit") or sentence.was(index, "caching")


class _Said(NamedTuple):
    """A share with its term.

    Attributes:
        share: how much of the work, or the least of it.
        bounds: the ends of a range.
        places: where both stand.
        between: what stands between them, and is read by itself.
    """

    share: Decimal
    bounds: Bounds | None
    places: range
    between: Sequence[int] = ()


def _add(sentence: Sentence, piece: TermPiece, said: _Said) -> bool:
    """Take a share with its term."""
    share, bounds, places, between = said
    modifier = Modifier(piece.term.value)
    is_prose = modifier is Modifier.FAST and piece.text.casefold() not in _FAST_MODE
    if share < 0 or is_prose:  # "the rest batched"; fast, as prose has it
        return False
    if share == ONE:
        sentence.said.modifiers.add(modifier)
    elif not (share or bounds):
        sentence.said.without.add(modifier)
    else:
        span = sentence.span(places.start, places.stop)
        sentence.said.partly.append(Partial(modifier, share, span, bounds))
    ends = bounds or Bounds(share, share)
    left = Bounds(ONE - ends.high, ONE - ends.low)
    end = _behind_the_rest(sentence, places.stop, left)
    indexes = [each for each in range(places.start, end) if each not in between]
    sentence.take(indexes, f"{showing.percent(share, bounds)} of the work: {modifier}")
    return True


_FAST_MODE = frozenset({"fast mode", "fastmode"})


def _behind_the_rest(sentence: Sentence, index: int, left: Bounds) -> int:
    """The index behind "and the rest standard"; `index` where nothing of the kind is said."""
    place = sentence.skip(index, ("particle", "at"))  # 8割で、残りは
    while sentence.says(place, _IS_PUT):  # バッチで[処理して]、残りは
        place += 1
    place = place + 1 if sentence.mark(place, ",、;/。") else place
    place = sentence.skip(place, ("link", "and"), ("link", "of"))
    is_rest = part_at(sentence, place) == -ONE
    if not is_rest and _ends_at(sentence, place) != left:
        return index
    if is_rest and _ends_at(sentence, place + 1) == left:  # 残り2割は
        place += 1
    elif is_rest and sentence.was(place, "rest") and sentence.word(place + 1) in _HALF:
        place += left == Bounds(HALF, HALF)  # "the other half can't"
    place = behind_fillers(sentence, place + 1)
    if sentence.term(place, "negation") and _ends(sentence, place + 1):
        return place + 1  # "half our jobs can be batched, half can't"
    return place + 1 if sentence.says(place, _PLAIN) else index


def _ends_at(sentence: Sentence, index: int) -> Bounds | None:
    """The ends of the share, or the range, said at `index`."""
    part = part_at(sentence, index)
    return range_at(sentence, index) or (None if part is None else Bounds(part, part))


def _ends(sentence: Sentence, index: int) -> bool:
    return index == len(sentence.pieces) or sentence.mark(index, ",;.:?!)")


_HALF, _IS_PUT = frozenset({"half"}), words_that("is_put_to_a_term")
