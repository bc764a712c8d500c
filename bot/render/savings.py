"""What levers save, in words: in dollars and in percent."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from bot.answers.types import Compared, ComparisonAnswer, EstimateAnswer, Language, Saved
from bot.query.model import ONE, Contrast
from pricing import Lever

from . import numbers
from .catalogue import join, label
from .names import short_name
from .parts import Passage
from .periods import for_period

Answer = EstimateAnswer | ComparisonAnswer
Ends = tuple[Decimal, Decimal]


def saved_headline(answer: EstimateAnswer, work: str, lang: Language) -> str | None:
    """What the levers that were asked about save; None where all of them are shown."""
    contrast = _contrast(answer)
    if contrast is None or contrast.mode != "saved":
        return None
    (saved,) = answer.savings
    models = " + ".join(dict.fromkeys(map(short_name, answer.models)))
    facts = {"models": models, "work": work, "count": len(saved.levers)}
    key = {"saved": "saved", "added": "added", "none": "saves_nothing"}[_kind(saved)]
    return label(f"headline.{key}", lang, **facts, **_facts(saved, answer, lang))


def cheapest_lever(answer: Answer, lang: Language) -> Iterator[str]:
    """Which lever is the cheapest, where all of them are shown on one model."""
    contrast = _contrast(answer)
    if contrast and contrast.mode == "every":
        best = min(answer.savings, key=lambda each: each.after)
        if best.low.saves:
            facts = _facts(best, answer, lang)
            yield label("label.savings.cheapest", lang, lever=best.levers[0], **facts)


def savings_passage(answer: Answer, lang: Language) -> Iterator[Passage]:
    """A line for each lever, and for each model where there are several."""
    contrast = _contrast(answer)
    several = len({each.model for each in answer.savings}) > 1
    if contrast and (contrast.mode != "saved" or several):
        lines = tuple(_line(each, answer, lang, several=several) for each in answer.savings)
        yield Passage(label("label.savings.title", lang), lines)


def sides_headline(answer: ComparisonAnswer, work: str, lang: Language) -> str | None:
    """What each lever costs on the only model; None where there are several."""
    contrast = _contrast(answer)
    priced = [each for each in answer.compared if each.estimate and each.model]
    models = {each.model.id: each.model for each in priced if each.model}
    if contrast is None or contrast.mode != "versus" or len(models) > 1:
        return None
    over = answer.projection.over
    sides = [
        label(
            "label.savings.side",
            lang,
            lever=lever_name(each.lever, answer, lang),
            total=for_period(_usd(_ends(each), lang), over, lang),
        )
        for each in priced
    ]
    (model,) = models.values()
    facts = {"model": short_name(model), "sides": join(sides, lang, "unit"), "work": work}
    return label("headline.levers", lang, **facts)


def _ends(compared: Compared) -> Ends:
    low = compared.total or Decimal(0)
    return low, low if compared.high is None else compared.high


def lever_name(lever: Lever | None, answer: Answer, lang: Language) -> str:
    """What a lever is called: beside the 1-hour cache, the other one by its life.

    Where each model has its own, with the share that is cached.
    """
    contrast = _contrast(answer)
    cached = answer.query.work.cached if isinstance(answer, ComparisonAnswer) else None
    is_sided = contrast is not None and contrast.mode == "sided"
    if is_sided and lever in _WITH_SHARE and cached not in {None, ONE}:
        return label(f"label.lever_share.{lever}", lang, share=cached)
    beside = contrast is not None and Lever.CACHE_1H in contrast.levers
    name = "cache_5m" if lever is Lever.CACHED and beside else lever
    return label(f"label.lever.{name}", lang)


_WITH_SHARE = frozenset({Lever.CACHED, Lever.BATCH_CACHED})


def _contrast(answer: Answer) -> Contrast | None:
    query = answer.query
    return query.contrast


def _line(saved: Saved, answer: Answer, lang: Language, *, several: bool) -> str:
    facts = _facts(saved, answer, lang)
    lever = " + ".join(lever_name(each, answer, lang) for each in saved.levers)
    if several and saved.model:
        lever = label("label.savings.of_model", lang, model=short_name(saved.model), lever=lever)
    return label(f"label.savings.{_kind(saved)}", lang, lever=lever, **facts)


def _kind(saved: Saved) -> str:
    if saved.low.saved == saved.high.saved == 0:
        return "none"
    return "saved" if saved.low.saved >= 0 and saved.high.saved >= 0 else "added"


def _facts(saved: Saved, answer: Answer, lang: Language) -> dict[str, object]:
    amounts = abs(saved.low.saved), abs(saved.high.saved)
    shares = [abs(each.share or Decimal(0)) for each in (saved.low, saved.high)]
    shown = [numbers.percent(each, lang) for each in sorted(shares)]
    low, high = shown
    share = low if low == high else label("label.range", lang, low=low, high=high)
    over = answer.projection.over
    return {
        "levers": saved.levers,
        "beside": saved.beside,
        "amount": for_period(_usd(amounts, lang), over, lang),
        "share": share,
        "before": for_period(_usd(saved.before, lang), over, lang),
        "after": for_period(_usd(saved.after, lang), over, lang),
    }


def _usd(ends: Ends, lang: Language) -> str:
    low, high = (numbers.usd(each, lang) for each in sorted(ends))
    return low if low == high else label("label.range", lang, low=low, high=high)
