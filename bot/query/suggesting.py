"""A question with the amounts that it lacks: what a question back suggests."""

from __future__ import annotations

from typing import Literal

from .ask import Ask

_ENDS = " ?？!！.。"
_MISSING = {
    "each": {
        "en": ", 3k in and 500 out each",
        "ja": "、1件あたり入力3000トークン、出力500トークン",
    },
    "one": {
        "en": ", 1 request, 1k in and 500 out each",
        "ja": "、1件あたり入力1000トークン、出力500トークン",
    },
    "user": {"en": ", 20 messages a day each", "ja": "、1人1日20回"},
    "prefix": {"en": ", 50k system prompt", "ja": "、システムプロンプト5万トークン"},
    "all": {"en": ", 10M in 2M out", "ja": "、入力1000万トークン、出力200万トークン"},
}


def with_amounts(ask: Ask, of: Literal["each", "one", "user", "prefix", "all"]) -> str:
    """`ask` with everyday amounts: of each request, one, a user, a prefix, or all the work."""
    return ask.source.rstrip(_ENDS) + _MISSING[of][ask.lang]
