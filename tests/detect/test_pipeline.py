from __future__ import annotations

import random
import time

import pytest

from pressmark.core.annotation import Candidate
from pressmark.core.article import ArticleMeta
from pressmark.core.errors import Cancelled
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import fingerprint, paragraphs
from pressmark.detect.pipeline import Pipeline, resolved


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline.of()


def request(
    text: str, *, published: str | None = "2020-11-25", parts: tuple[Span, ...] | None = None
) -> DetectionRequest:
    spans = tuple(paragraphs(text)) if parts is None else parts
    return DetectionRequest("a", text, fingerprint(text), ArticleMeta(published=published), spans)


def rows(candidates: tuple[Candidate, ...], text: str) -> list[tuple[str, str]]:
    return [(c.span.of(text), c.label) for c in candidates]


def named(start: int, end: int, label: str, score: float = 0.9) -> Candidate:
    return Candidate(Span(start, end), label, "model:m-1", score)


def read(start: int, end: int, label: str) -> Candidate:
    return Candidate(Span(start, end), label, "rule:figures", 0.9, {"value": 1})


# -- without a model


def test_without_a_model_dates_and_figures_are_found() -> None:
    text = "Russia is sending 1,960 peacekeepers on Wednesday."
    result = Pipeline(None).detect(request(text))
    assert rows(result.candidates, text) == [("1,960", "CARDINAL"), ("Wednesday", "DATE")]
    assert (result.detector, result.tokens) == ("dates-5 figures-5", ())
    assert result.sha256 == fingerprint(text)


def test_only_the_paragraphs_asked_for_are_read() -> None:
    text = "Story code 37\nThey met on Monday.\nComments 12"
    result = Pipeline(None).detect(request(text, parts=(Span(14, 33),)))
    assert rows(result.candidates, text) == [("Monday", "DATE")]


def test_figures_inside_dates_are_none() -> None:
    text = "Ten days later, on 25 November 2020 at 15:28, 37 came."
    figures = [row for row in rows(Pipeline(None).detect(request(text)).candidates, text) if row[1] == "CARDINAL"]
    assert figures == [("37", "CARDINAL")]


def test_progress_counts_pieces_and_cancel_is_heard_between_them() -> None:
    text = "\n".join(f"They met {n} men." for n in range(20))
    told: list[tuple[int, int]] = []
    Pipeline(None).detect(request(text), progress=lambda done, total: told.append((done, total)))
    assert told == [(done, 20) for done in range(21)]
    with pytest.raises(Cancelled):
        Pipeline(None).detect(request(text), cancelled=lambda: True)


# -- what overlaps what


@pytest.mark.parametrize(
    ("entities", "figures", "kept"),
    [
        ([named(0, 10, "PRODUCT")], [read(7, 10, "CARDINAL")], ["PRODUCT"]),
        ([named(0, 10, "EVENT", 0.2)], [read(7, 10, "CARDINAL")], ["CARDINAL"]),
        ([named(7, 10, "ORG")], [read(7, 10, "DATE")], ["DATE"]),
        ([named(0, 4, "GPE")], [read(0, 8, "MONEY")], ["MONEY"]),
        ([named(0, 10, "PERSON")], [read(7, 10, "CARDINAL")], ["CARDINAL"]),
        ([named(0, 5, "GPE")], [read(6, 10, "CARDINAL")], ["GPE", "CARDINAL"]),
        ([named(0, 8, "ORG")], [read(2, 4, "CARDINAL"), read(6, 12, "DATE")], ["CARDINAL", "DATE"]),
        ([named(0, 8, "ORG"), named(0, 8, "ORG")], [], ["ORG"]),
    ],
)
def test_entities_and_figures_do_not_overlap(
    entities: list[Candidate], figures: list[Candidate], kept: list[str]
) -> None:
    assert [c.label for c in resolved(entities, figures)] == kept


# -- with the model


@pytest.mark.model
def test_an_article_is_read(pipeline: Pipeline) -> None:
    text = (
        "Russia is sending 1,960 peacekeepers to Nagorno-Karabakh, President Vladimir Putin’s office said Wednesday.\n"
        "The war of the early 1990s killed some 30,000 people."
    )
    result = pipeline.detect(request(text))
    found = {c.span.of(text): c for c in result.candidates}
    assert rows(result.candidates, text)[:2] == [("Russia", "GPE"), ("1,960", "CARDINAL")]
    assert found["Vladimir Putin"].label == "PERSON"
    assert found["Vladimir Putin"].origin == "model:en_core_web_md-3.7.1"
    assert found["Wednesday"].attributes["value"] == "2020-11-25"
    assert found["the early 1990s"].label == "DATE"
    killed = found["30,000"].attributes
    assert (killed["value"], killed["precision"]) == (30_000, "about")
    assert killed["counted"] == {"start": text.index("people"), "end": text.index("people") + 6, "text": "people"}
    assert killed["event"]["lemma"] == "kill"
    assert text[killed["phrase"]["start"] : killed["phrase"]["end"]] == "killed some 30,000 people"
    assert result.detector == "en_core_web_md-3.7.1 names-5 dates-5 figures-5"


