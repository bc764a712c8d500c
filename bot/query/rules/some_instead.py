"""So many of what is counted on a second model: `10k requests on haiku 4.5, 1,500 on opus instead`.

With "instead" they are none of the first model's. "1,500 of them on opus 5.5" may be done by the
first model before, as where it escalates them: that is asked about.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.query.ask import Ask, Count
from bot.query.errors import NeedsMore
from bot.query.model import REQUESTS, ModelChoice
from bot.query.patterns import Pattern
from bot.query.phrase import phrase
from bot.query.roles import any_of
from pricing import exactly

from .own_amounts import are_apart


def with_some_instead(ask: Ask, places: Sequence[tuple[int, ModelChoice]]) -> Ask:
    """`ask` with a part for each model, or a question, where some go to the second model.

    Args:
        ask: all that was said.
        places: where each model stands in the text, by its first character.
    """
    is_two = _are_two_counts(ask) and len(places) == len("ab")
    if not is_two or not are_apart([choice for _, choice in places]):
        return ask
    whole, some = sorted(ask.counts, key=lambda each: each.span)
    if not _is_between(some, places):
        return ask
    between = ask.source[whole.span.end : some.span.start].casefold()
    behind = ask.source[some.span.end :].casefold()
    is_instead = _INSTEAD.match(behind) and not _OR.search(between)
    if not is_instead and not _OF_THEM.match(behind):
        return ask
    rates = [each for each in ask.times if each.binds]
    if len(rates) > 1 or not is_instead or not _are_some_of(whole, some):
        return _asked(ask, whole, some)
    return _split(ask, whole, some, places)


def _are_some_of(whole: Count, some: Count) -> bool:
    """Whether the second number may be of the first: fewer, and of nothing else."""
    return some.number < whole.number and some.noun in {whole.noun, REQUESTS}


def _asked(ask: Ask, whole: Count, some: Count) -> Ask:
    """`ask` with a question about so many of them, or about more than there are.

    Of numbers in two periods, the question is which of them hold at all.
    """
    quoted = ask.quoted(some.span)
    with exactly():
        rest = whole.number - some.number
    asked = phrase("ask.two_counts", said=(ask.quoted(whole.span), quoted))
    if _are_some_of(whole, some) and len({each.period for each in ask.times if each.binds}) <= 1:
        facts = {"whole": whole.number, "some": some.number, "rest": rest}
        asked = phrase("ask.some_beside_all", said=quoted, **facts)
    return replace(ask, troubles=(NeedsMore(asked, some.span),))


def _are_two_counts(ask: Ask) -> bool:
    """Whether there are two counts that are no product, and nothing else is open."""
    is_open = bool(ask.joined or ask.adds or ask.troubles or ask.shares or ask.parts)
    is_two = len(ask.counts) == len("ab")
    return is_two and not is_open and not any(each.bounds for each in ask.counts)


def _is_between(some: Count, places: Sequence[tuple[int, ModelChoice]]) -> bool:
    """Whether so many stand right before the second of two models, behind the first."""
    (first, _), (second, _) = places
    return first < some.span.start < second


def _split(ask: Ask, whole: Count, some: Count, places: Sequence[tuple[int, ModelChoice]]) -> Ask:
    with exactly():
        rest = whole.number - some.number
    (_, first), (_, second) = places
    return replace(
        ask,
        parts=tuple(
            replace(ask, models=(model,), counts=(replace(whole, number=number),))
            for model, number in ((first, rest), (second, some.number))
        ),
    )


_INSTEAD = Pattern(r"(?:[^.;:\n]|\.(?=\d))*?\binstead\b(?! of)")
_OR = Pattern(r"\b(?:or|vs|versus|compared?)\b")
_OF_THEM = Pattern(rf"\s*(?:{any_of('of_the_part')})")
