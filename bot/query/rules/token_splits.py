"""Tokens of both kinds in one number, with the share of each.

split = NUMBER "tokens" [SPREAD] ... (shares | ratio)
      | kinds "halves" {filler} NUMBER "tokens"
      | (shares | ratio) {filler} NUMBER "tokens"
shares = PERCENT kind [PERCENT kind] | kind PERCENT [kind PERCENT]
ratio  = NUMBER ("/" | ":" | "to") NUMBER kinds | kinds NUMBER ("/" | ":" | "to") NUMBER
       | kinds "halves"
kinds  = kind ("/" | ":" | "to") kind
kind   = in | out

The shares leave none out: "10M tokens a day, 80% input 20% output". Of one of them alone the rest
is of the other kind: "10M tokens a day, 80% input". A share that is itself a range, a limit or
ruled out ("70-80% input", "up to 75% input") deals out nothing, nor does one beside which the
cached tokens make up the rest: "75% input, 25% cache reads".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, Inexact
from fractions import Fraction
from itertools import chain, islice
from typing import NamedTuple

from msgspec.structs import replace

from bot.query.lexicon import Term
from bot.query.model import ONE, Bounds
from bot.query.patterns import Pattern
from bot.query.pieces import (
    MarkPiece,
    NumberPiece,
    PercentPiece,
    Piece,
    SpreadPiece,
    TermPiece,
    TroublePiece,
)
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit, exactly

from . import showing
from .amounts import FILLERS, meaning
from .nouns import counted_noun


class _Share(NamedTuple):
    """So much of the tokens, and the pieces that say it."""

    share: Fraction
    places: range


_Shares = Mapping[Unit, _Share]


def split(sentence: Sentence) -> bool:
    """`10M tokens a day, 80% input 20% output`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    if end == start + 1 and not (sentence.holds("tokens") and _is_of_tokens(sentence, start - 1)):
        return False
    if _has_a_kind(sentence, end):
        return False
    number, end = _with_spread(sentence, number, end)
    shares = _shares(sentence, end) or _ratio(sentence, end) or _halves(sentence, end)
    dealt = _dealt(number, shares)
    if not dealt or any(_is_open(sentence, each.places) for each in shares.values()):
        return False
    said = shares[Unit.OUTPUT].places or shares[Unit.INPUT].places
    written, read = dealt[Unit.OUTPUT], dealt[Unit.INPUT]
    sentence.add(Unit.OUTPUT, written, said, meaning(Unit.OUTPUT, written))
    if (into := shares[Unit.INPUT]).places and into.places != said:
        sentence.take(into.places, f"{_percent(into.share)} of them input")
    sentence.add(Unit.INPUT, read, range(start, end), meaning(Unit.INPUT, read))
    return True


def with_labels(pieces: list[Piece]) -> list[Piece]:
    """`pieces` with `トークン数は1億、入力8割` as `トークン数1億、入力8割`: told, not asked for."""
    for place, piece in enumerate(pieces[:-1]):
        is_asked = isinstance(piece, TermPiece) and piece.term == _HOW_MANY
        if not is_asked or not isinstance(pieces[place + 1], NumberPiece):
            continue
        behind = pieces[place + 2 : place + 3]
        if not behind or isinstance(behind[0], MarkPiece) or behind[0].text in _ENDS_A_NUMBER:
            pieces[place] = TermPiece(piece.span, piece.text.removesuffix("は"), _TOKENS)
    return pieces


_HOW_MANY, _TOKENS = Term("intent", "tokens"), Term("tokens", "tokens")
_ENDS_A_NUMBER = frozenset({"で", "です", "の"})


def _is_of_tokens(sentence: Sentence, index: int) -> bool:
    """`トークン総量1億、入出力比は4対1`: what the number counts stands before it.

    Not so in `200トークンで1000件`.
    """
    behind = sentence.place + 1
    if counted_noun(sentence, behind) is not None or sentence.term(behind, "period"):
        return False
    while sentence.says(index, _TOTALS) or sentence.mark(index, ":") or _ties(sentence, index):
        index -= 1
    is_number = index > 0 and isinstance(sentence.pieces[index - 1], NumberPiece)
    is_word = sentence.was(index, "tokens", "tokens") and not sentence.word(index).isascii()
    return is_word and not is_number


