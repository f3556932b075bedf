"""Reads and writes every format by a frozen program: what was left out of a bundle shows here, not at its user's.

An export reads its own files back and compares them before it is done, so one export tries a format's both ways.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
from pathlib import Path

from common import ROOT, PackagingError, run, say

_OTHER = {"huggingface": "data/*.parquet"}
"""Datasets whose files are read as tables of articles too."""


def documents(folder: Path) -> None:
    """Lays an article of every kind into a folder.

    Args:
        folder: empty.
    """
    sys.path.insert(0, str(ROOT / "tests" / "formats"))
    import making  # pyright: ignore[reportMissingImports]

    def words(kind: str) -> list[str]:
        first, *others = making.BODY
        return [f"{making.HEADLINE} ({kind})", f"{first} It was told in a file of the kind {kind}.", *others]

    def latin(kind: str) -> list[str]:
        return [line.encode("ascii", "ignore").decode() for line in words(kind)]

    mail = "From: desk@example.org\nTo: all@example.org\nDate: Tue, 03 May 2022 10:00:00 +0000\nMIME-Version: 1.0\n"
    mail += "Subject: ferry\nContent-Type: text/plain; charset=utf-8\n\n"
    title, first, second = words("sheet")
    made = {
        "a.docx": making.docx(title=words("docx")[0], paragraphs=words("docx")[1:]),
        "b.odt": making.odt("".join(f"<text:p>{line.replace('&', 'and')}</text:p>" for line in words("odt"))),
        "c.epub": making.epub([making.page(*words("epub"))]),
        "d.xlsx": making.xlsx([["headline", "text"], [title, f"{first} {second}"]]),
        "e.pdf": making.pdf([making.column(50, 700, latin("pdf"))]),
        "f.rtf": ("{\\rtf1\\ansi " + "\\par ".join(latin("rtf")) + "}").encode(),
        "g.html": making.page(*words("html")).encode(),
        "h.csv": "headline,text\n{},{}\n".format(*(f'"{line}"' for line in words("csv")[:2])).encode(),
        "i.md": "# {}\n\n{}\n\n{}\n".format(*words("md")).encode(),
        "j.txt": "\n\n".join(words("txt")).encode(),
        "k.eml": (mail + "\n\n".join(words("eml")) + "\n").encode(),
        "l.jsonl": (json.dumps({"text": "\n\n".join(words("jsonl"))}) + "\n").encode(),
        "m.zip": making.zipped({"inside.txt": "\n\n".join(words("zip"))}),
    }
    for name, content in made.items():
        (folder / name).write_bytes(content)


def try_formats(program: Path) -> None:
    """Reads an article of every kind, has it read by the detector, and writes it in every format.

    Raises:
        PackagingError: something could not be read or written.
    """
    place = Path(tempfile.mkdtemp(prefix="pressmark-formats-"))
    try:
        _try_formats(program, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _try_formats(program: Path, place: Path) -> None:
    environment = {"PRESSMARK_HOME": str(place / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def pressmark(*words: str | Path, what: str) -> str:
        return run([program, *words], minutes=5, what=what, env=environment)

    project, articles = place / "all.pressmark", place / "articles"
    articles.mkdir()
    documents(articles)
    said = pressmark("import", "--project", project, articles, what="reading every kind of article")
    count = len(list(articles.iterdir()))
    if f"{count} articles added" not in said:
        raise PackagingError(f"Of {count} articles this was read: {said[-1500:]}")
    pressmark("detect", "--project", project, what="detecting in all of them")
    listed = pressmark("formats", what="the list of formats").partition("Datasets that can be written:")[2]
    names = re.findall(r"^  ([a-z0-9-]+) ", listed, re.MULTILINE)
    if len(names) < 30:
        raise PackagingError(f"The program lists {len(names)} formats: {listed}")
    for name in names:
        target = place / "written" / name / "dataset"
        target.parent.mkdir(parents=True)
        pressmark("export", "--project", project, "-f", name, "-o", target, what=f"writing {name}")
        if not target.exists():
            raise PackagingError(f"The export as {name} left nothing.")
        for file in target.glob(_OTHER.get(name, "")) if name in _OTHER else ():
            pressmark("import", "--project", place / "tables.pressmark", file, what=f"reading {file.suffix} as a table")
    say(f"read {count} kinds of articles and wrote {len(names)} formats")
