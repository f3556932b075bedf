from __future__ import annotations

import itertools
import re

import pytest

from pressmark.core.span import Span
from pressmark.detect import entities, name_words, names, places
from pressmark.detect.names import Mention, Reading
from pressmark.detect.pipeline import Pipeline

WRONG = {"PERSON": "ORG", "ORG": "PERSON", "GPE": "ORG", "LOC": "PERSON", "FAC": "PERSON", "EVENT": "ORG",
         "WORK_OF_ART": "PERSON", "LAW": "ORG"}  # fmt: skip


def reading(text: str, *, proper: frozenset[int] | None = None) -> Reading:
    return Reading(text, [Span(0, len(text))], proper)


def marked(text: str) -> tuple[Reading, list[Mention]]:
    """A text whose mentions stand between brackets: [Baku|GPE] or [Baku|GPE|0.5]."""
    plain = ""
    found: list[Mention] = []
    at = 0
    for match in re.finditer(r"\[([^\]|]+)\|([A-Z_]+)(?:\|([\d.]+))?\]", text):
        plain += text[at : match.start()]
        span = Span(len(plain), len(plain) + len(match[1]))
        found.append(Mention(span, match[2], float(match[3] or 0.99), {match[2]: 0.9}))
        plain += match[1]
        at = match.end()
    return reading(plain + text[at:]), found


def settled(text: str) -> list[tuple[str, str, str]]:
    article, found = marked(text)
    return [(m.span.of(article.text), m.label, m.rule) for m in names.settled(article, found)]


def examples() -> list[tuple[str, name_words.Row]]:
    tables = ("LAST_WORDS", "FIRST_WORDS", "LEADING_WORDS", "BEFORE", "DEFINING")
    return [(name, row) for name in tables for row in getattr(name_words, name)]


@pytest.mark.parametrize(("table", "row"), examples(), ids=lambda value: getattr(value, "example", value))
def test_the_example_of_each_row_is_read_by_it(table: str, row: name_words.Row) -> None:
    article, found = marked(re.sub(r"\[(.*?)\]", rf"[\1|{WRONG[row.label]}|0.6]", row.example))
    (mention,) = names.settled(article, found)
    rule = {"BEFORE": "word before the name", "DEFINING": "definition"}.get(table, "word in the name")
    assert (mention.label, mention.rule) == (row.label, rule)
    assert row.example[row.example.index("[") + 1 : row.example.index("]")] == mention.span.of(article.text)


def test_no_word_stands_in_two_rows_of_a_table() -> None:
    for rows in (name_words.LAST_WORDS, name_words.FIRST_WORDS, name_words.BEFORE, name_words.DEFINING):
        words = list(itertools.chain.from_iterable(row.words.split() for row in rows))
        assert len(words) == len(set(words))


def test_what_the_model_is_sure_of_stays_beside_a_word() -> None:
    assert settled("Crews reached [Tarn Hollow Reservoir|ORG|0.95].") == [("Tarn Hollow Reservoir", "ORG", "")]


def test_a_mark_of_hardly_any_score_is_dropped() -> None:
    assert settled("Nobody saw [Discontinued|ORG|0.2] or [Tarvin|PERSON|0.6].") == [("Tarvin", "PERSON", "")]


