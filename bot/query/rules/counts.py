"""Counts: how many requests, whatever they are called, and what amounts are meant for.

count = NUMBER {model | modifier | cached | WORD} noun
noun  = request | call | ticket ... | any other plural word
scope = "each" | "per" noun | "in total"
range, rate and product are not read yet: they are named.
"""

from __future__ import annotations

from bot.query.ask import Count, Remark
from bot.query.model import Scope
from bot.query.phrase import phrase
from bot.query.pieces import ModelPiece, NumberPiece, Piece, TermPiece, WordPiece
from bot.query.reading import Span
from bot.query.sentence import Sentence

_MOST_BETWEEN = 4
_SHORTEST_PLURAL = 4


def count(sentence: Sentence) -> bool:
    """`50k requests`, `10,000 support tickets`, `1000 batched sonnet calls`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    noun = counted_noun(sentence, start + 1)
    if noun is None:
        return False
    piece = sentence.pieces[noun]
    span = Span(sentence.pieces[start].span.start, piece.span.end)
    sentence.said.counts.append(Count(number.value, piece.text, span))
    if not isinstance(piece, TermPiece):
        said = sentence.source[span.start : span.end]
        facts = {"said": said, "requests": number.value}
        sentence.remarks.append(Remark("count", phrase("note.count", **facts)))
    words = [each for each in range(start + 1, noun) if sentence.at(each, WordPiece)]
    sentence.take([start, *words, noun], f"{number.value:,f} requests")
    return True


def counted_noun(sentence: Sentence, index: int) -> int | None:
    """The index of the noun that a number before `index` counts, None where it counts none."""
    for place in range(index, min(index + _MOST_BETWEEN, len(sentence.pieces))):
        piece = sentence.at(place, Piece)
        if isinstance(piece, TermPiece) and piece.term.category == "count":
            return place
        if isinstance(piece, WordPiece) and _is_last_of_plural(sentence, place):
            return place
        if not _may_stand_between(piece):
            return None
    return None


def _is_last_of_plural(sentence: Sentence, index: int) -> bool:
    """Whether the word at `index` is a plural that no further counted noun follows."""
    text = sentence.pieces[index].text.casefold()
    if not _is_plural(text):
        return False
    behind = sentence.at(index + 1, Piece)
    if isinstance(behind, WordPiece):
        return not _is_plural(behind.text.casefold())
    return not (isinstance(behind, TermPiece) and behind.term.category == "count")


def _is_plural(word: str) -> bool:
    return len(word) >= _SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "'s"))


def _may_stand_between(piece: Piece | None) -> bool:
    if isinstance(piece, ModelPiece | WordPiece):
        return True
    return isinstance(piece, TermPiece) and piece.term.category in {"modifier", "caching"}


def scope(sentence: Sentence) -> bool:
    """`each`, `per document`, `in total`."""
    start = sentence.place
    piece = sentence.term(start, "scope")
    if piece and piece.term.value == "total" and not _marks_amounts(sentence, start):
        return False
    if piece:
        sentence.said.scopes.add(Scope(piece.term.value))
        sentence.take([start], "for each request" if piece.term.value == "each" else "in total")
        return True
    if _is_per(sentence, start) and _is_one_of_something(sentence, start + 1):
        sentence.said.scopes.add(Scope.EACH)
        sentence.take([start, start + 1], "for each request")
        return True
    return False


def _marks_amounts(sentence: Sentence, index: int) -> bool:
    """Whether "total" is meant for amounts: beside one it is, and "in total" anywhere."""
    if " " in sentence.pieces[index].text:
        return True
    beside = [each for each in (index - 1, index + 1) if 0 <= each < len(sentence.pieces)]
    return any(_is_amount(sentence.pieces[each]) for each in beside)


def _is_amount(piece: Piece) -> bool:
    if isinstance(piece, TermPiece):
        return piece.term.category in {"unit", "tokens", "count"}
    return isinstance(piece, NumberPiece)


def _is_per(sentence: Sentence, index: int) -> bool:
    piece = sentence.term(index, "link", "per")
    return sentence.mark(index, "/") or (piece is not None and piece.text.casefold() == "per")


def _is_one_of_something(sentence: Sentence, index: int) -> bool:
    """`per document`, `/request`: a count noun, or behind "per" any word at all."""
    if sentence.term(index, "count"):
        return True
    return sentence.at(index, WordPiece) is not None and not sentence.mark(index - 1, "/")


def two_factors(sentence: Sentence) -> bool:
    """`500 users x 20 messages`: a product is not read yet."""
    start = sentence.place
    if not sentence.term(start, "link", "times"):
        return False
    if sentence.at(start + 1, NumberPiece) is None:
        return False
    sentence.refuse(start, start + 2, "unread.product")
    return True


def rate(sentence: Sentence) -> bool:
    """`per day`, `/month`, `daily`, `3 months`: work over time is not read yet."""
    start = sentence.place
    piece = sentence.at(start, TermPiece)
    if (
        piece
        and piece.term.category == "period"
        and piece.text.casefold().endswith(("ly", "ps", "pm"))
    ):
        end = start + 1
    elif _introduces_period(sentence, start) and sentence.term(start + 1, "period"):
        end = start + 2
    else:
        return False
    sentence.refuse(start, end, "unread.period")
    return True


def _introduces_period(sentence: Sentence, index: int) -> bool:
    """`per day`, `a day`, `/day`, `3 days`."""
    number = sentence.at(index, NumberPiece)
    per = sentence.term(index, "link", "per") or sentence.term(index, "scope", "each")
    return bool(number or per or sentence.mark(index, "/"))
