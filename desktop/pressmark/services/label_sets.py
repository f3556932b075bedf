"""Label sets as files, and labels for names that come from elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from pressmark.core.errors import UserError
from pressmark.core.labels import Detected, Label, LabelSet

PALETTE = (
    ("#043678", "#5285ff"),
    ("#963498", "#aa799c"),
    ("#77085d", "#ffbbd4"),
    ("#002e91", "#6ba2fb"),
    ("#430053", "#08f6ff"),
    ("#981e00", "#df5c35"),
    ("#4d0028", "#ea9375"),
    ("#580201", "#caf98e"),
    ("#713758", "#32d8ff"),
    ("#5c37b9", "#a77ecb"),
    ("#006bb9", "#54bfff"),
    ("#167477", "#30d1ac"),
    ("#7c6b35", "#e4d865"),
    ("#a1560f", "#e1a15a"),
    ("#9f0240", "#f67d87"),
    ("#4d4574", "#99acc3"),
    ("#006046", "#56f5a9"),
    ("#61391b", "#a99d06"),
)
"""Colours on a light and on a dark page. Found by a search for 18 that all have a contrast of 4.5 : 1 to their page
and stay apart for eyes without red or green cones too (simulated after Machado, Oliveira and Fernandes, 2009)."""

KEYS = "123456789bcdfghjklmopqstuvwyz"
"""Keys that no action of the window has."""


def load(path: Path) -> LabelSet:
    """Reads a label set.

    Raises:
        UserError: the file cannot be read or is not a label set.
    """
    try:
        content = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(
            "The label set {path} cannot be read: {reason}. Choose another file.", path=path, reason=error.strerror
        ) from error
    except UnicodeDecodeError as error:
        raise _not_one(path, str(error)) from error
    return parse(content, path)


def parse(text: str, path: Path) -> LabelSet:
    """The label set in the text of a file.

    Raises:
        UserError: it is not one; `path` is named.
    """
    try:
        content = json.loads(text)
        return LabelSet(
            str(content["name"]),
            tuple(_label(row) for row in content["labels"]),
            tuple(_detected(row) for row in content.get("detected", ())),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_one(path, f"{type(error).__name__}: {error}") from error
    except UserError as error:
        raise UserError("{path}: {why}", path=path, why=error.sentence) from error


_COLOR = re.compile(r"#[0-9a-fA-F]{6}")


def _color(written: object) -> str:
    if not isinstance(written, str) or not _COLOR.fullmatch(written):
        raise TypeError(f"{written!r} is no colour")
    return written


def _label(row: dict[str, Any]) -> Label:
    return Label(
        str(row["name"]),
        _color(row["color"]),
        _color(row["color_dark"]),
        str(row.get("key", "")),
        str(row.get("description", "")),
        str(row.get("group", "")),
        bool(row.get("hidden", False)),
    )


def _detected(row: dict[str, Any]) -> Detected:
    return Detected(str(row["label"]), str(row["to"]), tuple(str(event) for event in row.get("events", ())))


def _not_one(path: Path, details: str) -> UserError:
    return UserError(
        "{path} is not a label set. Choose a file that Pressmark has exported as one.", path=path, details=details
    )


def dump(labels: LabelSet) -> str:
    """A label set as the text of a file that `load` reads."""
    rows = [
        {
            "name": label.name,
            "key": label.key,
            "group": label.group,
            "color": label.color,
            "color_dark": label.color_dark,
            "description": label.description,
        }
        | ({"hidden": True} if label.hidden else {})
        for label in labels
    ]
    content: dict[str, Any] = {"name": labels.name, "labels": rows}
    if labels.detected:
        content["detected"] = [
            {"label": rule.label, "to": rule.to} | ({"events": list(rule.events)} if rule.events else {})
            for rule in labels.detected
        ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def bundled_sets(folder: Path) -> list[LabelSet]:
    """The label sets that come along, the usual one first."""
    first = folder / "ontonotes5.json"
    return [load(path) for path in sorted(folder.glob("*.json"), key=lambda path: (path != first, path.name))]


def save(labels: LabelSet, path: Path) -> None:
    """Writes a label set as a file to be shared.

    Raises:
        UserError: it cannot be written there.
    """
    try:
        path.write_text(dump(labels), encoding="utf-8")
    except OSError as error:
        raise UserError(
            "{path} cannot be written: {reason}. Choose another folder.", path=path, reason=error.strerror
        ) from error


def with_labels(labels: LabelSet, names: Sequence[str], *, retired: Mapping[str, Label] | None = None) -> LabelSet:
    """The label set with these names at its end, each in a colour that few others have and with a free key.

    Args:
        labels: the set.
        names: of the labels to add; none of them is in it.
        retired: labels that were in it once: they come back as they were, but for a key that another has now.
    """
    every = list(labels)
    for name in names:
        before = (retired or {}).get(name)
        if before is not None:
            free = before.key and all(one.key != before.key for one in every)
            every.append(replace(before, key=before.key if free else ""))
            continue
        used = Counter((one.color, one.color_dark) for one in every)
        color, color_dark = min(PALETTE, key=lambda pair: used[pair])
        taken = {one.key for one in every}
        key = next((key for key in KEYS if key not in taken), "")
        every.append(Label(name, color, color_dark, key))
    return replace(labels, labels=tuple(every))
