"""From an answer to its words: one way for every face."""

from __future__ import annotations

from typing import assert_never

from bot.answers.types import (
    AdviceAnswer,
    Answer,
    BreakEvenAnswer,
    BudgetAnswer,
    CannotPriceAnswer,
    ComparisonAnswer,
    EstimateAnswer,
    ExplainAnswer,
    HelpAnswer,
    HistoryAnswer,
    Language,
    ModelsAnswer,
    NeedsMore,
    NotUnderstood,
    OutOfScope,
    RatesAnswer,
    TokenBudgetAnswer,
    TokensAnswer,
)

from .catalogue import language
from .comparison import comparison_document
from .estimate import estimate_document
from .parts import Document
from .refusal import refusal_document


def document(answer: Answer) -> Document:
    """`answer` in words of its language."""
    lang = language(answer.frame.lang)
    match answer:
        case EstimateAnswer():
            return estimate_document(answer, lang)
        case ComparisonAnswer():
            return comparison_document(answer, lang)
        case NeedsMore() | NotUnderstood() | CannotPriceAnswer() | OutOfScope():
            return refusal_document(answer, lang)
        case _:
            return _rarer(answer, lang)


_Rarer = (
    BudgetAnswer | TokenBudgetAnswer | BreakEvenAnswer | TokensAnswer | RatesAnswer
    | ModelsAnswer | HistoryAnswer | ExplainAnswer | AdviceAnswer | HelpAnswer
)  # fmt: skip


def _rarer(answer: _Rarer, lang: Language) -> Document:  # noqa: C901 - a few lines a kind
    """The answers that are given now and then: the words of each are loaded for the first."""
    match answer:
        case BudgetAnswer():
            from .budget import budget_document

            return budget_document(answer, lang)
        case TokenBudgetAnswer():
            from .token_budget import token_budget_document

            return token_budget_document(answer, lang)
        case BreakEvenAnswer():
            from .break_even import break_even_document

            return break_even_document(answer, lang)
        case TokensAnswer():
            from .tokens import tokens_document

            return tokens_document(answer, lang)
        case RatesAnswer():
            from .rates import rates_document

            return rates_document(answer, lang)
        case ModelsAnswer():
            from .models import models_document

            return models_document(answer, lang)
        case HistoryAnswer():
            from .history import history_document

            return history_document(answer, lang)
        case ExplainAnswer():
            from .explain import explain_document

            return explain_document(answer, lang)
        case AdviceAnswer():
            from .advice import advice_document

            return advice_document(answer, lang)
        case HelpAnswer():
            from .help import help_document

            return help_document(answer, lang)
        case _:
            assert_never(answer)
