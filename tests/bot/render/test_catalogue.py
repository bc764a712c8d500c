"""Sentences are filled with facts, each shown in its own way."""

import ast
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest
from babel.lists import format_list
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.types import Language
from bot.query.phrase import Phrase, phrase
from bot.render import catalogue
from bot.render.catalogue import CatalogueError, around, join, label, language, load, word
from pricing import Lever, Modifier, Unit

from .asking import BOOK

ROOT = Path(__file__).parents[3]
LANGUAGES: tuple[Language, ...] = get_args(Language)
CATALOGUE = {lang: load(lang) for lang in LANGUAGES}
ENGLISH = CATALOGUE["en"]
LABELS = {key: sentence for key, sentence in ENGLISH.items() if key.startswith("label.list.")}


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of one sentence, `said`, to be written to this file; its labels are ours."""
    monkeypatch.setattr(catalogue, "_catalogue", lambda lang: {**LABELS, **load(lang, tmp_path)})
    return tmp_path / "en.yaml"


@pytest.mark.parametrize(
    ("sentence", "fact", "shown"),
    [
        pytest.param("It is {x:usd}.", Decimal("1.005"), "It is $1.01.", id="dollars"),
        pytest.param("{x:rate}", Decimal("0.0625"), "$0.0625", id="a rate"),
        pytest.param("{x:exact}", Decimal("2.753112"), "$2.753112", id="exact dollars"),
        pytest.param("{x:tokens}", Decimal(10_000_000), "10M", id="tokens"),
        pytest.param("{x:count}", 100_000, "100,000", id="an int is a number as well"),
        pytest.param("{x:percent}", Decimal("0.8"), "80%", id="a share"),
        pytest.param("{x:times}", Decimal("0.5"), "× 0.5", id="a factor"),
        pytest.param("{x:date}", date(2026, 6, 15), "2026-06-15", id="a date"),
        pytest.param("{x}", date(2026, 6, 15), "2026-06-15", id="a date, by its type"),
        pytest.param("{x}", Decimal(50_000), "50,000", id="a number, by its type"),
        pytest.param("“{x}”", "a\n<b>", "“a <b>”", id="words of a person, cleaned"),
        pytest.param("{x:text}", " as it is ", " as it is ", id="words of ours, as they are"),
        pytest.param("{x}", Phrase("said"), "{x}", id="a sentence in a sentence"),
        pytest.param("{x}", BOOK.find("sonnet 4"), "Sonnet 4", id="a model, shortly"),
        pytest.param("{x}", BOOK.find("claude 2.1"), "Claude 2.1", id="a model that is its family"),
        pytest.param("{x}", None, "–", id="what is unknown"),
        pytest.param("{x:usd}", None, "–", id="an unknown number"),
        pytest.param("{x}", ("a", "b"), "a and b", id="two"),
        pytest.param("{x:date}", (date(2026, 1, 1),) * 3, "2026-01-01, 2026-01-01, and 2026-01-01", id="a list, each in the same way"),
        pytest.param("{x:plural:request|requests}", 1, "request", id="one"),
        pytest.param("{x:plural:request|requests}", Decimal("1.5"), "requests", id="more than one"),
        pytest.param("{x:plural:request|requests}", 0, "requests", id="none"),
        pytest.param("{{x}} {x}", "y", "{x} y", id="braces are doubled"),
    ],
)  # fmt: skip
def test_a_fact_is_shown_in_its_own_way(
    said: Path, sentence: str, fact: object, shown: str
) -> None:
    said.write_text(f"said: '{sentence}'")
    if isinstance(fact, Phrase):
        said.write_text(f"outer: '{sentence}'\nsaid: '{{{{x}}}}'")

        assert shown == label("outer", "en", x=fact)
    else:
        assert shown == word(phrase("said", x=fact), "en")


def test_a_fact_of_a_strange_type_is_an_error(said: Path) -> None:
    said.write_text("said: '{x}'")

    with pytest.raises(TypeError, match=r"cannot be shown: 1\.5"):
        label("said", "en", x=1.5)


@pytest.mark.parametrize("kind", [*Unit, *Modifier, *Lever])
def test_every_unit_modifier_and_lever_has_a_label(kind: Unit | Modifier | Lever) -> None:
    assert word(phrase("reason.not_published", model=None, what=kind), "en")


def test_keys_of_labels_are_looked_up(said: Path) -> None:
    said.write_text("said: '{x:label.partner}'\nlabel: {partner: {bedrock: Bedrock}}")

    assert "Bedrock and Bedrock" == label("said", "en", x=("bedrock", "bedrock"))


def test_a_sentence_is_split_around_what_is_no_text(said: Path) -> None:
    said.write_text("said: 'by {user}, here'")

    assert ("by ", ", here") == around("said", "en")


@pytest.mark.parametrize(
    ("items", "joined", "listed"),
    [
        ("", "", ""),
        ("a", "a", "a"),
        ("ab", "a, b", "a and b"),
        ("abc", "a, b, c", "a, b, and c"),
        ("abcde", "a, b, c, d, e", "a, b, c, d, and e"),
    ],
)
def test_things_are_listed_with_an_and_and_amounts_without(
    items: str, joined: str, listed: str
) -> None:
    assert joined == join([*items], "en", "unit")
    assert listed == join([*items], "en")


def test_each_sort_of_list_has_marks_of_its_own() -> None:
    assert "a, b" == join(["a", "b"], "en", "amounts")
    assert "a; b" == join(["a", "b"], "en", "remarks")
    assert "a. b." == join(["a.", "b."], "en", "sentences")


def test_japanese_lists_have_japanese_marks() -> None:
    assert "aとb" == join(["a", "b"], "ja")
    assert "a、b、c" == join(["a", "b", "c"], "ja")
    assert "a、b" == join(["a", "b"], "ja", "unit")
    assert "a・b" == join(["a", "b"], "ja", "amounts")
    assert "a、b" == join(["a", "b"], "ja", "remarks")
    assert "a。b。" == join(["a。", "b。"], "ja", "sentences")


@given(st.lists(st.text(), min_size=2))
def test_lists_are_those_of_babel(items: list[str]) -> None:
    assert format_list(items, "standard", "en") == join(items, "en")


def test_a_language_without_a_file_is_answered_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)

    assert "en" == language.__wrapped__("ja")


def test_a_language_with_a_file_is_answered_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ja.yaml").write_text("said: 入力")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)

    assert "ja" == language.__wrapped__("ja")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        pytest.param("a: b\na: c", "en.yaml: a: is written twice", id="a key twice"),
        pytest.param("a:\n  b: c\n  b: d", "en.yaml: a.b: is written twice", id="a key twice below another"),
        pytest.param("a: [b]", "en.yaml: a.: write a sentence, or keys with sentences", id="a list"),
        pytest.param("a: null", "en.yaml: a.: write a sentence, or keys with sentences", id="nothing"),
        pytest.param("a", "en.yaml: all: write a sentence, or keys with sentences", id="no keys"),
        pytest.param("a: '{x:dollars}'", "en.yaml: a: there is no format 'dollars'", id="an unknown format"),
        pytest.param("a: '{x'", "en.yaml: a: expected '}' before end of string", id="an open brace"),
        pytest.param("a: 'b", "en.yaml: while scanning", id="no YAML"),
        pytest.param(b"a: \xff", "en.yaml: 'utf-8' codec", id="no text"),
        pytest.param(None, "en.yaml: No such file", id="no file"),
    ],
)  # fmt: skip
def test_error_when_a_catalogue_cannot_be_read(
    tmp_path: Path, text: str | bytes | None, problem: str
) -> None:
    if text is not None:
        (tmp_path / "en.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(CatalogueError) as caught:
        load("en", tmp_path)

    assert str(caught.value).startswith(problem)


def test_every_value_is_text_whatever_yaml_thinks_of_it(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text("a: no\nb: 1_000\nc: 2026-01-01\nd: ''")

    loaded = load("en", tmp_path)

    assert {"a": "no", "b": "1_000", "c": "2026-01-01", "d": ""} == {
        key: template.after for key, template in loaded.items()
    }


def phrases() -> Iterator[tuple[str, frozenset[str]]]:
    """Each key that is written in the code, with the facts that stand beside it."""
    for file in (*ROOT.glob("bot/query/**/*.py"), *ROOT.glob("bot/answers/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text())):
            match node:
                case ast.Call(
                    func=ast.Name("phrase" | "Phrase"), args=[ast.Constant(str(key)), *_]
                ):
                    names = frozenset(each.arg or "**" for each in node.keywords)
                    yield key, names


def slots(key: str) -> set[str]:
    return {slot.name for slot in ENGLISH[key].slots}


@pytest.mark.parametrize(
    ("key", "facts"), sorted({(key, tuple(sorted(facts))) for key, facts in phrases()})
)
def test_every_phrase_has_a_sentence_and_its_facts(key: str, facts: tuple[str, ...]) -> None:
    assert key in ENGLISH
    assert "**" in facts or slots(key) <= set(facts)


@pytest.mark.parametrize(
    ("key", "lang"), sorted((key, lang) for lang in LANGUAGES for key in CATALOGUE[lang])
)
def test_no_sentence_holds_what_slack_would_take_for_markup(key: str, lang: Language) -> None:
    template = CATALOGUE[lang][key]
    literals = (template.after, *(slot.before for slot in template.slots))

    assert not re.search(r"[<>*_~`]", "".join(literals))


def test_several_texts_that_were_put_together_before_are_a_list() -> None:
    assert label("label.range", "en", low=("$1", "$2"), high="$3") == "$1 and $2 to $3"
