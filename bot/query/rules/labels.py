"""Works under names of their own: `prod: 100k requests a day, staging: 5k requests a day`.

label = [letter ")"] word {word} (":" | "-")

At the beginning of a clause, and before a number. As many as were announced are not counted
again: "3 pipelines: tagging - 200k docs a month, ...".
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.query.pieces import MarkPiece, NumberPiece, WordPiece
from bot.query.reading import Span
from bot.query.sentence import Sentence

_MOST_WORDS = 4
_ENDS_LABEL, _OPENS = frozenset(":-"), frozenset(".,;:!?•・-*(|/")
_OF_A_LABEL = ("prose", "count", "link", "content")


def places_of_labels(sentence: Sentence) -> frozenset[int]:
    """Where the words of labels and their colons stand."""
    return frozenset(place for label in _labels(sentence) for place in label)


def _labels(sentence: Sentence) -> Iterator[range]:
    """Each label, with its colon and what stands between it and the number: `staging: ~`."""
    if _ENDS_LABEL.isdisjoint(sentence.source):
        return
    for mark, piece in enumerate(sentence.pieces):
        end = mark + 1
        while sentence.was(end, "approximately"):
            end += 1
        if piece.text not in _ENDS_LABEL or not _is_number(sentence, end):
            continue
        start = mark
        while start and mark - start < _MOST_WORDS and _is_of_a_label(sentence, start - 1):
            start -= 1
        is_numbered = sentence.word(start - 1) == ")" and len(sentence.word(start - 2)) == 1
        if start < mark and (start == 0 or is_numbered or sentence.word(start - 1) in _OPENS):
            yield range(start - 2 if is_numbered else start, end)


def _is_number(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.pieces) and isinstance(sentence.pieces[index], NumberPiece)


def _is_of_a_label(sentence: Sentence, index: int) -> bool:
    if isinstance(sentence.pieces[index], (MarkPiece, NumberPiece)):
        return False
    is_word = isinstance(sentence.pieces[index], WordPiece)
    return is_word or any(sentence.was(index, each) for each in _OF_A_LABEL)


def drop_their_number(sentence: Sentence) -> None:
    """`3 pipelines: ...`: how many works there are, where as many stand under labels behind."""
    counts = sentence.said.counts
    labels = list(_labels(sentence)) if len(counts) > len("ab") else []
    if len(labels) < len("ab"):
        return
    first, *_ = counts
    is_before = first.span.end <= sentence.pieces[labels[0].start].span.start
    if is_before and not first.bounds and first.number == len(labels) == len(counts) - 1:
        counts.remove(first)


def name_of(sentence: Sentence, span: Span) -> str | None:
    """The label before what stands at `span`, or before its period, or in it; None without one."""
    for label in _labels(sentence):
        start, end = sentence.span(label.start, label.stop)
        is_in_it = span.start <= start and end <= span.end  # "tickets: 3000"
        if is_in_it or 0 <= span.start - end <= _LONGEST_PERIOD:
            return sentence.source[start:end].rstrip(" :-~")
    return None


_LONGEST_PERIOD = len(" 1日")
