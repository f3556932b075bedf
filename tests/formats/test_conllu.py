"""CoNLL-U: the validator's rules are kept, texts come back to the last space, names are read wherever they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.formats.strategies import annotated_articles, article_of, damaged, read_or_refused, several, write

from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.tokens import Inside, Scheme
from pressmark.formats import conllu, registry
from pressmark.formats.base import WriteOptions

quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
FORM = registry.writer("conllu")


def row(number: str, form: str, misc: str = "_") -> str:
    return f"{number}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n"


def read(tmp_path: Path, content: str, name: str = "a.conllu") -> list[AnnotatedArticle]:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8"))
    found = list(registry.read(path))
    assert all(isinstance(one, AnnotatedArticle) for one in found)
    return found  # pyright: ignore[reportReturnType]


def marks(article: AnnotatedArticle) -> list[tuple[str, str]]:
    return [(each.span.of(article.article.text), each.label) for each in article.annotations]


def rules(content: str) -> list[str]:
    """What the first level of Universal Dependencies' validator would complain of, and whether # text fits."""
    wrong: list[str] = []
    ids: set[str] = set()
    if content and not content.endswith("\n\n"):
        wrong.append("no blank line at the end")
    for block in content.split("\n\n")[:-1]:
        comments = [line for line in block.split("\n") if line.startswith("#")]
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        if block.split("\n")[: len(comments)] != comments:
            wrong.append("a comment behind the first row")
        if not rows:
            if not all(line.startswith("# newdoc") for line in comments):
                wrong.append("no rows")
            continue
        for number, columns in enumerate(rows, 1):
            if len(columns) != 10:
                wrong.append(f"{len(columns)} columns")
            if columns[0] != str(number):
                wrong.append(f"id {columns[0]}")
            if any(not cell or cell != cell.strip(" ") for cell in columns):
                wrong.append("an empty cell, or spaces at its ends")
            if any(re.search(r"\s", cell) for cell in columns):
                wrong.append("white space in a cell")
        named = [line.removeprefix("# sent_id = ") for line in comments if line.startswith("# sent_id = ")]
        if len(named) != 1 or re.search(r"[\s/]", named[0]) or named[0] in ids:
            wrong.append(f"sent_id {named}")
        ids.update(named)
        texts = [line.removeprefix("# text = ") for line in comments if line.startswith("# text = ")]
        meant = "".join(c[1] + ("" if "SpaceAfter=No" in c[9].split("|") else " ") for c in rows).rstrip(" ")
        if texts != [meant]:
            wrong.append(f"text {texts}")
    return wrong


class TestWriting:
    @quick
    @given(several(annotated_articles), st.sampled_from(Inside), st.sampled_from([None, *Scheme]))
    def test_write_then_read_is_identity(
        self, tmp_path: Path, articles: list[AnnotatedArticle], inside: Inside, scheme: Scheme | None
    ) -> None:
        path = tmp_path / "a.conllu"
        results = write(FORM, articles, path, WriteOptions(inside, scheme=scheme))
        assert rules(path.read_bytes().decode("utf-8")) == []
        back = list(conllu.read(path))
        assert [conllu.digest(one) for one in back] == [each.digest for each in results]
        assert [one.article.id for one in back] == [one.article.id for one in articles]
        for one, article in zip(back, articles, strict=True):
            # The white space too, unless there is nothing else.
            assert one.article.text == (article.article.text if article.article.text.strip() else "")

    def test_what_is_written(self, tmp_path: Path) -> None:
        one = article_of("“Oh,” said\u00a0Jane Roe.\n\nYes", (11, 19, "my|PER"))
        one = replace(one, article=one.article.but(id="art 1"))
        path = tmp_path / "a.conllu"
        (written,) = write(FORM, [one], path)
        assert path.read_text("utf-8").split("\n")[:9] == [
            "# newdoc id = art 1", "# newpar", "# sent_id = art_1-1", "# text = “Oh,” said Jane Roe.",
            row("1", "“", "SpaceAfter=No").strip(), row("2", "Oh", "SpaceAfter=No").strip(),
            row("3", ",", "SpaceAfter=No").strip(), row("4", "”").strip(),
            row("5", "said", "SpacesAfter=\\u00a0").strip(),
        ]  # fmt: skip
        assert row("6", "Jane", "NE=B-my_PER") in path.read_text("utf-8")
        assert [each.what for each in written.losses] == ["changed"]

    def test_spacy_converts_it(self, tmp_path: Path) -> None:
        from spacy.training.converters import conllu_to_docs

        path = tmp_path / "a.conllu"
        write(FORM, [article_of("Jane Roe left Baku. 😀 went", (0, 8, "PERSON"), (14, 18, "GPE"))], path)
        docs = list(conllu_to_docs(path.read_text("utf-8"), no_print=True))
        assert [[(each.text, each.label_) for each in doc.ents] for doc in docs] == [
            [("Jane Roe", "PERSON"), ("Baku", "GPE")]
        ]
        assert docs[0].text.strip() == "Jane Roe left Baku. 😀 went"


