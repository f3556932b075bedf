from __future__ import annotations

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.document import Document
from pressmark.core.span import Span


def document(*starts: int) -> Document:
    article = Article.from_raw(RawArticle("a" * 50, ArticleMeta("", None, source="x.txt", language="en"), ()))
    marks = [Annotation(f"m{s}", Span(s, s + 2), "ORG", Status.SUGGESTED, "test", None, {}) for s in starts]
    return Document(article, marks)


def ids(document: Document, place: Annotation | int, step: int) -> list[str]:
    return [annotation.id for annotation in document.around(place, step)]


def test_around_an_annotation_goes_round_the_end_and_comes_back_to_it() -> None:
    marks = document(1, 5, 9)
    here = marks.by_id["m5"]
    assert ids(marks, here, 1) == ["m9", "m1", "m5"]
    assert ids(marks, here, -1) == ["m1", "m9", "m5"]


def test_around_an_offset_begins_with_what_starts_there() -> None:
    marks = document(1, 5, 9)
    assert ids(marks, 5, 1) == ["m5", "m9", "m1"]
    assert ids(marks, 5, -1) == ["m1", "m9", "m5"]
    assert ids(marks, 40, 1) == ["m1", "m5", "m9"]
    assert ids(marks, 0, -1) == ["m9", "m5", "m1"]


def test_around_in_an_empty_document_is_nothing() -> None:
    assert ids(document(), 3, 1) == ids(document(), 3, -1) == []
