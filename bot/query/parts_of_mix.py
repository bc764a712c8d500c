"""What a follow-up does to the parts of a sum: one is dropped, kept alone, or put on another model.

    sonnet instead of opus, opusをsonnetに        what opus did, on sonnet
    without the opus part, opusの分を除くと       the other parts
    just the opus part, opusの分だけだと          that part alone
    how much of that is not opus?                the other parts alone
    the opus part on haiku, opusの分もhaikuで     that part on another model
    all of it on opus, 全部opusだと               each part, as it is, on that model

The part is told by its model. Of a part that is a share of the work, such as 30% of the requests,
it is open whether the others do what is dropped.
"""

from __future__ import annotations

from itertools import pairwise

from msgspec.structs import replace

from .all_but_one import other_places
from .ask import Ask
from .dealing import are_ranges
from .errors import NeedsMore
from .mixing import in_numbers
from .model import (
    ONE,
    BudgetQuery,
    EstimateQuery,
    Foreign,
    Group,
    MixQuery,
    OneModel,
    Part,
    Query,
)
from .of_part import names_a_part
from .part_shown import other_part
from .patterns import AnyWord
from .phrase import phrase
from .reading import Heard
from .roles import words_that
from .routing import is_same, share_of_first
from .said_beside import place_in

_PARTS = tuple(words_that("part_told_by_its_model"))
_HOW_MUCH_IS = tuple(words_that("asks_how_much_of_it_is"))
_OUT = AnyWord(words_that("leaves_out_a_part"))
_KEPT = AnyWord(words_that("keeps_a_part"))
_ALONE = AnyWord(words_that("keeps_a_part_alone"))
_ALL_BUT = tuple(words_that("everything_but_a_model"))
_NOT = AnyWord(words_that("is_not_of_a_model"))
_STANDS_IN = tuple(words_that("stands_in_for_a_model"))
_BECOMES = words_that("model_becomes_another")
_OLD_BEHIND = AnyWord(words_that("old_model_behind"))
_OLD_AND_NEW = 2
_ALL = AnyWord(words_that("everything_on_a_model"))


def with_parts_changed(ask: Ask, previous: Query | None) -> Query | None:
    """The parts of before, as `ask` wants them; None where it says nothing of them, or more.

    Raises:
        NeedsMore: the part is a share of the work, which the others may have to do.
    """
    if _says_more(ask):
        return None
    if isinstance(previous, EstimateQuery) and previous.whole:
        shown = other_part(ask, previous.whole)
        return _shown(shown, previous.whole) if isinstance(shown, Part) else shown
    if not isinstance(previous, MixQuery):
        return None
    if not _models(ask) or len(_models(ask)) < len(ask.models) + len(ask.left_out):
        return None
    if places := _others_asked(ask, previous):
        return _as_query(tuple(previous.parts[each] for each in places), previous)
    return _with_one_in_place(ask, previous) or _with_one_changed(ask, previous)


def _with_one_changed(ask: Ask, previous: MixQuery) -> Query | None:
    """A part that is told by its model on another one, dropped, or by itself."""
    said = _part_named(ask)
    place = _place(_called(said, ask), previous.parts) if said else None
    if said is None or place is None:
        return None
    others = [each for each in _models(ask) if not is_same(each, previous.parts[place].model)]
    if len(others) == 1 and not place_in(ask, _OUT):
        return _on_another(others[0], place, previous)
    if others or place_in(ask, _KEPT):  # "don't drop the opus part"
        return None
    if ask.left_out or place_in(ask, _OUT):
        return _dropped(said, place, previous)
    return _shown(previous.parts[place], previous) if place_in(ask, _ALONE) else None


def _with_one_in_place(ask: Ask, previous: MixQuery) -> Query | None:
    """`sonnet instead of opus`: what opus did, on sonnet."""
    named = _models(ask)
    stands_in = any(map(ask.source.casefold().__contains__, _STANDS_IN))
    is_told = ask.left_out or stands_in or _becomes_another(ask)
    if any(map(ask.source.casefold().__contains__, _ALL_BUT)):  # "everything but opus on haiku"
        return None
    if len(named) != _OLD_AND_NEW or not is_told or not ask.models:
        return None
    old_is_last = bool(ask.left_out or place_in(ask, _OLD_BEHIND))
    new, old = named if old_is_last else reversed(named)
    place = _place(old, previous.parts)
    return None if place is None else _on_another(new, place, previous)


def _others_asked(ask: Ask, previous: MixQuery) -> tuple[int, ...]:
    """The other parts, of `how much of that is not opus?`, `the non-opus part`; else none."""
    is_asked = place_in(ask, _ALONE) or _part_named(ask)
    if ask.models or not is_asked or place_in(ask, _OUT) or not place_in(ask, _NOT):
        return ()
    return other_places(ask, previous.parts)


def _becomes_another(ask: Ask) -> bool:
    """`opus was haiku`; not "opus and haiku were compared"."""
    names = {each.heard for each in ask.models}
    spans = [each.span for each in ask.heard if each.meaning in names]
    between = [ask.source[one.end : other.start] for one, other in pairwise(spans)]
    return len(between) == 1 and between[0].strip().casefold() in _BECOMES


def _says_more(ask: Ask) -> bool:
    numbers = (ask.amounts, ask.counts, ask.contents, ask.shares, ask.changes, ask.discounts)
    terms = (ask.modifiers, ask.without, ask.caching, ask.uncached, ask.partly, ask.limits)
    times = (ask.times, ask.schedules, ask.days, ask.currencies, ask.pasted, ask.parts)
    open_ = (ask.unused, ask.vague, ask.uncalled, ask.intents, ask.adds)
    unread = any(each.message.key != "ask.other_model" for each in ask.troubles)
    return unread or any((*numbers, *terms, *times, *open_))


