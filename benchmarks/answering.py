"""From the text of a question to the message that Slack is sent."""

import gc
from collections.abc import Callable
from datetime import date
from statistics import median, quantiles

from bot.answers import answer
from bot.answers.types import (
    Answer,
    ComparisonAnswer,
    EstimateAnswer,
    Question,
)
from bot.render import command_message, thread_messages
from pricing import PriceBook, load_published

from . import questions
from .figures import Figure, Section, at_most_times, duration, under
from .timing import Took, each_once

_LINES, _MENTIONS, _LETTERS = 2_000, 900, 160
_WARM_UP = 100
_LINE_SECONDS, _MENTION_SECONDS = 1e-3, 3e-3
_SHORT, _LONG = 500, 4_000
_GROWTH = 1.0


def measure() -> Section:
    """Time for many questions, none of them asked twice."""
    # What other measurements have loaded is no matter of the garbage collector's here.
    gc.collect()
    gc.freeze()
    book = load_published()
    _assert_priced(book)
    figures = (*_lines(book), *_mentions(book), _growth(book))
    gc.unfreeze()
    return Section("From question to message", _HOW, "a shorter text", figures)


_HOW = f"""\
`answer`, then `command_message` or `thread_messages`, over {_LINES:,} different lines and
{_MENTIONS:,} different mentions of sixty words: other models, amounts and terms each time, no
question asked twice, the first {_WARM_UP} not counted. The last row is the time for each
character of a long text, beside that of a short one: above 1, time would grow faster than the
text."""


def _lines(book: PriceBook) -> tuple[Figure, ...]:
    took = each_once(_command(book), questions.lines(_WARM_UP + _LINES))
    return _figures("A line", took[_WARM_UP:], _LINE_SECONDS)


def _mentions(book: PriceBook) -> tuple[Figure, ...]:
    took = each_once(_thread(book), questions.mentions(_WARM_UP + _MENTIONS))
    return _figures("A mention of 60 words", took[_WARM_UP:], _MENTION_SECONDS)


def _figures(what: str, took: list[Took], limit: float) -> tuple[Figure, ...]:
    """The processor's time, which has the target, and what the clock said of the same calls."""
    processor, clock = ([*each] for each in zip(*took, strict=True))
    return (
        under(what, median(processor), _shown(processor), limit),
        under("... by the clock", median(clock), _shown(clock), None),
    )


def _growth(book: PriceBook) -> Figure:
    """In turns, so that a busy moment of the machine hits both lengths."""
    short, long = (questions.letters(_LETTERS, length) for length in (_SHORT, _LONG))
    pairs = [each_once(_thread(book), pair) for pair in zip(short, long, strict=True)]
    per_character = [
        median(took.processor / len(text) for took, text in zip(row, texts, strict=True))
        for row, texts in zip(zip(*pairs, strict=True), (short, long), strict=True)
    ]
    here, there = ((each, duration(each)) for each in reversed(per_character))
    what = f"A character of {_LONG:,}, beside one of {_SHORT}"
    return at_most_times(what, here, there, _GROWTH)


def _shown(seconds: list[float]) -> str:
    most = quantiles(seconds, n=20)[-1]
    return f"{duration(median(seconds))} (95% within {duration(most)})"


def _command(book: PriceBook) -> Callable[[str], object]:
    today = book.prices_as_of
    return lambda text: command_message(_answer(text, today, book))


def _thread(book: PriceBook) -> Callable[[str], object]:
    today = book.prices_as_of
    return lambda text: thread_messages(_answer(text, today, book))


def _answer(text: str, today: date, book: PriceBook) -> Answer:
    return answer(Question(text, today), book)


def _assert_priced(book: PriceBook) -> None:
    """What is measured are answers: to refuse would be quicker."""
    asked = (
        *questions.lines(_WARM_UP),
        *questions.mentions(_WARM_UP),
        *questions.letters(_WARM_UP, _LONG),
    )
    for text in asked:
        given = _answer(text, book.prices_as_of, book)
        priced = isinstance(given, EstimateAnswer | ComparisonAnswer)
        assert priced, f"{type(given).__name__}: {text}"
