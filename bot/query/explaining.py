"""What a text asks about pricing itself: an explanation, advice, or where the answer lies.

Only where it says no amounts of work: those are priced, or asked about. A number that belongs
to the topic ("over 200k tokens", "a 529 error") is no such amount. A text that really asks
about a topic is explained even where some other word of it cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .ask import Ask
from .errors import OutOfScope
from .follow_up import follows
from .model import (
    AdviceQuery,
    BreakEvenQuery,
    EstimateQuery,
    ExplainQuery,
    Foreign,
    Group,
    ModelChoice,
    OneModel,
    Query,
)
from .phrase import phrase
from .reading import Span
from .topics import (
    asks_advice,
    asks_how,
    explained,
    is_elsewhere,
    is_general,
    names_us,
    numbers_of,
    task_of,
    topics_of,
)
from .work import only

# Topics that only say where the answer is.
_POINTERS = {"spend": "spend", "payment": "payment", "subscriptions": "subscription"}
_MOST_TOPICS = 3
_OF_MODELS = frozenset({"unread.model", "ask.which_claude", "ask.version", "ask.version_first"})
_OF_NUMBERS = frozenset(
    {"ask.number_of_what", "ask.tokens_of_what", "ask.japanese_text", "ask.other_text"}
)


def explanation(ask: Ask, previous: Query | None = None) -> Query | None:
    """The explanation, the advice or the break-even that `ask` wants; None for any other wish.

    Args:
        ask: what was said.
        previous: the thread's last priced query, which a follow-up changes instead.

    Raises:
        NotUnderstood: a model is named that there is none of.
        NeedsMore: a name could be several models.
        OutOfScope: the answer lies elsewhere.
    """
    if named := explained(ask.source):
        return ExplainQuery(named, _single(ask))
    if _is_pasted(ask):  # its keys are words of many topics, and its numbers are the question
        return None
    numbers = tuple(_numbers(ask))
    if not numbers and (found := break_even(ask, previous)):
        return found
    if previous is not None and follows(ask) and not asks_how(ask.source):
        return None
    if not numbers and _wants_advice(ask):
        _refuse_unknown_models(ask)
        day = only(ask.days, "ask.two_days")
        return AdviceQuery(task_of(ask.source), None, day, _ours(ask))
    explained_ = _explained(ask, numbers)
    if not explained_ and not numbers and _is_all_foreign(ask):
        raise other_vendor(ask.models)
    return explained_


def _is_pasted(ask: Ask) -> bool:
    """Whether a usage object was pasted, perhaps one that has no price."""
    return bool(ask.pasted) or any(each.message.key in _OF_USAGE for each in ask.troubles)


_OF_USAGE = frozenset({"unread.usage", "unread.usage_key"})


def break_even(ask: Ask, previous: Query | None = None) -> BreakEvenQuery | None:
    """When caching pays off on the model that was named, else on the one spoken of before."""
    ours = _ours(ask)
    if not ask.models and isinstance(previous, EstimateQuery | BreakEvenQuery):
        ours = (previous.model,)
    if "break_even" not in ask.intents or len(ask.models) > 1 or len(ours) != 1:
        return None
    return BreakEvenQuery(ours[0], only(ask.days, "ask.two_days"))


def _wants_advice(ask: Ask) -> bool:
    foreign = any(isinstance(each, Foreign) for each in ask.models)
    return asks_advice(ask.source) and not foreign


def _explained(ask: Ask, numbers: tuple[Span, ...]) -> ExplainQuery | None:
    found = topics_of(ask.source)
    asked = [each.topic for each in found if each.phrase]
    best = next((each for each in asked if _covers(numbers_of(each, ask.source), numbers)), None)
    if best is None or _is_for_others(ask, best) or (ask.topic and is_general(best)):
        return None
    _refuse_unknown_models(ask)
    if best in _POINTERS:
        raise OutOfScope(phrase(f"elsewhere.{_POINTERS[best]}"))
    others = [each.topic for each in found if each.topic != best]
    return ExplainQuery((best, *others)[:_MOST_TOPICS], _single(ask))


def _is_for_others(ask: Ask, topic: str) -> bool:
    """Whether it is about another vendor's models, and not about how ours are priced as well."""
    if not any(isinstance(each, Foreign) for each in ask.models):
        return False
    return is_elsewhere(topic) or is_general(topic) or not names_us(ask.source)


def _is_all_foreign(ask: Ask) -> bool:
    return bool(ask.models) and all(isinstance(each, Foreign) for each in ask.models)


def _single(ask: Ask) -> tuple[OneModel | Foreign, ...]:
    return tuple(each for each in ask.models if not isinstance(each, Group))


def _ours(ask: Ask) -> tuple[OneModel, ...]:
    return tuple(each for each in _single(ask) if not isinstance(each, Foreign))


def _numbers(ask: Ask) -> Iterator[Span]:
    """Where numbers stand that could be amounts of work, money included."""
    for said in (ask.amounts, ask.counts, ask.contents, ask.pasted, ask.limits):
        yield from (each.span for each in said)
    yield from (each.span for each in ask.caching if each.tokens is not None)
    for trouble in ask.troubles:
        if trouble.span and trouble.message.key in _OF_NUMBERS:
            yield trouble.span


def _covers(parts: Iterable[Span], numbers: Iterable[Span]) -> bool:
    """Whether each of the numbers lies in one of the parts."""
    known = tuple(parts)
    return all(
        any(part.start < each.end and each.start < part.end for part in known) for each in numbers
    )


def _refuse_unknown_models(ask: Ask) -> None:
    for trouble in ask.troubles:
        if trouble.message.key in _OF_MODELS:
            raise trouble


def other_vendor(choices: Iterable[ModelChoice]) -> OutOfScope:
    """That the models of other vendors among `choices` are not in this book."""
    names = tuple(each.name for each in choices if isinstance(each, Foreign))
    return OutOfScope(phrase("elsewhere.vendor", names=names), None, ("current models",))
