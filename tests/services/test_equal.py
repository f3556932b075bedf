"""Equal words: found everywhere, marked as one step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import Cancelled
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.services import equal
from pressmark.services.equal import Wanted
from pressmark.services.project import Project
from pressmark.services.session import Session

FIRST = "Baku is large. In baku, Baku's\u00a0harbour; Bakuvian.\nOld\u00a0Baku and old Baku\nlie apart: Old\nBaku."
SECOND = "Nobody from Baku came, said Baku 🇦🇿🇬🇪 and 🇿🇬."
THIRD = "Nothing here."


def article(text: str, *marks: tuple[str, str, Status]) -> AnnotatedArticle:
    made = Article.from_raw(RawArticle(text, ArticleMeta(headline=text[:12], published="2020-11-25"), ()))
    annotations = []
    for number, (words, label, status) in enumerate(marks):
        start = text.index(words)
        annotations.append(Annotation(f"a{number}", Span(start, start + len(words)), label, status, "model:x", 0.5))
    return AnnotatedArticle(made, tuple(annotations))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path / "p.pressmark", annotator="Ayla") as project:
        project.add(
            [
                article(FIRST, ("Baku", "GPE", Status.ACCEPTED), ("Baku's", "ORG", Status.ACCEPTED)),
                article(SECOND, ("Baku", "ORG", Status.SUGGESTED)),
                article(THIRD),
            ]
        )
        yield project


def starts(text: str, wanted: Wanted) -> list[int]:
    return [span.start for span in equal.places(text, wanted)]


class TestPlaces:
    def test_whole_words_in_their_case(self) -> None:
        assert [FIRST[s : s + 6] for s in starts(FIRST, Wanted("Baku", "GPE"))] == [
            "Baku i", "Baku's", "Baku a", "Baku\nl", "Baku.",
        ]  # fmt: skip

    def test_any_case_and_inside_words(self) -> None:
        assert len(starts(FIRST, Wanted("Baku", "GPE", match_case=False))) == 6
        assert len(starts(FIRST, Wanted("Baku", "GPE", whole_words=False))) == 6

    def test_white_space_is_any_but_the_end_of_a_line(self) -> None:
        assert [FIRST[s.start : s.end] for s in equal.places(FIRST, Wanted("Old Baku", "GPE"))] == ["Old\u00a0Baku"]

    def test_no_flag_is_found_across_two_flags(self) -> None:
        assert starts("🇦🇿🇬🇪 🇿🇬", Wanted("🇿🇬", "GPE", whole_words=False)) == [5]

    def test_no_letter_without_its_accent(self) -> None:
        assert starts("cafe\u0301 cafe", Wanted("cafe", "FAC", whole_words=False)) == [6]

    def test_chinese_words_stand_anywhere(self) -> None:
        assert starts("在中国外交部", Wanted("中国", "GPE")) == [1]


class TestInTheProject:
    def test_every_place_with_what_is_around_it(self, project: Project) -> None:
        found = equal.in_project(project, Wanted("Baku", "GPE"))
        assert found.already == 1
        assert found.articles == 2
        assert [hit.title for hit in found.hits] == [FIRST[:12]] * 4 + [SECOND[:12]] * 2
        hit = found.hits[0]
        assert (hit.before, hit.words, hit.after) == ("Baku is large. In baku, ", "Baku", "'s\u00a0harbour; Bakuvian.")

    def test_marks_in_the_way_are_named(self, project: Project) -> None:
        found = equal.in_project(project, Wanted("Baku", "GPE"))
        assert [(hit.others, hit.clear) for hit in found.hits] == [
            (("ORG",), False), ((), True), ((), True), ((), True), (("(ORG)",), True), ((), True),
        ]  # fmt: skip

    def test_words_of_a_script_without_spaces_are_found_inside_a_run(self, project: Project) -> None:
        project.add([article("在中国外交部说")])
        assert [hit.before for hit in equal.in_project(project, Wanted("中国", "GPE")).hits] == ["在"]

    def test_signs_alone_are_found_as_well(self, project: Project) -> None:
        assert [hit.words for hit in equal.in_project(project, Wanted("🇿🇬", "GPE", whole_words=False)).hits] == ["🇿🇬"]

    def test_not_more_than_can_be_listed(self, project: Project) -> None:
        found = equal.in_project(project, Wanted("Baku", "GPE"), most=3)
        assert len(found.hits) == 3
        assert found.cut

    def test_can_be_cancelled(self, project: Project) -> None:
        with pytest.raises(Cancelled):
            equal.in_project(project, Wanted("Baku", "GPE"), cancelled=lambda: True)

    def test_one_article_gives_the_same(self, project: Project) -> None:
        every = equal.in_project(project, Wanted("Baku", "GPE")).hits
        first = project.articles()[0].id
        here = equal.in_document(project.document(first), Wanted("Baku", "GPE")).hits
        assert here == tuple(hit for hit in every if hit.article_id == first)


def chosen(project: Project, wanted: Wanted) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = {}
    for hit in equal.in_project(project, wanted).hits:
        spans.setdefault(hit.article_id, []).append(hit.span)
    return spans


class TestApplying:
    def test_is_one_step_for_undo_even_when_saved_in_parts(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(equal, "_PART", 1)
        before = [list(project.document(row.id)) for row in project.articles()]
        wanted = Wanted("Baku", "GPE")
        changed = equal.apply(project, wanted, chosen(project, wanted))
        assert len(changed) == 2
        assert equal.in_project(project, wanted).hits == ()
        session = Session(project)
        step = session.undo()
        assert step is not None
        assert [list(project.document(row.id)) for row in project.articles()] == before
        session.redo()
        assert equal.in_project(project, wanted).hits == ()

    def test_a_suggestion_on_the_same_words_gets_the_label(self, project: Project) -> None:
        wanted = Wanted("Baku", "GPE")
        equal.apply(project, wanted, chosen(project, wanted))
        marks = list(project.document(project.articles()[1].id))
        assert [(mark.label, mark.status) for mark in marks] == [("GPE", Status.ACCEPTED)] * 2
        assert marks[0].origin == "model:x"
        assert marks[1].origin == "person:Ayla"

    def test_rejecting_concerns_marks_that_are_there(self, project: Project) -> None:
        wanted = Wanted("Baku", "ORG", Status.REJECTED)
        spans = chosen(project, wanted)
        assert sum(map(len, spans.values())) == 1
        equal.apply(project, wanted, spans)
        assert [mark.status for mark in project.document(project.articles()[1].id)] == [Status.REJECTED]

    def test_dates_are_read_each_in_its_article(self, project: Project) -> None:
        project.add([article("Seen on Wednesday and on Wednesday.")])
        wanted = Wanted("Wednesday", "DATE")
        equal.apply(project, wanted, chosen(project, wanted))
        marks = list(project.document(project.articles()[3].id))
        assert [mark.attributes["value"] for mark in marks] == ["2020-11-25", "2020-11-25"]


class TestLabelsGiven:
    def test_what_people_gave_these_words_comes_most_frequent_first(self, project: Project) -> None:
        accepted = Status.ACCEPTED
        project.add([article(f"{number}: Baku won.", ("Baku", "ORG", accepted)) for number in range(2)])
        assert project.labels_given("Baku") == ["ORG", "GPE"]

    def test_suggestions_other_words_and_other_cases_do_not_count(self, project: Project) -> None:
        assert project.labels_given("Baku") == ["GPE"]
        assert project.labels_given("baku") == []
        assert project.labels_given("Nobody") == []
        assert project.labels_given("中国") == []
        assert project.labels_given("🇿🇬") == []
