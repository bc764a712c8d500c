"""A prompt told part by part: "system prompt 8k, history: 3k, user message 200".

listed = named {("," | "." | "and") named}
named  = name [":" | "=" | "is" | "are"] ["about"] NUMBER ["tokens"]
name   = {word} part

A part alone is one beside a system prompt. What stands in the plural may be counted, as in
"docs: 6k", unless its tokens are named. What requests are called as well is a part only beside
another: "message: 1k".
"""

from __future__ import annotations

from bot.query.pieces import NumberPiece, TermPiece, WordPiece
from bot.query.roles import words_that
from bot.query.sentence import Sentence
from pricing import Unit

from .amounts import has_own_unit
from .nouns import counted_noun, is_plural
from .period_names import rate_end
from .sums import Part, add_up

_TOKENS, _ABOUT = ("tokens", "tokens"), ("approximately", "about")
_NAMES, _KINDS = words_that("part_beside_a_prefix"), words_that("kind_of_context")
_TELLS = words_that("tells_a_length")
_MOST_WORDS = 3
"""That a name has before what it ends with: "the latest user [message]"."""


def listed(sentence: Sentence) -> bool:
    """`history: 3k, message 200`: at the first name, or at the number behind it."""
    start = _start_of_name(sentence)
    if start is None:
        return False
    parts = _parts(sentence, start)
    is_beside = sentence.holds("unit", "prefix")
    if not parts or (len(parts) < len("ab") and not is_beside):
        return False
    sentence.in_parts = is_beside
    return add_up(sentence, Unit.INPUT, parts, start, parts[-1].end)


def _start_of_name(sentence: Sentence) -> int | None:
    """Where the name stands that is read now: before the number, or right here."""
    index = sentence.place
    if sentence.at(index, NumberPiece) is None:
        return index if _is_name(sentence, index) else None
    before = index - 1
    if sentence.was(before, *_ABOUT):
        before -= 1
    if _tells(sentence, before):
        before -= 1
    return before if _is_name(sentence, before) else None


def _parts(sentence: Sentence, index: int) -> list[Part]:
    """The parts that stand from `index` on, one behind the other."""
    parts: list[Part] = []
    name: int | None = index
    while name is not None and (part := _part(sentence, name)):
        parts.append(part)
        name = _next_name(sentence, part.end)
    return parts


def _part(sentence: Sentence, name: int) -> Part | None:
    index = name + 2 if _tells(sentence, name + 1) else name + 1
    index = index + 1 if sentence.was(index, *_ABOUT) else index
    number = sentence.at(index, NumberPiece)
    if number is None or has_own_unit(sentence, index):
        return None
    end = sentence.skip(index + 1, _TOKENS)
    if counted_noun(sentence, index + 1) is not None or rate_end(sentence, end) is not None:
        return None
    word = sentence.word(name)
    if end == index + 1 and (is_plural(word) or sentence.was(index + 1, "count")):
        return None
    return Part((number,), index, end, named=True, name=word)


def _next_name(sentence: Sentence, index: int) -> int | None:
    """Where the name of the next part ends, behind a mark or an "and"; None where none comes."""
    if not (sentence.mark(index, ",;.、。・") or sentence.term(index, "link", "and")):
        return None
    first = sentence.skip(index + 1, ("link", "and"))
    for name in range(first, first + _MOST_WORDS + 1):
        if _is_name(sentence, name):
            return name
        if not sentence.at(name, WordPiece):
            return None
    return None


def _is_name(sentence: Sentence, index: int) -> bool:
    """Whether a part is called so: `history`, `message`, `RAG context`."""
    piece = sentence.pieces[index] if 0 <= index < len(sentence.pieces) else None
    if not isinstance(piece, (WordPiece, TermPiece)):
        return False
    word = sentence.word(index)
    return word in _NAMES or (word == "context" and sentence.word(index - 1) in _KINDS)


def _tells(sentence: Sentence, index: int) -> bool:
    return sentence.mark(index, ":=") or sentence.word(index) in _TELLS
