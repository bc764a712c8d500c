"""The command line: what is asked is answered, and every misuse is one sentence."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NoReturn

import pytest

from bot import cli
from bot.__main__ import main
from bot.answers import answer
from bot.answers.types import Answer, Question
from pricing import BookError, PriceBook

ON_THE_DAY = ["--as-of", "2026-11-22"]

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command, and gives its exit status and what it wrote."""

    def run_it(*argv: str) -> tuple[int, str, str]:
        status = cli.main(argv)
        written = capsys.readouterr()
        return status, written.out, written.err

    return run_it


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Question]:
    """The questions that are asked, in order."""
    questions: list[Question] = []

    def remember(question: Question, book: PriceBook) -> Answer:
        questions.append(question)
        return answer(question, book)

    monkeypatch.setattr(cli, "answer", remember)
    return questions


def given_input(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_a_question_is_answered(run: Run) -> None:
    status, out, err = run("ask", *ON_THE_DAY, "sonnet-4", "10M", "in", "2M", "out", "cached")

    assert (0, "") == (status, err)
    assert out.startswith("Sonnet 4: $33.00 for 10M in, 2M out, all cached\n")
    assert out.endswith("\n")


def test_as_json_it_is_one_line(run: Run) -> None:
    status, out, _ = run("ask", "--json", *ON_THE_DAY, "sonnet-4 10M in 2M out cached")

    assert 0 == status
    assert 1 == out.count("\n")
    assert "33" == json.loads(out)["total_usd"]


@pytest.mark.parametrize(
    ("argv", "text"),
    [
        pytest.param(["sonnet 4", "10M", "in"], "sonnet 4 10M in", id="words are joined"),
        pytest.param([], "", id="no words at all"),
        pytest.param(["--", "sonnet 4"], "sonnet 4", id="after --"),
        pytest.param(["--", "--json", "--"], "--json --", id="options after --"),
        pytest.param(["-5M", "in"], "-5M in", id="a dash"),
        pytest.param(["-10M in on sonnet 4"], "-10M in on sonnet 4", id="a dash and blanks"),
        pytest.param(["--what", "is", "it"], "--what is it", id="two dashes"),
        pytest.param(["--as", "x"], "--as x", id="no option, nearly"),
        pytest.param(["--json=yes"], "--json=yes", id="a flag takes no value"),
        pytest.param(["–", "-", "in"], "– - in", id="a dash alone among words"),
        pytest.param(["sonnet 4", "--lang", "en", "10M in"], "sonnet 4 10M in", id="options between"),
        pytest.param(['{"input_tokens": 1}', "on", "sonnet 4"], '{"input_tokens": 1} on sonnet 4', id="JSON"),
        pytest.param(["@file"], "@file", id="an at sign"),
        pytest.param(["a\udcffb"], "a?b", id="bytes that are no text"),
    ],
)  # fmt: skip
def test_whatever_is_no_option_is_the_question(
    run: Run, asked: list[Question], argv: list[str], text: str
) -> None:
    run("ask", *argv)

    assert [text] == [question.text for question in asked]


def test_the_day_and_the_language_are_passed_on(run: Run, asked: list[Question]) -> None:
    run("ask", "--as-of=2026-03-01", "--lang", "ja", "sonnet 4 10M in")

    assert ("2026-03-01", "ja") == (asked[0].today.isoformat(), asked[0].lang)


def test_today_is_the_day_unless_another_is_said(run: Run, asked: list[Question]) -> None:
    before = datetime.now(UTC).astimezone().date()
    run("ask", "sonnet 4")

    assert before <= asked[0].today <= datetime.now(UTC).astimezone().date()
    assert asked[0].lang is None


def test_earlier_questions_are_asked_first_and_the_last_price_is_kept(
    run: Run, asked: list[Question]
) -> None:
    run(
        "ask",
        *("--after", "sonnet 4 10M in 2M out"),
        *("--after", "price of opus 5.5"),
        *("--after", "-who are you"),
        "batched",
    )
    previous = [type(question.previous).__name__ for question in asked]

    assert ["sonnet 4 10M in 2M out", "price of opus 5.5", "-who are you", "batched"] == [
        question.text for question in asked
    ]
    assert ["NoneType", "EstimateQuery", "EstimateQuery", "EstimateQuery"] == previous


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("sonnet-4 10M in", 0),
        ("sonnet-4 vs opus 4 10M in", 0),
        ("price of opus 5.5", 0),
        ("which models", 0),
        ("", 0),
        ("sonnet 4.6 10M tokens", 2),
        ("sonnet 6 10M in", 2),
        ("opus 5.5 1M in fast batch", 2),
        ("what is the pricing of gpt-5", 2),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_the_exit_status_says_whether_there_is_an_answer(
    run: Run, asked: list[Question], options: list[str], question: str, status: int
) -> None:
    found, out, err = run("ask", *options, *ON_THE_DAY, question)

    assert (status, "") == (found, err)
    assert out
    assert 1 == len(asked)


def test_error_in_the_price_data_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slip() -> NoReturn:
        raise BookError("haiku.yaml", "models.0.prices.0.input", "is written twice")

    monkeypatch.setattr(cli, "load_published", slip)

    assert 2 == main(["ask", "help"])
    said = capsys.readouterr().err
    assert "claude-cost: haiku.yaml: models.0.prices.0.input: is written twice\n" == said


def test_what_is_no_slip_in_the_data_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def bug() -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "load_published", bug)

    with pytest.raises(ZeroDivisionError):
        main(["ask", "help"])


