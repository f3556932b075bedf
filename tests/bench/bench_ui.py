"""The article page and the window against Qt's own text widgets, on the same text, in the same window size.

The baselines (a QPlainTextEdit with ExtraSelections, a QTextEdit with a QTextCharFormat for each mark) show neither
names nor overlaps nor cards; ours has to be as fast while it does. What is counted for ours beside painting: opening
reads the database, an action is committed durably with its history row.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from harness import Row, seconds
from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QTextEdit, QWidget
from ui_window import Gap, spin, until, window, worst_gap

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.labels import Label, LabelSet
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.services import exporting, jobs
from pressmark.services.detection import Finished, detect_here, installed_models, request_for
from pressmark.services.exporting import ExportRequest
from pressmark.services.importing import import_paths
from pressmark.services.project import Project
from pressmark.services.session import Session
from pressmark.ui.article_view import ArticleView

if TYPE_CHECKING:
    from pressmark.app.window import Desktop

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
COLORS = {"PERSON": "#7a4fb5", "GPE": "#1f7a6d", "ORG": "#2c69b0", "DATE": "#b7791f", "CARDINAL": "#c2385a"}
LABELS = LabelSet("bench", tuple(Label(name, color, color) for name, color in COLORS.items()))
WORDS = tuple(
    "the army moved into a district on Wednesday while engineers opened mountain roads and Armenia asked again".split()  # noqa: SIM905
)
SIZE = 1000, 800
SAVED = 10_000


def made(characters: int, marks: int, *, one_paragraph: bool = False) -> Document:
    """An article of about that many characters with that many marks, the same at every run."""
    chance = random.Random(7)
    parts: list[str] = []
    length = paragraph = 0
    while length < characters:
        word = chance.choice(WORDS)
        full = paragraph > 400 and not one_paragraph
        part = word + (".\n\n" if full else ". " if chance.random() < 0.07 else " ")
        paragraph = 0 if full else paragraph + len(part)
        parts.append(part)
        length += len(part)
    text = "".join(parts)
    annotations: dict[tuple[int, str], Annotation] = {}
    while len(annotations) < marks:
        start = chance.randrange(len(text) - 30)
        start = text.find(" ", start) + 1
        end = text.find(" ", start + 1 + chance.randrange(12))
        label = chance.choice(list(COLORS))
        if start <= 0 or end <= start or "\n" in text[start:end]:
            continue
        attributes = {}
        if label == "DATE":
            attributes = {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}
        elif label == "CARDINAL":
            attributes = {"value": chance.randrange(90_000), "precision": "about", "unit": None, "counted": None}
        status = chance.choice((Status.SUGGESTED, Status.ACCEPTED))
        annotations.setdefault(
            (start, label),
            Annotation(f"a{len(annotations)}", Span(start, end), label, status, "model:bench", 0.9, attributes),
        )
    article = Article("bench", text, fingerprint(text), ArticleMeta(headline="A bench", source="bench.txt"), ())
    return Document(article, annotations.values())


def extra(edit: QPlainTextEdit, annotation: Annotation) -> QTextEdit.ExtraSelection:
    """One mark as the baseline shows it."""
    one = QTextEdit.ExtraSelection()
    cursor = QTextCursor(edit.document())
    cursor.setPosition(annotation.span.start)
    cursor.setPosition(annotation.span.end, QTextCursor.MoveMode.KeepAnchor)
    form = QTextCharFormat()
    form.setBackground(QColor(COLORS[annotation.label]).lighter(180))
    form.setUnderlineColor(QColor(COLORS[annotation.label]))
    form.setFontUnderline(True)
    one.cursor, one.format = cursor, form
    return one


class _Painted(QObject):
    """Notes that something has been painted."""

    def __init__(self, of: QObject) -> None:
        super().__init__(of)
        self.once = False
        of.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.once = self.once or event.type() is QEvent.Type.Paint
        return False


def shown(widget: QAbstractScrollArea) -> None:
    """Makes a window of the size of all benches and paints it.

    What is laid out behind the first paint, by timers, is no part of opening, of this window or of an earlier one.
    """
    widget.resize(*SIZE)
    painted = _Painted(widget.viewport())
    widget.show()
    while not painted.once:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.X11ExcludeTimers)


def open_ours(document: Document) -> ArticleView:
    """Opens and paints."""
    view = ArticleView()
    view.show_document(document, LABELS)
    shown(view)
    return view


def open_theirs(document: Document) -> tuple[QPlainTextEdit, list[QTextEdit.ExtraSelection]]:
    """Opens and paints."""
    edit = QPlainTextEdit()
    edit.setPlainText(document.text)
    selections = [extra(edit, annotation) for annotation in document]
    edit.setExtraSelections(selections)
    shown(edit)
    return edit, selections


def open_formatted(document: Document) -> QTextEdit:
    """Opens and paints a QTextEdit in which every mark is a QTextCharFormat."""
    edit = QTextEdit()
    edit.setPlainText(document.text)
    cursor = QTextCursor(edit.document())
    cursor.beginEditBlock()
    for annotation in document:
        cursor.setPosition(annotation.span.start)
        cursor.setPosition(annotation.span.end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setBackground(QColor(COLORS[annotation.label]).lighter(180))
        form.setFontUnderline(True)
        cursor.mergeCharFormat(form)
    cursor.endEditBlock()
    shown(edit)
    return edit


def timed(steps: list[Callable[[], object]]) -> list[float]:
    """Milliseconds of each."""
    return [1000 * seconds(step) for step in steps]


def p95(values: list[float]) -> float:
    """The 95th percentile."""
    return sorted(values)[int(0.95 * (len(values) - 1))]


def rows(data: Path | None) -> Iterator[Row]:
    """Open, act, scroll, jump, resize, at three sizes."""
    application = QApplication.instance() or QApplication([])
    assert application is not None
    for file in FONTS.glob("*/*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    open_ours(made(2_000, 20)).close()
    open_theirs(made(2_000, 20))[0].close()
    base = "QPlainTextEdit"
    small, large = made(60_000, 2_000), made(1_000_000, 20_000)
    yield from _rows("10,000 words, 2,000 marks", small, small, base)
    yield from _rows("1 MB, 20,000 marks", large, large, base)
    # One block of a megabyte takes the baseline minutes: it gets the same amount of text in paragraphs.
    yield from _rows("1 MB in one paragraph", made(1_000_000, 20_000, one_paragraph=True), large, base + ", paragraphs")
    with tempfile.TemporaryDirectory() as folder:
        yield from _opening(Path(folder), {"2,000 marks": small, "1 MB, 20,000 marks": large})
        yield from _saving(Path(folder), large)
        yield from _staying_alive(Path(folder), large)
        yield from _starting(Path(folder), large)


def _project(folder: Path, name: str, documents: Sequence[Document]) -> Path:
    path = folder / f"{name}.pressmark"
    with Project.open(path, annotator="bench", default_labels=LABELS) as project:
        project.add(AnnotatedArticle(document.article, tuple(document)) for document in documents)
    return path


def _opening(folder: Path, documents: dict[str, Document]) -> Iterator[Row]:
    """The page with its document read from the database, against a QTextEdit that has the text at hand."""
    for name, document in documents.items():
        path = _project(folder, f"open {len(document)}", [document])
        pairs: list[tuple[float, float]] = []
        kept: list[QWidget] = []
        with Project.open(path, annotator="bench") as project:
            (row,) = project.articles()
            for _ in range(3):
                read, there = partial(project.document, row.id), document
                ours = seconds(partial(_keep, kept, lambda read=read: open_ours(read())))
                theirs = seconds(partial(_keep, kept, partial(open_formatted, there)))
                pairs.append((1000 * ours, 1000 * theirs))
        yield Row(f"{name}: open, database read", min(p[0] for p in pairs), min(p[1] for p in pairs), "QTextCharFormat")
        for widget in kept:
            widget.close()
            widget.deleteLater()
        QApplication.processEvents()


def _keep(kept: list[QWidget], made: Callable[[], QWidget]) -> None:
    kept.append(made())


def _saving(folder: Path, document: Document) -> Iterator[Row]:
    """Accepting marks in the real window: a durable commit, the history row, every panel, the page painted.

    In two windows by turns, one of them over a project in which very much has been decided already; so whatever else
    the machine does meets both.
    """
    ids = [a.id for a in document if a.status is Status.SUGGESTED]
    fresh, aged = (_project(folder, name, [document]) for name in ("fresh", "aged"))
    with Project.open(aged, annotator="bench") as project:
        session = Session(project)
        session.open(document.article.id)
        for number in range(SAVED):
            assert session.document is not None
            wanted = Status.ACCEPTED if number % 2 else Status.REJECTED
            session.apply(edits.decide(session.document, [ids[200 + number // 2 % 3000]], wanted))
    edit, selections = open_theirs(document)

    def act(desktop: Desktop, annotation_id: str) -> None:
        bench = desktop.workbench
        assert bench.document is not None
        bench.apply(edits.decide(bench.document, [annotation_id], Status.ACCEPTED))
        desktop.window.page.viewport().repaint()

    def act_theirs(number: int) -> None:
        selections[number].format.setBackground(QColor("#dddddd"))
        edit.setExtraSelections(selections)
        edit.viewport().repaint()

    theirs = timed([partial(act_theirs, number) for number in range(20)])
    with window(fresh) as first, window(aged) as later:
        for desktop in (first, later):
            until(lambda desktop=desktop: desktop.workbench.document is not None)
        spin(1)
        took = timed([partial(act, desktop, one) for one in ids[:100] for desktop in (first, later)])
    ours, after = took[0::2], took[1::2]
    base = "QPlainTextEdit, nothing saved"
    yield Row("window, 20,000 marks: a saved action, median", median(ours), median(theirs), base)
    yield Row("window, 20,000 marks: a saved action, p99", sorted(ours)[98], max(theirs), base)
    yield Row(f"window: a saved action after {SAVED:,}", median(after), median(ours), "the first hundred")
    edit.close()


def _staying_alive(folder: Path, document: Document) -> Iterator[Row]:
    """The longest time in which a key would not be answered, against the same work done on the window's thread."""
    path = _project(folder, "alive", [document])
    candidates = tuple(
        Candidate(a.span, a.label, "model:other", 0.8, a.attributes) for a in document if a.status is Status.SUGGESTED
    )
    result = DetectionResult(document.article.id, document.article.sha256, "other-1", candidates)
    with window(path) as desktop:
        until(lambda: desktop.workbench.document is not None)
        bench = desktop.workbench
        finished = Finished.of(result)
        spin(1)
        end = time.monotonic() + 1
        yield from _gap("nothing done", worst_gap(lambda: None, lambda: time.monotonic() > end), 1000, "a second of it")
        gap = worst_gap(lambda: bench.merges.take(finished), lambda: not bench.merges.busy)
        with Project.open(_project(folder, "direct", [document]), annotator="bench") as project:
            direct = 1000 * seconds(lambda: Session(project).accept_detection(result))
        yield from _gap("10,000 suggestions merged", gap, direct, "merging on the window's thread")
        files = []
        for number in range(100):
            file = folder / f"{number}.txt"
            file.write_text(f"Article {number}\n" + f"It was said again, {number}. " * 60, encoding="utf-8")
            files.append(file)
        last = bench.document
        gap = worst_gap(lambda: bench.import_files(files), lambda: bench.document is not last)
        with Project.open(folder / "import.pressmark", annotator="bench") as project:
            direct = 1000 * seconds(lambda: import_paths(project, files))
        yield from _gap("100 files imported", gap, direct, "importing on the window's thread")
        request = ExportRequest("jsonl", folder / "out.jsonl", statuses=frozenset({Status.ACCEPTED}))
        assert bench.project is not None
        again = bench.project.again
        spin(0.5)

        def export() -> None:
            with again() as other:
                exporting.run(request, other.export_stream)

        gap = worst_gap(
            lambda: bench.in_workshop("", jobs.export, request, done=lambda _: None),
            lambda: not bench.files.busy,
        )
        yield from _gap("1 MB exported", gap, 1000 * seconds(export), "exporting on the window's thread")
        yield from _detecting(desktop)


