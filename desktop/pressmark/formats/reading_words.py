"""What a date or figure was read as, in words for pages and reports."""

from __future__ import annotations

from typing import Any

from pressmark.core.annotation import Annotation
from pressmark.core.readings import number_text

_PRECISIONS = {
    "about": "about {}", "at_least": "at least {}", "at_most": "at most {}", "more_than": "more than {}",
    "less_than": "less than {}",
}  # fmt: skip


def reading_words(mark: Annotation) -> str:
    """For example "about 30,000 people (kill)", "2020-11-25 (approx)", or "" where there is no reading."""
    reading = mark.attributes
    value = reading.get("value")
    if "type" in reading and isinstance(value, str):
        mod = reading.get("mod")
        return f"{value} ({mod.lower().replace('_', ' ')})" if isinstance(mod, str) and mod else value
    number = number_text(value) or (value if isinstance(value, str) else "")
    if not number:
        return ""
    most = number_text(reading.get("value_max"))
    precision = reading.get("precision")
    said = f"{number} to {most}" if most else _PRECISIONS.get(str(precision), "{}").format(number)
    unit = reading.get("unit")
    more = [unit.replace("_", " ") if isinstance(unit, str) else "", _words(reading.get("counted"), "text")]
    said = " ".join([said, *filter(None, more)])
    event = _words(reading.get("event"), "lemma") or _words(reading.get("event"), "text")
    return f"{said} ({event})" if event else said


def _words(value: Any, key: str) -> str:
    if isinstance(value, dict):
        value = value.get(key)
    return value if isinstance(value, str) else ""
