from __future__ import annotations

import itertools
import math
import re

import pytest
from msgspec.structs import replace

from pressmark.core.article import ArticleMeta
from pressmark.core.errors import Cancelled
from pressmark.core.ports import DetectionRequest
from pressmark.core.span import Span
from pressmark.core.text import paragraphs
from pressmark.detect import name_decider, name_kinds
from pressmark.detect.name_features import COARSE, LABELS, Article, step
from pressmark.detect.name_spans import Piece, Word, found, together
from pressmark.detect.names import Mention, Reading
from pressmark.detect.pipeline import Pipeline

NONE = {"": 0.99}


def words(text: str, *, offset: int = 0) -> list[Word]:
    """Words of one piece as a model might read them: large ones as names, small ones as nouns."""
    made: list[Word] = []
    for match in re.finditer(r"[\w'’&.-]*\w|[^\w\s]", text):
        large = match[0][:1].isupper()
        span = Span(offset + match.start(), offset + match.end())
        tag, kind = ("NNP", "PROPN") if large else ("NN", "NOUN") if match[0].isalpha() else (match[0], "PUNCT")
        made.append(Word(span, match[0], tag, kind, "dep", 0, not made, NONE))
    return made


def piece(text: str, *mentions: Mention) -> Piece:
    return Piece(words(text), mentions, mentions)


def mention(text: str, name: str, label: str, score: float = 0.9) -> Mention:
    start = text.index(name)
    return Mention(Span(start, start + len(name)), label, score, {label: score})


def features(text: str, name: str, *mentions: Mention) -> set[str]:
    for places, rows in Article(text, [piece(text, *mentions)]).described():
        for place, (present, values) in zip(places, rows, strict=True):
            if place.span.of(text) == name:
                return {*present, *(feature for feature, _ in values)}
    raise AssertionError(name)


def test_every_part_of_a_run_of_large_words_may_be_a_name() -> None:
    text = "He saw Ilse Tarvin of Velm there."
    assert [place.span.of(text) for place in found(piece(text))] == [
        "He", "Ilse", "Ilse Tarvin", "Ilse Tarvin of Velm", "Tarvin", "Tarvin of Velm", "Velm",
    ]  # fmt: skip


def test_what_was_marked_may_be_a_name_however_it_is_written() -> None:
    text = "They met kestrel two."
    (place,) = [p for p in found(piece(text, mention(text, "kestrel two", "PRODUCT"))) if p.first]
    assert (place.span.of(text), place.first, place.end) == ("kestrel two", 2, 4)


def test_groups_hold_what_overlaps() -> None:
    text = "He saw Ilse Tarvin with Velm."
    places = found(piece(text))
    assert [[places[at].span.of(text) for at in group] for group in together(places)] == [
        ["He"], ["Ilse", "Ilse Tarvin", "Ilse Tarvin with Velm", "Tarvin", "Tarvin with Velm", "Velm"],
    ]  # fmt: skip


def test_a_long_row_of_capitals_has_no_endless_names() -> None:
    text = " ".join(f"Velm{number}" for number in range(400))
    places = found(piece(text))
    assert max(place.end - place.first for place in places) == 10
    assert len(places) < 400 * 10


@pytest.mark.parametrize("kind", name_kinds.KINDS, ids=lambda kind: kind.name)
def test_the_noun_in_each_example_tells_the_kind(kind: name_kinds.Kind) -> None:
    name = kind.example[kind.example.index("[") + 1 : kind.example.index("]")]
    text = kind.example.replace("[", "").replace("]", "")
    assert f"cue:before={kind.name}" in features(text, name)


def test_a_plural_has_the_kind_too() -> None:
    kinds = name_kinds.kinds()
    assert [kinds[word] for word in ("companies", "churches", "policemen", "bands", "son")] == [
        "companys", "buildings", "persons", "bands", "person",
    ]  # fmt: skip
    assert {"Afghan", "Afghans", "Finnish"} <= name_kinds.peoples()
    assert not {"Finnishs", "Chineses"} & name_kinds.peoples()


