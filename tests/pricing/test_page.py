"""The page for people who write code against `pricing`, and the types that they get."""

from __future__ import annotations

import doctest
import inspect
import re
import sys
from pathlib import Path

import pytest
from mypy import api

import pricing

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/pricing.md").read_text("utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
FUNCTIONS = [name for name in pricing.__all__ if inspect.isfunction(getattr(pricing, name))]


def test_each_example_of_the_page_holds() -> None:
    example = doctest.DocTestParser().get_doctest(
        "\n".join(BLOCKS), {}, "docs/pricing.md", None, None
    )

    assert len(example.examples) > 50
    assert 0 == doctest.DocTestRunner().run(example).failed


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_public_function_is_shown_at_work(name: str) -> None:
    assert re.search(rf"\b{name}\b", PAGE)


def checked(file: Path) -> tuple[str, int]:
    """What mypy says of a user's file, who has neither our settings nor our plugins."""
    cache = ROOT / ".cache/mypy-user"
    strict = ["--strict", "--follow-imports=silent", f"--cache-dir={cache}", "--config-file="]
    said, _, status = api.run([*strict, f"--python-executable={sys.executable}", str(file)])
    return said, status


@pytest.mark.timeout(300)
def test_a_users_code_passes_the_strict_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(ROOT))

    assert (ROOT / "pricing/py.typed").exists()
    assert ("Success: no issues found in 1 source file\n", 0) == checked(
        ROOT / "tests/typing/user.py"
    )


@pytest.mark.timeout(300)
def test_error_a_users_mistakes_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MYPYPATH", str(ROOT))
    file = tmp_path / "mistaken.py"
    file.write_text("from pricing import Usage\nUsage(input=1.5)\nUsage(tokens=1)\n", "utf-8")

    said, status = checked(file)

    assert 1 == status
    assert 'incompatible type "float"; expected "Decimal | int"' in said
    assert 'Unexpected keyword argument "tokens"' in said