def _ties(sentence: Sentence, index: int) -> bool:
    return any(sentence.was(index, each) for each in ("particle", "scope", "approximately"))


_TOTALS = words_that("total_of_tokens")


def split_first(sentence: Sentence) -> bool:
    """`入力と出力が半々で合計2000万トークン`: how they are split stands before their number."""
    start = sentence.place
    kind, stop = _kinds_at(sentence, start)
    if kind is None:
        return False
    end = _behind_halves(sentence, stop)
    index = _behind_a_lead(sentence, end)
    number = sentence.at(index, NumberPiece)
    tokens = sentence.skip(index + 1, ("tokens", "tokens"))
    is_of_both = number and tokens > index + 1 and not _has_a_kind(sentence, tokens)
    if end == stop or number is None or not is_of_both:
        return False
    places = range(start, end)
    half = _Share(Fraction(1, 2), places)
    dealt = _dealt(number, {kind: half, _KIND_OF_THE_REST[kind]: half})
    written, read = dealt[Unit.OUTPUT], dealt[Unit.INPUT]
    sentence.add(Unit.OUTPUT, written, places, meaning(Unit.OUTPUT, written))
    sentence.add(Unit.INPUT, read, range(index, tokens), meaning(Unit.INPUT, read))
    return True


def split_before(sentence: Sentence) -> bool:
    """`入力7割、出力3割で月1億トークン`, `in:out 4:1, 10M tokens`: the shares stand first."""
    start = sentence.place
    if sentence.at(start, NumberPiece) and not sentence.mark(start + 1, "/:"):
        return False
    index = _number_of_all(sentence, start)
    number = sentence.at(index, NumberPiece)
    shares = _shares(sentence, start) or _ratio(sentence, start)
    places = [each.places for each in shares.values()]
    if number is None or not all(places) or start not in [each.start for each in places]:
        return False
    end = max(each.stop for each in places)
    is_led = end <= index and all(_leads(sentence, each) for each in range(end, index))
    dealt = _dealt(number, shares)
    if not is_led or not dealt or any(_is_open(sentence, each) for each in places):
        return False
    tokens = sentence.skip(index + 1, ("tokens", "tokens"))
    written, read = dealt[Unit.OUTPUT], dealt[Unit.INPUT]
    sentence.add(Unit.OUTPUT, written, range(start, end), meaning(Unit.OUTPUT, written))
    sentence.add(Unit.INPUT, read, range(index, tokens), meaning(Unit.INPUT, read))
    if periods := [each for each in range(end, index) if sentence.term(each, "period")]:
        sentence.amount_end = periods[0]  # 入力：出力＝9：1、[月]2億トークン
    return True


def ratio_of_a_side(sentence: Sentence) -> bool:
    """`8M in, input to output 4:1`: how much goes the other way as well."""
    start = sentence.place
    if not (_two_numbers(sentence, start)[0] or _kinds_at(sentence, start)[0]):
        return False
    shares = _ratio(sentence, start, start + _FARTHEST + 1)
    if not shares or shares[Unit.INPUT].places.start != start:
        return False
    places = shares[Unit.INPUT].places
    told = list(
        islice(chain(_sides_before(sentence), _sides_behind(sentence, places.stop)), _KINDS)
    )
    if len(told) != 1:
        return False
    ((side, number),) = told
    other = _KIND_OF_THE_REST[side]
    try:
        number = _part(number, shares[other].share / shares[side].share)
    except Inexact:  # a third of a number that is no multiple of three
        return False
    sentence.add(other, number, places, meaning(other, number))
    return True


def _sides_before(sentence: Sentence) -> Iterator[tuple[Unit, NumberPiece]]:
    """The amounts of either kind that were said before."""
    for each in sentence.said.amounts:
        if each.kind in _KIND_OF_THE_REST:
            number = NumberPiece(each.span, "", each.quantity, None, each.bounds, each.centred)
            yield Unit(each.kind), number


def _sides_behind(sentence: Sentence, index: int) -> Iterator[tuple[Unit, NumberPiece]]:
    """Those that stand from `index` on, each with its kind behind it: `5:1 in/out, 8M in`."""
    for place in range(index, len(sentence.pieces)):
        number = sentence.at(place, NumberPiece)
        kind = sentence.term(sentence.skip(place + 1, *FILLERS), "unit", "input", "output")
        if number and kind:
            yield Unit(kind.term.value), number


