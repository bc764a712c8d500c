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

from .advice import advice_document
from .break_even import break_even_document
from .budget import budget_document
from .catalogue import language
from .comparison import comparison_document
from .estimate import estimate_document
from .explain import explain_document
from .help import help_document
from .models import models_document
from .parts import Document
from .rates import rates_document
from .refusal import refusal_document
from .token_budget import token_budget_document
from .tokens import tokens_document


def document(answer: Answer) -> Document:  # noqa: C901, PLR0912 - a line a kind
    """`answer` in words of its language."""
    lang = language(answer.frame.lang)
    match answer:
        case EstimateAnswer():
            return estimate_document(answer, lang)
        case ComparisonAnswer():
            return comparison_document(answer, lang)
        case BudgetAnswer():
            return budget_document(answer, lang)
        case TokenBudgetAnswer():
            return token_budget_document(answer, lang)
        case BreakEvenAnswer():
            return break_even_document(answer, lang)
        case TokensAnswer():
            return tokens_document(answer, lang)
        case RatesAnswer():
            return rates_document(answer, lang)
        case ModelsAnswer():
            return models_document(answer, lang)
        case HistoryAnswer():
            return _history(answer, lang)
        case ExplainAnswer():
            return explain_document(answer, lang)
        case AdviceAnswer():
            return advice_document(answer, lang)
        case HelpAnswer():
            return help_document(answer, lang)
        case NeedsMore() | NotUnderstood() | CannotPriceAnswer() | OutOfScope():
            return refusal_document(answer, lang)
        case _:
            assert_never(answer)


def _history(answer: HistoryAnswer, lang: Language) -> Document:
    from .history import history_document  # noqa: PLC0415 - rarely asked

    return history_document(answer, lang)
