"""The questions that stop the window until they are answered; tests put their own answers in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from PySide6 import QtWidgets
from PySide6.QtWidgets import QWidget

from pressmark.services.project_files import PROJECT_SUFFIX


class Questions(Struct, frozen=True):
    """One function for each question; None or nothing means that the user changed their mind."""

    open_files: Callable[[QWidget], list[Path]]
    open_folder: Callable[[QWidget], Path | None]
    open_project: Callable[[QWidget], Path | None]
    new_project: Callable[[QWidget], Path | None]
    save_table: Callable[[QWidget, str], Path | None]
    confirm: Callable[[QWidget, str, str], bool]
    save_original: Callable[[QWidget, str], Path | None]


def _ask_files(parent: QWidget) -> list[Path]:
    from pressmark.services.importing import readable_extensions  # with all formats

    names, _ = QtWidgets.QFileDialog.getOpenFileNames(
        parent,
        parent.tr("Open articles"),
        "",
        parent.tr("Articles and datasets ({patterns});;All files (*)").format(
            patterns=" ".join(f"*{extension}" for extension in readable_extensions())
        ),
    )
    return [Path(name) for name in names]


def _ask_folder(parent: QWidget) -> Path | None:
    name = QtWidgets.QFileDialog.getExistingDirectory(parent, parent.tr("Open a folder of articles"))
    return Path(name) if name else None


def _ask_project(parent: QWidget) -> Path | None:
    name, _ = QtWidgets.QFileDialog.getOpenFileName(
        parent, parent.tr("Open project"), "", parent.tr("Projects (*.pressmark)")
    )
    return Path(name) if name else None


def _ask_new_project(parent: QWidget) -> Path | None:
    name, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, parent.tr("New project"), "", parent.tr("Projects (*.pressmark)")
    )
    return with_project_suffix(Path(name)) if name else None


def _ask_table(parent: QWidget, name: str) -> Path | None:
    chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, parent.tr("Save as CSV"), name, parent.tr("Tables (*.csv)")
    )
    path = Path(chosen)
    return (path if path.suffix else path.with_name(path.name + ".csv")) if chosen else None


def with_project_suffix(path: Path) -> Path:
    """The name of a project's file; dots in the name that was typed stay."""
    return path if path.suffix == PROJECT_SUFFIX else path.with_name(path.name + PROJECT_SUFFIX)


def _ask_original(parent: QWidget, name: str) -> Path | None:
    chosen, _ = QtWidgets.QFileDialog.getSaveFileName(
        parent, parent.tr("Save the original file"), str(Path.home() / name)
    )
    return Path(chosen) if chosen else None


def _confirm(parent: QWidget, question: str, do: str) -> bool:
    message = QtWidgets.QMessageBox
    box = message(message.Icon.NoIcon, parent.tr("Pressmark"), question, parent=parent)
    yes = box.addButton(do, message.ButtonRole.AcceptRole)
    box.addButton(message.StandardButton.Cancel)
    box.exec()
    return box.clickedButton() is yes


REAL_QUESTIONS = Questions(_ask_files, _ask_folder, _ask_project, _ask_new_project, _ask_table, _confirm, _ask_original)
