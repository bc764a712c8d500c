"""The names a model answers to: one key for every way of writing the same name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SEPARATORS = re.compile(r"[\s._@:()\u2010-\u2015\u2212-]+")
# Where "sonnet4" and "3.5sonnet" fall apart.
_SEAM = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])")
# Bedrock: a region and the vendor in front, a revision behind (`us.anthropic.…-v1:0`).
# Others write the vendor with a slash (`anthropic/…`). Google Cloud: `…@20250514`, `…@default`.
_VENDOR = re.compile(
    r"(?:(?:us|eu|jp|apac|au|global)-)?anthropic[-/](claude-.+?)(?:-v-\d+(?:-\d+)?)?"
)
_VERSION = re.compile(r"\d+(?:-\d+)?")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """`name` in one spelling: case, width and separators no longer matter.

    >>> key("Claude Sonnet 4.5") == key("claude-sonnet-4-5") == key("CLAUDE sonnet4.5")
    True
    >>> key("us.anthropic.claude-sonnet-4-20250514-v1:0")
    'claude-sonnet-4-20250514'
    """
    plain = unicodedata.normalize("NFKC", name).casefold().strip().removesuffix("@default")
    dashed = _SEPARATORS.sub("-", plain).strip("-")
    split = _SEAM.sub("-", dashed)
    vendor = _VENDOR.fullmatch(split)
    return vendor[1] if vendor else split


def variants(spelling: str) -> frozenset[str]:
    """Keys of every order in which people write `spelling`.

    With and without "Claude", family before version and behind it; a spelling that begins
    with "Claude" keeps it, and its order.

    >>> sorted(variants("Sonnet 3.5"))
    ['3-5-sonnet', 'claude-3-5-sonnet', 'claude-sonnet-3-5', 'sonnet-3-5']
    >>> sorted(variants("Claude 2.1"))
    ['claude-2-1']
    """
    short = key(spelling)
    if short.startswith("claude-"):
        return frozenset({short})
    family, _, version = short.partition("-")
    orders = {short}
    if family.isalpha() and _VERSION.fullmatch(version):
        orders.add(f"{version}-{family}")
    return frozenset(orders | {f"claude-{order}" for order in orders})
