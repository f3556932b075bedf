"""A language model as the installed program brings it, made whole when it is loaded.

Such a model is spaCy's folder with the large tables beside it in a folder `compact`, in a form that packs small;
`build/compact.py` writes it, and says why. A table is whole numbers, written by columns and by bytes: its file is a
numpy array of shape (2, columns, rows) and type uint8, first the low bytes and then the high ones, each number n as
2n, or as -2n - 1 where it is negative. Files:

- `vectors.npy`: the table of word vectors.
- `words.txt`, `rows.npy`: the words that have a vector, one a line (UTF-8), and for each its row, as uint16.
- `COMPONENT.NODE.PARAMETER.npy`: a table of weights, by the component's name and the place of its layer among all
  layers of that component (`thinc.Model.walk`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

FOLDER = "compact"
VECTORS = "vectors.npy"
WORDS = "words.txt"
ROWS = "rows.npy"


def expand(nlp: Language, model: Path) -> None:
    """Puts what lies in a model's folder `compact` in its place; does nothing for a model without one.

    Args:
        nlp: just loaded from that folder; components that were not loaded are left out.
        model: the folder with `config.cfg`.

    Raises:
        OSError, ValueError, IndexError: a file is missing or damaged.
    """
    import numpy
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue] - documented; not in its stub

    folder = model / FOLDER
    if not folder.is_dir():
        return
    vectors = nlp.vocab.vectors
    vectors.data = table(numpy.load(folder / VECTORS, allow_pickle=False))
    words = (folder / WORDS).read_text("utf-8").split("\n")
    rows = numpy.load(folder / ROWS, allow_pickle=False).tolist()
    vectors.key2row.update(zip(map(hash_string, words), rows, strict=True))
    for path in folder.glob("*.*.*.npy"):
        component, node, parameter, _ = path.name.split(".")
        if component in nlp.component_names:
            pipe: Any = nlp.get_pipe(component)
            layers = list(pipe.model.walk())
            layers[int(node)].set_param(parameter, table(numpy.load(path, allow_pickle=False)))


def table(planes: Any) -> Any:
    """The numbers of a table's file, as 32-bit floating-point numbers by rows.

    Args:
        planes: as `compact` gives it.

    Raises:
        ValueError: the array has another shape or type.
    """
    import numpy

    if planes.dtype != numpy.uint8 or planes.ndim != 3 or len(planes) != 2:
        raise ValueError(f"a table of a compact model has the type {planes.dtype} and the shape {planes.shape}")
    folded = planes[1].astype(numpy.uint16) << 8 | planes[0]
    whole = ((folded >> 1) ^ -(folded & 1)).view(numpy.int16)
    return numpy.ascontiguousarray(whole.T, dtype=numpy.float32)


def compact(numbers: Any) -> Any:
    """A table as its file holds it, of which `table` makes the same numbers.

    Args:
        numbers: two-dimensional, whole numbers from -32768 to 32767.

    Raises:
        ValueError: another number is among them.
    """
    import numpy

    whole = numpy.asarray(numbers).astype(numpy.int32)
    if (whole != numbers).any() or whole.min() < -(1 << 15) or whole.max() >= 1 << 15:
        raise ValueError("a table of a compact model has whole numbers of 16 bits only")
    folded = (whole << 1 ^ whole >> 31).T
    return numpy.stack([folded & 255, folded >> 8]).astype(numpy.uint8)
