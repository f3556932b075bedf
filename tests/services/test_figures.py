from __future__ import annotations

import csv
import io
import random

import pytest
from msgspec.structs import replace

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import Cancelled
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services import figures
from pressmark.services.figures import Figure


def toll(
    name: str, number: str, value: int, *, published: str = "2022-08-30", precision: str = "exact", town: str = "Selby",
    counted: str = "people", event: str = "killed", status: Status = Status.ACCEPTED, unit: str | None = None,
) -> AnnotatedArticle:  # fmt: skip
    text = f"Flood in {town}\nRain fell. In {town} the Ossa killed {number} {counted} on Monday. It went on."

    def part(words: str) -> dict[str, object]:
        start = text.index(words, text.index("\n"))
        return {"start": start, "end": start + len(words), "text": words}

    start = text.index(number)
    reading = {
        "value": value, "precision": precision, "unit": unit, "counted": part(counted),
        "event": {**part("killed"), "lemma": "kill"} if event else None,
        "phrase": {"start": text.index("killed"), "end": text.index(f" {counted}") + len(counted) + 1},
    }  # fmt: skip
    where = text.index(town, text.index("\n"))
    river = text.index("Ossa")
    marks = (
        Annotation("a1", Span(start, start + len(number)), "CARDINAL", status, "rule:figures", 0.9, reading),
        Annotation("a2", Span(where, where + len(town)), "GPE", Status.ACCEPTED, "model:m-1"),
        Annotation("a3", Span(river, river + 4), "LOC", Status.SUGGESTED, "model:m-1"),
    )
    meta = ArticleMeta(f"Flood in {town}", published, source=f"{name}.txt")
    return AnnotatedArticle(Article.from_raw(RawArticle(text, meta, ()), article_id=name), marks)


def read(*articles: AnnotatedArticle) -> list[Figure]:
    return figures.collect(articles)


def test_a_figure_is_a_row_with_its_sentence() -> None:
    (figure,) = read(toll("a", "some 30,000", 30_000, precision="about"))
    assert figure == Figure(
        "a", "a1", "Flood in Selby", "2022-08-30", "a.txt", "CARDINAL", Status.ACCEPTED, 30_000, None, "about", "",
        "people", "killed", "kill", "some 30,000", "killed some 30,000 people",
        "In Selby the Ossa killed some 30,000 people on Monday.", frozenset({"selby", "ossa"}),
    )  # fmt: skip
    assert figure.amount == "30,000"


def test_rejected_figures_and_entities_are_no_rows() -> None:
    assert read(toll("a", "12", 12, status=Status.REJECTED)) == []


@pytest.mark.parametrize(
    ("one", "two", "clash"),
    [
        (("25,000", 25_000, "exact"), ("30,000", 30_000, "exact"), True),
        (("30,000", 30_000, "exact"), ("30,000", 30_000, "exact"), False),
        (("30,150", 30_150, "exact"), ("30,000", 30_000, "about"), False),
        (("25,000", 25_000, "at_least"), ("30,000", 30_000, "about"), False),
        (("40,000", 40_000, "more_than"), ("30,000", 30_000, "about"), True),
        (("20,000", 20_000, "at_most"), ("30,000", 30_000, "exact"), True),
    ],
)
def test_values_that_fit_together_are_no_conflict(
    one: tuple[str, int, str], two: tuple[str, int, str], clash: bool
) -> None:
    rows = read(
        toll("a", one[0], one[1], precision=one[2]), toll("b", two[0], two[1], precision=two[2], published="2022-08-29")
    )
    found = figures.conflicts(rows)
    assert len(found) == clash
    if clash:
        assert [f.article_id for f in found[0].figures] == ["b", "a"]  # by date
        assert (found[0].counted, found[0].event) == ("people", "kill")
        assert found[0].about == ("ossa", "selby")
        assert found[0].articles == 2


def test_a_range_fits_what_lies_in_it() -> None:
    rows = read(toll("a", "10 to 12", 10, precision="between"), toll("b", "11", 11))
    rows[0] = replace(rows[0], value_max=12)
    assert figures.conflicts(rows) == []
    assert rows[0].amount == "10–12"
    rows[1] = replace(rows[1], value=13)
    assert [c.amounts for c in figures.conflicts(rows)] == [("10–12", "13")]


def test_other_places_other_things_and_one_article_are_no_conflict() -> None:
    here = toll("a", "12", 12)
    assert figures.conflicts(read(here, replace_town(toll("b", "30", 30, town="Velmont")))) == []
    assert figures.conflicts(read(here, toll("c", "30", 30, counted="boats"))) == []
    assert figures.conflicts(read(here, toll("d", "30", 30, unit="km"))) == []
    two = toll("e", "30", 30)
    assert figures.conflicts([replace(f, article_id="a") for f in read(here, two)]) == []


def replace_town(article: AnnotatedArticle) -> AnnotatedArticle:
    return replace(article, annotations=article.annotations[:2])


def test_people_and_person_are_the_same_thing() -> None:
    assert len(figures.conflicts(read(toll("a", "12", 12, counted="people"), toll("b", "1", 1, counted="person")))) == 1
    assert len(figures.conflicts(read(toll("a", "12", 12, counted="boats"), toll("b", "1", 1, counted="boat")))) == 1


def test_cancel_is_heard_and_the_limit_is_kept() -> None:
    articles = [toll(str(n), str(n + 10), n + 10) for n in range(5)]
    assert len(figures.collect(articles, limit=3)) == 3
    told: list[tuple[int, int, str]] = []
    with pytest.raises(Cancelled):
        figures.collect(articles, total=5, progress=lambda *row: told.append(row), cancelled=lambda: len(told) == 2)
    assert told == [(0, 5, "Flood in Selby"), (1, 5, "Flood in Selby")]


def test_the_table_is_read_back_and_runs_no_formula() -> None:
    (figure,) = read(toll("a", "12", 12))
    evil = replace(figure, title="=cmd|'/c calc'!A0", sentence="a, “b”\nc", unit="@SUM(1)", value=-4.5)
    rows = list(csv.DictReader(io.StringIO(figures.table([evil]))))
    assert rows[0]["title"] == "'=cmd|'/c calc'!A0"
    assert rows[0]["unit"] == "'@SUM(1)"
    assert rows[0]["sentence"] == "a, “b”\nc"
    assert rows[0]["value"] == "-4.5"
    wide = replace(figure, title="＝1+1")  # some spreadsheets take the wide signs too
    assert next(csv.DictReader(io.StringIO(figures.table([wide]))))["title"] == "'＝1+1"
    assert tuple(rows[0]) == figures.COLUMNS
    assert figures.table([figure], separator="\t").splitlines()[1].split("\t")[7] == "12"


def test_conflicts_among_very_many_figures_are_found_at_once() -> None:
    (figure,) = read(toll("a", "12", 12))
    chance = random.Random(3)
    rows = [
        replace(
            figure, article_id=str(n // 4), value=chance.randint(1, 9), names=frozenset({f"town{n % 5000}", "land"})
        )
        for n in range(40_000)
    ]
    found = figures.conflicts(rows)
    assert found
    assert all(len(c.figures) > 1 for c in found)
