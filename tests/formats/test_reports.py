"""Tables, pages and reports: everything in them is what was written, and none of it does anything by itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import annotated_articles, article_of, damaged, several, write

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.labels import Label, LabelSet, is_figure
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats import registry
from pressmark.formats.base import WriteOptions
from pressmark.formats.csv_tables import safe

NAMES = ["csv", "csv-figures", "html", "markdown-report"]
quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
statuses = st.sampled_from(list(Status))


def words_of(one: AnnotatedArticle, wanted: Sequence[Annotation]) -> list[tuple[object, ...]]:
    """What all of these formats hold."""
    return sorted(
        (m.span.start, m.span.end, m.span.of(one.article.text).replace("\0", "\ufffd"), m.label, str(m.status))
        for m in wanted
    )


@pytest.mark.parametrize("name", NAMES)
class TestEveryReport:
    @quick
    @given(found=several(annotated_articles, statuses=statuses))
    def test_it_says_what_was_written(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, found: list[AnnotatedArticle]
    ) -> None:
        form = registry.WRITERS[name]
        path = tmp_path_factory.getbasetemp() / f"same-{name}{form.extension}"
        results = write(form, found, path)
        back = list(form.read(path))
        assert [form.digest(each) for each in back] == [each.digest for each in results]
        for one, read, result in zip(found, back, results, strict=True):
            wanted = [m for m in one.annotations if name != "csv-figures" or is_figure(m)]
            assert words_of(read, read.annotations) == words_of(one, wanted)
            assert len(result.losses) >= len(one.annotations) - len(wanted)
            if name == "html":
                assert read.article.text == one.article.text.replace("\0", "\ufffd")
                assert len(read.relations) == len(one.relations)

    @settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_damage_is_told_in_a_sentence(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
    ) -> None:
        form = registry.WRITERS[name]
        path = tmp_path_factory.getbasetemp() / f"damaged-{name}{form.extension}"
        write(form, [article_of("In Baku on 30 May.", (3, 7, "GPE"), (11, 13, "CARDINAL"))] * 2, path)
        path.write_bytes(data.draw(damaged(path.read_bytes())))
        said = path.name
        try:
            list(form.read(path))
        except UserError as error:
            said = error.sentence
        assert said.startswith(path.name)


def figure() -> AnnotatedArticle:
    text = "=Some 30,000 people were killed."
    one = article_of(text)
    reading = {
        "value": -30000, "precision": "about", "unit": None,
        "counted": {"start": 13, "end": 19, "text": "people"},
        "event": {"start": 25, "end": 31, "text": "killed", "lemma": "kill"},
        "phrase": {"start": 0, "end": 19},
    }  # fmt: skip
    mark = Annotation(
        "a1", Span(6, 12), "CARDINAL", Status.ACCEPTED, "rule:figures", 0.5, reading, "-1+cmd|' /C calc'!A0"
    )
    place = Annotation("a2", Span(0, 5), "@place", Status.SUGGESTED, "person:me")
    meta = ArticleMeta(headline='+1 "quoted", and more', published="2020-11-25", source="a.txt")
    return replace(one, article=one.article.but(meta=meta), annotations=(mark, place))


class TestCsv:
    def test_figures(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        (result,) = write(registry.WRITERS["csv-figures"], [figure()], path)
        assert path.read_bytes().startswith(b"\xef\xbb\xbfarticle,")
        with path.open(encoding="utf-8-sig", newline="") as file:
            (row,) = csv.DictReader(file)
        wanted = {
            "headline": "'+1 \"quoted\", and more", "published": "2020-11-25", "start": "6", "text": "30,000",
            "value": "-30000", "value_max": "", "precision": "about", "unit": "", "counted": "people", "event": "kill",
            "phrase": "'=Some 30,000 people", "score": "0.5", "note": "'-1+cmd|' /C calc'!A0", "status": "accepted",
        }  # fmt: skip
        assert {name: row[name] for name in wanted} == wanted
        assert [(each.text, each.what) for each in result.losses] == [("=Some", "left out")]

    def test_no_cell_is_calculated(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        write(registry.WRITERS["csv"], [figure()], path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)] == []
        assert "'@place" in cells

    @given(st.text())
    def test_safe_cells_are_told_from_each_other(self, words: str) -> None:
        assert not safe(words).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
        assert safe("'" + words) != safe(words)

    def test_an_article_without_marks_is_counted(self, tmp_path: Path) -> None:
        path = tmp_path / "a.csv"
        write(registry.WRITERS["csv"], [article_of("Nothing."), article_of("Baku", (0, 4, "GPE"))], path)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [(row["source"], row["start"], row["text"]) for row in rows] == [
            ("a.txt", "", ""),
            ("a.txt", "0", "Baku"),
        ]


class Tags(HTMLParser):
    """All tags with their attributes."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


