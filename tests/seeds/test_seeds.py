"""The sample articles and their gold: complete, inside the text, in order, and what the issue asked for."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from msgspec.structs import replace

from pressmark.core.article import Article
from pressmark.core.codec import meta_to_json
from pressmark.core.labels import DATE_LABELS, FIGURE_LABELS
from pressmark.core.zones import READ_ZONES, ZoneKind

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from gold_source import LABELS, MODIFIERS, PRECISIONS, SCORE, GoldError, read_passage, read_source  # noqa: E402
from make_gold import SEEDS, gold_line, gold_path, read_article  # noqa: E402

ARTICLES = sorted(
    path.name for path in SEEDS.iterdir() if path.suffix in {".txt", ".md", ".html"} and path.stem != "README"
)

_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_DAY = r"(?:\d{4}|XXXX)-(?:(?:0[1-9]|1[0-2]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX))?|W(?:[0-5]\d|XX)(?:-(?:[1-7]|WE))?)"
_TIMEX = {
    "DATE": re.compile(rf"\d{{2,4}}|PRESENT_REF|PAST_REF|FUTURE_REF|\d{{4}}-(?:Q[1-4]|H[12]|SP|SU|FA|WI)|{_DAY}"),
    "TIME": re.compile(rf"{_DAY}T(?:[01]\d|2[0-3])(?::[0-5]\d){{0,2}}|{_DAY}T(?:MO|MI|AF|EV|NI|DT)"),
    "DURATION": re.compile(r"P(?:\d+[YMWD])+|P(?:\d+D)?T(?:\d+[HMS])+"),
    "SET": re.compile(r"P(?:\d+[YMWD])+|PT(?:\d+[HMS])+"),
}


def _gold(article: str) -> dict:
    lines = gold_path(article).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    return json.loads(lines[0])


def _nested(span: dict) -> list[dict]:
    """The spans within a figure's attributes."""
    return [part for part in span["attributes"].values() if isinstance(part, dict)]


def test_there_are_at_least_fourteen_articles_in_three_formats() -> None:
    assert len(ARTICLES) >= 14
    assert {Path(name).suffix for name in ARTICLES} == {".txt", ".md", ".html"}


def test_every_article_has_gold_and_no_gold_is_without_its_article() -> None:
    assert {gold_path(name).name for name in ARTICLES} == {path.name for path in SEEDS.glob("*.jsonl")}


