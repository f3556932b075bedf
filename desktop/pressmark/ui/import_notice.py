"""What the window says after an import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from pressmark.services.import_words import in_one_sentence
from pressmark.ui.notice import Notice
from pressmark.ui.telling import told

if TYPE_CHECKING:
    from pressmark.services.importing import ImportReport


def import_notice(report: ImportReport, marked: int, look_for_more: Callable[[], object]) -> Notice | None:
    """The notice about what was read and what was not; None where there is nothing to say.

    Args:
        report: of the import.
        marked: how many of the new articles came with annotations, so that no detector reads them unasked.
        look_for_more: has the detector read those.
    """
    remarks = list(dict.fromkeys(told(remark) for _, remark in report.notes))
    sentences = [told(sentence) for _, sentence in report.failed]
    details = [*sentences, *remarks]
    offer = QCoreApplication.translate("import_notice", "Look for more") if marked else ""
    said = in_one_sentence(report, marked=marked, remarks=len(remarks))
    if said is not None:
        return Notice(told(said), "\n".join(details), error=bool(sentences), offer=offer, accept=look_for_more)
    if details:
        return Notice(details[0], "\n".join(details[1:]), error=bool(sentences), offer=offer, accept=look_for_more)
    return None
