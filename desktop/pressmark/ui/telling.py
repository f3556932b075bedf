"""Sentences of the rooms below, in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from pressmark.core.messages import Message, filled


def told(sentence: str) -> str:
    """What the window shows of a sentence: its translation where it has one, with its values filled in.

    `dev.py translations` collects the templates under the context "messages". Text that is no message stays as it is.
    """
    if not isinstance(sentence, Message):
        return sentence
    number = -1 if sentence.number is None else sentence.number
    template = QCoreApplication.translate("messages", sentence.template, None, number)
    if template == sentence.template and sentence.number == 1:
        return str(sentence)  # not translated: the English that the message was made as has its own singular
    return filled(template, sentence.values, _written)


def _written(value: object, form: str) -> str | None:
    if isinstance(value, Message):
        return told(value)
    if form == "," and isinstance(value, int):
        return QLocale().toString(value)
    if form.endswith("f") and isinstance(value, float):
        digits = int(form.strip(",.f") or 0)
        return QLocale().toString(value, "f", digits)  # pyright: ignore[reportArgumentType, reportCallIssue]
    return None
