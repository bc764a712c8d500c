"""Terms that may be meant for one model only: "opus cached vs sonnet batched"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bot.query.errors import NeedsMore
from bot.query.model import Named, Newest
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, PercentPiece, Piece, TermPiece, WordPiece
from bot.query.reading import IGNORED, Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Modifier

from .amounts import side_that_costs
from .own_amounts import alternate
from .own_terms import before_one_of_two


def ask_which_side(sentence: Sentence) -> None:
    """Ask where a term stands between two models and not behind the last one as well.

    Terms before the first model, or behind the last, are for all of them, unless the first one is
    set against the others: `batched sonnet vs haiku`.
    """
    if sentence.said.sided:
        return
    places = sorted([*(place for place, _ in sentence.model_places), *sentence.share_places])
    if one := before_one_of_two(sentence):
        sentence.ask(one.start, one.stop, "ask.which_side")
        return
    sides = [_terms(sentence, left, right) for left, right in pairwise(places)]
    if not any(sides) and not _is_of_the_last(sentence, places):
        return
    last = _terms(sentence, places[-1], len(sentence.pieces))
    if any(side != last for side in sides):
        until = max(places[-1], _before_own_amounts(sentence, places[-1]))
        span = Span(sentence.pieces[places[0]].span.start, sentence.pieces[until].span.end)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def _is_of_the_last(sentence: Sentence, places: Sequence[int]) -> bool:
    """`70% haiku, the rest opus (batched), 1M requests`: whether a term stands so behind a share.

    So does one in its clause, where more is said behind it: `the rest opus in batch, 1M requests`.
    """
    if len(places) < len("ab"):
        return False
    if _says_which_is(sentence, places[-1]) or _before_own_amounts(sentence, places[-1]):
        return True
    if _is_of_one_sentence(sentence, places):
        return True
    start = places[-1] + 1
    is_split = bool(sentence.split) and sentence.mark(start, "(")
    if not (sentence.share_places or is_split):
        return False
    start += any(isinstance(each, PercentPiece) for each in sentence.pieces[start : start + 1])
    marks = ")" if sentence.mark(start, "(") else ",;、。"
    behind = range(start, len(sentence.pieces))
    end = next((each for each in behind if sentence.mark(each, marks)), start)
    numbers = any(isinstance(each, NumberPiece) for each in sentence.pieces[start:end])
    is_apart = marks == ")" or not numbers
    return is_apart and bool(_terms(sentence, places[-1], end))


def _is_of_one_sentence(sentence: Sentence, places: Sequence[int]) -> bool:
    """`Option A: sonnet 5.5. Option B: opus 4.8 [batch]. 900k requests`: hardly of the first."""
    behind = places[-1] + 1
    is_apart = any(sentence.mark(each, ".;") for each in range(places[-2] + 1, places[-1]))
    is_beside = any(place == behind for place, _ in sentence.terms)
    return is_apart and is_beside and sentence.mark(behind + 1, ".;,")


def _before_own_amounts(sentence: Sentence, last: int) -> int:
    """Where a term stands between the last model and amounts of its own; 0 where none does.

    `haiku 1M in, opus [batched] 10M in`: it is hardly said of the first one as well.
    """
    if not sentence.model_places or sentence.model_places[-1][0] != last:
        return 0
    behind = range(last + 1, len(sentence.pieces))
    own = next((e for e in behind if isinstance(sentence.pieces[e], NumberPiece)), last)
    end = next((e for e in range(last + 1, own) if sentence.mark(e, ",;.、。")), own)
    model, amounts = sentence.pieces[last].span.start, sentence.said.amounts
    before = {each.kind for each in amounts if each.span.start < model}
    if not any(each.kind in before for each in amounts if each.span.start > model):
        return 0
    return next((place for place, _ in sentence.terms if last < place < end), 0)


def _says_which_is(sentence: Sentence, last: int) -> bool:
    """`sonnet 70%, opus 30%, [which is] batched`: said of what stands before, perhaps of all.

    It is a question in `which is cheaper batched`.
    """
    for place, _ in sentence.terms:
        clause = range(max(last + 1, sentence.clause(place).start), place)
        said = " ".join(sentence.word(each) for each in clause)
        if said.startswith(_WHICH) and _CHEAPER.isdisjoint(said.split()):
            return True
    return False


_WHICH, _CHEAPER = tuple(words_that("tells_of_what_is_before")), words_that("which_of_two_is")


def ask_whose_term(sentence: Sentence) -> None:
    """`A plus B, batched, 10% off on both`: what is said of both sets apart what is not.

    So it is asked of works with numbers of their own, behind the last of them.
    """
    if len(sentence.terms) < len("ab") or _AT_ONCE.isdisjoint(sentence.words):
        return
    said = sentence.said
    doubled = len({each.kind for each in said.amounts}) < len(said.amounts)
    is_product = bool(said.joined or sentence.joins)  # "10 requests x 5 users", of one work
    if not doubled and (len(said.counts) < len("ab") or is_product):
        return
    spans = [*(each.span for each in said.counts), *(each.span for each in said.amounts)]
    end = max(each.end for each in spans)
    behind = [place for place, _ in sentence.terms if sentence.pieces[place].span.start >= end]
    apart = [place for place in behind if not _is_of_all(sentence, place)]
    if apart and len(apart) < len(behind):
        span = sentence.pieces[apart[0]].span
        quoted = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=quoted), span))


def _is_of_all(sentence: Sentence, place: int) -> bool:
    return any(sentence.word(each) in _AT_ONCE for each in sentence.clause(place))


_AT_ONCE = words_that("of_all_works")


def ask_which_mention(sentence: Sentence) -> None:
    """Ask where a family is named again beside a term: `opus 5.5とsonnet 5.5、opusのみバッチ`."""
    if not sentence.terms or not sentence.model_places:
        return
    *before, (place, last) = sentence.model_places
    if not before or not isinstance(last, Newest):
        return
    named = any(isinstance(each, Named) and last.family in each.id for _, each in before)
    between = sentence.pieces[before[-1][0] + 1 : place]
    is_apart = any(isinstance(each, NumberPiece) or each.text in _COMMAS for each in between)
    if named and is_apart:
        span = sentence.pieces[place].span
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


_COMMAS = frozenset(",、。;")


def ask_about_growth(sentence: Sentence) -> None:
    """Ask where what is sent grows from turn to turn: `45 turns, context grows to 120k`.

    Without turns it is a number that has grown: `prompts grow to 12k`.
    """
    if _GROWS.isdisjoint(sentence.words) or _FROM_TURN_TO_TURN.isdisjoint(sentence.words):
        return
    for place, piece in enumerate(sentence.pieces):
        near = sentence.pieces[max(place - _NEAR, 0) : place]
        if piece.text.casefold() in _GROWS and any(_is_sent_again(each) for each in near):
            first = next(each for each in near if _is_sent_again(each))
            span = Span(first.span.start, piece.span.end)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.grows", said=said), span))
            return


def _is_sent_again(piece: Piece) -> bool:
    return piece.text.casefold() in _SENT_AGAIN


_GROWS, _SENT_AGAIN = map(words_that, ("grows", "sent_again_each_turn"))
_FROM_TURN_TO_TURN = words_that("from_turn_to_turn")
_NEAR = 5


def ask_of_one_kind(sentence: Sentence) -> None:
    """Ask where a term is said of the input or output alone: "only the output is batched"."""
    _ask_about_answers(sentence)
    if _ONE_KIND.isdisjoint(sentence.words):
        return
    ignored = {each.span for each in sentence.heard if each.meaning == IGNORED}
    sides = [
        place
        for place, each in enumerate(sentence.pieces)
        if each.text.casefold() in _ONE_KIND and each.span in ignored
    ]
    ends = [(place, _beside(sentence, place, step)) for place in sides for step in (-1, 1)]
    for place, end in ends:
        if _is_of_a_kind(sentence, end, sentence.pieces[place]):
            span = sentence.span(min(place, end), max(place, end) + 1)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.of_one_kind", said=said), span))
    beside_terms = {place for place, end in ends if _is_a_term(sentence, end)}
    _ask_of_one_alone(sentence, [each for each in sides if each not in beside_terms])


def _ask_about_answers(sentence: Sentence) -> None:
    """`we cache the answers`, `回答はキャッシュ`: on one's own side, as output is never cached."""
    if not sentence.said.caching or _ANSWERS.isdisjoint(sentence.words):
        return
    ignored = {each.span for each in sentence.heard if each.meaning == IGNORED}
    for place, each in enumerate(sentence.pieces):
        if each.text.casefold() in _ANSWERS and each.span in ignored:
            for end in (_beside(sentence, place, step) for step in (-1, 1)):
                if sentence.was(end, "caching", "cached"):
                    sentence.ask(min(place, end), max(place, end) + 1, "ask.of_one_kind")
                    return


