"""Titles of sources in the language of the answer: `titles/<lang>.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from bot.answers.types import Language
from pricing import read_yaml

_FOLDER = Path(__file__).parent / "titles"


def title(text: str, lang: Language) -> str:
    """What a source called `text` is called in `lang`; `text` itself where nothing is known."""
    return _titles(lang).get(text, text)


@cache
def _titles(lang: Language) -> Mapping[str, str]:
    file = _FOLDER / f"{lang}.yaml"
    return read_yaml(file) if file.exists() else {}
