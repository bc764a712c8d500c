"""What is measured are answers with prices, and no refusals."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.questions import lines, mentions
from bot.answers import answer
from bot.answers.types import Question, Refusal
from pricing import load_published

BOOK = load_published()


@pytest.mark.parametrize("question", [*lines(40), *mentions(40)])
def test_every_question_that_is_measured_is_priced(question: str) -> None:
    assert not isinstance(answer(Question(question, date(2026, 11, 22)), BOOK), Refusal)
