"""Python's garbage collector while the window starts.

A start makes some hundred thousand objects that stay for good: modules, classes, tables of Qt. The collector would look
through all of them about forty times and find next to nothing, which takes a quarter of the start (`bench ui`).
"""

from __future__ import annotations

import gc


def hold() -> None:
    """From now on nothing is collected; `let_go` has to follow."""
    gc.disable()


def let_go() -> None:
    """Collects again from now on, and never looks at what is there already, so that no later pause does either."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
