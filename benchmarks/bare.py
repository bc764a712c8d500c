"""Bolt alone: what a server costs that has nothing to say.

One slash command, acknowledged with a constant; Bolt's own aiohttp server, its own check of
signatures, and an `authorize` that asks nobody, as ours. Started as a process of its own.
"""

import json
import os
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult

REPLY = "BENCHMARK_REPLY"
"""In the environment: what it acknowledges with, as JSON."""
DIRECT = "BENCHMARK_DIRECT"
"""In the environment: "1" for Bolt's setting `process_before_response`, which ours has."""


# Taken away, as Bolt would rather use it than ask `authorize`.
_TOKEN = os.environ.pop("SLACK_BOT_TOKEN", "")


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_token=_TOKEN)


def _main() -> None:
    reply: dict[str, Any] = json.loads(os.environ[REPLY])
    app = AsyncApp(
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        authorize=_authorize,
        process_before_response=os.environ[DIRECT] == "1",
    )

    @app.command("/claude-cost")
    async def asked(ack: AsyncAck) -> None:
        await ack(**reply)

    app.start(port=int(os.environ["PORT"]), host=os.environ["HOST"])


if __name__ == "__main__":
    _main()