def _gap(name: str, gap: Gap, baseline: float, baseline_name: str) -> Iterator[Row]:
    yield Row(f"event loop: longest gap, {name}", gap.wall, baseline, baseline_name)
    yield Row(f"event loop: the window's own share, {name}", gap.own, baseline, baseline_name)


def _detecting(desktop: Desktop) -> Iterator[Row]:
    """The model loaded, and an article read; left out where no model is installed."""
    bench = desktop.workbench
    if bench.project is None or not installed_models():
        return
    text = "The flood killed some 30 people in Baku on Monday, and 1,200 left their homes. " * 50
    article = Article.from_raw(RawArticle(text, ArticleMeta(headline="A flood"), ()))
    (article_id,) = bench.project.add([AnnotatedArticle(article)]).ids
    ready: list[object] = []
    bench.detection.model_ready.connect(ready.append)
    found: list[object] = []
    bench.detection.found.connect(found.append)
    loading = worst_gap(lambda: type(bench.detection).start(bench.detection), lambda: bool(ready))
    reading = worst_gap(lambda: bench.detection.want([article_id]), lambda: bool(found) and not bench.merges.busy)
    started = time.perf_counter()
    (first,) = detect_here([request_for(article)])
    direct = 1000 * (time.perf_counter() - started)
    assert first.candidates
    base = "the same on the window's thread"
    yield from _gap("model loaded", loading, direct, base)
    yield from _gap("an article detected", reading, direct, base)


