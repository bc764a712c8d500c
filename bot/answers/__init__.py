"""Questions to answers, with no Slack in it."""

from .answer import answer
from .pending import pending_after
from .priced import priced_query

__all__ = ["answer", "pending_after", "priced_query"]
