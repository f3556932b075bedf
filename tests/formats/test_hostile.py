"""Files made to do harm, and files that chance has made: each is read or refused with one sentence, and does nothing."""

# ruff: noqa: E501 - markup reads better in one piece
from __future__ import annotations

import io
import os
import random
import signal
import stat
import struct
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.formats import making
from tests.formats.making import BODY, HEADLINE
from tests.formats.test_documents import two_columns
from tests.formats.test_messages import ATOM, G2, NITF, RSS, message

from pressmark.core.errors import Cancelled, UserError
from pressmark.formats import apart as apart_module
from pressmark.formats import docx, feeds, mail, newsxml, registry, unpacking
from pressmark.formats.apart import Apart

SECRET = "the contents of another file"


@pytest.fixture(scope="module")
def reader() -> Iterator[Apart]:
    with Apart() as apart:
        yield apart


def refusal(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        list(registry.read(path))
    assert path.name in caught.value.sentence
    return caught.value.sentence


def read_or_said(path: Path, apart: Apart | None = None, form: str = "") -> tuple[str, list[object]]:
    """What is said of a file and what is read of it; anything but `UserError` fails the test."""
    try:
        return "", list(registry.read(path) if apart is None else apart.read(form, path))
    except UserError as error:
        return error.sentence, []


class TestEntities:
    BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    ) + "]>"  # fmt: skip

    def test_none_is_expanded_and_no_file_is_read(self, tmp_path: Path) -> None:
        secret = tmp_path / "secret.txt"
        secret.write_text(SECRET, encoding="utf-8")
        outside = f'<!DOCTYPE x [<!ENTITY b SYSTEM "{secret.as_uri()}">]>'
        for doctype in (self.BOMB, outside):
            for encoding in ("utf-8", "utf-16"):
                for read, content in (
                    (feeds.read, f"{doctype}<rss><channel><item><title>&b;</title></item></channel></rss>"),
                    (newsxml.read_newsml, f"{doctype}<newsItem>&b;</newsItem>"),
                ):
                    with pytest.raises(UserError, match=r"^a\.x declares entities of its own"):
                        list(read(content.encode(encoding), name="a.x"))  # type: ignore[operator]
            body = f'{doctype}<w:document xmlns:w="{making.WORD}"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
            with pytest.raises(UserError, match="declares entities of its own"):
                docx.read(making.docx(more={"word/document.xml": body}), name="a.x")

    @pytest.mark.parametrize(
        ("name", "root"),
        [
            ("a.xml", "<collection><source>&b;</source></collection>"),
            ("a.tml", "<TimeML><TEXT>&b;</TEXT></TimeML>"),
        ],
    )
    def test_datasets_that_grow_without_end_are_told_so(self, tmp_path: Path, name: str, root: str) -> None:
        path = tmp_path / name
        tens = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
        path.write_text(f'<!DOCTYPE x [<!ENTITY a0 "ha">{tens}]>{root.replace("&b;", "&a11;")}', encoding="utf-8")
        with pytest.raises(UserError) as refused:
            list(registry.read(path))
        assert refused.value.sentence.startswith(f"{name} declares entities of its own, which can make a small file ")

    def test_an_outside_dtd_is_not_fetched(self, tmp_path: Path) -> None:
        dtd = tmp_path / "x.dtd"
        dtd.write_text(f'<!ENTITY secret "{SECRET}">', encoding="utf-8")
        content = f'<!DOCTYPE rss SYSTEM "{dtd.as_uri()}"><rss><channel><item><title>A &secret; b</title></item></channel></rss>'
        try:
            found = "".join(getattr(each, "text", "") for each in feeds.read(content.encode(), name="a.rss"))
        except UserError as error:
            found = error.sentence
        assert SECRET not in found


class TestPages:
    def test_scripts_and_pictures_from_elsewhere_are_not_kept(self, tmp_path: Path) -> None:
        page = (
            "<html><body onload='steal()'><script src='http://bad.example/a.js'>steal()</script>"
            f"<img src='http://bad.example/p.gif' alt='pixel'><p>{BODY[0]}</p><iframe src='http://bad.example'></iframe>"
            "<style>@import url(http://bad.example/a.css)</style></body></html>"
        )
        path = tmp_path / "a.html"
        path.write_text(page, encoding="utf-8")
        (raw,) = registry.read(path)
        for text in (raw.text, mail.read_message(message(("text/html", page)), name="a.eml").text):  # type: ignore[union-attr]
            assert BODY[0] in text
            assert not any(words in text for words in ("steal", "bad.example", "pixel", "@import"))


