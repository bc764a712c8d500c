"""Words to meaning, with no Slack in it: text to `Ask`, `Ask` to a query, and back."""

from .canonical import canonical
from .complete import complete
from .follow_up import follows, has_words
from .parser import parse
from .vocabulary import named, vocabulary

__all__ = ["canonical", "complete", "follows", "has_words", "named", "parse", "vocabulary"]
