"""What holds for every test."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave properties out of what is counted as covered.

    Which lines they happen to reach differs from run to run, so those need tests of their own
    anyway; and a property of thousands of questions runs three times faster without.
    """
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