class TestArchives:
    def test_names_that_lead_outside_are_left_out(self, tmp_path: Path) -> None:
        names = ["../out.txt", "a/../../out.txt", "/out.txt", "C:\\out.txt", "..\\out.txt", "\\\\host\\out.txt"]
        path = tmp_path / "in" / "a.zip"
        path.parent.mkdir()
        path.write_bytes(making.zipped({**dict.fromkeys(names, "Bad"), "good/a.txt": "Good", "con.txt": "Odd"}))
        folder = tmp_path / "in" / "here"
        folder.mkdir()
        found = unpacking.unpack(path, folder)
        assert sorted(str(each.relative_to(folder)) for each in folder.rglob("*") if each.is_file()) == [
            "_con.txt", os.path.join("good", "a.txt"),  # noqa: PTH118
        ]  # fmt: skip
        assert sorted(each.name for each in tmp_path.rglob("*") if each.is_file()) == ["_con.txt", "a.txt", "a.zip"]
        assert len(found.refused) == len(names)
        assert all("names a place outside of the archive" in sentence for sentence in found.refused)

    def test_links_and_equal_names(self, tmp_path: Path) -> None:
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as pack:
            link = zipfile.ZipInfo("link.txt")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            pack.writestr(link, "/etc/passwd")
            pack.writestr("A.txt", "one")
            pack.writestr("a.TXT", "two")
        (tmp_path / "a.zip").write_bytes(target.getvalue())
        (tmp_path / "here").mkdir()
        found = unpacking.unpack(tmp_path / "a.zip", tmp_path / "here")
        assert [sentence.split(" so ")[0] for sentence in found.refused] == [
            "“link.txt” in a.zip is a link, not a file,"
        ]
        assert sorted(each.read_text() for each in (tmp_path / "here").iterdir()) == ["one", "two"]

    def test_bombs(self, tmp_path: Path) -> None:
        bomb = making.zipped({"a.txt": b"\0" * 60_000_000})
        assert len(bomb) < 100_000
        path = tmp_path / "a.zip"
        path.write_bytes(bomb)
        with pytest.raises(UserError, match=r"a\.zip unpacks to far more than its size"):
            unpacking.unpack(path, tmp_path)
        with pytest.raises(UserError, match="unpacks to far more"):
            docx.read(making.docx(more={"word/media/x": "\0" * 60_000_000}), name="a.docx")
        path.write_bytes(making.zipped({f"{n}.txt": os.urandom(1000) for n in range(20)}))
        for limits in ({"most_bytes": 10_000}, {"most_files": 10}):
            folder = tmp_path / str(len(limits)) / next(iter(limits))
            folder.mkdir(parents=True)
            with pytest.raises(UserError, match="unpacks to far more"):
                unpacking.unpack(path, folder, **limits)

    def test_a_size_that_is_a_lie(self, tmp_path: Path) -> None:
        content = bytearray(making.zipped({"a.txt": b"\0" * 5_000_000}))
        place = content.rfind(b"PK\x01\x02")
        content[place + 24 : place + 28] = struct.pack("<I", 10)  # "10 bytes when unpacked"
        (tmp_path / "a.zip").write_bytes(content)
        (tmp_path / "here").mkdir()
        with pytest.raises(UserError, match="damaged"):
            unpacking.unpack(tmp_path / "a.zip", tmp_path / "here")
        assert sum(each.stat().st_size for each in (tmp_path / "here").iterdir()) <= 10

    def test_passwords_and_overlong_lists(self, tmp_path: Path) -> None:
        content = bytearray(making.zipped({"a.txt": b"words"}))
        content[6] |= 1
        place = content.rfind(b"PK\x01\x02")
        content[place + 8] |= 1
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(UserError, match=r"a\.zip is protected by a password"):
            unpacking.unpack(tmp_path / "a.zip", tmp_path)
        content[-10:-6] = struct.pack("<I", 0x7FFFFFFF)  # the size of the list of members
        (tmp_path / "a.zip").write_bytes(content)
        with pytest.raises(UserError, match="holds more than 100,000 files"):
            unpacking.unpack(tmp_path / "a.zip", tmp_path)