def _starting(folder: Path, document: Document) -> Iterator[Row]:
    """Whole processes: until the first paint with 10,000 articles, and memory with the long one."""
    texts = (f"Article {number}. It was said again." for number in range(10_000))
    path = folder / "many.pressmark"
    with Project.open(path, annotator="bench", default_labels=LABELS) as project:
        project.add(
            AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(headline=text), ()))) for text in texts
        )
    program = str(Path(__file__).with_name("ui_window.py"))
    # Compiled once, as an installed program is; processor time, because other programs run as well.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")

    def used(*arguments: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
        after = os.times()
        return 1000 * (after.children_user + after.children_system - before.children_user - before.children_system)

    base = "import PySide6.QtWidgets, sqlalchemy.orm"
    pairs = [(used(program, "start", str(path)), used("-c", base)) for _ in range(4)][1:]
    yield Row(
        "start: 10,000 articles and the last one painted", min(p[0] for p in pairs), min(p[1] for p in pairs), base
    )

    def memory(what: str) -> float:
        made = subprocess.run(
            [sys.executable, program, what, str(_path)], check=True, capture_output=True, text=True, env=environment
        )
        return float(made.stdout.split()[-1])

    _path = _project(folder, "memory", [document])
    yield Row(
        "memory: the window with 1 MB, 20,000 marks", memory("memory"), memory("plain"), "QPlainTextEdit alone", "MB"
    )


def _rows(name: str, document: Document, for_theirs: Document, base: str) -> Iterator[Row]:
    views: list[QWidget] = []

    def ours() -> None:
        views.append(open_ours(document))

    def theirs() -> None:
        views.append(open_theirs(for_theirs)[0])

    times = [(1000 * seconds(ours), 1000 * seconds(theirs)) for _ in range(3)]
    yield Row(f"{name}: open", median(t[0] for t in times), median(t[1] for t in times), base)
    for widget in views:
        widget.close()
        widget.deleteLater()
    QApplication.processEvents()

    view = open_ours(document)
    edit, selections = open_theirs(for_theirs)
    state = document
    ids = [a.id for a in document if a.status is Status.SUGGESTED][:60]

    def act(annotation_id: str) -> Callable[[], object]:
        def step() -> None:
            nonlocal state
            state, changes = edits.apply(state, edits.decide(state, [annotation_id], Status.ACCEPTED))
            view.update_document(state, changes)
            view.viewport().repaint()

        return step

    def act_theirs(number: int) -> Callable[[], object]:
        def step() -> None:
            selections[number].format.setBackground(QColor("#dddddd"))
            edit.setExtraSelections(selections)
            edit.viewport().repaint()

        return step

    ours_took, theirs_took = timed([act(i) for i in ids]), timed([act_theirs(i) for i in range(20)])
    yield Row(f"{name}: one action, median", median(ours_took), median(theirs_took), base)
    yield Row(f"{name}: one action, worst", max(ours_took), max(theirs_took), base)

    def scroll(widget: ArticleView | QPlainTextEdit, value: int) -> Callable[[], object]:
        def step() -> None:
            widget.verticalScrollBar().setValue(value)
            widget.viewport().repaint()

        return step

    ours_took = timed([scroll(view, 100 * i) for i in range(100)])
    theirs_took = timed([scroll(edit, 5 * i) for i in range(40)])
    yield Row(f"{name}: a scroll step, p95", p95(ours_took), p95(theirs_took), base)
    most, lines = view.verticalScrollBar().maximum(), edit.verticalScrollBar().maximum()
    chance = random.Random(3)
    ours_took = timed([scroll(view, chance.randrange(most + 1)) for _ in range(30)])
    theirs_took = timed([scroll(edit, chance.randrange(lines + 1)) for _ in range(30)])
    yield Row(f"{name}: a jump, p95", p95(ours_took), p95(theirs_took), base)

    def resize(widget: ArticleView | QPlainTextEdit, width: int) -> Callable[[], object]:
        def step() -> None:
            widget.resize(width, SIZE[1])
            widget.viewport().repaint()

        return step

    ours_took = timed([resize(view, 620 + 20 * i) for i in range(10)])
    theirs_took = timed([resize(edit, 620 + 20 * i) for i in range(10)])
    yield Row(f"{name}: resize, p95", p95(ours_took), p95(theirs_took), base)
    for widget in (view, edit):
        widget.close()
        widget.deleteLater()
