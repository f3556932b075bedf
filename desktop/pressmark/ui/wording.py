"""What happened and who did it, in words of the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from pressmark.core.document import Document
from pressmark.core.edits import EditKind
from pressmark.services.history import HistoryEntry, PastStep, State, StepLabel

translate = QCoreApplication.translate


def kind_words(kind: EditKind) -> str:
    """What an edit did."""
    return {
        EditKind.ADD: translate("wording", "marked"),
        EditKind.REMOVE: translate("wording", "removed"),
        EditKind.RELABEL: translate("wording", "given another label"),
        EditKind.RESIZE: translate("wording", "resized"),
        EditKind.ACCEPT: translate("wording", "accepted"),
        EditKind.REJECT: translate("wording", "rejected"),
        EditKind.REOPEN: translate("wording", "made a suggestion again"),
        EditKind.ATTRIBUTES: translate("wording", "reading changed"),
        EditKind.NOTE: translate("wording", "note changed"),
        EditKind.LABELS: translate("wording", "label renamed, merged or deleted"),
        EditKind.RELATE: translate("wording", "related"),
        EditKind.UNRELATE: translate("wording", "relation removed"),
        EditKind.DONE: translate("wording", "done changed"),
        EditKind.META: translate("wording", "article details changed"),
        EditKind.DETECT: translate("wording", "suggested"),
        EditKind.IMPORT: translate("wording", "imported"),
    }[kind]


def step_words(step: StepLabel | None) -> str:
    """What undo or redo would take back or do again; "" for nothing."""
    if step is None:
        return ""
    what = kind_words(step.kind)
    return translate("wording", "“{words}” {what}").format(words=step.words, what=what) if step.words else what


def past_step_words(step: PastStep) -> str:
    """What a step of the history did, and whether it still counts."""
    what = kind_words(step.kind)
    if step.words:
        what = translate("wording", "“{words}” {what}").format(words=step.words, what=what)
    elif step.count > 1:
        what = translate("wording", "{what} ({count})").format(what=what, count=step.count)
    if step.state in (State.UNDONE, State.DISCARDED):
        return translate("wording", "{what} (taken back)").format(what=what)
    return what


def history_line(entry: HistoryEntry) -> str:
    """One line of a mark's history: when, what, who."""
    what = kind_words(EditKind(entry.kind))
    if entry.undone:
        what = translate("wording", "{what} (taken back)").format(what=what)
    when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(entry.at.timestamp())), "dd MMM HH:mm")
    if entry.kind == EditKind.DETECT:
        return translate("wording", "{when} · {what}").format(when=when, what=what)
    return translate("wording", "{when} · {what} · {who}").format(when=when, what=what, who=entry.annotator)


def origin_words(origin: str) -> str:
    """Who made a mark, in words: "the figure reader", "the model en_core_web_md-3.7.1", a name."""
    kind, _, name = origin.partition(":")
    if kind == "rule":
        known = {
            "figures": translate("wording", "the figure reader"),
            "dates": translate("wording", "the date reader"),
            "names": translate("wording", "the name rules"),
        }
        return known.get(name, translate("wording", "the rule {name}").format(name=name))
    if kind == "model":
        return translate("wording", "the model {name}").format(name=name)
    if kind == "import":
        return translate("wording", "an import from {name}").format(name=name)
    return name or origin


def annotations_words(count: int) -> str:
    """ "1,234 annotations", as the language counts and writes numbers."""
    translate = QCoreApplication.translate
    words = translate("wording", "{count} annotation") if count == 1 else translate("wording", "{count} annotations")
    return words.format(count=QLocale().toString(count))


def articles_words(count: int) -> str:
    """ "12 articles", likewise."""
    translate = QCoreApplication.translate
    words = translate("wording", "{count} article") if count == 1 else translate("wording", "{count} articles")
    return words.format(count=QLocale().toString(count))


_LONGEST_END = 42


def end_words(document: Document, annotation_id: str) -> str:
    """The words of one end of a relation, on one line and not too many."""
    annotation = document.get(annotation_id)
    words = " ".join(annotation.span.of(document.text).split()) if annotation else ""
    return words if len(words) <= _LONGEST_END else words[: _LONGEST_END - 1] + "…"