class TestOddFiles:
    @pytest.mark.skipif(os.name != "posix", reason="a pipe in the file system")
    @pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.csv", "a.jsonl", "a.zip"])
    def test_a_pipe_is_not_waited_for(self, tmp_path: Path, name: str) -> None:
        os.mkfifo(tmp_path / name)
        assert "is a device or a pipe" in refusal(tmp_path / name)
        assert not registry.can_read(tmp_path / name)

    @pytest.mark.parametrize("extension", sorted({e for f in registry.article_kinds().values() for e in f.extensions}))
    @pytest.mark.parametrize("content", [b"", b"\0" * 100, b"x", b"PK\x03\x04", b"%PDF-1.7", b"<", b"\xff\xfe"])
    def test_empty_and_cut_off_files(self, tmp_path: Path, extension: str, content: bytes) -> None:
        path = tmp_path / f"a{extension}"
        path.write_bytes(content)
        said, found = read_or_said(path)
        assert found or (path.name in said and said.endswith("."))
        assert all(getattr(each, "text", "x").strip() for each in found)

    def test_documents_of_older_programs(self, tmp_path: Path) -> None:
        path = tmp_path / "a.doc"
        path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
        assert "older Microsoft Office" in refusal(path)
        path = tmp_path / "a.pptx"
        path.write_bytes(making.zipped({"[Content_Types].xml": "<x/>", "ppt/presentation.xml": "<x/>"}))
        assert "is a presentation" in refusal(path)


VALID = {
    "a.docx": making.docx(),
    "a.odt": making.odt(),
    "a.epub": making.epub([making.page(HEADLINE, *BODY)]),
    "a.pdf": making.pdf([two_columns()]),
    "a.rtf": b"{\\rtf1\\ansi{\\info{\\title Words}}Words of \\b a\\b0  text, caf\\'e9 \\u601? and more.\\par End.}",
    "a.eml": message(("text/plain", BODY[0]), ("text/html", f"<p>{BODY[0]}</p>")),
    "a.mhtml": message(("text/html", f"<html><body><p>{BODY[0]}</p></body></html>")),
    "a.rss": RSS.encode(),
    "a.atom": ATOM.encode(),
    "a.nitf": NITF.encode(),
    "a.newsml": G2.encode(),
    "a.csv": f'id,title,body\n1,Ferry,"{BODY[0]}"\n2,Grain,"{BODY[1]}"\n'.encode(),
}


@pytest.mark.parametrize("name", VALID)
def test_mutations_are_read_or_refused(tmp_path: Path, name: str, reader: Apart) -> None:
    """Every error is a sentence. PDF's library is not ours, so it reads mutations where the program reads PDFs."""
    chance = random.Random(name)
    whole = VALID[name]
    path = tmp_path / name
    form = registry.format_of(_write(path, whole)).name
    assert list(registry.read(path))
    outcomes = set()
    for _ in range(60 if name != "a.pdf" else 150):
        if whole.startswith(b"PK") and chance.random() < 0.7:
            content = _mutated_member(whole, chance)
        else:
            content = _mutated(whole, chance)
        _write(path, content)
        said, found = read_or_said(path, reader if name == "a.pdf" else None, form)
        assert found or (said.endswith(".") and "\n" not in said)
        outcomes.add(bool(found))
    assert True in outcomes  # mutations that are refused all of them would test nothing


