"""XML from files that nobody vouches for: nothing is fetched, no entity of the file is expanded."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

from pressmark.core.errors import UserError

_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset((b"amp", b"lt", b"gt", b"quot", b"apos"))
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s[^<>]*)?)/?>")
_PROLOG = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?[^>]*>", re.DOTALL)
_OUT_OF_MEMORY = 2  # libxml2: XML_ERR_NO_MEMORY
_WIDE = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))


def parse(content: bytes, *, name: str) -> Any:
    """The root element of an XML file.

    HTML's names for characters (&nbsp;) are understood, as many feeds use them undeclared.

    Raises:
        UserError: for what is no whole XML file, or declares entities of its own.
    """
    from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - compiled, without stubs

    narrow = content.replace(b"\x00", b"")  # what ASCII there is in UTF-16 too
    if _ENTITY.search(narrow):
        raise UserError(
            f"{name} declares entities of its own, which can make a small file endless or read other files; Pressmark "
            "expands none. Save it without its DOCTYPE."
        )
    if b"\x00" not in content[:64]:
        content = _NAMED.sub(_character, content)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == _OUT_OF_MEMORY:
            raise MemoryError(str(error)) from error
        line = getattr(error, "lineno", None)
        where = f" in line {line}" if line else ""
        raise UserError(
            f"{name} is not well-formed XML{where}. Get a whole copy, or save it again in the program that it comes "
            "from.",
            details=str(error),
        ) from error


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