@pytest.mark.parametrize("article", ARTICLES)
class TestGold:
    def test_text_is_what_the_reader_gives(self, article: str) -> None:
        raw = read_article(SEEDS / article)
        gold = _gold(article)
        assert gold["text"] == raw.text
        assert gold["id"] == Article.from_raw(raw).id
        assert gold["answer"] == "accept"
        assert gold["relations"] == []

    def test_metadata_and_zones_are_what_the_reader_finds(self, article: str) -> None:
        raw = read_article(SEEDS / article)
        gold = _gold(article)
        assert meta_to_json(replace(raw.meta, extra={})) == gold["meta"]
        zones = [{"kind": str(z.kind), "start": z.span.start, "end": z.span.end} for z in raw.zones]
        assert zones == gold["zones"]

    def test_is_what_the_marks_say(self, article: str) -> None:
        source = read_source(HERE / "marks" / f"{article}.marks")
        assert gold_path(article).read_text(encoding="utf-8") == gold_line(source), (
            "run tests/seeds/make_gold.py after a change of an article, its marks or a reader"
        )

    def test_spans_are_their_own_text_in_order_and_apart(self, article: str) -> None:
        gold = _gold(article)
        assert [span["id"] for span in gold["spans"]] == [f"a{n}" for n in range(1, len(gold["spans"]) + 1)]
        assert len(gold["spans"]) >= 30
        for span in gold["spans"]:
            assert gold["text"][span["start"] : span["end"]] == span["text"] == span["text"].strip() != ""
            assert span["label"] in LABELS
            assert (span["status"], span["origin"], span["score"]) == ("accepted", "person:gold", None)
            for part in _nested(span):
                words = gold["text"][part["start"] : part["end"]]
                assert words == part.get("text", words) == words.strip() != ""
        for left, right in pairwise(gold["spans"]):
            assert left["end"] <= right["start"]

    def test_spans_stand_in_what_the_article_says(self, article: str) -> None:
        gold = _gold(article)
        read = [zone for zone in gold["zones"] if zone["kind"] in READ_ZONES]
        for span in gold["spans"]:
            assert any(z["start"] <= span["start"] and span["end"] <= z["end"] for z in read), span["text"]

    def test_zones_take_the_whole_text_in_order(self, article: str) -> None:
        gold = _gold(article)
        text, zones = gold["text"], gold["zones"]
        assert {zone["kind"] for zone in zones} <= {str(kind) for kind in ZoneKind}
        assert [zone["kind"] for zone in zones].count("headline") == 1
        at = 0
        for zone in zones:
            assert at <= zone["start"] < zone["end"] <= len(text)
            assert text[at : zone["start"]].strip() == ""
            assert text[zone["start"] : zone["end"]] == text[zone["start"] : zone["end"]].strip()
            at = zone["end"]
        assert text[at:].strip() == ""
        headline = next(zone for zone in zones if zone["kind"] == "headline")
        assert gold["meta"]["headline"] == text[headline["start"] : headline["end"]]
        assert gold["meta"]["source"] == article

    def test_dates_are_timex3(self, article: str) -> None:
        gold = _gold(article)
        published = gold["meta"]["published"]
        for span in gold["spans"]:
            if span["label"] not in DATE_LABELS:
                continue
            attributes = span["attributes"]
            assert list(attributes) == ["type", "value", "mod", "anchor"]
            assert _TIMEX[attributes["type"]].fullmatch(attributes["value"]), (span["text"], attributes)
            assert attributes["mod"] in MODIFIERS | {None}
            if published is None:
                assert attributes["anchor"] is None

    def test_weekdays_fall_on_their_day_and_not_after_a_week(self, article: str) -> None:
        for span in _gold(article)["spans"]:
            named = _WEEKDAY.search(span["text"])
            attributes = span["attributes"]
            if named is None or span["label"] not in DATE_LABELS or attributes["value"].startswith("XXXX"):
                continue
            day = date.fromisoformat(attributes["value"][:10])
            assert f"{day:%A}" == named[0], (span["text"], attributes)
            assert abs((day - date.fromisoformat(attributes["anchor"])).days) <= 7

    def test_spans_and_what_they_name_are_whole_tokens(self, article: str) -> None:
        gold = _gold(article)
        doc = spacy.blank("en")(gold["text"])
        for span in gold["spans"]:
            for part in (span, *_nested(span)):
                assert doc.char_span(part["start"], part["end"]) is not None, (span["text"], part)

    def test_figures_have_a_reading(self, article: str) -> None:
        for span in _gold(article)["spans"]:
            if span["label"] not in FIGURE_LABELS:
                continue
            attributes = span["attributes"]
            assert attributes["precision"] in PRECISIONS
            assert isinstance(attributes["value"], int | float)
            if SCORE.fullmatch(span["text"]):
                assert f"{attributes['value']}-{attributes['value_max']}" == span["text"].replace("–", "-")
                assert attributes["precision"] == "exact"
            else:
                assert ("value_max" in attributes) == (attributes["precision"] == "between")
            if span["label"] == "ORDINAL":
                assert list(attributes) == ["value", "precision", "unit"]
                continue
            phrase = attributes["phrase"]
            assert phrase["start"] <= span["start"] < span["end"] <= phrase["end"]
            assert phrase["end"] - phrase["start"] <= 60

    def test_length_is_that_of_a_news_story(self, article: str) -> None:
        gold = _gold(article)
        words = sum(len(gold["text"][z["start"] : z["end"]].split()) for z in gold["zones"] if z["kind"] in READ_ZONES)
        assert 150 <= words <= 450


def _figures(article: str) -> dict[str, dict]:
    return {span["text"]: span["attributes"] for span in _gold(article)["spans"] if span["label"] in FIGURE_LABELS}


def _values(article: str) -> dict[str, dict]:
    return {span["text"]: span["attributes"] for span in _gold(article)["spans"] if span["label"] in DATE_LABELS}


def test_kalbajar_has_its_header_glued_together() -> None:
    gold = _gold("kalbajar-handover.txt")
    assert gold["text"].startswith("Publish date25 Nov 2020 - 15:28\nStory Code : 483372\n")
    assert gold["text"].rstrip().endswith("Your Name\nYour Email Address")
    assert gold["meta"]["published"] == "2020-11-25T15:28"
    assert gold["meta"]["story_code"] == "483372"
    assert [zone["kind"] for zone in gold["zones"]] == [
        "published",
        "story_code",
        "headline",
        "body",
        "furniture",
    ]
    assert not any("483372" in span["text"] for span in gold["spans"])