def _number_of_all(sentence: Sentence, start: int) -> int:
    """Where the first number of tokens behind `start` stands, of neither kind; else -1."""
    for index in range(start + 1, len(sentence.pieces)):
        if sentence.at(index, NumberPiece) and sentence.term(index + 1, "tokens"):
            return -1 if _has_a_kind(sentence, index + 2) else index
    return -1


def _leads(sentence: Sentence, index: int) -> bool:
    """Whether what stands before the number only leads to it: `で合計`, `、月`."""
    is_total = sentence.term(index, "scope", "total") or sentence.term(index, "period")
    return bool(is_total) or _says_nothing(sentence, index)


def _behind_halves(sentence: Sentence, stop: int) -> int:
    """The index behind `が半々で`, where that stands behind the kinds before `stop`."""
    index = stop
    while index < stop + _FARTHEST and _says_nothing(sentence, index):
        index += 1
    return index + 1 if sentence.term(index, "halves") else stop


def _behind_a_lead(sentence: Sentence, index: int) -> int:
    """The index behind `で、合計`, `とし、全部で`: what leads to the number of all tokens."""
    first = index
    while index < first + _FARTHEST and (
        _says_nothing(sentence, index) or sentence.term(index, "scope", "total")
    ):
        index += 1
    return index


def _says_nothing(sentence: Sentence, index: int) -> bool:
    if sentence.mark(index, ":=、,("):
        return True
    return any(sentence.term(index, each) for each in ("particle", "link", "prose"))


def _has_a_kind(sentence: Sentence, index: int) -> bool:
    """`45k tokens of input, 75% of the input is boilerplate`: all of them are of one kind."""
    place = index + 1 if sentence.word(index) == "of" else index
    if not sentence.term(place, "unit", "input", "output"):
        return False
    behind = sentence.skip(place + 1, *FILLERS)
    goes_on = sentence.at(behind, PercentPiece) or sentence.term(behind, "unit")
    return not (goes_on or sentence.mark(place + 1, "/:-") or sentence.term(place + 1, "link"))


def _with_spread(sentence: Sentence, number: NumberPiece, end: int) -> tuple[NumberPiece, int]:
    """`100M tokens ±20%`: as far off as that are both kinds, and the index behind it."""
    spread = sentence.at(end, SpreadPiece)
    if spread is None or number.bounds or spread.share > ONE:
        return number, end
    with exactly():
        by = number.value * spread.share
        bounds = Bounds(number.value - by, number.value + by)
    return replace(number, bounds=bounds, centred=True), end + 1


def _is_open(sentence: Sentence, places: range) -> bool:
    """Whether the share at `places` is no single number: "70-80% input", "not 75% input"."""
    if not places:
        return False
    before = sentence.skip_back(places.start - 1, "approximately")
    if isinstance(before, TermPiece) and before.term.category in _OPEN:
        return True
    if sentence.term(sentence.skip(places.stop, ("link", "of")), "negation", "behind"):
        return True  # 入力は7割ではない
    said = (sentence.at(each, PercentPiece) for each in places)
    return any(each.bounds for each in said if each)


_OPEN = ("bound", "negation")


def _shares(sentence: Sentence, start: int) -> _Shares:
    """What part is of which kind; "in 80% out 20%" has 80% out in it, but uses all only as said."""
    found = [each for each in (_behind(sentence, start), _before(sentence, start)) if each]
    both = [each for each in found if len(each) == _KINDS]
    if both:
        return both[0]
    return _whole(sentence, found[0]) if len(found) == 1 else {}


def _behind(sentence: Sentence, start: int) -> _Shares:
    """Shares with their kinds behind them: "80% input 20% output", "half input, half output"."""
    found: dict[Unit, _Share] = {}
    for place in range(start, len(sentence.pieces)):
        share = _share_at(sentence, place)
        index = sentence.skip(place + 1, *FILLERS)
        kind = sentence.term(index, "unit", "input", "output")
        if share is not None and kind and not _is_cached(sentence, place, index + 1):
            found[Unit(kind.term.value)] = _Share(share, range(place, index + 1))
    return found


