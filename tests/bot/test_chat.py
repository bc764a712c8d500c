"""A conversation: each question may follow up the last priced one."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot import chat, cli
from bot.answers import answer
from bot.answers.types import Answer, Question
from pricing import PriceBook

CTRL_C, CTRL_D, ENTER = "\x03", "\x04", "\r"
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
ON_THE_DAY = ["--as-of", "2026-11-22"]


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as keys, create_app_session(input=keys, output=DummyOutput()):
        yield keys


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that are asked, in order."""
    questions: list[Question] = []

    def remember(question: Question, book: PriceBook) -> Answer:
        questions.append(question)
        return answer(question, book)

    monkeypatch.setattr(cli, "answer", remember)
    return questions


@pytest.fixture
def conversation(
    keyboard: PipeInput, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., str]:
    """Types keys on a terminal, ends with Ctrl-D, and gives what was shown."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "200")

    def type_it(*keys: str, options: list[str] = ON_THE_DAY) -> str:
        keyboard.send_text("".join((*keys, CTRL_D)))
        shown = io.StringIO()
        for stream in (sys.stdin, shown):
            monkeypatch.setattr(stream, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdout", shown)
        assert 0 == cli.main(["chat", *options])
        return _STYLE.sub("", shown.getvalue())

    return type_it


def test_a_question_follows_up_the_one_before(conversation: Callable[..., str]) -> None:
    shown = conversation("sonnet-4 10M in 2M out", ENTER, "cached?", ENTER)

    assert shown.startswith(chat.OPENING)
    assert "Sonnet 4: $60.00 for 10M in, 2M out\n" in shown
    assert "Sonnet 4: $33.00 for 10M in, 2M out, all cached\n" in shown
    assert "(-45%)" in shown
    assert "──────" in shown


def test_a_reply_completes_what_was_asked_back(conversation: Callable[..., str]) -> None:
    shown = conversation("sonnet 5.5 10M tokens", ENTER, "output", ENTER, "batched?", ENTER)

    assert "tokens in or out?" in shown
    assert "Sonnet 5.5: $100.00 for 10M out\n" in shown
    assert "Sonnet 5.5: $50.00 for 10M out" in shown


def test_a_refusal_leaves_the_conversation_where_it_was(
    conversation: Callable[..., str], asked: list[Question]
) -> None:
    shown = conversation(
        *("sonnet-4 10M in 2M out", ENTER), *("on sonnet 77", ENTER), *("batched", ENTER)
    )

    assert "Sonnet 4: $30.00 for 10M in, 2M out" in shown
    assert asked[1].previous == asked[2].previous is not None


@pytest.mark.parametrize("terminal", ["xterm", "dumb"])
def test_ctrl_c_clears_the_line(
    conversation: Callable[..., str],
    asked: list[Question],
    monkeypatch: pytest.MonkeyPatch,
    terminal: str,
) -> None:
    monkeypatch.setenv("TERM", terminal)
    conversation("sonnet-4 10M", CTRL_C, "opus 4", CTRL_C, CTRL_C, "help", ENTER)

    assert ["help"] == [question.text for question in asked]


@pytest.mark.parametrize("keys", ["", ENTER, f"   {ENTER}{ENTER}", f"opus 4{CTRL_C}{ENTER}"])
def test_nothing_is_asked_by_an_empty_line(
    conversation: Callable[..., str], asked: list[Question], keys: str
) -> None:
    assert chat.OPENING.rstrip() == conversation(keys).rstrip()
    assert [] == asked


def test_lines_pasted_together_are_one_question(
    conversation: Callable[..., str], asked: list[Question]
) -> None:
    conversation("\x1b[200~opus 5.5\n10M in\x1b[201~", ENTER)

    assert ["opus 5.5\n10M in"] == [question.text for question in asked]


def test_the_day_and_the_language_are_passed_on(
    conversation: Callable[..., str], asked: list[Question]
) -> None:
    conversation("opus 4", ENTER, options=["--as-of=2026-03-01", "--lang", "ja"])

    assert (date(2026, 3, 1), "ja") == (asked[0].today, asked[0].lang)


def test_today_is_asked_for_with_each_question(
    conversation: Callable[..., str], asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    days = iter([date(2026, 11, 22), date(2026, 11, 23)])
    monkeypatch.setattr(cli, "_today", lambda: next(days))
    conversation("opus 4", ENTER, "sonnet 4", ENTER, options=[])

    assert [22, 23] == [question.today.day for question in asked]


def test_questions_are_kept_for_the_next_conversation_of_the_same_person(
    conversation: Callable[..., str], tmp_path: Path
) -> None:
    conversation("opus 4", ENTER)
    file = tmp_path / "claude-cost" / "history"

    assert "+opus 4\n" in file.read_text("utf-8")
    assert 0o600 == file.stat().st_mode & 0o777


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        pytest.param({"XDG_STATE_HOME": "{tmp}/state"}, "state", id="as XDG says"),
        pytest.param({"LOCALAPPDATA": "{tmp}/local"}, "local", id="as Windows says"),
        pytest.param({"XDG_STATE_HOME": "state", "HOME": "{tmp}"}, ".local/state", id="relative"),
        pytest.param({"HOME": "{tmp}"}, ".local/state", id="where XDG says nothing"),
    ],
)
def test_the_history_is_in_the_state_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], folder: str
) -> None:
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(tmp=tmp_path))
    kept = chat.kept_history()

    assert isinstance(kept, FileHistory)
    assert str(tmp_path / folder / "claude-cost" / "history") == str(kept.filename)


def test_where_nothing_can_be_kept_there_is_a_history_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    assert isinstance(chat.kept_history(), InMemoryHistory)


def piped(lines: bytes, *options: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bot", "chat", *options]
    return subprocess.run(command, input=lines, capture_output=True, check=True)


def test_lines_of_input_are_a_conversation_too() -> None:
    done = piped(b"sonnet-4 10M in 2M out\n\nbatched\n  \nquite something\ncached\n", *ON_THE_DAY)
    said = done.stdout.decode()

    assert said.startswith("Sonnet 4: $60.00 for 10M in, 2M out\n")
    assert "\n\nSonnet 4: $30.00 for 10M in, 2M out, batch\n" in said
    assert "\n\nSonnet 4: $16.50 for 10M in, 2M out, all cached, batch\n" in said
    assert "\x1b" not in said
    assert chat.OPENING not in said
    assert b"" == done.stderr


@pytest.mark.parametrize("module", ["slack_bolt", "aiohttp", "rich", "prompt_toolkit"])
def test_a_conversation_in_a_pipe_needs_neither_slack_nor_a_screen(module: str) -> None:
    program = f"import sys, bot.cli; bot.cli.main(['chat']); assert {module!r} not in sys.modules"

    subprocess.run(
        [sys.executable, "-c", program], check=True, input=b"help\n", capture_output=True
    )


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["opus"], "unrecognized arguments: opus."),
        (["--as-of", "soon"], "argument --as-of: 'soon' is no day; write one as 2026-11-22."),
    ],
)
def test_error_when_the_arguments_cannot_be_followed(
    capsys: pytest.CaptureFixture[str], argv: list[str], sentence: str
) -> None:
    assert 2 == cli.main(["chat", *argv])
    assert f"claude-cost: {sentence}\n" == capsys.readouterr().err


def test_help_on_options_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == cli.main(["chat", "--help"])
    assert "--as-of DATE" in capsys.readouterr().out


def test_a_last_word_ends_it(conversation: Callable[..., str], asked: list[Question]) -> None:
    conversation("price of opus 5.5", ENTER, " Quit", ENTER, "price of haiku 5.5", ENTER)

    assert ["price of opus 5.5"] == [each.text for each in asked]
