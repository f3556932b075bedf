"""Datasets out and in: 10,000 articles with 40 annotations each, beside a plain read pass or raw inserts.

What is written is read back and compared, as always; the baselines do neither. The rate is in the row's name.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from harness import Row, seconds

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.tokens import tokenise
from pressmark.formats import jsonl, registry
from pressmark.services.exporting import ExportRequest, export_project
from pressmark.services.project import Project

sys.path.append(str(Path(__file__).resolve().parents[1] / "formats"))
import making

ARTICLES = 10_000
SENTENCE = "Some 1,960 peacekeepers reached Kəlbəcər {} on Wednesday, officials in Baku said. "
WORDS = (("1,960", "CARDINAL"), ("Kəlbəcər", "GPE"), ("Wednesday", "DATE"), ("Baku", "GPE"))
SENTENCES = 10
ROUNDS = 1  # of 10,000 articles; the rates are steady
FILES = 40


def article(number: int) -> AnnotatedArticle:
    """Ten sentences with four marks each, and its tokens, as detection leaves them."""
    text = "".join(SENTENCE.format(number * SENTENCES + each) for each in range(SENTENCES))
    marks: list[Annotation] = []
    at = 0
    for _ in range(SENTENCES):
        for words, label in WORDS:
            at = text.index(words, at)
            reading = {"value": 1960, "precision": "about", "unit": None} if label == "CARDINAL" else {}
            span = Span(at, at + len(words))
            marks.append(Annotation(f"a{len(marks)}", span, label, Status.ACCEPTED, "person:bench", None, reading))
    raw = RawArticle(text, ArticleMeta(headline=f"Article {number}", source=f"{number}.txt"), ())
    return AnnotatedArticle(Article.from_raw(raw), tuple(marks), (), tuple(tokenise(text)))


def rows(data: Path | None) -> Iterator[Row]:
    """Each format beside the read pass, the import beside raw inserts, then memory."""
    del data
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with Project.open(place / "many.pressmark", annotator="bench") as project:
            project.add(article(number) for number in range(ARTICLES))

            def read_pass() -> None:
                for one in project.export_stream():
                    for _ in one.annotations:  # which are made when they are looked at
                        pass

            forms = [each for each in ("jsonl", "conll", "spacy") if each in registry.writers()]
            for form in forms:
                numbers = count()

                def out(form: str = form, numbers: Iterator[int] = numbers) -> None:
                    extension = registry.writer(form).extension
                    export_project(project, ExportRequest(form, place / f"{form}-{next(numbers)}{extension}"))

                yield _beside(f"{form} out", out, read_pass, "read pass")
        yield from _in(place)
        yield from _memory(place)
        yield from _articles(place)


def _beside(name: str, ours: Callable[[], object], baseline: Callable[[], object], what: str) -> Row:
    took = [(seconds(ours), seconds(baseline)) for _ in range(ROUNDS)]
    best, base = min(pair[0] for pair in took), min(pair[1] for pair in took)
    return Row(f"{name}, {ARTICLES / best:,.0f} articles/s", 1000 * best, 1000 * base, what)


def _in(place: Path) -> Iterator[Row]:
    file = place / "in.jsonl"
    with file.open("wb") as stream:
        for number in range(ARTICLES):
            stream.write(jsonl.encoded(article(number)))
    numbers = count()

    def ours() -> None:
        from pressmark.services.importing import import_paths

        with Project.open(place / f"in-{next(numbers)}.pressmark", annotator="bench") as project:
            report = import_paths(project, [file])
            assert len(report.added) == ARTICLES, report

    # The same rows, made before the clock starts, into tables without keys and indexes.
    texts, marks, tokens = [], [], []
    for number, line in enumerate(file.read_bytes().splitlines()):
        row = json.loads(line)
        texts.append((row["id"], number, row["text"], json.dumps(row["meta"])))
        tokens.append((row["id"], json.dumps([(t["start"], t["end"]) for t in row["tokens"]])))
        marks += [
            (row["id"], s["id"], s["start"], s["end"], s["label"], s["status"], json.dumps(s["attributes"]))
            for s in row["spans"]
        ]

    def raw() -> None:
        connection = sqlite3.connect(place / f"raw-{next(numbers)}.db")
        connection.execute("CREATE TABLE article (id, position, text, meta)")
        connection.execute("CREATE TABLE token (id, packed)")
        connection.execute("CREATE TABLE annotation (article, id, start, end, label, status, attributes)")
        with connection:
            connection.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", texts)
            connection.executemany("INSERT INTO token VALUES (?, ?)", tokens)
            connection.executemany("INSERT INTO annotation VALUES (?, ?, ?, ?, ?, ?, ?)", marks)
        connection.close()

    yield _beside("jsonl in, with search", ours, raw, "raw executemany")


_PEAK = """
import resource, sys
from pathlib import Path
from pressmark.services.exporting import ExportRequest, export_project
from pressmark.services.project import Project
with Project.open(Path(sys.argv[1]), create=False) as project:
    if sys.argv[2]:
        export_project(project, ExportRequest(sys.argv[2], Path(sys.argv[3])))
    else:
        for one in project.export_stream():
            list(one.annotations)
