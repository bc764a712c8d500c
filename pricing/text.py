"""About how many tokens an English text takes: always an estimate.

Only the API itself counts tokens; what is published are ratios, for English, of the tokenizer
that came with Opus 4.7 and of the one before it. None is published for Japanese.

- 3.5 characters a token on the previous tokenizer (the vendor's glossary); the newer one makes
  about 30 % more tokens of the same text, which is 2.7 characters.
- 1,000,000 tokens are roughly 750,000 words on the previous tokenizer, and 555,000 on the newer
  one (the vendor's overview of models). Words and characters are two published rules of thumb,
  and do not quite agree.
- A page is an assumption. 200,000 tokens are said to be 150,000 words, and about 500 pages
  (the vendor's help centre): 300 words a page. A full page in small type holds 500 or more.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from .errors import BadWorkload
from .exact import exactly, multiply
from .workload import ONE, amount

Tokenizer = Literal["previous", "opus-4.7"]


class TextUnit(StrEnum):
    """What a text is measured in, other than tokens."""

    CHARACTER = "character"
    WORD = "word"
    PAGE = "page"


CHARACTERS_PER_TOKEN: dict[Tokenizer, Decimal] = {
    "previous": Decimal("3.5"),
    "opus-4.7": Decimal("2.7"),
}
"""English characters a token, spaces included."""
WORDS_PER_TOKEN: dict[Tokenizer, Decimal] = {
    "previous": Decimal("0.75"),
    "opus-4.7": Decimal("0.555"),
}
"""English words a token."""
WORDS_PER_PAGE = Decimal(300)
"""English words a page: an assumption, see above."""


class TextTokens(NamedTuple):
    """About how many tokens a text takes, and by which ratio.

    Attributes:
        tokens: whole tokens, rounded up.
        ratio: how many characters or words make a token.
        ratio_of: which of the two.
        words_per_page: what a page was taken as; None where no pages were asked about.
    """

    tokens: Decimal
    ratio: Decimal
    ratio_of: TextUnit
    words_per_page: Decimal | None


def text_tokens(
    quantity: Decimal | int,
    unit: TextUnit,
    tokenizer: Tokenizer,
    *,
    words_per_page: Decimal | int = WORDS_PER_PAGE,
) -> TextTokens:
    """About how many tokens so much English text takes.

    >>> int(text_tokens(1000, TextUnit.WORD, "previous").tokens)
    1334

    Args:
        quantity: so many characters, words or pages.
        unit: which of them.
        tokenizer: the model's, see `Model.tokenizer`.
        words_per_page: what a page is taken as.

    Raises:
        BadWorkload: an amount is negative, not a number, a float, or beyond all measure; or a
            page has no words.
    """
    quantity = amount(f"{unit}s", quantity)
    if unit is TextUnit.CHARACTER:
        ratio = CHARACTERS_PER_TOKEN[tokenizer]
        return TextTokens(_rounded_up(quantity, ratio), ratio, unit, None)
    ratio = WORDS_PER_TOKEN[tokenizer]
    if unit is TextUnit.WORD:
        return TextTokens(_rounded_up(quantity, ratio), ratio, unit, None)
    page = amount("words_per_page", words_per_page)
    if not page:
        raise BadWorkload("words_per_page", page, "a page has words")
    words = multiply(quantity, page)
    return TextTokens(_rounded_up(words, ratio), ratio, TextUnit.WORD, page)


def _rounded_up(dividend: Decimal, divisor: Decimal) -> Decimal:
    with exactly():
        whole, rest = divmod(dividend, divisor)
        return whole + ONE if rest else whole
