"""Short ways to write what is asked of a model."""

from __future__ import annotations

from decimal import Decimal

from pricing import Modifier, Usage, Workload

Amount = int | str


def usage(**amounts: Amount) -> Usage:
    return Usage(**{name: Decimal(amount) for name, amount in amounts.items()})


def work(
    model: str,
    *modifiers: Modifier,
    requests: Amount | None = None,
    prompt_tokens: Amount | None = None,
    discount: Amount = 0,
    **amounts: Amount,
) -> Workload:
    return Workload(
        model,
        usage(**amounts),
        requests=None if requests is None else Decimal(requests),
        modifiers=frozenset(modifiers),
        prompt_tokens=None if prompt_tokens is None else Decimal(prompt_tokens),
        discount=Decimal(discount),
    )
