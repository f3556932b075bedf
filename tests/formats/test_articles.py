"""Article files: encodings, Markdown, and what is said of a file that cannot be read."""

from __future__ import annotations

import json
import os
import random
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.core.article import RawArticle
from pressmark.core.errors import UserError
from pressmark.core.ports import ArticleReader
from pressmark.core.text import canonical
from pressmark.formats import markdown, plain, registry
from pressmark.formats.decoding import decode

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ENGLISH = "The mission said on Monday that 40 people had fled. “It was over,” she said – at last."
AZERBAIJANI = "Şahdağ ətəyində yerləşən İsmayıllı rayonunda qar yağdı, dedi. Köy yolu açıldı."
TURKISH = "Şehirde büyük bir yangın çıktı; İstanbul’da iki kişi öldü, dediler. Çığ düştü ve köy yolu kapandı."
POLISH = "Zofia Wiśniewska powiedziała, że w Gdańsku było spokojnie. Łódź, Kraków i Świętokrzyskie."
RUSSIAN = "Азербайджанские войска вошли в Кельбаджарский район в среду, сообщили в Баку."
ARABIC = "دخلت القوات الأذربيجانية مدينة كلبجار يوم الأربعاء"
GREEK = "Οι δυνάμεις μπήκαν στην πόλη την Τετάρτη, ανακοίνωσε η κυβέρνηση."
FRENCH = "À Brest, la captaine Hélène Moreau a été condamnée à 3 000 € d’amende."
GERMAN = "Jürgen Brandt, der größte Fan, sagte: „Schöne Grüße aus München.“"
JAPANESE = "水曜日、軍隊が町に入ったと国防省が発表した。"


def read(path: Path) -> RawArticle:
    (found,) = registry.read(path)
    assert isinstance(found, RawArticle)
    return found


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        list(registry.read(path))
    sentence = caught.value.sentence
    assert path.name in sentence
    assert "\n" not in sentence
    return sentence


def check_read_or_refused(reader: ArticleReader, content: bytes, name: str) -> None:
    sentence = name
    raw = None
    try:
        raw = reader(content, name=name)
    except UserError as error:
        sentence = error.sentence
    assert name in sentence
    assert raw is None or (raw.text == canonical(raw.text) and raw.text.strip())