class TestHtml:
    def page(self, tmp_path: Path, *articles: AnnotatedArticle) -> str:
        path = tmp_path / "a.html"
        labels = LabelSet("War", (Label("GPE", "#aa0000", "#ff8888", description="Places <where>"),))
        write(registry.WRITERS["html"], articles, path, WriteOptions(label_set=labels))
        return path.read_text(encoding="utf-8")

    def test_nothing_is_fetched_or_run(self, tmp_path: Path) -> None:
        evil = "<script>alert(1)</script><img src=//x onerror=a()> \"' javascript:"
        one = article_of(evil, (0, 25, evil.strip()))
        one = replace(one, article=one.article.but(id=evil, meta=ArticleMeta(headline=evil, source=evil)))
        one = replace(one, annotations=tuple(mark.but(note=evil) for mark in one.annotations))
        tags = Tags(self.page(tmp_path, one, one)).tags
        assert {tag for tag, _ in tags} <= {
            "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "p", "article", "div", "mark",
            "details", "summary", "table", "thead", "tbody", "tr", "th", "td", "span", "ol", "ul", "li", "a", "b",
        }  # fmt: skip
        assert not [name for _, attrs in tags for name in attrs if name.startswith("on") or name == "src"]
        assert {attrs["href"] for tag, attrs in tags if tag == "a"} == {"#article-1", "#article-2"}
        assert "default-src 'none'" in str(tags[3:4]) or any("default-src 'none'" in str(each) for each in tags)

    def test_overlapping_marks_and_readings(self, tmp_path: Path) -> None:
        one = article_of("The University of Oxford.", (4, 24, "ORG"), (18, 24, "GPE"))
        one = replace(one, relations=(Relation("r1", "a1", "a2", "in <x>"),))
        page = self.page(tmp_path, one, figure())
        marks = [attrs for tag, attrs in Tags(page).tags if tag == "mark"]
        assert [(each["data-m"], each.get("data-label")) for each in marks[:2]] == [("0", None), ("0 1", "ORG · GPE")]
        assert marks[1]["style"] == "--l:#aa0000;--d:#ff8888"
        assert "about -30,000 people (kill)" in page
        assert "Places &lt;where&gt;" in page
        assert "2 articles with 4 marks." in page


class TestMarkdown:
    def test_the_report(self, tmp_path: Path) -> None:
        path = tmp_path / "a.md"
        one = article_of("a|b *c*\nd", (0, 7, "X|Y"), (8, 9, "Z"))
        write(registry.WRITERS["markdown-report"], [one, one, article_of("None.")], path)
        lines = path.read_text(encoding="utf-8").split("\n")
        assert lines[6:10] == [
            "| at | words | label | read as | status | note |",
            "|---|---|---|---|---|---|",
            r"| 0–7 | a\|b \*c\* | X\|Y |  | accepted |  |",
            "| 8–9 | d | Z |  | accepted |  |",
        ]
        assert "Nothing is marked." in lines
        assert r"| X\|Y | 2 | a\|b \*c\* (2) |  |" in lines