class TestReading:
    def test_the_text_of_the_sentence_is_the_text(self, tmp_path: Path) -> None:
        (one,) = read(
            tmp_path,
            "# newdoc id = d\n# sent_id = 1\n# text = Vámonos al mar.\n"
            + row("1-2", "Vámonos") + row("1", "Vamos") + row("2", "nos") + row("3-4", "al") + row("3", "a", "NE=B-L")
            + row("4", "el", "NE=I-L") + row("5", "mar", "SpaceAfter=No|NE=I-L") + row("5.1", "azul") + row("6", "."),
        )  # fmt: skip
        assert one.article.text == "Vámonos al mar. "
        assert [token.span.of(one.article.text) for token in one.tokens] == ["Vámonos", "al", "mar", "."]
        assert marks(one) == [("al mar", "L")]
        assert one.article.id == "d"
        assert one.remarks == ()

    def test_paragraphs_and_documents(self, tmp_path: Path) -> None:
        content = "# newdoc\n# newpar\n# text = A b.\n" + row("1", "A") + row("2", "b.") + "\n# text = C\n"
        content += row("1", "C") + "\n# newpar\n# text = D\n" + row("1", "D") + "\n# newdoc id = x\n" + row("1", "E")
        one, two = read(tmp_path, content)
        assert one.article.text == "A b. C \nD "
        assert two.article.text == "E "

    def test_brackets(self, tmp_path: Path) -> None:
        content = "# global.Entity = eid-etype-head\n" + row("1", "The", "Entity=(e1-org-2")
        content += row("2", "Bank", "Entity=(e2-place-1)e1)|X=1") + row("3", "it", "Entity=(e1-org-1)")
        (one,) = read(tmp_path, content)
        assert marks(one) == [("The Bank", "org"), ("Bank", "place"), ("it", "org")]
        older = row("1", "The", "Entity=(person-1") + row("2", "man", "Entity=person-1)")
        assert marks(read(tmp_path, older)[0]) == [("The man", "person")]

    def test_a_column_of_conllu_plus(self, tmp_path: Path) -> None:
        content = "# global.columns = ID FORM UPOS X:NE\n1\tNew\tPROPN\tB-LOC\n2\tYork\tPROPN\tI-LOC\n3\tis\tAUX\t_\n"
        (one,) = read(tmp_path, content, "a.conllup")
        assert marks(one) == [("New York", "LOC")]
        assert [token.pos for token in one.tokens] == ["PROPN", "PROPN", "AUX"]
        (same,) = read(tmp_path, content, "a.txt")
        assert marks(same) == marks(one)
        for name in ("NE", "NER:TAG", "corpus:named_entity"):  # the name before or after a colon
            (other,) = read(tmp_path, content.replace("X:NE", name), "a.conllup")
            assert marks(other) == marks(one)

    def test_spaces_are_a_guess_where_nothing_tells_them(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path, row("1", "Oh") + row("2", ",") + row("3", "no"), "x.conll")
        assert one.article.text == "Oh, no\n"
        assert one.remarks[0].startswith("x.conll does not keep the white space")

    def test_a_text_that_says_something_else(self, tmp_path: Path) -> None:
        (one,) = read(tmp_path, "# text = Something else\n" + row("1", "Oh") + row("2", "no"))
        assert one.article.text == "Oh no "
        assert "# text does not always say" in one.remarks[0]

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("1\tA\t_\n", "line 1: 3 columns instead of 10"),
            (row("1", "A") + row("3", "b"), "line 2: the id 3 stands where 2 is due"),
            (row("1", "A") + "\n" + row("2", "b"), "line 3: the id 2 stands where 1 is due"),
            (row("x", "A"), "line 1: “x” is no id"),
            (row("1-3", "A") + row("1", "b"), "line 2: the words up to 3 are missing"),
            (row("2-1", "A"), "line 1: the id 2-1 stands where 1 is due"),
            (row("1", ""), "line 1: the word is empty"),
            (row("1", "A", "Entity=(x") + row("2", "b"), "line 1: the name “(x” does not end"),
            (row("1", "A", "Entity=x)"), "line 1: “x)” ends a name that did not begin"),
            (row("1", "A", "NE=B-X") + row("2", "b", "NE=E-Y"), "line 2: E-Y does not follow B-X"),
            ("# global.columns = ID WORD\n", "line 1: the columns have no FORM"),
        ],
    )
    def test_what_is_wrong_is_told_with_its_line(self, tmp_path: Path, content: str, says: str) -> None:
        with pytest.raises(UserError) as caught:
            read(tmp_path, content)
        assert caught.value.sentence.startswith(f"a.conllu, {says}")


@quick
@given(st.data())
def test_damaged_files_are_read_or_refused_with_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "a.conllu"
    content = "# newdoc id = d\n# text = Al mar\n" + row("1-2", "Al") + row("1", "a", "NE=B-L") + row("2", "el")
    content += row("3", "mar", "Entity=(e1-x)|SpacesAfter=\\n") + "\n# newpar\n" + row("1", "Kəlbəcər")
    path.write_bytes(data.draw(damaged(content.encode("utf-8"))))
    read_or_refused(conllu.read, path)
