"""Files of columns as other programs write them, and the text that is made of their tokens."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats import conll, conll2012, registry, spacing
from pressmark.formats.base import WriteOptions

COLUMNS = ["conll", "bio", "bioes", "biluo", "iob", "conll2000", "conll2002"]
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def file_of(tmp_path: Path, content: str | bytes, name: str = "a.conll") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def marks(article: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(each.span.of(article.article.text), each.label) for each in article.annotations]


class TestSpaces:
    @pytest.mark.parametrize(
        "text",
        [
            "“I don’t know,” Mr. Roe (Baku) said.",
            'He said "yes" and "no," then left.',
            "The Smiths' house isn't 'new'; it's 90% done!",
            "It paid $4.5bn (or €3), the No. 1 price... and/or more.",
            "John's dogs can't swim: they'll sink?",
            "（中国）在北京。",
        ],
    )
    def test_english_and_chinese_come_out_as_they_are_written(self, text: str, tmp_path: Path) -> None:
        path = tmp_path / "a.conll"
        write(registry.writer("conll"), [article_of(text)], path)
        (one,) = conll.read(path)
        assert " ".join(one.article.text.split()) == text

    def test_every_token_is_where_it_says(self) -> None:
        words = ['"', "Oh", '"', ",", "he", "did", "n't", "(", "say", ")", "'", "so", "'", "."]
        text = spacing.TokenText()
        spans = text.sentence(words, [""] * len(words))
        assert text.text == "\"Oh\", he didn't (say) 'so'."
        assert [span.of(text.text) for span in spans] == words

    @given(st.lists(st.text(min_size=1, max_size=3).filter(lambda w: not w.isspace()), max_size=12))
    def test_no_token_is_lost(self, words: list[str]) -> None:
        text = spacing.TokenText()
        spans = text.sentence(words, [""] * len(words))
        assert [span.of(text.text) for span in spans] == words


class TestShapes:
    @pytest.mark.parametrize(
        ("content", "texts", "found"),
        [
            ("\n\n\nA B-X\n", ["A\n"], [("A", "X")]),  # blank lines first, no line end last
            ("A B-X\r\nb I-X\r\n\r\nc O", ["A b\nc\n"], [("A b", "X")]),
            ("A\tNN\tB_X\nb\tNN\tI_X\n", ["A b\n"], [("A b", "X")]),
            ("A X-B\nb X-I\nc O\n", ["A b c\n"], [("A b", "X")]),
            ("O the\nB-X A\nI-X b\n", ["the A b\n"], [("A b", "X")]),  # the tag first
            ("A PER-x\nb PER-x\nc O\nd O\n", ["A b c d\n"], [("A b", "PER-x")]),  # no signs at all
            ("A B-X\nb M-X\nc E-X\nd S-Y\n", ["A b c d\n"], [("A b c", "X"), ("d", "Y")]),
            ("A I-X\n\nB I-X\n", ["A\nB\n"], [("A", "X"), ("B", "X")]),
            ("A I-X\nb B-X\n", ["A b\n"], [("A", "X"), ("b", "X")]),
            ("A NN B-X\n# NN O\n#a NN I-Y\n", ["A # #a\n"], [("A", "X"), ("#a", "Y")]),
            ("# id 1 domain=x\nA _ _ B-X\n", ["A\n"], [("A", "X")]),
            ("# newdoc id = d1\nA B-X\n# newdoc id = d2\nb O\n", ["A\n", "b\n"], [("A", "X")]),
            ("-DOCSTART- (7 EU)\n\nA B-X\n\n-DOCSTART- -X- -X- -X- O\nb O\n", ["A\n", "b\n"], [("A", "X")]),
            ("A lem NN I-NC B-X\n", ["A\n"], [("A", "X")]),
            ("en:A\tB-X\nen:b\tI-X\n\nen::\tO\n", ["A b\n:\n"], [("A b", "X")]),  # the language before each word
            ("\u00a0 O\nA B-X\n\u00a0 I-X\n", ["\u00a0A \u00a0\n"], [("A", "X")]),
        ],
    )
    def test_files_of_others(
        self, tmp_path: Path, content: str, texts: list[str], found: list[tuple[str, str]]
    ) -> None:
        path = file_of(tmp_path, content)
        read = list(registry.read(path))
        assert ["".join(one.article.text.split()) for one in read] == ["".join(text.split()) for text in texts]
        assert [mark for one in read for mark in marks(one)] == found

    def test_numbered_words_with_outer_and_inner_tags(self, tmp_path: Path) -> None:
        rows = "#\thttp://example.org [2009]\n1\tUni\tB-ORG\tO\n2\tBaku\tI-ORG\tB-LOC\n\n1\tYes\tO\tO\n"
        (one,) = registry.read(file_of(tmp_path, rows, "x.tsv"))
        assert one.article.text == "Uni Baku\nYes\n"
        assert marks(one) == [("Uni Baku", "ORG"), ("Baku", "LOC")]

    def test_a_first_row_that_names_the_columns(self, tmp_path: Path) -> None:
        rows = "TOKEN\tNE-COARSE-LIT\tNE-FINE-LIT\tMISC\n# hipe2022:document_id = d1\nA\tB-pers\tB-pers.ind\t_\n"
        rows += "b\tI-pers\tI-pers.ind\t_\n# hipe2022:document_id = d2\nc\tO\tO\t_\n"
        one, two = registry.read(file_of(tmp_path, rows, "x.tsv"))
        assert isinstance(one, AnnotatedArticle)
        assert isinstance(two, AnnotatedArticle)
        assert (one.article.id, marks(one)) == ("d1", [("A b", "pers")])
        assert (two.article.id, marks(two)) == ("d2", [])

    def test_the_parts_of_speech_and_sentences_are_kept(self, tmp_path: Path) -> None:
        (one,) = conll.read(file_of(tmp_path, "A DT B-X\nb NN O\n\nc _ O\n"))
        assert [(t.span.of(one.article.text), t.pos, t.sentence_start) for t in one.tokens] == [
            ("A", "DT", True), ("b", "NN", False), ("c", "", True),
        ]  # fmt: skip

    def test_an_id_in_the_line_between_articles(self, tmp_path: Path) -> None:
        one, two = conll.read(file_of(tmp_path, "-DOCSTART- (1 EU)\nA O\n\n-DOCSTART- -X- O O\nb O\n"))
        assert one.article.id == "1 EU"
        assert two.article.id == two.article.sha256[:16]

    def test_it_is_said_once_that_spaces_are_a_guess(self, tmp_path: Path) -> None:
        one, two = conll.read(file_of(tmp_path, "-DOCSTART- O\nA O\n\n-DOCSTART- O\nb O\n"))
        assert one.remarks[0].startswith("a.conll does not keep the white space")
        assert two.remarks == ()

    def test_latin_1(self, tmp_path: Path) -> None:
        rows = "El DA O\npresidente NC O\nde SP O\nMéxico NP B-LOC\nsalió VM O\nmañana RG O\nde SP O\nBogotá NP B-LOC\n"
        (one,) = conll.read(file_of(tmp_path, rows.encode("latin-1")))
        assert marks(one) == [("México", "LOC"), ("Bogotá", "LOC")]

    def test_a_long_file_without_articles_is_cut_at_a_sentence(self, tmp_path: Path) -> None:
        path = file_of(tmp_path, "word B-X\nword I-X\n\n" * 50_000)
        read = list(conll.read(path))
        assert len(read) == 3
        assert sum(len(one.annotations) for one in read) == 50_000
        assert any("was cut at sentences" in remark for remark in read[0].remarks)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"%PDF-1.7\n", "a.conll is a PDF"),
            (b"A B-X\nb \xff\xfe\x00\x00\x01\x02\x03\x04\x05\x06\n", "a.conll"),
            (b"just words without tags\nand more words here\n", "no column holds tags"),
            (b"A B-X\n" + b"x" * 5_000_001 + b" O\n", "line 2: the line has more than 5,000,000"),
        ],
    )
    def test_what_is_no_such_file(self, tmp_path: Path, content: bytes, says: str) -> None:
        with pytest.raises(UserError) as caught:
            list(registry.read(file_of(tmp_path, content)))
        assert says in caught.value.sentence

    def test_columns_in_a_text_file_and_prose_in_one(self, tmp_path: Path) -> None:
        assert registry.format_of(file_of(tmp_path, "A B-X\nb O\n", "train.txt")).name == "conll"
        assert registry.format_of(file_of(tmp_path, "A headline\n\nSome words of B-52s.\n", "a.txt")).name == "text"
        assert registry.format_of(file_of(tmp_path, "#begin document (x); part 000\n", "b.txt")).name == "conll2012"


class TestWriting:
    @pytest.mark.parametrize("form", COLUMNS)
    @pytest.mark.parametrize("scheme", list(Scheme))
    def test_every_scheme_comes_back(self, tmp_path: Path, form: str, scheme: Scheme) -> None:
        one = article_of("A b C d E", (0, 3, "X"), (4, 5, "X"), (6, 9, "B-Y"))
        path = tmp_path / "a.conll"
        (written,) = write(registry.writer(form), [one], path, WriteOptions(scheme=scheme))
        (back,) = conll.read(path)
        assert marks(back) == [("A b", "X"), ("C", "X"), ("d E", "B-Y")]
        assert conll.digest(back) == written.digest
        assert list(conll.digests(path)) == [written.digest]

    @quick
    @given(
        several(annotated_articles),
        st.sampled_from([*COLUMNS, "conll2012", "doccano-conll"]),
        st.sampled_from(Inside),
        st.sampled_from([None, *Scheme]),
    )
    def test_write_then_read_is_identity(
        self, tmp_path: Path, articles: list[AnnotatedArticle], form: str, inside: Inside, scheme: Scheme | None
    ) -> None:
        writer = registry.writer(form)
        path = tmp_path / f"a{writer.extension}"
        results = write(writer, articles, path, WriteOptions(inside, scheme=scheme))
        back = list(writer.read(path))
        assert [writer.digest(each) for each in back] == [each.digest for each in results]
        for article, read, result in zip(articles, back, results, strict=True):
            assert "".join(read.article.text.split()) == "".join(article.article.text.split())
            told = {(each.span, each.label) for each in result.losses}
            expected = {
                ("".join(a.span.of(article.article.text).split()), a.label)
                for a in article.annotations
                if (a.span, a.label) not in told
            }
            assert expected <= {("".join(words.split()), label) for words, label in marks(read)}

    @pytest.mark.parametrize("columns", [("token", "tag"), ("token", "chunk", "tag"), ("token", "pos", "chunk", "tag")])
    @pytest.mark.parametrize("form", COLUMNS)
    def test_columns_of_ones_choice(self, tmp_path: Path, form: str, columns: tuple[str, ...]) -> None:
        path = tmp_path / "a.conll"
        (written,) = write(
            registry.writer(form), [article_of("Oh, Baku", (4, 8, "X"))], path, WriteOptions(columns=columns)
        )
        assert {len(line.split()) for line in path.read_text("utf-8").split("\n")[2:] if line} == {len(columns)}
        (back,) = conll.read(path)
        assert conll.digest(back) == written.digest
        assert list(conll.digests(path)) == [written.digest]

    def test_blocks_for_doccano(self, tmp_path: Path) -> None:
        # The first article looks like a row of names of columns, the second is empty, and tabs part what spaces do not.
        first, second = article_of("Word of Baku.\n\nIt is far.", (8, 12, "X Y")), article_of("")
        path = tmp_path / "a.conll"
        writer = registry.writer("doccano-conll")
        results = write(writer, [first, second, first], path)
        block = "Word\tO\nof\tO\nBaku\tB-X_Y\n.\tO\nIt\tO\nis\tO\nfar\tO\n.\tO\n\n"
        assert path.read_text("utf-8") == f"{block}\n{block}"
        back = list(writer.read(path))
        assert [each.article.text for each in back] == ["Word of Baku. It is far.\n", "", "Word of Baku. It is far.\n"]
        assert [marks(each) for each in back] == [[("Baku", "X_Y")], [], [("Baku", "X_Y")]]
        assert list(writer.proofs(path)) == [each.digest for each in results]

    def test_columns_that_could_not_be_read_back(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="first column must be token and the last one tag"):
            write(registry.writer("bio"), [], tmp_path / "a.bio", WriteOptions(columns=("tag", "token")))

    def test_ontonotes_columns(self, tmp_path: Path) -> None:
        one = article_of("A b (c)\nd", (0, 3, "X Y"), (5, 6, "Z(*)"))
        path = tmp_path / "a.conll"
        (written,) = write(registry.writer("conll2012"), [one], path)
        rows = path.read_text("utf-8").split("\n")
        assert rows[0] == f"#begin document ({one.article.id}); part 000"
        assert [row.split()[3:4] + row.split()[10:11] for row in rows[1:5]] == [
            ["A", "(X_Y*"], ["b", "*)"], ["(", "*"], ["c", "(Z_)"],
        ]  # fmt: skip
        assert rows[-2] == "#end document"
        assert [each.what for each in written.losses] == ["changed", "changed"]
        (back,) = registry.read(path)
        assert isinstance(back, AnnotatedArticle)
        assert back.article.id == one.article.id

    def test_spacy_converts_it(self, tmp_path: Path) -> None:
        from spacy.training.converters import conll_ner_to_docs

        articles = [article_of("Jane Roe left Baku.", (0, 8, "PERSON"), (14, 18, "GPE")), article_of("😀 e\u0301 Oh")]
        for form in ("conll", "bio", "conll2002"):
            stream = io.BytesIO()
            path = tmp_path / "a.conll"
            write(registry.writer(form), articles, path)
            stream.write(path.read_bytes())
            docs = list(conll_ner_to_docs(stream.getvalue().decode("utf-8"), no_print=True))
            assert [[(e.text, e.label_) for e in doc.ents] for doc in docs] == [
                [("Jane Roe", "PERSON"), ("Baku", "GPE")], [],
            ]  # fmt: skip
            assert [[token.text for token in doc] for doc in docs][1] == ["😀", "e\u0301", "Oh"]


class TestOntoNotes:
    ROWS = (
        "#begin document (nw/x_01); part 000\n"
        "nw/x_01 0 0 The DT (NP* - - - - (ORG* * (1\n"
        "nw/x_01 0 1 Bank NNP *) - - - - *) (V*) 1)\n"
        "nw/x_01 0 2 -LRB- -LRB- * - - - - * * -\n"
        "nw/x_01 0 3 1990 CD * - - - - (DATE) * -\n"
        "nw/x_01 0 4 -RRB- -RRB- * - - - - * * -\n\n"
        "#end document\n"
        "#begin document (nw/x_01); part 001\nnw/x_01 1 0 Yes UH * - - - - (A(B)) -\n\n#end document\n"
    )

    def test_names_are_read_and_the_rest_is_passed_over(self, tmp_path: Path) -> None:
        one, two = conll2012.read(file_of(tmp_path, self.ROWS))
        assert one.article.text == "The Bank (1990)\n"
        assert marks(one) == [("The Bank", "ORG"), ("1990", "DATE")]
        assert (one.article.id, two.article.id) == ("nw/x_01", "nw/x_01/1")
        assert marks(two) == [("Yes", "A"), ("Yes", "B")]

    @pytest.mark.parametrize(
        ("old", "new", "says"),
        [
            ("(ORG*", "*", "line 3: *) ends a name that did not begin"),
            ("*) (V*)", "* (V*)", "line 2: the name (ORG does not end"),
            ("#begin document (nw/x_01); part 000\n", "", "line 1: no document has begun"),
            ("- - - - (DATE) * -", "-", "line 5: 7 columns, but names stand in column 11"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, old: str, new: str, says: str) -> None:
        with pytest.raises(UserError) as caught:
            list(conll2012.read(file_of(tmp_path, self.ROWS.replace(old, new, 1))))
        assert caught.value.sentence.startswith(f"a.conll, {says}")


@quick
@given(st.data(), st.sampled_from([*COLUMNS, "conll2012", "doccano-conll"]))
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject, form: str) -> None:
    writer = registry.writer(form)
    path = tmp_path / "a.conll"
    write(writer, [article_of("Jane Roe left Kəlbəcər.\nYes", (0, 8, "PERSON"), (14, 22, "GPE"))] * 2, path)
    path.write_bytes(data.draw(damaged(path.read_bytes())))
    read_or_refused(writer.read, path)
