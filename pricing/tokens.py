"""The same text on models that count its tokens differently: always an estimate.

Models from Opus 4.7 on, and Mythos Preview, make about 30 % more tokens of the same text than
the ones before. So the same number of tokens on both sides of that line is not the same work:
$3 for 1,000,000 tokens on Sonnet 4.6 stand beside about $2.60 on Sonnet 5.5, not $2. The ratio is
the vendor's, for English; none is published for other languages, Japanese among them.

>>> from datetime import date
>>> from decimal import Decimal
>>> from pricing import Usage, Workload, load_published, same_text
>>> prices = load_published().as_of(date(2026, 11, 22))
>>> work = Workload("sonnet 4.6", Usage(input=Decimal(1_000_000)))
>>> for each in same_text(work, "sonnet 4.6", ["sonnet 4.6", "sonnet 5.5"], prices):
...     print(each.model, each.ratio, f"{each.same_tokens:.2f} {each.same_text:.2f}")
claude-sonnet-4-6 1 3.00 3.00
claude-sonnet-5-5 1.3 2.00 2.60
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .errors import CannotPrice
from .estimate import total_cost
from .exact import divide, multiply
from .pricebook import Model
from .pricelist import PriceList
from .workload import ONE, TOKEN_UNITS, Workload

PUBLISHED_RATIO = Decimal("1.3")
"""Tokens of the newer tokenizer for each of the previous one, about: "30 % more"."""


class SameText(NamedTuple):
    """What work costs on one model: with the tokens as counted, and with those of its text.

    Attributes:
        model: its id.
        ratio: its tokens for each token counted, about.
        work: the work with as many tokens as the text takes on it, about.
        same_tokens: US dollars for as many tokens as were counted; None where that has no price.
        same_text: US dollars for the same text, about; None where that has no price.
        refusal: why the text has no price: too large for the model perhaps.
        is_above_tier: whether the text lies above the model's prompt tier.
        crosses_tier: whether it does so where the tokens as counted would not.
    """

    model: str
    ratio: Decimal
    work: Workload
    same_tokens: Decimal | None
    same_text: Decimal | None
    refusal: CannotPrice | None
    is_above_tier: bool
    crosses_tier: bool


def token_ratio(counted_on: Model, model: Model) -> Decimal:
    """How many tokens `model` makes, about, of the text that is one token on `counted_on`.

    1 for two of the same tokenizer, 1.3 from the previous to the newer one, and 1 / 1.3 to 28
    digits the other way round.
    """
    if counted_on.tokenizer == model.tokenizer:
        return ONE
    return PUBLISHED_RATIO if model.tokenizer == "opus-4.7" else divide(ONE, PUBLISHED_RATIO)


def with_text_of(work: Workload, counted_on: Model, model: Model) -> Workload:
    """`work`, counted on `counted_on`, with as many tokens as its text takes on `model`, about.

    Requests, searches and hours stay as they are.
    """
    if counted_on.tokenizer == model.tokenizer:
        return replace(work, model=model.id)
    is_more = model.tokenizer == "opus-4.7"
    tokens = {
        unit.value: _scaled(quantity, is_more=is_more)
        for unit, quantity in work.usage
        if unit in TOKEN_UNITS
    }
    prompt = work.prompt_tokens
    return replace(
        work,
        model=model.id,
        usage=replace(work.usage, **tokens),
        prompt_tokens=None if prompt is None else _scaled(prompt, is_more=is_more),
    )


def same_text(
    work: Workload, counted_on: str, models: Iterable[str], prices: PriceList
) -> tuple[SameText, ...]:
    """What the text of `work`, counted on one model, costs on each of `models`, about.

    Raises:
        UnknownModel: a model is not in the book.
        NotReleased: a model came after the day.
    """
    reference = prices.book.find(counted_on)
    return tuple(_same_text(work, reference, each, prices) for each in models)


def _same_text(work: Workload, counted_on: Model, name: str, prices: PriceList) -> SameText:
    pricing = prices.pricing(name)
    model = pricing.model
    text = with_text_of(work, counted_on, model)
    tokens = replace(work, model=model.id)
    total: Decimal | None = None
    refusal: CannotPrice | None = None
    try:
        total = total_cost(text, pricing)
    except CannotPrice as error:
        refusal = error
    above, before = (
        each.one_prompt is not None and pricing.is_above_tier(each.one_prompt)
        for each in (text, tokens)
    )
    try:
        as_counted: Decimal | None = total_cost(tokens, pricing)
    except CannotPrice:
        as_counted = None
    ratio = token_ratio(counted_on, model)
    crosses = above and not before
    return SameText(model.id, ratio, text, as_counted, total, refusal, above, crosses)


def _scaled(tokens: Decimal, *, is_more: bool) -> Decimal:
    return multiply(tokens, PUBLISHED_RATIO) if is_more else divide(tokens, PUBLISHED_RATIO)
