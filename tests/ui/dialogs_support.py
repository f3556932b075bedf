"""What the tests of the dialogs share: a dressed application, labels, and a way to see whether anything was painted."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from pressmark.core.labels import Label, LabelSet
from pressmark.ui.fonts import load_fonts
from pressmark.ui.theme import DARK, LIGHT, palette, style_sheet

FONTS = Path(__file__).parents[2] / "resources" / "fonts"

LABELS = LabelSet(
    "news",
    (
        Label("PERSON", "#7a48b8", "#c8a2f0", key="1", description="People, also those of fiction."),
        Label("ORG", "#2a6ab0", "#7eb0ea", key="2", description="Companies, authorities, parties."),
        Label("GPE", "#1a7a68", "#7ad0b8", key="3"),
        Label("DATE", "#8a6a10", "#e8c060", key="d", description="Days, months, seasons."),
        Label("WORK_OF_ART", "#903080", "#e0a0d8"),
    ),
)


def dress(app: QApplication, theme: str) -> None:
    """Puts the application into a theme, as the window does."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    _load_fonts_once()
    chosen = DARK if theme == "dark" else LIGHT
    if app.styleSheet() != style_sheet(chosen):
        app.setStyle("Fusion")
        app.setPalette(palette(chosen))
        app.setStyleSheet(style_sheet(chosen))


@cache
def _load_fonts_once() -> None:
    load_fonts(FONTS)


def ink(widget: QWidget) -> float:
    """The share of a widget's pixels that are not its commonest grey: 0 where nothing was painted."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = (bytes(image.constScanLine(y))[: image.width()] for y in range(image.height()))
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(row)
    return 1 - counts.most_common(1)[0][1] / counts.total()


def unnamed(widget: QWidget) -> list[str]:
    """The controls inside a widget that a screen reader could not name."""
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSpinBox

    found = []
    for kind in (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QSpinBox):
        for control in widget.findChildren(kind):
            hidden = control.objectName().startswith("qt_") or isinstance(control.parent(), QSpinBox | QComboBox)
            if hidden or control.metaObject().className() in ("QComboBoxListView", "QHeaderView", "QTableCornerButton"):
                continue
            interface = QAccessible.queryAccessibleInterface(control)
            if not interface.text(QAccessible.Text.Name):
                found.append(f"{control.metaObject().className()} {control.objectName()}")
    return found