# The largest of the processes that were started beside, which export at the same time, counts once.
beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
if sys.platform == "linux":  # where ru_maxrss begins with what the starting process had
    status = Path("/proc/self/status").read_text()
    print((int(status.partition("VmHWM:")[2].split()[0]) + beside) / 1024)
else:
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + beside) / 1024**2)
"""


def _memory(place: Path) -> Iterator[Row]:
    def peak(form: str) -> float:
        out = place / f"memory{registry.writer(form).extension if form else ''}"
        command = [sys.executable, "-c", _PEAK, str(place / "many.pressmark"), form, str(out)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return float(done.stdout)

    if sys.platform == "win32":
        return
    base = peak("")
    for form in ("jsonl", "conll", "spacy"):
        if form in registry.writers():
            yield Row(f"{form} out, peak memory", peak(form), base, "read pass", "MB")


def _articles(place: Path) -> Iterator[Row]:
    """Articles of about 400 words in files, read by this process, beside reading the files' bytes."""
    from trafilatura import extract  # noqa: F401 - half a second that the first file of a run would pay

    paragraphs = [SENTENCE.format(number) * 3 for number in range(12)]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    page = (
        "<!DOCTYPE html><html><head><title>Peacekeepers reach Kəlbəcər</title></head><body><nav><a href='/'>Home</a>"
        f"</nav><main><article><h1>Peacekeepers reach Kəlbəcər</h1>{body}</article></main></body></html>"
    )
    lines = [line for each in paragraphs for line in textwrap.wrap(each.replace("ə", "e"), 80)]
    contents = {
        "txt": "\n\n".join(["Peacekeepers reach Kəlbəcər", *paragraphs]).encode(),
        "html": page.encode(),
        "docx": making.docx(paragraphs=paragraphs),
        "pdf": making.pdf([making.column(72, 740, lines[:55])]),
    }
    for form, content in contents.items():
        folder = place / f"files-{form}"
        folder.mkdir()
        paths = [folder / f"{number}.{form}" for number in range(FILES)]
        for path in paths:
            path.write_bytes(content)

        def ours(paths: list[Path] = paths) -> None:
            found = [one for path in paths for one in registry.read(path)]
            assert len(found) == FILES, found
            assert "peacekeepers reached" in found[0].text  # pyright: ignore[reportAttributeAccessIssue]

        def plain(paths: list[Path] = paths) -> None:
            for path in paths:
                path.read_bytes()

        ours()  # what is loaded when a first file is read
        took, base = seconds(ours), seconds(plain)
        yield Row(f"{form} articles in, {FILES / took:,.0f} articles/s", 1000 * took, 1000 * base, "the bytes alone")
