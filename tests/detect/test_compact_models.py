from __future__ import annotations

import shutil
from pathlib import Path

import numpy
import pytest

from pressmark.core.errors import UserError
from pressmark.detect import compact_models, models
from pressmark.detect.compact_models import compact, table

pytestmark = pytest.mark.model


def test_a_table_is_read_as_it_was_written() -> None:
    numbers = numpy.array([[0, -1, 1], [-32768, 32767, 255], [256, -256, -257], [127, -128, 128]], "f8")
    planes = compact(numbers)
    assert planes.shape == (2, 3, 4)
    assert planes.dtype == numpy.uint8
    read = table(planes)
    assert read.dtype == numpy.float32
    assert read.flags["C_CONTIGUOUS"]
    assert read.tolist() == numbers.tolist()


@pytest.mark.parametrize("number", [32768, -32769, 0.5])
def test_what_is_no_whole_number_of_16_bits_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="16 bits only"):
        compact(numpy.array([[number]]))


def test_a_model_without_the_compact_form_is_loaded_as_it_is() -> None:
    nlp = models.load(models.choose())
    assert nlp.vocab.vectors.data.shape == (20000, 300)


@pytest.mark.parametrize(
    ("name", "content"),
    [("vectors.npy", b"no array"), ("rows.npy", None), ("tok2vec.9999.E.npy", None), ("words.txt", b"\xff\xfe")],
)
def test_a_damaged_compact_model_is_one_sentence(tmp_path: Path, name: str, content: bytes | None) -> None:
    whole = models.choose()
    copy = tmp_path / "copy"
    shutil.copytree(whole.path, copy)
    folder = copy / compact_models.FOLDER
    folder.mkdir()
    numpy.save(folder / "vectors.npy", compact(numpy.ones((2, 3))))
    numpy.save(folder / "rows.npy", numpy.array([0, 1], "<u2"))
    (folder / "words.txt").write_text("ferry\nharbour", "utf-8")
    assert models.load(models.describe(copy)).vocab.vectors.data.tolist() == [[1, 1, 1]] * 2
    if content is not None:
        (folder / name).write_bytes(content)
    elif name == "rows.npy":
        numpy.save(folder / name, numpy.array([0, 1, 0], "<u2"))
    else:
        numpy.save(folder / name, compact(numpy.ones((2, 3))))
    with pytest.raises(UserError, match="cannot be loaded; install it anew"):
        models.load(models.describe(copy))
