"""`usage` objects of the API, pasted into a question: alone, several, or with their answers.

pasted = object | "[" object {"," object} "]"
object = a usage object | an answer of the API, with "usage" and perhaps "model" in it
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pricing import UnreadableUsage, key, read_usage

from .errors import NotUnderstood
from .model import Named
from .phrase import phrase
from .pieces import Piece, TroublePiece, UsagePiece
from .row import Row
from .vocabulary import Vocabulary

_OPENINGS = ('{"', "{ ", "[{", "[ {")
MARKS = frozenset("{[")
"""What it begins with."""


class _SaidTwice(ValueError):
    """A key that stands twice in one object."""


def at(row: Row, index: int, vocabulary: Vocabulary) -> tuple[Piece, int] | None:
    """The pasted objects at `index` as one piece, with the index behind; None where none are."""
    start = row[index].span.start
    if not row.source.startswith(_OPENINGS, start):
        return None
    try:
        data, stop = _DECODER.raw_decode(row.source, start)
    except (ValueError, RecursionError):
        return _unreadable(row, index)
    end = row.index_at(stop, index)
    span, text = row.stretch(index, end)
    try:
        pieces = tuple(_used(data, vocabulary))
    except UnreadableUsage as error:
        said = phrase("unread.usage_key", field=error.key, problem=error.problem)
        return TroublePiece(span, text, NotUnderstood(said, span)), end
    return UsagePiece(span, text, pieces), end


def _unreadable(row: Row, index: int) -> tuple[Piece, int] | None:
    """What begins like an object and is none, to its end; None where it may be a mere bracket."""
    if '"' not in row.source[row[index].span.start :]:
        return None
    return row.trouble(index, len(row), NotUnderstood, "unread.usage")


def _used(data: Any, vocabulary: Vocabulary) -> Iterator[tuple[Any, Named | None]]:  # noqa: ANN401 - parsed JSON
    for each in data if isinstance(data, list) else [data]:
        is_answer = isinstance(each, Mapping) and isinstance(each.get("usage"), Mapping)
        model = each.get("model", _named_elsewhere(each, vocabulary)) if is_answer else None
        name = vocabulary.names.get(key(model)) if isinstance(model, str) else None
        if isinstance(model, str) and name is None:
            raise UnreadableUsage("model", f"is {model}, which is in no price book of ours")
        yield read_usage(each["usage"] if is_answer else each), name


def _named_elsewhere(answer: Mapping[str, Any], vocabulary: Vocabulary) -> str | None:
    """A model's id under a key of another name: whoever renamed or mistyped it means it."""
    texts = (each for each in answer.values() if isinstance(each, str))
    return next((each for each in texts if key(each) in vocabulary.names), None)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _SaidTwice
    return found


_DECODER = json.JSONDecoder(object_pairs_hook=_once)
