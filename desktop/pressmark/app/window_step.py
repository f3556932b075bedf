"""The self-test's look at the window: the article on a real page, with real ink in the real typeface."""

from __future__ import annotations

import os

from pressmark.app import paths
from pressmark.services import doctor
from pressmark.services.self_test import Step, Workplace, ensure

_SIZE = (900, 700)
_LEAST_INK = 0.01  # a page of text covers more than a hundredth of itself


def show_article(place: Workplace) -> None:
    """Paints the sample with its marks; without a display in Qt's memory, which draws the same."""
    if doctor.display_problem(os.environ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QImage
    from PySide6.QtWidgets import QApplication

    from pressmark.ui.article_view import ArticleView, PageTheme
    from pressmark.ui.fonts import load_fonts

    app = QApplication.instance() or QApplication(["pressmark"])
    ensure(isinstance(app, QApplication), "there is another kind of application in this process")
    place.facts["qt"] = qVersion()
    place.facts["platform_plugin"] = QGuiApplication.platformName()
    families = load_fonts(paths.bundled("resources") / "fonts")
    ensure("Source Serif 4" in families and "Inter" in families, f"the typefaces are not there, only {families}")
    with place.open() as project:
        document, labels = project.document(place.article_id), project.labels
    ensure(len(document) > 0, "the article has no marks")
    view = ArticleView()
    try:
        view.set_theme(PageTheme.built_in(dark=False))
        view.resize(*_SIZE)
        view.show_document(document, labels)
        picture = view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        drawn = QFontInfo(QFont("Source Serif 4")).family()
        place.facts["font"] = drawn
        ensure(drawn == "Source Serif 4", f"text is drawn in {drawn or 'no font'}")
        dark = sum(
            picture.pixelColor(x, y).lightness() < 110
            for y in range(0, picture.height(), 2)
            for x in range(0, picture.width(), 2)
        )
        ensure(
            dark > _LEAST_INK * picture.width() * picture.height() / 4,
            f"the page is all but blank ({dark} dark points); is there a font on this system?",
        )
    finally:
        view.close()


STEPS = (Step("show the article on a page", show_article),)
