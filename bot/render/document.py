"""From an answer to its words: one way for every face."""

from __future__ import annotations

from typing import assert_never

from bot.answers.types import (
    Answer,
    CannotPriceAnswer,
    ComparisonAnswer,
    EstimateAnswer,
    HelpAnswer,
    ModelsAnswer,
    NeedsMore,
    NotUnderstood,
    OutOfScope,
    RatesAnswer,
)

from .catalogue import language
from .comparison import comparison_document
from .estimate import estimate_document
from .help import help_document
from .models import models_document
from .parts import Document
from .rates import rates_document
from .refusal import refusal_document


def document(answer: Answer) -> Document:
    """`answer` in words of its language."""
    lang = language(answer.frame.lang)
    match answer:
        case EstimateAnswer():
            return estimate_document(answer, lang)
        case ComparisonAnswer():
            return comparison_document(answer, lang)
        case RatesAnswer():
            return rates_document(answer, lang)
        case ModelsAnswer():
            return models_document(answer, lang)
        case HelpAnswer():
            return help_document(answer, lang)
        case NeedsMore() | NotUnderstood() | CannotPriceAnswer() | OutOfScope():
            return refusal_document(answer, lang)
        case _:
            assert_never(answer)
