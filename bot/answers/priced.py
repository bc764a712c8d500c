"""The query of an answer that a follow-up can change."""

from __future__ import annotations

from bot.query.model import Query

from .types import (
    AdviceAnswer,
    Answer,
    BreakEvenAnswer,
    BudgetAnswer,
    ComparisonAnswer,
    EstimateAnswer,
    RatesAnswer,
    TokenBudgetAnswer,
    TokensAnswer,
)

_PRICED = (
    EstimateAnswer,
    ComparisonAnswer,
    BudgetAnswer,
    TokenBudgetAnswer,
    RatesAnswer,
    BreakEvenAnswer,
    TokensAnswer,
)


def priced_query(answer: Answer) -> Query | None:
    """The query that a follow-up would change.

    None where `answer` holds no numbers of it, or only speaks of something beside it.
    """
    if answer.frame.aside:
        return None
    if isinstance(answer, _PRICED):
        return answer.query
    return answer.query if isinstance(answer, AdviceAnswer) and answer.query.work else None
