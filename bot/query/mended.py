"""A text as it should have been typed, and the way back to how it was.

What is asked is told by more than the pieces of a text: topics, days and turns of phrase are
looked for in its words. So a text with typos is read once more as it should have been typed, and
only what is told to the person points into their own text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .ask import Mended, Slip
from .reading import Heard, Span


def mended(source: str, slips: Iterable[Slip]) -> tuple[str, tuple[Mended, ...]]:
    """`source` with its slips corrected, and where they are then.

    What is pasted in braces stays as it is: its keys are no prose.
    """
    opened, closed = source.find("{"), source.rfind("}")
    parts: list[str] = []
    places: list[Mended] = []
    end = length = 0
    for each in slips:
        start, stop = each.span
        if each.meant in {"", each.said} or 0 <= opened < start < closed:
            continue
        parts += (source[end:start], each.meant)
        length += start - end
        places.append(Mended(Span(length, length + len(each.meant)), source[start:stop]))
        length += len(each.meant)
        end = stop
    return "".join((*parts, source[end:])), tuple(places)


def typed(source: str, places: Iterable[Mended]) -> str:
    """The text as it was typed, of one that was corrected."""
    parts: list[str] = []
    end = 0
    for span, said in places:
        parts += (source[end : span.start], said)
        end = span.end
    return "".join((*parts, source[end:]))


def typed_span(span: Span, places: Iterable[Mended]) -> Span:
    """Where a piece of the corrected text was typed."""
    return Span(*(_typed_place(each, places) for each in span))


def typed_heard(heard: Iterable[Heard], source: str, places: Sequence[Mended]) -> tuple[Heard, ...]:
    """The pieces of the corrected text as they were typed; `source` is what was typed."""
    spans = ((typed_span(each.span, places), each.meaning) for each in heard)
    return tuple(Heard(span, source[slice(*span)], meaning) for span, meaning in spans)


def _typed_place(place: int, places: Iterable[Mended]) -> int:
    """A place within a corrected word counts as its end, but for the beginning of the word."""
    ahead = 0
    for span, said in places:
        if place <= span.start:
            break
        if place < span.end:
            return span.start + len(said) + ahead
        ahead += len(said) - (span.end - span.start)
    return place + ahead
