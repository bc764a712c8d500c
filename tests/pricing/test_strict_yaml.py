from __future__ import annotations

from pathlib import Path

import pytest

from pricing import BookError, read_yaml


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "words.yaml"


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("a: 1", {"a": "1"}),
        ("a: no\nb: on\nc: true", {"a": "no", "b": "on", "c": "true"}),
        ("a: 010\nb: 0x1F\nc: 1_000", {"a": "010", "b": "0x1F", "c": "1_000"}),
        ("a: 12:30:00\nb: 2026-11-22", {"a": "12:30:00", "b": "2026-11-22"}),
        ("a: \"0.3\"\nb: '1e3'", {"a": "0.3", "b": "1e3"}),
        ("a: claude-2.1\nb: 1.0-1.3\nc: v1.2", {"a": "claude-2.1", "b": "1.0-1.3", "c": "v1.2"}),
        ('a: null\nb: "null"\nc: ~', {"a": None, "b": "null", "c": "~"}),
        ('a: ""', {"a": ""}),
        ("a: [x, y]\nb: [{c: d}, []]", {"a": ["x", "y"], "b": [{"c": "d"}, []]}),
        ("a: >-\n  two\n  lines\nb: |-\n  0.5", {"a": "two lines", "b": "0.5"}),
        ("2.5: x", {"2.5": "x"}),
        ("- a\n- 入力", ["a", "入力"]),
        ("text", "text"),
    ],
)
def test_every_scalar_is_text(file: Path, text: str, contents: object) -> None:
    file.write_text(text, "utf-8")

    assert contents == read_yaml(file)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: 2\na: 3", "a: is written twice: keep one of them"),
        ("m:\n  - x: {y: 1, y: 2}", "m.0.x.y: is written twice: keep one of them"),
        ("[a, b]: 1\n[a, b]: 2", None),
        ("a: 0.3", 'a: is a float, which is not exact: write "0.3"'),
        ("m:\n  - x: 1\n    y: -2.50", 'm.0.y: is a float, which is not exact: write "-2.50"'),
        ("a: .5", 'a: is a float, which is not exact: write ".5"'),
        ("a: 5.", 'a: is a float, which is not exact: write "5."'),
        ("a: 1e3", 'a: is a float, which is not exact: write "1e3"'),
        ("a: 1_000.5", 'a: is a float, which is not exact: write "1_000.5"'),
        ("a: [1, 2.5]", 'a.1: is a float, which is not exact: write "2.5"'),
        ("a:\nb: 1", "a: has no value: write null where it is unknown"),
        ("a: [x, ]\nb: {c: }", "b.c: has no value: write null where it is unknown"),
        ("", "is empty"),
        ("# only a remark\n", "is empty"),
    ],
)
def test_error_for_what_yaml_would_guess_at(file: Path, text: str, problem: str | None) -> None:
    file.write_text(text, "utf-8")

    with pytest.raises(BookError) as refusal:
        read_yaml(file)

    if problem:
        assert f"words.yaml: {problem}" == str(refusal.value)


def test_error_for_broken_yaml_says_where(file: Path) -> None:
    file.write_text("a: 1\nb: [x\n", "utf-8")

    with pytest.raises(BookError) as refusal:
        read_yaml(file)

    assert "words.yaml: while parsing a flow sequence" in str(refusal.value)
    assert "line 2" in str(refusal.value)


def test_error_for_a_second_document(file: Path) -> None:
    file.write_text("a: 1\n---\nb: 2\n", "utf-8")

    with pytest.raises(BookError, match="expected a single document"):
        read_yaml(file)


def test_error_for_what_is_not_utf_8(file: Path) -> None:
    file.write_bytes(b"a: \xff\xfe")

    with pytest.raises(BookError, match=r"^words\.yaml: .*can't decode byte 0xff"):
        read_yaml(file)


def test_error_for_a_missing_file(file: Path) -> None:
    with pytest.raises(BookError) as refusal:
        read_yaml(file)

    assert "words.yaml: No such file or directory" == str(refusal.value)
    assert ("words.yaml", "") == (refusal.value.file, refusal.value.field)
