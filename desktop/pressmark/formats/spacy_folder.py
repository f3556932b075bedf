"""A folder that spaCy trains on as it is: train, dev and test as .spacy files, and `config.cfg`.

`spacy train config.cfg --output ../model`, started in the folder, needs nothing else. The configuration is spaCy's
recommendation for training names on a processor without word vectors ("Training pipelines: quickstart"), in our words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pressmark.core.messages import Message
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import folders, spacy_docbin
from pressmark.formats.base import Choice, DatasetFormat, WriteOptions, WriterFormat

CONFIG = "config.cfg"
_EXTENSION = ".spacy"

_CONFIG = """\
# {about}
#
#     cd into this folder, then
#     python -m spacy debug data {config}
#     python -m spacy train {config} --output ../model
{dev_note}
[paths]
train = "{train}"
dev = "{dev}"
vectors = null
init_tok2vec = null

[system]
gpu_allocator = null
seed = 0

[nlp]
lang = "en"
pipeline = ["tok2vec", "{component}"]
batch_size = 1000
disabled = []
before_creation = null
after_creation = null
after_pipeline_creation = null
tokenizer = {{"@tokenizers":"spacy.Tokenizer.v1"}}

[components]

[components.tok2vec]
factory = "tok2vec"

[components.tok2vec.model]
@architectures = "spacy.Tok2Vec.v2"

[components.tok2vec.model.embed]
@architectures = "spacy.MultiHashEmbed.v2"
width = ${{components.tok2vec.model.encode.width}}
attrs = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]
rows = [5000, 1000, 2500, 2500]
include_static_vectors = false

[components.tok2vec.model.encode]
@architectures = "spacy.MaxoutWindowEncoder.v2"
width = 96
depth = 4
window_size = 1
maxout_pieces = 3

{body}
[corpora]

[corpora.train]
@readers = "spacy.Corpus.v1"
path = ${{paths.train}}
max_length = 0
gold_preproc = false
limit = 0
augmenter = null

[corpora.dev]
@readers = "spacy.Corpus.v1"
path = ${{paths.dev}}
max_length = 0
gold_preproc = false
limit = 0
augmenter = null

[training]
dev_corpus = "corpora.dev"
train_corpus = "corpora.train"
seed = ${{system.seed}}
gpu_allocator = ${{system.gpu_allocator}}
dropout = 0.1
accumulate_gradient = 1
patience = 1600
max_epochs = 0
max_steps = 20000
eval_frequency = 200
frozen_components = []
annotating_components = []
before_to_disk = null
before_update = null

[training.batcher]
@batchers = "spacy.batch_by_words.v1"
discard_oversize = false
tolerance = 0.2

[training.batcher.size]
@schedules = "compounding.v1"
start = 100
stop = 1000
compound = 1.001

[training.optimizer]
@optimizers = "Adam.v1"
beta1 = 0.9
beta2 = 0.999
L2_is_weight_decay = true
L2 = 0.01
grad_clip = 1.0
use_averages = false
eps = 0.00000001
learn_rate = 0.001

[training.logger]
@loggers = "spacy.ConsoleLogger.v1"
progress_bar = false

[training.score_weights]
{scores}

[initialize]
vectors = ${{paths.vectors}}
init_tok2vec = ${{paths.init_tok2vec}}
vocab_data = null
lookups = null
before_init = null
after_init = null

[initialize.components]

[initialize.tokenizer]
"""

_LISTENER = """\
[components.{component}.model.tok2vec]
@architectures = "spacy.Tok2VecListener.v1"
width = ${{components.tok2vec.model.encode.width}}
upstream = "*"

"""

_NER = """\
[components.ner]
factory = "ner"

[components.ner.model]
@architectures = "spacy.TransitionBasedParser.v2"
state_type = "ner"
extra_state_tokens = false
hidden_width = 64
maxout_pieces = 2
use_upper = true
nO = null

"""

_SPANCAT = """\
[components.spancat]
factory = "spancat"
spans_key = "sc"
threshold = 0.5

[components.spancat.model]
@architectures = "spacy.SpanCategorizer.v1"

[components.spancat.model.reducer]
@layers = "spacy.mean_max_reducer.v1"
hidden_size = 128

[components.spancat.model.scorer]
@layers = "spacy.LinearLogistic.v1"
nO = null
nI = null

[components.spancat.suggester]
@misc = "spacy.ngram_range_suggester.v1"
min_size = 1
max_size = 8

"""

_NO_DEV = """\
#
# There is no part of its own to measure on: the scores will be far too good. Export with a split
# (train=0.8,dev=0.1,test=0.1) before you believe them.
"""


def config(parts: Sequence[str], *, component: str = "ner") -> str:
    """The configuration for a folder.

    Args:
        parts: the files' names without extension.
        component: "ner" for entities side by side, or "spancat" for the group "sc", overlaps among them.
    """
    train = next((part for part in parts if part.startswith("train")), parts[0])
    dev = next((part for part in parts if part.startswith(("dev", "val"))), None)
    body = _NER if component == "ner" else _SPANCAT
    scores = {
        "ner": "ents_f = 1.0\nents_p = 0.0\nents_r = 0.0\nents_per_type = null",
        "spancat": "spans_sc_f = 1.0\nspans_sc_p = 0.0\nspans_sc_r = 0.0",
    }
    about = {
        "ner": "Trains spaCy's entity recogniser on the entities of these articles:",
        "spancat": "Trains spaCy's span categorizer on all marks of these articles, overlaps among them:",
    }
    return _CONFIG.format(
        about=about[component],
        config=CONFIG if component == "ner" else f"{component}.cfg",
        dev_note="" if dev else _NO_DEV,
        train=f"{train}{_EXTENSION}",
        dev=f"{dev or train}{_EXTENSION}",
        component=component,
        body=body + _LISTENER.format(component=component),
        scores=scores[component],
    )


def _beside(folder: Path, parts: Sequence[str], labels: Mapping[str, int]) -> None:
    del labels
    for name, component in ((CONFIG, "ner"), ("spancat.cfg", "spancat")):
        (folder / name).write_text(config(parts, component=component), encoding="utf-8")


def open_folder(folder: Path, options: WriteOptions, parts: Sequence[str]) -> folders.PartsWriter:
    """A writer of the whole folder."""
    return folders.PartsWriter(
        folder, options, parts, open_part=spacy_docbin.DocBinWriter, extension=_EXTENSION, only="train", beside=_beside
    )


def recognises(path: Path) -> bool:
    """Whether a folder holds a configuration and .spacy files beside it."""
    return path.is_dir() and (path / CONFIG).is_file() and bool(folders.parts_in(path, _EXTENSION))


def read(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of all parts, train before dev before test.

    Raises:
        UserError: as `spacy_docbin.read`.
    """
    return folders.read_parts(path, _EXTENSION, spacy_docbin.read)


DATASET = DatasetFormat(
    "spacy-train", (), "a folder of spaCy's training data", read, recognises, folder=True, holds=spacy_docbin.HOLDS
)
WRITER = WriterFormat(
    "spacy-train",
    "",
    Message("spaCy training folder: train, dev, test and config.cfg, for `spacy train`"),
    None,
    read,
    spacy_docbin.digest,
    holds=spacy_docbin.HOLDS,
    choices=frozenset({Choice.INSIDE, Choice.WHOLE_TEXT}),
    open_folder=open_folder,
)
