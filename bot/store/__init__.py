"""What the bot remembers between two questions."""

from .expiring import Expiring
from .threads import ExpiringThreadQueries, Last, Thread, ThreadQueries

__all__ = ["Expiring", "ExpiringThreadQueries", "Last", "Thread", "ThreadQueries"]
