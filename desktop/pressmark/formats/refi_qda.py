"""REFI-QDA projects (.qdpx), which programs for qualitative analysis exchange: codes, sources and coded selections.

Source: "REFI-QDA Standard for Projects" 1.5 with its schema Project.xsd: a ZIP archive with `project.qde` and the texts
in `sources/` (section 8.1). `startPosition` and `endPosition` count Unicode code points of the plain text, the end is
behind the last character. Codes are labels. Where selections are named after their words, that tells in which unit
others counted.
"""

from __future__ import annotations

import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from msgspec import Struct, field
from msgspec.structs import replace

from pressmark import __version__
from pressmark.core.annotation import Relation
from pressmark.core.article import ArticleMeta
from pressmark.core.errors import UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle, by_position
from pressmark.formats import standoff, xml, xml_text
from pressmark.formats.base import DatasetFormat, Holds, OffsetUnit, WriteOptions, WriterFormat, Written
from pressmark.formats.decoding import decode, unreadable
from pressmark.formats.standoff import Arrow, ArticleError, Mark

HOLDS = frozenset({Holds.TEXT, Holds.OVERLAPS, Holds.RELATIONS, Holds.NOTES})
LARGEST = 200_000_000
"""Bytes of one file in the archive, unpacked."""

_NAMESPACE = "urn:QDA-XML:project:1.0"
_NAME_LENGTH = 60
_COLORS = ("#1f6fb2", "#a33b2c", "#2f7d4f", "#7a4ea3", "#8a6100", "#0f7a80", "#a0307a", "#5b6470")


