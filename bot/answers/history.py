"""How did models and their prices change, and what is to come?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from bot.query import canonical
from bot.query.history import stretch_of
from bot.query.model import HistoryQuery, Named
from bot.query.phrase import Phrase, phrase
from bot.query.reading import Heard, Span
from pricing import (
    Event,
    EventKind,
    Model,
    PriceBook,
    PriceList,
    PriceSpan,
    Successor,
    changes,
    coming,
    price_history,
    successor,
)

from . import notes
from .citing import sources
from .types import Frame, HistoryAnswer, Life, Note, Occurrence

if TYPE_CHECKING:
    from bot.query.stretches import Stretch
    from pricing.rows import FastPrices, Prices

_PRICES = frozenset(
    {
        EventKind.PRICE,
        EventKind.TIER_BEGINS,
        EventKind.TIER_ENDS,
        EventKind.FAST_PRICE,
        EventKind.FAST_FLAT,
    }
)
_FAST = frozenset(
    {
        EventKind.FAST_BEGINS,
        EventKind.FAST_PRICE,
        EventKind.FAST_FLAT,
        EventKind.FAST_ENDS,
    }
)
_ENDS = frozenset({EventKind.DEPRECATED, EventKind.RETIRED})
_KINDS = {
    None: frozenset(EventKind),
    "prices": _PRICES,
    "releases": frozenset({EventKind.RELEASED}),
    "retirements": _ENDS,
    "fast": _FAST,
}
_PROMISES = frozenset({EventKind.MAY_RETIRE})
_COMING_ENDS = _ENDS | {EventKind.FAST_ENDS, EventKind.MAY_RETIRE}


# Said where prices of one day are asked for.
_OF_ONE_DAY = frozenset({"note.no_day", "note.day_taken"})


def answer_history(
    query: HistoryQuery, frame: Frame, book: PriceBook, said: tuple[Note, ...]
) -> HistoryAnswer:
    """The changes that were asked for, as far as the book knows them."""
    prices = book.as_of(frame.today)
    days = stretch_of(frame.source, frame.today, ahead=query.which == "coming")
    frame = replace(frame, heard=_with_days(frame.heard, days, frame.source))
    found = _ANSWERS[query.which](query, frame, prices)
    said = tuple(each for each in said if each.phrase.key not in _OF_ONE_DAY)
    assumed = (*said, *_of_days(days, query, frame), *found.notes, *notes.of_day(prices, frame))
    return replace(found, notes=assumed)


def _with_days(heard: tuple[Heard, ...], days: Stretch, source: str) -> tuple[Heard, ...]:
    """What was heard, with the days that were named in place of their pieces."""
    named = [Heard(span, source[slice(*span)], _days_in_words(days)) for span in days.spans]
    apart = (each for each in heard if not any(_overlap(each.span, span) for span in days.spans))
    return tuple(sorted([*apart, *named], key=lambda each: each.span))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _days_in_words(days: Stretch) -> str:
    since = f"since {days.since}" if days.since else ""
    return " ".join(filter(None, (since, f"until {days.until}" if days.until else "")))


def _of_days(days: Stretch, query: HistoryQuery, frame: Frame) -> Iterator[Note]:
    if days.recent and query.since:
        said = frame.source[slice(*days.recent)]
        yield Note("approximate", phrase("note.recently", said=said, day=query.since))


# --- what changed, and what is to come


def _changes(query: HistoryQuery, frame: Frame, prices: PriceList) -> HistoryAnswer:
    book, today = prices.book, frame.today
    until = query.until
    if query.since is None or query.since <= today:  # what has not happened has not changed
        until = min(until or today, today)
    models = _models(query, book)
    events = changes(book, query.since, until, models, _KINDS[query.only])
    days = _range(since=query.since, until=until if query.until else None)
    headline = _changes_in_short(query, events, days)
    if query.only == "prices":
        others = changes(book, query.since, until, models, _KINDS[None] - _PRICES)
        headline = _and_others(headline, len(others))
    leads = (*_directions(events),) if query.only == "prices" else ()
    found = _occurrences(events[::-1], prices)
    return _answer(query, frame, book, headline, leads=leads, occurrences=found)


def _changes_in_short(query: HistoryQuery, events: Sequence[Event], days: Phrase) -> Phrase:
    if query.only == "retirements" and events:
        gone = sum(each.kind is EventKind.RETIRED for each in events)
        counts = {"retired": gone, "deprecated": len(events) - gone}
        return phrase("headline.changes_retirements", range=days, **counts)
    if query.only == "releases" and events and not (query.since or query.until):
        return _latest(events)
    return _counted(f"changes_{query.only or 'all'}", len(events), days)


def _latest(events: Sequence[Event]) -> Phrase:
    """Which models came out last."""
    day = events[-1].day
    models = tuple(each.model for each in events if each.day == day)
    return phrase("headline.releases_latest", models=models, day=day, count=len(events))


def _coming(query: HistoryQuery, frame: Frame, prices: PriceList) -> HistoryAnswer:
    book, after = prices.book, frame.today
    days = _range(after=after, until=query.until)
    if query.since and query.since > after:
        days = _range(since=query.since, until=query.until)
        after = query.since - timedelta(days=1)
    models = _models(query, book)
    every = coming(book, after, query.until, models)
    kinds = _COMING_ENDS if query.only == "retirements" else _KINDS[query.only]
    announced = [each for each in every if each.kind in kinds - _PROMISES]
    promised = tuple(each for each in every if each.kind in kinds & _PROMISES)
    headline = _counted(f"coming_{query.only or 'all'}", len(announced), days)
    if not announced:  # what else there is
        announced = [each for each in every if each.kind not in _PROMISES]
        headline = _and_others(headline, len(announced))
    found = _occurrences(announced, prices)
    given = _answer(query, frame, book, headline, occurrences=found, promised=promised)
    if query.only in {None, "retirements"} and query.until is None:
        return replace(given, notes=tuple(_may_end_any_day(models or book.models, frame.today)))
    return given


def _may_end_any_day(models: Sequence[Model], today: date) -> Iterator[Note]:
    """Which models were promised to last until a day that is past, and have no end announced."""
    past = tuple(
        model
        for model in models
        if model.retires_not_before
        and model.retires_not_before <= today
        and model.serves(today)
        and not model.deprecated
    )
    if past:
        yield Note("retiring", phrase("note.may_end_any_day", models=past, count=len(past)))


def _counted(key: str, count: int, days: Phrase) -> Phrase:
    """A headline for so many changes; for none it has words of its own."""
    return phrase(f"headline.{key}{'' if count else '_none'}", count=count, range=days)


def _and_others(headline: Phrase, count: int) -> Phrase:
    """A headline that says how much it leaves out, where only some changes were asked for."""
    return phrase("headline.and_others", headline=headline, count=count) if count else headline


def _range(**named: date | None) -> Phrase:
    """The days in words, to be put into a headline."""
    known = {name: day for name, day in named.items() if day}
    if "since" in known and known["since"] == known.get("until"):
        return phrase("label.days.on", day=known["since"])
    return phrase(f"label.days.{'_'.join(known) or 'ever'}", **known)


def _directions(events: Sequence[Event]) -> Iterator[Phrase]:
    """How many of price changes made something cheaper, and how many dearer."""
    counted = [_direction(each) for each in events]
    if counted:
        facts = {each: counted.count(each) for each in ("cheaper", "dearer", "mixed")}
        yield phrase("label.history.directions", **facts)


def _direction(event: Event) -> str:
    if event.kind in {EventKind.TIER_ENDS, EventKind.FAST_FLAT}:
        return "mixed" if event.then == "error" else "cheaper"
    if event.kind is EventKind.TIER_BEGINS:
        return "mixed"  # larger prompts than before, at a price of their own
    known = [each for each in event.changes if each.before and each.after]
    lower = [each for each in known if (each.after or 0) < (each.before or 0)]
    if known and len(lower) == len(known):
        return "cheaper"
    return "mixed" if lower or not known else "dearer"


# --- prices over time


def _history(query: HistoryQuery, frame: Frame, prices: PriceList) -> HistoryAnswer:
    models = _models(query, prices.book) or ()
    family = len(models) > len(query.models)
    spans = tuple(
        span
        for model in models
        for span in price_history(model)
        if _lies_in(span, query) and not (family and span.group in {"fast", "tier"})
    )
    events = changes(prices.book, query.since, query.until, models, _PRICES)
    happened = [each for each in events if each.day <= frame.today]
    priced = tuple(dict.fromkeys(span.model for span in spans)) or models
    headline, leads = _history_in_short(query, priced, prices)
    found = _occurrences(happened[::-1], prices)
    book = prices.book
    given = _answer(query, frame, book, headline, leads=leads, occurrences=found, spans=spans)
    return replace(given, notes=tuple(_of_sources(spans)))


def _of_sources(spans: Sequence[PriceSpan]) -> Iterator[Note]:
    """Prices that are not from an official page, and those of days that nobody recorded."""
    for confidence in ("medium", "low"):
        unsure = {span.model.id: span.model for span in spans if span.row.confidence == confidence}
        for model in unsure.values():
            yield Note("confidence", phrase(f"note.confidence_{confidence}", model=model))
    for model in [span.model for span in spans if span.group == "former"]:
        yield Note("confidence", phrase("note.former", model=model))


def _lies_in(span: PriceSpan, query: HistoryQuery) -> bool:
    ends_before = query.since and span.end and span.end <= query.since
    starts_behind = query.until and span.start and span.start > query.until
    return not (ends_before or starts_behind)


def _history_in_short(
    query: HistoryQuery, models: Sequence[Model], prices: PriceList
) -> tuple[Phrase, tuple[Phrase, ...]]:
    if len(query.models) > 1 or len(models) != 1:
        return _family_in_short(query, models, prices)
    return _model_in_short(models[0], prices)


def _model_in_short(model: Model, prices: PriceList) -> tuple[Phrase, tuple[Phrase, ...]]:
    """What a model costs, and when that changed last."""
    models = (model,)
    row = _row(model, prices.day)
    changed = changes(prices.book, None, prices.day, models, _PRICES)
    last = changed[-1].day if changed else model.released
    facts = {"model": model, "input": row.input, "output": row.output}
    ends = _state(model, prices.day) in {"retired", "retiring"}
    state = phrase(f"headline.life_{_state(model, prices.day)}", **_dates(model))
    leads = (phrase("label.life.now", state=state),) if ends else ()
    if last is None:
        return phrase("headline.history_undated", **facts), leads
    kind = "changed" if changed else "unchanged"
    headline = phrase(f"headline.history_{kind}", count=len(changed), day=last, **facts)
    return headline, leads


def _family_in_short(
    query: HistoryQuery, models: Sequence[Model], prices: PriceList
) -> tuple[Phrase, tuple[Phrase, ...]]:
    """From the oldest to the newest of a family, and whether the newest is cheaper.

    Since a day: from the newest of that day.
    """
    known = [(each.released, each) for each in models if each.released]
    aged = [model for released, model in sorted(known, key=_release) if released <= prices.day]
    if len(query.models) != 1 or len(aged) <= 1:
        return phrase("headline.history_of", models=tuple(models), count=len(models)), ()
    *_, before, last = aged
    first = _newest_on(query.since, aged)
    if first is last:
        return _model_in_short(last, prices)
    day = prices.day
    newest = _named("last", last, day)
    facts = {"family": last.family.capitalize(), **_named("first", first, day), **newest}
    headline = phrase("headline.history_family", **facts)
    facts = {**_named("before", before, day), **newest}
    return headline, (phrase(f"label.history.{_compared(before, last, day)}", **facts),)


def _newest_on(day: date | None, aged: Sequence[Model]) -> Model:
    """The newest of them on a day; the oldest where no day is named, or none was out by then."""
    out = [each for each in aged if day and each.is_released(day)]
    return out[-1] if out else aged[0]


def _release(dated: tuple[date, Model]) -> date:
    return dated[0]


def _row(model: Model, day: date) -> Prices:
    """What holds on `day`, or held last, or first."""
    begun = [row for row in model.prices if row.start is None or row.start <= day]
    return begun[-1] if begun else model.prices[0]


def _named(name: str, model: Model, day: date) -> dict[str, object]:
    """A model with its price of `day`, as facts of a sentence."""
    row = _row(model, day)
    facts = {"": model, "_input": row.input, "_output": row.output, "_day": model.released}
    return {f"{name}{end}": value for end, value in facts.items()}


def _compared(before: Model, last: Model, day: date) -> str:
    """Whether `last` is cheaper than the model before it, for input and output."""
    older_row, newer_row = _row(before, day), _row(last, day)
    pairs = [(older_row.input, newer_row.input), (older_row.output, newer_row.output)]
    if all(older == newer for older, newer in pairs):
        return "as_before"
    if all(newer <= older for older, newer in pairs):
        return "cheaper"
    return "dearer" if all(newer >= older for older, newer in pairs) else "mixed"


# --- from release to retirement


def _lifecycle(query: HistoryQuery, frame: Frame, prices: PriceList) -> HistoryAnswer:
    if query.only == "fast":
        return _fast(query, frame, prices)
    models = _models(query, prices.book) or ()
    lives = tuple(_life(model, prices) for model in models)
    events = changes(prices.book, models=models, kinds=_KINDS["releases"] | _ENDS)
    promised = tuple(coming(prices.book, frame.today, None, models, {EventKind.MAY_RETIRE}))
    if len(lives) == 1:
        headline, leads = _life_in_short(query, lives[0], prices)
    else:
        headline, leads = phrase("headline.lifecycles", count=len(lives)), ()
    return _answer(
        query,
        frame,
        prices.book,
        headline,
        leads=leads,
        occurrences=_occurrences(events, prices),
        promised=promised,
        lives=lives,
    )


def _life(model: Model, prices: PriceList) -> Life:
    status = phrase(f"life.{_state(model, prices.day)}", **_dates(model))
    return Life(model, status, _next(model, prices))


def _next(model: Model, prices: PriceList) -> Successor | None:
    """What replaces it: nothing yet, while it is sold and its end is not announced."""
    return successor(model, prices) if model.retired or model.deprecated else None


def _dates(model: Model) -> dict[str, object]:
    return {
        "model": model,
        "day": model.retired,
        "released": model.released,
        "deprecated": model.deprecated,
        "promised": model.retires_not_before,
    }


def _state(model: Model, day: date) -> str:
    """How the Claude API treats `model` on `day`."""
    if not model.is_released(day):
        return "not_released"
    if model.retired:
        return "retired" if model.is_retired(day) else "retiring"
    if model.deprecated and model.deprecated <= day:
        return "deprecated"
    if model.retires_not_before is None:
        return "active"
    return "promised" if day < model.retires_not_before else "promise_over"


def _life_in_short(
    query: HistoryQuery, life: Life, prices: PriceList
) -> tuple[Phrase, tuple[Phrase, ...]]:
    model, day = life.model, prices.day
    facts = _dates(model)
    state = phrase(f"headline.life_{_state(model, day)}", **facts)
    leads = tuple(_leads(life, day))
    if query.only != "releases" or not model.is_released(day):
        return state, leads
    known = "released" if model.released else "release_unknown"
    return phrase(f"headline.life_{known}", **facts), (
        phrase("label.life.now", state=state),
        *leads,
    )


def _leads(life: Life, day: date) -> Iterator[Phrase]:
    model = life.model
    if model.still_sold_by:
        yield phrase("label.life.sold", partners=model.still_sold_by)
    if life.successor:
        named = "named" if life.successor.named else "newest"
        facts = {**_named("model", model, day), **_named("next", life.successor.model, day)}
        yield phrase(f"label.life.{named}", **facts)


# --- fast mode


def _fast(query: HistoryQuery, frame: Frame, prices: PriceList) -> HistoryAnswer:
    """Which models have fast mode, since when and until when; those that ever had it."""
    models = _models(query, prices.book)
    had = [each for each in models or prices.book.models if each.fast]
    events = [each for each in changes(prices.book, models=had) if each.kind in _FAST]
    found = _occurrences(events[::-1], prices)
    if models and len(models) == 1:
        headline = _fast_in_short(models[0], prices.day)
    else:
        now = tuple(each for each in had if each.serves(prices.day) and _fast_row(each, prices.day))
        headline = phrase("headline.fast", models=now, count=len(now))
    return _answer(query, frame, prices.book, headline, occurrences=found)


def _fast_row(model: Model, day: date) -> FastPrices | None:
    return next((row for row in model.fast if row.holds_on(day)), None)


def _fast_in_short(model: Model, day: date) -> Phrase:
    row = _fast_row(model, day)
    if row is None:
        ended = [each.end for each in model.fast if each.end and each.end <= day]
        which = "fast_ended" if ended else "fast_none"
        return phrase(f"headline.{which}", model=model, day=max(ended, default=None))
    facts = {"model": model, "input": row.input, "output": row.output}
    since = model.fast[0].start
    return phrase(
        f"headline.fast_{'ends' if row.end else 'goes_on'}", since=since, day=row.end, **facts
    )


# --- what they share


def _models(query: HistoryQuery, book: PriceBook) -> tuple[Model, ...] | None:
    """The models that were named, of a family all of them; None: all there are."""
    if not query.models:
        return None
    found: list[Model] = []
    for choice in query.models:
        if isinstance(choice, Named):
            found.append(book.find(choice.id))
        else:
            found += (each for each in book.models if each.family == choice.family)
    return tuple(dict.fromkeys(found))


def _occurrences(events: Sequence[Event], prices: PriceList) -> tuple[Occurrence, ...]:
    return tuple(Occurrence(each, _replaced_by(each, prices)) for each in events)


def _replaced_by(event: Event, prices: PriceList) -> Model | None:
    if event.kind is not EventKind.RETIRED:
        return None
    found = successor(event.model, prices)
    return found.model if found else None


def _answer(  # noqa: PLR0913 - what answers of this kind have in common
    query: HistoryQuery,
    frame: Frame,
    book: PriceBook,
    headline: Phrase,
    *,
    leads: tuple[Phrase, ...] = (),
    occurrences: tuple[Occurrence, ...] = (),
    promised: tuple[Event, ...] = (),
    spans: tuple[PriceSpan, ...] = (),
    lives: tuple[Life, ...] = (),
) -> HistoryAnswer:
    used = {key for each in (*occurrences,) for key in each.event.source}
    used |= {key for each in promised for key in each.source}
    used |= {key for each in spans for key in each.row.source}
    used |= {key for each in lives for key in each.model.source}
    return HistoryAnswer(
        frame,
        query,
        canonical(query),
        headline,
        leads,
        occurrences,
        promised,
        spans,
        lives,
        (),
        sources(used, book),
    )


_ANSWERS = {
    "history": _history,
    "changes": _changes,
    "coming": _coming,
    "lifecycle": _lifecycle,
}
