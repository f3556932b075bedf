"""A project whose articles break careless readers, exported by the real command line for programs of other people."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import environment_for
from tests.environments import CONSUMERS, DOCCANO

Ask = Callable[..., Any]
Export = Callable[..., Path]


@dataclass(frozen=True)
class Marked:
    """An article as it went in: its text, and its marks by their ids."""

    id: str
    text: str
    marks: dict[str, tuple[int, int, str]]
    relations: tuple[tuple[str, str, str], ...] = ()

    def places(self) -> list[list[Any]]:
        """Start, end and label of every mark, in order."""
        return sorted([start, end, label] for start, end, label in self.marks.values())

    def said(self) -> list[tuple[str, str]]:
        """The words of every mark and its label, in the order of the text."""
        return [(self.text[start:end], label) for start, end, label in sorted(self.marks.values())]


def marked(name: str, text: str, *marks: tuple[str, str], relations: tuple[tuple[int, int, str], ...] = ()) -> Marked:
    """Each mark by its words and label; words that come twice are found one after the other."""
    found: dict[str, tuple[int, int, str]] = {}
    at: dict[str, int] = {}
    for number, (words, label) in enumerate(marks, 1):
        start = text.index(words, at.get(words, 0))
        at[words] = start + 1
        found[f"a{number}"] = (start, start + len(words), label)
    return Marked(name, text, found, tuple((f"a{head}", f"a{child}", label) for head, child, label in relations))


# Astral, combining and right-to-left characters, signs of markup, line ends, and marks side by side.
PLAIN = (
    marked(
        "harbour",
        "Ferry 😀 stranded off Kəlbəcər\n\nOn 3 May 2020 İlham Rəsulov told the Red Anchor Company that 1,200 tonnes "
        "& a cafe\u0301 are <safe>. The Red Anchor Company paid.\n",
        ("Kəlbəcər", "GPE"), ("3 May 2020", "DATE"), ("İlham Rəsulov", "PERSON"), ("Red Anchor Company", "ORG"),
        ("1,200 tonnes", "QUANTITY"), ("cafe\u0301", "FACILITY"), ("Red Anchor Company", "ORG"),
        relations=((3, 4, "works_for"), (7, 5, "owns")),
    ),
    marked(
        "camp", 'In "Beta Camp" مريم met Odesa\'s mayor, and Lagos.',
        ("مريم", "PERSON"), ("Odesa", "GPE"), ("Lagos", "GPE"),
    ),
    marked("nothing", "Nothing is marked here."),
)  # fmt: skip
# The same with marks inside and across others, for the formats that hold them.
NESTED = (
    *PLAIN,
    marked(
        "nested",
        "The Bank of Northern Lagos fell.",
        ("Bank of Northern Lagos", "ORG"), ("Lagos", "GPE"), ("Northern Lagos fell", "EVENT"),
    ),
)  # fmt: skip


@pytest.fixture(scope="session", autouse=True)
def _only_when_wanted() -> None:
    """They take minutes, and need programs that only `--consumers` installs."""
    if os.environ.get("PRESSMARK_CONSUMERS") != "required":
        pytest.skip("the programs that read our datasets are asked by dev.py test --consumers")


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Runs one of `programs.py` in the consumers' environment and gives what it says."""

    def run(name: str, *arguments: object) -> Any:
        place = DOCCANO if name == "doccano" else CONSUMERS
        if place is DOCCANO and sys.version_info >= (3, 12):
            pytest.skip("doccano needs Python 3.11")
        if place.packages() is None:
            pytest.fail(f"{place.place.name} is not there, or of another lock; run dev.py test --consumers")
        result = tmp_path_factory.mktemp(name) / "result.json"
        script = Path(__file__).with_name("programs.py")
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "QT_"))}
        done = subprocess.run(
            [place.python, script, name, result, *map(str, arguments)],
            cwd=result.parent, env={**kept, "PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", timeout=300,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
        return json.loads(result.read_text(encoding="utf-8"))

    return run


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    """Exports the articles of a project in a format, through the command line, with everything that it checks."""
    projects: dict[str, Path] = {}
    home = tmp_path_factory.mktemp("home")

    def run(articles: tuple[Marked, ...], form: str, *options: str, code: int = 0) -> Path:
        names = repr(articles)
        if names not in projects:
            folder = tmp_path_factory.mktemp("project")
            rows = [json.dumps(_row(article), ensure_ascii=False) for article in articles]
            (folder / "articles.jsonl").write_text("\n".join(rows), encoding="utf-8")
            _pressmark(home, "import", folder / "articles.jsonl", "-p", folder / "project.pressmark", "-q")
            projects[names] = folder / "project.pressmark"
        target = tmp_path_factory.mktemp(form) / "dataset"
        _pressmark(home, "export", "-p", projects[names], "--format", form, "-o", target, "-q", *options, code=code)
        return target if target.exists() else next(target.parent.glob("dataset*"))

    return run


def _row(article: Marked) -> dict[str, Any]:
    spans = [
        {"id": name, "start": start, "end": end, "label": label, "status": "accepted"}
        for name, (start, end, label) in article.marks.items()
    ]
    for span in spans:
        if span["label"] == "DATE":
            span["attributes"] = {"type": "DATE", "value": "2020-05-03"}
    arrows = [
        {"id": f"r{number}", "head": head, "child": child, "label": label}
        for number, (head, child, label) in enumerate(article.relations, 1)
    ]
    meta = {"headline": f"About {article.id}", "published": "2020-05-04", "source": f"{article.id}.txt"}
    return {"id": article.id, "text": article.text, "meta": meta, "spans": spans, "relations": arrows}


def _pressmark(home: Path, *arguments: object, code: int = 0) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pressmark", *map(str, arguments)], env=environment_for(home), stdin=subprocess.DEVNULL,
        capture_output=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout + done.stderr
