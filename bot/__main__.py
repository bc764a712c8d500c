"""`python -m bot` serves Slack; `python -m bot ask ...` answers in the terminal."""

import gc
import os
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says, and give the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        return _do(arguments)
    except Exception as error:
        from pricing import BookError

        if not isinstance(error, BookError):
            raise
        print(f"claude-cost: {error}", file=sys.stderr)  # noqa: T201 - a slip in the price data
        return 2


def _do(arguments: list[str]) -> int:
    # Each half imports only what it needs: the server no terminal, the terminal no Slack.
    if arguments:
        from bot import cli

        return cli.main(arguments)
    return _serve()


def _serve() -> int:
    # All that is loaded stays: to look for garbage in it takes an eighth of the start.
    gc.disable()
    # Nor does pydantic need to look through all that is installed for plugins of its own.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from bot.settings import BadSettings, read_settings

    try:
        settings = read_settings()
    except BadSettings as error:
        print(f"claude-cost: {error}", file=sys.stderr)  # noqa: T201 - before there is a log
        return 2

    from bot import server

    return server.run(settings)


if __name__ == "__main__":
    sys.exit(main())
