"""Terms of its own for each model: "opus 5.5 batched vs sonnet 5.5 standard".

sides = side {any side}
side  = model terms | terms model
terms = term {["and" | "+"] term}
term  = modifier | [SHARE] cached [SHARE] | SHARE "hit rate" | "uncached"
      | "no" (modifier | cached) | "standard"

Each model has some, right before it or right behind it, and no other term is said: then none of
them can be meant for all. Nor can those between two models that are set against each other:
"opus 5.5 batched vs sonnet 5.5" gives the second none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from bot.query.ask import Caching
from bot.query.contrast import lever_of
from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, PercentPiece, Piece, SizePiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import CACHE_UNITS, Lever

_PLAIN, _TIES = words_that("without_a_lever"), words_that("ties_own_terms")
_PLUS = frozenset({"+", "plus", "プラス"})
_MODIFIERS = frozenset({Lever.BATCH, Lever.FAST, Lever.US_ONLY})
_NEGATIONS = frozenset({"negation", "without"})


class _Own(NamedTuple):
    """The terms of one model: what it pulls, and the share that is cached where it is said."""

    levers: frozenset[Lever]
    shares: tuple[Decimal, ...] = ()


class _Run(NamedTuple):
    """Terms next to each other, and where they begin and end."""

    start: int
    end: int


def settle_own_terms(sentence: Sentence) -> None:
    """Give each model the terms beside it, where each has some of its own."""
    said = sentence.said
    if len(said.models) < len("ab") or not (sentence.terms or said.against):
        return
    if len(said.models) > len(sentence.model_places):
        _ask_about_a_group(sentence)
        return
    if _is_no_comparison(sentence):
        return
    runs = _beside_each(sentence, list(_runs(sentence)))
    if not runs or not _hold_all(sentence, runs):
        return
    own = [_own(sentence.pieces[run.start : run.end]) for run in runs]
    levers = [lever_of(each.levers) for each in own if each is not None]
    shares = {share for each in own if each for share in each.shares}
    known = [each for each in levers if each is not None]
    if len(known) < len(runs) or len(set(known)) == 1 or len(shares) > 1:
        return
    said.sided = tuple(known)
    said.against, said.uncached = None, False
    said.intents.clear()
    said.saved.clear()
    said.modifiers.clear()
    said.without.clear()
    said.negations.clear()
    _cache(sentence, shares)


def _ask_about_a_group(sentence: Sentence) -> None:
    """`batched current models vs opus 4.7 standard`: of one side, beside several models."""
    plain = sentence.places_of(_PLAIN)
    if plain and sentence.terms and not sentence.said.against:  # "standard vs cached on" them all
        place, _ = sentence.terms[0]
        span = sentence.span(min(place, plain[0]), max(place, plain[0]) + 1)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def _is_no_comparison(sentence: Sentence) -> bool:
    """Whether the models are those of a mix or a budget, or something else is open."""
    said = sentence.said
    others = said.limits or said.shares or said.split or said.partly or said.ttls
    if others or sentence.troubles or said.intents - {"saved"}:
        return True
    if any(each.kind in _CACHED_BY_THEMSELVES for each in said.amounts):
        return True
    models = [each for _, each in sentence.model_places]
    if models != said.models:
        return True
    (first, _), *_, (last, _) = sentence.model_places
    return any(_is_of_a_mix(sentence, place) for place in range(first, last))


def _is_of_a_mix(sentence: Sentence, place: int) -> bool:
    """`10M on opus, batched, and 5M on sonnet`, `opus batched plus the same on sonnet`."""
    if isinstance(sentence.pieces[place], (NumberPiece, SizePiece)):
        return True
    beside = sentence.pieces[place - 1], sentence.pieces[place + 1]
    return sentence.word(place) in _PLUS and not all(map(_is_a_term, beside))


_CACHED_BY_THEMSELVES = frozenset({"prefix", *CACHE_UNITS})


def _cache(sentence: Sentence, shares: Iterable[Decimal]) -> None:
    """Keep what is cached of those that cache, once."""
    caching = sentence.said.caching
    if Lever.CACHED not in sentence.said.sided and Lever.BATCH_CACHED not in sentence.said.sided:
        caching.clear()
    elif caching:
        share = next(iter(shares), None)
        caching[:] = [Caching(caching[0].span, share)]


# --- where they stand


def _runs(sentence: Sentence) -> Iterator[_Run]:
    """Where terms stand together, with the words that tie them to each other and to a model."""
    start: int | None = None
    for place in range(len(sentence.pieces) + 1):
        if place < len(sentence.pieces) and _is_in_a_run(sentence, place):
            start = place if start is None else start
        elif start is not None:
            if any(_is_a_term(sentence.pieces[each]) for each in range(start, place)):
                yield _Run(start, place)
            start = None


def _is_in_a_run(sentence: Sentence, place: int) -> bool:
    piece = sentence.pieces[place]
    is_share = isinstance(piece, PercentPiece) and piece.bounds is None
    return is_share or _is_a_term(piece) or piece.text.casefold() in _TIES


def _is_a_term(piece: Piece) -> bool:
    if isinstance(piece, TermPiece) and piece.term.category in _TERMS:
        return True
    return piece.text.casefold() in _PLAIN


_TERMS = _NEGATIONS | {"modifier", "caching"}


def _beside_each(sentence: Sentence, runs: Sequence[_Run]) -> list[_Run]:
    """The terms of each model, in its order; none where they are not one each."""
    places = [place for place, _ in sentence.model_places]
    behind = [next((run for run in runs if run.start == place + 1), None) for place in places]
    before = [next((run for run in runs if run.end == place), None) for place in places]
    for sides in (behind, before):
        if all(sides) and len(set(sides)) == len(runs):
            return [run for run in sides if run]
    if len(runs) == 1 and behind[0] and _is_set_against(sentence, behind[0].end, places):
        return [behind[0], _Run(places[-1], places[-1])]
    either = [one or other for one, other in zip(before, behind, strict=True)]
    is_one_each = all(either) and len(set(either)) == len(runs) == len(places)
    return [run for run in either if run] if is_one_each else []


def before_one_of_two(sentence: Sentence) -> range | None:
    """`[batched sonnet vs haiku]`: where terms stand before the first of two, and none elsewhere.

    Behind a number they are of all it is of: `10M in cached sonnet vs haiku`.
    """
    places = [place for place, _ in sentence.model_places]
    if len(places) < len("ab") or not _is_set_against(sentence, places[0] + 1, places):
        return None
    runs = list(_runs(sentence))
    if [each.end for each in runs] != places[:1] or not _hold_all(sentence, runs):
        return None
    start = runs[0].start
    is_said_of_them = start and not isinstance(sentence.pieces[start - 1], WordPiece)
    return None if is_said_of_them else range(start, places[1] + 1)


def _is_set_against(sentence: Sentence, start: int, places: Sequence[int]) -> bool:
    """`opus batched [vs] sonnet`, `opus batched [or on] sonnet`: of two models, from `start` on."""
    if len(places) > len("ab"):
        return False
    between = range(start, places[-1])
    apart = [place for place in between if _sets_apart(sentence, place)]
    links = (place for place in between if place not in apart)
    return bool(apart) and all(_is_a_link(sentence, place) for place in links)


def _sets_apart(sentence: Sentence, place: int) -> bool:
    """`batched [vs] sonnet`, `バッチ[より]haiku`, and `バッチ[と]haiku、どちらが安い`."""
    word = sentence.word(place)
    is_one_of_two = word in _AND_IN_JAPANESE and not _WHICH.isdisjoint(sentence.words)
    return word in _APART or sentence.was(place, "particle", "than") or is_one_of_two


def _is_a_link(sentence: Sentence, place: int) -> bool:
    return sentence.was(place, "particle") or sentence.word(place) in _CHEAPER | _TIES


_APART = words_that("levers_apart") | words_that("either_of_levers")
_CHEAPER, _WHICH = words_that("cheaper"), words_that("asks_which_of_two")
_AND_IN_JAPANESE = frozenset("とや")


def _hold_all(sentence: Sentence, runs: Iterable[_Run]) -> bool:
    """Whether no term is said anywhere else."""
    held = {place for run in runs for place in range(run.start, run.end)}
    return held.issuperset(
        place for place, each in enumerate(sentence.pieces) if _is_a_term(each)
    ) and held.issuperset(place for place, name in sentence.terms if not name.endswith(_OFF))


_OFF = " off"
"""Ends the name of a discount, which is one of all models."""


# --- what they are


def _own(pieces: Sequence[Piece]) -> _Own | None:
    """What some terms pull; None where one of them is no lever, or goes on in another way."""
    levers = None if _goes_on(pieces) else _pulled(pieces)
    shares = tuple(each.share for each in pieces if isinstance(each, PercentPiece))
    if levers is None or (shares and Lever.CACHED not in levers):
        return None
    if levers and any(each.text.casefold() in _PLAIN for each in pieces):
        return None  # "sonnet 5.5 standard 80% cached, 10M in": the last may be said of all
    return _Own(levers, shares)


def _pulled(pieces: Sequence[Piece]) -> frozenset[Lever] | None:
    """The levers that are named and not ruled out; None where one of the terms is no lever."""
    levers: set[Lever] = set()
    negated = False
    for piece in pieces:
        if not isinstance(piece, TermPiece) or piece.term.category not in _TERMS:
            continue
        if piece.term.category in _NEGATIONS:
            if piece.term.value == "behind":
                levers.clear()
            negated = True
            continue
        lever = _lever(piece)
        if lever is None:
            return None
        if not negated:
            levers.add(lever)
        negated = False
    return frozenset(levers - {Lever.STANDARD})


def _goes_on(pieces: Sequence[Piece]) -> bool:
    """`without batch and caching`: more may be ruled out than what stands right behind."""
    said = [each.text.casefold() for each in pieces if each.text.casefold() not in _ARTICLES]
    ruled_out = False
    for word, behind in pairwise([*said, ""]):
        ruled_out = ruled_out or word in _NEGATIVE
        if ruled_out and word in _AND and behind in _NAMED:
            return True
    return False


_NAMED = words_that("lever_itself") | words_that("lever_in_short")
_NEGATIVE = frozenset({"no", "not", "w/o", "without"})
_AND, _ARTICLES = frozenset({"and", "&", "+", "plus"}), frozenset({"a", "the"})


def _lever(piece: TermPiece) -> Lever | None:
    """The lever that a modifier or a word of caching names; "uncached" names none of them."""
    if piece.term.category == "caching":
        return _CACHES.get(piece.term.value)
    return Lever(piece.term.value) if piece.term.value in _MODIFIERS else None


_CACHES = {"cached": Lever.CACHED, "hit_rate": Lever.CACHED, "uncached": Lever.STANDARD}