def _share_at(sentence: Sentence, place: int) -> Fraction | None:
    """The share at `place`, in digits or in words: "three quarters"; nothing where it is vague."""
    if percent := sentence.at(place, PercentPiece):
        return Fraction(percent.share)
    word = sentence.term(place, "share")
    return Fraction(word.term.value) if word and word.term.value != "vague" else None


def _is_cached(sentence: Sentence, start: int, end: int) -> bool:
    """`80% of the input [is cached]`, `[caching covers] 80% of the input`: none of all tokens."""
    before = any(sentence.was(start - each, "caching") for each in (1, 2))
    for place in range(end, sentence.clause(start, end).stop):
        if sentence.term(place, "caching") or sentence.term(place, "unit", "cache_read"):
            return True  # "can be read from the cache"
        if sentence.at(place, PercentPiece):
            break
    return before


def _before(sentence: Sentence, start: int) -> _Shares:
    """The same with their kinds before them: "input 80%, output: 20%", 入力が8割."""
    found: dict[Unit, _Share] = {}
    for place in range(start, len(sentence.pieces)):
        kind = sentence.term(place, "unit", "input", "output")
        index = sentence.skip(place + 1, *FILLERS, ("particle", "subject"))
        index = index + 1 if sentence.mark(index, ":=") else index
        percent = sentence.at(index, PercentPiece)
        if percent and kind and not _is_share_of_it(sentence, index + 1):
            found[Unit(kind.term.value)] = _Share(Fraction(percent.share), range(place, index + 1))
    return found


def _is_share_of_it(sentence: Sentence, index: int) -> bool:
    """`75% input [80% cached]`: a share of what was said before, on terms of its own."""
    index = sentence.skip(index, ("particle", "subject"), ("particle", "topic"))
    if sentence.term(index, "unit", "cache_read"):  # 入力の90%はキャッシュ読み取り
        return True
    return any(sentence.term(index, each) for each in ("caching", "modifier", "discount"))


_KINDS = 2
_KIND_OF_THE_REST = {Unit.INPUT: Unit.OUTPUT, Unit.OUTPUT: Unit.INPUT}


def _whole(sentence: Sentence, shares: _Shares) -> _Shares:
    """`shares`, of which only one was said, with the rest of the tokens."""
    ((kind, said),) = shares.items()
    if _is_rest_cached(sentence, 1 - said.share):
        return {}
    other = _KIND_OF_THE_REST[kind]
    return {kind: said, other: _Share(1 - said.share, _rest(sentence, other, said.places.stop))}


def _rest(sentence: Sentence, kind: Unit, start: int) -> range:
    """Where `残りが出力` stands, and nowhere if it is not said."""
    for place in range(start, len(sentence.pieces)):
        index = sentence.skip(place + 1, *FILLERS, ("particle", "subject"))
        if sentence.term(place, "rest") and sentence.term(index, "unit", kind):
            return range(place, index + 1)
    return range(start, start)


def _is_rest_cached(sentence: Sentence, rest: Fraction) -> bool:
    """`75% input, [25% cache reads]`: tokens of a third kind, or a share of the input?"""
    for place in range(len(sentence.pieces)):
        percent = sentence.at(place, PercentPiece)
        if percent and Fraction(percent.share) == rest:
            behind = sentence.skip(place + 1, *FILLERS)
            kinds = ("cache_read", "cache_write")
            if sentence.term(behind, "caching") or sentence.term(behind, "unit", *kinds):
                return True
    return False


def _ratio(sentence: Sentence, start: int, stop: int | None = None) -> _Shares:
    """`80/20 input/output`, `in:out 3:1`, `入出力比4:1` that begins before `stop`, if any."""
    for place in range(start, len(sentence.pieces) if stop is None else stop):
        ratio, end = _two_numbers(sentence, place)
        kinds = ratio and (
            _kinds_behind(sentence, place, end) or _kinds_before(sentence, start, place, end)
        )
        if ratio and kinds:
            share = Fraction(ratio[0]) / (Fraction(ratio[0]) + Fraction(ratio[1]))
            first, second = _Share(share, kinds.places), _Share(1 - share, kinds.places)
            return {kinds.first: first, _KIND_OF_THE_REST[kinds.first]: second}
    return {}


