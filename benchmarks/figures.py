"""A measured figure, the target it has, and whether it was met."""

from typing import NamedTuple


class Figure(NamedTuple):
    """One row of a table.

    Attributes:
        what: what was measured.
        ours: Claude Cost's figure.
        other: the same of what it is measured beside; "–" where there is nothing.
        ratio: how they compare; "–" where they do not.
        target: what is aimed at; "–" for a figure that only informs.
        met: whether it is; None where nothing is aimed at.
    """

    what: str
    ours: str
    other: str
    ratio: str
    target: str
    met: bool | None


class Section(NamedTuple):
    """Figures that were measured together; `beside` names what stands in the second column."""

    title: str
    how: str
    beside: str
    figures: tuple[Figure, ...]


def times_faster(what: str, ours: float, other: float, at_least: float) -> Figure:
    """Seconds beside seconds."""
    ratio = other / ours
    return Figure(
        what,
        duration(ours),
        duration(other),
        f"{ratio:.1f} times faster",
        f"at least {at_least:g} times faster",
        ratio >= at_least,
    )


def throughput(what: str, ours: float, other: float, at_least: float | None) -> Figure:
    """Requests in a second beside the same; no target where `at_least` is None."""
    ratio = ours / other
    return Figure(
        what,
        f"{ours:,.0f}/s",
        f"{other:,.0f}/s",
        f"{ratio:.2f}",
        "–" if at_least is None else f"at least {at_least:g}",
        None if at_least is None else ratio >= at_least,
    )


def at_most_times(
    what: str, ours: tuple[float, str], other: tuple[float, str], limit: float
) -> Figure:
    """Two costs, each with how it is shown."""
    ratio = ours[0] / other[0]
    return Figure(what, ours[1], other[1], f"{ratio:.2f}", f"at most {limit:g}", ratio <= limit)


def under(what: str, ours: float, shown: str, limit: float | None) -> Figure:
    """Seconds that have a limit of their own; no target where `limit` is None."""
    if limit is None:
        return Figure(what, shown, "–", "–", "–", None)
    return Figure(what, shown, "–", "–", f"under {duration(limit)}", ours < limit)


def duration(seconds: float) -> str:
    """`seconds` in the unit that keeps them short."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-6:.3g} µs"
