"""Fonts and measures of the page at one zoom, made from a theme. Pixels; needs a QGuiApplication."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText, QTextCharFormat

from pressmark.ui.article_view.segments import Kind
from pressmark.ui.article_view.theme import PageTheme


class Face(Struct, frozen=True):
    """How lines of one kind are set.

    Attributes:
        pitch: from one line's top to the next.
        baseline: from a line's top to its baseline.
        rise, drop: how far a mark's ground reaches above and below the baseline.
        average: the width of an average character.
        before, after: empty space above the first and below the last line of a paragraph.
        descent: of the font, below the baseline.
    """

    font: QFont
    pitch: int
    baseline: int
    rise: int
    drop: int
    average: float
    before: int
    after: int
    ink: str
    descent: float


_SAMPLE = "The second of three areas that were given up under the ceasefire of Tuesday, said an aide in the capital"


class Faces:
    """Everything that depends on theme and zoom, made once for both."""

    def __init__(self, theme: PageTheme, zoom: float) -> None:
        self.theme = theme
        self.zoom = zoom
        self._pixels: dict[float, int] = {}
        self.body = self._face(theme.body_size, theme.pitch, ink=theme.ink, after=16)
        self.headline = self._face(
            theme.headline_size,
            theme.headline_pitch,
            ink=theme.ink,
            after=9,
            weight=QFont.Weight.DemiBold,
            reach=(0.86, 0.3),
        )
        self.furniture = self._face(theme.body_size - 4, theme.pitch - 9, ink=theme.dim, after=6)
        self.meta = self.sans(theme.meta_size)
        self.name = self.sans(theme.name_size, QFont.Weight.DemiBold)
        self.name.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.15 * zoom)
        self.card_title = self.sans(theme.card_size, QFont.Weight.DemiBold)
        self.card_text = self.sans(theme.card_size - 1)
        self.pad = self.px(3)
        self.gap = self.px(4)
        self.level = self.px(4)
        self.measure = round(theme.measure * self.body.average)
        self.card_width = self.px(186)
        self.card_gap = self.px(26)
        self.side = self.px(24)
        self.top = self.px(34)
        self.bottom = self.px(72)
        self.meta_height = self.px(46)
        self.meta_height_above_fold = self.px(27)
        self.fold_height = self.px(43)
        self.furniture_end = self.px(16)
        self._names: dict[str, float] = {}
        self._texts: dict[tuple[str, str, int], QStaticText] = {}
        self._clusters: dict[tuple[str, int], int] = {}
        self._elided: dict[tuple[str, int, bool], tuple[QStaticText, float]] = {}
        self._static_names: dict[str, QStaticText] = {}
        self._rooms: dict[int, QTextCharFormat] = {}
        self._name_metrics = QFontMetricsF(self.name)
        self.name_ascent = self._name_metrics.ascent()
        self.name_height = self._name_metrics.height()
        self.card_title_metrics = QFontMetricsF(self.card_title)
        self.card_text_metrics = QFontMetricsF(self.card_text)

    def px(self, size: float) -> int:
        """A size at 100 % as pixels at this zoom."""
        found = self._pixels.get(size)
        if found is None:
            found = self._pixels[size] = max(1, round(size * self.zoom))
        return found

    def sans(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The window's face in a size (pixels at 100 %)."""
        return self._font(self.theme.sans, size, weight)

    def _font(self, families: tuple[str, ...], size: float, weight: QFont.Weight) -> QFont:
        font = QFont(list(families))
        font.setPixelSize(self.px(size))
        font.setWeight(weight)
        font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
        return font

    def _face(
        self,
        size: int,
        pitch: int,
        *,
        ink: str,
        after: int,
        weight: QFont.Weight = QFont.Weight.Normal,
        reach: tuple[float, float] = (0.97, 0.45),
    ) -> Face:
        font = self._font(self.theme.serif, size, weight)
        metrics = QFontMetricsF(font)
        rise, drop = self.px(reach[0] * size), self.px(reach[1] * size)
        height = max(self.px(pitch), rise + drop + 1)
        return Face(
            font,
            height,
            rise + max(1, round((height - rise - drop) * 0.35)),
            rise,
            drop,
            metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE),
            0,
            self.px(after),
            ink,
            metrics.descent(),
        )

    def of(self, kind: Kind) -> Face:
        """The face for a kind of text."""
        if kind is Kind.BODY:
            return self.body
        return self.furniture if kind is Kind.FURNITURE else self.headline

    def name_width(self, name: str) -> float:
        """The width of a label's name."""
        width = self._names.get(name)
        if width is None:
            width = self._names[name] = self._name_metrics.horizontalAdvance(name)
        return width

    def static_name(self, name: str) -> QStaticText:
        """A label's name, prepared once."""
        found = self._static_names.get(name)
        if found is None:
            found = self._static_names[name] = self.static(name, self.name)
        return found

    def static(self, text: str, font: QFont) -> QStaticText:
        """A text that is drawn again and again, prepared once."""
        key = text, font.family(), font.pixelSize() * 1000 + font.weight()
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) > 2_000:
                self._texts.clear()
            found = QStaticText(text)
            found.setTextFormat(Qt.TextFormat.PlainText)
            found.prepare(font=font)
            self._texts[key] = found
        return found

    def elided(self, text: str, width: float, *, bold: bool) -> tuple[QStaticText, float]:
        """A text of a card, cut short to a width, and how wide it is then."""
        key = text, round(width), bold
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > 2_000:
                self._elided.clear()
            metrics = self.card_title_metrics if bold else self.card_text_metrics
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            static = self.static(shown, self.card_title if bold else self.card_text)
            found = self._elided[key] = static, metrics.horizontalAdvance(shown)
        return found

    def clusters(self, character: str, font: QFont) -> int:
        """How many pieces the fonts at hand draw a visible character in: an emoji family may be one, or three."""
        key = character, font.pixelSize()
        found = self._clusters.get(key)
        if found is None:
            spaced = QFont(font)
            spaced.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 100)
            wide, plain = (QFontMetricsF(one).horizontalAdvance(character) for one in (spaced, font))
            found = self._clusters[key] = max(1, round((wide - plain) / 100))
        return found

    def room(self, width: float) -> QTextCharFormat:
        """A format that adds `width` pixels behind a character."""
        key = round(width * 8)
        found = self._rooms.get(key)
        if found is None:
            found = QTextCharFormat()
            found.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
            found.setFontLetterSpacing(key / 8)
            self._rooms[key] = found
        return found
