"""A publish date as somebody types it."""

from __future__ import annotations

import re
from datetime import date, datetime

_PATTERN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:[T ]\s*(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.IGNORECASE | re.ASCII,
)


def published_from(text: str) -> str | None:
    """The date that was typed, as articles keep it, or None where it is none.

    Takes "2020", "2020-11", "2020-11-25", "2020-11-25 15:28" (or "T" in between), with seconds and with an offset
    ("Z", "+04:00"); gives ISO 8601 with a "T". Days, hours and offsets that do not exist are none.
    """
    found = _PATTERN.fullmatch(text.strip())
    if found is None or found["year"] == "0000":
        return None
    year, month, day = found["year"], found["month"], found["day"]
    try:
        date(int(year), int(month or 1), int(day or 1))
        if found["hour"] is None:
            return "-".join(part for part in (year, month, day) if part)
        clock = f"{found['hour']}:{found['minute']}" + (f":{found['second']}" if found["second"] else "")
        zone = (found["zone"] or "").upper()
        if len(zone) == 5:
            zone = f"{zone[:3]}:{zone[3:]}"
        result = f"{year}-{month}-{day}T{clock}{zone}"
        datetime.fromisoformat(result)
    except ValueError:
        return None
    return result
