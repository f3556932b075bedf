"""The languages that the window speaks, and putting one into force."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

SYSTEM = "system"
ENGLISH = "en"

_log = logging.getLogger(__name__)
_installed: list[QTranslator] = []


def available(folder: Path) -> dict[str, str]:
    """The languages in a folder of compiled translations: code and own name, English first."""
    codes = sorted(file.stem.removeprefix("pressmark_") for file in folder.glob("pressmark_*.qm"))
    names = {code: QLocale(code).nativeLanguageName() for code in codes}
    return {ENGLISH: "English"} | {code: name[:1].title() + name[1:] for code, name in names.items() if code != ENGLISH}


def chosen(wanted: str, folder: Path) -> str:
    """The code of the language to speak: the one wanted, or the first of the system's that there is."""
    there = available(folder)
    if wanted != SYSTEM:
        return wanted if wanted in there else ENGLISH
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").partition("-")[0]
        if code in there:
            return code
    return ENGLISH


def speak(app: QCoreApplication, wanted: str, folder: Path) -> str:
    """Puts a language into force for all windows made from now on; gives its code.

    English too comes from a file: its plurals are told apart there.
    """
    code = chosen(wanted, folder)
    while _installed:
        app.removeTranslator(_installed.pop())
    locale = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates) if code == ENGLISH else QLocale(code)
    QLocale.setDefault(locale)
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for name, place in (("qtbase", qt), ("pressmark", folder)):
        translator = QTranslator(app)
        if translator.load(f"{name}_{code}", str(place)):
            app.installTranslator(translator)
            _installed.append(translator)
        elif name == "pressmark" or code != ENGLISH:
            _log.error("no translation %s_%s", name, code)
    return code
