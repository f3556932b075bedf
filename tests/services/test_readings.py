from __future__ import annotations

from typing import Any

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta
from pressmark.core.document import Document
from pressmark.core.span import Span
from pressmark.core.text import fingerprint, paragraphs
from pressmark.detect import dates
from pressmark.services.readings import read_attributes, rereadings

TEXT = "They met on Wednesday. In 2011 it opened; two years later it closed. It lasted ten days."


def document(text: str = TEXT, published: str | None = "2020-11-25", **attributes: Any) -> Document:
    article = Article("a", text, fingerprint(text), ArticleMeta(published=published), ())
    found = dates.find(text, paragraphs(text), published=published).candidates
    marks = [
        Annotation(f"a{n}", c.span, c.label, Status.SUGGESTED, c.origin, c.score, {**c.attributes, **attributes})
        for n, c in enumerate(found)
    ]
    return Document(article, marks)


def test_a_mark_gets_the_reading_of_its_label() -> None:
    text = "The war killed some 30,000 people on Wednesday."
    date = read_attributes(text, Span(37, 46), "DATE", published="2020-11-25")
    assert date == {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"}
    figure = read_attributes(text, Span(20, 26), "CARDINAL", published=None)
    assert (figure["value"], figure["precision"], figure["event"]["lemma"]) == (30_000, "about", "kill")
    assert figure["counted"] == {"start": 27, "end": 33, "text": "people"}


def test_other_labels_and_other_words_have_none() -> None:
    assert read_attributes(TEXT, Span(12, 21), "PERSON", published=None) == {}
    assert read_attributes(TEXT, Span(0, 4), "DATE", published="2020-11-25") == {}
    assert read_attributes(TEXT, Span(0, 4), "CARDINAL", published=None) == {}


def test_a_corrected_publish_date_moves_what_was_counted_from_it() -> None:
    changed = rereadings(document(), "2020-11-25", "2021-01-04")
    assert changed == {"a0": {"type": "DATE", "value": "2020-12-30", "mod": None, "anchor": "2021-01-04"}}


def test_a_publish_date_that_becomes_known_resolves_what_was_open() -> None:
    changed = rereadings(document(published=None), None, "2020-11-25")
    assert {mark: row["value"] for mark, row in changed.items()} == {"a0": "2020-11-25"}
    changed = rereadings(document(), "2020-11-25", None)
    assert {mark: row["value"] for mark, row in changed.items()} == {"a0": "XXXX-WXX-3"}


def test_a_value_set_by_a_person_stays() -> None:
    assert rereadings(document(value="2020-01-01"), "2020-11-25", "2021-01-04") == {}


def test_other_attributes_stay() -> None:
    changed = rereadings(document(checked=True), "2020-11-25", "2021-01-04")
    assert changed["a0"]["checked"] is True


def test_the_same_date_changes_nothing() -> None:
    assert rereadings(document(), "2020-11-25", "2020-11-25") == {}


def test_marks_that_a_person_drew_are_read_as_well() -> None:
    text = "They met late on Wednesday."
    article = Article("a", text, fingerprint(text), ArticleMeta(published="2020-11-25"), ())
    drawn = Span(9, 26)
    reading = read_attributes(text, drawn, "DATE", published="2020-11-25")
    mark = Annotation("a0", drawn, "DATE", Status.ACCEPTED, "person:me", None, reading)
    changed = rereadings(Document(article, [mark]), "2020-11-25", "2020-12-03")
    assert changed["a0"]["value"] == "2020-12-02"