def test_one_name_has_the_label_with_the_most_weight() -> None:
    found = settled("[Selby|ORG|0.5] fell. Then [Selby|ORG|0.5] rose. So [Selby|GPE|0.99] and [the Selby|GPE] sang.")
    assert found == [
        ("Selby", "GPE", "majority"), ("Selby", "GPE", "majority"), ("Selby", "GPE", ""), ("the Selby", "GPE", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [("Erdoğan", "Erdogan"), ("the U.N.", "UN"), ("U.S. Army", "US Army"),
     ("Wałęsa", "Walesa"), ("İzmir", "Izmir"), ("Malmö", "Malmo\u0308"), ("Brønshøj", "Bronshoj")],
)  # fmt: skip
def test_ways_of_writing_a_name_are_one_name(one: str, other: str) -> None:
    assert names.key(one) == names.key(other)


def test_names_that_only_look_alike_stay_apart() -> None:
    apart = ("Dr. No", "Dr No", "J. Smith", "St. Ives", "Kəlbəcər", "Kalbacar")
    assert len({names.key(name) for name in apart}) == len(apart)


def test_a_name_with_and_without_its_accents_has_one_label() -> None:
    found = settled("[Erdoğan|PERSON|0.9] spoke in Ankara. Then [Erdogan|ORG|0.5] left, and [Erdogan|ORG|0.3] it was.")
    assert {label for _, label, _ in found} == {"PERSON"}


def test_a_surname_is_the_person_that_is_named_in_full() -> None:
    found = settled("[Ilse Tarvin|PERSON] spoke. [Tarvin|ORG] was heard, and [Velm|ORG] too.")
    assert found == [("Ilse Tarvin", "PERSON", ""), ("Tarvin", "PERSON", "surname"), ("Velm", "ORG", "")]


def test_a_sure_place_of_the_same_name_as_a_person_stays_one() -> None:
    assert settled("[Jo London|PERSON] left [London|GPE|0.99].")[1] == ("London", "GPE", "")


def test_capitals_in_brackets_are_the_name_before_them_everywhere() -> None:
    found = settled("The [Harbour Pilots Union|ORG] (HPU) met. Later HPU members left, and [HPU|GPE|0.6] split.")
    assert found == [
        ("Harbour Pilots Union", "ORG", ""), ("HPU", "ORG", "acronym"), ("HPU", "ORG", "acronym"),
        ("HPU", "ORG", "acronym"),
    ]  # fmt: skip


def test_capitals_that_are_no_initials_are_left_alone() -> None:
    assert settled("The [Harbour Pilots Union|ORG] (XYZ) met.") == [("Harbour Pilots Union", "ORG", "")]


def test_a_nickname_stands_in_the_middle_of_a_name() -> None:
    found = settled('[William|PERSON] "Cowboy" [Tarvin|ORG] rode.')
    assert found == [('William "Cowboy" Tarvin', "PERSON", "nickname")]


def test_a_list_is_of_one_kind() -> None:
    article, found = marked("Trains stop at [Cosham|GPE], [Havant|ORG|0.6] and [Selby|GPE].")
    found[1] = Mention(found[1].span, "ORG", 0.6, {"ORG": 0.6, "GPE": 0.3})
    assert [(m.label, m.rule) for m in names.settled(article, found)] == [("GPE", ""), ("GPE", "list"), ("GPE", "")]


def test_a_title_between_quotation_marks_is_a_work() -> None:
    found = settled("They sang “The Road to Selby” and the song “Velm” but “no” and “It is over now” were words.")
    assert found == [("The Road to Selby", "WORK_OF_ART", "quoted title"), ("Velm", "WORK_OF_ART", "quoted title")]


def test_a_name_behind_in_and_near_is_a_place() -> None:
    found = settled("Lights went out in [Aldersey|PERSON|0.8]. A bus left for [Aldersey|PERSON|0.6].")
    assert found == [("Aldersey", "GPE", "stands where places stand")] * 2


def test_a_part_grows_to_the_whole_name_where_it_stands() -> None:
    found = settled("[Thirty Miles to Ossa|ORG] played. Fans of Thirty Miles to [Ossa|LOC|0.8] came.")
    assert found == [("Thirty Miles to Ossa", "ORG", ""), ("Thirty Miles to Ossa", "ORG", "whole name")]


def test_a_name_is_found_again_but_not_inside_another() -> None:
    text = (
        "[Velm|GPE] fell. So Velm was lost, Velmar was not, the Velm Crystals won, and velm is a word. Go, Velm-born!"
    )
    assert settled(text) == [("Velm", "GPE", ""), ("Velm", "GPE", "repeated")]


def test_the_tagger_has_a_say_in_what_is_found_again() -> None:
    text = "May won. On May 9 she rested. Then May left."
    places_of_may = [match.start() for match in re.finditer("May", text)]
    article = reading(text, proper=frozenset({places_of_may[0], places_of_may[2]}))
    found = names.settled(article, [Mention(Span(0, 3), "PERSON", 0.99)])
    assert [m.span.start for m in found] == [places_of_may[0], places_of_may[2]]


def test_rules_look_at_no_words_of_another_paragraph() -> None:
    text = "Mr\nNorvell fell."
    article = Reading(text, [Span(0, 2), Span(3, len(text))])
    (mention,) = names.settled(article, [Mention(Span(3, 10), "ORG", 0.6)])
    assert (mention.label, mention.rule) == ("ORG", "")


def test_countries_and_cities_are_known_and_common_words_are_not() -> None:
    known = places.well_known()
    assert {"Azerbaijan", "Baku", "Yerevan", "South Sudan", "Buenos Aires", "Côte d’Ivoire"} <= known
    assert not {"Jordan", "Christmas", "Center", "Man", "Troll", "Unknown City"} & known
    assert 400 < len(known) < 1200


def test_time_grows_with_the_length_only() -> None:
    line = "[Velm Harbour Union|ORG] (VHU) said “The Big Day” was near [Ossa|PERSON|0.6], and VHU men left. "
    article, found = marked("".join(line.replace("Velm", f"Velm{n}") for n in range(3000)))
    assert sum(m.rule == "acronym" for m in names.settled(article, found)) >= 6000


def test_scores_by_evidence_are_the_share_that_was_right_and_grow() -> None:
    found = [Mention(Span(at, at + 1), "ORG", 0.5, rule="evidence", sure=at / 50) for at in range(51)]
    scores = [c.score for c in entities.candidates(found, model="m-1", measured={})]
    assert scores == sorted(s for s in scores if s is not None)
    assert (scores[0], scores[-1]) == (0.0, 0.94)
    assert scores[27] == pytest.approx(0.44, abs=0.01)


@pytest.mark.model
def test_the_steps_taken_are_the_models_own() -> None:
    from pressmark.detect import transitions
    from pressmark.detect.models import choose, load

    nlp = load(choose())
    texts = [
        "Russia is sending 1,960 peacekeepers, President Vladimir Putin said.",
        "Nurses at Lorvale General Hospital in Baku struck on Monday.",
        "",
        "Nothing.",
    ]
    plain = [[(e.start, e.end, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    scored = list(transitions.read(nlp, texts, batch_size=3))
    assert [[(e.start, e.end, e.label_) for e in doc.ents] for doc, _ in scored] == plain
    for doc, said in scored:
        assert (len(said.names), len(said.openings)) == (len(doc.ents), len(doc))
        for token, opening in zip(doc, said.openings, strict=True):
            assert (not opening) == (token.ent_iob_ == "I")
            assert not opening or 0.95 < sum(opening.values()) < 1 + 1e-5
            if token.ent_iob_ == "B":
                assert max(opening, key=opening.__getitem__) == token.ent_type_
        assert len(said.chances) == len(doc)
        for entity, one in zip(doc.ents, said.names, strict=True):
            assert said.chances[entity.start][len(entity)][entity.label_] == pytest.approx(one.score, abs=1e-4)
        for entity, one in zip(doc.ents, said.names, strict=True):
            assert 0 < one.score <= one.labels[entity.label_] + 1e-6 <= 1 + 2e-6
            assert max(one.labels, key=one.labels.__getitem__) == entity.label_


@pytest.mark.model
def test_names_that_were_not_taken_have_a_probability_too() -> None:
    from pressmark.detect import transitions
    from pressmark.detect.models import choose, load

    text = "The Harbour Pilots Union of Velm met. Baku fell."
    ((doc, said),) = transitions.read(load(choose()), [text], batch_size=8)
    words = [token.text for token in doc]
    union = said.chances[words.index("Harbour")]
    assert {1, 2, 3} <= union.keys()
    for at, chances in enumerate(said.chances):
        assert sum(sum(shares.values()) for shares in chances.values()) < 1 + 1e-4
        ends = [end for end in (words.index("."), len(words) - 1) if end >= at]
        assert all(at + length - 1 <= ends[0] for length in chances), "a name goes on behind its sentence"
        assert not chances or words[at][0].isupper() or words[at] in ("the", "a", "an")


@pytest.mark.model
def test_a_pipeline_that_ends_otherwise_is_read_as_it_is() -> None:
    from pressmark.detect import transitions
    from pressmark.detect.models import choose, load

    nlp = load(choose())
    nlp.add_pipe("entity_ruler", last=True).add_patterns([{"label": "ORG", "pattern": "fell"}])  # pyright: ignore
    ((doc, said),) = transitions.read(nlp, ["Baku fell."], batch_size=8)
    assert ([e.text for e in doc.ents], said) == (["Baku", "fell"], transitions.Recognised())


@pytest.mark.model
def test_names_are_marked_without_article_and_possessive() -> None:
    from pressmark.core.article import ArticleMeta
    from pressmark.core.ports import DetectionRequest

    text = "The Red Cross met in The Hague. Azerbaijan's army, the United Nations and Russia’s Gazprom were there."
    result = Pipeline.of().detect(DetectionRequest("a", text, "", ArticleMeta(), (Span(0, len(text)),)))
    found = [c.span.of(text) for c in result.candidates]
    assert found == ["Red Cross", "The Hague", "Azerbaijan", "United Nations", "Russia", "Gazprom"]