_ANSWERS = words_that("comes_out") - words_that("one_kind")


def _is_a_term(sentence: Sentence, index: int) -> bool:
    return any(sentence.was(index, each) for each in ("modifier", "caching", "without"))


def _ask_of_one_alone(sentence: Sentence, sides: list[int]) -> None:
    """Ask where both kinds are said, and the cost of one of them: `10M in 2M out, output only`."""
    said = {str(each.kind) for each in sentence.said.amounts}
    if not said.issuperset(_BOTH):
        return
    for place in sides:
        first = max(place - _MOST_BEFORE, 0)
        alone = [each for each in range(first, place) if _singles_out(sentence, each)]
        behind = place + 1 if sentence.word(place + 1) in _ALONE else place
        if alone or (behind > place and not _is_of_something(sentence, place)):
            sentence.ask(min([*alone, place]), behind + 1, "ask.of_one_alone")
            return


def _singles_out(sentence: Sentence, place: int) -> bool:
    """`only the output`, `ignore the output`, `don't count the output`."""
    is_one = sentence.word(place) in _ALONE | _LEAVES_OUT or sentence.was(place, "negation")
    return is_one and not any(sentence.mark(each, ",.;、。") for each in (place + 1, place + 2))


def _is_of_something(sentence: Sentence, place: int) -> bool:
    """`JSON output only`: what is written, and no part of the cost."""
    is_word = place > 0 and isinstance(sentence.pieces[place - 1], WordPiece)
    return is_word and sentence.word(place - 1) not in _BETWEEN


