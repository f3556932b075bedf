"""Asks what to export, in which format, and into which file or folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pressmark.core.labels import LabelSet
from pressmark.ui.dialogs.export_choice import Articles, ExportChoice, FormatChoice, recalled
from pressmark.ui.dialogs.export_formats import FormatList, kept_words
from pressmark.ui.dialogs.export_options import ExportOptions
from pressmark.ui.dialogs.look import (
    announce,
    button,
    button_row,
    resize_within_screen,
    rule,
    scrolled,
    set_invalid,
    set_role,
    text_label,
)
from pressmark.ui.wording import annotations_words, articles_words

Count = Callable[[ExportChoice], tuple[int, int]]
"""Gives how many annotations in how many articles a choice would export."""

_NARROW = 560  # below this width the formats stand above the options, not beside them
_LEAST_LIST = 64  # pixels of the list of formats that stay in view there
_PAUSE_MS = 60  # before counting, so that ticking several labels counts once


def ask_target(parent: QWidget, title: str, start: Path, suffix: str) -> Path | None:
    """Lets the user choose a file to write (a folder where there is no suffix), or not.

    The system's dialog asks before a file is replaced; a folder is replaced only if an export wrote it.
    """
    if not suffix:
        options = QFileDialog.Option.DontConfirmOverwrite
        chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(start), options=options)
        return Path(chosen) if chosen else None
    filters = QCoreApplication.translate("ExportDialog", "Dataset (*{suffix})").format(suffix=suffix)
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(start), filters)
    return Path(chosen) if chosen else None


class ExportDialog(QDialog):
    """Asks for an `ExportChoice`.

    Args:
        formats: those that can be written; at least one.
        labels: of the project.
        count: counts what a choice would export; asked on the window's thread, shortly after a change.
        folder: where the file goes unless another folder was used last.
        name: of the file, without suffix.
        open_article: the headline of the open article, or None when none is open.
        last: `ExportChoice.remembered` of the last time.
        query: the words that the list of articles is searched for now.
        choose_target: asks the user for a file.

    Signals:
        export_chosen(ExportChoice): with Export; the dialog has closed.
    """

    export_chosen = Signal(object)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        formats: Sequence[FormatChoice],
        labels: LabelSet,
        count: Count,
        folder: Path,
        name: str,
        open_article: str | None = None,
        last: Mapping[str, Any] | None = None,
        query: str = "",
        choose_target: Callable[[QWidget, str, Path, str], Path | None] = ask_target,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self._count = count
        self._choose_target = choose_target
        self._counted: tuple[int, int] = (0, 0)
        last = last or {}
        choice = recalled(last, ExportChoice(formats[0].name, folder / name))
        if query:
            last = {**last, "query": query}
            choice = recalled(last, choice)
        remembered = last.get("folder")
        if isinstance(remembered, str) and Path(remembered).is_dir():
            folder = Path(remembered)

        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.recount)

        self.formats = FormatList(formats, choice.format)
        self.formats.setMinimumWidth(170)
        self.options = ExportOptions(choice, labels=labels, open_article=open_article)
        self._suffix = self.formats.current.suffix
        self._build(folder / f"{name}{self._suffix}")
        self.formats.changed.connect(self._on_format)
        self.options.changed.connect(self._changed)
        self.export_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.target.textChanged.connect(lambda _text: self._say())
        self.target_button.clicked.connect(self._on_target)
        self._on_format(self.formats.current)
        self.recount()
        self.formats.search.setFocus()

    def _build(self, target: Path) -> None:
        self.format_name = text_label(role="title", wrap=True)
        self.format_words = text_label(role="muted", wrap=True)
        self.kept = text_label(role="small", wrap=True)
        form = QWidget()
        right = QVBoxLayout(form)
        right.setContentsMargins(20, 0, 16, 8)
        right.setSpacing(3)
        right.addWidget(self.format_name)
        right.addWidget(self.format_words)
        right.addWidget(self.kept)
        right.addSpacing(12)
        right.addWidget(self.options)
        right.addStretch(1)
        self._left = left = QVBoxLayout()
        left.setContentsMargins(18, 0, 0, 0)
        left.addWidget(self.formats)
        self._both = both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        both.setSpacing(0)
        both.addLayout(left, 3)
        both.addWidget(scrolled(form), 7)

        self.target = QLineEdit(str(target))
        self.target.setAccessibleName(self.tr("File or folder to write"))
        self.target_button = button(self.tr("&Choose…"), description=self.tr("Chooses the file or folder to write."))
        self.target_words = text_label(role="small", wrap=True)
        place = QHBoxLayout()
        place.setContentsMargins(22, 0, 22, 0)
        place.setSpacing(8)
        to = text_label(self.tr("&Write to"), role="muted")
        to.setTextFormat(Qt.TextFormat.AutoText)
        to.setBuddy(self.target)
        place.addWidget(to)
        place.addWidget(self.target, 1)
        place.addWidget(self.target_button)
        self.target_words.setContentsMargins(22, 0, 22, 0)

        self.sentence = text_label(role="strong", wrap=True)
        self.export_button = button(
            self.tr("&Export"), role="primary", description=self.tr("Checks first, and shows what the format loses.")
        )
        self.export_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))
        bottom = QHBoxLayout()
        bottom.setContentsMargins(22, 0, 22, 0)
        bottom.setSpacing(12)
        bottom.addWidget(self.sentence, 1)
        bottom.addLayout(button_row(self.cancel_button, self.export_button))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 16)
        layout.setSpacing(10)
        layout.addLayout(both, 1)
        layout.addWidget(rule())
        layout.addLayout(place)
        layout.addWidget(self.target_words)
        layout.addLayout(bottom)
        for widget in (self.format_words, self.kept):
            widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        resize_within_screen(self, 880, 700)

    def resizeEvent(self, arg__1: QResizeEvent) -> None:
        super().resizeEvent(arg__1)
        narrow = self.width() < _NARROW
        self._both.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(8 if narrow else 0)
        self._left.setContentsMargins(18, 0, 18 if narrow else 0, 0)
        self.formats.view.setMinimumHeight(_LEAST_LIST if narrow else 0)

    # The answer

    def choice(self) -> ExportChoice:
        """What the dialog says now, right or wrong."""
        target = Path(self.target.text().strip())
        return self.options.asked(self.formats.current, ExportChoice(self.formats.current.name, target))

    def trouble(self) -> str:
        """The first thing that keeps this choice from being exported, as a sentence, or ""."""
        form = self.formats.current
        wrong = self.options.trouble(form)
        if wrong:
            return wrong
        target = Path(self.target.text().strip())
        if not self.target.text().strip():
            return self.tr("Choose the file to write.") if form.suffix else self.tr("Choose the folder to write.")
        if not target.parent.is_dir() or not target.is_absolute():
            return self.tr("The folder {folder} is not there; choose another one.").format(folder=target.parent)
        if form.suffix and target.is_dir():
            return self.tr("{folder} is a folder; add the name of a file.").format(folder=target)
        if not form.suffix and target.exists() and not target.is_dir():
            return self.tr("{path} is a file; choose another name for the folder.").format(path=target)
        if form.suffix and target.exists() and not target.is_file():
            return self.tr("{path} is a device, not a file; choose another name.").format(path=target)
        if not self._counted[1]:
            return self.tr("No article fits; choose others.")
        return ""

    def recount(self) -> None:
        """Counts anew and shows the sentence."""
        self._pause.stop()
        choice = self.choice()
        nothing = not choice.statuses or (choice.articles is Articles.FOUND and not choice.query)
        self._counted = (0, 0) if nothing else self._count(choice)
        self._say()

    def accept(self) -> None:
        if self._pause.isActive():
            self.recount()
        if self.trouble():
            return
        super().accept()
        self.export_chosen.emit(self.choice())

    # What happens

    def _on_format(self, form: FormatChoice) -> None:
        self.format_name.setText(form.title)
        self.format_words.setText(form.description)
        self.format_words.setVisible(bool(form.description))
        self.kept.setText(kept_words(form))
        self.options.show_for(form)
        target = self.target.text().strip()
        if target.endswith(self._suffix) and Path(target).name:  # somebody's own suffix stays
            self.target.setText(target.removesuffix(self._suffix) + form.suffix)
        self._suffix = form.suffix
        self._changed()

    def _on_target(self) -> None:
        suffix = self.formats.current.suffix
        title = self.tr("Export to") if suffix else self.tr("Export to a new folder")
        chosen = self._choose_target(self, title, Path(self.target.text().strip() or "."), suffix)
        if chosen is not None:
            self.target.setText(str(chosen if chosen.suffix or not suffix else chosen.with_suffix(suffix)))

    def _changed(self) -> None:
        self._pause.start()
        self._say()

    def _say(self) -> None:
        trouble = self.trouble()
        sentence = trouble or self._counted_words()
        if sentence != self.sentence.text():
            self.sentence.setText(sentence)
            announce(self.sentence, sentence)
        set_role(self.sentence, "error" if trouble else "strong")
        self.export_button.setEnabled(not trouble)
        self.options.mark_wrong(self.formats.current)
        target = Path(self.target.text().strip())
        file = bool(self.formats.current.suffix)
        wrong_kind = target.is_dir() if file else target.is_file()
        set_invalid(self.target, not self.target.text().strip() or not target.parent.is_dir() or wrong_kind)
        there = not self.options.split.isChecked() and target.is_file() if file else target.is_dir()
        words = (
            self.tr("This file is there already; it is replaced when the new one has been checked.")
            if file
            else self.tr("This folder is there already; it is replaced only if it is empty or came from an export.")
        )
        self.target_words.setText(words if there else "")
        self.target_words.setVisible(there)

    def _counted_words(self) -> str:
        """ "412 annotations of 12 articles → 3 files"."""
        translate = QCoreApplication.translate
        annotations, articles = self._counted
        files = self.choice().files
        if not self.formats.current.suffix:
            made = self.tr("a folder")
        elif files == 1:
            made = translate("ExportDialog", "{count} file").format(count=QLocale().toString(files))
        else:
            made = translate("ExportDialog", "{count} files").format(count=QLocale().toString(files))
        return self.tr("{annotations} of {articles} → {files}").format(
            annotations=annotations_words(annotations), articles=articles_words(articles), files=made
        )
