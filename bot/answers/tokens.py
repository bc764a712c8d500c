"""How many tokens do these contents take?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bot.query import canonical
from bot.query.model import Group, ModelChoice, Scope, Text, TokensQuery, Work
from pricing import CannotPrice, Estimate, Model, PriceBook, PriceList, estimate, exactly

from . import notes
from .citing import sources_of
from .contents import how_counted, with_contents
from .ranges import corners
from .refusals import reason
from .several import every, none_of_them, not_ours
from .types import CannotPriceAnswer, Frame, Note, TokenCount, TokensAnswer
from .workloads import Chosen, workload


def answer_tokens(
    query: TokensQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> TokensAnswer | CannotPriceAnswer:
    """The models as they were named; beside the current ones, what came before their tokenizer.

    Raises:
        CannotPrice: the one model that is asked about has no price, or its images no count.
        NotUnderstood: more than anything that is counted in tokens.
    """
    prices = book.as_of(query.day or frame.today)
    chosen = _chosen(query.models, prices)
    work = query.work
    counted = _on_all(chosen, work, prices)
    results = [each.estimate for each in counted if each.estimate]
    highest = [each.most[1] for each in counted if each.most]
    if not results:
        why = none_of_them([each.reason for each in counted if each.reason], prices.day)
        return CannotPriceAnswer(frame, why, None, (), said, canonical(query))
    models = [each.model for each in counted if each.model and each.estimate]
    return TokensAnswer(
        frame,
        query,
        canonical(query),
        counted,
        any(isinstance(each, Text) for each in query.contents),
        (
            *said,
            *(note for each in chosen for note in notes.of_choice(each, prices, frame)),
            *how_counted(work, models),
            *_of_results(results, highest, frame),
            *notes.of_day(prices, frame),
        ),
        sources_of([*results, *highest], book),
    )


def _of_results(
    results: Sequence[Estimate], highest: Sequence[Estimate], frame: Frame
) -> Iterator[Note]:
    """What the calculation decided, at the high end of a range as well, each note once."""
    found = [note for each in (*results, *highest) for note in notes.of_estimate(each, frame)]
    yield from dict.fromkeys(found) if highest else found


def _chosen(choices: Sequence[ModelChoice], prices: PriceList) -> list[Chosen]:
    """Every model that was named; the current ones together with `_former`."""
    named = every(choices, prices)
    current = next((each for each in choices if each == Group("current")), None)
    if current is None:
        return named
    counted_alike = {_counts_by(each.model) for each in named if each.model}
    former = _newest_of_others(prices, counted_alike)
    return [*named, *(Chosen(model.name, model, current) for model in former)]


def _newest_of_others(prices: PriceList, known: set[tuple[str, str | None]]) -> list[Model]:
    """The newest model on sale of each way to count that is not among those known."""
    by_age = sorted(prices.sold(), key=_released)
    newest = {_counts_by(model): model for model in by_age if _counts_by(model) not in known}
    return list(newest.values())


def _counts_by(model: Model) -> tuple[str, str | None]:
    """Models that count alike: of one tokenizer and one vision tier."""
    return model.tokenizer, model.vision


def _released(model: Model) -> date:
    return model.released or date.min


def _on_all(chosen: Sequence[Chosen], work: Work, prices: PriceList) -> tuple[TokenCount, ...]:
    """Each model; on one alone, what cannot be counted or priced is an error."""
    if len(chosen) == 1 and chosen[0].model:
        return (_on(chosen[0].model, work, prices),)
    return tuple(_on_one_of_several(each, work, prices) for each in chosen)


def _on_one_of_several(chosen: Chosen, work: Work, prices: PriceList) -> TokenCount:
    if chosen.model is None:
        return TokenCount(chosen.name, None, None, None, not_ours(chosen, prices))
    try:
        return _on(chosen.model, work, prices)
    except CannotPrice as error:
        return TokenCount(chosen.name, chosen.model, None, None, reason(error, prices.book))


def _on(model: Model, work: Work, prices: PriceList) -> TokenCount:
    """How many there are on a model; more of anything is never less."""
    low, *_, high = (work, *corners(work)) if work.varied else (work, work)
    tokens, result = _counted(model, low, prices)
    most = _counted(model, high, prices) if work.varied else None
    return TokenCount(model.name, model, tokens, result, None, most)


def _counted(model: Model, work: Work, prices: PriceList) -> tuple[Decimal, Estimate]:
    counted, _ = with_contents(work, model)
    with exactly():
        tokens = counted.usage.prompt + counted.usage.output
    return tokens, estimate(workload(counted, model, Scope.UNMARKED), prices)
