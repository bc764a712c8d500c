"""`usage` objects pasted into a question."""

from __future__ import annotations

import pytest

from bot.query.errors import NotUnderstood

from .reading import query, reading


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("unread.usage", '{"input_tokens": 10, "input_tokens": 20} opus 5.5'),
        ("unread.usage", '{"input_tokens": 10, opus 5.5'),
        ("unread.usage_key", '{"model": "gpt-4", "usage": {"input_tokens": 10}}'),
    ],
)
def test_error_an_object_is_not_read(key: str, said: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        query(said)

    assert key == caught.value.message.key


def test_a_brace_around_a_question_is_no_object() -> None:
    assert "opus-5.5 10M in" == reading("{ opus 5.5 10M in }")
