"""What readers give, made ready for a project; of large datasets in another process, while this one writes."""

from __future__ import annotations

import marshal
import pickle
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from pressmark.core.annotations import Annotations
from pressmark.core.article import Article, RawArticle
from pressmark.core.errors import BugError, UserError
from pressmark.core.labels import in_one_line
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats.base import DatasetFormat, Refused
from pressmark.store.prepared import Prepared, prepare

if TYPE_CHECKING:
    from pressmark.formats.apart import Apart

_SHARE = 4  # of a large file this process reads a quarter, if that is not more than the bytes below
_LARGEST_SHARE = 50_000_000
_LONGEST = 10_000_000
_PORTION = 50  # articles that travel together; fewer after this many seconds
_SECONDS = 0.1


class Taken(Struct, frozen=True):
    """An article that a project can hold, with its reader's remarks."""

    article: Prepared
    remarks: tuple[Message, ...] = ()


class Taker:
    """Makes articles ready, of any number of files."""

    def __init__(self) -> None:
        self._plain_labels: set[str] = set()

    def take(self, name: str, content: RawArticle | AnnotatedArticle | Refused) -> Taken | Message:
        """An article ready for a project, or why there is none.

        Args:
            name: of the file.
            content: what its reader gives.
        """
        if isinstance(content, Refused):
            return content.sentence
        one = AnnotatedArticle(Article.from_raw(content)) if isinstance(content, RawArticle) else content
        one = self._with_plain_labels(one)
        try:
            return Taken(prepare(one), one.remarks)
        except BugError as error:  # the same mark twice, or a relation to nowhere
            return Message(
                "{name}: the article {id} contradicts itself ({why}). Mend the file, then try again.",
                name=name,
                id=one.article.id,
                why=error,
            )
        except ValueError:  # a number that JSON, and so a project, does not have
            remark = Message("Attributes that are no finite number (NaN, infinity) became empty.")
            return Taken(prepare(_finite(one)), (*one.remarks, remark))

    def _with_plain_labels(self, one: AnnotatedArticle) -> AnnotatedArticle:
        """The article with labels that a label set can have: some programs allow line breaks in theirs."""
        new = set(Annotations.of(one.annotations).labels) - self._plain_labels
        odd = {name for name in new if in_one_line(name) != name}
        self._plain_labels |= new - odd
        if not odd:
            return one
        annotations = tuple(a.but(label=in_one_line(a.label)) if a.label in odd else a for a in one.annotations)
        remark = Message("Tabs and line breaks in labels became spaces.")
        return replace(one, annotations=annotations, remarks=(*one.remarks, remark))


def _finite(one: AnnotatedArticle) -> AnnotatedArticle:
    meta = replace(one.article.meta, extra=_without_odd_numbers(one.article.meta.extra))
    return replace(
        one,
        article=replace(one.article, meta=meta),
        annotations=tuple(a.but(attributes=_without_odd_numbers(a.attributes)) for a in one.annotations),
    )


def _without_odd_numbers(value: Any) -> Any:
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, Mapping):
        return {name: _without_odd_numbers(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without_odd_numbers(each) for each in value]
    return value


def ahead(
    apart: Apart, path: Path, form: DatasetFormat, *, cancelled: Callable[[], bool]
) -> Iterator[AnnotatedArticle | bytes]:
    """What is in a large dataset: articles, and what `packed` gives.

    Another process reads the file, while this one writes. Where it can be read in parts, this one reads its beginning,
    since the other one has half a second to start.

    Args:
        apart: the other process.
        path: the file.
        form: what reads it.
        cancelled: asked ten times a second while there is nothing to take.

    Raises:
        UserError: what the reader says. What it read before has come.
    """
    part = form.read_part
    begin = _line_behind(path, min(path.stat().st_size // _SHARE, _LARGEST_SHARE)) if part else 0
    empty = True
    with closing(apart.call(packed, path, form, path.name, begin, cancelled=cancelled)) as rest:
        if part and begin:
            for article in part(path, 0, begin):
                empty = False
                yield article
        for portion in rest:
            empty = False
            yield portion
    if empty:
        from pressmark.formats import plain

        raise plain.nothing_in(path.name)


def _line_behind(path: Path, place: int) -> int:
    """Where the first line behind a place in a file begins; 0 where that is far away."""
    with path.open("rb") as file:
        file.seek(place)
        ended = file.readline(_LONGEST).endswith(b"\n")
        return file.tell() if ended else 0


def packed(path: Path, form: DatasetFormat, name: str, begin: int = 0) -> Iterator[bytes]:
    """What `Taker.take` makes of a dataset, some articles at a time, for another process; `unpacked` is the inverse.

    Args:
        path: the file.
        form: what reads it; not its name, since to find one format all of them are loaded.
        name: what to call it.
        begin: in bytes, where a line begins; those before it are left out.

    Raises:
        UserError: what the reader says. What it read before has come.
    """
    taker = Taker()
    found = form.read_part(path, begin, None) if begin and form.read_part else form.read(path)
    portion: list[tuple[tuple[object, ...] | None, bytes | None]] = []
    began = time.monotonic()
    failure: UserError | None = None
    try:
        for content in found:
            one = taker.take(name, content)
            if isinstance(one, Taken):
                portion.append((tuple(one.article), pickle.dumps(one.remarks) if one.remarks else None))
            else:
                portion.append((None, pickle.dumps(one)))
            if len(portion) >= _PORTION or time.monotonic() - began > _SECONDS:
                yield marshal.dumps(portion)  # strings and numbers, in a tenth of the time that pickle takes
                portion, began = [], time.monotonic()
    except UserError as error:
        failure = error
    if portion:
        yield marshal.dumps(portion)
    if failure is not None:
        raise failure


def unpacked(portion: bytes) -> Iterator[Taken | Message]:
    """What `packed` packed, in this process or one of the same program."""
    for fields, said in marshal.loads(portion):
        if fields is None:
            yield pickle.loads(said)
        else:
            yield Taken(Prepared(*fields), pickle.loads(said) if said else ())
