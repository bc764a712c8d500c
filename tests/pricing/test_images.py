"""Figures of the vision page, and what follows from its rule."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pricing import BadWorkload, PriceBook, VisionUnknown, image_tokens, image_tokens_on

TIERS: list[tuple[Literal["standard", "high"], int, int]] = [
    ("standard", 1568, 1568),
    ("high", 2576, 4784),
]


@pytest.mark.parametrize(
    ("width", "height", "standard", "high"),
    [
        # published
        (200, 200, 64, 64),
        (1000, 1000, 1296, 1296),
        (1092, 1092, 1521, 1521),
        (1920, 1080, 1560, 2691),
        (3840, 2160, 1560, 4784),
        (2000, 1500, 1564, 3888),
        # by hand
        (1, 1, 1, 1),
        (28, 28, 1, 1),
        (29, 28, 2, 2),
        (1568, 784, 1568, 1568),  # 56 x 28, within both limits: not scaled
        (1568, 785, 1568, 1624),  # 56 x 29 is too many; 1567 x 784 (784.49...) is 56 x 28
        (1569, 28, 56, 57),  # 1568 x 28 (27.98...)
        (2576, 1456, 1560, 4784),  # 1456 x 823 is 52 x 30, 1457 is 53 x 30; 92 x 52 fits
        (10_000, 1, 56, 92),  # the short side stays 1
        (1_000_000, 1_000_000, 1521, 4761),  # 39 x 39 and 69 x 69 patches
    ],
)
def test_tokens_of_an_image(width: int, height: int, standard: int, high: int) -> None:
    assert standard == image_tokens(width, height, "standard")
    assert high == image_tokens(width, height, "high")


def patches(width: int, height: int) -> int:
    return -(-width // 28) * -(-height // 28)


def by_trying_all(width: int, height: int, edge: int, tokens: int) -> int:
    """The rule as it is written: each size in turn, the largest first."""
    long, short = max(width, height), min(width, height)
    if long <= edge and patches(long, short) <= tokens:
        return patches(long, short)
    for smaller in range(long - 1, 0, -1):
        scaled = max(1, round(Fraction(smaller * short, long)))
        if smaller <= edge and patches(smaller, scaled) <= tokens:
            return patches(smaller, scaled)
    raise AssertionError


sides = st.one_of(st.integers(1, 6000), st.sampled_from([27, 28, 29, 1567, 1568, 1569, 2576]))


@pytest.mark.parametrize(("vision", "edge", "tokens"), TIERS)
@given(width=sides, height=sides)
def test_the_size_found_is_the_largest_that_meets_the_limits(
    vision: Literal["standard", "high"], edge: int, tokens: int, width: int, height: int
) -> None:
    assert by_trying_all(width, height, edge, tokens) == image_tokens(width, height, vision)


@pytest.mark.parametrize(("vision", "edge", "tokens"), TIERS)
@given(width=st.integers(1, 10**9), height=st.integers(1, 10**9))
def test_no_image_takes_more_than_the_limit(
    vision: Literal["standard", "high"], edge: int, tokens: int, width: int, height: int
) -> None:
    taken = image_tokens(width, height, vision)

    assert 1 <= taken <= tokens
    assert taken == image_tokens(height, width, vision)
    assert edge < max(width, height) or taken <= patches(width, height)


def test_the_model_decides_the_tier(book: PriceBook) -> None:
    assert 1296 == image_tokens_on(book.find("sonnet 4.6"), 1000, 1000)
    assert 1560 == image_tokens_on(book.find("opus 4.6"), 3840, 2160)
    assert 4784 == image_tokens_on(book.find("opus 4.7"), 3840, 2160)


@pytest.mark.parametrize("name", ["mythos preview", "claude 2.1", "claude instant 1.2"])
def test_error_where_the_tier_is_unknown(name: str, book: PriceBook) -> None:
    model = book.find(name)

    with pytest.raises(VisionUnknown) as refusal:
        image_tokens_on(model, 1000, 1000)

    expected = f"{model.id}: how many tokens an image takes is not known"
    assert expected == str(refusal.value)


@pytest.mark.parametrize("pixels", [0, -1, 10.5, True, None])
def test_error_for_a_size_that_makes_no_sense(pixels: int) -> None:
    problem = "an image's side is a whole number of pixels above 0"
    with pytest.raises(BadWorkload) as width:
        image_tokens(pixels, 100, "high")
    with pytest.raises(BadWorkload) as height:
        image_tokens(100, pixels, "standard")

    assert f"width is {pixels}: {problem}" == str(width.value)
    assert f"height is {pixels}: {problem}" == str(height.value)