def test_each_line_of_input_is_a_question(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    content = "sonnet-4 10M in\n\nopus 5.5 1M in fast batch\r\nsonnet 4 10M\u2028in"
    given_input(monkeypatch, content.encode())

    status, out, _ = run("ask", "--json", *ON_THE_DAY, "-")
    found = [json.loads(line) for line in out.splitlines()]

    assert 0 == status
    assert ["estimate", "help", "cannot_price", "estimate"] == [each["kind"] for each in found]


def test_bytes_of_input_that_are_no_text_are_replaced(
    run: Run, asked: list[Question], monkeypatch: pytest.MonkeyPatch
) -> None:
    given_input(monkeypatch, b"sonnet \xff\n")

    status, out, _ = run("ask", "--json", "-")

    assert 0 == status
    assert json.loads(out)
    assert "sonnet \ufffd" == asked[0].text


def test_answers_to_lines_have_a_blank_line_between(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_input(monkeypatch, b"opus 5.5 1M in fast batch\nsonnet 4 10M in\n")

    _, out, _ = run("ask", *ON_THE_DAY, "-")

    assert "in US dollars.\n\nSonnet 4: $30.00 for 10M in\n" in out


def test_a_terminal_gets_a_table(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

    status, out, _ = run("ask", *ON_THE_DAY, "sonnet-4 10M in 2M out cached")

    assert 0 == status
    assert "──────" in out


def test_a_stream_that_is_no_file_is_written_to(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)

    assert 0 == cli.main(["ask", "help"])
    assert stream.getvalue().startswith("Ask what")


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        pytest.param([], "the commands are `ask` and `chat`: try `claude-cost ask help`.", id="nothing"),
        pytest.param(["price"], "the commands are `ask` and `chat`, not 'price': try `claude-cost ask help`.", id="another command"),
        pytest.param(["ask", "--as-of", "soon", "x"], "argument --as-of: 'soon' is no day; write one as 2026-11-22.", id="no day"),
        pytest.param(["ask", "--as-of"], "argument --as-of: expected one argument.", id="no value"),
        pytest.param(["ask", "--after", "--json"], "argument --after: expected one argument.", id="an option as value"),
        pytest.param(["ask", "--lang", "fr", "x"], "argument --lang: invalid choice: 'fr' (choose from 'en', 'ja').", id="another language"),
    ],
)  # fmt: skip
def test_error_when_the_arguments_cannot_be_followed(
    run: Run, argv: list[str], sentence: str
) -> None:
    assert (2, "", f"claude-cost: {sentence}\n") == run(*argv)


@pytest.mark.parametrize("argv", [["ask", "--help"], ["ask", "-h"]])
def test_help_on_options_is_printed(run: Run, argv: list[str]) -> None:
    status, out, _ = run(*argv)

    assert 0 == status
    assert "--as-of DATE" in out


def test_an_interrupt_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "answer", interrupted)

    assert (130, "", "") == run("ask", "help")


def test_a_reader_that_goes_away_is_no_error() -> None:
    """As in `claude-cost ask - | head -1`."""
    command = [sys.executable, "-m", "bot", "ask", *ON_THE_DAY, "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"sonnet 4 10M in\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Sonnet 4")
        process.stdout.close()
        process.stdin.write(b"sonnet 4 10M in\n" * 10)
        process.stdin.close()

        assert b"" == process.stderr.read()
    assert 0 == process.returncode


def test_a_screen_without_our_signs_shows_others() -> None:
    command = [sys.executable, "-m", "bot", "ask", *ON_THE_DAY, "sonnet-4 10M in cached"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}

    done = subprocess.run(command, env=environment, capture_output=True, check=True)

    assert b"Cached ? $3.00" in done.stdout


@pytest.mark.parametrize("module", ["slack_bolt", "slack_sdk", "aiohttp", "rich"])
def test_an_answer_in_a_pipe_needs_neither_slack_nor_a_screen(module: str) -> None:
    program = f"import sys, bot.cli; bot.cli.main(['ask', 'help']); assert {module!r} not in sys.modules"  # fmt: skip

    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)


def test_a_reply_completes_what_was_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["ask", "--after", "sonnet 5.5 10M tokens", "output"]) == 0
    assert capsys.readouterr().out.startswith("Sonnet 5.5: $100.00 for 10M out\n")


def test_a_follow_up_in_no_language_is_answered_in_that_of_the_thread(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["ask", "--after", "sonnet 5.5で入力1000万、出力200万", "opus 5.5, +20%"]) == 0

    assert "変更前" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "meant"), [("--jso", "--json"), ("--asof", "--as-of"), ("--aftr", "--after")]
)
def test_a_mistyped_option_is_no_word_of_the_question(
    typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["ask", typed, "sonnet 4 1M in"]) == cli.NOT_ANSWERED

    assert f"there is no option {typed}: did you mean {meant}?" in capsys.readouterr().err


def test_words_with_dashes_belong_to_the_question() -> None:
    assert cli.main(["ask", "sonnet", "4", "1M", "in", "--please"]) == cli.ANSWERED


def test_the_help_names_all_that_can_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == cli.ANSWERED

    shown = capsys.readouterr().out
    assert all(each in shown for each in ("serve Slack", "claude-cost ask", "claude-cost chat"))
