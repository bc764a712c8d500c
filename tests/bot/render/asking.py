"""Real answers to real questions, and answers that no question leads to."""

from datetime import date
from typing import TypeVar

from msgspec.structs import replace

from bot.answers import answer
from bot.answers.types import (
    Answer,
    ComparisonAnswer,
    EstimateAnswer,
    HelpAnswer,
    Language,
    ModelsAnswer,
    NeedsMore,
    NotUnderstood,
    Question,
    RatesAnswer,
)
from bot.query.model import HelpQuery
from bot.query.phrase import phrase
from bot.query.reading import Span
from pricing import load_published

TODAY = date(2026, 11, 22)
BOOK = load_published()

A = TypeVar("A", bound=Answer)


def ask(text: str, today: date = TODAY, lang: Language | None = None) -> Answer:
    return answer(Question(text, today, lang), BOOK)


def ask_for(kind: type[A], text: str) -> A:
    found = ask(text)
    assert isinstance(found, kind), found
    return found


# One of each sort that looks different.
ESTIMATES = {
    "volume": "sonnet-4 10M in 2M out cached",
    "requests": "haiku 5.5, 1000 requests, 150k in and 2k out each",
    "totals": "opus 4.7, 5000 requests, 100M in and 25M out in total, batch, 15% off",
    "fast": "opus 5.5 1M in 1M out 1000 web searches fast",
    "another day": "sonnet 4.5 100 requests 300k in 1k out each as of 2026-01-15",
    "a prompt's size": "haiku 5.5 10M in 2M out, prompts of 150k",
    "one kind": "opus 5.5 cache write 344139 tokens 1h",
    "small": "haiku 5.5 1 in 1 out cached",
    "huge": "fable 5 999999999999 in 1 out",
}
COMPARISONS = {
    "named": "sonnet 4 vs opus 4 vs gpt-5, 10M in 2M out",
    "current": "10M in 2M out",
    "all": "all models 10M in 2M out 80% cached",
}
OTHERS = {
    "rates of one": "price of opus 5.5",
    "rates of some": "price of haiku 5.5 vs sonnet 4.5 vs mythos preview",
    "rates of all": "price of opus 4.5 vs opus 4.6 vs opus 4.7 vs opus 4.8 vs opus 5",
    "models": "which models",
    "retired models": "retired models",
    "price history": "price history of opus 4.6 vs sonnet 4",
    "prices of a family": "has opus got cheaper?",
    "changes": "what changed since 2025-01-01",
    "what is to come": "what is coming",
    "a life": "when does sonnet 4.5 retire?",
    "lives": "lifecycle of sonnet",
    "help": "help",
    "refused": "opus 5.5 1M in 1M out fast batch",
    "unknown model": "sonnet 6 10M in",
    "other vendor": "what is the pricing of gpt-5",
    "unclear": "sonnet 4.6 10M tokens",
}
QUESTIONS = ESTIMATES | COMPARISONS | OTHERS


def hostile(words: str) -> list[Answer]:
    """Answers of each kind with `words` wherever a person's own words can stand."""
    estimate = ask_for(EstimateAnswer, ESTIMATES["volume"])
    comparison = ask_for(ComparisonAnswer, COMPARISONS["named"])
    rates = ask_for(RatesAnswer, OTHERS["rates of one"])
    models = ask_for(ModelsAnswer, OTHERS["models"])
    help_ = ask_for(HelpAnswer, OTHERS["help"])
    said = phrase("note.typo", said=words, meant=words)
    notes = (replace(estimate.notes[0], phrase=said),)
    frame = replace(estimate.frame, source=words)
    span = Span(0, len(words))
    rows = tuple(row._replace(model=None, name=words) for row in comparison.table.rows)
    return [
        replace(estimate, frame=frame, reading=words, notes=notes),
        replace(comparison, reading=words, notes=notes, table=replace(comparison.table, rows=rows)),
        replace(rates, reading=words, notes=notes),
        replace(models, reading=words, notes=notes),
        replace(help_, query=HelpQuery(words), examples=(words,)),
        NeedsMore(frame, said, span, (words, words), notes),
        NotUnderstood(frame, phrase("ask.each_or_total", requests=1), span, (words,), notes),
    ]
