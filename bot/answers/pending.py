"""A reply to what the bot asked back: the question and its reply, answered as one.

What was asked back last is pending until something is priced. Its text is asked again, with the
reply in it, beside the same query of the thread as before: nothing but the text is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from bot.query import canonical, parse, vocabulary
from bot.query.ask import Ask
from bot.query.markup import typed
from bot.query.reading import Span
from bot.query.replies import (
    Asked,
    answers_plainly,
    can_be_replied_to,
    has_numbers,
    is_whole,
    joined,
    keeps,
)
from bot.query.text import normalise
from pricing import PriceBook

from .priced import priced_query
from .types import Answer, CannotPriceAnswer, NeedsMore, Question

LONGEST = 1_000
"""Characters of a question that is kept for a reply."""

_Answered = Callable[[Question, PriceBook], Answer]


def pending_after(question: Question, answer: Answer) -> str | None:
    """The question that a reply to `answer` would complete: none after one that is priced."""
    if priced_query(answer):
        return None
    if not isinstance(answer, NeedsMore):
        return question.pending
    text = answer.frame.source
    if answer.span == (0, len(text)) and question.pending:  # "10M": no question of its own
        return question.pending
    return text if can_be_replied_to(answer.message.key) and len(text) <= LONGEST else None


def answer_to_reply(question: Question, book: PriceBook, answered: _Answered) -> Answer | None:
    """The answer to the pending question with the reply in it; None where it is no reply to it."""
    first = replace(question, text=question.pending or "", pending=None)
    asked = answered(first, book)
    if not isinstance(asked, NeedsMore) or not can_be_replied_to(asked.message.key):
        return None

    def read(text: str) -> Ask:
        return parse(text, vocabulary(book), question.today)

    said = normalise(typed(question.text))
    reply, text = read(said), asked.frame.source
    about = Asked(text, read(text), asked.message.key, asked.span or Span(len(text), len(text)))
    plainly = answers_plainly(about.about, said)
    found: list[Answer] = []
    for each in joined(about, said, read):
        if keeps(read(each.text), each, reply):
            answer = answered(replace(first, text=each.text), book)
            found += [answer] if plainly or _goes_on(answer, twice=each.twice) else []
    if found:
        return _the_one(found, asked)
    if plainly:
        return asked
    is_part = has_numbers(reply) and not is_whole(reply)
    return asked if is_part and (about.ask.models or question.previous is None) else None


def _goes_on(answer: Answer, *, twice: bool) -> bool:
    """Whether `answer` is about what both said: a price, or what is asked next."""
    if isinstance(answer, NeedsMore):
        return can_be_replied_to(answer.message.key)
    return not twice and bool(priced_query(answer) or isinstance(answer, CannotPriceAnswer))


def _the_one(found: Sequence[Answer], asked: NeedsMore) -> Answer:
    """The answer that was found; where they are to different questions, it is asked again."""
    priced = [each for each in found if priced_query(each)]
    queries = {canonical(query) for each in priced if (query := priced_query(each))}
    return asked if len(queries) > 1 else (priced or found)[0]
