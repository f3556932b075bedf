"""The colours, sizes and style sheet of the window, light and dark."""

from __future__ import annotations

from string import Template

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

SANS = "Inter"
SERIF = "Source Serif 4"


class Theme(Struct, frozen=True):
    """The colours of the window, each "#rrggbb".

    Attributes:
        page: behind the article.
        panel: behind the lists, the bars and the cards.
        raised: buttons and fields.
        line: hairlines between panels and around fields.
        text: words.
        muted: second lines, hints; at least 4.5:1 on page and panel.
        accent: the main button, focus rings, progress.
        accent_text: words on the accent.
        selected: behind the chosen article.
        danger: words of an error.
        warning: behind a notice.
    """

    name: str
    dark: bool
    page: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_text: str
    selected: str
    hover: str
    danger: str
    warning: str
    warning_text: str


LIGHT = Theme(
    name="light",
    dark=False,
    page="#f4f1ea",
    panel="#faf9f4",
    raised="#ffffff",
    line="#e3dfd4",
    text="#1f2328",
    muted="#646259",
    accent="#2a5a9c",
    accent_hover="#234d87",
    accent_text="#ffffff",
    selected="#e7eef8",
    hover="#f0ede4",
    danger="#a3262c",
    warning="#fbf0d3",
    warning_text="#5c4300",
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#16181c",
    panel="#1d2025",
    raised="#24282e",
    line="#31363d",
    text="#e8e6e0",
    muted="#9ba0a8",
    accent="#7eb0ea",
    accent_hover="#97c0f0",
    accent_text="#10151c",
    selected="#26313f",
    hover="#262a31",
    danger="#f39a9a",
    warning="#3a3220",
    warning_text="#f0dba6",
)

_SHEET = Template("""
* { font-family: "Inter", "Noto Sans", "DejaVu Sans"; font-size: 13px; color: $text; }
QMainWindow, QDialog, #central { background: $page; }
QWidget#panel, QWidget#topBar, QWidget#bottomBar { background: $panel; }
QWidget#topBar { border-bottom: 1px solid $line; }
QWidget#bottomBar { border-top: 1px solid $line; }
QWidget#leftPanel { background: $panel; border-right: 1px solid $line; }
QWidget#rightPanel { background: $panel; border-left: 1px solid $line; }
QLabel { background: transparent; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: 12px; }
QLabel[role="section"] { color: $muted; font-size: 11px; font-weight: 600; letter-spacing: 0.6px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="title"] { font-family: "Source Serif 4", "Noto Serif", "DejaVu Serif"; font-size: 17px; font-weight: 600; }
QLabel[role="hero"] { font-family: "Source Serif 4", "Noto Serif", "DejaVu Serif"; font-size: 30px; font-weight: 600; }
QLabel[role="error"] { color: $danger; }
QLabel[role="key"] { border: 1px solid $line; border-radius: 4px; padding: 0px 5px; font-size: 11px; color: $muted;
  background: $raised; }
QPushButton, QToolButton { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 6px 13px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selected; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 5px 12px; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $panel; }
QPushButton[role="primary"] { background: $accent; color: $accent_text; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $line; color: $muted; border-color: $line; }
QPushButton#findAnything { padding: 0; text-align: left; }
QPushButton#findAnything:focus { padding: 0; }
QPushButton[role="link"] { background: transparent; border: none; color: $accent; padding: 2px 4px; text-align: left; }
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; padding: 1px 3px; border-radius: 4px; }
QToolButton[role="flat"] { background: transparent; border: 1px solid transparent; padding: 3px; }
QToolButton[role="flat"]:hover { background: $hover; }
QToolButton[role="flat"]:focus { border: 1px solid $accent; }
QToolButton[role="swatch"] { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 1px; }
QToolButton[role="swatch"]:hover { background: $hover; }
QToolButton[role="swatch"]:checked { border: 2px solid $muted; }
QToolButton[role="swatch"]:focus { border: 2px solid $accent; }
QToolButton[role="icon"] { padding: 5px; }
QToolButton[role="icon"]:focus { padding: 4px; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }
QFrame#segments { border: 1px solid $line; border-radius: 6px; background: $raised; }
QPushButton[role="segment"] { border: none; border-radius: 5px; background: transparent; color: $muted;
  padding: 5px 4px; margin: 1px; }
QPushButton[role="segment"]:hover { background: $hover; }
QPushButton[role="segment"]:checked { background: $selected; color: $text; font-weight: 600; }
QPushButton[role="segment"]:focus { border: 1px solid $accent; padding: 4px 3px; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit, QTextEdit, QKeySequenceEdit QLineEdit {
  background: $raised; border: 1px solid $line; border-radius: 6px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $accent_text; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 2px solid $accent; padding: 4px 7px; }
QLineEdit:disabled, QComboBox:disabled { color: $muted; background: $panel; }
QLineEdit[invalid="true"] { border: 2px solid $danger; padding: 4px 7px; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $line; selection-background-color: $selected;
  selection-color: $text; outline: none; padding: 3px; }
QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; }
QTableView { gridline-color: $line; selection-background-color: $selected; selection-color: $text; }
QHeaderView::section { background: $panel; border: none; border-bottom: 1px solid $line; padding: 5px 8px;
  color: $muted; font-size: 12px; }
QMenu { background: $raised; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 12px; border-radius: 4px; background: transparent; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenuBar { background: $panel; }
QMenuBar::item { background: transparent; padding: 4px 9px; }
QMenuBar::item:selected { background: $selected; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: 8px; background: transparent; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 5px 7px; }
QTabBar::tab { background: transparent; padding: 7px 14px; border: none; border-bottom: 2px solid transparent;
  color: $muted; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QFrame#card, QFrame#popup { background: $raised; border: 1px solid $line; border-radius: 8px; }
QFrame#notice { background: $warning; border: none; border-bottom: 1px solid $line; }
QFrame#notice QLabel { color: $warning_text; }
QWidget#rule, QFrame#rule { background: $line; max-height: 1px; min-height: 1px; border: none; }
""")


def style_sheet(theme: Theme) -> str:
    """The Qt style sheet of a theme."""
    return _SHEET.substitute({name: getattr(theme, name) for name in Theme.__struct_fields__})


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for whatever the style sheet does not reach."""
    result = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.panel,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Accent: theme.accent,
    }
    for role, color in roles.items():
        result.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return result


class ThemeSwitch(QObject):
    """Keeps the application in the theme that was chosen, and follows the system's when that was chosen.

    Args:
        app: the application to dress.
        choice: "system", "light" or "dark".
    """

    theme_changed = Signal(object)

    def __init__(self, app: QApplication, choice: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self.theme = LIGHT
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)
        self._dress(force=True)

    @property
    def choice(self) -> str:
        """What was asked for: "system", "light" or "dark"."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Switches now."""
        self._choice = choice
        self._dress()

    def _on_system_changed(self) -> None:
        self._dress()

    def _wanted(self) -> Theme:
        if self._choice == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _dress(self, *, force: bool = False) -> None:
        wanted = self._wanted()
        if wanted is self.theme and not force:
            return
        self.theme = wanted
        self._app.setPalette(palette(wanted))
        self._app.setStyleSheet(style_sheet(wanted))
        self.theme_changed.emit(wanted)
