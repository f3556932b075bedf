"""`pressmark export`: a project's articles as a dataset."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from pressmark.cli.projects import opened
from pressmark.cli.verbs import DONE, Context, UsageError, Verb, project_option
from pressmark.cli.writing import chosen_format, copy_out, format_option, labels, output_option, statuses, told
from pressmark.core.annotation import Status
from pressmark.core.errors import UserError
from pressmark.core.overlap import Keep
from pressmark.core.tokens import Scheme
from pressmark.formats.base import OffsetUnit
from pressmark.services.reshaping import LABEL_MAPS, Figures, Sentences
from pressmark.services.splitting import SplitBy

if TYPE_CHECKING:
    from pressmark.services.exporting import ExportReport, ExportRequest
    from pressmark.services.project import Project

_TOLD = 100
"""Losses that are told one by one where a report file has them all."""

Choices = TypeVar("Choices", bound=StrEnum)


def _arguments(parser: argparse.ArgumentParser) -> None:
    project_option(parser, default="without it, your own project")
    format_option(parser)
    output_option(parser, meaning="the file to write (or the folder for several); without it, standard output")
    parser.add_argument(
        "--dry-run", action="store_true", help="tell what would be written and what would be lost, and write nothing"
    )
    parser.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="where the report with counts and every loss goes, as JSON (default: beside OUT)",
    )
    _which(parser.add_argument_group("what goes along"))
    _how(parser.add_argument_group("how it is written"))
    _parts(parser.add_argument_group("parts"))


def _which(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--status",
        type=statuses,
        default=frozenset({Status.ACCEPTED}),
        metavar="STATUS,…",
        help="which annotations: accepted, suggested, rejected or all (default: accepted)",
    )
    group.add_argument("--labels", type=labels, metavar="LABEL,…", help="only these labels (default: all)")
    group.add_argument("--only-done", action="store_true", help="only articles that were marked done")
    group.add_argument("--search", default="", metavar="WORDS", help="only articles that the search finds with WORDS")
    group.add_argument(
        "--ids", type=_ids, metavar="ID,…", help="only these articles; or @FILE, which names one in each line"
    )


def _how(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="MAP",
        help=f"other names for labels: {', '.join(LABEL_MAPS)} (PERSON to PER …), pairs such as GPE=LOC,DATE= (left "
        "out), or a file of pairs; may be repeated",
    )
    _choice(group, "--figures", Figures, "a figure is its number, or the phrase around it: some 30,000 people")
    _choice(group, "--overlaps", Keep, "which of two overlapping marks stays, where a format holds no overlap")
    _choice(group, "--sentences", Sentences, "in formats of tokens: where sentences begin")
    _choice(group, "--scheme", Scheme, "in formats of columns: how tags are written", usual="the format's own")
    group.add_argument(
        "--columns", type=_names, metavar="NAME,…", help="in formats that leave it open: which columns, in this order"
    )
    _choice(group, "--offsets", OffsetUnit, "in formats that leave it open: what offsets count")
    group.add_argument(
        "--whole-text", action="store_true", help="in formats of tokens: byline, dates and page furniture too"
    )


def _parts(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--split",
        type=_split,
        metavar="NAME=SHARE,…",
        help="several files, for example train=0.8,dev=0.1,test=0.1; an article is never divided",
    )
    _choice(
        group,
        "--split-by",
        SplitBy,
        "by each article's own id, which no new article changes; by date, the oldest first; or by labels, so that each "
        "part has its share of every label",
    )
    group.add_argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="deals the articles in another way; the same seed always in the same (default: 0)",
    )


def _choice(
    group: argparse._ArgumentGroup, flag: str, values: type[Choices], meaning: str, *, usual: str | None = None
) -> None:
    """An option with a few values; the first is the default unless `usual` says another."""
    names = [str(each).lower() for each in values]
    by_name = dict(zip(names, values, strict=True))

    def read(text: str) -> Choices:
        if text.lower() not in by_name:
            raise argparse.ArgumentTypeError(f"“{text}”: choose {', '.join(names[:-1])} or {names[-1]}")
        return by_name[text.lower()]

    group.add_argument(
        flag,
        type=read,
        default=None if usual else by_name[names[0]],
        metavar="|".join(names),
        help=f"{meaning} (default: {usual or names[0]})",
    )


def _split(text: str) -> Mapping[str, float]:
    from pressmark.services.splitting import parse_split

    try:
        return parse_split(text)
    except UserError as error:
        raise argparse.ArgumentTypeError(error.sentence) from error


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if "" in names:
        raise argparse.ArgumentTypeError(f"“{text}”: give names with commas between them")
    return names


def _ids(text: str) -> tuple[str, ...]:
    if not text.startswith("@"):
        return _names(text)
    try:
        lines = Path(text[1:]).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise argparse.ArgumentTypeError(f"“{text[1:]}” cannot be read; give a text file with an id a line") from error
    return tuple(line.strip() for line in lines if line.strip())


def _run(options: argparse.Namespace, context: Context) -> int:
    from pressmark.services import reshaping

    output: Path | None = options.output
    form = chosen_format(options.format, output)
    if output is None and not options.dry_run:
        if options.split is not None:
            raise UsageError("--split makes several files; name a folder or file for them with -o")
        if form.open is None:
            raise UsageError(f"{form.name} is a folder; name one with -o")
    mapping = reshaping.label_map(options.map)
    with opened(options.project, context, create=False) as project:
        if options.labels is not None:
            _check_labels(options.labels, project)
        _say_unknown(options.map, project, context)
        request = _request(form.name, output or Path(form.name), options, mapping)
        if options.dry_run:
            return _dry(project, request, options, context)
        if output is not None:
            report = _export(project, request, context)
            place = report.save(options.report)
            _tell(report, context, place)
            for line in report.summary().splitlines():
                context.terminal.line(line)
            return DONE
        with tempfile.TemporaryDirectory(prefix="pressmark-", ignore_cleanup_errors=True) as folder:
            file = Path(folder, f"export{form.extension}")
            report = _export(project, replace(request, out=file), context)
            copy_out(file, context.terminal)
        if options.report is not None:
            report.save(options.report)
        _tell(report, context, options.report)
        for note in report.notes:
            context.terminal.say(note)
    return DONE


def _request(form: str, output: Path, options: argparse.Namespace, mapping: Mapping[str, str | None]) -> ExportRequest:
    from pressmark.services.exporting import ExportRequest

    return ExportRequest(
        form,
        output,
        statuses=options.status,
        labels=options.labels,
        ids=options.ids,
        query=options.search,
        only_done=options.only_done,
        split=options.split,
        split_by=options.split_by,
        seed=options.seed,
        mapping=mapping,
        figures=options.figures,
        overlaps=options.overlaps,
        inside=options.inside,
        sentences=options.sentences,
        whole_text=options.whole_text,
        scheme=options.scheme,
        columns=options.columns,
        offsets=options.offsets,
    )


def _export(project: Project, request: ExportRequest, context: Context) -> ExportReport:
    from pressmark.services.exporting import export_project

    return export_project(project, request, progress=context.terminal.progress)


def _dry(project: Project, request: ExportRequest, options: argparse.Namespace, context: Context) -> int:
    """Everything but the files, on standard output."""
    from pressmark.services.exporting import export_project

    report = export_project(project, request, progress=context.terminal.progress, dry=True)
    line = context.terminal.line
    for words in report.summary(places=options.output is not None).splitlines():
        line(words)
    for loss in report.every_loss():
        line(told(loss))
    if options.report is not None:
        report.save(options.report)
    context.terminal.say("Nothing was written: this was a dry run.")
    return DONE


def _tell(report: ExportReport, context: Context, place: Path | None) -> None:
    """Each loss, or the first ones where a file has all of them."""
    count = report.loss_count
    shown = count if place is None else min(count, _TOLD)
    for loss in islice(report.every_loss(), shown):
        context.terminal.say(told(loss))
    if shown < count:
        context.terminal.say(f"{count - shown:,} more are in {place}")


def _check_labels(wanted: frozenset[str], project: Project) -> None:
    """A slip of the pen would give a dataset without annotations."""
    unknown = sorted(name for name in wanted if name not in project.labels)
    if unknown:
        known = ", ".join(label.name for label in project.labels)
        raise UserError("“{unknown}” is no label of this project; it has {known}.", unknown=unknown[0], known=known)


def _say_unknown(words: Sequence[str], project: Project, context: Context) -> None:
    """A mapping may serve several projects, so that a name which this one does not have is no more than told."""
    from pressmark.services.reshaping import OTHERS, label_map

    typed = label_map(word for word in words if word not in LABEL_MAPS)
    for name in typed:
        if name != OTHERS and name not in project.labels:
            context.terminal.say(f"The mapping names “{name}”, which is no label of this project.")


VERB = Verb(
    name="export",
    summary="writes a project's articles as a dataset",
    description=(
        "Writes a project's articles with their annotations as a dataset for training a model. The files are read "
        "back and compared before they take the place of older ones, and every annotation that a format can't hold "
        "is named, and listed in a report beside the dataset. `pressmark formats` lists the formats."
    ),
    examples=(
        ("pressmark export -p flood.pressmark -o flood.jsonl", "everything that was accepted, without loss"),
        (
            "pressmark export -p flood.pressmark --format conll -o sets --split train=0.8,dev=0.1,test=0.1",
            "three CoNLL files in the folder sets",
        ),
        (
            "pressmark export -p flood.pressmark --labels PERSON,ORG --only-done -o names.bio",
            "two labels, of the articles that are done",
        ),
        (
            "pressmark export -p flood.pressmark --format conll --overlaps innermost --dry-run",
            "what CoNLL could not hold if of two overlapping marks the inner one stays",
        ),
        (
            "pressmark export -p flood.pressmark --map conll-4 --map EVENT= -o names.conll",
            "the labels PER, ORG, LOC and MISC, without events",
        ),
        (
            "pressmark export -p flood.pressmark --search evacuated --figures phrase -o figures.jsonl",
            "articles with that word, where figures cover what they count: some 30,000 people",
        ),
        (
            "pressmark export -p flood.pressmark --ids @chosen.txt --sentences paragraphs -o chosen.conll",
            "the articles that a file names, a paragraph as one sentence",
        ),
        (
            "pressmark export -p flood.pressmark -f conll --scheme bioes --columns token,tag -o two.conll",
            "BIOES tags in two columns; --whole-text takes byline and furniture along",
        ),
        (
            "pressmark export -p flood.pressmark --format bioc --offsets utf-16 -o flood.xml --report lost.json",
            "for a Java program, which counts in UTF-16; the report goes to lost.json",
        ),
        (
            "pressmark export -p flood.pressmark --format spacy-train -o data --split train=80,dev=20",
            "a folder for `spacy train config.cfg`",
        ),
        (
            "pressmark export -p flood.pressmark -o sets/ --split train=80,test=20 --split-by date",
            "tested on what is newer than all that was trained on; --split-by labels spreads rare labels",
        ),
    ),
    arguments=_arguments,
    run=_run,
)
