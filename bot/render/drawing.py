"""Pictures on their way: what draws them is imported when one is wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bot.answers.types import BreakEvenAnswer, ComparisonAnswer, EstimateAnswer, Language

from .message import Block
from .parts import Chart, Document

Drawn = EstimateAnswer | ComparisonAnswer | BreakEvenAnswer


def charts(answer: Drawn, lang: Language) -> Callable[[], tuple[Chart, ...]]:
    """Makes the pictures of `answer` when it is called."""
    return partial(_charts, answer, lang)


def _charts(answer: Drawn, lang: Language) -> tuple[Chart, ...]:
    from .charts import charts_of  # noqa: PLC0415 - few answers are drawn

    return charts_of(answer, lang)


def chart_blocks(page: Document) -> list[Block]:
    """The pictures of `page` as Slack draws them."""
    if page.charts is None:
        return []
    from .charts import chart_block  # noqa: PLC0415 - as above

    return [chart_block(each) for each in page.charts()]
