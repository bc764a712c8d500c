"""What sources and counted things are called in other languages: `translations/<lang>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.answers.types import Language
from pricing import read_yaml

_FOLDER = Path(__file__).parent / "translations"
_NOTHING: Mapping[str, Mapping[str, str]] = {"titles": {}, "nouns": {}}


def title(text: str, lang: Language) -> str:
    """What a source called `text` is called in `lang`; `text` itself where nothing is known."""
    return _translations(lang)["titles"].get(text, text)


def noun(text: str, lang: Language) -> str | None:
    """What people count, in `lang`; None where nothing is known."""
    nouns = _translations(lang)["nouns"]
    return nouns.get(text) or nouns.get(text.removesuffix("s"))


@cache
def _translations(lang: Language) -> Mapping[str, Mapping[str, str]]:
    file = _FOLDER / f"{lang}.yaml"
    return read_yaml(file) if file.exists() else _NOTHING
