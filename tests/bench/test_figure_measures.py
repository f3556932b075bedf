from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from tests.detect.figure_table import compared, judged, sentences

HERE = Path(__file__).resolve().parent


def table(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "table.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_reading_is_a_bound_a_value_and_a_unit(tmp_path: Path) -> None:
    path = table(tmp_path, "== x\nIt was up to 5-10 km/h.\n    5-10 km/h | 5..10 km/h/<=5 km/h | - | was/- | ?\n")
    (sentence,) = sentences(path)
    (gold,) = sentence.figures
    assert gold.readings is not None
    said = [(one.value, one.most, one.precision, one.unit) for one in gold.readings]
    assert said == [(5, 10, "between", "km/h"), (5, None, "at_most", "km/h")]
    assert (gold.counted, gold.event, gold.phrase) == ((None,), ("was", None), None)


@pytest.mark.parametrize("row", ["37 | 37 | -", "36 | 3x | -", "36 | 36 | boats"])
def test_a_line_that_does_not_fit_its_sentence_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(ValueError, match=r"table.txt, line 3"):
        sentences(table(tmp_path, f"== x\nThey met 36 people.\n    {row}\n"))


def test_parts_are_judged_only_where_the_value_is_right(tmp_path: Path) -> None:
    (sentence,) = sentences(table(tmp_path, "== x\nThey met 36 people.\n    36 | ~36 | people | met | 36 people\n"))
    place = {"start": 9, "end": 18}
    read = {"value": 36, "value_max": None, "precision": "exact", "unit": None, "phrase": place, "event": None}
    right = judged(sentence.figures[0], "CARDINAL", read | {"counted": {"text": "people"}}, sentence.text)
    assert right == {"value": True, "precision": False, "unit": True, "counted": True, "event": False, "phrase": True}
    wrong = judged(sentence.figures[0], "CARDINAL", read | {"value": 37}, sentence.text)
    assert wrong == {"value": False}
    assert [(gold, parts) for gold, parts, _ in compared(sentence, [])] == [(sentence.figures[0], {"value": False})]


def test_a_library_is_right_with_the_two_ends_of_a_range(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))
    spec = importlib.util.find_spec("figure_measures")
    assert spec is not None
    import figure_measures  # pyright: ignore[reportMissingImports]

    (sentence,) = sentences(table(tmp_path, "== x\nThey met 3 to 5 people.\n    3 to 5 | 3..5 | people | met | ?\n"))
    scored = figure_measures.Scored("x")
    figure_measures._count(scored, sentence, sentence.figures, [(9, 10, 3.0, None), (14, 15, 5.0, None)], [])
    figure_measures._count(scored, sentence, sentence.figures, [(9, 10, 3.0, None)], [])
    assert (scored.gold, scored.found, scored.right, round(scored.share, 2)) == (2, 2, 1, 0.5)
