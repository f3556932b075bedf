"""Writes a language model in the form that `pressmark.detect.compact_models` reads, which packs to half.

Vectors and weights are floating-point numbers of 32 bits, and the last bits of each are noise that no packer can pack.
They are rounded to whole multiples of a step, which is chosen by what a number is for:

- *Tables turned.* Word vectors and the tables of features (`hashembed`) are read row by row, and the first thing that
  happens to a row is a product with a matrix. So the table may be turned, and the matrix turned back, and the product
  is the same. A table is turned so that an error is the same in each direction behind that matrix, and so that its
  first columns say most (principal components). Then one step is right for all of it; the last columns hardly need a
  bit, and of 300 columns of word vectors 192 are left, since no more reach the two matrices behind them.
- *Matrices* have a step for each column, the smaller the more the column's input varies. Steps are powers of two, so
  a rounded number is still written as spaCy writes it.
- *Words* that have a vector: the file has their hashes, which nothing packs; their text packs to a quarter of that.

Components that Pressmark does not load are left out. Source: spaCy's `MultiHashEmbed`, `StaticVectors`; thinc's
`Model.to_bytes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TABLE_STEP = 0.006
MATRIX_STEP = 0.0012
TURNED_STEP = 0.00012
"""Steps as parts of a table's or matrix's own size (root of the mean square): of a turned table, of a matrix, and of a
matrix that a table was turned against. With these an error of each kind changes the layers behind it about as much."""
_SMALL = 500
"""Parameters with fewer numbers than this stay as they are."""
_MIXING = "maxout"
_META = "meta.json"
_ROWS = Path("vocab") / "key2row"
_VECTORS = Path("vocab") / "vectors"


@dataclass(slots=True)
class _Component:
    """A component's file of weights, as thinc writes it."""

    name: str
    path: Path
    content: dict[str, Any]

    def layers(self, kind: str) -> Iterator[int]:
        """The places of the layers of a kind, in order."""
        return (at for at, node in enumerate(self.content["nodes"]) if node["name"] == kind)

    def weights(self, layer: int) -> dict[str, Any]:
        """The parameters of one layer by name."""
        return self.content["params"][layer]


def write(model: Path, words: Iterable[str]) -> None:
    """Makes a model smaller in place.

    Args:
        model: a copy; its files may be links to another's, and those are left as they are.
        words: among them those that have a vector.

    Raises:
        ValueError: it is not built as spaCy builds such models.
    """
    import numpy
    import srsly

    from pressmark.detect import compact_models, models

    leave_out(model, keep=models.check(models.describe(model)))
    folder = model / compact_models.FOLDER
    folder.mkdir()

    def lay(name: str, numbers: Any) -> None:
        numpy.save(folder / name, compact_models.compact(numbers), allow_pickle=False)

    components = [_Component(path.parent.name, path, unpacked(path)) for path in sorted(model.glob("*/model"))]
    readers = [each for each in components if any(each.layers("static_vectors"))]
    vectors = numpy.load(model / _VECTORS).astype("f8")
    said = {each.name: _sizes(vectors @ _read_by(each)["W"].astype("f8").T) for each in readers}
    lay(compact_models.VECTORS, _turn_vectors(vectors, readers))
    (model / _VECTORS).unlink()
    done: set[tuple[str, int]] = set()
    for reader in readers:
        for layer, table in _turn_features(reader, said[reader.name]):
            lay(f"{reader.name}.{layer}.E.npy", table)
            reader.weights(layer)["E"] = None
        done.add((reader.name, next(reader.layers(_MIXING))))
        done.add((reader.name, next(reader.layers("static_vectors"))))
    for component in components:
        for layer, weights in enumerate(component.content["params"]):
            for name, value in weights.items():
                if name == "W" and value.size > _SMALL and (component.name, layer) not in done:
                    weights[name] = _rounded(value, _power_of_two(MATRIX_STEP * _size(value)))
        put(component.path, srsly.msgpack_dumps(component.content))
    _name_rows(model, folder, words)


def leave_out(model: Path, keep: list[str]) -> None:
    """Takes the components that are not kept out of a model's folder, its config and its record."""
    import shutil

    from thinc.api import Config

    config = Config().from_disk(model / "config.cfg", interpolate=False)
    for name in [name for name in config["nlp"]["pipeline"] if name not in keep]:
        config["nlp"]["pipeline"].remove(name)
        config["nlp"]["disabled"] = [other for other in config["nlp"]["disabled"] if other != name]
        del config["components"][name]
        shutil.rmtree(model / name, ignore_errors=True)
    put(model / "config.cfg", config.to_str(interpolate=False).encode())
    meta = json.loads((model / _META).read_text("utf-8"))
    for key in ("pipeline", "components", "disabled"):
        meta[key] = [name for name in meta.get(key, ()) if name in keep]
    meta["labels"] = {name: labels for name, labels in meta.get("labels", {}).items() if name in keep}
    put(model / _META, json.dumps(meta, ensure_ascii=False, indent=1).encode())


def _read_by(component: _Component) -> dict[str, Any]:
    """The weights of the layer that reads the vectors."""
    return component.weights(next(component.layers("static_vectors")))


