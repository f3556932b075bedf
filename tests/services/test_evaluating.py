"""Gold and predictions from files: what belongs together, and what is said when nothing does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressmark.core.errors import UserError
from pressmark.core.evaluation import Score
from pressmark.core.ports import AnnotatedArticle
from pressmark.formats import registry
from pressmark.services.evaluating import evaluate, format_table
from pressmark.services.exporting import ExportRequest, run

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def write(path: Path, *rows: dict) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def span(start: int, end: int, label: str = "GPE", **more: object) -> dict:
    return {"start": start, "end": end, "label": label, **more}


def row(article_id: str, text: str, *spans: dict) -> dict:
    return {"id": article_id, "text": text, "zones": [], "spans": list(spans)}


def test_the_gold_against_itself_is_perfect() -> None:
    result = evaluate(SEEDS, SEEDS)
    assert result.articles == 16
    assert result.exact == Score(result.exact.gold, result.exact.gold, result.exact.gold)
    assert result.exact.gold > 600
    assert all(each.right == each.compared > 0 for each in result.attributes)
    assert "100.0" in format_table(result)


def test_articles_meet_by_id_or_by_text(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku.", span(3, 7)), row("2", "In Oslo.", span(3, 7)))
    predicted = write(tmp_path / "p.jsonl", row("x", "In Oslo.", span(3, 7)), row("1", "In Baku.", span(3, 7, "ORG")))
    result = evaluate(gold, predicted)
    assert (result.exact, result.missing, result.extra) == (Score(1, 2, 2), (), ())


def test_missing_and_extra_articles(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku.", span(3, 7)), row("2", "In Oslo.", span(3, 7)))
    predicted = write(tmp_path / "p.jsonl", row("1", "In Baku.", span(3, 7)), row("3", "In Rome.", span(3, 7)))
    result = evaluate(gold, predicted)
    assert (result.exact, result.missing, result.extra) == (Score(1, 2, 1), ("2",), ("3",))


def test_rejected_marks_do_not_count(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku.", span(3, 7), span(0, 2, "X", status="suggested")))
    predicted = write(
        tmp_path / "p.jsonl", row("1", "In Baku.", span(3, 7, status="suggested"), span(0, 2, "X", status="rejected"))
    )
    assert evaluate(gold, predicted).exact == Score(1, 1, 1)


def test_texts_that_differ(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku.", span(3, 7)))
    predicted = write(tmp_path / "p.jsonl", row("1", "In Baku!", span(3, 7)))
    with pytest.raises(UserError, match=r"The article 1 has another text in p\.jsonl than in g\.jsonl.*--whole-text"):
        evaluate(gold, predicted)


def test_nothing_in_common(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku.", span(3, 7)))
    predicted = write(tmp_path / "p.jsonl", row("2", "In Rome.", span(3, 7)))
    with pytest.raises(UserError, match=r"p\.jsonl has no article of g\.jsonl"):
        evaluate(gold, predicted)


def test_the_same_gold_twice(tmp_path: Path) -> None:
    gold = write(tmp_path / "g.jsonl", row("1", "In Baku."), row("1", "In Baku."))
    with pytest.raises(UserError, match="twice"):
        evaluate(gold, gold)


def test_folders_and_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no dataset in the folder"):
        evaluate(tmp_path, tmp_path)
    with pytest.raises(UserError, match="no longer there"):
        evaluate(tmp_path / "gone.jsonl", tmp_path)
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="not a dataset"):
        evaluate(tmp_path / "a.txt", tmp_path)


@pytest.mark.parametrize(
    "form",
    [
        "conll",
        "bioes",
        "prodigy",
        "doccano",
        "label-studio",
        "brat",
        "conllu",
        "webanno",
        "spacy",
        "spacy-train",
        "huggingface",
    ],
)
def test_a_gold_of_one_format_and_a_prediction_of_another(tmp_path: Path, form: str) -> None:
    """The sample articles' gold against itself in a format that keeps less, both ways round."""
    if form not in registry.WRITERS:
        pytest.skip(f"{form} is not written")

    def gold() -> Iterator[AnnotatedArticle]:
        for path in sorted(SEEDS.glob("*.gold.jsonl")):
            yield from registry.read_dataset(path)

    out = tmp_path / f"gold{registry.WRITERS[form].extension}"
    report = run(ExportRequest(form, out), gold)
    assert report.losses == ()
    for one, other in ((SEEDS, out), (out, SEEDS)):
        evaluation = evaluate(one, other)
        assert (evaluation.missing, evaluation.extra) == ((), ())
        scores = evaluation.to_json()["labels"]
        assert {label for label, row in scores.items() if row["exact"]["f1"] != 1} == set()
        assert sum(row["exact"]["gold"] for row in scores.values()) == sum(report.annotations.values())


def test_a_format_without_zones_and_one_that_leaves_out_what_is_not_read(tmp_path: Path) -> None:
    """brat has the whole text and no zones, columns have headline and body only: what both have is compared."""
    text = "Ferry stranded off Baku\nBy Mira Roe\nSome 40 people left Odesa. Lagos waited.\nCopyright Red Anchor"
    lines = dict(zip(("headline", "byline", "body", "furniture"), text.split("\n"), strict=True))
    zones = [{"kind": k, "start": text.index(line), "end": text.index(line) + len(line)} for k, line in lines.items()]
    names = {"Baku": "GPE", "Mira Roe": "PERSON", "Odesa": "GPE", "Lagos": "GPE", "Red Anchor": "ORG"}
    marks = [span(text.index(words), text.index(words) + len(words), label) for words, label in names.items()]
    gold = write(tmp_path / "g.jsonl", row("1", text, *marks) | {"zones": zones}, row("2", "Lagos fell.", span(0, 5)))
    paths = {}
    for form, name in (("brat", "brat"), ("conll", "a.conll"), ("conllu", "a.conllu")):
        paths[form] = tmp_path / name
        run(ExportRequest(form, paths[form]), lambda: registry.read_dataset(gold))
    for one, other in (("brat", "conll"), ("conll", "brat"), ("brat", "conllu"), ("conllu", "brat")):
        result = evaluate(paths[one], paths[other])
        assert (result.exact, result.missing, result.extra, result.outside) == (Score(4, 4, 4), (), (), 2)
    assert evaluate(gold, paths["conll"]).outside == 2
    assert evaluate(gold, paths["brat"]).outside == 0
