"""Amounts: so many tokens, searches, hours.

    pair   = NUMBER "/" NUMBER ["tokens"] unit "/" unit
    amount = NUMBER {filler} unit ["tokens"]
           | unit ["tokens"] [":" | "=" | "of"] NUMBER ["tokens"]
    unit   = in | out | cache reads | web searches | session hours | thinking | prompt size

Number-then-unit binds first. A unit takes the number behind it only where that one has no
unit of its own, or where the whole text is read unit-first ("in 10000 out 2000").
"""

from __future__ import annotations

from bot.query.ask import AmountKind, Remark
from bot.query.errors import NeedsMore
from bot.query.phrase import phrase
from bot.query.pieces import NumberPiece, TermPiece
from bot.query.sentence import Sentence
from pricing import Unit

from . import showing

_WORDS = {
    Unit.INPUT: "input tokens",
    Unit.OUTPUT: "output tokens",
    Unit.CACHE_READ: "cache read tokens",
    Unit.WEB_SEARCH: "web searches",
    Unit.SESSION_HOUR: "session hours",
    "thinking": "thinking tokens",
    "prompt_size": "tokens in one prompt",
    "prefix": "tokens that every prompt begins with",
}
_BETWEEN = (("link", "of"), ("tokens", "tokens"), ("approximately", "about"))


def meaning(kind: AmountKind, number: NumberPiece) -> str:
    """What an amount was taken for: "10,000,000 input tokens"."""
    return f"{showing.number(number.value, number.bounds)} {_WORDS.get(kind, kind)}"


def unit_at(sentence: Sentence, index: int) -> AmountKind | None:
    """The unit named at `index`, cache writes aside: they have a lifetime (see `caching`)."""
    if sentence.term(index, "part", "out"):
        return Unit.OUTPUT
    piece = sentence.term(index, "unit")
    if piece is None or piece.term.value == "cache_write":
        return None
    value = piece.term.value
    return value if value in ("thinking", "prompt_size", "prefix") else Unit(value)  # type: ignore[return-value]  # the literals


def pair(sentence: Sentence) -> bool:
    """`10M/2M in/out`; without units both are asked about."""
    start = sentence.place
    first, second = sentence.at(start, NumberPiece), sentence.at(start + 2, NumberPiece)
    if not (first and second and sentence.mark(start + 1, "/")):
        return False
    unit = sentence.skip(start + 3, ("tokens", "tokens"))
    left, right = unit_at(sentence, unit), unit_at(sentence, unit + 2)
    if left and right and sentence.mark(unit + 1, "/"):
        sentence.add(left, first, range(start, start + 1), meaning(left, first))
        sentence.add(right, second, range(start + 2, start + 3), meaning(right, second))
        sentence.take([start + 1, *range(start + 3, unit + 3)], "input and output")
    elif unit_at(sentence, unit) is not None:
        sentence.ask(start, unit + 1, "ask.pair")
    else:
        sentence.ask(start, unit, "ask.pair")
    return True


