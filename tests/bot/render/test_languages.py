"""Every language says all that English says, of the same facts shown in the same way."""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import get_args

import pytest

from bot.answers.types import Language
from bot.render.catalogue import FOLDER, label, load
from pricing import read_yaml

LANGUAGES: tuple[Language, ...] = get_args(Language)
OTHERS = [lang for lang in LANGUAGES if lang != "en"]

_JAPANESE = "ぁ-んァ-ヶー一-龠々"


def sentences(data: object, above: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(data, str):
        yield above.removesuffix("."), data
    else:
        assert isinstance(data, dict)
        for name, value in data.items():
            yield from sentences(value, f"{above}{name}.")


CATALOGUES = {lang: dict(sentences(read_yaml(FOLDER / f"{lang}.yaml"))) for lang in LANGUAGES}
ENGLISH = CATALOGUES["en"]


def facts_of(sentence: str) -> set[tuple[str, str]]:
    """Each fact with its format. Plurals are a matter of one language; × 1.1 is 1.1倍 elsewhere."""
    fields = [(name, spec or "") for _, name, spec, _ in Formatter().parse(sentence) if name]
    formats = [(name, "count" if spec == "times" else spec) for name, spec in fields]
    return {(name, spec) for name, spec in formats if not spec.startswith("plural:")}


def counted(sentence: str) -> set[str]:
    return {
        name for _, name, spec, _ in Formatter().parse(sentence) if name and "plural:" in str(spec)
    }


def in_place_of(spec: str) -> object:
    """A fact that can be shown in this way."""
    if spec.startswith("label."):
        return next(key for key in ENGLISH if key.startswith(f"{spec}.")).removeprefix(f"{spec}.")
    return {"": "words", "text": "words", "title": "words", "date": date(2026, 11, 22)}.get(
        spec, Decimal(20_000)
    )


def everything(key: str) -> dict[str, object]:
    """All facts of a sentence."""
    others = {name: in_place_of(spec) for name, spec in facts_of(ENGLISH[key])}
    return {**dict.fromkeys(counted(ENGLISH[key]), Decimal(20_000)), **others}


@pytest.mark.parametrize("lang", OTHERS)
def test_no_sentence_is_missing(lang: Language) -> None:
    assert [key for key in ENGLISH if key not in CATALOGUES[lang]] == []


@pytest.mark.parametrize("lang", OTHERS)
def test_no_sentence_is_left_over(lang: Language) -> None:
    assert [key for key in CATALOGUES[lang] if key not in ENGLISH] == []


@pytest.mark.parametrize(
    ("key", "lang"), [(key, lang) for lang in OTHERS for key in CATALOGUES[lang] if key in ENGLISH]
)
def test_a_sentence_holds_the_same_facts_shown_in_the_same_way(key: str, lang: Language) -> None:
    assert facts_of(ENGLISH[key]) == facts_of(CATALOGUES[lang][key])


@pytest.mark.parametrize(
    ("key", "lang"), [(key, lang) for lang in LANGUAGES for key in load(lang) if key in ENGLISH]
)
def test_a_sentence_can_be_filled(key: str, lang: Language) -> None:
    shown = label(key, lang, **everything(key))

    assert "{" not in shown
    assert shown or key == "label.list.sentences"


@pytest.mark.parametrize("key", sorted(CATALOGUES["ja"]))
def test_japanese_has_full_width_punctuation(key: str) -> None:
    sentence = re.sub(r"\{[^}]*\}", "日", CATALOGUES["ja"][key])

    assert not re.search(rf"[{_JAPANESE}][,.:;!?()]|[,.:;!?(][{_JAPANESE}]|[“”\"']", sentence)
    assert not re.search(r"[０-９Ａ-Ｚａ-ｚ]", sentence)


@pytest.mark.parametrize(
    "key", [key for key in CATALOGUES["ja"] if re.match("note|reason|ask|unread|elsewhere", key)]
)
def test_japanese_sentences_end_as_sentences(key: str) -> None:
    assert CATALOGUES["ja"][key].endswith(("。", "？", "}"))


def test_english_is_shown_without_loading_facts_of_languages() -> None:
    program = (
        "import sys; from decimal import Decimal; from bot.render import numbers;"
        "numbers.usd(Decimal(1234), 'en'); assert 'babel' not in sys.modules;"
        "numbers.usd(Decimal(1234), 'ja'); assert 'babel' in sys.modules"
    )

    subprocess.run([sys.executable, "-c", program], check=True)
