"""Which format reads a file: by its name, its beginning, or because it was named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.core.article import Article, ArticleMeta, RawArticle
from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import registry
from pressmark.formats.base import ArticleFormat, DatasetFormat
from pressmark.services.evaluating import evaluate
from pressmark.services.importing import import_paths
from pressmark.services.project import Project


def begins(words: bytes) -> object:
    return lambda path: path.is_file() and path.read_bytes().startswith(words)


def reads_as(name: str) -> object:
    def read(path: Path) -> Iterator[AnnotatedArticle]:
        raw = RawArticle(f"{name} of {path.name}", ArticleMeta(source=path.name), ())
        yield AnnotatedArticle(Article.from_raw(raw))

    return read


def dataset(name: str, extension: str, start: bytes | None, **more: object) -> DatasetFormat:
    recognises = None if start is None else begins(start)
    return DatasetFormat(name, (extension,), f"{name} files: more words", reads_as(name), recognises, **more)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def formats(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that share extensions, beside the real ones."""
    monkeypatch.setitem(registry.DATASETS, "zza", dataset("zza", ".zz", b"A"))
    monkeypatch.setitem(registry.DATASETS, "zzb", dataset("zzb", ".zz", b"B"))
    monkeypatch.setitem(registry.DATASETS, "marked", dataset("marked", ".txt", b"#marked"))
    monkeypatch.setitem(
        registry.READERS,
        "wire",
        ArticleFormat(
            "wire", (".zz",), "wire copy", lambda content, name: RawArticle(f"wire {name}", ArticleMeta(), ()),
            begins(b"W"),  # type: ignore[arg-type]
        ),
    )  # fmt: skip
    whole = DatasetFormat(
        "whole",
        (),
        "folders with an index",
        reads_as("whole"),
        lambda path: Path(path, "index.zz").exists(),
        folder=True,
    )
    monkeypatch.setitem(registry.DATASETS, "whole", whole)


def made(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def text_of(path: Path, **more: object) -> str:
    (found,) = registry.read(path, **more)  # type: ignore[arg-type]
    return found.text if isinstance(found, RawArticle) else found.article.text


class TestFiles:
    def test_a_shared_extension_is_told_by_the_beginning(self, tmp_path: Path) -> None:
        assert text_of(made(tmp_path, "1.zz", b"A")) == "zza of 1.zz"
        assert text_of(made(tmp_path, "2.zz", b"B")) == "zzb of 2.zz"
        assert text_of(made(tmp_path, "3.ZZ", b"W")) == "wire 3.ZZ"

    def test_what_nothing_recognises_says_what_was_tried(self, tmp_path: Path) -> None:
        path = made(tmp_path, "4.zz", b"?")
        with pytest.raises(UserError) as refused:
            list(registry.read(path))
        assert refused.value.sentence == (
            "4.zz is not a kind of file that can be read: it begins like no .zz file that is known (tried: zza "
            "files; zzb files; wire copy). Name its format with --format if it is one of these, or choose another file."
        )
        assert not registry.can_read(path)

    def test_a_file_of_no_bytes_is_called_empty_whatever_its_name(self, tmp_path: Path) -> None:
        for name in ("a.json", "a.xml", "a.nitf", "a.docx", "a.zip", "a.spacy", "a.txt", "a.jsonl", "a.conllu"):
            with pytest.raises(UserError) as refused:
                list(registry.read(made(tmp_path, name, b"")))
            assert refused.value.sentence == (
                f"{name} is empty: it holds no text. Choose another file, or save the article in it again."
            )

    def test_a_text_is_an_article_unless_a_dataset_knows_it(self, tmp_path: Path) -> None:
        assert text_of(made(tmp_path, "a.txt", b"Plain words.")) == "Plain words."
        assert text_of(made(tmp_path, "b.txt", b"#marked")) == "marked of b.txt"

    def test_a_format_that_is_named_reads_whatever_it_is_given(self, tmp_path: Path) -> None:
        path = made(tmp_path, "a.odd", b"?")
        assert text_of(path, form=registry.readable("zzb")) == "zzb of a.odd"
        with pytest.raises(UserError, match="There is no format “nothing” that can be read"):
            registry.readable("nothing")

    def test_as_a_dataset_an_article_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match=r"a\.txt is not a dataset that can be read: .*\(5 formats were tried\)"):
            list(registry.read_dataset(made(tmp_path, "a.txt", b"Plain words.")))
        with pytest.raises(UserError, match=r"a\.md is not a dataset that can be read\. Choose a "):
            list(registry.read_dataset(made(tmp_path, "a.md", b"Plain words.")))

    def test_each_title_begins_with_a_short_name_of_its_own(self) -> None:
        names = [form.title.partition(": ")[0] for form in registry.WRITERS.values()]
        assert len(set(names)) == len(names)
        assert all(
            len(name) <= 32 and ": " in form.title for name, form in zip(names, registry.WRITERS.values(), strict=True)
        )

    def test_no_name_is_a_reader_and_a_dataset(self) -> None:
        assert not set(registry.READERS) & set(registry.DATASETS)


