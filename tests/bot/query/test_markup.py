"""What Slack wraps and escapes is what the person typed again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import answer
from bot.answers.types import EstimateAnswer, Question
from bot.query.markup import typed
from pricing import load_published


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


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param("*10M* in", "10M in", id="bold"),
        pytest.param("*opus 5.5:* _10M_ in, *_2M_* out", "opus 5.5: 10M in, 2M out", id="both"),
        pytest.param("**10M** in, __2M__ out", "10M in, 2M out", id="as in Markdown"),
        pytest.param("_input_tokens=10_", "input_tokens=10", id="an underscore in italics"),
        pytest.param("10_000 in input_tokens=10", "10_000 in input_tokens=10", id="underscores"),
        pytest.param("500*20*3", "500*20*3", id="times"),
        pytest.param("500 * 20 * 3", "500 * 20 * 3", id="times, with spaces"),
        pytest.param("*10*M in", "*10*M in", id="half a number"),
        pytest.param("*10M\nin*", "*10M\nin*", id="over two lines"),
        pytest.param("`500 *20* _3_`", "500 *20* _3_", id="in code it is a star"),
        pytest.param("```\n10M ~in~ :100:\n```", "10M ~in~ :100:", id="in a code block too"),
        pytest.param("*`10M` in*, `2M` out", "10M  in,  2M  out", id="bold code"),
    ],
)
def test_emphasis_is_taken_off_what_it_marks(sent: str, text: str) -> None:
    assert text == typed(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param("10M in ~2M~ 3M out", "10M in   3M out", id="a number"),
        pytest.param("10M in, *~2M out~*", "10M in, * *", id="and bold"),
        pytest.param("10M in, 2M out (~~cached~~)", "10M in, 2M out ( )", id="as in Markdown"),
        pytest.param("~`opus 4`~ sonnet 4", "sonnet 4", id="code"),
        pytest.param("~10M in, ~2M out", "~10M in, ~2M out", id="about"),
        pytest.param("~10M in/~2M out", "~10M in/~2M out", id="about, after a slash"),
        pytest.param("~10M in ~ 2M out", "~10M in ~ 2M out", id="a lone tilde"),
        pytest.param("5~10k in, 2~3k out", "5~10k in, 2~3k out", id="ranges"),
        pytest.param("~10M\n2M~", "~10M\n2M~", id="over two lines"),
    ],
)
def test_what_is_struck_through_is_left_out(sent: str, text: str) -> None:
    assert text == typed(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param(":moneybag: 10M in :100:", "10M in", id="a number in a name"),
        pytest.param("10M in :+1::skin-tone-3: :-1:", "10M in", id="thumbs and tones"),
        pytest.param("10M in, 2M out:tada:", "10M in, 2M out:tada:", id="tied to a word"),
        pytest.param(":8ball: :1234: :claude-opus-4: :two: in", "in", id="an own one"),
        pytest.param(":お金: 入力", "入力", id="in Japanese"),
        pytest.param("in :10m: :10: out", "in :10m: :10: out", id="an amount"),
        pytest.param("at 10:30:45, v1:0", "at 10:30:45, v1:0", id="a time"),
        pytest.param("input:10M:output", "input:10M:output", id="colons"),
    ],
)
def test_emoji_are_no_words_and_no_numbers(sent: str, text: str) -> None:
    assert text == typed(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        pytest.param("• opus 5.5\n• 10M in\n    ◦ batch", "opus 5.5,\n10M in,\nbatch", id="bullets"),
        pytest.param("- opus 5.5\n* 10M in\n– 2M out", "opus 5.5,\n10M in,\n2M out", id="typed"),
        pytest.param("・opus 5.5\n・入力1000万", "opus 5.5,\n入力1000万", id="middle dots"),
        pytest.param("1. opus 5.5\n2. 10M in", "opus 5.5,\n10M in", id="numbers"),
        pytest.param("１）opus 5.5\n２、10M in", "opus 5.5,\n10M in", id="no space"),
        pytest.param("１． opus 5.5\n２． 10M in", "opus 5.5,\n10M in", id="wide numbers"),
        pytest.param("①opus 5.5\n② 10M in", "opus 5.5,\n10M in", id="circled numbers"),
        pytest.param("```1. opus 5.5\n2. 10M in```", "opus 5.5,\n10M in", id="in a code block"),
        pytest.param("1. a\n1. b\n2. c\n2. d", "a,\nb,\nc,\nd", id="lists in lists"),
        pytest.param("we had\n12. of May", "we had\n12. of May", id="no list"),
        pytest.param("１．５M in", "１．５M in", id="a wide decimal"),
        pytest.param("-10M in", "-10M in", id="a negative amount"),
        pytest.param("Input:\n• 10M\nOutput:\n• 2M", "Input:\n10M,\nOutput:\n2M", id="headings"),
        pytest.param("• *10M* :tada:\n• in", "10M,\nin", id="emoji at the end"),
        pytest.param("opus\n• 5 calls\n1k in", "opus,\n5 calls,\n1k in", id="lines around"),
        pytest.param("opus 5.5\n\n10M in", "opus 5.5\n10M in", id="an empty line"),
        pytest.param("&gt; 10M in\n&gt;&gt;&gt; 2M out\n> &gt;1M", "10M in\n2M out\n1M", id="quotes"),
        pytest.param("&gt; • 10M in\n&gt; • 2M out", "10M in,\n2M out", id="a list in a quote"),
    ],
)  # fmt: skip
def test_lines_come_without_the_marks_of_lists_and_quotes(sent: str, text: str) -> None:
    assert text == typed(sent)


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ("as of <!date^1767225600^{date_long}|January 1, 2026>", "as of January 1, 2026"),
        ("as of <!date^1767225600^{date}^https://claude.com>", "as of 2026-01-01"),
        ("<!date^soon^{date}> <!date^99999999999^{date}>", "!date^soon^{date} !date^99999999999^{date}"),
    ],
)  # fmt: skip
def test_a_date_is_what_is_shown_of_it(sent: str, text: str) -> None:
    assert text == typed(sent)


@pytest.mark.parametrize(
    "sent",
    [
        "<@U0BOT> *opus 5.5*: `10M` in, *2M* out :moneybag:",
        ":100: *Model:* opus 5.5\n*Input:* 10M\n*Output:* 2M",
        "1. opus 5.5\n2. _10M_ in\n3. ~3M~ 2M out",
        "&gt; opus 5.5\n&gt; • 10M in\n&gt; • 2M out",
        "“opus 5.5”, 10M in &amp; 2M out – <!here>",
        "```\nopus 5.5 10M in\n2M out\n```",
    ],
)
def test_a_formatted_question_is_answered(sent: str) -> None:
    found = answer(Question(typed(sent), date(2026, 11, 22)), load_published())

    assert isinstance(found, EstimateAnswer)
    assert Decimal(80) == found.estimate.total


@pytest.mark.parametrize("sent", ["*a " * 1_300, "_a" * 2_000, "~`a`" * 1_000, "`" * 4_000, "1. \n" * 1_000, "<" * 4_000, ":a" * 2_000, "```a" * 1_000, "&gt; " * 800])  # fmt: skip
@pytest.mark.timeout(20)
def test_a_long_text_is_read_in_no_time(sent: str) -> None:
    # What backtracks, or grows with the square of the length, takes minutes for so long a text.
    assert len(typed(sent * 25)) <= len(sent) * 25


@given(st.from_regex(r"(-?[a-z][a-z0-9 .,%-]{0,30})?", fullmatch=True))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert text.strip() == typed(text)


@given(st.text(alphabet="<>@#!|&;U0 a*_~`:1.①•\n", max_size=40))
def test_no_text_is_too_odd(text: str) -> None:
    assert isinstance(typed(text), str)
