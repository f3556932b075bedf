"""What to say of a file that begins like no format that its name allows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.formats import brat, json_reading

_LARGEST = 50_000_000
_MOST = 3


def sentence(path: Path, titles: Iterable[str], *, dataset: bool) -> Message:
    """One sentence with the remedy: what is wrong with the file itself, where that can be told.

    Args:
        path: the file.
        titles: of the formats that were asked.
        dataset: whether a dataset was looked for, not any kind of file.
    """
    if path.suffix.lower() in brat.EXTENSIONS:
        return Message(
            "There is no {text} beside {name}, which holds the text that its marks are of. Put both together.",
            text=path.with_suffix(".txt").name,
            name=path.name,
        )
    trouble = _json_trouble(path)
    if trouble is not None:
        return trouble
    ending, names = path.suffix.lower(), tried(titles)
    if dataset:
        return Message(
            "{name} is not a dataset that can be read: it begins like no {ending} file that is known ({tried}). "
            "Name its format with --format if it is one of these, or choose another file.",
            name=path.name,
            ending=ending,
            tried=names,
        )
    return Message(
        "{name} is not a kind of file that can be read: it begins like no {ending} file that is known ({tried}). Name "
        "its format with --format if it is one of these, or choose another file.",
        name=path.name,
        ending=ending,
        tried=names,
    )


def tried(titles: Iterable[str]) -> Message:
    """What was tried, for brackets in a sentence."""
    names = [title.partition(":")[0].partition(" (")[0] for title in titles]
    if len(names) > _MOST:
        return Message("{count} formats were tried", count=len(names))
    return Message("tried: {names}", names="; ".join(names))


def _json_trouble(path: Path) -> Message | None:
    """What keeps a file from being JSON with anything in it; None where nothing does, or it is too large to look."""
    try:
        if path.suffix.lower() not in (".json", ".jsonld") or path.stat().st_size > _LARGEST:
            return None
        for _, value in json_reading.elements(path):
            if value not in ({}, []):
                return None
    except UserError as error:
        return error.sentence
    except OSError:
        return None
    return Message("{name} holds no article: there is nothing in its JSON. Choose another file.", name=path.name)