class TestEncodings:
    @pytest.mark.parametrize(
        ("text", "encoding"),
        [
            (AZERBAIJANI, "utf-8"),
            (AZERBAIJANI, "utf-8-sig"),
            (AZERBAIJANI, "utf-16"),
            (AZERBAIJANI, "utf-16-le"),
            (AZERBAIJANI, "utf-16-be"),
            (ARABIC, "utf-16-le"),
            (JAPANESE + "\n" + JAPANESE + " .", "utf-16-be"),
            (ENGLISH, "utf-16-le"),
            (RUSSIAN, "utf-32"),
            (ENGLISH, "utf-32-le"),
            (ENGLISH, "utf-32-be"),
            (ENGLISH, "cp1252"),
            (FRENCH, "cp1252"),
            (GERMAN, "cp1252"),
            (TURKISH, "cp1254"),
            (POLISH, "cp1250"),
            (POLISH, "iso8859-2"),
            (RUSSIAN, "cp1251"),
            (RUSSIAN, "koi8-r"),
            (ARABIC, "cp1256"),
            (GREEK, "cp1253"),
            (FRENCH.replace("’", "'").replace("€", "F"), "latin-1"),
            (JAPANESE * 5, "shift_jis"),
        ],
    )
    def test_the_right_words_come_out(self, text: str, encoding: str) -> None:
        assert decode(text.encode(encoding), name="a.txt") == text
        if encoding.startswith(("cp", "koi", "iso")):
            mixed = f"{ENGLISH.replace('“', '').replace('”', '').replace('–', '-')}\n{text}"
            assert decode(mixed.encode(encoding), name="a.txt") == mixed

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
    def test_utf8_is_always_right(self, text: str) -> None:
        assert decode(text.encode(), name="a.txt") in (text, text.removeprefix("\ufeff"))

    @given(st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused_with_a_sentence(self, content: bytes) -> None:
        check_read_or_refused(plain.read, content, "a.txt")

    def test_damaged_utf16_says_where(self) -> None:
        with pytest.raises(UserError, match=r"a\.txt says that it is UTF-16 but is damaged at byte 4"):
            decode(b"\xff\xfeA\x00\x00\xd8A\x00", name="a.txt")

    def test_rubbish_is_not_read_as_letters(self) -> None:
        with pytest.raises(UserError):
            decode(random.Random(7).randbytes(4000).replace(b"\x00", b"\x01"), name="a.txt")

    @pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
    def test_line_ends_give_the_same_article(self, tmp_path: Path, ends: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(f"Head of it{ends}{ends}Body of it, long enough to be one.{ends}".encode())
        assert read(path).text == "Head of it\n\nBody of it, long enough to be one.\n"


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.gold.jsonl")))
def test_the_samples_are_read_as_their_gold_says(name: str) -> None:
    gold = json.loads((SEEDS / name).read_text(encoding="utf-8"))
    raw = read(SEEDS / gold["meta"]["source"])
    assert raw.text == gold["text"]
    assert [(str(z.kind), z.span.start, z.span.end) for z in raw.zones] == [
        (z["kind"], z["start"], z["end"]) for z in gold["zones"]
    ]
    meta = {key: getattr(raw.meta, key) for key in gold["meta"] if hasattr(raw.meta, key)}
    assert {**meta, "headline": None} == {key: gold["meta"][key] for key in meta} | {"headline": None}


class TestMarkdown:
    def test_syntax_goes_and_words_stay(self) -> None:
        source = (
            "# Head *of* it\n\nA **bold** word, a [link](https://x.example/a_(b)), `code` and a_snake_name.\n"
            "Second line of the paragraph, which is wrapped at seventy signs or so,\nand goes on.\n\n"
            "## Below\n\n> “Quoted,” she said\n> twice.\n\n- one\n- two\n\n1. first\n2. second\n\n"
            "![A map](m.png)\n\n---\n\n"
            "\\*not bold\\* &amp; <b>tag</b> <https://y.example>\n\n<!-- hidden -->\n[ref]: https://z.example\n"
        )
        raw = markdown.read(source.encode(), name="a.md")
        assert raw.text == (
            "Head of it\n\nA bold word, a link, code and a_snake_name. Second line of the paragraph, which is wrapped "
            "at seventy signs or so, and goes on.\n\nBelow\n\n“Quoted,” she said\ntwice.\n\none\ntwo\n\n"
            "1. first\n2. second\n\nA map\n\n*not bold* & tag https://y.example\n"
        )

    def test_front_matter(self) -> None:
        source = (
            '---\ntitle: "A title: with a colon"\ndate: 2022-04-25 17:05\nauthor:\n  - Jane Roe\n  - John Doe\n'
            "lang: en-GB\nstory_code: 483372\ntags: [a, 'b']\n# a remark\n---\nBody of it.\n"
        )
        meta = markdown.read(source.encode(), name="a.md").meta
        assert meta.headline == "A title: with a colon"
        assert (meta.published, meta.byline, meta.story_code, meta.language) == (
            "2022-04-25T17:05", "Jane Roe and John Doe", "483372", "en",
        )  # fmt: skip
        assert meta.extra == {"tags": ["a", "b"]}

    def test_an_article_may_begin_with_a_rule(self) -> None:
        raw = markdown.read(b"---\n\nNo front matter here, as this is a sentence.\n\n---\n\nMore of it.\n", name="a.md")
        assert raw.text == "No front matter here, as this is a sentence.\n\nMore of it.\n"

    def test_underlined_headings(self) -> None:
        raw = markdown.read(
            b"Head of it\n=====\n\nBelow\n---\n\nThe body of it is a longer line than the head.\n", name="a.md"
        )
        assert raw.text == "Head of it\n\nBelow\n\nThe body of it is a longer line than the head.\n"
        assert raw.meta.headline == "Head of it"

    @given(st.text())
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        check_read_or_refused(markdown.read, text.encode("utf-8", "replace"), "a.md")


class TestBadInput:
    @pytest.mark.parametrize("content", [b"", b" \n\t\r\n ", b"\xef\xbb\xbf", "\ufeff\u00a0\n".encode("utf-16")])
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
    def test_empty_files(self, tmp_path: Path, name: str, content: bytes) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        assert "is empty" in refusal(path)

    @pytest.mark.parametrize(
        ("content", "what"),
        [
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a picture"),
            (b"SQLite format 3\x00" + b"\x10" * 100, "a database"),
            (bytes(range(256)) * 40, "not a text file"),
            (b"\x00\x01\x02\x03" * 100, "not a text file"),
        ],
    )
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
    def test_other_files_with_the_name_of_a_text(self, tmp_path: Path, name: str, content: bytes, what: str) -> None:
        path = tmp_path / name
        path.write_bytes(content)
        sentence = refusal(path)
        assert what in sentence
        assert "save or copy its text as .txt" in sentence

    def test_unknown_kind(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pages"
        path.write_bytes(b"x")
        assert not registry.can_read(path)
        assert ".txt" in refusal(path)

    def test_vanished_file(self, tmp_path: Path) -> None:
        assert "no longer there" in refusal(tmp_path / "gone.txt")

    def test_folder_with_the_name_of_a_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.mkdir()
        assert "folder" in refusal(path)

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
    def test_no_permission(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("x", encoding="utf-8")
        path.chmod(0)
        assert "may not be read" in refusal(path)

    def test_too_large(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        with path.open("wb") as file:
            file.truncate(registry.LARGEST_ARTICLE + 1)
        assert "larger than 50 MB" in refusal(path)

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
    def test_fifty_megabytes_of_text_are_read_in_bounded_time(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        line = "A paragraph of Kəlbəcər that is neither short nor long, and that ends here as all of them do.\n\n"
        body = line * (registry.LARGEST_ARTICLE // len(line.encode()) - 10)
        if name == "a.html":
            body = "<html><body><p>" + body[: len(body) // 2].replace("\n\n", "</p>\n<p>")
        path.write_text(body[: registry.LARGEST_ARTICLE - 100], encoding="utf-8", newline="\n")
        started = time.monotonic()
        raw = read(path)
        assert len(raw.text) > 20_000_000
        assert time.monotonic() - started < 120


class TestContentDecides:
    def test_a_page_saved_as_text(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_text("<!DOCTYPE html><html><body><h1>Head</h1><p>Body of it.</p></body></html>", encoding="utf-8")
        assert read(path).text == "Head\n\nBody of it.\n"

    def test_a_text_saved_as_page(self, tmp_path: Path) -> None:
        path = tmp_path / "a.html"
        path.write_text("Head of it\n\nThe body of it: 3 < 5 and 7 > 2, which is true.\n", encoding="utf-8")
        assert read(path).text == "Head of it\n\nThe body of it: 3 < 5 and 7 > 2, which is true.\n"

    def test_the_same_file_twice_is_the_same_article(self) -> None:
        assert read(SEEDS / "kalbajar-handover.txt") == read(SEEDS / "kalbajar-handover.txt")


class TestRegistry:
    def test_these_read_articles(self) -> None:
        assert {name: form.extensions for name, form in registry.READERS.items()} == {
            "text": (".txt", ".text"),
            "markdown": (".md", ".markdown"),
            "html": (".html", ".htm", ".xhtml"),
            "mhtml": (".mhtml", ".mht"),
            "docx": (".docx", ".docm", ".dotx"),
            "odt": (".odt", ".fodt", ".ott"),
            "rtf": (".rtf",),
            "pdf": (".pdf",),
            "epub": (".epub",),
            "eml": (".eml",),
            "nitf": (".nitf", ".xml"),
            "newsml": (".newsml", ".xml"),
            "feed": (".rss", ".atom", ".rdf", ".xml"),
        }
        assert {name: form.extensions for name, form in registry.TABLES.items()} == {
            "csv": (".csv", ".tsv", ".tab"),
            "json-table": (".jsonl", ".ndjson", ".json"),
            "spreadsheet": (".xlsx", ".xlsm", ".xls", ".ods"),
            "parquet": (".parquet",),
        }
        assert {name: form.extensions for name, form in registry.ARCHIVES.items()} == {"zip": (".zip",)}
        assert sorted(registry.DATASETS) == [
            "bioc",
            "bioc-json",
            "brat",
            "cas-json",
            "cas-xmi",
            "conll",
            "conll2012",
            "conllu",
            "doccano",
            "gate",
            "huggingface",
            "json-tokens",
            "jsonl",
            "label-studio",
            "label-studio-project",
            "parquet-tokens",
            "prodigy",
            "pubannotation",
            "refi-qda",
            "spacy",
            "spacy-json",
            "spacy-train",
            "timeml",
            "timeml-folder",
            "web-annotation",
            "webanno",
        ]
        assert {name: form.extension for name, form in registry.WRITERS.items()} == {
            "biluo": ".biluo",
            "bio": ".bio",
            "bioc": ".xml",
            "bioc-json": ".json",
            "bioes": ".bioes",
            "brat": "",
            "cas-json": "",
            "cas-xmi": "",
            "conll": ".conll",
            "conll2000": ".conll",
            "conll2002": ".conll",
            "conll2012": ".conll",
            "conllu": ".conllu",
            "csv": ".csv",
            "csv-figures": ".csv",
            "doccano": ".jsonl",
            "doccano-conll": ".conll",
            "doccano-relations": ".jsonl",
            "gate": "",
            "html": ".html",
            "huggingface": "",
            "iob": ".iob",
            "jsonl": ".jsonl",
            "label-studio": ".json",
            "label-studio-project": "",
            "markdown-report": ".md",
            "prodigy": ".jsonl",
            "pubannotation": ".json",
            "refi-qda": ".qdpx",
            "spacy": ".spacy",
            "spacy-json": ".json",
            "spacy-lists": ".json",
            "spacy-train": "",
            "timeml": "",
            "web-annotation": ".jsonld",
            "webanno": "",
        }
        for forms in (registry.READERS, registry.TABLES, registry.ARCHIVES, registry.DATASETS, registry.WRITERS):
            assert all(name == form.name and form.title for name, form in forms.items())

    def test_extensions_in_capitals(self) -> None:
        assert registry.can_read(Path("A.TXT"))
        assert registry.can_read(Path("b.Html"))
        assert not registry.can_read(Path("README"))

    def test_no_such_writer(self) -> None:
        with pytest.raises(UserError, match="jsonl, conll, bio, bioes"):
            registry.writer("xml")

    def test_formats_of_others(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        from importlib.metadata import EntryPoint

        own = registry.ArticleFormat("wire", (".wire",), "wire copy", plain.read)
        monkeypatch.setattr(EntryPoint, "load", lambda self: own)
        monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint("wire", "x:y", group)])
        registry._added.cache_clear()
        try:
            path = tmp_path / "a.wire"
            path.write_text("Words.", encoding="utf-8")
            assert read(path).text == "Words."
        finally:
            registry._added.cache_clear()

    def test_a_format_that_cannot_be_loaded_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from importlib.metadata import EntryPoint

        monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint("wire", "no_such_package:x", group)])
        registry._added.cache_clear()
        try:
            with pytest.raises(UserError, match="wire"):
                registry.readers()
        finally:
            registry._added.cache_clear()

    def test_importing_the_registry_loads_no_parser(self) -> None:
        import subprocess
        import sys

        code = (
            "import sys, pressmark.formats.registry; "
            "print(sorted({'lxml', 'trafilatura', 'spacy', 'charset_normalizer', 'pypdfium2', 'striprtf', "
            "'python_calamine', 'arro3'} & sys.modules.keys()))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={
            **os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2] / "desktop"),
        })  # fmt: skip
        assert done.stdout.strip() == "[]"
