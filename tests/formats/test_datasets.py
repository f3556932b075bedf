"""JSON lines and columns: what is written comes back, whatever is in it; mistakes are told with their line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.core.strategies import documents

from pressmark.core.annotation import Annotation, Status
from pressmark.core.article import Article, ArticleMeta, RawArticle, Token
from pressmark.core.document import Document
from pressmark.core.errors import UserError
from pressmark.core.overlap import flatten
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.span import Span
from pressmark.core.tokens import Inside, is_boundary, tokenise
from pressmark.core.zones import Zone, ZoneKind
from pressmark.formats import conll, jsonl, registry
from pressmark.formats.base import WriteOptions

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
COLUMNS = ["conll", "bio", "bioes", "biluo", "iob", "conll2000", "conll2002"]


def article_of(document: Document, *, done: bool = False, answer: str = "accept") -> AnnotatedArticle:
    return AnnotatedArticle(
        replace(document.article, done=done), tuple(document), document.relations, (), answer
    )  # fmt: skip


def plain(text: str, *marks: tuple[int, int, str], zones: tuple[Zone, ...] = ()) -> AnnotatedArticle:
    article = Article.from_raw(RawArticle(text, ArticleMeta(source="a.txt"), zones))
    return AnnotatedArticle(
        article,
        tuple(
            Annotation(f"a{number}", Span(start, end), label, Status.ACCEPTED, "person:me")
            for number, (start, end, label) in enumerate(marks, 1)
        ),
    )


def read_lines(tmp_path: Path, *rows: object) -> list[AnnotatedArticle]:
    path = tmp_path / "set.jsonl"
    path.write_text(
        "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows), encoding="utf-8"
    )
    return list(jsonl.read(path))


class TestJsonLines:
    @given(documents(), st.booleans(), st.sampled_from(["", "NN", "“x”\u2028"]))
    def test_a_line_is_its_object_as_json(self, document: Document, done: bool, pos: str) -> None:
        """Tokens are written by hand, for speed; the bytes are those of the encoder."""
        tokens = tuple(token.but(pos=pos) for token in tokenise(document.text))
        one = replace(article_of(document, done=done), tokens=tokens)
        line = json.dumps(jsonl.to_row(one), ensure_ascii=False)
        for separator in "\x85\u2028\u2029":
            line = line.replace(separator, f"\\u{ord(separator):04x}")
        assert jsonl.encoded(one) == f"{line}\n".encode()

    @given(documents(), st.booleans(), st.sampled_from(["accept", "reject", "ignore"]))
    def test_write_then_read_is_identity(
        self, tmp_path_factory: pytest.TempPathFactory, document: Document, done: bool, answer: str
    ) -> None:
        one = article_of(document, done=done, answer=answer)
        path = tmp_path_factory.getbasetemp() / "identity.jsonl"
        line = jsonl.encoded(one)
        assert line.count(b"\n") == 1
        path.write_bytes(line)
        (back,) = jsonl.read(path)
        assert back.article == one.article
        assert back.annotations == one.annotations
        assert back.relations == one.relations
        assert back.answer == one.answer
        assert jsonl.encoded(back) == line
        assert jsonl.digest(back) == jsonl.digest(one)

    def test_the_line_is_as_the_interfaces_say(self) -> None:
        text = "Some 30,000 people\u2028died."
        one = AnnotatedArticle(
            Article("x1", text, "", ArticleMeta("H", "2020", extra={"site": "S"}), (Zone(Span(0, 24), ZoneKind.BODY),)),
            (
                Annotation("a1", Span(5, 11), "CARDINAL", Status.SUGGESTED, "rule:figures", 0.5, {"value": 30000}),
                Annotation("a2", Span(6, 9), "ODD", Status.REJECTED, "person:me", None, {}, "why?"),
            ),
            (),
            (Token(Span(0, 4), "DT", True), Token(Span(5, 11), "CD"), Token(Span(12, 18)), Token(Span(19, 24))),
        )
        line = jsonl.encoded(one)
        assert b"\\u2028" in line
        row = json.loads(line)
        assert list(row) == ["id", "text", "meta", "zones", "tokens", "spans", "relations", "answer"]
        assert row["meta"] == {
            "headline": "H", "published": "2020", "story_code": None, "byline": None, "source": None, "language": None,
            "site": "S",
        }  # fmt: skip
        assert row["tokens"][0] == {
            "id": 0, "text": "Some", "start": 0, "end": 4, "ws": True, "pos": "DT", "sent_start": True,
        }  # fmt: skip
        assert row["tokens"][3] == {"id": 3, "text": "died.", "start": 19, "end": 24, "ws": False}
        assert row["spans"] == [
            {
                "id": "a1", "start": 5, "end": 11, "text": "30,000", "label": "CARDINAL", "token_start": 1,
                "token_end": 1, "status": "suggested", "origin": "rule:figures", "score": 0.5,
                "attributes": {"value": 30000},
            },
            {
                "id": "a2", "start": 6, "end": 9, "text": "0,0", "label": "ODD", "token_start": None, "token_end": None,
                "status": "rejected", "origin": "person:me", "score": None, "attributes": {}, "note": "why?",
            },
        ]  # fmt: skip

    def test_half_a_surrogate_pair_in_a_note_survives(self) -> None:
        one = plain("Baku", (0, 4, "GPE"))
        one = replace(one, annotations=(one.annotations[0].but(note="\ud83d"),))
        path_bytes = jsonl.encoded(one)
        assert json.loads(path_bytes)["spans"][0]["note"] == "\ud83d"

    @pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.gold.jsonl")))
    def test_the_gold_comes_back(self, name: str) -> None:
        (one,) = registry.read(SEEDS / name)
        assert isinstance(one, AnnotatedArticle)
        row = json.loads((SEEDS / name).read_text(encoding="utf-8"))
        again = jsonl.to_row(one)
        for span in again["spans"]:
            assert isinstance(span.pop("token_start"), int)
            assert isinstance(span.pop("token_end"), int)
        del again["tokens"]
        assert again == row

    def test_minimal_lines_of_others(self, tmp_path: Path) -> None:
        body = (
            "Azerbaijani soldiers entered Kalbajar on Wednesday as the last troops left the district, officials said."
        )
        at = len("\ufeffHead of it\r\n\r\n") + body.index("Kalbajar")
        first, second, third = read_lines(
            tmp_path,
            {"text": "In Baku.", "spans": [{"start": 3, "end": 7, "label": "GPE"}]},
            {
                "text": f"\ufeffHead of it\r\n\r\n{body}",
                "spans": [{"start": at, "end": at + 8, "label": "GPE", "text": "Kalbajar"}],
            },
            {"text": "In Baku, no.", "answer": "reject", "spans": [{"start": 3, "end": 7, "label": "GPE"}], "extra": 1},
        )
        assert first.annotations == (Annotation("a1", Span(3, 7), "GPE", Status.ACCEPTED, "import:jsonl"),)
        assert first.article.id == first.article.sha256[:16]
        assert [str(zone.kind) for zone in first.article.zones] == ["body"]
        assert second.article.meta.headline == "Head of it"
        assert second.annotations[0].span.of(second.article.text) == "Kalbajar"
        assert third.annotations[0].status is Status.SUGGESTED
        assert third.answer == "reject"

    def test_relations_of_prodigy(self, tmp_path: Path) -> None:
        spans = [{"start": 0, "end": 4, "label": "GPE"}, {"start": 5, "end": 9, "label": "ORG"}]
        row = {"text": "Baku Army", "spans": spans, "relations": [
            {"head": 0, "child": 1, "head_span": spans[0], "child_span": spans[1], "label": "of"}
        ]}  # fmt: skip
        (one,) = read_lines(tmp_path, row)
        assert [(each.head, each.child, each.label) for each in one.relations] == [("a1", "a2", "of")]

    @pytest.mark.parametrize(
        ("row", "says"),
        [
            ("{broken", "this is not JSON"),
            ("[1]", "needs a “text”"),
            ({"spans": []}, "needs a “text”"),
            ({"text": "Baku", "spans": [{"start": 0, "end": 9, "label": "GPE"}]}, "not inside the text"),
            ({"text": "Baku", "spans": [{"start": 2, "end": 2, "label": "GPE"}]}, "not inside the text"),
            ({"text": "Baku", "spans": [{"start": "0", "end": 2, "label": "GPE"}]}, "no whole numbers"),
            (
                {"text": "😀Baku", "spans": [{"start": 2, "end": 5, "label": "G", "text": "Bak"}]},
                "says “Bak”, but there",
            ),
            ({"text": "Baku", "spans": [{"start": 0, "end": 4}]}, "no “label”"),
            ({"text": "Baku", "spans": [{"start": 0, "end": 4, "label": "G", "status": "x"}]}, "no status"),
            ({"text": "Baku", "spans": [{"start": 0, "end": 4, "label": "G", "score": "x"}]}, "not a number"),
            ({"text": "Baku", "spans": [{"start": 0, "end": 4, "label": "G"}] * 2}, "twice"),
            ({"text": "Baku", "spans": ["x"]}, "not a list of objects"),
            ({"text": "Baku", "zones": [{"kind": "x", "start": 0, "end": 4}]}, "no kind of zone"),
            ({"text": "Baku", "zones": [{"kind": "body", "start": 0, "end": 4}] * 2}, "overlap"),
            ({"text": "Baku", "relations": [{"head": "a", "child": "b", "label": "x"}]}, "no span of this article"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, row: object, says: str) -> None:
        with pytest.raises(UserError) as caught:
            read_lines(tmp_path, {"text": "Good."}, "", row)
        assert caught.value.sentence.startswith("set.jsonl, line 3: ")
        assert says in caught.value.sentence

    def test_not_utf8(self, tmp_path: Path) -> None:
        path = tmp_path / "set.jsonl"
        path.write_bytes(b'{"text": "caf\xe9"}\n')
        with pytest.raises(UserError, match=r"set\.jsonl, line 1: this is not UTF-8"):
            list(jsonl.read(path))

    def test_good_lines_come_before_the_error(self, tmp_path: Path) -> None:
        path = tmp_path / "set.jsonl"
        path.write_text('{"text": "Good."}\n{', encoding="utf-8")
        stream = jsonl.read(path)
        assert next(stream).article.text == "Good."
        with pytest.raises(UserError):
            next(stream)

    @pytest.mark.parametrize("name", ["set.jsonl", "set.conll"])
    def test_a_dataset_without_an_article(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(b"\n")
        with pytest.raises(UserError, match="is empty"):
            list(registry.read(path))


def written(form: str, *articles: AnnotatedArticle, options: WriteOptions | None = None) -> tuple[bytes, list, list]:
    stream = io.BytesIO()
    writer = registry.WRITERS[form].open(stream, options or WriteOptions())
    results = [writer.add(article) for article in articles]
    writer.finish()
    return stream.getvalue(), results, [each for result in results for each in result.losses]


class TestColumns:
    def test_conll_2003(self) -> None:
        content, _, losses = written(
            "conll",
            plain("Baku said\u00a0so. It left.", (0, 4, "GPE"), (17, 21, "X")),
            plain("", zones=()),
            plain("Oh"),
        )
        assert content.decode() == (
            "-DOCSTART- -X- O O\n\nBaku _ _ B-GPE\nsaid _ _ O\nso _ _ O\n. _ _ O\n\n"
            "It _ _ O\nleft _ _ B-X\n. _ _ O\n\n"
            "-DOCSTART- -X- O O\n\n-DOCSTART- -X- O O\n\nOh _ _ O\n\n"
        )
        assert losses == []

    def test_two_columns_of_bioes(self) -> None:
        content, _, _ = written("bioes", plain("New York is big", (0, 8, "GPE"), (12, 15, "X")))
        assert content.decode() == "-DOCSTART- -X- O O\n\nNew B-GPE\nYork E-GPE\nis O\nbig S-X\n\n"

    def test_tags_of_the_token_cache_are_written(self) -> None:
        one = replace(
            plain("In Baku", (3, 7, "GPE")),
            tokens=(Token(Span(0, 2), "IN", True), Token(Span(2, 3), "_SP"), Token(Span(3, 7), "NNP")),
        )
        assert written("conll", one)[0].decode() == "-DOCSTART- -X- O O\n\nIn IN _ O\nBaku NNP _ B-GPE\n\n"

    def test_only_what_the_article_says_unless_all_is_wanted(self) -> None:
        zones = (Zone(Span(0, 11), ZoneKind.BYLINE), Zone(Span(12, 20), ZoneKind.BODY))
        one = plain("By Jane Roe In Baku.", (3, 11, "PERSON"), (15, 19, "GPE"), zones=zones)
        content, _, losses = written("bio", one)
        assert content.decode() == "-DOCSTART- -X- O O\n\nIn O\nBaku B-GPE\n. O\n\n"
        assert [(each.text, each.what) for each in losses] == [("Jane Roe", "left out")]
        content, _, losses = written("bio", one, options=WriteOptions(whole_text=True))
        assert "Jane B-PERSON" in content.decode()
        assert losses == []

    def test_every_loss_is_named(self) -> None:
        one = plain(
            "University of Oxford and cafe\u0301s R19.80",
            (0, 20, "ORG"),
            (14, 20, "GPE"),
            (25, 29, "FAC"),
            (20, 24, "X"),
            (33, 38, "my label"),
        )
        content, results, losses = written("bio", one)
        assert [(each.text, each.what) for each in losses] == [
            ("Oxford", "left out"), (" and", "changed"), ("cafe", "widened"), ("19.80", "changed"),
        ]  # fmt: skip
        assert "R O\n19.80 B-my_label" in content.decode()
        assert [annotation.id for annotation in results[0].annotations] == ["a1", "a4", "a3", "a5"]
        assert all(each.why.endswith(".") and each.article_id == one.article.id for each in losses)

    def test_marks_inside_tokens_may_be_widened_or_left_out(self) -> None:
        one = plain("R19.80x", (1, 3, "A"), (4, 6, "B"))
        content, _, losses = written("bio", one, options=WriteOptions(inside=Inside.WIDEN))
        assert content.decode().endswith("R19.80x B-A\n\n")
        assert [each.what for each in losses] == ["widened", "left out"]
        _, _, losses = written("bio", one, options=WriteOptions(inside=Inside.LEAVE_OUT))
        assert [each.what for each in losses] == ["left out", "left out"]

    def test_two_labels_do_not_become_one(self) -> None:
        content, _, _ = written("bio", plain("a b", (0, 1, "my label"), (2, 3, "my_label")))
        assert content.decode() == "-DOCSTART- -X- O O\n\na B-my_label\nb B-my_label_\n\n"

    def test_a_text_that_says_docstart(self, tmp_path: Path) -> None:
        content, _, _ = written("bio", plain("-DOCSTART- now"))
        path = tmp_path / "a.bio"
        path.write_bytes(content)
        (one,) = conll.read(path)
        assert one.article.text == "- DOCSTART- now\n"

    @given(st.lists(documents(), max_size=3), st.sampled_from(COLUMNS), st.sampled_from(list(Inside)), st.booleans())
    def test_tags_give_the_same_marks_on_the_same_tokens(
        self, tmp_path_factory: pytest.TempPathFactory, found: list[Document], form: str, inside: Inside, whole: bool
    ) -> None:
        articles = [article_of(document) for document in found]
        content, results, _ = written(form, *articles, options=WriteOptions(inside, whole))
        path = tmp_path_factory.getbasetemp() / f"same.{form}"
        path.write_bytes(content)
        back = list(conll.read(path))
        assert [conll.digest(each) for each in back] == [each.digest for each in results]
        assert list(conll.digests(path)) == [each.digest for each in results]
        for article, read, result in zip(articles, back, results, strict=True):
            assert "".join(read.article.text.split()) == "".join(article.article.text.split())
            assert len(read.annotations) == len(result.annotations)
            told = {(each.span, each.label, each.what) for each in result.losses}
            kept, dropped = flatten(article.annotations)
            assert {(each.span, each.label, "left out") for each in dropped} <= told
            words = [a.span.of(read.article.text) for a in read.annotations]
            for annotation in kept:
                # What no loss speaks of comes back word for word.
                if not any((annotation.span, annotation.label) == each[:2] for each in told):
                    meant = "".join(annotation.span.of(article.article.text).split())
                    assert meant in ["".join(each.split()) for each in words]
            if inside is Inside.SPLIT and all(
                is_boundary(article.article.text, edge) for a in kept for edge in (a.span.start, a.span.end)
            ):
                assert all(
                    a.span.of(article.article.text).isspace() for a in kept if (a.span, a.label, "left out") in told
                )

    def test_the_tokens_are_those_of_the_tokeniser(self, tmp_path: Path) -> None:
        text = "Mr. Roe paid $4.5bn. “I don’t know,” he said."
        path = tmp_path / "a.conll"
        path.write_bytes(written("conll", plain(text))[0])
        (one,) = conll.read(path)
        assert one.article.text == "Mr. Roe paid $4.5bn.\n“I don’t know,” he said.\n"
        assert [token.sentence_start for token in one.tokens] == [token.sentence_start for token in tokenise(text)]

    @pytest.mark.parametrize(
        ("content", "texts", "marks"),
        [
            ("A B-X\nb I-X\n\nc O\n", ["A b\nc\n"], [("A b", "X")]),
            ("A I-X\nb I-X\n", ["A b\n"], [("A b", "X")]),
            ("A\tB-X\nb\tE-X\n", ["A b\n"], [("A b", "X")]),
            ("A NNP B-NP U-X\n\n-DOCSTART- -X- O O\n\nb NN I-NP O\n", ["A\n", "b\n"], [("A", "X")]),
            ("-DOCSTART-\n\nA O\n", ["A\n"], []),
        ],
    )
    def test_files_of_others(
        self, tmp_path: Path, content: str, texts: list[str], marks: list[tuple[str, str]]
    ) -> None:
        path = tmp_path / "a.conll"
        path.write_text(content, encoding="utf-8")
        found = list(conll.read(path))
        assert [one.article.text for one in found] == texts
        assert [(a.span.of(one.article.text), a.label) for one in found for a in one.annotations] == marks

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("A O\nb\n", "line 2: 1 column instead of 2"),
            ("A\n", "line 1: 1 column instead of 2"),
            ("A x O\nb O\n", "line 2: 2 columns instead of 3"),
            ("A B-Y\n\nb X-Y\n", "line 3: X-Y is no"),
            ("A B-X\nb I-Y\nc E-X\n", "line 2: I-Y does not follow"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, content: str, says: str) -> None:
        path = tmp_path / "a.conll"
        path.write_text(content, encoding="utf-8")
        with pytest.raises(UserError) as caught:
            list(conll.read(path))
        assert f"a.conll, {says}" in caught.value.sentence

    def test_not_utf8_and_gone(self, tmp_path: Path) -> None:
        path = tmp_path / "a.conll"
        path.write_bytes("Kəlbəcər O\nand O\n".encode() + b"caf\xe9 O\n")
        with pytest.raises(UserError, match="line 3: this is not UTF-8"):
            list(conll.read(path))
        with pytest.raises(UserError, match="no longer there"):
            list(conll.read(tmp_path / "gone.conll"))
