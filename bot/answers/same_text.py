"""The same text on models that count its tokens differently, beside the same tokens."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from bot.query.model import Bounds, OneModel, Varied, Work
from bot.query.phrase import Phrase, phrase
from pricing import TOKEN_UNITS, CannotPrice, Model, PriceList, part, token_ratio

from .costing import Costing
from .ranges import corners
from .refusals import reason
from .types import Note, TextCost
from .workloads import choose

Ends = tuple[Decimal, Decimal]

_ONE = Decimal(1)
_SIZES = {*TOKEN_UNITS, "prompt_size"}
"""What can be a range of tokens."""


def counted_on(named: OneModel | None, models: Sequence[Model], prices: PriceList) -> Model | None:
    """The model whose tokens the amounts are: the one that was named, else the first older one.

    None where all of `models` make as many tokens of a text as that one.
    """
    (chosen,) = choose(named, prices) if named else (None,)
    older = [each for each in models if each.tokenizer == "previous"]
    reference = chosen.model if chosen else next(iter(older), None)
    if reference is None or all(token_ratio(reference, each) == _ONE for each in models):
        return None
    return reference


def of_text(costing: Costing, reference: Model, model: Model) -> Costing:
    """The work on `model`, with as many tokens as the text takes there, about."""
    ratio = token_ratio(reference, model)
    return costing if ratio == _ONE else costing.of_work(_times(costing.work, ratio))


def _times(work: Work, ratio: Decimal) -> Work:
    tokens = {unit.value: part(many, ratio) for unit, many in work.usage if unit in TOKEN_UNITS}
    size, prefix = work.prompt_tokens, work.prefix
    return replace(
        work,
        usage=dataclasses.replace(work.usage, **tokens),
        prompt_tokens=None if size is None else part(size, ratio),
        prefix=None if prefix is None else prefix._replace(tokens=part(prefix.tokens, ratio)),
        varied=tuple(_range_times(each, ratio) for each in work.varied),
    )


def _range_times(varied: Varied, ratio: Decimal) -> Varied:
    if varied.part not in _SIZES:
        return varied
    low, high = (part(each, ratio) for each in varied.bounds)
    return varied._replace(bounds=Bounds(low, high))


def text_costs(costing: Costing, reference: Model, models: Sequence[Model]) -> tuple[TextCost, ...]:
    """What the same text, and the same tokens, cost on those that count otherwise."""
    others = [each for each in models if token_ratio(reference, each) != _ONE]
    return tuple(_text_cost(costing, reference, each) for each in others)


def _text_cost(costing: Costing, reference: Model, model: Model) -> TextCost:
    scaled = of_text(costing, reference, model)
    text, why = _cost(scaled, model)
    tokens, _ = _cost(costing, model)
    crossed = _crossed(costing, scaled, model)
    return TextCost(model, reference, text, tokens, why, crossed)


def _cost(costing: Costing, model: Model) -> tuple[Ends | None, Phrase | None]:
    try:
        ends = [costing.total(model, corner) for corner in costing.corners(model)]
    except CannotPrice as error:
        return None, reason(error, costing.prices.book)
    return (min(ends), max(ends)), None


def _crossed(costing: Costing, scaled: Costing, model: Model) -> int | None:
    """The prompt tier that one request of the text is above, and one of as many tokens is not."""
    tier = costing.prices.pricing(model.id).tier
    if tier is None:
        return None
    before, after = (_largest_prompt(each, model) for each in (costing, scaled))
    return tier.above if before is not None and before <= tier.above < (after or 0) else None


def _largest_prompt(costing: Costing, model: Model) -> Decimal | None:
    """Tokens of one prompt, at the upper end of a range; None where that is not known."""
    *_, largest = corners(costing.work)
    return costing.workload(model, largest).one_prompt


def notes_of(reference: Model | None, models: Sequence[Model], *, asked: bool) -> Iterator[Note]:
    """What the estimate rests on; `asked`: whether it is what all of the answer shows."""
    if reference is None:
        if asked:
            yield Note("tokenizer", phrase("note.same_tokenizer"))
        return
    if asked:
        yield Note("tokenizer", phrase("note.same_text", model=reference))
        return
    newer = tuple(each for each in models if each.tokenizer != "previous")
    facts = {"models": newer, "count": len(newer), "model": reference}
    yield Note("tokenizer", phrase("note.same_text_beside", **facts))
