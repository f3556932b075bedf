"""Every sentence of `figures_in_news.txt`, read with the language model and without."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.detect.figure_table import Gold, Sentence, compared, sentences

from pressmark.core.annotation import Candidate
from pressmark.core.span import Span
from pressmark.detect import dates, figures
from pressmark.detect.models import choose, load

SENTENCES = sentences()
NEED_A_PARSE = frozenset({"Apollo 11 and Voyager 2 were launched from pad 39A."})
"""Without one, "In Paris 37 were hurt" looks the same."""
SECTIONS = list(dict.fromkeys(sentence.section for sentence in SENTENCES))


def read(sentence: Sentence, doc: object = None) -> list[Candidate]:
    part = Span(0, len(sentence.text))
    taken = dates.find(sentence.text, [part], published="2020-11-25").inside(part)
    return figures.find(sentence.text, part, taken=taken, doc=doc)  # type: ignore[arg-type]


def of_section(section: str) -> list[Sentence]:
    return [sentence for sentence in SENTENCES if sentence.section == section]


def told(sentence: Sentence, gold: Gold | None, wrong: Sequence[str], said: str) -> str:
    return f"line {sentence.line}: {sentence.text} [{gold.words if gold else 'no figure'}] {', '.join(wrong)}: {said}"


@pytest.fixture(scope="module")
def docs() -> dict[int, object]:
    nlp = load(choose(None))
    return dict(zip((s.line for s in SENTENCES), nlp.pipe([s.text for s in SENTENCES], batch_size=8), strict=True))


def test_the_table_has_every_section_of_a_newspaper() -> None:
    assert set(SECTIONS) >= {"war", "disasters", "business", "politics", "health", "science", "sport", "courts"}
    assert len(SENTENCES) > 300
    assert sum(len(sentence.figures) for sentence in SENTENCES) > 450


@pytest.mark.model
@pytest.mark.parametrize("section", SECTIONS)
def test_with_the_model_each_figure_is_read_but_for_those_marked_known(section: str, docs: dict[int, object]) -> None:
    problems: list[str] = []
    for sentence in of_section(section):
        for gold, parts, said in compared(sentence, read(sentence, docs[sentence.line])):
            wrong = [name for name, right in parts.items() if not right]
            if gold is not None and gold.known:
                if not wrong:
                    problems.append(told(sentence, gold, ["is right now: take `known:` away"], said))
            elif wrong and (gold is not None or not sentence.extra_known):
                problems.append(told(sentence, gold, wrong, said))
    assert problems == []


@pytest.mark.parametrize("section", SECTIONS)
def test_without_a_model_values_bounds_and_units_are_the_same(section: str) -> None:
    problems: list[str] = []
    for sentence in of_section(section):
        if sentence.text in NEED_A_PARSE:
            continue
        for gold, parts, said in compared(sentence, read(sentence)):
            wrong = [name for name in ("value", "precision", "unit") if not parts.get(name, True)]
            if wrong and not (gold.known if gold is not None else sentence.extra_known):
                problems.append(told(sentence, gold, wrong, said))
    assert problems == []
