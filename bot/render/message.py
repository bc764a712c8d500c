"""What Slack is sent."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

Block = dict[str, Any]


class Message(Struct, frozen=True):
    """One message.

    Attributes:
        text: the whole answer for notifications, screen readers, and where blocks fail.
        blocks: the answer in Block Kit; empty: text only.
    """

    text: str
    blocks: tuple[Block, ...] = ()

    def as_kwargs(self) -> dict[str, Any]:
        """The arguments of `ack`, `respond`, `say` or `chat.postMessage`."""
        if not self.blocks:
            return {"text": self.text}
        return {"text": self.text, "blocks": list(self.blocks)}
