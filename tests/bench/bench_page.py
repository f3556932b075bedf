"""The article page against a QPlainTextEdit with ExtraSelections, on the same text, in the same window size.

The baseline shows neither names nor overlaps nor cards; ours has to be as fast while it does.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from harness import Row, seconds
from PySide6.QtGui import QColor, QFontDatabase, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.document import Document
from pressmark.core.labels import Label, LabelSet
from pressmark.core.span import Span
from pressmark.core.text import fingerprint
from pressmark.ui.article_view import ArticleView

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
COLORS = {"PERSON": "#7a4fb5", "GPE": "#1f7a6d", "ORG": "#2c69b0", "DATE": "#b7791f", "CARDINAL": "#c2385a"}
LABELS = LabelSet("bench", tuple(Label(name, color, color) for name, color in COLORS.items()))
WORDS = tuple(
    "the army moved into a district on Wednesday while engineers opened mountain roads and Armenia asked again".split()  # noqa: SIM905
)
SIZE = 1000, 800


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


def shown(widget: QWidget) -> None:
    """Makes a window of the size of all benches and paints it."""
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()


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
