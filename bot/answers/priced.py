"""The query of an answer that holds prices."""

from __future__ import annotations

from bot.query.model import Query

from .types import Answer, BudgetAnswer, ComparisonAnswer, EstimateAnswer, RatesAnswer


def priced_query(answer: Answer) -> Query | None:
    """The query that a follow-up would change; None where `answer` holds no prices."""
    if isinstance(answer, EstimateAnswer | ComparisonAnswer | BudgetAnswer | RatesAnswer):
        return answer.query
    return None