def _models(ask: Ask) -> tuple[OneModel, ...]:
    named = (*ask.models, *ask.left_out)
    return tuple(each for each in named if not isinstance(each, (Group, Foreign)))


def _part_named(ask: Ask) -> Heard | None:
    """What names a part by its model: "the [opus] part", `[opus]の分`."""
    names = tuple(each.heard for each in ask.models)
    for each in ask.heard:
        before = ask.source[: each.span.start].casefold()
        behind = ask.source[each.span.end :].lstrip().casefold()
        is_named = each.meaning in names or _is_left_out(each, ask)
        if is_named and (behind.startswith(_PARTS) or before.endswith(_HOW_MUCH_IS)):
            return each
    return None


def _is_left_out(heard: Heard, ask: Ask) -> bool:
    """`without the opus` of `without the opus part`, which is asked about."""
    return any(each.span == heard.span for each in ask.troubles if ask.left_out)


def _called(said: Heard, ask: Ask) -> OneModel:
    """The model that names a part."""
    named = (each for each in _models(ask) if each.heard == said.meaning)
    return next(named, _models(ask)[-1])


def _place(model: OneModel, parts: tuple[Part, ...]) -> int | None:
    """Which part has that model; None where none, or several, have it."""
    found = [place for place, each in enumerate(parts) if is_same(model, each.model)]
    return found[0] if len(found) == 1 else None


def _on_another(model: OneModel, place: int, previous: MixQuery) -> Query:
    """That part on the model.

    Raises:
        NeedsMore: the model has a part already, and their shares are ranges.
    """
    parts = list(previous.parts)
    same = [each.model for each in parts if is_same(model, each.model)]
    if same and are_ranges(each.work for each in parts):
        raise NeedsMore(phrase("ask.change_of_ranges"))
    parts[place] = parts[place]._replace(model=next(iter(same), model))
    return replace(previous, parts=tuple(parts))


def _dropped(said: Heard, place: int, previous: MixQuery) -> Query:
    """The sum without that part.

    Raises:
        NeedsMore: it is a share of the work.
    """
    if share_of_first(previous.parts) is not None:
        raise NeedsMore(phrase("ask.part_dropped", said=said.text), said.span)
    left = tuple(each for at, each in enumerate(previous.parts) if at != place)
    return _as_query(left, previous)


def _as_query(parts: tuple[Part, ...], previous: MixQuery) -> Query:
    """The sum of these parts; of a single one, what it costs alone.

    Raises:
        NeedsMore: its share is a range, and that of no plain number of requests.
    """
    if len(parts) > 1:
        return replace(previous, parts=parts)
    (only,) = parts
    work = in_numbers(only.work)
    return EstimateQuery(only.model, work, previous.day, previous.currency, previous.contrast)


def part_named(ask: Ask, model: OneModel, whole: Query) -> Query:
    """The part of `whole` on `model`: `opus-5.5 part of haiku-5.5 10M in + opus-5.5 2M in`.

    Raises:
        NeedsMore: it is no part of a sum.
    """
    place = _place(model, whole.parts) if isinstance(whole, MixQuery) else None
    if place is None or not isinstance(whole, MixQuery):
        raise NeedsMore(phrase("ask.part_or_all", said=ask.heard[0].text), ask.heard[0].span)
    return _shown(whole.parts[place], whole)


def _shown(part: Part, whole: MixQuery) -> Query:
    """What a part costs by itself, with the sum that it is of."""
    found = _as_query((part,), whole)
    return found if whole.contrast else replace(found, whole=whole)


def all_on_one(ask: Ask, previous: MixQuery | BudgetQuery) -> OneModel | None:
    """The model that each part is to be on, where the parts are different work; else None.

    That is said plainly, or all of them are on one model so far: "on haiku?".
    """
    numbers = (ask.amounts, ask.counts, ask.contents, ask.partly, ask.changes)
    if len(ask.models) != 1 or ask.adds or any(numbers):
        return None
    (model,) = ask.models
    is_all = _is_all_of_it(ask) or bool(place_in(ask, _ALL))
    is_of_all = not (ask.shares or _is_of_a_part(ask))
    are_alike = is_of_all and len({each.model for each in previous.parts}) == 1
    if isinstance(model, (Group, Foreign)) or not (is_all or are_alike):
        return None
    return model if share_of_first(previous.parts) is None else None


def is_on_one_model(ask: Ask, previous: MixQuery | BudgetQuery) -> bool:
    """Whether all of the work of one model, a part of it with a term, is to be on another."""
    if len(ask.models) != 1 or ask.adds or ask.on_top or _is_of_a_part(ask):
        return False
    is_all = not ask.shares or _is_all_of_it(ask)
    return is_all and len({each.model for each in previous.parts}) == 1


def _is_of_a_part(ask: Ask) -> bool:
    """`batch the haiku part` where none is on haiku, `バッチの分`はhaikuで."""
    behind = (
        ask.source[each.span.end :].lstrip().casefold()
        for each in ask.heard
        if each.meaning in ask.modifiers
    )
    return bool(names_a_part(ask)) or any(each.startswith(_PARTS) for each in behind)


def _is_all_of_it(ask: Ask) -> bool:
    """`all of it on opus`; not so `all opus calls`, which are a part of it."""
    if [each.share for each in ask.shares] != [ONE]:
        return False
    behind = ask.source[ask.shares[0].span.end :].lstrip().casefold()
    return not behind.startswith(_PARTS)
