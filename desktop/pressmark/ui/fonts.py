"""The two typefaces that the program brings along, and a check that text can be drawn at all."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

_log = logging.getLogger(__name__)


def load_fonts(folder: Path) -> tuple[str, ...]:
    """Makes every font below a folder known to Qt, once per application.

    Returns:
        The families that were added, sorted. A file that Qt refuses is logged and left out.
    """
    families: set[str] = set()
    for path in sorted(folder.rglob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            _log.warning("the font %s cannot be used", path.name)
            continue
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def text_leaves_ink(family: str) -> bool:
    """Whether words in this family show as letters.

    Without any font Qt says nothing: it draws nothing, or the same empty box for each letter.
    """
    drawn = [_drawn(word, family) for word in ("ill", "WOW")]
    return all(_dark(picture) for picture in drawn) and drawn[0] != drawn[1]


def _drawn(word: str, family: str) -> QImage:
    image = QImage(120, 40, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(QFont(family, 16))
    painter.drawText(4, 28, word)
    painter.end()
    return image


def _dark(image: QImage) -> bool:
    return min(bytes(image.constBits())) < 128
