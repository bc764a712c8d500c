"""The README's examples are real: each question in it is asked, and answered as it says."""

import re
import shlex
from pathlib import Path

import pytest

from bot import cli

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
CONSOLE = re.findall(r"```console\n\$ python -m bot ask (.+)\n((?:.*\n)*?)```", README)
TABLE = README.partition("## What it reads")[2].partition("In a thread")[0]
AS_OF = ["--as-of", "2026-11-22"]


@pytest.mark.parametrize(("question", "answered"), CONSOLE)
def test_each_example_is_answered_as_the_readme_says(
    question: str, answered: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["ask", *AS_OF, *shlex.split(question)])

    assert capsys.readouterr().out == answered


@pytest.mark.parametrize("fragment", re.findall(r"`([^`]+)`", TABLE))
def test_each_fragment_in_the_table_can_be_read(
    fragment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = cli.main(["ask", *AS_OF, "--json", fragment])

    assert status == 0 or '"kind": "needs_more"' in capsys.readouterr().out


def test_there_are_examples() -> None:
    assert len(CONSOLE) == 2


def test_the_library_does_what_the_readme_says() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)

    exec(example, {})  # noqa: S102 - our own README
