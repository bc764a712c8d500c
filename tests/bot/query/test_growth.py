"""The work of reading grows with the length of a text, and no faster, whatever it is made of.

Function calls are counted, and not time, so that a busy machine makes no difference. What a regular
expression does is no call: hostile texts for these are in the tests of each.
"""

from __future__ import annotations

import sys

import pytest

from .reading import ask

SHORT, LONG = 400, 2_400

FRAGMENTS = [
    *("1 ", "1/", "70/30 ", "1, ", "10k-", "5 to ", "x 20 ", "10x ", "1) ", "$5 ", "±20% "),
    *("10M in ", "in 10M ", "in out ", "each ", "per ", "per day ", "and ", "vs ", "+ ", "no "),
    *(
        "opus 5.5 10M in 2M out ",
        "opus ",
        "70% haiku ",
        "80% cached ",
        "cached ",
        "half ",
        "sonet ",
    ),
    *("1000 requests ", "how many ", "for 3 months ", "every 7 minutes ", "4 images 10x10 "),
    *("出力1万", "入力", "1万", "億1", "1日", "件", "の", "キャッシュ", "いくら", "100万トークン"),
]


def calls(text: str) -> int:
    """How many functions are called to read `text`."""
    counted = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal counted
        counted += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        ask(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_six_times_the_text_takes_about_six_times_the_work(fragment: str) -> None:
    short = (fragment * SHORT)[:SHORT]
    long = (fragment * LONG)[:LONG]
    ask(short)  # what is read once and kept is read now

    # A long text may be read in both of two ways where a short one needs only the first.
    assert calls(long) < 2 * 7 * calls(short)