def ask_of_the_cost_of_one(sentence: Sentence) -> None:
    """Ask where both kinds are said, and what one of them costs: `10M in 2M out, input cost?`."""
    found = sentence.words & _COSTS_OF_ONE
    said = {str(each.kind) for each in sentence.said.amounts}
    if len(found) == 1 and said.issuperset(_BOTH):
        texts = (each.text.casefold() for each in sentence.pieces)
        place = next(index for index, each in enumerate(texts) if each in found)
        if not side_that_costs(sentence, place):
            sentence.ask(place, place + 1, "ask.of_one_alone")


_COSTS_OF_ONE = words_that("cost_of_one_kind")
_ALONE, _LEAVES_OUT = words_that("singles_out_a_kind"), words_that("leaves_out")
_BOTH = frozenset({"input", "output"})
_MOST_BEFORE = 3


def ask_of_one_amount(sentence: Sentence) -> None:
    """Ask where a term holds for one amount and none for the other: `10M in batched, 2M out live`.

    Requests are batched, and not their input alone.
    """
    terms = [place for place, name in sentence.terms if name in set(Modifier)]
    if not terms or sentence.words.isdisjoint(_PLAIN):
        return
    for place, each in enumerate(sentence.pieces):
        if each.text.casefold() in _PLAIN and _is_behind_an_amount(sentence, place):
            span = sentence.span(min(place, terms[0]), max(place, terms[0]) + 1)
            said = sentence.source[span.start : span.end]
            sentence.troubles.append(NeedsMore(phrase("ask.of_one_kind", said=said), span))
            return


