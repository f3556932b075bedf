"""Runs in `.venv-consumers` or `.venv-doccano`: gives a dataset of ours to the program that it is meant for.

`python programs.py NAME RESULT PATH…` writes as JSON what that program made of it; nothing of Pressmark is imported
here. Offsets are what the program itself says.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def datasets(path: str) -> Any:
    """Hugging Face: every row of every split, and what was logged while it was loaded."""
    import logging

    import datasets as library

    told: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(record.getMessage())

    library.logging.get_logger("datasets").addHandler(Listener())
    with tempfile.TemporaryDirectory() as cache:
        loaded = library.load_dataset(path, cache_dir=cache)
        rows = {name: list(split) for name, split in loaded.items()}
        first = next(iter(loaded.values()))
        names = first.features["ner_tags"].feature.names
        card = {name: split.num_examples for name, split in (first.info.splits or {}).items()}
    return {"rows": rows, "tags": names, "splits": card, "told": told}


def seqeval(path: str, scheme: str) -> Any:
    """The entities of a file of columns, strictly by a scheme: of each sentence, label and words."""
    from seqeval.scheme import Entities, auto_detect
    from seqeval.scheme import __dict__ as schemes

    words, tags = _columns(path)
    found = Entities(tags, schemes[scheme])
    entities = [
        [[each.tag, " ".join(words[number][each.start : each.end])] for each in sentence]
        for number, sentence in enumerate(found.entities)
    ]
    detected = scheme if scheme == "IOB1" else auto_detect(tags).__name__  # it does not tell IOB1 from no scheme
    return {"entities": entities, "detected": detected, "words": words}


def scores(gold: str, predicted: str) -> Any:
    """seqeval's precision, recall and F1 of two files of columns, for all labels together."""
    from seqeval.metrics import f1_score, precision_score, recall_score

    tags = [_columns(path)[1] for path in (gold, predicted)]
    return [float(measure(*tags)) for measure in (precision_score, recall_score, f1_score)]


def _columns(path: str) -> tuple[list[list[str]], list[list[str]]]:
    words: list[list[str]] = [[]]
    tags: list[list[str]] = [[]]
    for line in Path(path).read_text("utf-8").split("\n"):
        columns = line.split()
        if not columns or columns[0] == "-DOCSTART-":
            words.append([])
            tags.append([])
        else:
            words[-1].append(columns[0])
            tags[-1].append(columns[-1])
    return [each for each in words if each], [each for each in tags if each]


def label_studio(folder: str) -> Any:
    """A project: its configuration, and its tasks as the converters to JSON and CoNLL give them."""
    from label_studio_sdk.converter import Converter
    from label_studio_sdk.label_interface import LabelInterface

    config = Path(folder, "label-config.xml").read_text("utf-8")
    interface = LabelInterface(config)
    interface.validate()
    tasks = json.loads(Path(folder, "tasks.json").read_text("utf-8"))
    for task in tasks:
        for annotation in task["annotations"]:
            for region in annotation["result"]:
                if region["type"] != "relation" and not interface.validate_region(region):
                    raise ValueError(f"no region of this configuration: {region}")
    with tempfile.TemporaryDirectory() as target:
        converter = Converter(config, project_dir=None, download_resources=False)
        converter.convert_to_json_min(str(Path(folder, "tasks.json")), target, is_dir=False)
        converter.convert_to_conll2003(str(Path(folder, "tasks.json")), target, is_dir=False)
        rows = json.loads(Path(target, "result.json").read_text("utf-8"))
        conll = Path(target, "result.conll").read_text("utf-8")
    return {"rows": rows, "conll": conll, "labels": sorted(interface.get_tag("label").labels)}


def doccano(target: str, *paths: str) -> Any:
    """doccano itself, on a new database: imports files, lists their texts and marks, and exports them again.

    Args:
        target: a folder for what it exports, one folder for each file.
        paths: the files, JSON lines or columns; those with "relations" in their name have some.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{home}/doccano.db",
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "MEDIA_ROOT": home,
        }
        import backend

        sys.path.insert(0, str(Path(backend.__file__).parent))
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        files = [Path(path) for path in paths]
        return {path.name: _doccano(path, Path(target, path.name), "relations" in path.name) for path in files}


def _doccano(path: Path, target: Path, relations: bool) -> Any:
    from data_export.celery_tasks import create_collaborative_dataset
    from data_export.pipeline.factories import create_formatter, create_writer
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import RELATION_EXTRACTION, create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model
    from examples.models import Example
    from labels.models import Relation
    from projects.models import ProjectType, SequenceLabelingProject

    user, _ = get_user_model().objects.get_or_create(username="reader")
    project = SequenceLabelingProject.objects.create(
        name="Ours", description="", project_type=ProjectType.SEQUENCE_LABELING, created_by=user,
        allow_overlapping=True, use_relation=relations, collaborative_annotation=True,
    )  # fmt: skip
    task = RELATION_EXTRACTION if relations else ProjectType.SEQUENCE_LABELING
    files = [FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)]
    form = "CoNLL" if path.suffix == ".conll" else "JSONL"
    dataset = load_dataset(task, create_file_format(form), files, project, encoding="utf_8")
    dataset.save(user, batch_size=100)
    target.mkdir(parents=True)
    create_collaborative_dataset(
        project, str(target), False, create_formatter(project, "JSONL"), create_writer("JSONL")
    )
    rows = [
        {
            "text": example.text,
            "meta": example.meta,
            "marks": [[s.start_offset, s.end_offset, s.label.text] for s in example.spans.order_by("id")],
            "relations": [
                [r.from_id.start_offset, r.to_id.start_offset, r.type.text]
                for r in Relation.objects.filter(example=example)
            ],
        }
        for example in Example.objects.filter(project=project).order_by("id")
    ]
    return {"rows": rows, "errors": [error.dict() for error in dataset.errors]}


def udtools(path: str, level: str) -> Any:
    """What the validator of Universal Dependencies has to say up to a level; nothing where all is right."""
    import subprocess

    command = [sys.executable, "-c", "from udtools.cli import main; raise SystemExit(main())"]
    done = subprocess.run(
        [*command, "--level", level, "--lang", "ud", path], capture_output=True, encoding="utf-8", check=False
    )
    return {"code": done.returncode, "told": done.stdout + done.stderr}


def bioc(path: str) -> Any:
    """BioC: what each document's passages hold."""
    from bioc import biocjson, biocxml

    if path.endswith(".xml"):
        collection = biocxml.load(path)
    else:
        with Path(path).open(encoding="utf-8") as stream:
            collection = biocjson.load(stream)
    return [_document(document) for document in collection.documents]


