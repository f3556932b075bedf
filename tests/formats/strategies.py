"""Annotated articles that break careless writers: every kind of text, mark, label, value and relation there is.

For the tests that what a format can hold comes back as it was. `annotated_articles` gives whole ones; the parts are
here for formats that hold less.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.strategies import spans, texts

from pressmark.core.annotation import Annotation, Relation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.formats.base import WriteOptions, WriterFormat, Written

# Spaces, hyphens, signs that some format gives a meaning, other scripts, a tag's own look, and two names that become
# one where spaces are replaced.
labels = st.sampled_from(
    [
        "PERSON", "ORG", "GPE", "my label, odd", "my_label__odd", "B-PER", "O", "PER-I", "a|b", "x*y(z)", "<b>&\"'",
        "Ölfeld", "سكان", "#tag", "[1]", "a\\b", "_", "-", "100%", "a;b:c=d", "😀",
    ]
)  # fmt: skip

# No lone surrogates (no file can hold them), but every control character, line end and sign of markup.
strings = st.sampled_from(
    ["", " ", "line\nbreak", "tab\tstop", "a=b;c|d", "]]>", "<x/>&amp;", "_", "*", "null", "3", "true", '"quoted"',
     "\\n", "\r\n", "\u2028", "x\x85y", "😀", "كلب", "e\u0301", "# no comment", "[1]", "https://example.org/?a=1&b=%20"]
) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6)  # fmt: skip

# Strings that XML can hold: no control characters but tab and line end.
xml_strings = strings.map(
    lambda s: "".join(
        c for c in s if c in "\t\n" or (c >= " " and c not in "\ufffe\uffff" and not "\x7f" <= c <= "\x9f")
    )
)

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9) | strings,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=3,
)
readings = st.sampled_from(
    [
        {},
        {"value": 30000, "precision": "about", "unit": None, "counted": {"start": 0, "end": 1, "text": "x"}},
        {"type": "DATE", "value": "2020-11-25", "mod": None, "anchor": "2020-11-25"},
        {"value": 8.25, "unit": "%"},
        {"value": "P10D", "note": "two\nlines\tand a tab"},
    ]
)
attribute_names = st.sampled_from(["value", "type", "my name", "a|b", "Größe", "x-y", "id", "begin", "1st", "text"])
accepted = st.just(Status.ACCEPTED)
attributes = readings | st.dictionaries(attribute_names, values, max_size=3)


@st.composite
def annotated_articles(
    draw: st.DrawFn,
    *,
    text: st.SearchStrategy[str] = texts,
    label: st.SearchStrategy[str] = labels,
    attributes: st.SearchStrategy[dict[str, Any]] = attributes,
    notes: st.SearchStrategy[str] = strings,
    statuses: st.SearchStrategy[Status] = accepted,
    max_annotations: int = 8,
    relations: bool = True,
    number: int = 1,
) -> AnnotatedArticle:
    """One article: empty or not, with nested, crossing and equal spans, of which no two have the same label too.

    Args:
        number: makes the article's id one of its own among several.
    """
    words = draw(text)
    places: list[tuple[Span, str]] = (
        draw(st.lists(st.tuples(spans(words), label), unique=True, max_size=max_annotations)) if words else []
    )
    places.sort(key=lambda place: (place[0].start, -place[0].end, place[1]))
    annotations = [
        Annotation(
            f"a{order}", span, name, draw(statuses), "person:me", None, draw(attributes),
            draw(notes) if draw(st.integers(0, 3)) == 3 else "",
        )
        for order, (span, name) in enumerate(places, 1)
    ]  # fmt: skip
    arrows: list[Relation] = []
    if relations and len(annotations) > 1:
        ends = st.sampled_from([each.id for each in annotations])
        pairs = draw(st.lists(st.tuples(ends, ends, label), max_size=3, unique=True))
        arrows = [Relation(f"r{order}", *pair) for order, pair in enumerate(pairs, 1) if pair[0] != pair[1]]
    meta = ArticleMeta(
        headline=draw(st.sampled_from([None, "Headline", "A “second” <one> & more"])),
        published=draw(st.sampled_from([None, "2020-11-25", "2020-11-25T15:28+04:00"])),
        source=draw(st.sampled_from([None, "a.txt", "with space.html"])),
    )
    article = Article.from_raw(RawArticle(words, meta, ()), article_id=f"article-{number}")
    return AnnotatedArticle(article, tuple(annotations), tuple(arrows))


def several(strategy: Callable[..., st.SearchStrategy[AnnotatedArticle]], **options: Any) -> st.SearchStrategy[list]:
    """Up to three articles with ids of their own."""
    return st.integers(0, 3).flatmap(lambda n: st.tuples(*[strategy(number=k, **options) for k in range(n)])).map(list)


def article_of(text: str, *marks: tuple[int, int, str], **fields: Any) -> AnnotatedArticle:
    """An article with accepted marks a1, a2, … for tests that spell out what they write."""
    article = Article.from_raw(RawArticle(text, ArticleMeta(source="a.txt"), ()))
    annotations = tuple(
        Annotation(f"a{number}", Span(start, end), label, Status.ACCEPTED, "person:me")
        for number, (start, end, label) in enumerate(marks, 1)
    )
    return replace(AnnotatedArticle(article, annotations), **fields)


def write(
    form: WriterFormat, articles: Sequence[AnnotatedArticle], path: Path, options: WriteOptions | None = None
) -> list[Written]:
    """Writes articles to a file, or into a folder that must be empty or not there."""
    options = options or WriteOptions()
    if form.open_folder is not None:
        path.mkdir(parents=True, exist_ok=True)
        folder = form.open_folder(path, options, ("",))
        results = [folder.add(article, part="") for article in articles]
        folder.finish()
        return results
    assert form.open is not None
    stream = io.BytesIO()
    writer = form.open(stream, options)
    results = [writer.add(article) for article in articles]
    writer.finish()
    path.write_bytes(stream.getvalue())
    return results


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A file after an accident: cut, with bytes changed, doubled, taken out or put in, or lines exchanged."""
    broken = bytearray(content)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(broken) - 1)))
        match draw(st.integers(0, 5)):
            case 0:
                del broken[at:]
            case 1:
                broken[at : at + 1] = draw(st.binary(min_size=1, max_size=3))
            case 2:
                del broken[at : at + draw(st.integers(1, 12))]
            case 3:
                broken[at:at] = draw(
                    st.sampled_from([b"\n", b"\t", b" ", b"-", b"9", b"\xff", b"<", b'"', b"\x00", b"[1]"])
                )
            case 4:
                broken[at:at] = broken[at : at + draw(st.integers(1, 40))]
            case _:
                lines = bytes(broken).split(b"\n")
                one, two = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
                lines[one], lines[two] = lines[two], lines[one]
                broken = bytearray(b"\n".join(lines))
    return bytes(broken)


def read_or_refused(read: Callable[[Path], Iterator[AnnotatedArticle]], path: Path) -> list[AnnotatedArticle]:
    """What a reader gives of a damaged file, checked as the import checks it; a refusal names the file in one line."""
    from pressmark.core.document import Document

    found: list[AnnotatedArticle] = []
    sentence = path.name
    try:
        for one in read(path):
            Document(one.article, one.annotations, one.relations)
            for token in one.tokens:
                token.span.of(one.article.text)
            found.append(one)
    except UserError as error:
        sentence = error.sentence
    assert path.name in sentence
    assert "\n" not in sentence
    assert len(sentence) < 500
    return found
