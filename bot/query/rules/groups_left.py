"""Groups of models without some of them: `current models except fable`, haiku以外の現行モデル."""

from __future__ import annotations

from bot.query.model import Following, Group, Named, Newest
from bot.query.sentence import Sentence


def settle_groups(sentence: Sentence) -> None:
    """Take the models that were ruled out from the groups that were named."""
    said = sentence.said
    groups = [each for each in said.models if isinstance(each, Group)]
    out = tuple(each for each in said.left_out if isinstance(each, Named | Newest | Following))
    others = not sentence.source.isascii() and len(groups) < len(said.models)
    if not groups or not out or others:  # "fableとopus以外の現行モデル": both of them, or one?
        return
    said.models[:] = [each.less(out) if isinstance(each, Group) else each for each in said.models]
    said.left_out.clear()
    sentence.troubles[:] = [
        each for each in sentence.troubles if each.message.key != "ask.other_model"
    ]
    places = sentence.model_places
    places[:] = [
        (place, each.less(out) if isinstance(each, Group) else each) for place, each in places
    ]
