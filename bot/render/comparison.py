"""A comparison in words."""

from __future__ import annotations

from bot.answers.types import Compared, ComparisonAnswer, Language
from pricing import Estimate

from . import references
from .amounts import work_in_words
from .catalogue import join, label
from .names import short_name
from .parts import Document, Passage
from .plain import clean
from .summary import summary_table, why_not
from .working import line_of

Priced = list[tuple[str, Estimate]]


def comparison_document(answer: ComparisonAnswer, lang: Language) -> Document:
    """What the work costs on each model, the cheapest and the dearest in the headline."""
    priced = [(_name(each), each.estimate) for each in answer.compared if each.estimate]
    lines = tuple(line_of(name, estimate, lang) for name, estimate in priced)
    return Document(
        lang,
        _headline(answer, priced, lang),
        reading=references.reading(answer.reading),
        table=summary_table(answer, lang),
        below=why_not(answer.table, lang),
        working=Passage(label("label.working.title", lang), lines),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _name(compared: Compared) -> str:
    return short_name(compared.model) if compared.model else clean(compared.name)


def _headline(answer: ComparisonAnswer, priced: Priced, lang: Language) -> str:
    totals = [estimate.total for _, estimate in priced]
    low, high = min(totals), max(totals)
    cheapest = join([name for name, estimate in priced if estimate.total == low], lang)
    dearest = join([name for name, estimate in priced if estimate.total == high], lang)
    key = "headline.comparison" if low < high else "headline.comparison_even"
    return label(
        key,
        lang,
        cheapest=cheapest,
        low=low,
        dearest=dearest,
        high=high,
        work=work_in_words(answer.query, priced[0][1].parts[0].workload, lang),
    )
