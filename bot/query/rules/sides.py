"""Terms that may be meant for one model only: "opus cached vs sonnet batched"."""

from __future__ import annotations

from itertools import pairwise

from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.reading import Span
from bot.query.sentence import Sentence


def ask_which_side(sentence: Sentence) -> None:
    """Ask where a term stands between two models and not behind the last one as well.

    Terms before the first model, or behind the last, are for all of them.
    """
    places = [place for place, _ in sentence.model_places]
    sides = [_terms(sentence, left, right) for left, right in pairwise(places)]
    if not any(sides):
        return
    last = _terms(sentence, places[-1], len(sentence.pieces))
    if any(side != last for side in sides):
        span = Span(sentence.pieces[places[0]].span.start, sentence.pieces[places[-1]].span.end)
        said = sentence.source[span.start : span.end]
        sentence.troubles.append(NeedsMore(phrase("ask.which_side", said=said), span))


def _terms(sentence: Sentence, start: int, end: int) -> set[str]:
    return {name for place, name in sentence.terms if start < place < end}
