"""The same work on each of several models, whose costs are added up.

    sum   = models {work} distributed, with what asks for all of it
    distributed = "both" | models "each" | count "each"

`sonnet 5.5とopus 5.5で1日1,000件ずつ、合わせていくら`: as much on each, and the cost of both.
Without the last it is what each of them costs: they are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.query.ask import Ask
from bot.query.errors import NeedsMore
from bot.query.model import ModelChoice, Scope
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, Piece
from bot.query.roles import words_that
from bot.query.sentence import Sentence

from .nouns import is_of_people, singular
from .own_amounts import are_apart


def summed(sentence: Sentence, ask: Ask) -> tuple[Ask, ...]:
    """The Ask of each model, where all of them do the work that is said; nothing elsewhere.

    A volume that is "each" is the volume of each model.
    """
    if len(sentence.model_places) < len("ab") or not _is_sum_of_models(sentence):
        return ()
    is_volume = not (ask.counts or ask.of_one)
    scopes = ask.scopes - {Scope.EACH} if is_volume else ask.scopes
    choices = (choice for _, choice in sentence.model_places)
    return tuple(replace(ask, models=(choice,), scopes=scopes) for choice in choices)


def ask_about_together(sentence: Sentence, ask: Ask) -> Ask:
    """`ask`, with the question whose the work is that models do together: of each, or shared out.

    `opus 5.5 and haiku 5.5 together`, `combined cost of opus and sonnet`, `opusとsonnetの合計`.
    """
    is_open = (ask.amounts or ask.counts) and not (ask.shares or ask.adds or ask.sided)
    is_apart = are_apart([choice for _, choice in sentence.model_places])
    if not (is_open and is_apart) or sentence.holds("several", "versus"):
        return ask
    joins = _joins_models(sentence)
    if joins is None:
        return ask
    open_ = NeedsMore(phrase("ask.together", said=ask.quoted(joins.span)), joins.span)
    return replace(ask, troubles=(*ask.troubles, open_))


def _joins_models(sentence: Sentence) -> Piece | None:
    """The word before the first model or behind the last that says that they are added up."""
    first, last = sentence.model_places[0][0], sentence.model_places[-1][0]
    before, behind = range(first - 1, -1, -1), range(last + 1, len(sentence.pieces))
    return _first_together(sentence, before) or _first_together(sentence, behind)


def _first_together(sentence: Sentence, places: range) -> Piece | None:
    """The first such word at `places`; None behind what tells of something else."""
    for place in places:
        if sentence.word(place) in _TOGETHER:
            return sentence.pieces[place]
        is_joint = sentence.was(place, "link") or sentence.was(place, "particle")
        if not is_joint and sentence.word(place) not in _COSTS:
            return None
    return None


_TOGETHER, _COSTS = words_that("adds_models_up"), words_that("cost")


def once_each(ask: Ask, choices: Sequence[ModelChoice]) -> Ask:
    """`10k requests, 2 calls each: haiku 1k in 20 out, opus 4k in 600 out`: one call on each.

    As many calls as there are models, with amounts for each of these, are not multiplied;
    another number of them is asked about.
    """
    if len(ask.counts) != len("ab") or not (ask.joined and are_apart(choices)):
        return ask
    calls, of = sorted(ask.counts, key=lambda each: each.number)
    has_own_amounts = len({each.kind for each in ask.amounts}) < len(ask.amounts)
    if not has_own_amounts or calls.bounds or singular(calls.noun) not in _CALLS:
        return ask
    if calls.number == len(choices) and not is_of_people(of):
        return replace(ask, counts=(of,), joined=False)
    open_ = NeedsMore(phrase("ask.which_side", said=ask.quoted(calls.span)), calls.span)
    return replace(ask, troubles=(*ask.troubles, open_))


_CALLS = words_that("one_of_several_calls")


def _is_sum_of_models(sentence: Sentence) -> bool:
    """Whether what is said of all models is the work of each, and the cost of them all is asked."""
    said = sentence.said
    is_compared = said.adds or said.shares or said.against
    is_total = Scope.TOTAL in said.scopes or said.summed or said.limits
    is_apart = are_apart([choice for _, choice in sentence.model_places])
    if is_compared or is_total or not (is_apart and sentence.holds("scope", "total")):
        return False
    places = range(len(sentence.pieces))
    return any(_asks_for_all(sentence, each) for each in places) and any(
        _is_of_each_model(sentence, each) for each in places
    )


def _asks_for_all(sentence: Sentence, place: int) -> bool:
    """`合計で`, `combined`; a `total cost` may be that of each."""
    return sentence.was(place, "scope", "total") and sentence.word(place) != "total"


def _is_of_each_model(sentence: Sentence, place: int) -> bool:
    word = sentence.word(place)
    if word in _BOTH:
        before_one = isinstance(
            sentence.pieces[min(place + 1, len(sentence.pieces) - 1)], ModelPiece
        )
        return before_one or _is_behind_a_model(sentence, place)
    if word not in _EACH:
        return False
    is_counted = any(sentence.was(place - 1, each) for each in _COUNTED)
    before = sentence.pieces[max(place - 1, 0)]
    is_amount = isinstance(before, NumberPiece) or any(
        sentence.was(place - 1, each) for each in _AMOUNTS
    )
    of_all = is_amount and not sentence.said.counts  # else it is of each request
    return is_counted or of_all or _is_behind_a_model(sentence, place)


def _is_behind_a_model(sentence: Sentence, place: int) -> bool:
    return isinstance(sentence.skip_back(place - 1, "particle", "link"), ModelPiece)


_BOTH, _EACH = words_that("both_models"), words_that("each_of_the_models")
_COUNTED, _AMOUNTS = ("count", "period", "date"), ("tokens", "unit")
