"""Makes all of Qt's enumerations by Python's own code and by `in_bundle/quick_enums.py`, and says which differ.

Run by `lean.py` in a Python of its own. Prints how many were made, how many of them quickly, and each that differs.
"""

from __future__ import annotations

import enum
import importlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent / "in_bundle"))

import quick_enums  # pyright: ignore[reportMissingImports]

Call = tuple[type[enum.Enum], str, Sequence[tuple[str, int]], dict[str, Any]]
MODULES = ("QtCore", "QtGui", "QtWidgets", "QtSvg")


def qts_calls() -> list[Call]:
    """How Qt's Python side asks for each enumeration of the modules that Pressmark loads."""
    calls: list[Call] = []
    metaclass: Any = enum.EnumType
    ordinary = metaclass._create_

    def noting(cls: Any, name: str, names: Any, **named: Any) -> Any:
        calls.append((cls, name, names, {**named, "module": "PySide6"}))
        return ordinary(cls, name, names, **named)

    metaclass._create_ = noting
    for module in MODULES:
        _touch(importlib.import_module(f"PySide6.{module}"), set())
    metaclass._create_ = ordinary
    return calls


def _touch(place: Any, seen: set[int]) -> None:
    """Asks for every class in a module or class: they are made then."""
    for name in [name for name in dir(place) if not name.startswith("__")]:
        found = getattr(place, name, None)
        if isinstance(found, type) and found.__module__.startswith("PySide6") and id(found) not in seen:
            seen.add(id(found))
            _touch(found, seen)


def differences(call: Call) -> list[str]:
    """What an enumeration has by one way and not by the other, by name."""
    cls, name, names, named = call
    ordinary = _described(quick_enums._ordinary(cls, name, names, **named))
    quick = _described(quick_enums.create(cls, name, names, **named))
    return sorted(key for key in {*ordinary, *quick} if ordinary.get(key) != quick.get(key))


def _described(made: Any) -> dict[str, Any]:
    """All that can be seen of an enumeration, without what is a thing of its own each time."""

    def member(one: Any) -> Any:
        own = {key: value for key, value in vars(one).items() if key != "__objclass__"}
        whole = one.__objclass__ is made and type(one) is made
        return one.name, one.value, repr(one), str(one), hash(one), list(vars(one)), own, whole

    found: dict[str, Any] = {}
    for key, value in vars(made).items():
        if key in ("__dict__", "__weakref__"):
            found[key] = type(value)
        elif key in ("_member_map_", "_value2member_map_"):
            found[key] = [(at, member(one)) for at, one in value.items()]
        else:
            found[key] = member(value) if isinstance(value, made) else getattr(value, "__func__", value)
    found["(class)"] = (made.__mro__[1:], made.__name__, made.__qualname__, type(made), repr(made), len(made))
    found["(order)"] = [member(one) for one in made]
    return found


def main() -> None:
    """Prints what was found, as JSON."""
    calls = qts_calls()
    quick = sum(
        quick_enums._quick(cls, name, names, "PySide6", named.get("boundary")) is not None
        for cls, name, names, named in calls
    )
    different = {name: found for call in calls if (found := differences(call)) for name in [call[1]]}
    json.dump({"made": len(calls), "quick": quick, "different": different}, sys.stdout)


if __name__ == "__main__":
    main()
