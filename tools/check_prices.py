"""Is the book still right? Compare it with the price lists that others keep.

Says how old the book is, and of each list: how many prices agree, which known faults of theirs
show, and what a person has to look at, by model and field: other prices than ours, and models
that the book lacks. What is known to be wrong in them stands in `tools/peers`.

    .venv/bin/python -m tools.check_prices        0: nothing to do; 1: something for a person;
                                                  2: a list is missing, so nobody can tell
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime

from pricing import load_published

from .peers import litellm
from .peers.comparing import SMALL, Difference, Fault, Price, PriceMap, differences

STALE_AFTER_DAYS = 30
"""From then on answers say how old the book is."""
OK, FOR_A_PERSON, MISSING = 0, 1, 2

Lister = Callable[[date], PriceMap | None]


def genai(today: date) -> PriceMap | None:
    """genai-prices, where it is installed."""
    try:
        from .peers.genai import genai_map  # noqa: PLC0415 - may be missing
    except ImportError:
        return None
    return genai_map(today)


def litellms(today: date) -> PriceMap | None:
    """Litellm's map, where it was fetched."""
    return litellm.litellm_price_map(today) if litellm.is_here() else None


LISTS: dict[str, Lister] = {"genai-prices": genai, "litellm": litellms}


def age(today: date) -> str:
    """How old the book is."""
    checked = load_published().prices_as_of
    days = (today - checked).days
    old = f", more than {STALE_AFTER_DAYS}: answers say so" if days > STALE_AFTER_DAYS else ""
    return f"The book's prices were checked on {checked}, {days} days ago{old}."


def report(found: PriceMap) -> tuple[list[str], bool]:
    """What there is to say of a list, and whether some of it is for a person."""
    apart = differences(found.prices)
    explained = {each: _fault(each.theirs, found.known) for each in apart}
    new = [each for each, fault in explained.items() if fault is None]
    agree = len(found.prices) - len(apart)
    lines = [f"{found.name} {found.version}: {agree} of {len(found.prices)} prices agree"]
    lines += _agreements(found.prices, {each.theirs for each in apart})
    if found.since != found.version:
        lines.append(f"  Nobody looked at this version yet: faults are those of {found.since}.")
    lines += _known(explained, found.known)
    if found.without:
        lines.append(f"  Not in it: {', '.join(sorted(found.without))}")
    lines += _for_a_person(new, found.unknown)
    return lines, bool(new or found.unknown)


def _agreements(prices: Iterable[Price], apart: Collection[Price]) -> Iterator[str]:
    """By model, with the fields: `claude-opus-5-5: input, output`."""
    fields: dict[str, dict[str, None]] = {}
    for price in prices:
        if price not in apart:
            fields.setdefault(price.model, {})[price.unit.value] = None
    yield from (f"    {model}: {', '.join(units)}" for model, units in sorted(fields.items()))


def _fault(price: Price, known: Iterable[Fault]) -> Fault | None:
    return next((fault for fault in known if fault.shows_in(price)), None)


def _known(explained: dict[Difference, Fault | None], known: Sequence[Fault]) -> Iterator[str]:
    shows = Counter(fault.reason for fault in explained.values() if fault)
    if shows:
        yield "  Known faults of theirs:"
        yield from (f"    {reason} ({_prices(count)})" for reason, count in shows.items())
    gone = [fault.reason for fault in known if fault.reason not in shows]
    if gone:
        yield "  Known faults that do not show today (where mended, take them out of tools/peers):"
        yield from (f"    {reason}" for reason in gone)


def _prices(count: int) -> str:
    return "1 price" if count == 1 else f"{count} prices"


def _for_a_person(new: Sequence[Difference], unknown: Iterable[str]) -> Iterator[str]:
    lines = [f"    {name}: not in the book" for name in sorted(unknown)]
    lines += sorted(map(_difference, new))
    if lines:
        yield "  FOR A PERSON:"
        yield from lines


def _difference(found: Difference) -> str:
    """By model and field: `claude-opus-5-5 input: theirs $5, ours $4 (2026-11-22)`."""
    theirs, ours = found
    terms = [each.value for each in sorted(theirs.modifiers)]
    if theirs.prompt > SMALL:
        terms.append(f"prompt of {theirs.prompt:,}")
    field = " ".join([theirs.unit.value, *terms])
    our = "none" if ours is None else f"${ours.normalize():f}"
    listed = "" if theirs.listed_as == theirs.model else f", listed as {theirs.listed_as}"
    usd = f"${theirs.usd.normalize():f}"
    return f"    {theirs.model} {field}: theirs {usd}, ours {our} ({theirs.day}{listed})"


def main(arguments: Sequence[str] | None = None, lists: dict[str, Lister] | None = None) -> int:
    """Print the report; the exit status says what to do about it."""
    parser = argparse.ArgumentParser(description="Compare the price book with other lists.")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=datetime.now(UTC).date(), help="YYYY-MM-DD"
    )
    today = parser.parse_args(arguments).today
    print(age(today))
    status = OK
    for name, lister in (LISTS if lists is None else lists).items():
        found = lister(today)
        if found is None:
            print(f"\n{name}: not here. Run `make setup price-maps`.")
            status = status or MISSING
            continue
        lines, for_a_person = report(found)
        print("\n" + "\n".join(lines))
        status = FOR_A_PERSON if for_a_person else status
    return status


if __name__ == "__main__":
    sys.exit(main())
