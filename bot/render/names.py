"""What a model is called where there is little room."""

from __future__ import annotations

from pricing import Model

# Models from before there were families: "2.1" alone would name nothing.
_FAMILY_OF_ITS_OWN = "claude"


def short_name(model: Model) -> str:
    """The name without "Claude", where the rest still names the model."""
    if model.family == _FAMILY_OF_ITS_OWN:
        return model.name
    return model.name.removeprefix("Claude ")
