"""What a person wrote is repeated to them, and never does anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.render.plain import clean, cut, escape


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        pytest.param("sonnet 4", "sonnet 4", id="plain words stay"),
        pytest.param("<!channel> & `x`", "<!channel> & `x`", id="markup is for the face to escape"),
        pytest.param(" a\n\tb  c ", "a b c", id="one line"),
        pytest.param("a\u2028b", "a b", id="one line, whatever ends lines"),
        pytest.param("10\u202eM", "10M", id="nothing turns the direction of what follows"),
        pytest.param("1\u200b0\ufeffM", "10M", id="no invisible characters"),
        pytest.param("a\x00\x07b", "ab", id="no control characters"),
        pytest.param("a \x1b b", "a b", id="one space where something was taken away"),
        pytest.param("a\ud800b", "ab", id="no half characters"),
        pytest.param("👩\u200d💻", "👩\u200d💻", id="emoji stay whole"),
        pytest.param("🇯🇵👍🏽é", "🇯🇵👍🏽é", id="what combines stays"),
        pytest.param("入力1000万", "入力1000万", id="Japanese stays"),
        pytest.param("שלום", "\u2068שלום\u2069", id="right-to-left words keep to themselves"),
        pytest.param("\u200b\u202e", "…", id="nothing to be seen"),
        pytest.param("", "…", id="nothing at all"),
        pytest.param("x" * 4000, "x" * 299 + "…", id="a long word is cut"),
        pytest.param("word " * 100, "word " * 59 + "word…", id="a long text is cut after a word"),
        pytest.param("\u200b" * 4000 + "x", "…", id="invisible padding is not read for ever"),
    ],
)
def test_what_a_person_wrote_is_shown(said: str, shown: str) -> None:
    assert shown == clean(said)


@given(st.text())
def test_what_is_shown_can_be_sent_and_is_never_empty(said: str) -> None:
    shown = clean(said)

    assert 0 < len(shown.encode())
    assert len(shown) <= 302
    assert "\n" not in shown


@given(st.text())
def test_cleaning_twice_changes_nothing(said: str) -> None:
    assert clean(said) == clean(clean(said))


@pytest.mark.parametrize(
    ("text", "limit", "kept"),
    [
        ("Sonnet 4: $33.00", 16, "Sonnet 4: $33.00"),
        ("Sonnet 4: $33.00", 15, "Sonnet 4:…"),
        ("Sonnet 4: $33.00 for 10M in", 17, "Sonnet 4: $33.00…"),
        ("1,234,567", 5, "1,23…"),
        ("opus 入力は1000万トークンです", 12, "opus 入力は100…"),
    ],
)
def test_a_text_is_cut_between_words_where_there_are_any(text: str, limit: int, kept: str) -> None:
    assert kept == cut(text, limit)


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_cut_text_is_within_its_limit(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


def test_an_escaped_text_holds_nothing_that_slack_looks_for() -> None:
    escaped = escape("<!channel> <@U123|x> &lt; *bold* _it_ ~no~ `code`")

    assert "&lt;!channel&gt; &lt;@U123|x&gt; &amp;lt; ∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ" == escaped
