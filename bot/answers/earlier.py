"""What a thread asked before its last question, for the one that goes back to it: "undo that"."""

from __future__ import annotations

from bot.query.gone_back import Earlier
from bot.query.model import Query

from .priced import priced_query
from .types import Answer, Question

KEPT = 3
"""How many queries before the last one are kept."""


def earlier_after(question: Question, answer: Answer) -> Earlier:
    """What was asked before the query that `answer` is to, and whether that multiplied it."""
    queries = _queries_before(question, answer)
    return Earlier(queries, multiplied=bool(queries) and answer.frame.multiplied)


def _queries_before(question: Question, answer: Answer) -> tuple[Query, ...]:
    """The queries before the one that `answer` is to, oldest first.

    None behind what was not priced: "go back" could mean to leave only that. A query that
    leads to the one before is on its way back, from where it can go back further.
    """
    query, earlier = priced_query(answer), question.earlier.queries
    if query is None:
        return ()
    if question.previous is None or query == question.previous:
        return earlier
    if earlier and query == earlier[-1]:
        return earlier[:-1]
    return (*earlier, question.previous)[-KEPT:]
