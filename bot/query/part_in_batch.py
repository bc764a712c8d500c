"""`batch 60%`, `only batch half` behind work: so much of it in a batch, and the rest not."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from pricing import Modifier

from .ask import Ask, Partial
from .model import HALF, Query
from .reading import Span
from .roles import words_that


def with_part_in_batch(ask: Ask, _: Query) -> Ask:
    """`ask` with its share as that of the work that is in a batch, where nothing else is said."""
    if ask.modifiers != {Modifier.BATCH} or len(ask.troubles) + len(ask.unused) != 1:
        return ask
    said = _share_of(ask)
    numbers = (ask.amounts, ask.counts, ask.caching, ask.discounts, ask.models, ask.changes)
    if said is None or any(numbers) or ask.without or ask.negations:
        return ask
    share, span = said
    words = [each for each in ask.heard if each.span != span]
    batch = [each for each in words if each.text.casefold() in _BATCH]
    others = {each.text.casefold() for each in words if each not in batch}
    if not batch or batch[0].span > span or not others <= _BESIDE:
        return ask
    part = Partial(Modifier.BATCH, share, span)
    return replace(ask, troubles=(), unused=(), modifiers=frozenset(), partly=(part,))


def _share_of(ask: Ask) -> tuple[Decimal, Span] | None:
    """The share that nobody knows what of: `60%`, `half`."""
    if ask.unused:
        (span,) = ask.unused
        return (HALF, span) if ask.quoted(span).casefold() == "half" else None
    (trouble,) = ask.troubles
    share = trouble.message.facts.get("share")
    is_share = trouble.message.key == "ask.percent_of_what" and isinstance(share, Decimal)
    return (share, trouble.span) if is_share and trouble.span else None  # type: ignore[return-value]


_BATCH = frozenset({"batch", "batching"})
_BESIDE = words_that("beside_a_bare_share") | words_that("only_to_a_part")