def _two_numbers(sentence: Sentence, index: int) -> tuple[tuple[Decimal, Decimal] | None, int]:
    """The numbers of "80/20", "3:1" or "4 to 1" at `index`, and the index behind them."""
    if found := _to_each_other(sentence, index):
        return found, index + 1
    first, second = sentence.at(index, NumberPiece), sentence.at(index + 2, NumberPiece)
    tied = sentence.mark(index + 1, "/:-") or sentence.term(index + 1, "several")
    plain = first and second and not (first.bounds or second.bounds)
    if not (first and second and tied and plain and first.value and second.value):
        return None, index
    return (first.value, second.value), index + 3


def _to_each_other(sentence: Sentence, index: int) -> tuple[Decimal, Decimal] | None:
    """The numbers of "4 to 1", which is no range, or of "1 to 4", which looks like one."""
    piece = sentence.at(index, TroublePiece) or sentence.at(index, NumberPiece)
    said = piece and _ONE_TO_ANOTHER.fullmatch(piece.text)
    if not said:
        return None
    first, second = Decimal(said[1]), Decimal(said[2])
    return (first, second) if first and second else None


_ONE_TO_ANOTHER = Pattern(r"(\d{1,3}(?:\.\d)?) to (\d{1,3}(?:\.\d)?)")


class _Kinds(NamedTuple):
    """Both kinds and their ratio: which is the first, and the pieces that say it."""

    first: Unit
    places: range


def _halves(sentence: Sentence, start: int) -> _Shares:
    """`2000万トークンを入力と出力で半々`."""
    for place in range(start, len(sentence.pieces)):
        kinds = sentence.term(place, "halves") and _kinds_before(sentence, start, place, place + 1)
        if kinds:
            half = _Share(Fraction(1, 2), range(kinds.places.start, place + 1))
            return {kinds.first: half, _KIND_OF_THE_REST[kinds.first]: half}
    return {}


def _kinds_behind(sentence: Sentence, start: int, end: int) -> _Kinds | None:
    """The kinds behind the ratio that stands from `start` to `end`."""
    first, stop = _kinds_at(sentence, sentence.skip(end, *FILLERS))
    return _Kinds(first, range(start, stop)) if first else None


def _kinds_before(sentence: Sentence, least: int, start: int, end: int) -> _Kinds | None:
    """The kinds a few words before the ratio that stands from `start` to `end`."""
    for place in range(start - 1, max(start - _FARTHEST, least) - 1, -1):
        first, stop = _kinds_at(sentence, place)
        if first and stop <= start:
            return _Kinds(first, range(place, end))
    return None


_FARTHEST = 6
"""Pieces between what a ratio is of, and its numbers: `input to output at a ratio of 3:1`."""


def _kinds_at(sentence: Sentence, index: int) -> tuple[Unit | None, int]:
    """The first of both kinds at `index`, and the index behind: `in/out`, `in to out`, `入出力`."""
    if sentence.term(index, "sides"):
        return Unit.INPUT, index + 1
    apart = sentence.mark(index + 1, "/:-") or sentence.term(index + 1, "link")
    behind = index + 2 if apart else index + 1
    first, second = (sentence.term(each, "unit", "input", "output") for each in (index, behind))
    if not (first and second) or first.term == second.term:
        return None, index
    return Unit(first.term.value), behind + 1


def _dealt(number: NumberPiece, shares: _Shares) -> Mapping[Unit, NumberPiece]:
    """So many of each kind; nothing where the shares leave some out, or a number has no end."""
    if len(shares) != _KINDS or sum(each.share for each in shares.values()) != 1:
        return {}
    try:
        return {unit: _part(number, each.share) for unit, each in shares.items()}
    except Inexact:  # thirds of a number that is no multiple of three
        return {}


def _part(number: NumberPiece, share: Fraction) -> NumberPiece:
    bounds = number.bounds and Bounds(*(_times(each, share) for each in number.bounds))
    return replace(number, value=_times(number.value, share), bounds=bounds)


def _times(value: Decimal, share: Fraction) -> Decimal:
    """`value` times `share`: 8,000,000 rather than 8,000,000.0."""
    product = Fraction(value) * share
    with exactly():
        return Decimal(product.numerator) / product.denominator


def _percent(share: Fraction) -> str:
    return showing.percent(_times(ONE, share))