def _guid(*words: object) -> str:
    """The same words always give the same name, so that the same project gives the same file."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "pressmark:" + "\x1f".join(map(str, words))))


class QdpxWriter:
    """Writes a project to an open binary stream; what belongs into `project.qde` waits in temporary files."""

    def __init__(self, stream: BinaryIO, options: WriteOptions) -> None:
        self._archive = zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED)
        self._labels = options.label_set
        self._codes: dict[str, None] = dict.fromkeys(label.name for label in options.label_set or ())
        self._users: dict[str, None] = {}
        self._sources: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in `finish`, or with this writer
        self._links: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as above
        self._articles = 0
        self._now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(self, article: AnnotatedArticle) -> Written:
        """Writes one source with its selections."""
        plain = article.article
        self._articles += 1
        source = _guid("source", self._articles, plain.id)
        self._archive.writestr(f"sources/{source}.txt", plain.text.encode("utf-8"))
        name = xml_text.attribute(plain.meta.headline or plain.meta.source or plain.id)
        parts = [f'<TextSource guid="{source}" name={name} plainTextPath="internal://{source}.txt">\n']
        names: dict[str, str] = {}
        for mark in by_position(article.annotations):
            names[mark.id] = selection = _guid("selection", source, mark.id)
            self._codes.setdefault(mark.label)
            self._users.setdefault(mark.origin or "unknown")
            user = _guid("user", mark.origin or "unknown")
            words = xml_text.attribute(_short(mark.span.of(plain.text)))
            note = f"<Description>{xml_text.text(mark.note)}</Description>" if mark.note else ""
            parts.append(
                f'<PlainTextSelection guid="{selection}" name={words} startPosition="{mark.span.start}" '
                f'endPosition="{mark.span.end}" creatingUser="{user}" creationDateTime="{self._now}">{note}'
                f'<Coding guid="{_guid("coding", source, mark.id)}" creatingUser="{user}" '
                f'creationDateTime="{self._now}"><CodeRef targetGUID="{_guid("code", mark.label)}"/></Coding>'
                "</PlainTextSelection>\n"
            )
        parts.append("</TextSource>\n")
        self._sources.write("".join(parts).encode("utf-8"))
        for each in article.relations:
            row = (
                f'<Link guid="{_guid("link", source, each.id)}" name={xml_text.attribute(each.label)} '
                f'direction="OneWay" originGUID="{names[each.head]}" targetGUID="{names[each.child]}"/>\n'
            )
            self._links.write(row.encode("utf-8"))
        return Written(digest(article), tuple(article.annotations))

    def finish(self) -> None:
        """Writes `project.qde` and closes the archive; the stream stays open."""
        title = self._labels.name if self._labels is not None and self._labels.name else "Articles"
        users = [
            f'<User guid="{_guid("user", origin)}" name={xml_text.attribute(_user_name(origin))}/>\n'
            for origin in self._users
        ]
        with self._archive.open("project.qde", "w", force_zip64=True) as file:
            file.write(
                (
                    f'<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="{_NAMESPACE}" '
                    f'name={xml_text.attribute(title)} origin="Pressmark {__version__}" '
                    f'creationDateTime="{self._now}">\n'
                    + ("<Users>\n" + "".join(users) + "</Users>\n" if users else "")
                    + "".join(self._codebook())
                    + "<Sources>\n"
                ).encode("utf-8")
            )
            _copy(self._sources, file)
            file.write(b"</Sources>\n")
            if self._links.tell():
                file.write(b"<Links>\n")
                _copy(self._links, file)
                file.write(b"</Links>\n")
            file.write(b"</Project>\n")
        self._archive.close()
        self._sources.close()
        self._links.close()

    def _codebook(self) -> Iterator[str]:
        if not self._codes:
            return
        yield "<CodeBook>\n<Codes>\n"
        for number, name in enumerate(self._codes):
            known = self._labels.get(name) if self._labels is not None else None
            color = known.color if known is not None else _COLORS[number % len(_COLORS)]
            yield (
                f'<Code guid="{_guid("code", name)}" name={xml_text.attribute(name)} isCodable="true" '
                f"color={xml_text.attribute(color)}>"
            )
            if known is not None and known.description:
                yield f"<Description>{xml_text.text(known.description)}</Description>"
            yield "</Code>\n"
        yield "</Codes>\n</CodeBook>\n"


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    source.seek(0)
    while chunk := source.read(1 << 20):
        target.write(chunk)


def _user_name(origin: str) -> str:
    return origin.removeprefix("person:") or "unknown"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _NAME_LENGTH else f"{words[: _NAME_LENGTH - 1]}…"


def digest(article: AnnotatedArticle) -> bytes:
    """16 bytes that name everything a source holds."""
    said = xml_text.clean
    marks = tuple(mark.but(label=said(mark.label), note=said(mark.note)) for mark in article.annotations)
    arrows = tuple(Relation(r.id, r.head, r.child, said(r.label)) for r in article.relations)
    return standoff.digest(replace(article, annotations=marks, relations=arrows), holds=HOLDS)


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The text sources of a project, lazily.

    Raises:
        UserError: naming the file, and the source of what is wrong in it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            project = _Project(archive, path.name)
            for source in project.sources:
                try:
                    yield project.article(source)
                except ArticleError as error:
                    named = " ".join(str(source.get("name") or source.get("guid") or "?").split())[:60]
                    raise UserError(
                        "{name}, source “{named}”: {error}", name=path.name, named=named, error=error.sentence
                    ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    except (zipfile.BadZipFile, EOFError, RuntimeError, NotImplementedError, ValueError, zipfile.LargeZipFile) as error:
        raise _damaged(path.name) from error
    except Exception as error:
        # zlib, bz2 and lzma each have their own error for a damaged member
        if type(error).__module__ in ("zlib", "bz2", "_lzma", "lzma"):
            raise _damaged(path.name) from error
        raise


def _damaged(name: str) -> UserError:
    return UserError(
        "{name} is damaged, or is no REFI-QDA project. Export it again from the program that made it.", name=name
    )


class _Selection(Struct):
    """What is coded at one place."""

    guid: str
    start: int
    end: int
    name: str
    note: str
    codes: list[tuple[str, str]] = field(default_factory=list)  # label and user


class _Project:
    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._name = name
        self._members = {info.filename.replace("\\", "/").lower(): info for info in archive.infolist()}
        member = next((each for each in self._members if each.endswith(".qde") and "/" not in each), None)
        if member is None:
            raise UserError(
                "{name} has no project.qde in it, so it is no REFI-QDA project. Choose another file.", name=name
            )
        root = xml.parse(self._content(member), name=name)
        self._users = {each.get("guid"): each.get("name") or "" for each in _all(root, "User")}
        self._codes = dict(_codes(root))
        self._notes = {each.get("guid"): self._note(each) for each in _all(root, "Note")}
        self._links = [dict(each.attrib) for each in _all(root, "Link")]
        self.sources = list(_all(root, "TextSource")) + [
            each
            for each in _all(root, "Representation")
            if each.get("plainTextPath") or _child(each, "PlainTextContent")
        ]
        others = sum(1 for kind in ("PictureSource", "AudioSource", "VideoSource") for _ in _all(root, kind))
        others += sum(1 for each in _all(root, "PDFSource") if not any(_all(each, "Representation")))
        self._remarks = (
            [
                Message.counted(
                    "{n:,} picture, recording or PDF of the project passed over.",
                    "{n:,} pictures, recordings or PDFs of the project passed over.",
                    n=others,
                )
            ]
            if others
            else []
        )
        if not self.sources and others:
            raise UserError("{name} holds no texts, only other media. Choose another project.", name=name)

    def _content(self, member: str) -> bytes:
        """A file of the archive, unpacked as far as is reasonable."""
        info = self._members[member]
        with self._archive.open(info) as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UserError(
                "{name}: {filename} unpacks to more than {largest} MB. Split it.",
                name=self._name,
                filename=info.filename[:60],
                largest=LARGEST // 1_000_000,
            )
        return content

    def _path(self, element: Any) -> bytes | None:
        """The plain text of a source or note that lies in the archive."""
        path = element.get("plainTextPath") or ""
        if not path.startswith("internal://"):
            return None
        wanted = path.removeprefix("internal://").lower()
        member = next((each for each in (f"sources/{wanted}", wanted) if each in self._members), None)
        return None if member is None else self._content(member)

    def _text(self, element: Any) -> str | None:
        inline = _child(element, "PlainTextContent")
        if inline is not None:
            return "".join(inline.itertext())
        content = self._path(element)
        if content is None:
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return decode(content, name=self._name)

    def _note(self, element: Any) -> str:
        return self._text(element) or ""

    def article(self, source: Any) -> AnnotatedArticle:
        """The article of one source."""
        text = self._text(source)
        if text is None:
            raise ArticleError("its plain text is not in the project. Export it with its sources.")
        remarks, self._remarks = self._remarks, []
        selections = [self._selection(each) for each in _children(source, "PlainTextSelection")]
        whole = sum(1 for _ in _children(source, "Coding"))
        if whole:
            remarks = [
                *remarks,
                Message.counted(
                    "{n:,} code of the whole text passed over.", "{n:,} codes of the whole text passed over.", n=whole
                ),
            ]
        if bare := sum(not each.codes for each in selections):
            remarks = [
                *remarks,
                Message.counted(
                    "{n:,} selection without a code passed over.",
                    "{n:,} selections without a code passed over.",
                    n=bare,
                ),
            ]
        text, unit = _counted(text, selections)
        if unit != _RAW:
            remarks = [
                *remarks,
                Message("Positions were read as {unit}, as so most selections are what their names say.", unit=unit),
            ]
        marks: list[Mark] = []
        firsts: dict[str, str] = {}
        for each in selections:
            for number, (label, user) in enumerate(each.codes):
                named = each.guid if not number else f"{each.guid}-{number + 1}"
                firsts.setdefault(each.guid, named)
                origin = user if ":" in user else f"person:{user}" if user and user != "unknown" else ""
                marks.append(Mark(each.start, each.end, label, id=named, origin=origin, note=each.note))
        arrows = [
            Arrow(
                firsts[link["originGUID"]], firsts[link["targetGUID"]], link.get("name") or "related", link.get("guid")
            )
            for link in self._links
            if link.get("originGUID") in firsts and link.get("targetGUID") in firsts
        ]
        units = (OffsetUnit.UTF16,) if unit == _UTF16 else (OffsetUnit.CODE_POINTS,)
        return standoff.article(
            text, marks, arrows, form="refi-qda", meta=ArticleMeta(source=source.get("name") or None), name=self._name,
            units=units, remarks=remarks,
        )  # fmt: skip

    def _selection(self, element: Any) -> _Selection:
        start, end = (standoff.integer(element.get(name)) for name in ("startPosition", "endPosition"))
        if start is None or end is None:
            raise ArticleError("a selection has no whole numbers as its positions. Mend or remove it.")
        described = _child(element, "Description")
        notes = ["".join(described.itertext())] if described is not None else []
        notes += [self._notes.get(each.get("targetGUID"), "") for each in _children(element, "NoteRef")]
        found = _Selection(
            element.get("guid") or f"{start}-{end}",
            start,
            end,
            element.get("name") or "",
            "\n".join(filter(None, notes)),
        )
        for coding in _children(element, "Coding"):
            user = coding.get("creatingUser") or element.get("creatingUser")
            for code in _children(coding, "CodeRef"):
                label = self._codes.get(code.get("targetGUID"))
                if label is None:
                    raise ArticleError("a selection has a code that is not in the code book. Mend the project.")
                found.codes.append((label, self._users.get(user, "")))
        return found


_RAW = Message("code points")
_UTF16 = Message("UTF-16 units")
_LF = Message("code points of line ends as one character")


def _counted(text: str, selections: Iterable[_Selection]) -> tuple[str, Message]:
    """The text as its positions count it, and how: by how many selections have the words that they are named after."""
    named = [each for each in selections if len(each.name.strip()) > 1]
    if not named or (text.isascii() and "\r\n" not in text):
        return text, _RAW
    ways = [(text, _RAW), (text, _UTF16)]
    if "\r\n" in text:
        ways.append((text.replace("\r\n", "\n"), _LF))
    scores = [sum(_fits(words, way, each) for each in named) for words, way in ways]
    return ways[scores.index(max(scores))]


def _fits(text: str, way: str, selection: _Selection) -> bool:
    table = standoff.offsets(text, OffsetUnit.UTF16) if way == _UTF16 else None
    start, end = selection.start, selection.end
    if table is not None:
        if not 0 <= start <= end < len(table):
            return False
        start, end = table[start], table[end]
    name = " ".join(selection.name.split()).rstrip("….").rstrip()
    return start >= 0 and bool(name) and " ".join(text[start:end].split()).startswith(name)


def _codes(root: Any) -> Iterator[tuple[str, str]]:
    """The codes' labels by their names in the file; equal names get that of the code above in front."""
    found = [(each.get("guid") or "", each.get("name") or "", each) for each in _all(root, "Code")]
    count: dict[str, int] = {}
    for _, name, _ in found:
        count[name] = count.get(name, 0) + 1
    for guid, name, element in found:
        above = element.getparent()
        over = above.get("name") if above is not None and _local(above) == "Code" else None
        yield guid, f"{over}/{name}" if count[name] > 1 and over else name or "code"


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _all(root: Any, name: str) -> Iterator[Any]:
    return (each for each in root.iter() if isinstance(each.tag, str) and _local(each) == name)


def _children(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element if isinstance(each.tag, str) and _local(each) == name)


def _child(element: Any, name: str) -> Any:
    return next(_children(element, name), None)


DATASET = DatasetFormat("refi-qda", (".qdpx",), "a REFI-QDA project", read, holds=HOLDS)
WRITER = WriterFormat(
    "refi-qda", ".qdpx", Message("REFI-QDA: a project for QualCoder, NVivo, MAXQDA, ATLAS.ti …"),
    QdpxWriter, read, digest,
    holds=HOLDS,
)  # fmt: skip
