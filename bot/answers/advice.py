"""Which model for this task? Words from `advice/<lang>.yaml`, order from `advice/tasks.yaml`.

The data names families; which model that is, and what it costs, is looked up on the day. With
amounts, each choice has its cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from bot.query.canonical import canonical
from bot.query.model import AdviceQuery, ComparisonQuery, Group, Scope, Work
from bot.query.phrase import Phrase, phrase
from pricing import (
    CannotPrice,
    Estimate,
    Model,
    PriceBook,
    PriceList,
    Source,
    Unit,
    estimate,
    read_yaml,
)

from . import notes
from .citing import sources, sources_of
from .refusals import reason
from .types import AdviceAnswer, Advised, CannotPriceAnswer, Frame, Language, Note
from .workloads import settled_scope, workload

_FOLDER = Path(__file__).parent / "advice"
Cost = tuple[Estimate | None, Phrase | None]
ANY = "any"
"""The key for a question that names no task."""


class Advice(NamedTuple):
    """What is said of a task in one language: reasons by family, in the order to try them."""

    title: str
    why: Mapping[str, str]
    hint: str


def answer_advice(
    query: AdviceQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> AdviceAnswer | CannotPriceAnswer:
    """The models that fit, the one to begin with first; with amounts, what each one costs.

    Raises:
        NeedsMore: the amounts could be per request or in all.
    """
    prices = book.as_of(query.day or frame.today)
    task = query.task or ANY
    chosen = dict(_chosen(task, prices))
    if not chosen:
        message = phrase("reason.no_models", day=prices.day)
        return CannotPriceAnswer(frame, message, None, (), said, reading_of(query))
    models = list(chosen.values())
    scope = _scope(query.work, models, prices)
    advice = advice_on(task, frame.lang)
    advised = tuple(
        _advised(
            model,
            advice.why[family],
            _vendor(family, frame.lang, book),
            _cost(model, query.work, scope, prices),
            prices,
        )
        for family, model in chosen.items()
    )
    return AdviceAnswer(
        frame,
        query,
        reading_of(query),
        advice.title,
        advice.hint,
        advised,
        _example(task, frame.lang),
        (*said, *_notes(query.work, scope, advised, prices, frame)),
        _sources(chosen, advised, prices),
    )


def reading_of(query: AdviceQuery) -> str:
    """The canonical text of `query`."""
    day = f" as of {query.day.isoformat()}" if query.day else ""
    text = f"which model for {query.task}" if query.task else "which model to use"
    if query.work is None:
        return f"{text}{day}"
    compared = canonical(ComparisonQuery((Group("current"),), query.work))
    return f"{text}, {compared.removeprefix('compare current models').lstrip(' ,')}{day}"


@cache
def advice_on(task: str, lang: Language) -> Advice:
    """What is said of `task`, its families in the order of the data."""
    words = _words(lang)["tasks"][task]
    order = _order()["tasks"][task]
    return Advice(words["title"], {each: words["why"][each] for each in order}, words["hint"])


def _chosen(task: str, prices: PriceList) -> Iterator[tuple[str, Model]]:
    """The newest model on the day of each family that fits."""
    for family in _order()["tasks"][task]:
        model = prices.newest(family)
        if model:
            yield family, model


def _scope(work: Work | None, models: Sequence[Model], prices: PriceList) -> Scope:
    if work is None:
        return Scope.UNMARKED
    return settled_scope(work, [prices.pricing(model.id) for model in models])


def _advised(
    model: Model, why: str, vendor: tuple[str, Model], cost: Cost, prices: PriceList
) -> Advised:
    rates = prices.pricing(model.id).rates()
    input_, output = (
        rates[unit].usd if unit in rates else None for unit in (Unit.INPUT, Unit.OUTPUT)
    )
    return Advised(model, why, *vendor, input_, output, *cost)


def _cost(model: Model, work: Work | None, scope: Scope, prices: PriceList) -> Cost:
    """What the work costs on `model`, or why it has no price; neither where there is no work.

    The work is priced as it comes, `work.per` and `work.over` aside: this is the one place
    that turns it into a cost.
    """
    if work is None:
        return None, None
    try:
        return estimate(workload(work, model, scope), prices), None
    except CannotPrice as error:
        return None, reason(error, prices.book)


def _notes(
    work: Work | None,
    scope: Scope,
    advised: Sequence[Advised],
    prices: PriceList,
    frame: Frame,
) -> Iterator[Note]:
    priced = [each for each in advised if each.estimate]
    models = [each.model for each in priced]
    if work and models:
        yield from notes.of_work(work, scope, models, prices)
        for each in priced:
            if each.estimate:
                yield from notes.of_estimate(each.estimate, frame)
        yield from notes.of_neighbours(models, models, work, prices)
    yield from notes.of_day(prices, frame)


def _sources(
    chosen: Mapping[str, Model], advised: Sequence[Advised], prices: PriceList
) -> Mapping[str, Source]:
    """Where the vendor says what a family is for, then where the rates were read."""
    families = _order()["families"]
    said = sources((families[each]["source"] for each in chosen), prices.book)
    results = [each.estimate for each in advised if each.estimate]
    rates = {key for model in chosen.values() for key in prices.pricing(model.id).prices.source}
    return {**said, **(sources_of(results, prices.book) or sources(rates, prices.book))}


def _example(task: str, lang: Language) -> str:
    example: str = _words(lang)["example"]
    return example.format(task=advice_name(task, lang))


def advice_name(task: str, lang: Language) -> str:
    """A word that leads to `task` in a question."""
    if lang == "en":
        return "chat" if task == ANY else task
    title = advice_on("chat" if task == ANY else task, lang).title
    return title.partition("、")[0]


def _vendor(family: str, lang: Language, book: PriceBook) -> tuple[str, Model]:
    """What the vendor says a family is for, and of which model it said so."""
    return _words(lang)["vendor"][family], book.find(_order()["families"][family]["of"])


@cache
def _words(lang: Language) -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / f"{lang}.yaml")


@cache
def _order() -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / "tasks.yaml")
