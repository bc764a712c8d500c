"""A budget in words: what all its answers have, whatever was asked of it."""

from __future__ import annotations

from bot.answers.types import BudgetAnswer, Language

from . import references
from .budget_buys import buys_headline, buys_leads, buys_working
from .budget_table import budget_table
from .budget_uses import uses_headline, uses_leads, uses_working, ways_to_fit
from .budget_words import name_of
from .catalogue import label
from .drivers import are_told, drivers_passage
from .parts import Document, Passage
from .summary import why_not


def budget_document(answer: BudgetAnswer, lang: Language) -> Document:
    """How many requests it buys, or whether it is enough and what would make it so."""
    headline, leads, working = (
        (uses_headline, uses_leads, uses_working)
        if answer.query.fits
        else (buys_headline, buys_leads, buys_working)
    )
    return Document(
        lang,
        headline(answer, lang),
        leads=leads(answer, lang),
        reading=references.reading(answer.reading),
        table=budget_table(answer, lang),
        below=why_not(answer.table, lang),
        passages=(*ways_to_fit(answer, lang), *_drivers(answer, lang)),
        working=Passage(label("label.working.title", lang), working(answer, lang)),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _drivers(answer: BudgetAnswer, lang: Language) -> tuple[Passage, ...]:
    """Which range moves the cost most: of all of the work, or of one where it is asked how many."""
    if not are_told(answer.drivers):
        return ()
    several = len(answer.budgeted) > 1
    model = (
        name_of(next(each for each in answer.budgeted if each.estimate), lang) if several else None
    )
    what = "title" if answer.query.fits else "title_of_one"
    return (drivers_passage(answer.drivers, lang, model, what),)
