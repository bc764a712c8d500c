"""What `from pricing import ...` gives."""

import pytest

import pricing


@pytest.mark.parametrize("name", pricing.__all__)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(pricing, name) is not None


def test_error_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'guess'"):
        pricing.guess  # noqa: B018 - looking it up is the test
