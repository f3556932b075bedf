"""What stands in the middle of the window while a project has no articles."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class FirstStart(QWidget):
    """Three ways to begin."""

    open_requested = Signal()
    folder_requested = Signal()
    samples_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("central")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        hero = QLabel(self.tr("Open a news article"))
        hero.setProperty("role", "hero")
        hero.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        says = QLabel(
            self.tr(
                "Pressmark finds the people, places, organisations, dates and figures in it. "
                "You correct what it found, and take the result away as a dataset."
            ),
            wordWrap=True,
        )
        says.setProperty("role", "muted")
        says.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        says.setFixedWidth(460)
        self.open_button = QPushButton(self.tr("Open articles…"))
        self.open_button.setProperty("role", "primary")
        self.open_button.clicked.connect(self.open_requested)
        self.folder_button = QPushButton(self.tr("Open folder…"))
        self.folder_button.clicked.connect(self.folder_requested)
        self.samples_button = QPushButton(self.tr("Try the sample articles"))
        self.samples_button.clicked.connect(self.samples_requested)
        drop = QLabel(self.tr("Or drop files and folders anywhere in this window. Nothing leaves this computer."))
        drop.setProperty("role", "small")
        drop.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        for button in (self.open_button, self.folder_button, self.samples_button):
            button.setMinimumHeight(36)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(4)
        layout.addWidget(hero)
        layout.addSpacing(10)
        lines = QHBoxLayout()  # with room beside it; aligned in the column it would not get the height of its lines
        lines.addStretch(1)
        lines.addWidget(says)
        lines.addStretch(1)
        layout.addLayout(lines)
        layout.addSpacing(26)
        layout.addLayout(buttons)
        layout.addSpacing(20)
        layout.addWidget(drop)
        layout.addStretch(6)
