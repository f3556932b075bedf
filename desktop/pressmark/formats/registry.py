"""Every file that can be read and every dataset that can be written, in one place.

Articles are read by extension and content together: a page saved as .txt is read as a page, a text saved as .html as a
text, and what is neither is refused with a sentence. Where formats share an extension, the first that recognises the
file's beginning reads it: datasets in the order of `DATASETS`, then articles in the order of `READERS`; what none
recognises goes to the first format of that extension that asks for nothing, datasets first.

Third parties add formats through the entry point groups `pressmark.readers` and `pressmark.writers`; an entry point
names an `ArticleFormat`, `DatasetFormat` or `WriterFormat`.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.metadata import entry_points
from pathlib import Path

from pressmark.core.article import RawArticle
from pressmark.core.errors import BugError, UserError
from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.core.text import canonical
from pressmark.core.tokens import Scheme
from pressmark.formats import (
    also_called,
    articles,
    bioc,
    brat,
    cas,
    conll,
    conll2012,
    conllu,
    csv_tables,
    doccano,
    gate,
    html_page,
    huggingface,
    jsonl,
    label_studio,
    markdown_report,
    plain,
    prodigy,
    pubannotation,
    refi_qda,
    signatures,
    spacy_docbin,
    spacy_folder,
    spacy_json,
    timeml,
    unrecognised,
    web_annotation,
    webanno,
)
from pressmark.formats import tables as tables_of
from pressmark.formats.apart_worker import unread
from pressmark.formats.base import (
    ArchiveFormat,
    ArticleFormat,
    Choice,
    DatasetFormat,
    Holds,
    Refused,
    TableFormat,
    WriterFormat,
)
from pressmark.formats.decoding import REMEDY, content_of, unreadable, what_it_is

OF_TOKENS = frozenset({Choice.INSIDE, Choice.SENTENCES, Choice.WHOLE_TEXT})
"""What the user of a format of tokens may choose."""

EVERYTHING = frozenset(Holds)

Readable = ArticleFormat | DatasetFormat | TableFormat | ArchiveFormat

LARGEST_ARTICLE = 50_000_000
"""Bytes; no article is larger."""


def _columns(name: str, extension: str, title: Message, scheme: Scheme, columns: int) -> WriterFormat:
    return WriterFormat(
        name,
        extension,
        title,
        partial(conll.ColumnsWriter, scheme=scheme, columns=columns),
        conll.read,
        conll.digest,
        holds=frozenset({Holds.TOKENS}),
        choices=OF_TOKENS | {Choice.SCHEME, Choice.COLUMNS},
        columns=conll.COLUMNS,
        digests=conll.digests,
        joins=True,
    )


READERS: dict[str, ArticleFormat] = articles.READERS

TABLES: dict[str, TableFormat] = articles.TABLES

ARCHIVES: dict[str, ArchiveFormat] = articles.ARCHIVES

DATASETS: dict[str, DatasetFormat] = {
    "jsonl": DatasetFormat(
        "jsonl",
        (".jsonl", ".ndjson"),
        "JSON lines, as Pressmark and Prodigy write them",
        jsonl.read,
        holds=EVERYTHING,
        read_part=jsonl.read_part,
    ),
    "brat": brat.DATASET,
    "webanno": webanno.DATASET,
    "gate": gate.DATASET,
    "cas-xmi": cas.XMI_DATASET,
    "cas-json": cas.JSON_DATASET,
    "conllu": conllu.DATASET,
    "conll2012": DatasetFormat(
        "conll2012",
        (".conll", ".v4_gold_conll", ".v4_auto_conll", ".gold_conll", ".auto_conll", ".txt"),
        "CoNLL-2012, the columns of OntoNotes",
        conll2012.read,
        conll2012.recognises,
        holds=frozenset({Holds.TOKENS}),
    ),
    "conll": DatasetFormat(
        "conll",
        (*conll.EXTENSIONS, ".txt", ".tsv", *conll.PARTS),
        "columns of tokens and IOB, BIO, BIOES or BILUO tags (CoNLL-2000, 2002, 2003, GermEval, …)",
        conll.read,
        conll.recognises,
        holds=frozenset({Holds.TOKENS}),
    ),
    "prodigy": prodigy.DATASET,
    "doccano": doccano.DATASET,
    "label-studio": label_studio.DATASET,
    "label-studio-project": label_studio.FOLDER,
    "spacy": spacy_docbin.DATASET,
    "spacy-json": spacy_json.DATASET,
    "spacy-train": spacy_folder.DATASET,
    "huggingface": huggingface.FOLDER,
    "parquet-tokens": huggingface.FILE,
    "json-tokens": huggingface.LINES,
    "pubannotation": pubannotation.DATASET,
    "bioc": bioc.XML,
    "bioc-json": bioc.JSON,
    "web-annotation": web_annotation.DATASET,
    "timeml": timeml.FILE,
    "timeml-folder": timeml.FOLDER,
    "refi-qda": refi_qda.DATASET,
}

WRITERS: dict[str, WriterFormat] = {
    "jsonl": WriterFormat(
        "jsonl",
        ".jsonl",
        Message("JSON lines: everything, without loss"),
        jsonl.JsonlWriter,
        jsonl.read,
        jsonl.digest,
        lossless=True,
        holds=EVERYTHING,
        joins=True,
    ),
    "conll": _columns("conll", ".conll", Message("CoNLL-2003: token, POS, chunk, BIO tag"), Scheme.BIO, 4),
    "bio": _columns("bio", ".bio", Message("Two columns, BIO: token, BIO tag"), Scheme.BIO, 2),
    "bioes": _columns("bioes", ".bioes", Message("Two columns, BIOES: token, BIOES tag"), Scheme.BIOES, 2),
    "biluo": _columns("biluo", ".biluo", Message("Two columns, BILUO: token, BILUO tag"), Scheme.BILUO, 2),
    "iob": _columns("iob", ".iob", Message("Two columns, IOB1: token, IOB1 tag"), Scheme.IOB1, 2),
    "conll2000": _columns("conll2000", ".conll", Message("CoNLL-2000: token, POS, BIO tag"), Scheme.BIO, 3),
    "conll2002": _columns("conll2002", ".conll", Message("CoNLL-2002: token, POS, BIO tag"), Scheme.BIO, 3),
    "doccano-conll": WriterFormat(
        "doccano-conll",
        ".conll",
        Message("doccano, CoNLL: an article in one block, token, tab, BIO tag"),
        partial(conll.ColumnsWriter, scheme=Scheme.BIO, columns=2, blocks=True),
        conll.read_blocks,
        conll.digest,
        holds=frozenset({Holds.TOKENS}),
        choices=OF_TOKENS | {Choice.SCHEME},
        digests=conll.block_digests,
        joins=True,
    ),
    "conll2012": WriterFormat(
        "conll2012",
        ".conll",
        Message("CoNLL-2012: OntoNotes' columns, names in brackets"),
        conll2012.Conll2012Writer,
        conll2012.read,
        conll.digest,
        holds=frozenset({Holds.TOKENS}),
        choices=OF_TOKENS,
    ),
    "conllu": conllu.WRITER,
    "brat": brat.WRITER,
    "webanno": webanno.WRITER,
    "gate": gate.WRITER,
    "cas-xmi": cas.XMI_WRITER,
    "cas-json": cas.JSON_WRITER,
    "prodigy": prodigy.WRITER,
    "doccano": doccano.WRITER,
    "doccano-relations": doccano.RELATIONS_WRITER,
    "label-studio": label_studio.WRITER,
    "label-studio-project": label_studio.FOLDER_WRITER,
    "spacy": spacy_docbin.WRITER,
    "spacy-train": spacy_folder.WRITER,
    "spacy-json": spacy_json.WRITER,
    "spacy-lists": spacy_json.LISTS_WRITER,
    "huggingface": huggingface.WRITER,
    "pubannotation": pubannotation.WRITER,
    "bioc": bioc.XML_WRITER,
    "bioc-json": bioc.JSON_WRITER,
    "web-annotation": web_annotation.WRITER,
    "timeml": timeml.WRITER,
    "refi-qda": refi_qda.WRITER,
    "csv": csv_tables.WRITER,
    "csv-figures": csv_tables.FIGURES_WRITER,
    "html": html_page.WRITER,
    "markdown-report": markdown_report.WRITER,
}


def readers() -> dict[str, ArticleFormat]:
    """The article formats of this program and of what is installed beside it, by name."""
    return READERS | {
        name: form for name, form in _added("pressmark.readers").items() if isinstance(form, ArticleFormat)
    }


def tables() -> dict[str, TableFormat]:
    """The kinds of tables that can be read, by name."""
    return TABLES


def article_kinds() -> dict[str, ArticleFormat | TableFormat | ArchiveFormat]:
    """Every kind of file that articles are read from: one or several, a table of them, an archive of files."""
    return {**readers(), **TABLES, **ARCHIVES}


def every() -> dict[str, Readable]:
    """Everything that can be read, by name; in the order in which formats that share an extension are asked."""
    return {**datasets(), **readers(), **TABLES, **ARCHIVES}


def datasets() -> dict[str, DatasetFormat]:
    """The datasets that can be read, by name."""
    return DATASETS | {
        name: form for name, form in _added("pressmark.readers").items() if isinstance(form, DatasetFormat)
    }


def writers() -> dict[str, WriterFormat]:
    """The datasets that can be written, by name."""
    return WRITERS | {
        name: form for name, form in _added("pressmark.writers").items() if isinstance(form, WriterFormat)
    }


@cache
def _added(group: str) -> dict[str, ArticleFormat | DatasetFormat | WriterFormat]:
    """What other packages on this computer add; they cannot take the place of a format of this program."""
    found: dict[str, ArticleFormat | DatasetFormat | WriterFormat] = {}
    for point in entry_points(group=group):
        try:
            form = point.load()
        except (ImportError, AttributeError) as error:
            raise UserError(
                "The format {name} ({value}) cannot be loaded. Update or remove the package that adds it.",
                name=point.name,
                value=point.value,
                details=str(error),
            ) from error
        if not isinstance(form, ArticleFormat | DatasetFormat | WriterFormat):
            raise UserError(
                "{value} is no format of Pressmark. Update or remove the package that adds it.", value=point.value
            )
        ours = (READERS, DATASETS, TABLES, ARCHIVES, WRITERS)
        if not any(form.name in names for names in ours):
            found[form.name] = form
    return found


def writer(name: str) -> WriterFormat:
    """The format that is called so; raises `UserError` naming those that there are."""
    forms = writers()
    found = also_called.meant(name, forms)
    if found is None:
        raise UserError("There is no format “{name}”. {choice}", name=name, choice=also_called.choice(name, forms))
    return forms[found]


def readable(name: str) -> Readable:
    """What reads the format that is called so; raises `UserError` naming those that there are."""
    forms = every()
    found = also_called.meant(name, forms)
    if found is None:
        raise UserError(
            "There is no format “{name}” that can be read. {choice}", name=name, choice=also_called.choice(name, forms)
        )
    return forms[found]


def table(name: str) -> TableFormat:
    """The kind of table of that name."""
    return TABLES[name]


def can_read(path: Path) -> bool:
    """Whether a file holds an article or a dataset: by its name where that says enough, else by its beginning."""
    try:
        _check_regular(path)
    except UserError:
        return False
    return _speaks_for(path, _named_like(path))


def is_dataset(path: Path) -> bool:
    """Whether a file holds a dataset, as `can_read`."""
    return _speaks_for(path, _named_like(path, datasets()))


def _speaks_for(path: Path, named: Sequence[Readable]) -> bool:
    if any(form.recognises is None for form in named):
        return True
    try:
        return any(_recognises(form, path) for form in named)
    except UserError:
        return True  # whoever reads it is told why that cannot be done


def dataset_folder(path: Path) -> DatasetFormat | None:
    """The format of which a whole folder is one dataset, or None.

    Raises:
        UserError: for a folder that may not be read.
    """
    if not path.is_dir():
        return None
    return next((form for form in datasets().values() if form.folder and _recognises(form, path)), None)


def format_of(path: Path, forms: Mapping[str, Readable] | None = None) -> Readable:
    """What reads a file or a dataset's folder: told by its name, and where formats share that, by its beginning.

    Args:
        path: a file, or a folder that is one dataset.
        forms: those that come into question; None for all.

    Raises:
        UserError: for what none of them reads, saying which were tried.
    """
    candidates: Mapping[str, Readable] = every() if forms is None else forms
    if path.is_dir():
        folder = dataset_folder(path)
        if folder is not None and folder.name in candidates:
            return folder
        if not _named_like(path, candidates):
            tried = unrecognised.tried(
                f.title for f in candidates.values() if isinstance(f, DatasetFormat) and f.folder
            )
            raise UserError(
                "The folder {name} is no dataset that can be read ({tried}). Choose a file, or another folder.",
                name=path.name,
                tried=tried,
            )
    else:
        _check_regular(path)
        _check_not_empty(path)
    named = _named_like(path, candidates)
    found = next((form for form in named if form.recognises is not None and _recognises(form, path)), None)
    found = found or next((form for form in named if form.recognises is None), None)
    if forms is None and not isinstance(found, DatasetFormat):
        proved = _proved(path)
        found = candidates[proved] if proved is not None else found
    if found is None and not named:
        endings = _endings(forms)
        if forms is None:
            raise UserError(
                "{name} is not a kind of file that can be read. Choose a file that ends in one of {endings}.",
                name=path.name,
                endings=endings,
            )
        raise UserError(
            "{name} is not a dataset that can be read. Choose a file that ends in one of {endings}.",
            name=path.name,
            endings=endings,
        )
    if found is None:
        titles = [form.title for form in named]
        raise UserError(unrecognised.sentence(path, titles, dataset=forms is not None))
    return found


def _proved(path: Path) -> str | None:
    """The format that a file's content proves, whatever its name says."""
    if not path.exists():
        return None  # whoever reads it says that it has gone
    try:
        return signatures.format_named_by(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _check_regular(path: Path) -> None:
    """Refuses what is no file of bytes: a pipe would be waited for without end."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return  # whoever reads it says why that cannot be done
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UserError(
            "{name} is a device or a pipe, not a file. Choose a file, or save what it gives as one.", name=path.name
        )


def _check_not_empty(path: Path) -> None:
    """Refuses a file of no bytes in one way, whatever its name says; marks beside a text may be none."""
    try:
        empty = path.stat().st_size == 0
    except OSError:
        return  # whoever reads it says why that cannot be done
    if empty and path.suffix.lower() not in brat.DATASET.extensions:
        raise plain.nothing_in(path.name)


def read(path: Path, *, form: Readable | None = None) -> Iterator[RawArticle | AnnotatedArticle | Refused]:
    """The articles of one file or dataset folder, lazily: one of an article file, all of a dataset.

    Args:
        path: a file, or a folder that is one dataset.
        form: what reads it, where its name and beginning are not to decide.

    Raises:
        UserError: naming the file (and the line of a dataset) and the remedy, for whatever cannot be read. Archives
            are for `services.importing`, which has a place to unpack them to.
    """
    form = form or format_of(path)
    if isinstance(form, DatasetFormat):
        yield from read_dataset(path, form)
    elif isinstance(form, TableFormat):
        opened = form.open(path)
        first, opened = tables_of.peeked(opened)
        yield from tables_of.articles(opened, first.guess, name=canonical(path.name))
    elif isinstance(form, ArchiveFormat):
        raise UserError(
            "{name} is an archive of files. Import it, or unpack it and choose the files in it.", name=path.name
        )
    else:
        yield from read_articles(path, form)


def read_dataset(path: Path, form: DatasetFormat | None = None) -> Iterator[AnnotatedArticle]:
    """The annotated articles of a dataset, lazily.

    Raises:
        UserError: for a file that is no dataset, holds no article, or is broken, naming file and line.
    """
    if form is None:
        found = format_of(path, datasets())
        if not isinstance(found, DatasetFormat):
            raise BugError(f"{found.name} is no dataset")
        form = found
    empty = True
    for article in form.read(path):
        empty = False
        yield article
    if empty:
        raise plain.nothing_in(path.name)


def read_articles(path: Path, form: ArticleFormat) -> Iterator[RawArticle | Refused]:
    """The articles of one article file; raises as `read` does."""
    content = _content(path)
    if not content:
        raise plain.nothing_in(canonical(path.name))
    if form.name in ("text", "markdown", "html"):
        what = what_it_is(content)
        if what is not None:
            raise UserError(
                "{name} is {what}, whatever its name says. {remedy}", name=path.name, what=what, remedy=REMEDY
            )
        if form.name == "text" and _is_page(content):
            form = READERS["html"]
    name = canonical(path.name)  # a name may hold bytes that are no text
    try:
        if form.read is not None:
            yield form.read(content, name=name)
        elif form.read_all is not None:
            yield from form.read_all(content, name=name)
    except (UserError, MemoryError):
        raise
    except Exception as error:
        # Files that nobody vouches for: whatever is in them, the others are read.
        raise unread(name, error) from error


def _is_page(content: bytes) -> bool:
    """Whether a file that is named like a text begins like a web page."""
    start = content[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body"))


def _content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        UserError: for a file that is gone, may not be read, is a folder or no file at all, or is larger than any
            article.
    """
    _check_regular(path)
    split = Message(
        "{name} is larger than {largest_article} MB, too large for one article. Split it into one file for each "
        "article.",
        name=path.name,
        largest_article=LARGEST_ARTICLE // 1_000_000,
    )
    return content_of(path, largest=LARGEST_ARTICLE, too_large=split)


def _named_like(path: Path, forms: Mapping[str, Readable] | None = None) -> list[Readable]:
    """The formats whose files are named like this one, datasets first."""
    extension = path.suffix.lower()
    candidates: Mapping[str, Readable] = every() if forms is None else forms
    return [form for form in candidates.values() if extension in form.extensions]


def _recognises(form: Readable, path: Path) -> bool:
    try:
        return form.recognises is not None and form.recognises(path)
    except OSError as error:
        raise unreadable(path, error) from error


def _endings(forms: Mapping[str, Readable] | None = None) -> str:
    """The extensions that can be read, for a sentence."""
    candidates = (forms or {**readers(), **tables(), **ARCHIVES, **datasets()}).values()
    return ", ".join(dict.fromkeys(form.extensions[0] for form in candidates if form.extensions))