def _is_behind_an_amount(sentence: Sentence, place: int) -> bool:
    before = sentence.skip_back(place - 1, "particle", "link")
    is_number = isinstance(before, NumberPiece)
    return is_number or (isinstance(before, TermPiece) and before.term.category in _OF_AMOUNTS)


_OF_AMOUNTS = frozenset({"unit", "tokens"})
_PLAIN = words_that("without_a_lever")


def _beside(sentence: Sentence, place: int, step: int) -> int:
    """The index beside `place`, past words such as "only", in the direction of `step`."""
    index = place + step
    while 0 <= index < len(sentence.pieces) and _may_be_between(sentence, index):
        index += step
    return index


def _may_be_between(sentence: Sentence, index: int) -> bool:
    return sentence.pieces[index].text.casefold() in _BETWEEN


def _is_of_a_kind(sentence: Sentence, index: int, kind: Piece) -> bool:
    """Whether a term stands at `index` that cannot be for `kind` alone: only input is cached."""
    if sentence.was(index, "modifier"):
        return True
    is_output = isinstance(kind, TermPiece) and kind.term.value == "output"
    return is_output and sentence.was(index, "caching", "cached")


_BETWEEN, _ONE_KIND = words_that("of_one_kind"), words_that("one_kind")


def ask_whose_amounts(sentence: Sentence) -> None:
    """Ask where each model has one kind of amount beside it: "sonnet 10M in, opus 2M out"."""
    amounts = [each.span.start for each in sentence.said.amounts]
    models = [sentence.pieces[place].span.start for place, _ in sentence.model_places]
    kinds = {each.kind for each in sentence.said.amounts}
    if len(models) < len("ab") or len(amounts) < len(models):
        return
    is_one_each = len(kinds) == len(amounts) == len(models) and _in_turns(amounts, models)
    if is_one_each or _lacks_one_kind(sentence, models):
        span = Span(min(amounts[0], models[0]), sentence.pieces[-1].span.end)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def _in_turns(amounts: list[int], models: list[int]) -> bool:
    return alternate(amounts, models) or alternate(models, amounts)


def _lacks_one_kind(sentence: Sentence, models: list[int]) -> bool:
    """`haiku 800 in 50 out, opus 4k in`: whether the 50 are those of opus too is not said."""
    kinds: dict[object, list[int]] = {}
    for each in sentence.said.amounts:
        kinds.setdefault(each.kind, []).append(each.span.start)
    own = [each for each in kinds.values() if len(each) == len(models)]
    lone = [each[0] for each in kinds.values() if len(each) == 1]
    if not (own and lone) or not _in_turns(own[0], models):
        return False
    if models[0] < own[0][0]:
        return any(models[0] < each < models[-1] for each in lone)
    return any(own[0][0] < each < own[0][-1] for each in lone)


def _terms(sentence: Sentence, start: int, end: int) -> set[str]:
    """The terms between two models; "standard" where one is said to have none, and others do."""
    found = {
        name
        for place, name in sentence.terms
        if start < place < end and not _is_by_itself(sentence, place, start, end)
    }
    if sentence.terms and any(_says_plainly(sentence, place) for place in range(start + 1, end)):
        found.add("standard")
    return found


def _is_by_itself(sentence: Sentence, place: int, start: int, end: int) -> bool:
    """`on sonnet 4.6. [55% is cached]. switch to sonnet 5.5?`: a sentence of its own, of all."""
    begins, ends = range(start + 1, place), range(place + 1, end)
    return all(any(sentence.mark(each, ".。") for each in part) for part in (begins, ends))


def _says_plainly(sentence: Sentence, index: int) -> bool:
    """`haiku 5.5 [standard] or sonnet 5.5 batch`, and no side of what is compared."""
    piece = sentence.at(index, Piece)
    is_left = piece is not None or any(
        each.meaning == IGNORED and each.span == sentence.pieces[index].span
        for each in sentence.heard
    )
    return is_left and sentence.word(index) in _PLAIN


_PLAIN = words_that("without_a_lever")
