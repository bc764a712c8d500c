from __future__ import annotations

import doctest
import pkgutil
from importlib import import_module

import pytest

import pricing

MODULES = [
    "pricing",
    *(f"pricing.{module.name}" for module in pkgutil.iter_modules(pricing.__path__)),
]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name: str) -> None:
    module = import_module(name)

    assert 0 == doctest.testmod(module).failed


@pytest.mark.parametrize("name", pricing.__all__)
def test_public_names_say_what_they_are(name: str) -> None:
    if name.endswith("_UNITS"):
        return

    assert getattr(pricing, name).__doc__
