from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS, LabelSet
from pressmark.services.label_sets import KEYS, PALETTE, dump, load, with_labels

ONTONOTES = Path(__file__).parents[2] / "resources" / "labels" / "ontonotes5.json"
LIGHT, DARK = "#f4f1ea", "#16181c"
NAMES = {
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
}  # fmt: skip

Three = tuple[float, float, float]

# Machado, Oliveira and Fernandes: A Physiologically-based Model for Simulation of Color Vision Deficiency (2009),
# severity 1.0, on linear RGB.
EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red cones": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green cones": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}


def linear(color: str) -> Three:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other)))
    return (high + 0.05) / (low + 0.05)


def lab(color: str, eyes: tuple[Three, ...]) -> Three:
    """CIE L*a*b* under D65 of what these eyes see."""
    rgb = linear(color)
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, rgb, strict=True)))) for row in eyes)
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.fixture(scope="module")
def ontonotes() -> LabelSet:
    return load(ONTONOTES)


def test_the_default_set_is_ontonotes(ontonotes: LabelSet) -> None:
    assert ontonotes.name == "OntoNotes 5"
    assert {label.name for label in ontonotes} == NAMES
    assert {label.name for label in ontonotes} >= DATE_LABELS | FIGURE_LABELS
    assert all(label.description.endswith(".") and "“" in label.description for label in ontonotes)
    assert all(label.group for label in ontonotes)


def test_every_label_has_a_key_that_no_action_has(ontonotes: LabelSet) -> None:
    keys = [label.key for label in ontonotes]
    assert len(set(keys)) == 18
    assert keys[:9] == list("123456789")
    assert set(keys) <= set(KEYS)
    assert not set("axrneiAXRNEI") & set(KEYS)


@pytest.mark.parametrize(("page", "side"), [(LIGHT, 0), (DARK, 1)])
def test_every_colour_can_be_read_and_told_apart(ontonotes: LabelSet, page: str, side: int) -> None:
    sets = [[(label.color, label.color_dark)[side] for label in ontonotes], [pair[side] for pair in PALETTE]]
    for colors in sets:
        assert min(contrast(color, page) for color in colors) >= 4.5
        for name, eyes in EYES.items():
            seen = [lab(color, eyes) for color in colors]
            nearest = min(math.dist(a, b) for a, b in itertools.combinations(seen, 2))
            assert nearest >= (18 if name == "usual" else 10), name


def test_a_label_set_comes_back(ontonotes: LabelSet, tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(dump(ontonotes), encoding="utf-8")
    assert load(path) == ontonotes
    assert dump(ontonotes) == ONTONOTES.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"name": "x"}', '{"name": "x", "labels": [3]}', '{"name": "x", "labels": [{"name": "A"}]}',
     '{"name": "x", "labels": [{"name": "", "color": "#000000", "color_dark": "#ffffff"}]}', b"\xff\xfe\x00"],
)  # fmt: skip
def test_what_is_not_a_label_set_is_told(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(UserError, match=r"set\.json"):
        load(path)


def test_a_label_set_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path / "none.json")


def test_new_labels_get_the_colours_and_keys_that_are_left() -> None:
    labels = with_labels(LabelSet("x", ()), [f"L{number}" for number in range(40)])
    assert [(label.color, label.color_dark) for label in labels][:18] == list(PALETTE)
    assert len({(label.color, label.color_dark) for label in labels.labels[18:36]}) == 18
    assert [label.key for label in labels] == list(KEYS) + [""] * (40 - len(KEYS))
