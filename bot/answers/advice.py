"""Which model for this task? Words from `advice/<lang>.yaml`, order from `advice/tasks.yaml`.

The data names families; which model that is, and what it costs, is looked up on the day. With
amounts, each choice has its cost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.query import canonical
from bot.query.model import AdviceQuery
from bot.query.phrase import phrase
from pricing import CannotPrice, Model, PriceBook, PriceList, Source, Unit, read_yaml

from . import notes
from .citing import sources, sources_of
from .contents import how_counted
from .costing import Costing, costing
from .estimate import ends_of
from .projection import Projection
from .refusals import reason
from .types import AdviceAnswer, Advised, CannotPriceAnswer, Frame, Language, Note, Reasons
from .workloads import Chosen, choose

if TYPE_CHECKING:
    from pricing import Driver

_FOLDER = Path(__file__).parent / "advice"
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
        return CannotPriceAnswer(frame, message, None, (), said, canonical(query))
    asked = costing(query.work, list(chosen.values()), prices) if query.work else None
    words = advice_on(task, frame.lang)
    advised = tuple(
        _priced(_advised(model, _reasons(family, words, frame.lang, prices), prices), asked)
        for family, model in chosen.items()
    )
    named = [each for choice in query.models for each in choose(choice, prices)]
    others = tuple(_priced(each, asked) for each in _others(named, advised, prices))
    return AdviceAnswer(
        frame,
        query,
        canonical(query),
        words.title,
        words.hint,
        (*advised, *others),
        asked.projection if asked else Projection(),
        asked.work.requests if asked else None,
        _example(task, chosen.values(), frame.lang),
        (
            *said,
            *(note for each in named for note in notes.of_choice(each, prices, frame)),
            *_notes(asked, (*others, *advised), frame),
            *(notes.of_tokenizers([each.model for each in (*advised, *others)]) if others else ()),
            *notes.of_day(prices, frame),
        ),
        _sources(chosen, advised, prices),
        _drivers(advised, asked),
    )


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


def _reasons(family: str, words: Advice, lang: Language, prices: PriceList) -> Reasons:
    vendor = _words(lang)["vendor"][family]
    said_of = prices.book.find(_order()["families"][family]["of"])
    return Reasons(words.why[family], vendor, said_of)


def _advised(model: Model, reasons: Reasons | None, prices: PriceList) -> Advised:
    rates = prices.pricing(model.id).rates()
    input_, output = (
        rates[unit].usd if unit in rates else None for unit in (Unit.INPUT, Unit.OUTPUT)
    )
    return Advised(model, reasons, input_, output)


def _others(
    named: Iterable[Chosen], advised: Sequence[Advised], prices: PriceList
) -> Iterator[Advised]:
    """Models that were named, and are none of the choices."""
    chosen = {each.model for each in advised}
    for model in dict.fromkeys(each.model for each in named):
        if model and model not in chosen and model.is_released(prices.day):
            yield _advised(model, None, prices)


def _priced(advised: Advised, asked: Costing | None) -> Advised:
    """`advised` with what the work costs on its model, or why it has no price."""
    if asked is None:
        return advised
    try:
        cost = asked.cost(advised.model)
    except CannotPrice as error:
        return advised._replace(reason=reason(error, asked.prices.book))
    high = cost.high if asked.work.varied else None
    ends = ends_of([asked.ends(advised.model)], asked.prices)
    return advised._replace(estimate=cost.estimate, total=cost.low, high=high, ends=ends)


def _drivers(advised: Sequence[Advised], asked: Costing | None) -> tuple[Driver, ...]:
    """Which range moves the cost of the first choice most."""
    return asked.drivers(advised[0].model) if asked and advised[0].estimate else ()


def _notes(asked: Costing | None, advised: Sequence[Advised], frame: Frame) -> Iterator[Note]:
    """What was assumed about the work, and what to know before comparing the models."""
    priced = {each.model: each.estimate for each in advised if each.estimate}
    if asked is None or not priced:
        return
    models = list(priced)
    yield from how_counted(asked.work, models)
    yield from notes.of_work(asked, models)
    for result in priced.values():
        yield from notes.of_estimate(result, frame)
    yield from notes.of_neighbours(models, models, asked.work, asked.prices)


def _sources(
    chosen: Mapping[str, Model], advised: Sequence[Advised], prices: PriceList
) -> Mapping[str, Source]:
    """Where the vendor says what a family is for, then where the rates were read."""
    families = _order()["families"]
    said = sources((families[each]["source"] for each in chosen), prices.book)
    results = [each.estimate for each in advised if each.estimate]
    rates = {key for model in chosen.values() for key in prices.pricing(model.id).prices.source}
    return {**said, **(sources_of(results, prices.book) or sources(rates, prices.book))}


def _example(task: str, models: Iterable[Model], lang: Language) -> str:
    """A question about what the choices cost."""
    words = _words(lang)
    names: str = words["between"].join(model.spellings[0] for model in models)
    example: str = words["example"]
    return example.format(task="anything" if task == ANY else task, models=names)


@cache
def _words(lang: Language) -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / f"{lang}.yaml")


@cache
def _order() -> Any:  # noqa: ANN401 - as `read_yaml`
    return read_yaml(_FOLDER / "tasks.yaml")