@pytest.mark.model
def test_tokens_are_those_of_the_paragraphs_read(pipeline: Pipeline) -> None:
    text = "skip me\nHe came. She left 🕊 Bakı."
    result = pipeline.detect(request(text, parts=(Span(8, len(text)),)))
    words = [token.span.of(text) for token in result.tokens]
    assert words == ["He", "came", ".", "She", "left", "🕊", "Bakı", "."]
    assert [token.span.of(text) for token in result.tokens if token.sentence_start][:2] == ["He", "She"]
    assert result.tokens[0].pos == "PRP"


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "figure", "counted", "event"),
    [
        ("The blast killed 37.", "37", None, "kill"),
        ("37 people were killed in the blast.", "37", "people", "kill"),
        ("The attack left 37 dead.", "37", None, "die"),
        ("The death toll rose to 37.", "37", None, "die"),
        ("The deaths of 37 miners shocked the town.", "37", "miners", "die"),
        ("They arrested 37 people, including 12 children.", "12", "children", "arrest"),
        ("Hundreds of people were killed.", "Hundreds", "people", "kill"),
        ("Russia is sending 1,960 peacekeepers.", "1,960", "peacekeepers", "send"),
        ("The bank raised its rate by 3%.", "3%", None, "raise"),
        ("Ships carried 20 million tonnes of grain.", "20 million tonnes", "grain", "carry"),
        ("The village has 160 inhabitants.", "160", "inhabitants", None),
    ],
)
def test_the_parse_says_what_is_counted_and_what_happened(
    pipeline: Pipeline, text: str, figure: str, counted: str | None, event: str | None
) -> None:
    found = {c.span.of(text): c.attributes for c in pipeline.detect(request(text)).candidates}
    attributes = found[figure]
    assert (attributes["counted"] and attributes["counted"]["text"]) == counted
    assert (attributes["event"] and attributes["event"]["lemma"]) == event


@pytest.mark.model
def test_a_possessive_is_no_part_of_a_name(pipeline: Pipeline) -> None:
    text = "Azerbaijan’s army met Vladimir Putin’s envoy in James' house."
    found = [words for words, _ in rows(pipeline.detect(request(text)).candidates, text)]
    assert "Azerbaijan" in found
    assert "Vladimir Putin" in found


@pytest.mark.model
@pytest.mark.parametrize(
    "filler", ["word ", "слово", "🕊", "e\u0301", "ب "], ids=["words", "no spaces", "emoji", "marks", "arabic"]
)
def test_a_very_long_paragraph_is_read_in_pieces(pipeline: Pipeline, filler: str) -> None:
    text = (filler * 16_000)[:16_000] + " They left on Monday. 37 people were killed in Baku."
    told: list[int] = []
    result = pipeline.detect(request(text), progress=lambda done, total: told.append(total))
    found = rows(result.candidates, text)
    assert ("Monday", "DATE") in found
    assert ("37", "CARDINAL") in found
    assert told[-1] >= 2


@pytest.mark.model
def test_emoji_in_a_row_take_no_minutes(pipeline: Pipeline) -> None:
    text = "🕊" * 20_000
    started = time.monotonic()
    assert pipeline.detect(request(text)).candidates == ()
    assert time.monotonic() - started < 60


@pytest.mark.model
def test_a_cancel_in_the_middle_of_an_article_is_heard(pipeline: Pipeline) -> None:
    text = "\n".join(f"They met {n} men in Baku on Monday." for n in range(200))
    asked = iter([False] * 203 + [True] * 1000)  # the dates of all 200 pieces are read first, and ask as well

    def soon() -> bool:
        return next(asked)

    with pytest.raises(Cancelled):
        pipeline.detect(request(text), cancelled=soon)
    assert pipeline.detect(request("They met in Baku.")).candidates  # and the pipeline still works


@pytest.mark.model
@pytest.mark.parametrize("seed", range(3))
def test_any_mixture_of_letters_keeps_its_places(pipeline: Pipeline, seed: int) -> None:
    chance = random.Random(seed)
    pool = [
        "Baku ",
        "Kəlbəcər ",
        "İı ",
        "🕊 ",
        "👩🏽‍🚒",
        "é̂ ",
        "فاطمة ",
        "37 ",
        "\u00a0",
        "\u200b",
        "\t",
        "on Monday ",
        "$4.5bn ",
        "\n",
    ]
    text = "".join(chance.choice(pool) for _ in range(600))
    result = pipeline.detect(request(text))
    assert any(c.label == "DATE" for c in result.candidates)
    for candidate in result.candidates:
        assert candidate.span.of(text).strip() == candidate.span.of(text)
    for token in result.tokens:
        assert token.span.of(text).strip()


@pytest.mark.model
def test_the_same_text_gives_the_same_result(pipeline: Pipeline) -> None:
    text = "Washington met Washington in Washington. Baku and NATO agreed on 37 points."
    assert pipeline.detect(request(text)) == pipeline.detect(request(text))
