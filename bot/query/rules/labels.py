"""Works under names of their own: `prod: 100k requests a day, staging: 5k requests a day`.

label = word {word} ":"

Behind the first mark of a clause, and before a number. They are added up where the text says so,
"in total" or "both"; else it is asked whether they are, as "low: 10k a day, high: 50k a day" and
"today: ..., next year: ..." are none that come together.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.query.ask import Ask, Count
from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import MarkPiece, NumberPiece, WordPiece
from bot.query.sentence import Sentence

from .nouns import is_of_people

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


def ask_whether_to_add_up(sentence: Sentence, ask: Ask) -> Ask:
    """`ask` with the question whether works with labels are to be added up, where they are open."""
    if len(ask.counts) < len("ab") or ask.joined or ask.troubles:
        return ask
    if any(map(is_of_people, ask.counts)):
        return ask
    names = [_label_before(sentence, each) for each in ask.counts]
    if not all(names) or len(set(names)) < len(names):
        return ask
    asked = phrase("ask.labelled_works", said=tuple(each for each in names if each))
    return replace(ask, troubles=(NeedsMore(asked, ask.counts[-1].span),))


def _label_before(sentence: Sentence, count: Count) -> str | None:
    """The label right before a count; None where there is none."""
    for label in _labels(sentence):
        start, end = sentence.span(label.start, label.stop)
        if not sentence.source[end : count.span.start].strip():
            return sentence.source[start:end].partition(_COLON)[0]
    return None
