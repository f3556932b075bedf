"""Every format with a text and marks beside it: what it can hold comes back, and damage is told in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.annotation import Annotation, Status
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats import registry
from pressmark.formats.base import Holds, OffsetUnit, WriteOptions
from pressmark.formats.xml_text import clean

NAMES = [
    "prodigy", "doccano", "doccano-relations", "label-studio", "huggingface", "pubannotation", "bioc", "bioc-json",
    "web-annotation", "refi-qda",
]  # fmt: skip
IN_XML = {"bioc", "refi-qda"}
FOLDERS = {"huggingface"}
UNNAMED = {"doccano", "doccano-relations", "refi-qda"}  # ids of marks are not kept


def targets(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    return tmp_path_factory.mktemp("t") / f"set{registry.WRITERS[name].extension}"


def marks_of(one: AnnotatedArticle, name: str) -> list[tuple[object, ...]]:
    """What a format says that it holds of each mark."""
    holds = registry.WRITERS[name].holds
    return [
        (
            mark.span,
            mark.label,
            None if name in UNNAMED else mark.id,
            mark.status if Holds.STATUS in holds else None,
            (mark.origin, mark.score) if Holds.ORIGIN in holds else None,
            dict(mark.attributes) if Holds.ATTRIBUTES in holds else None,
            mark.note if Holds.NOTES in holds else None,
        )
        for mark in sorted(one.annotations, key=lambda m: (m.span.start, -m.span.end, m.label))
    ]


def arrows_of(one: AnnotatedArticle) -> list[tuple[object, ...]]:
    places = {mark.id: (mark.span, mark.label) for mark in one.annotations}
    return sorted(((places[each.head], places[each.child], each.label) for each in one.relations), key=repr)


def as_held(name: str, one: AnnotatedArticle) -> AnnotatedArticle:
    """The article with U+FFFD wherever XML has no place for a character."""
    if name not in IN_XML:
        return one
    article = one.article if name == "refi-qda" else one.article.but(text=clean(one.article.text))
    marks = tuple(mark.but(note=clean(mark.note)) for mark in one.annotations)
    return replace(one, article=article, annotations=marks)


def assert_same(name: str, given_: Sequence[AnnotatedArticle], path: Path, options: WriteOptions) -> None:
    form = registry.WRITERS[name]
    results = write(form, given_, path, options)
    back = list(form.read(path))
    assert [form.digest(each) for each in back] == [each.digest for each in results]
    assert len(back) == len(given_)
    for given_one, found, result in zip(given_, back, results, strict=True):
        one = as_held(name, given_one)
        assert found.article.text == one.article.text
        assert found.remarks == ()
        gone = {(each.span, each.label) for each in result.losses if each.what == "left out"}
        kept = replace(one, annotations=tuple(m for m in one.annotations if (m.span, m.label) not in gone))
        assert marks_of(found, name) == marks_of(kept, name)
        assert len(result.annotations) == len(kept.annotations)
        if Holds.RELATIONS in form.holds and not result.losses:
            assert arrows_of(found) == arrows_of(kept)
        if Holds.METADATA in form.holds:
            assert found.article.id == one.article.id
            assert found.article.meta.headline == one.article.meta.headline
            assert found.article.meta.published == one.article.meta.published


quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
statuses = st.sampled_from(list(Status))


@pytest.mark.parametrize("name", NAMES)
class TestEveryFormat:
    @quick
    @given(found=several(annotated_articles), unit=st.sampled_from(list(OffsetUnit)))
    def test_write_then_read_is_identity(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, found: list[AnnotatedArticle], unit: OffsetUnit
    ) -> None:
        assert_same(name, found, targets(tmp_path_factory, name), WriteOptions(offsets=unit))

    @quick
    @given(found=several(annotated_articles, statuses=statuses))
    def test_marks_of_every_status(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, found: list[AnnotatedArticle]
    ) -> None:
        assert_same(name, found, targets(tmp_path_factory, name), WriteOptions())

    def test_what_is_written_is_recognised(self, tmp_path: Path, name: str) -> None:
        form = registry.WRITERS[name]
        path = tmp_path / f"set{form.extension}"
        write(form, [article_of("In Baku, 😀 no.", (3, 7, "GPE"))], path)
        (one,) = registry.read(path)
        assert isinstance(one, AnnotatedArticle)
        assert [(mark.span, mark.label) for mark in one.annotations] == [(Span(3, 7), "GPE")]
        assert form.digest(one) == form.digest(next(form.read(path)))

    @settings(max_examples=80, suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=st.data())
    def test_damage_is_told_in_a_sentence(
        self, tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
    ) -> None:
        if name in FOLDERS:
            pytest.skip("a folder's files are damaged in the format's own tests")
        path = tmp_path_factory.getbasetemp() / f"damaged{registry.WRITERS[name].extension}"
        path.write_bytes(data.draw(damaged(sample(name, tmp_path_factory))))
        read_or_refused(registry.WRITERS[name].read, path)


SAMPLES: dict[str, bytes] = {}


def sample(name: str, factory: pytest.TempPathFactory) -> bytes:
    if name in SAMPLES:
        return SAMPLES[name]
    path = targets(factory, name)
    one = article_of("In Baku 😀 on\nWednesday, İlham said.", (3, 7, "GPE"), (3, 9, "X Y"), (13, 22, "DATE"))
    one = replace(
        one,
        annotations=(
            *one.annotations,
            Annotation("a9", Span(24, 29), "PERSON", Status.SUGGESTED, "model:en-1", 0.5, {"value": 3}, "sure?"),
        ),
    )
    write(registry.WRITERS[name], [one, replace(one, article=one.article.but(id="second"))], path)
    return SAMPLES.setdefault(name, path.read_bytes())


JSON_NAMES = ["prodigy", "doccano", "label-studio"]


@pytest.mark.parametrize("name", JSON_NAMES)
@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b'{"text": "Baku", "spans": [', 1, "this is not JSON"),
        (b'\n\n{"text": "a", "text": "b"}', 3, "“text” twice"),
        (b'{"text": "a", "x": NaN}', 1, "NaN is no number in JSON"),
        (b'{"text": "a", "x": ' + b"9" * 5000 + b"}", 1, "too many digits"),
        (b"[" * 100_000, 1, "nested too deeply"),
        (b'[{"text": "a", "data": {"text": "a"}},\n' + b'{"a":' * 100_000, 2, "nested too deeply"),
        (b'{"text": "caf\xe9"}', 1, "this is not UTF-8"),
        (b'["text"]', 1, ""),
        (b"[3]", 1, ""),
        (b'[{"text": "a", "data": {"text": "a"}}\n{}]', 2, "where “]” belongs"),
        (b'[{"text": "a", "data": {"text": "a"}},\n\n', 3, "in the middle"),
    ],
)
def test_broken_json(tmp_path: Path, name: str, content: bytes, line: int, says: str) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content)
    with pytest.raises(UserError) as caught:
        list(registry.DATASETS[name].read(path))
    assert caught.value.sentence.startswith(f"set.json, line {line}: ")
    assert says in caught.value.sentence
    assert "\n" not in caught.value.sentence


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_other_encodings_that_say_so(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "set.json"
    path.write_text('[{"text": "Kəlbəcər", "label": [[0, 8, "GPE"]]}]', encoding=encoding)
    (one,) = registry.DATASETS["doccano"].read(path)
    assert one.article.text == "Kəlbəcər"


def test_lone_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(r'{"text": "a\ud800 Baku", "label": [[3, 7, "G\udc00PE"]]}', encoding="utf-8")
    (one,) = registry.DATASETS["doccano"].read(path)
    assert (one.article.text, one.annotations[0].label) == ("a\ufffd Baku", "G\ufffdPE")


def test_an_array_is_read_lazily(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    rows = ",\n".join(f'{{"text": "Article {n}", "label": []}}' for n in range(30_000))
    path.write_text(f"[{rows},\nbroken", encoding="utf-8")
    texts = []
    with pytest.raises(UserError, match=r"set\.json, line 30001: this is not JSON"):
        texts.extend(one.article.text for one in registry.DATASETS["doccano"].read(path))
    stream = registry.DATASETS["doccano"].read(path)
    assert [next(stream).article.text for _ in range(2)] == ["Article 0", "Article 1"]
