"""A number by itself behind a change of one number: of that one again.

what if prompts are 5k ... no sorry, 4k      what goes in
what if 70% went to haiku ... and 90%?       what goes to haiku
double the traffic ... and triple?           asked: of what it was, or of the double?
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from msgspec.structs import replace

from .ask import Amount, Ask, Count, Discount, Shared
from .errors import NeedsMore
from .model import HALF, EstimateQuery, MixQuery, Query, Work
from .number_alone import number_alone
from .patterns import AnyWord, Pattern
from .phrase import phrase
from .recalled import NOWHERE, recalled, work_of
from .roles import any_of, words_that


def with_last_number(ask: Ask, previous: Query, earlier: Sequence[Query]) -> Ask:
    """`ask` with its number as what the last change of its thread was of.

    Args:
        ask: a follow-up.
        previous: the thread's last priced query.
        earlier: those before it, oldest first.
    """
    if not earlier:
        return ask
    if isinstance(previous, MixQuery) and (found := _PART.fullmatch(ask.source)):
        plain = Ask(ask.source, ask.lang, ask.heard)
        return _with_share(plain, _PARTS[found[1].casefold()], previous, earlier) or ask
    if len(ask.troubles) != 1:
        return ask
    others = (ask.amounts, ask.counts, ask.models, ask.times, ask.changes, ask.caching, ask.limits)
    (trouble,) = ask.troubles
    if trouble.span is None or any(others):
        return ask
    said, span = ask.source, trouble.span
    if not _SAYS_NO_MORE.fullmatch(f"{said[: span.start]}#{said[span.end :]}"):
        return ask
    if told := number_alone(ask):
        return _with_number(ask, told[0], previous, earlier[-1])
    share = trouble.message.facts.get("share")
    if not isinstance(share, Decimal):
        return ask
    if isinstance(previous, MixQuery):
        return _with_share(ask, share, previous, earlier) or ask
    return _with_discount(ask, share, previous, earlier[-1])


def _with_discount(ask: Ask, share: Decimal, previous: Query, before: Query) -> Ask:
    """`no, 15%` behind `20% off`, which was said last."""
    new, old = work_of(previous), work_of(before)
    if new is None or old is None or new.discount in {0, old.discount} or new.varied:
        return ask
    is_last = replace(new, discount=old.discount) == old
    return replace(ask, negations=(), troubles=(), discounts=(Discount(share),)) if is_last else ask


def _with_number(ask: Ask, number: Decimal, previous: Query, before: Query) -> Ask:
    """`no, 4k`: of the one number in which the last two queries differ."""
    if work_of(previous) is None or work_of(before) is None:
        return ask
    new, old = recalled(previous), recalled(before)
    changed = _changed([*new.counts, *new.amounts], [*old.counts, *old.amounts])
    if changed is None or changed.bounds or not _is_near(number, changed):
        return ask
    anew = replace(ask, negations=(), troubles=())
    span = ask.troubles[0].span or NOWHERE
    if isinstance(changed, Amount):
        return replace(anew, amounts=(replace(changed, quantity=number, span=span, made_of=()),))
    count = replace(changed, number=number, span=span)
    counts = tuple(count if each is changed else each for each in new.counts)
    return replace(anew, counts=counts, joined=new.joined)


def _changed(new: list[Count | Amount], old: list[Count | Amount]) -> Count | Amount | None:
    """The one number that is another than before; None where there is more that is."""
    if [_kind(each) for each in new] != [_kind(each) for each in old]:
        return None
    pairs = zip(new, old, strict=True)
    changed = [one for one, other in pairs if _number(one) != _number(other)]
    return changed[0] if len(changed) == 1 else None


def _kind(said: Count | Amount) -> object:
    return said.kind if isinstance(said, Amount) else said.noun


def _number(said: Count | Amount) -> object:
    return said.quantity if isinstance(said, Amount) else said.number, said.bounds


def _is_near(number: Decimal, said: Count | Amount) -> bool:
    known = said.quantity if isinstance(said, Amount) else said.number
    return known / _FAR < number < known * _FAR


_FAR = 10
"""How many times another number may be that of before: what else could it be?"""


def _with_share(
    ask: Ask, share: Decimal, previous: MixQuery, earlier: Sequence[Query]
) -> Ask | None:
    """`and 90%?` behind some of it on another model: so much of it there."""
    alone = next((each for each in reversed(earlier) if not isinstance(each, MixQuery)), None)
    works: list[Work] = [each.work for each in previous.parts]
    has_terms = any(each.cached or each.discount or each.modifiers or each.prefix for each in works)
    if not isinstance(alone, EstimateQuery) or has_terms or not 0 < share < 1:
        return None
    models = [each.model for each in previous.parts]
    others = [each for each in models if each != alone.model]
    if len(models) != _BOTH or len(others) != 1:
        return None
    shared = Shared(others[0], share, NOWHERE)
    return replace(ask, negations=(), troubles=(), shares=(shared,), models=(others[0],))


def of_which_number(ask: Ask, previous: Query, before: Query) -> Ask:
    """`and triple?` behind `double the traffic`: of what it was, or of the double?

    Args:
        ask: a follow-up.
        previous: the thread's last priced query, so many times as much as what was asked before.
        before: the one before it.
    """
    if len(ask.changes) != 1 or not _SUPPOSES.search(ask.source) or _GOES_ON.search(ask.source):
        return ask
    if work_of(previous) is None or work_of(before) is None:
        return ask
    (change,), new, old = ask.changes, recalled(previous), recalled(before)
    if change.what is None and new.counts:
        is_same = [each.number for each in new.counts] != [each.number for each in old.counts]
    else:
        kinds = {change.what or each.kind for each in new.amounts}
        is_same = _amounts_of(new, kinds) != _amounts_of(old, kinds)
    if not is_same:
        return ask
    said = phrase("ask.of_which_number", said=ask.quoted(change.span))
    return replace(ask, doubt=NeedsMore(said, change.span))


def _amounts_of(ask: Ask, kinds: Collection[object]) -> list[Decimal]:
    return [each.quantity for each in ask.amounts if each.kind in kinds]


_SUPPOSES = Pattern(
    r"(?i)^\s*[0-9.]+ ?(?:x|倍)\s*$|^\s*(?:and|or|what|how about|if|maybe|even)\b|\?\s*$"
    r"|(?:なら|だと|だったら|たら|れば|場合は?|とどう(?:なる)?)(?:いくら|どう)?[\s?？。]*$"
)
_GOES_ON = AnyWord(words_that("goes_on_from_there"))


_BOTH = 2
_SAYS_NO_MORE = Pattern(
    rf"(?i)(?:{any_of('beside_a_number_alone')}|[\s,.!?、。？！:;])*"
    rf"#(?:{any_of('behind_a_number_alone')}|[\s,.!?、。？！:;])*"
)
_PARTS = {
    "half": HALF,
    "半分": HALF,
    "半々": HALF,
    "a quarter": Decimal("0.25"),
    "one quarter": Decimal("0.25"),
    "three quarters": Decimal("0.75"),
}
_PART = Pattern(
    rf"(?i)(?:{any_of('beside_a_number_alone')}|[\s,.!?、。？！:;])*"
    rf"({'|'.join(_PARTS)})"
    rf"(?:{any_of('behind_a_number_alone')}|[\s,.!?、。？！:;])*"
)
