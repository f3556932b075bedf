"""Writes `seeds/<article>.gold.jsonl` from `marks/`: run it after an article, its marks or a reader has changed.

`python tests/seeds/make_gold.py` writes, and `--check` only says what would change (exit code 1).
The text and its metadata come from the program's own readers; the marks are found in it by their sentences, so
no offset is written by hand.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "desktop")]

from gold_source import GoldError, Json, Mark, Passage, Source, read_source  # noqa: E402

from pressmark.core.article import Article, RawArticle  # noqa: E402
from pressmark.core.zones import ZoneKind  # noqa: E402
from pressmark.formats import registry  # noqa: E402

_META = ("headline", "published", "story_code", "byline", "source", "language")


def sources() -> list[Source]:
    """Every article's marks, by name."""
    return [read_source(path) for path in sorted((HERE / "marks").glob("*.marks"))]


def gold_path(article: str) -> Path:
    """Where an article's gold stands: `seeds/kalbajar-handover.gold.jsonl`."""
    return SEEDS / (Path(article).stem + ".gold.jsonl")


def read_article(path: Path) -> RawArticle:
    """The article as the program reads it."""
    (article,) = registry.read(path)
    if not isinstance(article, RawArticle):
        raise GoldError(f"{path.name} is a dataset, not an article")
    return article


def gold_line(source: Source) -> str:
    """The one line of an article's gold; raises GoldError where text and marks do not agree."""
    raw = read_article(SEEDS / source.article)
    row = _row(source, raw)
    return json.dumps(row, ensure_ascii=False) + "\n"


def _row(source: Source, raw: RawArticle) -> Json:
    placed = list(_place(source, raw.text))
    headline = next(text for passage, start, text in placed if passage.kind is ZoneKind.HEADLINE)
    meta: Json = dict.fromkeys(_META) | source.meta | {"source": source.article, "language": "en"}
    meta["headline"] = headline
    spans = [_span(mark, start, raw.text) for passage, start, _ in placed for mark in passage.marks]
    return {
        "id": Article.from_raw(raw).id,
        "text": raw.text,
        "meta": meta,
        "zones": _zones(placed),
        "spans": [{"id": f"a{number}"} | span for number, span in enumerate(spans, 1)],
        "relations": [],
        "answer": "accept",
    }


def _place(source: Source, text: str) -> Iterator[tuple[Passage, int, str]]:
    """Each passage with its start and its words as the article has them, in order; all the text must be taken."""
    at = 0
    for passage in source.passages:
        # A no-break space of the article may be a plain one in the marks; both are one code point.
        pattern = re.sub(r"(?:\\ |\u00a0)", r"\\s", re.escape(passage.text))
        found = re.compile(rf"\s*({pattern})").match(text, at)
        if found is None:
            raise GoldError(
                f"{source.article}: expected “{passage.text[:60]}”, but the article goes on with “{text[at : at + 60]}”"
            )
        at = found.end()
        yield passage, found.start(1), found[1]
    if text[at:].strip():
        raise GoldError(f"{source.article}: no marks for “{text[at:].strip()[:80]}”")


def _zones(placed: list[tuple[Passage, int, str]]) -> list[Json]:
    zones: list[Json] = []
    for passage, start, text in placed:
        end = start + len(text)
        if zones and zones[-1]["kind"] == passage.kind:
            zones[-1]["end"] = end
        else:
            zones.append({"kind": str(passage.kind), "start": start, "end": end})
    return zones


def _span(mark: Mark, offset: int, text: str) -> Json:
    start, end = offset + mark.start, offset + mark.end
    return {
        "start": start,
        "end": end,
        "text": text[start:end],
        "label": mark.label,
        "status": "accepted",
        "origin": "person:gold",
        "score": None,
        "attributes": {name: _moved(value, offset, text) for name, value in mark.attributes.items()},
    }


def _moved(value: object, offset: int, text: str) -> object:
    """A nested span of the passage as one of the article."""
    if not isinstance(value, dict):
        return value
    start, end = value["start"] + offset, value["end"] + offset
    moved = value | {"start": start, "end": end}
    if "text" in moved:
        moved["text"] = text[start:end]
    return moved


def main(arguments: list[str]) -> int:
    """Writes or checks every gold file; the exit code."""
    check = arguments == ["--check"]
    if arguments and not check:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    stale = 0
    for source in sources():
        path = gold_path(source.article)
        try:
            line = gold_line(source)
        except GoldError as error:
            sys.stderr.write(f"{error}\n")
            stale += 1
            continue
        if path.exists() and path.read_text(encoding="utf-8") == line:
            continue
        sys.stderr.write(f"{path.name} {'is out of date' if check else 'written'}\n")
        if check:
            stale += 1
        else:
            path.write_text(line, encoding="utf-8", newline="\n")
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
