"""The work in a few words: "10M in, 2M out, all cached"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.types import Language
from bot.query.model import ONE, ComparisonQuery, EstimateQuery, Scope, Work
from pricing import Modifier, Workload

from .catalogue import join, label


def work_in_words(query: EstimateQuery | ComparisonQuery, priced: Workload, lang: Language) -> str:
    """What `query` asks for; `priced` shows whether amounts are per request or in all."""
    said = [_amounts(query.work, priced, lang), *_terms(query.work, lang)]
    if query.day:
        said.append(label("label.term.day", lang, day=query.day))
    return join(said, lang, "unit")


def _amounts(work: Work, priced: Workload, lang: Language) -> str:
    each = [label(f"label.amount.{unit}", lang, quantity=much) for unit, much in work.usage]
    amounts = join(each, lang, "unit")
    if work.requests is None:
        return amounts
    totals = work.scope is Scope.TOTAL or priced.requests is None
    key = "label.amounts.total" if totals else "label.amounts.each"
    return label(key, lang, requests=work.requests, amounts=amounts)


def _terms(work: Work, lang: Language) -> Iterator[str]:
    if work.prompt_tokens is not None:
        yield label("label.term.prompts", lang, tokens=work.prompt_tokens)
    if work.cached is not None:
        key = "label.term.all_cached" if work.cached == ONE else "label.term.cached"
        yield label(key, lang, share=work.cached)
    for modifier in Modifier:
        if modifier in work.modifiers:
            yield label(f"label.modifier.{modifier}", lang)
    if work.discount:
        yield label("label.term.discount", lang, share=work.discount)