def number_then_unit(sentence: Sentence) -> bool:
    """`10M in`, `2 million output tokens`, `3,700 tokens in`."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    first = start + 2 if sentence.mark(start + 1, "-") else start + 1  # "150k-token prompts"
    index = sentence.skip(first, *_BETWEEN, ("scope", "total"))
    unit = unit_at(sentence, index)
    if unit is None or (
        sentence.unit_first and index == start + 1 and _opens_pair(sentence, index)
    ):
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    if sentence.pieces[index].text.casefold() == "in" and sentence.term(end, "currency"):
        sentence.ask(start, end + 1, "ask.in_currency")
        return True
    if sentence.term(end, "content"):  # "5000 input words"
        return False
    if sentence.was(start - 1, "part") and unit == "thinking":
        _refuse_more_thinking(sentence, start, end, number)
        sentence.take(range(start, end), "part of the output")
    elif sentence.was(start - 1, "part"):
        sentence.ask(start, end, "ask.part")
    else:
        _add(sentence, unit, number, range(start, end))
    return True


def _refuse_more_thinking(sentence: Sentence, start: int, end: int, number: NumberPiece) -> None:
    """Thinking that is part of the output cannot be more than that."""
    outputs = [each.quantity for each in sentence.said.amounts if each.kind == Unit.OUTPUT]
    if outputs and number.value > outputs[-1]:
        facts = {"thinking": number.value, "output": outputs[-1]}
        span = sentence.span(start, end)
        sentence.troubles.append(NeedsMore(phrase("ask.thinking_above_output", **facts), span))


def uncounted(sentence: Sentence) -> bool:
    """`with web search`, `cache writes`: a unit that costs, without its number."""
    piece = sentence.term(sentence.place, "unit", *_MUST_BE_COUNTED)
    if piece is None:
        return False
    sentence.said.uncounted.append(piece.span)
    sentence.take([sentence.place], "without a number")
    return True


_MUST_BE_COUNTED = ("cache_read", "cache_write", "web_search", "session_hour")


def _add(sentence: Sentence, unit: AmountKind, number: NumberPiece, indexes: range) -> None:
    """Take an amount; thinking tokens are billed as output, which is noted."""
    if unit == "thinking":
        sentence.remarks.append(Remark("thinking", phrase("note.thinking", tokens=number.value)))
    sentence.add(unit, number, indexes, meaning(unit, number))


def _opens_pair(sentence: Sentence, index: int) -> bool:
    """Whether the unit at `index` stands before a number of its own."""
    return sentence.at(index + 1, NumberPiece) is not None


def unit_then_number(sentence: Sentence) -> bool:
    """`input: 10M`, `output of 2M tokens`, `in 10000`."""
    start = sentence.place
    unit = unit_at(sentence, start)
    index = sentence.skip(start + 1, *_BETWEEN)
    if sentence.mark(index, ":="):
        index = sentence.skip(index + 1, *_BETWEEN)
    number = sentence.at(index, NumberPiece)
    if (
        unit is None
        or number is None
        or (
            has_own_unit(sentence, index)
            and not sentence.unit_first
            and not (unit is Unit.WEB_SEARCH and _is_counter(sentence, index + 1))
        )
    ):
        sentence.idle_units += unit in (Unit.INPUT, Unit.OUTPUT)
        return False
    end = sentence.skip(index + 1, ("tokens", "tokens"))
    _remark_about(sentence, range(start, index), number)
    if unit is Unit.WEB_SEARCH and _is_counter(sentence, end):
        end += 1
    _add(sentence, unit, number, range(start, end))
    return True


def _remark_about(sentence: Sentence, indexes: range, number: NumberPiece) -> None:
    """`入力約1000万`: taken as said, and noted."""
    for index in indexes:
        if word := sentence.term(index, "approximately"):
            facts = {"said": f"{word.text}{number.text}", "taken": number.text}
            sentence.remarks.append(Remark("approximate", phrase("note.approximate", **facts)))


def _is_counter(sentence: Sentence, index: int) -> bool:
    """Whether a Japanese counter stands at `index`: 検索1回."""
    piece = sentence.term(index, "count")
    return piece is not None and not piece.text.isascii()


def has_own_unit(sentence: Sentence, index: int) -> bool:
    """Whether the number at `index` is bound to something behind it."""
    behind = sentence.skip(index + 1, *_BETWEEN)
    piece = sentence.at(behind, TermPiece)
    return piece is not None and piece.term.category in {
        "unit",
        "count",
        "content",
        "period",
        "frequency",
    }


def in_a_period(sentence: Sentence) -> bool:
    """`10M in a day`: "in" is the number's own, and "a day" what it is per."""
    start = sentence.place
    number = sentence.here(NumberPiece)
    lead = sentence.at(start + 1, TermPiece)
    if lead is None or lead.text.casefold() not in {"in a", "in an"}:
        return False
    if not sentence.term(start + 2, "period"):
        return False
    sentence.add(Unit.INPUT, number, range(start, start + 1), meaning(Unit.INPUT, number))
    return True


def tokens_of_what(sentence: Sentence) -> bool:
    """`10M tokens` alone: in or out?"""
    start = sentence.place
    end = sentence.skip(start + 1, ("tokens", "tokens"))
    if end == start + 1:
        return False
    sentence.ask(start, end, "ask.tokens_of_what")
    return True
