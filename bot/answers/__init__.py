"""Questions to answers, with no Slack in it."""

from .answer import answer
from .earlier import earlier_after
from .pending import pending_after
from .priced import priced_query

__all__ = ["answer", "earlier_after", "pending_after", "priced_query"]
