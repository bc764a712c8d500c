"""An estimate in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.projection import Totals
from bot.answers.types import (
    CacheChoice,
    Change,
    EstimateAnswer,
    Language,
    best_choice,
)
from bot.query.model import Bounds, MixQuery
from pricing import Estimate, Period

from . import numbers, references
from .amounts import mix_in_words, work_in_words
from .catalogue import label
from .currency import currency_line
from .drawing import charts
from .drivers import are_told, drivers_passage
from .names import short_name
from .parts import Document, Passage
from .periods import converted, for_period, lines_of_parts
from .savings import cheapest_lever, saved_headline, savings_passage
from .summary import summary_table, why_not
from .units import units_in_words
from .working import lines_of


def estimate_document(answer: EstimateAnswer, lang: Language) -> Document:
    """What the work costs, beside what it would cost otherwise, and how that was worked out."""
    return Document(
        lang,
        _headline(answer, lang),
        leads=tuple(_leads(answer, lang)),
        reading=references.reading(answer.reading),
        table=summary_table(answer, lang),
        below=why_not(answer.table, lang),
        passages=tuple(_passages(answer, lang)),
        charts=charts(answer, lang) if answer.savings else None,
        working=Passage(label("label.working.title", lang), tuple(_working(answer, lang))),
        notes=references.notes_but_rate(answer.notes, lang),
        dated=references.dated(answer.frame, lang),
        links=references.links(answer.sources.values(), lang),
        receipt=references.receipt(answer.receipt),
    )


def _headline(answer: EstimateAnswer, lang: Language) -> str:
    if answer.savings and (saved := saved_headline(answer, _work(answer, lang), lang)):
        return saved
    models = dict.fromkeys(map(short_name, answer.models))
    return label(
        "headline.estimate",
        lang,
        models=" + ".join(models),
        total=for_period(_total(answer, lang), answer.projection.over, lang),
        work=_work(answer, lang),
    )


def _total(answer: EstimateAnswer, lang: Language) -> str:
    """The total, or the ends of a range."""
    if answer.low is None or answer.high is None:
        return numbers.usd(answer.total or Decimal(0), lang)
    low, high = numbers.usd(answer.low, lang), numbers.usd(answer.high, lang)
    return label("label.range", lang, low=low, high=high)


def _work(answer: EstimateAnswer, lang: Language) -> str:
    if isinstance(answer.query, MixQuery):
        names = [short_name(model) for model in answer.models]
        return mix_in_words(answer.query, answer.estimate, names, lang)
    return work_in_words(answer.query, answer.estimate.parts[0].workload, lang)


def _leads(answer: EstimateAnswer, lang: Language) -> Iterator[str]:
    yield from units_in_words(answer.units, answer.frame, lang, asked=True)
    if answer.savings:
        yield from cheapest_lever(answer, lang)
    elif answer.change:
        yield _change(answer.change, lang)
    if answer.shown:
        yield currency_line(answer.shown, lang)
    if answer.shown_ends:
        yield currency_line(answer.shown_ends[0], lang, answer.shown_ends[1])
    if answer.low is not None and answer.total is not None:
        yield label("label.middle", lang, total=answer.total)
    if totals := answer.totals:
        yield _totals(totals, answer.projection.per, lang)
    if answer.requests != 1:
        yield from units_in_words(answer.units, answer.frame, lang, asked=False)


def _totals(totals: Totals, per: Period | None, lang: Language) -> str:
    worked = "_of_business_days" if per is Period.BUSINESS_DAY else ""
    return label(f"label.totals{worked}", lang, **totals._asdict())


def _change(change: Change, lang: Language) -> str:
    """The total before and now, with the difference in percent."""
    before, after, percent, periods = change
    if periods:
        told = [
            for_period(numbers.usd(usd, lang), over, lang)
            for usd, over in zip((before, after), periods, strict=True)
        ]
        return label("label.change.periods", lang, before=told[0], after=told[1])
    if percent is None:
        return label("label.change.from_nothing", lang, before=before, after=after)
    share = numbers.percent(percent.scaleb(-2), lang)
    signed = share if percent <= 0 else f"+{share}"
    return label("label.change.percent", lang, before=before, after=after, percent=signed)


# --- what else belongs to it


def _passages(answer: EstimateAnswer, lang: Language) -> Iterator[Passage]:
    if answer.savings:
        yield from savings_passage(answer, lang)
    if answer.caching:
        lines = tuple(_choice(each, answer, lang) for each in answer.caching)
        yield Passage(label("label.caching.title", lang), lines)
    if are_told(answer.drivers):
        yield drivers_passage(answer.drivers, lang)


def _choice(choice: CacheChoice, answer: EstimateAnswer, lang: Language) -> str:
    shown = numbers.usd(choice.total, lang)
    share: Decimal | Bounds = choice.hit_share
    if choice.high is not None and choice.most is not None:
        shown = label("label.range", lang, low=shown, high=numbers.usd(choice.high, lang))
        share = Bounds(choice.hit_share, choice.most) if share != choice.most else share
    total = for_period(shown, answer.projection.over, lang)
    key = "best" if choice is best_choice(answer.caching) else "choice"
    facts = {"choice": choice.ttl or "none", "total": total, "share": share}
    return label(f"label.caching.{key}", lang, **facts)


def _working(answer: EstimateAnswer, lang: Language) -> Iterator[str]:
    """The lines for the period that was said, then what they are for the one that is asked."""
    if answer.ends is None:
        yield from _worked_out(answer.estimate, answer, lang)
        return
    for end, estimate in zip(("low", "high"), answer.ends, strict=True):
        yield label(f"label.working.{end}_end", lang)
        yield from _worked_out(estimate, answer, lang)


def _worked_out(estimate: Estimate, answer: EstimateAnswer, lang: Language) -> Iterator[str]:
    if answer.projections:
        yield from lines_of_parts(estimate, answer.projections, lang)
        return
    yield from lines_of(estimate, lang)
    yield from converted(estimate.total, answer.projection, lang)
