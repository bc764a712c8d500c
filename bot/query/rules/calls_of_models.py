"""Which number of calls is that of which model, where it stands beside its name.

beside = NUMBER MODEL noun            2 opus 5.5 calls
       | count tie MODEL              8 workers on haiku 5.5, 10 subagents haiku 5.5
       | MODEL tie count              sonnet 5.5: 10 calls, haiku 5.5 runs 20 steps
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.query.ask import Count
from bot.query.reading import Span
from bot.query.roles import words_that
from bot.query.sentence import Sentence

_BEFORE, _BEHIND = words_that("ties_calls_to_a_model"), words_that("ties_a_model_to_calls")
_MARKS_BEFORE, _MARKS_BEHIND = "(", ":("


def beside_models(sentence: Sentence, counts: Sequence[Count]) -> tuple[Count | None, ...]:
    """The count of each model, in their order; None for one that no count stands beside.

    Where a count stands between two models and may be that of either, none is told.
    """
    spans = [sentence.pieces[place].span for place, _ in sentence.model_places]
    found: list[Count | None] = [None for _ in spans]
    for count in counts:
        places = [place for place, span in enumerate(spans) if _is_within(span, count)]
        before = [place for place, span in enumerate(spans) if _is_before(sentence, count, span)]
        behind = [place for place, span in enumerate(spans) if _is_behind(sentence, span, count)]
        if before and behind and not places:
            return (None,) * len(spans)
        for place in places or before or behind:
            if found[place] is None or not behind:
                found[place] = count
    return tuple(found)


def _is_within(model: Span, count: Count) -> bool:
    return count.span.start < model.start and model.end < count.span.end


def _is_before(sentence: Sentence, count: Count, model: Span) -> bool:
    between = sentence.source[count.span.end : model.start]
    return count.span.end <= model.start and _ties(between, _MARKS_BEFORE, _BEFORE)


def _is_behind(sentence: Sentence, model: Span, count: Count) -> bool:
    between = sentence.source[model.end : count.span.start]
    return model.end <= count.span.start and _ties(between, _MARKS_BEHIND, _BEHIND)


def _ties(between: str, marks: str, words: frozenset[str]) -> bool:
    """Whether nothing stands between the two but such words."""
    said = between.casefold().translate(dict.fromkeys(map(ord, marks), " ")).split()
    return words.issuperset(said)