def _document(document: Any) -> dict[str, Any]:
    annotations = [a for passage in document.passages for a in passage.annotations] + list(document.annotations)
    return {
        "text": "".join(passage.text for passage in document.passages),
        "marks": [
            [a.locations[0].offset, a.locations[0].end, a.infons["type"], a.text, a.id] for a in annotations
        ],
        "relations": [
            [r.infons["type"], *(node.refid for node in r.nodes)]
            for r in [*(r for p in document.passages for r in p.relations), *document.relations]
        ],
    }  # fmt: skip


def brat(folder: str) -> Any:
    """brat standoff: the marks, relations, attributes and notes of each text, in the order of their names."""
    from bioc import brat as library

    found = []
    for text in sorted(Path(folder).glob("*.txt")):
        with text.open(encoding="utf-8", newline="") as words, text.with_suffix(".ann").open(encoding="utf-8") as marks:
            document = library.load(words, marks)
        found.append(
            {
                "text": document.text,
                "marks": [[*e.total_span, e.type, e.text, e.id] for e in document.entities],
                "relations": [[r.type, *(r.arguments[name] for name in ("Arg1", "Arg2"))] for r in document.relations],
                "attributes": [[a.type, a.refid, sorted(a.attributes)] for a in document.attributes],
                "notes": [[n.refid, n.text] for n in document.notes],
            }
        )
    return found


def gatenlp(folder: str) -> Any:
    """GATE: the annotations of each document, in the order of their files."""
    from gatenlp import Document

    found = []
    for path in sorted(Path(folder).glob("*.xml")):
        document = Document.load(str(path), fmt="gatexml")
        marks = [[a.start, a.end, a.type, dict(a.features)] for a in document.annset()]
        found.append({"text": document.text, "marks": marks})
    return found


def pyrefiqda(path: str) -> Any:
    """REFI-QDA: the codings of each text, checked against the types of the standard's schema on the way."""
    from pyrefiqda.refiproject import RefiProject

    with tempfile.TemporaryDirectory() as unpacked:
        project = RefiProject.load(path, unpacked)
        codes = {code.guid: code.name for code in project.code_book.codes.code}
        found = []
        for source in project.sources.text_source:
            text = source.plain_text_content
            if text is None:
                name = source.plain_text_path.removeprefix("internal://")
                text = Path(unpacked, "sources", name).read_bytes().decode("utf-8-sig")
            marks = [
                [selection.start_position, selection.end_position, codes[coding.code_ref.target_guid]]
                for selection in source.plain_text_selection
                for coding in selection.coding
            ]
            found.append({"name": source.name, "text": text, "marks": marks})
    return found


def pyld(path: str, context: str) -> Any:
    """JSON-LD: the document in its expanded form, every name an IRI; the context comes from a file, not the network."""
    from pyld import jsonld

    terms = json.loads(Path(context).read_text("utf-8"))

    def loader(url: str, options: Any) -> Any:
        if url != "http://www.w3.org/ns/anno.jsonld":
            raise ValueError(f"nothing but the context of web annotations is needed: {url}")
        return {"contextUrl": None, "documentUrl": url, "document": terms, "contentType": "application/ld+json"}

    jsonld.set_document_loader(loader)
    return jsonld.expand(json.loads(Path(path).read_text("utf-8")))


def anafora(folder: str) -> Any:
    """TimeML: the text of each file and where its expressions of time lie, with what is said of them."""
    from anafora import timeml

    found = []
    for path in sorted(Path(folder).glob("*.tml")):
        data = timeml.to_anafora_data(str(path))
        marks = [[*each.spans[0], each.type, dict(each.properties.items())] for each in data.annotations]
        found.append(
            {
                "text": timeml.to_text(str(path)),
                "marks": marks,
                "created": timeml.to_document_creation_time(str(path)),
            }
        )
    return found


PROGRAMS: dict[str, Callable[..., Any]] = {
    each.__name__: each
    for each in (
        datasets, seqeval, scores, label_studio, doccano, udtools, bioc, brat, gatenlp, pyrefiqda, pyld, anafora,
    )
}  # fmt: skip

if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).resolve().parent))
    os.environ["HF_HUB_OFFLINE"] = "1"
    made = PROGRAMS[sys.argv[1]](*sys.argv[3:])
    Path(sys.argv[2]).write_text(json.dumps(made, ensure_ascii=False, default=str), encoding="utf-8")
