"""What the bot remembers between two questions."""

from .expiring import Expiring
from .threads import ExpiringThreadQueries, Thread, ThreadQueries

__all__ = ["Expiring", "ExpiringThreadQueries", "Thread", "ThreadQueries"]