def test_the_models_chances_of_a_name_count_with_its_article_or_possessive() -> None:
    text = "He left the Ossa Union's office."
    there = words(text)
    at = next(number for number, word in enumerate(there) if word.text == "the")
    ends = [number for number, word in enumerate(there) if word.text.startswith("Union")]
    chances = {ends[0] + 1 - at: {"ORG": 0.96, "PERSON": 0.01}, 1: {"DATE": 0.5}}
    there[at] = replace(there[at], chances=chances)
    ((places, rows),) = Article(text, [Piece(there, [], [])]).described()
    described = {place.span.of(text): row for place, row in zip(places, rows, strict=True)}
    name = next(name for name in described if name.startswith("Ossa Union"))
    assert f"chance=ORG/{step(0.96)}" in described[name][0]
    assert dict(described[name][1])["chance_ORG"] == pytest.approx(math.log(0.96) / 3)
    assert "chance=PER/0" in described["Ossa"][0]


@pytest.mark.model
def test_a_place_ends_before_the_day_on_which_it_was_hit() -> None:
    text = "Three shells hit the suburb of Lipa Tuesday; no one was hurt."
    result = Pipeline.of().detect(
        DetectionRequest("a", text, "", ArticleMeta(published="1993-02-17"), tuple(paragraphs(text)))
    )
    found = [(c.span.of(text), c.label) for c in result.candidates]
    assert ("Lipa", "GPE") in found
    assert ("Tuesday", "DATE") in found


def test_what_is_said_of_a_name_is_told_elsewhere_too() -> None:
    text = "Norvell cut its flights. Few liked the airline Norvell."
    start = text.index("Norvell")
    (places, rows), *_ = Article(text, [piece(text)]).described()
    at = next(number for number, place in enumerate(places) if place.span.start == start)
    assert "elsewhere:before=company" in rows[at][0]
    assert "cue:before=company" not in rows[at][0]


@pytest.mark.parametrize(
    ("text", "name", "feature"),
    [
        ("He plays in Gigi, a band.", "Gigi", "cue:apposed=band"),
        ("Aldersey is a small village.", "Aldersey", "cue:is_a=town"),
        ("Aldersey ( Velm ) was the old village.", "Aldersey", "cue:is_a=town"),
        ("They sold Kestrel guitars.", "Kestrel", "cue:behind=products"),
        ("Teams such as Lorvale won.", "Lorvale", "cue:such=teams"),
        ("The mayor of Velm left.", "Velm", "cue:before_of=person"),
        ("They have three albums: Northbound; Home.", "Northbound", "cue:before_comma=works"),
        ("Then Ilse (guitar) came.", "Ilse", "cue:bracket=product"),
        ("Then Ilse said no.", "Ilse", "elsewhere:speaks"),
        ("We saw the French win.", "French", "people"),
        ("We saw the F-16 land.", "F-16", "designation"),
    ],
)
def test_what_stands_beside_a_name_is_described(text: str, name: str, feature: str) -> None:
    twice = f"{text} And {name} it was." if feature.startswith("elsewhere") else text
    there = features(twice, name)
    if feature.startswith("elsewhere"):
        *_, (places, rows) = Article(twice, [piece(twice)]).described()
        last = max(at for at, place in enumerate(places) if place.span.of(twice) == name)
        there = set(rows[last][0])
    assert feature in there


def test_probabilities_have_finer_steps_towards_one() -> None:
    assert [step(share) for share in (0.0, 0.3, 0.6, 0.9, 0.97, 0.995, 1.0)] == [0, 1, 2, 3, 4, 5, 6]


def test_weights_are_read_for_each_label() -> None:
    weights = name_decider.weights()
    assert 500 < len(weights) < 3000
    assert all(len(row) == len(LABELS) for row in weights.values())
    says = {"PER": "surname", "MISC": "people", "LOC": "cue:is_a=town", "ORG": "cue:before=band"}
    for label, feature in says.items():
        assert weights[feature][LABELS.index(label)] == max(weights[feature])


def test_the_best_row_of_names_is_chosen_and_probabilities_sum_up() -> None:
    text = "Then Ilse Tarvin left."
    whole = {"words=2": (3.0, 0.0, 0.0, 0.0), "words=1": (1.0, 0.0, 0.0, 0.0), "sentence": (-9.0, -9.0, -9.0, -9.0)}
    (name,) = name_decider.decided(text, [piece(text)], whole)
    assert (name.span.of(text), name.label, name.rule) == ("Ilse Tarvin", "PERSON", "evidence")
    both, one = math.e**3 + 3, math.e + 3
    assert name.sure == pytest.approx(math.e**3 / (both + (1 + one) ** 2), rel=0.01)
    parts = {**whole, "words=2": (1.0, 0.0, 0.0, 0.0)}
    assert [m.span.of(text) for m in name_decider.decided(text, [piece(text)], parts)] == ["Ilse", "Tarvin"]
    nothing = {"every": (-9.0, -9.0, -9.0, -9.0)}
    assert name_decider.decided(text, [piece(text)], nothing) == []


