"""What to say of a file that begins like no format that its name allows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.formats import brat, json_reading

_LARGEST = 50_000_000
_MOST = 3


def sentence(path: Path, titles: Iterable[str], kind: str) -> str:
    """One sentence with the remedy: what is wrong with the file itself, where that can be told.

    Args:
        path: the file.
        titles: of the formats that were asked.
        kind: what was looked for, "a kind of file" or "a dataset".
    """
    if path.suffix.lower() in brat.EXTENSIONS:
        text = path.with_suffix(".txt").name
        return f"There is no {text} beside {path.name}, which holds the text that its marks are of. Put both together."
    return _json_trouble(path) or (
        f"{path.name} is not {kind} that can be read: it begins like no {path.suffix.lower()} file that is "
        f"known{tried(titles)}. Name its format with --format if it is one of these, or choose another file."
    )


def tried(titles: Iterable[str]) -> str:
    """What was tried, for the middle of a sentence."""
    names = [title.partition(":")[0].partition(" (")[0] for title in titles]
    if len(names) > _MOST:
        return f" ({len(names)} formats were tried)"
    return f" (tried: {'; '.join(names)})" if names else ""


def _json_trouble(path: Path) -> str:
    """What keeps a file from being JSON with anything in it; "" where nothing does, or it is too large to look."""
    try:
        if path.suffix.lower() not in (".json", ".jsonld") or path.stat().st_size > _LARGEST:
            return ""
        for _, value in json_reading.elements(path):
            if value not in ({}, []):
                return ""
    except UserError as error:
        return error.sentence
    except OSError:
        return ""
    return f"{path.name} holds no article: there is nothing in its JSON. Choose another file."
