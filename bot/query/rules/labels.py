"""Works under names of their own: `prod: 100k requests a day, staging: 5k requests a day`.

label = word {word} ":"

At the beginning of a clause, and before a number.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.query.pieces import MarkPiece, NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.sentence import Sentence

_MOST_WORDS = 4
_COLON, _OPENS = ":", frozenset(".,;:!?•・-*(|/")
_OF_A_LABEL = ("prose", "count", "link", "content")


def places_of_labels(sentence: Sentence) -> frozenset[int]:
    """Where the words of labels and their colons stand."""
    return frozenset(place for label in _labels(sentence) for place in label)


def _labels(sentence: Sentence) -> Iterator[range]:
    """Each label, with its colon and what stands between it and the number: `staging: ~`."""
    if _COLON not in sentence.source:
        return
    for colon, piece in enumerate(sentence.pieces):
        end = colon + 1
        while sentence.was(end, "approximately"):
            end += 1
        if piece.text != _COLON or not _is_number(sentence, end):
            continue
        start = colon
        while start and colon - start < _MOST_WORDS and _is_of_a_label(sentence, start - 1):
            start -= 1
        if start < colon and (start == 0 or sentence.pieces[start - 1].text in _OPENS):
            yield range(start, end)


def _is_number(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.pieces) and isinstance(sentence.pieces[index], NumberPiece)


def _is_of_a_label(sentence: Sentence, index: int) -> bool:
    if isinstance(sentence.pieces[index], (MarkPiece, NumberPiece)):
        return False
    is_word = isinstance(sentence.pieces[index], WordPiece)
    return is_word or any(sentence.was(index, each) for each in _OF_A_LABEL)


def name_of(sentence: Sentence, span: Span) -> str | None:
    """The label before what stands at `span`, or before its period, or in it; None without one."""
    for label in _labels(sentence):
        start, end = sentence.span(label.start, label.stop)
        is_in_it = span.start <= start and end <= span.end  # "tickets: 3000"
        if is_in_it or 0 <= span.start - end <= _LONGEST_PERIOD:
            return sentence.source[start:end].partition(_COLON)[0]
    return None


_LONGEST_PERIOD = len(" 1日")