def _mutated(whole: bytes, chance: random.Random) -> bytes:
    content = bytearray(whole)
    for _ in range(chance.choice([1, 1, 1, 2, 3, 8])):
        if not content:
            break
        place = chance.randrange(len(content))
        match chance.randrange(4):
            case 0:
                content[place] = chance.randrange(256)
            case 1:
                del content[place : place + chance.randint(1, 40)]
            case 2:
                content[place:place] = content[place // 2 : place // 2 + chance.randint(1, 60)]
            case _:
                content[place] ^= 1 << chance.randrange(8)
    return bytes(content)


def _mutated_member(whole: bytes, chance: random.Random) -> bytes:
    """A sound archive of members of which one is not; half of the time only its words are other ones."""
    with zipfile.ZipFile(io.BytesIO(whole)) as pack:
        members = {name: pack.read(name) for name in pack.namelist()}
    name = chance.choice(list(members))
    members[name] = (
        _mutated(members[name], chance)
        if chance.random() < 0.5
        else members[name].replace(b"e", bytes([chance.randrange(256)]), 1)
    )
    return making.zipped(members, stored=("mimetype",))


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


class TestApart:
    def test_one_process_reads_many_files(self, tmp_path: Path) -> None:
        with Apart() as apart:
            assert apart.pid is None
            (raw,) = apart.read("docx", _write(tmp_path / "a.docx", making.docx()))
            first = apart.pid
            assert raw.text.startswith(HEADLINE)  # type: ignore[union-attr]
            with pytest.raises(UserError, match=r"b\.pdf is damaged") as caught:
                list(apart.read("pdf", _write(tmp_path / "b.pdf", b"%PDF-1.4 x")))
            assert caught.value.details
            chapters = [making.page(f"Chapter {n}", *BODY) for n in range(5)]
            found = list(apart.read("epub", _write(tmp_path / "c.epub", making.epub(chapters))))
            assert len(found) == 5
            assert apart.pid == first

    def test_a_crash_is_one_sentence_and_the_next_file_is_read(self, tmp_path: Path) -> None:
        with Apart() as apart:
            path = _write(tmp_path / "a.docx", making.docx(paragraphs=["Words of it. " * 400] * 2000))
            list(apart.read("docx", path))
            pid = apart.pid
            assert pid is not None
            threading.Timer(0.02, os.kill, (pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)).start()
            said = ""
            while not said:
                said, _ = read_or_said(path, apart, "docx")
            assert said.startswith("a.docx made the program that reads it crash")
            (raw,) = apart.read("docx", _write(tmp_path / "b.docx", making.docx()))
            assert raw.text.startswith(HEADLINE)  # type: ignore[union-attr]
            assert apart.pid != pid

    @pytest.mark.skipif(os.name != "posix", reason="measured on Linux")
    def test_too_much_memory_is_one_sentence(self, tmp_path: Path) -> None:
        with Apart(memory=250_000_000) as apart:
            many = making.docx(paragraphs=[f"word {number * 7919}" for number in range(700_000)])
            with pytest.raises(UserError, match=r"^a\.docx needs more than 0\.2 GB of memory"):
                list(apart.read("docx", _write(tmp_path / "a.docx", many)))
            (raw,) = apart.read("docx", _write(tmp_path / "b.docx", making.docx()))
            assert raw.text.startswith(HEADLINE)  # type: ignore[union-attr]

    def test_too_much_time_is_one_sentence(self, tmp_path: Path) -> None:
        with Apart(seconds=0.0) as apart:
            path = _write(tmp_path / "a.docx", making.docx(paragraphs=["Words of it. " * 400] * 3000))
            with pytest.raises(UserError, match=r"^a\.docx took longer than 0 seconds"):
                list(apart.read("docx", path))
            assert apart.pid is None

    def test_cancel_is_heard_while_a_file_is_read(self, tmp_path: Path) -> None:
        with Apart() as apart:
            path = _write(tmp_path / "a.docx", making.docx(paragraphs=["Words of it. " * 400] * 3000))
            with pytest.raises(Cancelled):
                list(apart.read("docx", path, cancelled=lambda: True))
            assert apart.pid is None

    def test_the_limits_are_generous(self) -> None:
        assert (apart_module.SECONDS, apart_module.MEMORY) == (120.0, 2_000_000_000)


def test_an_article_of_endless_length_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressmark.formats.jsonl.LONGEST_LINE", 1_000)
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Short."}\n{"text": "' + "a" * 1_000 + '"}\n', encoding="utf-8")
    with pytest.raises(UserError, match=r"^a\.jsonl, line 2: the article is longer than 200 MB"):
        list(registry.read(path))
