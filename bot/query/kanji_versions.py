"""Versions of models in kanji: ソネット四点五, オーパス四・六, ハイク五.

They are written with digits before a text is read, a character for each, so that every place in
it stays where it was. Only right behind the name of a family: 三・四件 are no version.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import lexicon

_DIGITS = str.maketrans("一二三四五六七八九点・", "123456789..")
_KANJI = "一二三四五六七八九"
_ENDS = r"(?=$|[\sでのはをとにがも、。,.?!()])"


def with_digits(source: str) -> str:
    """`source` with the versions of models in digits."""
    if source.isascii() or not any(map(source.__contains__, _KANJI)):
        return source
    return _pattern().sub(lambda found: found[0].translate(_DIGITS), source)


@cache
def _pattern() -> re.Pattern[str]:
    """What a version in kanji is, behind each of the names of families."""
    terms = lexicon("ja").terms.items()
    names = {"".join(words) for words, term in terms if term.category == "family"}
    names |= {term.value for _, term in terms if term.category == "family"}
    version = rf"[{_KANJI}](?:[点・.][{_KANJI}](?![{_KANJI}十百千万])|{_ENDS})"
    behind = "|".join(rf"(?<={each})|(?<={each} )" for each in sorted(names))
    return re.compile(rf"(?:{behind}){version}", re.IGNORECASE)
