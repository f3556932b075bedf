"""What the window does not do before it is needed: load heavy packages, lay out what nobody sees."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot
from tests.ui.article_view_support import LABELS, document, load_page_fonts
from tests.ui.window_support import FLOOD, flood

from pressmark.core import edits
from pressmark.core.annotation import Status
from pressmark.core.span import Span
from pressmark.services.project import Project
from pressmark.ui.article_view import ArticleView

_SHOWN = """
import enum, json, sys

made = set()
create = enum.EnumType._create_
def remember(cls, name, *arguments, **more):
    made.add(name)
    return create(cls, name, *arguments, **more)
enum.EnumType._create_ = remember

from PySide6.QtCore import QEventLoop, QTimer
from pressmark.app.window import Desktop, application

app = application()
desktop = Desktop(app, project=sys.argv[1])
desktop.workbench.detection.start = lambda: None
shown = []
seen = {}
def look():
    shown.extend(sys.modules)
    page, bench = desktop.window.page, desktop.workbench
    seen.update(text=page.document.text, open=bench.project is not None, enumerations=sorted(made))
    seen["rows"] = desktop.window.articles.view.model().rowCount()
    picture = page.grab().toImage()
    seen["ink"] = len({picture.pixel(x, y) for x in range(0, picture.width(), 2) for y in range(0, 400, 2)})
desktop.shown.connect(look)
desktop.start()
loop = QEventLoop()
while desktop.workbench.project is None:
    QTimer.singleShot(5, loop.quit)
    loop.exec()
desktop.window.page.viewport().repaint()
rows = desktop.window.articles.view.model().rowCount()
print(json.dumps({"rows": rows, "seen": seen, "shown": shown, "open": list(sys.modules)}), flush=True)
desktop.window.close()
"""


NOT_FOR_THE_ARTICLE = (
    "spacy", "thinc", "numpy", "alembic", "mako", "lxml", "trafilatura", "charset_normalizer", "pypdf", "babel",
    "sqlalchemy.orm", "urllib.request", "http", "tomllib", "html", "concurrent.futures.process", "PySide6.QtNetwork",
    "PySide6.QtQml", "pressmark.formats", "pressmark.cli", "pressmark.services.importing",
    "pressmark.services.exporting", "pressmark.services.figures", "pressmark.services.components",
    "pressmark.services.updates", "pressmark.services.self_test", "pressmark.ui.exporting", "pressmark.ui.figuring",
    "pressmark.ui.labelling", "pressmark.ui.past", "pressmark.ui.dialogs.about_dialog",
    "pressmark.ui.dialogs.columns_dialog", "pressmark.ui.dialogs.crash_dialog", "pressmark.ui.dialogs.export_dialog",
    "pressmark.ui.dialogs.figures_dialog", "pressmark.ui.dialogs.history_dialog", "pressmark.ui.dialogs.labels_dialog",
    "pressmark.ui.dialogs.published_dialog", "pressmark.ui.dialogs.settings_dialog",
    "pressmark.ui.dialogs.shortcuts_overlay",
)  # fmt: skip
"""What the user has not asked for when the last article is painted."""

NOT_BEFORE_THE_PAINT = (
    *NOT_FOR_THE_ARTICLE, "sqlalchemy", "pressmark.store.unit", "asyncio", "ssl", "concurrent.futures",
    "importlib.metadata", "multiprocessing", "hashlib", "secrets", "difflib", "calendar", "dataclasses",
    "fractions", "pressmark.services.session",
    "pressmark.ui.equal_panel", "pressmark.ui.dialogs.find_bar", "pressmark.services.equal",
    "pressmark.ui.inspector_fields", "pressmark.ui.reading_form", "pressmark.ui.relation_panel",
    "pressmark.ui.why_section", "pressmark.ui.dialogs.fields",
)  # fmt: skip
"""What would stand between the start and the first paint, which has the article in it already."""

NOT_LEARNED = ("PrimitiveElement", "Preset", "ItemRole", "InsertPolicy")  # of QStyle, QGradient, QFormLayout, QComboBox
"""Enumerations of Qt's that nobody needs for the first paint. Python makes all of a class's as soon as it is named or
handed over by Qt, which `QApplication.style()` and `QPainter.fillRect` do in passing: 8 ms for these four classes."""


def test_only_what_is_seen_is_loaded_when_the_last_article_is_painted(tmp_path: Path) -> None:
    with Project.open(tmp_path / "p.pressmark", annotator="Ayla") as project:
        project.add([flood()])
    environment = os.environ | {"PRESSMARK_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _SHOWN, str(tmp_path / "p.pressmark")],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["rows"] == 1
    seen = told["seen"]
    assert (seen["text"], seen["rows"], seen["open"]) == (FLOOD, 1, False)
    assert seen["ink"] > 8  # the shades of smooth letters
    assert [name for name in NOT_FOR_THE_ARTICLE if name in told["open"]] == []
    assert [name for name in NOT_BEFORE_THE_PAINT if name in told["shown"]] == []
    assert "pressmark.ui.main_window" in told["shown"]
    assert "ColorRole" in seen["enumerations"], "they are named otherwise now"
    assert [name for name in NOT_LEARNED if name in seen["enumerations"]] == []
    assert "sqlalchemy" in told["open"]


def test_only_what_is_on_screen_is_laid_out_when_an_article_opens(qtbot: QtBot) -> None:
    load_page_fonts()
    text = "\n".join(f"Paragraph {number} says the same thing once more, and then again." for number in range(5_000))
    page = ArticleView()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_document(document(text), LABELS)
    with qtbot.waitExposed(page):
        page.show()
    page.viewport().repaint()
    sheet = page._screen.sheet
    assert sheet is not None
    page._idle.stop()
    assert 5 < len(sheet._laid) < 200


def test_a_paragraph_of_a_megabyte_is_laid_out_in_pieces(qtbot: QtBot) -> None:
    load_page_fonts()
    page = ArticleView()
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show_document(document("It was said again and again. " * 36_000), LABELS)
    with qtbot.waitExposed(page):
        page.show()
    page.viewport().repaint()
    sheet = page._screen.sheet
    assert sheet is not None
    page._idle.stop()
    assert len(sheet.segments) > 400
    assert sum(len(laid._text) for laid in sheet._laid.values()) < 60_000


def test_hundreds_of_marks_that_come_at_once_are_drawn_and_the_page_stays_where_it_was(qtbot: QtBot) -> None:
    load_page_fonts()
    text = "\n".join(f"Paragraph {number} says the same thing once more, and then again." for number in range(600))
    page = ArticleView()
    qtbot.addWidget(page)
    page.resize(900, 700)
    before = document(text)
    page.show_document(before, LABELS)
    with qtbot.waitExposed(page):
        page.show()
    page.verticalScrollBar().setValue(4_000)
    top = page._screen.first_offset()
    spans = [Span(match.start(), match.end()) for match in re.finditer(r"Paragraph \d+", text)]
    edit = edits.mark_all(before, spans, "ORG", status=Status.ACCEPTED, origin="test")
    after, changes = edits.apply(before, edit)
    page.update_document(after, changes)
    assert abs(page._screen.first_offset() - top) <= 80
    shown = list(after.overlapping(Span(top, top + 600)))
    assert len(shown) > 5
    assert not page.rect_of(shown[2].id).isNull()
