"""How to ask, in words."""

from __future__ import annotations

from bot.answers.types import HelpAnswer, Language

from .catalogue import label
from .parts import Document, Passage
from .plain import clean

_TOPICS = (
    *("models", "tokens", "requests", "traffic", "ranges", "caching", "terms", "contents"),
    *(
        "several",
        "mixes",
        "budgets",
        "currencies",
        "day",
        "rates",
        "history",
        "questions",
        "threads",
    ),
)


def help_document(answer: HelpAnswer, lang: Language) -> Document:
    """Questions to try, and what a question may hold."""
    unread = answer.query.unread
    topics = tuple(label(f"help.{each}", lang) for each in _TOPICS)
    examples = tuple(map(clean, answer.examples))
    return Document(
        lang,
        label("headline.help", lang),
        leads=(label("help.unread", lang, text=unread),) if unread else (),
        passages=(
            Passage(label("help.try", lang), examples, verbatim=True),
            Passage(label("help.may_hold", lang), topics),
        ),
    )