def test_a_mark_that_stays_keeps_its_origin_and_finer_label() -> None:
    text = "Then Ossa rose."
    made = mention(text, "Ossa", "FAC")
    place = {"model=FAC": (0.0, 5.0, 0.0, 0.0), "every": (-3.0, -3.0, -3.0, -3.0)}
    (kept,) = name_decider.decided(text, [piece(text, made)], place)
    assert (kept.label, kept.rule) == ("FAC", "")
    person = {"model=FAC": (5.0, 0.0, 0.0, 0.0), "every": (-3.0, -3.0, -3.0, -3.0)}
    (changed,) = name_decider.decided(text, [piece(text, made)], person)
    assert (changed.label, changed.rule) == ("PERSON", "evidence")


def test_one_name_is_of_one_kind() -> None:
    text = "Then Ossa fell. In Ossa it rained, near Ossa too."
    near = {"before=in": (0.0, 6.0, 0.0, 0.0), "before=near": (0.0, 6.0, 0.0, 0.0), "every": (1.0, 0.5, 0.0, 0.0),
            "sentence": (-9.0, -9.0, -9.0, -9.0)}  # fmt: skip
    found_labels = [m.label for m in name_decider.decided(text, [piece(text)], near) if m.span.of(text) == "Ossa"]
    assert found_labels == ["GPE", "GPE", "GPE"]


@pytest.mark.parametrize(
    "words_of", [[], [[Word(Span(0, 4), "Ossa", "", "", "", 0, True, {})]]], ids=["none", "untagged"]
)
def test_without_tags_and_openings_the_rules_have_the_last_word(words_of: list[list[Word]]) -> None:
    reading = Reading("Ossa", [Span(0, 4)])
    (name,) = name_decider.named(reading, [Mention(Span(0, 4), "GPE", 0.9)], words_of)
    assert (name.label, name.sure) == ("GPE", None)


def test_a_model_with_labels_of_its_own_is_left_alone() -> None:
    reading = Reading("Ossa", [Span(0, 4)])
    (name,) = name_decider.named(reading, [Mention(Span(0, 4), "GENE", 0.9)], [words("Ossa")])
    assert (name.label, name.sure) == ("GENE", None)


def test_a_cancel_is_heard_between_two_pieces() -> None:
    text = "Then Ossa rose."
    asked = iter([False, True])
    with pytest.raises(Cancelled):
        name_decider.decided(text, [piece(text)] * 3, {}, cancelled=lambda: next(asked))


def test_time_grows_with_the_length_only() -> None:
    line = "Ilse Tarvin of the Velm Harbour Union met Jo London, and ALL WERE WRITTEN LARGE IN THIS LONG ROW OF WORDS. "
    text = line * 60
    found_names = name_decider.decided(text, [piece(text)], name_decider.weights())
    spans = [m.span for m in found_names]
    assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


@pytest.mark.model
def test_an_article_is_weighed_as_a_whole() -> None:
    text = (
        "Norvell will cut its flights to Aldersey, a village in the north, Ilse Tarvin said on Monday.\n"
        "The airline Norvell has nine planes. Tarvin's critics want the Finnish carrier sold."
    )
    result = Pipeline.of().detect(DetectionRequest("a", text, "", ArticleMeta(), tuple(paragraphs(text))))
    labels = {(c.span.of(text), COARSE[c.label]) for c in result.candidates if c.label in COARSE}
    assert labels >= {("Aldersey", "LOC"), ("Ilse Tarvin", "PER"), ("Tarvin", "PER"), ("Finnish", "MISC")}
    assert all(0 < c.score < 1 for c in result.candidates if c.score is not None and c.label in COARSE)


def test_a_well_known_city_that_acts_for_its_government_stays_a_place() -> None:
    text = "They said that Yerevan agreed."
    for name, label in (("Yerevan", "GPE"), ("Velmont", "ORG")):
        said = text.replace("Yerevan", name)
        team = tuple(9.0 if kind == "ORG" else 0.0 for kind in LABELS)
        says_team = dict.fromkeys(features(said, name, mention(said, name, "GPE")), team)
        chosen = name_decider.decided(said, [piece(said, mention(said, name, "GPE"))], says_team)
        assert [(one.span.of(said), one.label) for one in chosen if one.span.of(said) == name] == [(name, label)]
