"""Corrects when an article was published, and what else is known about it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pressmark.core.article import ArticleMeta
from pressmark.ui.dialogs.fields import CheckBox
from pressmark.ui.dialogs.look import announce, button, button_row, set_invalid, set_role, text_label
from pressmark.ui.dialogs.published import published_from


class PublishedDialog(QDialog):
    """Asks for the publish date, headline, byline and story code of one article.

    Signals:
        changed(dict): fields of `ArticleMeta` that are to be other than before, by name; not sent when none is.
    """

    changed = Signal(object)

    def __init__(self, meta: ArticleMeta, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About this article"))
        self.setMinimumWidth(480)
        self._meta = meta
        self.published = self._field(meta.published, self.tr("Published"), self.tr("2020-11-25 15:28"))
        self.unknown = CheckBox(self.tr("Not &known"))
        self.unknown.setAccessibleName(self.tr("The publish date is not known"))
        self.reading = text_label(role="small", wrap=True)
        self.reading.setMinimumHeight(2 * self.reading.fontMetrics().lineSpacing() + 2)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.headline = self._field(meta.headline, self.tr("Headline"))
        self.byline = self._field(meta.byline, self.tr("Byline"))
        self.story_code = self._field(meta.story_code, self.tr("Story code"))
        self.ok_button = button(self.tr("&Save"), role="primary")
        self.ok_button.setDefault(True)
        self.cancel_button = button(self.tr("Cancel"))

        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(9)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        date_row = QHBoxLayout()
        date_row.setSpacing(12)
        date_row.addWidget(self.published, 1)
        date_row.addWidget(self.unknown)
        for name, field in (
            (self.tr("&Published"), self.published),
            (self.tr("&Headline"), self.headline),
            (self.tr("&Byline"), self.byline),
            (self.tr("Story &code"), self.story_code),
        ):
            label = text_label(name, role="muted")
            label.setBuddy(field)
            form.addRow(label, date_row if field is self.published else field)
            if field is self.published:
                form.addRow(text_label(), self.reading)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(16)
        title = text_label(self.tr("About this article"), role="title")
        layout.addWidget(title)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addLayout(button_row(None, self.cancel_button, self.ok_button))

        self.published.textChanged.connect(self._on_typed)
        self.unknown.toggled.connect(self._on_unknown)
        self.ok_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)
        self.unknown.setChecked(meta.published is None)
        self._on_typed()
        (self.headline if self.unknown.isChecked() else self.published).setFocus()
        self.published.selectAll()

    def changes(self) -> dict[str, Any]:
        """What differs from before, as fields of `ArticleMeta`."""
        wanted: dict[str, str | None] = {
            name: _one_line(field.text())
            for name, field in (
                ("headline", self.headline),
                ("byline", self.byline),
                ("story_code", self.story_code),
            )
            if field.isModified()  # what nobody touched stays as it was written
        }
        if self.unknown.isChecked():
            wanted["published"] = None
        elif self.published.isModified() or self._meta.published is None:
            wanted["published"] = published_from(self.published.text())
        return {name: value for name, value in wanted.items() if value != getattr(self._meta, name)}

    def accept(self) -> None:
        if not self.ok_button.isEnabled():
            return
        changes = self.changes()
        super().accept()
        if changes:
            self.changed.emit(changes)

    def _field(self, text: str | None, name: str, example: str = "") -> QLineEdit:
        field = QLineEdit(text or "")
        field.setAccessibleName(name)
        field.setPlaceholderText(example)
        field.setCursorPosition(0)
        return field

    def _on_unknown(self, unknown: bool) -> None:
        self.published.setEnabled(not unknown)
        self._on_typed()
        if not unknown:
            self.published.setFocus()

    def _on_typed(self) -> None:
        text = self.published.text()
        value = published_from(text)
        unknown = self.unknown.isChecked()
        wrong = not unknown and value is None
        kept = wrong and bool(text) and text == self._meta.published
        if unknown:
            sentence = self.tr("Days like “Wednesday” stay without a date in this article.")
        elif value is None and text.strip():
            sentence = self.tr(
                "This is no date. Write it as far as it is known: 2020, 2020-11, 2020-11-25 or 2020-11-25 15:28."
            )
        elif value is None:
            sentence = self.tr("Write the date as far as it is known, or tick “Not known”.")
        elif value != self._meta.published:
            sentence = self.tr("{date}. Dates that depend on it are read anew.").format(date=published_words(value))
        else:
            sentence = self.tr("{date}.").format(date=published_words(value))
        self.reading.setText(sentence)
        set_role(self.reading, "error" if wrong and text.strip() else "small")
        set_invalid(self.published, wrong and bool(text.strip()))
        self.published.setAccessibleDescription(sentence)
        self.ok_button.setEnabled(not wrong or kept)
        if wrong:
            announce(self.published, sentence)


def published_words(value: str) -> str:
    """A publish date in the words of the user's language, as exact as it is: "Wednesday, 25 November 2020, 15:28"."""
    locale = QLocale()
    if len(value) == 4:
        return value
    if len(value) == 7:
        return locale.toString(QDate(int(value[:4]), int(value[5:]), 1), "MMMM yyyy")
    day = locale.toString(QDate.fromString(value[:10], Qt.DateFormat.ISODate), "dddd, d MMMM yyyy")
    if len(value) == 10:
        return day
    zone = value[16:].lstrip(":0123456789.")
    place = zone if zone in ("", "Z") else f"UTC{zone}"
    clock = value[11 : len(value) - len(zone)]
    words = "{day}, {clock}" if not zone else "{day}, {clock} {place}"
    return QCoreApplication.translate("PublishedDialog", words).format(
        day=day, clock=clock, place="UTC" if zone == "Z" else place
    )


def _one_line(text: str) -> str | None:
    return " ".join(text.split()) or None
