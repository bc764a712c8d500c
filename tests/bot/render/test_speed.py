"""How long it takes to render an answer: `pytest --benchmark-only`."""

from pytest_benchmark.fixture import BenchmarkFixture

from bot.render import command_message, thread_messages
from bot.render.as_json import to_json

from .asking import ask

EXAMPLE = "sonnet-4 10M in 2M out cached"


def test_a_slash_command_is_rendered(benchmark: BenchmarkFixture) -> None:
    benchmark(command_message, ask(EXAMPLE))


def test_an_answer_in_a_thread_is_rendered(benchmark: BenchmarkFixture) -> None:
    benchmark(thread_messages, ask(EXAMPLE))


def test_an_answer_is_put_in_json(benchmark: BenchmarkFixture) -> None:
    benchmark(to_json, ask(EXAMPLE))