def _mixing(component: _Component) -> tuple[dict[str, Any], int]:
    """The weights of the layer that takes what was read from all tables side by side, and how wide each part is."""
    layer = next(component.layers(_MIXING))
    width = component.content["nodes"][next(component.layers("static_vectors"))]["dims"]["nO"]
    weights = component.weights(layer)
    if weights["W"].shape[-1] != width * (len(list(component.layers("hashembed"))) + 1):
        raise ValueError(f"the layers of {component.name} are not in the order that build/compact.py knows")
    return weights, width


def _turn_vectors(vectors: Any, readers: list[_Component]) -> Any:
    """The vectors turned and rounded, as multiples of their step; the readers' matrices turned back."""
    import numpy

    behind = []
    for reader in readers:
        weights, width = _mixing(reader)
        mixed = weights["W"].astype("f8").reshape(-1, weights["W"].shape[-1])
        behind.append(_root(mixed[:, -width:]))
    matrices = [_read_by(each)["W"].astype("f8") for each in readers]
    told = numpy.hstack([vectors @ matrix.T @ root for matrix, root in zip(matrices, behind, strict=True)])
    turned, axes = _turned(told)
    step = _power_of_two(TABLE_STEP * _size(turned))
    table = numpy.rint(turned / step)
    at = 0
    for reader, root in zip(readers, behind, strict=True):
        width = len(root)
        back = numpy.linalg.solve(root.T, axes[at : at + width] * step)
        _read_by(reader)["W"] = _rounded_columns(back, _sizes(table), TURNED_STEP)
        reader.content["nodes"][next(reader.layers("static_vectors"))]["dims"]["nM"] = table.shape[1]
        at += width
    return table


def _turn_features(reader: _Component, said: Any) -> Iterator[tuple[int, Any]]:
    """The tables of features turned and rounded, as multiples of their steps; the matrix behind them turned back.

    Args:
        said: how much each number varies that comes from the vectors.
    """
    import numpy

    weights, width = _mixing(reader)
    shape = weights["W"].shape
    mixed = weights["W"].astype("f8").reshape(-1, shape[-1])
    varies = numpy.concatenate([numpy.ones(shape[-1] - width), said])
    for place, layer in enumerate(reader.layers("hashembed")):
        part = slice(width * place, width * (place + 1))
        root = _root(mixed[:, part])
        turned, axes = _turned(reader.weights(layer)["E"].astype("f8") @ root)
        step = _power_of_two(TABLE_STEP * _size(turned))
        table = numpy.rint(turned / step)
        mixed[:, part] = mixed[:, part] @ numpy.linalg.solve(root.T, axes * step)
        varies[part] = _sizes(table)
        yield layer, table
    weights["W"] = _rounded_columns(mixed, varies, TURNED_STEP).reshape(shape)


def _root(matrix: Any) -> Any:
    """A matrix by which a row is multiplied so that its length is the size of its product with the given one."""
    import numpy

    return numpy.linalg.cholesky(matrix.T @ matrix / len(matrix))


def _turned(table: Any) -> tuple[Any, Any]:
    """A table along its principal axes, and the axes as columns: the first says most.

    Each axis points so that its largest part is positive, so that a model comes out the same on each system.
    """
    import numpy

    sizes, axes = numpy.linalg.eigh(table.T @ table / len(table))
    axes = axes[:, numpy.argsort(-sizes)]
    largest = axes[numpy.abs(axes).argmax(0), range(len(axes))]
    axes = axes * numpy.sign(largest)
    return table @ axes, axes


def _rounded_columns(matrix: Any, varies: Any, part: float) -> Any:
    """A matrix with a step for each column, so that an error of each does the same.

    Args:
        varies: how much the input of each column varies.
        part: the step, as a part of the size of the matrix with its inputs.
    """
    import numpy

    used = numpy.maximum(varies, varies.max() * 1e-4)
    return _rounded(matrix, _power_of_two(part * _size(matrix * used) / used))


def _rounded(numbers: Any, step: Any) -> Any:
    import numpy

    return (numpy.rint(numbers / step) * step).astype("f4")


def _power_of_two(number: Any) -> Any:
    import numpy

    return 2.0 ** numpy.rint(numpy.log2(number))


def _size(numbers: Any) -> float:
    import numpy

    return float(numpy.sqrt((numbers.astype("f8") ** 2).mean()))


def _sizes(numbers: Any) -> Any:
    """The size of each column."""
    import numpy

    return numpy.sqrt((numbers.astype("f8") ** 2).mean(0))


def _name_rows(model: Path, folder: Path, words: Iterable[str]) -> None:
    """Writes the words that have a vector, and their rows, in place of the words' hashes.

    A hash without a word stays where it was.
    """
    import numpy
    import srsly
    from spacy.strings import hash_string  # pyright: ignore[reportAttributeAccessIssue]

    from pressmark.detect import compact_models

    rows = unpacked(model / _ROWS)
    named = sorted({word for word in words if word and "\n" not in word and hash_string(word) in rows}, key=str.encode)
    (folder / compact_models.WORDS).write_text("\n".join(named), "utf-8", newline="\n")
    numpy.save(folder / compact_models.ROWS, numpy.array([rows.pop(hash_string(word)) for word in named], "<u2"))
    put(model / _ROWS, srsly.msgpack_dumps(rows))


def unpacked(path: Path) -> Any:
    """What a file of MessagePack holds, with arrays in it."""
    import srsly

    return srsly.msgpack_loads(path.read_bytes())


def put(path: Path, content: bytes) -> None:
    """Writes a file anew: it may be a link to the whole model's."""
    path.unlink()
    path.write_bytes(content)
