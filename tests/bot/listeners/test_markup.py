"""What Slack wraps and escapes is what the person typed again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.listeners.markup import typed


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("<@U0BOT> sonnet-4 10M in", "sonnet-4 10M in"),
        ("<@U0BOT|claudecost>  sonnet-4 10M in ", "sonnet-4 10M in"),
        ("hey <@U0BOT>, sonnet-4 10M in", "hey  , sonnet-4 10M in"),
        (
            "sonnet-4 10M in <@U0BOT> <@W2> <!here> <#C1|design> <#C2|> <!subteam^S1|@all>",
            "sonnet-4 10M in",
        ),
        ("sonnet-4 &lt;10M in&gt; &amp; 2M out", "sonnet-4 <10M in> & 2M out"),
        ("&amp;lt;", "&lt;"),
        ("`sonnet-4 10M in`", "sonnet-4 10M in"),
        (
            "see <https://claude.com/pricing|the page>: <https://claude.com>",
            "see the page: https://claude.com",
        ),
        ("<2M out>", "2M out"),
        ("10M in < 2M out", "10M in < 2M out"),
        ("", ""),
    ],
)
def test_only_what_was_typed_is_left(sent: str, text: str) -> None:
    assert text == typed(sent)


@given(st.from_regex(r"[a-z0-9 .,%-]{0,30}", fullmatch=True))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert text.strip() == typed(text)


@given(st.text(alphabet="<>@#!|&;U0 a", max_size=20))
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(typed(text), str)
