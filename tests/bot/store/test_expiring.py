"""The memory neither grows for ever nor keeps anything for ever."""

from bot.store import Expiring


class Clock:
    """A clock that stands until it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_what_was_kept_is_found() -> None:
    memory: Expiring[str, int] = Expiring(2, 10)
    memory["a"] = 1

    assert 1 == memory.get("a")
    assert "a" in memory


def test_what_was_never_kept_is_not_found() -> None:
    memory: Expiring[str, int] = Expiring(2, 10)

    assert memory.get("a") is None
    assert "a" not in memory


def test_an_entry_is_forgotten_in_time() -> None:
    clock = Clock()
    memory: Expiring[str, int] = Expiring(2, 10, clock)
    memory["a"] = 1

    clock.now += 9.9
    assert "a" in memory
    clock.now += 0.1
    assert "a" not in memory


def test_the_oldest_makes_room() -> None:
    memory: Expiring[str, int] = Expiring(2, 10)
    for number, name in enumerate("abc"):
        memory[name] = number

    assert 2 == len(memory)
    assert [None, 1, 2] == [memory.get(name) for name in "abc"]


def test_an_entry_that_is_kept_again_is_the_newest() -> None:
    memory: Expiring[str, int] = Expiring(2, 10)
    for number, name in enumerate("abac"):
        memory[name] = number

    assert [2, None, 3] == [memory.get(name) for name in "abc"]


def test_forgotten_entries_take_no_room() -> None:
    clock = Clock()
    memory: Expiring[str, int] = Expiring(10, 10, clock)
    memory["a"] = 1
    clock.now += 11
    memory["b"] = 2

    assert 1 == len(memory)


def test_an_entry_can_be_taken_back() -> None:
    memory: Expiring[str, int] = Expiring(2, 10)
    memory["a"] = 1
    memory.discard("a")
    memory.discard("never there")

    assert "a" not in memory


def test_a_memory_of_nothing_keeps_nothing() -> None:
    memory: Expiring[str, int] = Expiring(0, 10)
    memory["a"] = 1

    assert 0 == len(memory)
