"""Questions to answers, with no Slack in it."""

from .answer import answer
from .priced import priced_query

__all__ = ["answer", "priced_query"]
