"""A conversation on a terminal: questions are typed at a prompt, answers shown below them.

Enter asks, Ctrl-C clears the line, Ctrl-D ends. Only what runs on a terminal imports this.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from rich.console import Console

from bot.answers.types import Answer
from bot.render.document import document
from bot.render.terminal import print_document

PROMPT = "> "
_LAST_WORDS = frozenset({"quit", "exit", "bye"})
OPENING = """\
Ask what the Claude API costs; what follows changes the last answer: "on opus 5.5, batched?".
Ctrl-C clears the line, Ctrl-D or "quit" ends.
"""


def chat(ask: Callable[[str], Answer], console: Console) -> None:
    """Show on `console` what `ask` answers to each line typed, until Ctrl-D."""
    console.print(OPENING, style="dim", markup=False, highlight=False)
    for text in _typed(kept_history()):
        console.print()
        print_document(document(ask(text)), console)
        console.print()


def _typed(history: History) -> Iterator[str]:
    """The lines that are typed at the prompt, without empty ones."""
    session: PromptSession[str] = PromptSession(
        PROMPT, history=history, key_bindings=_keys(), reserve_space_for_menu=0
    )
    while True:
        try:
            text = session.prompt()
        except KeyboardInterrupt:  # a terminal that cannot clear a line gets a new one
            continue
        except EOFError:
            return
        if text.strip().casefold() in _LAST_WORDS:
            return
        if text.strip():
            yield text


def _keys() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("c-c")
    @keys.add("<sigint>")
    def clear(event: KeyPressEvent) -> None:
        event.current_buffer.reset()

    return keys


def kept_history() -> History:
    """Earlier lines, in a file that only its owner reads; of this run where none can be kept."""
    try:
        file = _state_folder(os.environ) / "claude-cost" / "history"
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except (OSError, RuntimeError):  # a folder that cannot be written to, or no home at all
        return InMemoryHistory()
    return FileHistory(file)


def _state_folder(environment: Mapping[str, str]) -> Path:
    """Where programs keep what a person would not miss: the XDG state folder, or Windows's own."""
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        folder = Path(environment.get(name, ""))
        if folder.is_absolute():
            return folder
    return Path.home() / ".local" / "state"