def test_kalbajar_figures() -> None:
    text = _gold("kalbajar-handover.txt")["text"]
    killed = _figures("kalbajar-handover.txt")["30,000"]
    assert (killed["value"], killed["precision"]) == (30000, "about")
    assert (killed["counted"]["text"], killed["event"]["text"], killed["event"]["lemma"]) == (
        "people",
        "killed",
        "kill",
    )
    assert text[killed["phrase"]["start"] : killed["phrase"]["end"]] == "killed some 30,000 people"
    sent = _figures("kalbajar-handover.txt")["1,960"]
    assert (sent["value"], sent["precision"]) == (1960, "exact")
    assert (sent["counted"]["text"], sent["event"]["lemma"]) == ("peacekeepers", "send")


def test_kalbajar_dates() -> None:
    values = {text: (row["value"], row["mod"]) for text, row in _values("kalbajar-handover.txt").items()}
    assert values["Wednesday"] == ("2020-11-25", None)
    assert values["late September"] == ("2020-09", "END")
    assert values["earlier this month"] == ("2020-11", None)
    assert values["ten days"] == ("P10D", None)
    assert values["the early 1990s"] == ("199", "START")


def test_two_dozen_are_twenty_four_people() -> None:
    dozen = _figures("stadium-clashes.txt")["two dozen"]
    assert (dozen["value"], dozen["counted"]["text"], dozen["event"]["lemma"]) == (24, "people", "arrest")


def test_a_third_of_services() -> None:
    third = _figures("rail-strike.txt")["a third"]
    assert third["value"] == pytest.approx(1 / 3)
    assert third["counted"]["text"] == "services"


def test_money_in_two_currencies() -> None:
    figures = _figures("central-bank-rates.txt")
    assert (figures["$4.5bn"]["value"], figures["$4.5bn"]["unit"]) == (4_500_000_000, "USD")
    assert (figures["€3m"]["value"], figures["€3m"]["unit"]) == (3_000_000, "EUR/year")
    assert (figures["8.25%"]["value"], figures["8.25%"]["unit"]) == (8.25, "%")


def test_one_article_has_no_publish_date_and_keeps_its_days_open() -> None:
    assert [name for name in ARTICLES if _gold(name)["meta"]["published"] is None] == ["rail-strike.txt"]
    assert _values("rail-strike.txt")["Tuesday"]["value"] == "XXXX-WXX-2"


def test_every_label_is_used() -> None:
    assert {span["label"] for name in ARTICLES for span in _gold(name)["spans"]} == LABELS


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("grain-convoy.txt", b"\xef\xbb\xbf"),
        ("stadium-clashes.txt", b"\xff\xfe"),
    ],
)
def test_byte_order_marks_are_kept_in_the_files(name: str, start: bytes) -> None:
    content = (SEEDS / name).read_bytes()
    assert content.startswith(start)
    assert not _gold(name)["text"].startswith("\ufeff")


def test_windows_files_stay_as_windows_wrote_them() -> None:
    convoy = (SEEDS / "grain-convoy.txt").read_bytes()
    assert convoy.count(b"\r\n") == convoy.count(b"\n") > 10
    assert "\r" not in _gold("grain-convoy.txt")["text"]
    final = (SEEDS / "cup-final.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        final.decode("utf-8")
    assert "Fridolina Rolfö" in _gold("cup-final.txt")["text"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("khinalug-rescue.txt", "İsmayıl Həsənov"),
        ("khinalug-rescue.txt", "Şahdağ"),
        ("morocco-earthquake.txt", "فاطمة أوبلا"),
        ("malaria-vaccine.txt", "Traore\u0301"),
        ("ferry-ruling.md", "Andre\u0301"),
        ("central-bank-rates.txt", "50\u00a0basis\u00a0points"),
        ("dart-asteroid.html", "🛰️💥"),
    ],
)
def test_writing_of_the_world_comes_through(name: str, words: str) -> None:
    assert words in _gold(name)["text"]


class TestMarks:
    def test_offsets_and_readings_come_from_the_sentence(self) -> None:
        text, marks = read_passage(
            "It [[killed 5 in|EVENT]] and [[7|CARDINAL|at_least of=men ev=hurt/hurt]] men were hurt.", None
        )
        assert text == "It killed 5 in and 7 men were hurt."
        assert [text[mark.start : mark.end] for mark in marks] == ["killed 5 in", "7"]
        assert marks[1].attributes["phrase"] == {"start": 19, "end": 24}

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ("[[A|WHO]]", "not a label"),
            ("[[A|DATE]]", "without a value"),
            ("[[A|DATE|2020 @]]", "without a publish date"),
            ("[[dozen|CARDINAL]]", "needs its value"),
            ("[[3|CARDINAL|of=men]] women", "does not stand beside"),
            ("[[3|CARDINAL", "not written"),
        ],
    )
    def test_mistakes_are_told(self, line: str, says: str) -> None:
        with pytest.raises(GoldError, match=says):
            read_passage(line, None)
