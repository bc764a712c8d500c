"""What is installed holds everything that the code reads."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PATTERNS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"][
    "package-data"
]["*"]
DATA = [
    file.relative_to(ROOT)
    for package in ("bot", "pricing")
    for file in sorted((ROOT / package).rglob("*.*"))
    if file.suffix not in {".py", ".pyc"}
]


@pytest.mark.parametrize("suffix", sorted({file.suffix for file in DATA}))
def test_data_files_are_part_of_the_package(suffix: str) -> None:
    left_out = [
        str(file)
        for file in DATA
        if file.suffix == suffix and not any(file.match(pattern) for pattern in PATTERNS)
    ]

    assert [] == left_out
