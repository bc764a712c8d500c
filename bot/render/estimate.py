"""An estimate in words."""

from __future__ import annotations

from bot.answers.types import Change, EstimateAnswer, Language

from . import numbers, references
from .amounts import work_in_words
from .catalogue import label
from .names import short_name
from .parts import Document, Passage
from .summary import summary_table, why_not
from .working import lines_of


def estimate_document(answer: EstimateAnswer, lang: Language) -> Document:
    """What the work costs, beside what it would cost otherwise, and how that was worked out."""
    return Document(
        lang,
        _headline(answer, lang),
        leads=_leads(answer, lang),
        reading=references.reading(answer.reading),
        table=summary_table(answer, lang),
        below=why_not(answer.table, lang),
        working=Passage(label("label.working.title", lang), lines_of(answer.estimate, lang)),
        notes=references.notes_passage(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
    )


def _headline(answer: EstimateAnswer, lang: Language) -> str:
    return label(
        "headline.estimate",
        lang,
        models=" + ".join(map(short_name, answer.models)),
        total=answer.estimate.total,
        work=work_in_words(answer.query, answer.estimate.parts[0].workload, lang),
    )


def _leads(answer: EstimateAnswer, lang: Language) -> tuple[str, ...]:
    leads = []
    if answer.change:
        leads.append(_change(answer.change, lang))
    if answer.per_request is not None and answer.requests != 1:
        leads.append(label("label.per_request", lang, cost=answer.per_request))
    return tuple(leads)


def _change(change: Change, lang: Language) -> str:
    """The total before and now, with the difference in percent."""
    before, after, percent = change
    if percent is None:
        return label("label.change.from_nothing", lang, before=before, after=after)
    share = numbers.percent(percent.scaleb(-2), lang)
    signed = share if percent <= 0 else f"+{share}"
    return label("label.change.percent", lang, before=before, after=after, percent=signed)
