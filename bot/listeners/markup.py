"""The text of a message, back to what the person typed."""

import re

_MARKUP = re.compile(r"<([^<>]*)>")
# Of a person, a channel, a group: who is spoken to says nothing about what is asked, and an id
# may look like an amount.
_MENTION = re.compile(r"@[UW][0-9A-Z]+|#C[0-9A-Z]+|!(?:here|channel|everyone|subteam\^[0-9A-Z]+)")
# The ampersand last: what somebody typed as "&lt;" comes as "&amp;lt;".
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))


def typed(text: str) -> str:
    """`text` without mentions and without Slack's markup and escapes."""
    text = _MARKUP.sub(_shown, text).replace("`", " ")
    for escaped, character in _ENTITIES:
        text = text.replace(escaped, character)
    return text.strip()


def _shown(markup: re.Match[str]) -> str:
    target, _, label = markup[1].partition("|")
    return " " if _MENTION.fullmatch(target) else label or target
