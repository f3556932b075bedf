"""Makes the icons of each system from the drawings in resources/icons: `python dev.py package --icons`.

What it makes lies in the repository, so that a package can be built without it; `tests/bundle` compares the two.
The containers are simple enough to be written here: both hold PNG pictures, as Windows Vista and Mac OS X 10.7 and
later read them. Formats: "ICO (file format)" and "Apple Icon Image format", https://en.wikipedia.org.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from common import ICONS, made

ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_TYPES = ((b"icp4", 16), (b"icp5", 32), (b"ic07", 128), (b"ic08", 256), (b"ic09", 512), (b"ic10", 1024)) + (
    (b"ic11", 32),  # these four are of 16, 32, 128 and 256 points, at twice the pixels
    (b"ic12", 64),
    (b"ic13", 256),
    (b"ic14", 512),
)
_SMALL = 32


def drawing(name: str, pixels: int) -> Path:
    """The drawing for a size; small icons have one of their own if there is one."""
    small = ICONS / f"{name}-small.svg"
    return small if pixels <= _SMALL and small.is_file() else ICONS / f"{name}.svg"


def png(name: str, pixels: int) -> bytes:
    """An icon as a PNG file."""
    return rendered(drawing(name, pixels), pixels, pixels)


def rendered(source: Path, width: int, height: int) -> bytes:
    """A drawing as a PNG file."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication.instance() or QGuiApplication(["icons"])
    assert app is not None
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType] - the stub wants bytes
    return bytes(buffer.data().data())


def ico(name: str) -> bytes:
    """An icon for Windows."""
    pictures = [(size, png(name, size)) for size in ICO_SIZES]
    header = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(header) + 16 * len(pictures)
    entries = b""
    for size, picture in pictures:
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    return header + entries + b"".join(picture for _, picture in pictures)


def icns(name: str) -> bytes:
    """An icon for macOS."""
    parts = b""
    for kind, size in ICNS_TYPES:
        picture = png(name, size)
        parts += kind + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def make() -> None:
    """Writes the icons beside the drawings."""
    for name in ("pressmark", "pressmark-document"):
        for ending, content in (("ico", ico(name)), ("icns", icns(name))):
            target = ICONS / f"{name}.{ending}"
            target.write_bytes(content)
            made(target)
