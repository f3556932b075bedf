"""The fonts that ship with the program: each loads under its own name, has our users' letters, and draws."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QImage, QPainter, QRawFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
WORDS = "Aəşıİğ€≈—“”‘’–… Жλ ÇçÖöÜüŠžŁłŐ 0123456789 %$£¥₺₽№ ½ • ≥ ≤ × −"
# File, family, weight, whether slanted.
CUTS = [
    ("source-serif-4/SourceSerif4-Regular.ttf", "Source Serif 4", QFont.Weight.Normal, False),
    ("source-serif-4/SourceSerif4-It.ttf", "Source Serif 4", QFont.Weight.Normal, True),
    ("source-serif-4/SourceSerif4-Semibold.ttf", "Source Serif 4", QFont.Weight.DemiBold, False),
    ("source-serif-4/SourceSerif4-Bold.ttf", "Source Serif 4", QFont.Weight.Bold, False),
    ("inter/Inter-Regular.ttf", "Inter", QFont.Weight.Normal, False),
    ("inter/Inter-Medium.ttf", "Inter", QFont.Weight.Medium, False),
    ("inter/Inter-SemiBold.ttf", "Inter", QFont.Weight.DemiBold, False),
    ("inter/Inter-Bold.ttf", "Inter", QFont.Weight.Bold, False),
]


def ink(image: QImage) -> int:
    """How many pixels are darker than half."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return sum(value < 128 for value in bytes(grey.constBits()))


def drawn(font: QFont, text: str) -> QImage:
    image = QImage(400, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    painter.setFont(font)
    painter.drawText(QPointF(10, 40), text)
    painter.end()
    return image


def test_every_file_is_listed_here() -> None:
    assert sorted(path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*.[ot]tf")) == sorted(
        cut[0] for cut in CUTS
    )


@pytest.mark.parametrize("folder", ["source-serif-4", "inter"])
def test_each_family_carries_its_licence(folder: str) -> None:
    licence = (FONTS / folder / "OFL.txt").read_text(encoding="utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


@pytest.mark.parametrize(("name", "family", "weight", "slanted"), CUTS, ids=[cut[0] for cut in CUTS])
def test_font(qapp: QGuiApplication, name: str, family: str, weight: QFont.Weight, slanted: bool) -> None:
    raw = QRawFont(str(FONTS / name), 24)
    assert raw.isValid()
    assert [letter for letter in WORDS if not raw.supportsCharacter(ord(letter))] == []
    number = QFontDatabase.addApplicationFont(str(FONTS / name))
    try:
        assert family in QFontDatabase.applicationFontFamilies(number)
        font = QFont(family, 24, weight, slanted)
        assert QRawFont.fromFont(font).familyName() == family
        assert ink(drawn(font, "ə")) > 20
    finally:
        QFontDatabase.removeApplicationFont(number)


def test_the_cuts_are_told_apart(qapp: QGuiApplication) -> None:
    """Qt picks another file for each weight and slant, rather than thickening or slanting one."""
    numbers = [QFontDatabase.addApplicationFont(str(FONTS / cut[0])) for cut in CUTS]
    try:
        for family in ("Source Serif 4", "Inter"):
            cuts = [(weight, slanted) for _, name, weight, slanted in CUTS if name == family]
            found = [QRawFont.fromFont(QFont(family, 24, weight, slanted)) for weight, slanted in cuts]
            told = [(QFont.Weight(font.weight()), font.style() == QFont.Style.StyleItalic) for font in found]
            assert told == cuts
            upright = [
                ink(drawn(QFont(family, 24, weight), "Kəlbəcər 1,960")) for weight, slanted in cuts if not slanted
            ]
            assert upright == sorted(upright)
            assert len(set(upright)) == len(upright)
    finally:
        for number in numbers:
            QFontDatabase.removeApplicationFont(number)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Windows and macOS always have fonts")
@pytest.mark.parametrize(("ours", "seen"), [(False, "False"), (True, "True")])
def test_a_system_without_fonts_is_noticed(tmp_path: Path, ours: bool, seen: str) -> None:
    """Qt then draws an empty box for each letter, which is ink but no text; with our own fonts it is text."""
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>", encoding="utf-8")
    code = (
        "import pathlib, sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from pressmark.ui.fonts import load_fonts, text_leaves_ink;"
        "load_fonts(pathlib.Path(sys.argv[1])); print(text_leaves_ink('Inter'))"
    )
    words = os.environ | {"FONTCONFIG_FILE": str(settings), "QT_QPA_PLATFORM": "offscreen"}
    words["PYTHONPATH"] = str(FONTS.parents[1] / "desktop")
    folder = FONTS if ours else tmp_path
    done = subprocess.run(
        [sys.executable, "-c", code, folder], capture_output=True, text=True, check=True, env=words, timeout=60
    )
    assert done.stdout.strip() == seen
