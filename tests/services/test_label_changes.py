from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.core import edits
from pressmark.core.annotation import Annotation, Candidate, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import Cancelled
from pressmark.core.labels import Detected, Label, LabelSet
from pressmark.core.ports import AnnotatedArticle, DetectionResult
from pressmark.core.span import Span
from pressmark.services import label_sets
from pressmark.services.label_changes import LabelChanges, apply
from pressmark.services.project import Project
from pressmark.services.session import Session

FILES = Path(__file__).parents[2] / "resources" / "labels"
GPE = Label("GPE", "#167477", "#30d1ac", "3", "A place with a government.", "places")
ORG = Label("ORG", "#006bb9", "#54bfff", "2")
PLACE = Label("PLACE", "#167477", "#30d1ac", "3")


@pytest.fixture
def project(tmp_path: Path):
    with Project.open(tmp_path / "p.pressmark", annotator="me", default_labels=LabelSet("Mine", (GPE, ORG))) as opened:
        for number in range(3):
            text = f"Kəlbəcər {number} 👩🏽‍🚒 Bakı"
            marks = (
                Annotation("a", Span(0, 8), "GPE", Status.ACCEPTED, "person:me"),
                Annotation(
                    "b", Span(len(text) - 4, len(text)), "ORG" if number else "GPE", Status.SUGGESTED, "model:m"
                ),
            )
            opened.add([AnnotatedArticle(Article.from_raw(RawArticle(text, ArticleMeta(), ())), marks)])
        yield opened


def marks(project: Project) -> list[list[tuple[str, str]]]:
    return [[(a.label, str(a.status)) for a in project.document(row.id)] for row in project.articles()]


def test_a_renamed_label_is_renamed_everywhere_and_undone_at_once(project: Project) -> None:
    before = marks(project)
    ids = [row.id for row in project.articles()]
    told = []
    changed = apply(
        project,
        LabelChanges(LabelSet("Mine", (PLACE, ORG), (Detected("GPE", "PLACE"),)), {"GPE": "PLACE"}),
        progress=lambda *args: told.append(args),
    )
    assert changed == tuple(ids)
    assert told == [(0, 3, ""), (1, 3, ""), (2, 3, "")]
    assert marks(project) == [
        [("PLACE", "accepted"), ("PLACE", "suggested")],
        [("PLACE", "accepted"), ("ORG", "suggested")],
        [("PLACE", "accepted"), ("ORG", "suggested")],
    ]
    assert project.labels == LabelSet("Mine", (PLACE, ORG), (Detected("GPE", "PLACE"),))
    later = Session(project)
    assert later.undo() is not None
    assert marks(project) == before
    assert project.labels.get("GPE") == Label("GPE", "#167477", "#30d1ac", "", "A place with a government.", "places")
    assert later.undo() is None
    assert later.redo() is not None
    assert {label for one in marks(project) for label, _ in one} == {"PLACE", "ORG"}


def test_a_merged_and_a_deleted_label(project: Project) -> None:
    apply(project, LabelChanges(LabelSet("Mine", (ORG,)), {"GPE": "ORG"}))
    assert [label.name for label in project.labels] == ["ORG"]
    assert {label for one in marks(project) for label, _ in one} == {"ORG"}
    apply(project, LabelChanges(LabelSet("Mine", ()), {"ORG": None}))
    assert marks(project) == [[], [], []]
    Session(project).undo()
    assert project.labels.labels == (ORG,)
    assert project.row(project.articles()[0].id).total == 2


def test_a_cancelled_change_moves_nothing(project: Project) -> None:
    before = marks(project)
    with pytest.raises(Cancelled):
        apply(project, LabelChanges(LabelSet("Mine", (PLACE, ORG)), {"GPE": "PLACE"}), cancelled=lambda: True)
    assert marks(project) == before
    assert {"GPE", "ORG"} <= {label.name for label in project.labels}


def test_the_set_stays_after_a_restart(project: Project) -> None:
    wanted = label_sets.load(FILES / "conll2003.json")
    project.save_labels(wanted)
    assert project.again().labels == wanted


def test_a_label_comes_back_as_it_was_but_takes_no_key_of_another(project: Project) -> None:
    project.save_labels(LabelSet("Mine", (Label("NEW", "#000000", "#ffffff", "3"), ORG)))
    project.ensure_labels(["GPE"])
    assert project.labels.get("GPE") == Label("GPE", "#167477", "#30d1ac", "", "A place with a government.", "places")


def test_suggestions_come_under_the_names_of_the_set(project: Project) -> None:
    project.save_labels(label_sets.load(FILES / "casualties.json"))
    article = Article.from_raw(RawArticle("In Sindh 37 died, 12 were sent.", ArticleMeta(), ()))
    (article_id,) = project.add([AnnotatedArticle(article)]).ids
    died = {"value": 37, "precision": "exact", "event": {"start": 12, "end": 16, "text": "died", "lemma": "die"}}
    sent = {"value": 12, "precision": "exact", "event": None}
    found = (
        Candidate(Span(3, 8), "GPE", "model:m", 0.9),
        Candidate(Span(3, 8), "LOC", "model:m", 0.95),
        Candidate(Span(9, 11), "CARDINAL", "rule:figures", 0.8, died),
        Candidate(Span(18, 20), "CARDINAL", "rule:figures", 0.8, sent),
        Candidate(Span(0, 2), "LAW", "model:m", 0.9),
    )
    Session(project).accept_detection(DetectionResult(article_id, article.sha256, "m-1", found))
    document = project.document(article_id)
    assert [(a.span.of(document.text), a.label, a.score) for a in document] == [
        ("Sindh", "PLACE", 0.95),
        ("37", "KILLED", 0.8),
        ("12", "FIGURE", 0.8),
    ]


@pytest.mark.parametrize("name", ["ontonotes5", "conll2003", "casualties"])
def test_the_sets_that_come_along(name: str) -> None:
    labels = label_sets.load(FILES / f"{name}.json")
    ontonotes = {label.name for label in label_sets.load(FILES / "ontonotes5.json")}
    assert all(label.description.endswith(".") and "“" in label.description for label in labels)
    keys = [label.key for label in labels]
    assert len(set(keys)) == len(labels)
    assert set(keys) <= set(label_sets.KEYS)
    assert {labels.suggested_as(name) for name in ontonotes} <= {label.name for label in labels} | {""}
    assert label_sets.dump(labels) == (FILES / f"{name}.json").read_text(encoding="utf-8")


def test_what_a_person_set_stands_under_any_name(project: Project) -> None:
    article_id = project.articles()[0].id
    session = Session(project)
    session.open(article_id)
    assert session.document is not None
    session.apply(edits.relabel(session.document, "b", "ORG"))
    apply(project, LabelChanges(LabelSet("Mine", (PLACE, ORG)), {"GPE": "PLACE"}))
    assert marks(project)[0] == [("PLACE", "accepted"), ("ORG", "accepted")]
