"""Whether a language model may be loaded, asked before it is chosen."""

from __future__ import annotations

from pressmark.core.errors import UserError
from pressmark.ui.telling import told


def refusal_of_model(model: str | None) -> str:
    """Why this model is refused, as a sentence; "" when it can be used.

    Imports spaCy the first time (about two seconds): for a thread of its own, never for the window's.

    Args:
        model: a name, a folder, or None for the one that the program brings along.
    """
    from pressmark.detect import models

    try:
        models.check(models.choose(model))
    except UserError as error:
        return told(error.sentence)
    return ""
