"""The answers: one type a kind, all of them values without wording.

Sentences are `Phrase`s, a key of the catalogue with the facts it needs; `render` words them
in a language. Money is US dollars, exact; nothing here is rounded.
"""

from .budgets import (
    BudgetAnswer,
    Budgeted,
    NeededShare,
    Option,
    Spendable,
    TokenBudgetAnswer,
    TokensBought,
)
from .caching import BreakEvenAnswer, PaysOff
from .costs import OF_SHARE, Cell, Row, Saved, Shown, ShownRates, SummaryTable, TextCost, UnitCost
from .estimates import (
    CacheChoice,
    Change,
    Compared,
    ComparisonAnswer,
    Difference,
    EstimateAnswer,
    best_choice,
)
from .explanations import (
    AdviceAnswer,
    Advised,
    Dated,
    ExplainAnswer,
    Figure,
    HelpAnswer,
    Paragraph,
    Reasons,
)
from .frame import Frame, Language, Note, NoteCode, Question
from .prices import (
    HistoryAnswer,
    Life,
    Listed,
    ModelRates,
    ModelsAnswer,
    Occurrence,
    RateGroup,
    RatesAnswer,
)
from .refusals import CannotPriceAnswer, NeedsMore, NotUnderstood, OutOfScope, Refusal
from .tokens import TokenCount, TokensAnswer

PricedAnswer = EstimateAnswer | ComparisonAnswer

Answer = (
    EstimateAnswer
    | ComparisonAnswer
    | BudgetAnswer
    | TokenBudgetAnswer
    | BreakEvenAnswer
    | TokensAnswer
    | RatesAnswer
    | ModelsAnswer
    | HistoryAnswer
    | ExplainAnswer
    | AdviceAnswer
    | HelpAnswer
    | Refusal
)

__all__ = [
    "OF_SHARE",
    "AdviceAnswer",
    "Advised",
    "Answer",
    "BreakEvenAnswer",
    "BudgetAnswer",
    "Budgeted",
    "CacheChoice",
    "CannotPriceAnswer",
    "Cell",
    "Change",
    "Compared",
    "ComparisonAnswer",
    "Dated",
    "Difference",
    "EstimateAnswer",
    "ExplainAnswer",
    "Figure",
    "Frame",
    "HelpAnswer",
    "HistoryAnswer",
    "Language",
    "Life",
    "Listed",
    "ModelRates",
    "ModelsAnswer",
    "NeededShare",
    "NeedsMore",
    "NotUnderstood",
    "Note",
    "NoteCode",
    "Occurrence",
    "Option",
    "OutOfScope",
    "Paragraph",
    "PaysOff",
    "PricedAnswer",
    "Question",
    "RateGroup",
    "RatesAnswer",
    "Reasons",
    "Refusal",
    "Row",
    "Saved",
    "Shown",
    "ShownRates",
    "Spendable",
    "SummaryTable",
    "TextCost",
    "TokenBudgetAnswer",
    "TokenCount",
    "TokensAnswer",
    "TokensBought",
    "UnitCost",
    "best_choice",
]
