"""Answers as people see them: pure functions from an `Answer` to Slack messages."""

from .message import Message
from .sharing import (
    read_share_value,
    share_value,
    share_without_thread_message,
    shared_messages,
)
from .slack import SHARE, apology, command_message, thread_messages

__all__ = [
    "SHARE",
    "Message",
    "apology",
    "command_message",
    "read_share_value",
    "share_value",
    "share_without_thread_message",
    "shared_messages",
    "thread_messages",
]
