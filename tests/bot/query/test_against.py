"""Which levers are set against each other, and which are not."""

from __future__ import annotations

import pytest

from pricing import Lever

from .reading import ask


@pytest.mark.parametrize(
    "said",
    [
        "cached, not batched",
        "cached and batched",
        "5 minutes vs 1 hour",
        "regional vs batch",
        "without batch or caching",
    ],
)
def test_what_is_no_side_is_set_against_nothing(said: str) -> None:
    assert ask(f"opus 5.5 10M in 2M out {said}").against is None


def test_the_sides_stand_in_the_order_in_which_they_were_said() -> None:
    found = ask("opus 5.5 10M in 2M out, batch vs cached vs standard").against

    assert found is not None
    assert (Lever.BATCH, Lever.CACHED, Lever.STANDARD) == found.levers
