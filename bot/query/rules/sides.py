"""Terms that may be meant for one model only: "opus cached vs sonnet batched"."""

from __future__ import annotations

from itertools import pairwise

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.reading import Span
from bot.query.sentence import Sentence

from .mixes import alternate


def ask_which_side(sentence: Sentence) -> None:
    """Ask where a term stands between two models and not behind the last one as well.

    Terms before the first model, or behind the last, are for all of them.
    """
    places = sorted([*(place for place, _ in sentence.model_places), *sentence.share_places])
    sides = [_terms(sentence, left, right) for left, right in pairwise(places)]
    if not any(sides):
        return
    last = _terms(sentence, places[-1], len(sentence.pieces))
    if any(side != last for side in sides):
        span = Span(sentence.pieces[places[0]].span.start, sentence.pieces[places[-1]].span.end)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def ask_whose_amounts(sentence: Sentence) -> None:
    """Ask where each model has one kind of amount beside it: "sonnet 10M in, opus 2M out"."""
    amounts = [each.span.start for each in sentence.said.amounts]
    models = [sentence.pieces[place].span.start for place, _ in sentence.model_places]
    kinds = {each.kind for each in sentence.said.amounts}
    if len(models) < len("ab") or len(kinds) < len(amounts) or len(amounts) != len(models):
        return
    if alternate(amounts, models) or alternate(models, amounts):
        span = Span(min(amounts[0], models[0]), sentence.pieces[-1].span.end)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def _terms(sentence: Sentence, start: int, end: int) -> set[str]:
    return {name for place, name in sentence.terms if start < place < end}
