"""Other names by which people call a format: with capitals and hyphens, and as other programs have it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from pressmark.core.messages import Message

_ALSO_CALLED = {
    "conll2003": "conll",
    "conll03": "conll",
    "conll00": "conll2000",
    "conll02": "conll2002",
    "conll12": "conll2012",
    "ontonotes": "conll2012",
    "conlluplus": "conllu",
    "conllup": "conllu",
    "iob1": "iob",
    "iob2": "bio",
    "bio2": "bio",
    "bilou": "biluo",
    "iobes": "bioes",
    "docbin": "spacy",
    "standoff": "brat",
    "ann": "brat",
    "xmi": "cas-xmi",
    "uimacasxmi": "cas-xmi",
    "uimacasjson": "cas-json",
    "tsv3": "webanno",
    "webannotsv": "webanno",
    "webannotsv3": "webanno",
    "inception": "webanno",
    "gatexml": "gate",
    "hf": "huggingface",
    "datasets": "huggingface",
    "qdpx": "refi-qda",
    "refi": "refi-qda",
    "jsonld": "web-annotation",
    "biocxml": "bioc",
    "txt": "text",
    "md": "markdown",
    "htm": "html",
    "tsv": "csv",
    "xlsx": "spreadsheet",
    "word": "docx",
}
"""Without capitals and hyphens. A name means a format only where that format can be read, or written."""


def meant(name: str, forms: Iterable[str]) -> str | None:
    """The one of `forms` that is called so, by its own name first; None if there is none."""
    known = {_plain(form): form for form in forms}
    plain = _plain(name)
    own = known.get(plain)
    return own if own is not None else known.get(_plain(_ALSO_CALLED.get(plain, "")))


def choice(name: str, forms: Iterable[str]) -> Message:
    """What to choose in place of a name that means no format: what it is a slip of, or else all there are."""
    known = {_plain(form): form for form in forms}
    near = difflib.get_close_matches(_plain(name), [*known, *_ALSO_CALLED], n=1, cutoff=0.75)
    slip = meant(near[0], known.values()) if near else None
    if slip is not None:
        return Message("Did you mean {form}?", form=slip)
    return Message("Choose one of {forms}.", forms=", ".join(known.values()))


def _plain(name: str) -> str:
    return re.sub(r"[^\w]|_", "", name.casefold()).removeprefix(".")
