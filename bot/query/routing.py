"""A mix that is routed anew: "what if 90% went to haiku?", "back to sonnet only".

All of the work of the mix is dealt out again. What no share is said for stays on the models of
before, in the proportions that they had.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce

from msgspec.structs import replace

from pricing import divide, exactly

from .ask import Ask, Count, Partial, Shared
from .dealing import are_ranges, has_ranges, said_shares, whole_of
from .errors import NeedsMore
from .model import (
    ONE,
    Bounds,
    BudgetQuery,
    EstimateQuery,
    Group,
    MixQuery,
    ModelChoice,
    Named,
    Newest,
    OneModel,
    Part,
    Scope,
    Varied,
    Work,
)
from .phrase import phrase
from .recalled import NOWHERE, of_part
from .roles import words_that

_ZERO = Decimal(0)
_AS_GOOD_AS = Decimal("1e-15")


def rerouted(ask: Ask, previous: MixQuery | BudgetQuery) -> tuple[Ask, EstimateQuery | BudgetQuery]:
    """`ask` with a share for each model, and all of the work as if it were on one.

    Raises:
        NeedsMore: the parts are different work, so that nobody can tell what goes where.
    """
    work = _whole(previous.parts)
    open_ = ask.adds or not (ask.shares or _is_of_all(ask.source))
    if work is None:
        ranged = are_ranges(each.work for each in previous.parts)
        raise NeedsMore(phrase("ask.change_of_ranges" if ranged else "ask.change_of_sum"))
    if open_ or any(isinstance(each, Group) for each in ask.models):
        raise NeedsMore(phrase("ask.change_of_mix"))
    first = previous.parts[0]
    said = _by_the_names_of(ask, [each.model for each in previous.parts])
    asked = _with_rests(said, previous.parts, work) if said.shares else said
    return asked, _on_one(first._replace(work=work), previous)


def as_one(ask: Ask, previous: MixQuery | BudgetQuery) -> EstimateQuery | BudgetQuery | None:
    """`80% batched` behind `60% batched`: all of the work, without the term; None if it is none."""
    terms = {each.modifier for each in ask.partly}
    model, *others = {each.model for each in previous.parts}
    works = [replace(each.work, modifiers=each.work.modifiers - terms) for each in previous.parts]
    plain = [each._replace(work=work) for each, work in zip(previous.parts, works, strict=True)]
    work = None if others or not terms else _whole(plain)
    if work is None:
        return None
    return replace(_on_one(Part(model, work), previous), contrast=previous.contrast)


def _on_one(part: Part, previous: MixQuery | BudgetQuery) -> EstimateQuery | BudgetQuery:
    """What was asked of a mix, of this alone."""
    return replace(of_part(previous, part), day=previous.day, currency=previous.currency)


def dealt_as_before(
    ask: Ask, previous: MixQuery | BudgetQuery
) -> tuple[Ask, EstimateQuery | BudgetQuery]:
    """`ask` with the shares of before, which are ranges, and all of the work as if on one model.

    Raises:
        NeedsMore: the parts are different work.
    """
    first, *_, last = previous.parts
    shares = said_shares(previous.parts)
    if first.model == last.model:  # with a term, and without
        (term,) = first.work.modifiers - last.work.modifiers
        all_of_it = _on_one(Part(last.model, whole_of(last.work)), previous)
        if term in ask.modifiers | ask.without:
            return ask, all_of_it
        partly = Partial(term, first.work.share, NOWHERE, _bounds(shares[0]))
        return replace(ask, partly=(partly,)), all_of_it
    work_of_all = _whole(previous.parts)
    if work_of_all is None:
        raise NeedsMore(phrase("ask.change_of_mix"))
    shared = tuple(
        Shared(each.model, -ONE if said is None else each.work.share, NOWHERE, _bounds(said))
        for each, said in zip(previous.parts, shares, strict=True)
    )
    models = tuple(each.model for each in shared)
    part = first._replace(work=work_of_all)
    return replace(ask, shares=shared, models=models), _on_one(part, previous)


def _bounds(share: Decimal | Bounds | None) -> Bounds | None:
    return share if isinstance(share, Bounds) else None


def refuse_open_routes(
    ask: Ask, requests: Decimal | None, before: Sequence[ModelChoice] = ()
) -> None:
    """Ask back where it is open what goes to a model, and what stays: it is no share of the work.

    Args:
        ask: "what if 30k requests went to haiku", "what if none of them went to haiku", "30k
            requests on haiku".
        requests: how many there were before; None where that is not known.
        before: the models that they were on.

    Raises:
        NeedsMore: fewer requests than before, or not all or none of them, are to go elsewhere.
    """
    if not ask.models:
        return
    moves = _holds_one_of(ask.source, _MOVES)
    if not moves and (requests is None or not _is_on_another(ask, before)):
        return
    counts = () if ask.shares else ask.counts
    is_part = any(requests is None or each.number < requests for each in counts)
    if is_part or (moves and ask.negations):
        raise NeedsMore(phrase("ask.change_of_mix"))


def _is_on_another(ask: Ask, before: Sequence[ModelChoice]) -> bool:
    """`30k requests on haiku`, where haiku is another model than before: of all, or of a part?"""
    if len(ask.models) != 1 or len(ask.counts) != 1 or ask.adds or not before:
        return False
    (choice,), (number,) = ask.models, ask.counts
    if any(is_same(choice, each) for each in before if isinstance(each, (Named, Newest))):
        return False
    said = [each for each in ask.heard if each.meaning == choice.heard]
    if not said or said[0].span.start < number.span.end:
        return False
    between = ask.source[number.span.end : said[0].span.start].casefold()
    return _ENDS.isdisjoint(between) and (not between.isascii() or " on " in between)


_ENDS = frozenset(",.;:?!、。")


def dealt_by_number(ask: Ask, total: Count, before: Sequence[ModelChoice] = ()) -> Ask:
    """`ask` with parts: `30k on haiku, the rest on opus`, of so many in all.

    Args:
        ask: what was said, with one count and one rest.
        total: how many requests there are.
        before: the models that were spoken of before.

    Raises:
        NeedsMore: there are not so many, or it is open which model the number is for.
    """
    (rest,), (number,) = ask.shares, ask.counts
    known = [each for each in (*ask.models, *before) if isinstance(each, Named)]
    stays = next((each for each in known if is_same(rest.model, each)), rest.model)
    others = [each for each in ask.models if each not in {rest.model, stays}]
    is_plain = len(others) == 1 and not (number.bounds or total.bounds)
    if not is_plain or number.number >= total.number:
        raise NeedsMore(phrase("ask.change_of_mix"), number.span)
    with exactly():
        left = replace(total, number=total.number - number.number)
    base = replace(ask, shares=())
    parts = (
        replace(base, models=(others[0],), counts=(replace(number, noun=total.noun),)),
        replace(base, models=(stays,), counts=(left,)),
    )
    return replace(base, parts=parts, models=(others[0], stays))


def is_number_and_rest(ask: Ask) -> bool:
    """Whether so many requests go to one model, and the rest to another."""
    return len(ask.shares) == 1 and ask.shares[0].share < 0 and bool(ask.counts)


def _is_of_all(source: str) -> bool:
    """Whether all of it is to be on a model: "on opus 5.5" could be for one part of the mix."""
    return _holds_one_of(source, _ALL_OF_IT)


def _holds_one_of(source: str, said: frozenset[str]) -> bool:
    text = source.casefold()
    words = [each.strip(_MARKS) for each in text.split()]
    return any(each in (words if each.isascii() else text) for each in said)


_MARKS = ",.;:?!"


_ALL_OF_IT = words_that("all_on_a_model")
_MOVES = words_that("moves_to_a_model")


# --- all of the work


def are_of_one(works: Sequence[Work]) -> bool:
    """Whether they are shares of the same work, on whichever terms: the same ranges move each."""
    plain = [replace(each, modifiers=frozenset()) for each in works]
    return _whole_of(plain) is not None


def _whole(parts: Sequence[Part]) -> Work | None:
    """The work of all parts together; None where they are not shares of the same."""
    return _whole_of([each.work for each in parts])


def _whole_of(works: Sequence[Work]) -> Work | None:
    if are_ranges(works):
        (work, *others) = dict.fromkeys(map(whole_of, works))
        return None if others else work
    if any(_alike(each) != _alike(works[0]) for each in works):
        return None
    if any(work.contents and not work.counts for work in works):
        return None
    first = works[0]
    counts, usage = first.counts, first.usage
    if counts:
        many = _sum(each.counts[0].number for each in works)
        counts = (counts[0]._replace(number=many), *counts[1:])
    if _is_dealt_out(first):
        units = [unit.value for unit, _ in usage]
        summed = {unit: _sum(getattr(each.usage, unit) for each in works) for unit in units}
        usage = dataclasses.replace(usage, **summed)
    rows = zip(*(each.varied for each in works), strict=True)
    dealt = dealt_out(first)
    varied = tuple(_whole_range(*row) if row[0].part in dealt else row[0] for row in rows)
    return replace(first, counts=counts, usage=usage, varied=varied)


def _is_dealt_out(work: Work) -> bool:
    """Whether the amounts are shares as well, and not those of each request."""
    return not work.counts or work.scope is Scope.TOTAL


def dealt_out(work: Work) -> set[str]:
    """Which ranges of the work a mix deals out, by `Varied.part`; others hold for each part."""
    return {"count 0", *(unit.value for unit, _ in work.amounts if _is_dealt_out(work))}


def _alike(work: Work) -> tuple[object, ...]:
    """What is the same in each part of a mix that was dealt out."""
    dealt = _is_dealt_out(work)
    counted = [each.noun for each in work.counts[:1]], work.counts[1:]
    usage = [unit for unit, _ in work.amounts] if dealt else work.usage
    parts = dealt_out(work)
    ranges = [
        (each.part, each.centred, None if each.part in parts else each.bounds)
        for each in work.varied
    ]
    rest = replace(work, counts=(), usage=type(work.usage)(), varied=())
    return counted, usage, ranges, rest


def _whole_range(*varied: Varied) -> Varied:
    """All of a number of requests, or of tokens, that was dealt out as a range."""
    ends = zip(*(each.bounds for each in varied), strict=True)
    return varied[0]._replace(bounds=Bounds(*map(_sum, ends)))


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    """The sum, where thirds are whole again."""
    found = reduce(Decimal.__add__, numbers)
    whole = found.to_integral_value()
    return whole if abs(found - whole) < _AS_GOOD_AS else found


# --- the shares


def _by_the_names_of(ask: Ask, before: Sequence[OneModel]) -> Ask:
    """`ask` with "haiku" for the one that the mix has."""
    shares = tuple(each._replace(model=_of_before(each.model, before)) for each in ask.shares)
    models = tuple(dict.fromkeys(_of_before(each, before) for each in ask.models))
    return replace(ask, models=models, shares=shares)


def _of_before(choice: ModelChoice, before: Sequence[OneModel]) -> OneModel:
    """The model of the mix that `choice` is; itself where it is none."""
    same = [each for each in before if is_same(choice, each)]
    return same[0] if len(same) == 1 else choice  # type: ignore[return-value]  # no group comes here


def is_same(choice: ModelChoice, other: ModelChoice) -> bool:
    """Whether "haiku" and Haiku 5.5 are one: each may be named shorter than the other."""
    if isinstance(choice, Newest) and isinstance(other, Named):
        return f"-{choice.family}-" in f"{other.id}-"
    return choice == other


def _with_rests(ask: Ask, parts: Sequence[Part], work: Work) -> Ask:
    """`ask` with the shares that stay where they were.

    Raises:
        NeedsMore: several stay, and their shares were ranges.
    """
    with exactly():
        said = sum((each.share for each in ask.shares), start=_ZERO)
    named = {each.model for each in ask.shares}
    others = [each for each in parts if each.model not in named]
    if said >= ONE or any(each.share < 0 for each in ask.shares) or not others:
        return ask
    if has_ranges(ask.shares):
        return _with_one_rest(ask, others)
    if len(others) > 1 and are_ranges(each.work for each in parts):  # how much had each of them?
        raise NeedsMore(phrase("ask.change_of_ranges"), ask.shares[0].span)
    before = [_share_of(each.work, work) for each in others]
    left = sum(before, start=_ZERO)
    span = ask.shares[0].span
    stay = [
        Shared(each.model, divide((ONE - said) * share, left), span)
        for each, share in zip(others, before, strict=True)
    ]
    models = (*ask.models, *(each.model for each in others))
    return replace(ask, shares=(*ask.shares, *stay), models=models)


def _with_one_rest(ask: Ask, others: Sequence[Part]) -> Ask:
    """`50-60% on haiku` behind haiku and opus: what is left stays on opus.

    Raises:
        NeedsMore: several are left, of which none is known to have how much.
    """
    if len(others) > 1:
        raise NeedsMore(phrase("ask.change_of_mix"), ask.shares[0].span)
    rest = Shared(others[0].model, -ONE, ask.shares[0].span)
    return replace(ask, shares=(*ask.shares, rest), models=(*ask.models, rest.model))


def share_of_first(parts: Sequence[Part]) -> Decimal | None:
    """How much of the work the first part of a mix is; None where they are different work."""
    whole = _whole(parts)
    return None if whole is None else _share_of(parts[0].work, whole)


def _share_of(part: Work, work: Work) -> Decimal:
    """How much of the work a part is; of a volume by its tokens."""
    if part.share != ONE:
        return part.share
    if part.counts:
        return divide(part.counts[0].number, work.counts[0].number)
    return divide(*(reduce(Decimal.__add__, (many for _, many in e.usage)) for e in (part, work)))
