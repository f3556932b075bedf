"""An import in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressmark.core.messages import Message

if TYPE_CHECKING:
    from pressmark.services.importing import ImportReport


def in_one_sentence(report: ImportReport, *, marked: int, remarks: int) -> Message | None:
    """The sentence above the details; None where the first of these says it, or where there is nothing to say.

    Args:
        report: of the import.
        marked: how many of the new articles came with annotations and are left as they came.
        remarks: how many different notes the report has.
    """
    failed, known = len(report.failed), len(report.known)
    if failed > 1:
        if report.added or report.known:
            return Message.counted(
                "{n:,} file could not be read; the others were.",
                "{n:,} files could not be read; the others were.",
                n=failed,
            )
        return Message.counted("{n:,} file could not be read.", "{n:,} files could not be read.", n=failed)
    if failed:
        return None
    if marked:
        return Message.counted(
            "{n:,} article came with annotations, so nothing else was looked for in it.",
            "{n:,} articles came with annotations, so nothing else was looked for in them.",
            n=marked,
        )
    if remarks > 1:
        return Message.counted(
            "There is {n:,} remark on what was read.", "There are {n:,} remarks on what was read.", n=remarks
        )
    if known and not report.added and not remarks:
        return Message.counted(
            "{n:,} article was in the project already.", "{n:,} articles were in the project already.", n=known
        )
    return None
