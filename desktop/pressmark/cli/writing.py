"""The options about datasets that several verbs share, what their values mean, and writing to standard output."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.cli.terminal import Terminal
from pressmark.cli.verbs import UsageError
from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.ports import AnnotatedArticle, Loss
from pressmark.core.tokens import Inside

if TYPE_CHECKING:
    from pressmark.formats.base import WriterFormat


def format_option(parser: argparse.ArgumentParser) -> None:
    """Adds --format and --inside."""
    parser.add_argument(
        "-f",
        "--format",
        metavar="FORMAT",
        help="of what is written, as `pressmark formats` lists them; without it, told by OUT's name, or else jsonl",
    )
    parser.add_argument(
        "--inside",
        type=_inside,
        default=Inside.SPLIT,
        metavar="split|widen|leave-out",
        help="in formats of tokens: what happens to a mark that begins or ends inside one (default: split the token)",
    )


def _inside(text: str) -> Inside:
    try:
        return Inside(text.replace("-", " "))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: choose split, widen or leave-out") from None


def chosen_format(name: str | None, output: Path | None) -> WriterFormat:
    """The format that was named, or that the output's name tells.

    Raises:
        UsageError: there is none of that name, or several write files that are named like the output.
    """
    from pressmark.formats import registry

    forms = registry.writers()
    if name is not None:
        try:
            return registry.writer(name)
        except UserError as error:
            raise UsageError(str(error)) from error
    suffix = "" if output is None else output.suffix.lower()
    if not suffix:
        return forms["jsonl"]
    found = [form for form in forms.values() if form.extension == suffix]
    if len(found) > 1:
        usual = [form for form in found if f".{form.name}" == suffix]
        if not usual:
            names = " or ".join(form.name for form in found)
            raise UsageError(f"several formats are written as {suffix}; name one with --format: {names}")
        found = usual
    return found[0] if found else forms["jsonl"]


def check_place(output: Path) -> None:
    """Tells before long work, not after it, that its result could not be written.

    Raises:
        UserError: `output` can't be written.
    """
    if output.is_dir():
        raise UserError("{output} is a folder; name a file for the result.", output=output)
    try:
        with tempfile.TemporaryFile(dir=output.absolute().parent):
            return
    except OSError as error:
        raise UserError(
            "The result can't be written to {output} ({reason}); name another place.",
            output=output,
            reason=error.strerror,
        ) from error


def write_out(articles: Iterable[AnnotatedArticle], form: WriterFormat, inside: Inside, terminal: Terminal) -> None:
    """Writes articles to standard output, each as soon as it is there; what the format can't hold is told."""
    from pressmark.formats.base import WriteOptions

    if form.open is None:
        raise UserError("{name} writes a folder, which standard output cannot hold. Name one with -o.", name=form.name)
    stream = io.BytesIO()
    writer = form.open(stream, WriteOptions(inside=inside))
    for article in articles:
        written = writer.add(article)
        _emit(stream, terminal)
        tell_losses(written.losses, terminal)
    writer.finish()
    _emit(stream, terminal)


def _emit(stream: io.BytesIO, terminal: Terminal) -> None:
    try:
        terminal.result(stream.getvalue().decode("utf-8"))
    except UnicodeDecodeError as error:
        raise _no_text() from error
    terminal.flush()
    stream.seek(0)
    stream.truncate()


def write_file(
    articles: Iterable[AnnotatedArticle],
    output: Path,
    form: WriterFormat,
    inside: Inside,
    terminal: Terminal,
) -> None:
    """Writes articles with all their annotations to a file, which appears when it is whole and was read back."""
    from pressmark.services import exporting

    request = exporting.ExportRequest(form.name, output, statuses=frozenset(Status), inside=inside)
    report = exporting.run(request, lambda: articles)
    tell_losses(report.losses, terminal)
    for line in report.summary().splitlines():
        terminal.line(line)


def copy_out(file: Path, terminal: Terminal) -> None:
    """Copies a file of UTF-8 text to standard output; raises `UserError` for any other before it has begun."""
    with file.open(encoding="utf-8", newline="") as stream:
        try:
            piece = stream.read(1 << 20)
        except UnicodeDecodeError as error:
            raise _no_text() from error
        while piece:
            terminal.result(piece)
            piece = stream.read(1 << 20)


def _no_text() -> UserError:
    return UserError("This format is no text, and standard output is for text. Name a file with -o.")


def tell_losses(losses: Iterable[Loss], terminal: Terminal) -> None:
    """One line for each annotation that a format could not hold as it was."""
    for loss in losses:
        terminal.say(told(loss))


def told(loss: Loss) -> str:
    """A loss as a line."""
    place = f"{loss.source or loss.article_id}, {loss.span.start}–{loss.span.end}"
    label = f" ({loss.label})" if loss.label else ""  # a character that belongs to no mark
    return f"{place}: “{loss.text}”{label} is {loss.what}: {loss.why}"


def output_option(parser: argparse.ArgumentParser, *, meaning: str) -> None:
    """Adds -o."""
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help=meaning)


def statuses(text: str) -> frozenset[Status]:
    """ "accepted,suggested" as statuses; "all" means every one."""
    names = [name.strip() for name in text.split(",")]
    if names == ["all"]:
        return frozenset(Status)
    try:
        return frozenset(Status(name) for name in names)
    except ValueError:
        known = ", ".join(Status)
        raise argparse.ArgumentTypeError(f"“{text}”: give one or more of {known}, or all") from None


def labels(text: str) -> frozenset[str]:
    """ "PERSON,ORG" as names."""
    names = frozenset(name.strip() for name in text.split(","))
    if "" in names:
        raise argparse.ArgumentTypeError(f"“{text}”: give labels with commas between them, such as PERSON,ORG")
    return names