class TestFolders:
    def test_a_folder_that_is_one_dataset(self, tmp_path: Path) -> None:
        made(tmp_path, "set/index.zz", b"A")
        made(tmp_path, "set/one.txt", b"Plain words.")
        assert text_of(tmp_path / "set") == "whole of set"
        assert [each.article.text for each in registry.read_dataset(tmp_path / "set")] == ["whole of set"]

    def test_a_folder_that_is_none(self, tmp_path: Path) -> None:
        (tmp_path / "set").mkdir()
        with pytest.raises(UserError, match=r"The folder set is no dataset that can be read \(6 formats were tried\)"):
            list(registry.read(tmp_path / "set"))
        assert registry.dataset_folder(tmp_path / "set") is None


class TestImport:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Iterator[Project]:
        with Project.open(tmp_path / "p.pressmark", annotator="me", default_labels=LabelSet("", ())) as project:
            yield project

    def texts(self, project: Project) -> list[str]:
        return [project.document(row.id).text for row in project.articles()]

    def test_a_folder_with_a_dataset_in_it(self, project: Project, tmp_path: Path) -> None:
        made(tmp_path, "in/set/index.zz", b"A")
        made(tmp_path, "in/set/one.txt", b"Inside.")
        made(tmp_path, "in/two.txt", b"Outside.")
        made(tmp_path, "in/three.zz", b"?")
        report = import_paths(project, [tmp_path / "in"])
        assert self.texts(project) == ["Outside.", "whole of set"]
        assert report.failed == ()

    def test_a_named_format(self, project: Project, tmp_path: Path) -> None:
        made(tmp_path, "in/1.zz", b"A")
        made(tmp_path, "in/2.txt", b"Passed over.")
        import_paths(project, [tmp_path / "in"], form="zzb")
        import_paths(project, [made(tmp_path, "3.odd", b"?")], form="zza")
        assert self.texts(project) == ["zzb of 1.zz", "zza of 3.odd"]

    def test_a_named_format_of_folders(self, project: Project, tmp_path: Path) -> None:
        made(tmp_path, "in/1.zz", b"A")
        import_paths(project, [tmp_path / "in"], form="whole")
        assert self.texts(project) == ["whole of in"]


class TestEvaluate:
    def test_folders_and_files_of_any_format(self, tmp_path: Path) -> None:
        made(tmp_path, "set/index.zz", b"A")
        assert evaluate(tmp_path / "set", tmp_path / "set").missing == ()
        made(tmp_path, "two/1.zz", b"A")
        made(tmp_path, "two/2.txt", b"An article.")
        made(tmp_path, "two/3.zz", b"?")
        assert evaluate(tmp_path / "two", tmp_path / "two").missing == ()
