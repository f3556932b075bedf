"""Work that is put off until the event loop has answered what waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def next_turn(owner: QObject, function: Callable[[], object]) -> None:
    """Calls a function after the keys, clicks and paints that wait already.

    `QTimer.singleShot(0)` is none of that: Qt makes a posted event of it, which is answered in the same turn, and the
    pauses before and after become one.

    Args:
        owner: on whose thread it is called; not at all when it is gone by then.
        function: what to call.
    """
    timer = QTimer(owner, singleShot=True, interval=0)
    timer.timeout.connect(function)
    timer.timeout.connect(timer.deleteLater)
    timer.start()
