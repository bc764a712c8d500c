"""What work costs a month, asked by the name of that cost (月額料金は？).

Alone it may be of a fixed fee, of which is explained that there is none.
"""

from __future__ import annotations

from msgspec.structs import replace

from pricing import Period

from .ask import Ask, Timed
from .follow_up import follows
from .patterns import Pattern
from .reading import Span
from .roles import any_of

_CALLED = any_of("monthly_cost")
_ASKED = Pattern(
    rf"(?:じゃあ|では|で|なら)?[、,]?({_CALLED})(?:は|って|だと|で|も|を)?"
    r"(?:いくら|どれ?くらい|どの(?:くらい|程度)|なんぼ|教えて|知りたい|出して|[?。]|$).*"
)


def with_its_month(ask: Ask) -> Ask:
    """`ask` with the month that `月額料金は?` is of, behind a question that was priced."""
    found = None if follows(ask) else _ASKED.fullmatch(ask.source)
    if found is None:
        return ask
    return replace(ask, times=(Timed(Period.MONTH, Span(*found.span(1))),))
