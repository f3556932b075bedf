"""A scroll area's viewport, made here instead of by Qt."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> QWidget:
    """Gives a scroll area a viewport that Python knows; to be called before the area is asked for one.

    For a widget that Qt has made, PySide looks for its class among all kinds of widgets, and makes each of them known
    to Python first, with its enumerations: that alone took a twentieth of the start.
    """
    port = QWidget()
    port.setBackgroundRole(QPalette.ColorRole.Base)  # as Qt does
    port.setAutoFillBackground(True)
    area.setViewport(port)
    return port
