"""XML from files that nobody vouches for: nothing is fetched, no entity of the file is expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from pathlib import Path
from typing import Any, BinaryIO

from pressmark.core.errors import UserError
from pressmark.formats.decoding import unreadable

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s[^<>]*)?)/?>")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?[^>]*>", re.DOTALL)
_OUT_OF_MEMORY = 2  # libxml2: XML_ERR_NO_MEMORY
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
# Without huge_tree, libxml2 refuses what is nested a thousandfold and single texts of more than 10 MB, beside entities
# that grow.
_OPTIONS: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True,
    "remove_pis": True,
}  # fmt: skip
_BLOCK = 1 << 20


def parse(content: bytes, *, name: str) -> Any:
    """The root element of an XML file.

    HTML's names for characters (&nbsp;) are understood, as many feeds use them undeclared.

    Raises:
        UserError: for what is no whole XML file, or declares entities of its own.
    """
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    if _declares_entities(content):
        raise _entities(name)
    if b"\x00" not in content[:64]:
        content = _NAMED.sub(_character, content)
    try:
        root = etree.fromstring(content, etree.XMLParser(**_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _broken(error, name) from error
    _check_entities(root, name)
    return root


def elements(path: Path, tag: str) -> Iterator[Any]:
    """The elements of a name in a file of any size, lazily; each is emptied when the next one is asked for.

    Raises:
        UserError: as `parse`, and for a file that cannot be read.
    """
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    name = path.name
    try:
        with path.open("rb") as file:
            _refuse_entities(file, name)
            first_one = True
            for _, element in etree.iterparse(file, events=("end",), tag=tag, **_OPTIONS):
                if first_one:
                    _check_entities(element, name)
                    first_one = False
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise _broken(error, name) from error
    except OSError as error:
        raise unreadable(path, error) from error


def head_of(path: Path) -> bytes:
    """The first bytes of a file, to tell of what kind it is; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(4096)
    except OSError:
        return b""


def _refuse_entities(file: BinaryIO, name: str) -> None:
    """Looks through a file for declared entities before libxml2 meets them, and goes back to its beginning."""
    kept = b""
    while block := file.read(_BLOCK):
        if _declares_entities(kept + block):
            raise _entities(name)
        kept = block[-32:]
    file.seek(0)


def _declares_entities(content: bytes) -> bool:
    return _ENTITY.search(content.replace(b"\x00", b"")) is not None  # what ASCII there is in UTF-16 too


def _check_entities(element: Any, name: str) -> None:
    """Once more, for encodings in which a declaration looks otherwise."""
    dtd = element.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise _entities(name)


def _entities(name: str) -> UserError:
    return UserError(
        "{name} declares entities of its own, which can make a small file endless or read other files; Pressmark "
        "expands none. Save it without its DOCTYPE.",
        name=name,
    )


def _broken(error: Exception, name: str) -> UserError | MemoryError:
    if getattr(error, "code", None) == _OUT_OF_MEMORY:
        return MemoryError(str(error))
    words = str(getattr(error, "msg", None) or error)
    if "amplification" in words:
        return _entities(name)
    if "depth" in words:
        return UserError(
            "{name} nests its elements too deep. No program writes such a file; get another copy.", name=name
        )
    line = getattr(error, "lineno", None)
    if not line:
        return UserError(
            "{name} is not well-formed XML. Get a whole copy, or save it again in the program that it comes from.",
            name=name,
            details=words,
        )
    return UserError(
        "{name} is not well-formed XML in line {line}: it is cut off or damaged there. Get a whole copy, or save it "
        "again in the program that it comes from.",
        name=name,
        line=line,
        details=words,
    )


def _character(match: re.Match[bytes]) -> bytes:
    name = match[1]
    found = None if name in _OWN else html5.get(name.decode("ascii") + ";")
    return match[0] if found is None else "".join(f"&#{ord(character)};" for character in found).encode("ascii")


def root_of(head: bytes) -> tuple[str, str]:
    """The namespace and local name of the root element, by a file's first bytes; ("", "") where there is none."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            text = head.decode(encoding, "replace").lstrip("\ufeff").strip().encode()
    words = text.decode("latin-1")
    if not words.startswith("<"):
        return "", ""
    match = _ROOT.search(_PROLOG.sub(" ", words))
    if match is None:
        return "", ""
    prefix = (match[1] or "").rstrip(":")
    attribute = f"xmlns:{prefix}" if prefix else "xmlns"
    space = re.search(rf"(?:^|\s){re.escape(attribute)}\s*=\s*[\"']([^\"']*)[\"']", match[3])
    return (space[1] if space else ""), match[2]


def local(element: Any) -> str:
    """An element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words_of(element: Any) -> str:
    """All text inside an element."""
    return "" if element is None else "".join(element.itertext())


def first(element: Any, *names: str) -> Any:
    """The first descendant of any of these local names, in the order of the names; None where there is none."""
    for name in names:
        found = next((each for each in element.iter(f"{{*}}{name}") if each is not element), None)
        if found is not None:
            return found
    return None
