"""Zones and metadata of plain text: what each kind of header and footer is, and that no word is ever lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark.core.article import ArticleMeta, RawArticle
from pressmark.core.layout import guess_language, read_layout
from pressmark.core.text import canonical
from pressmark.core.zones import ZoneKind

BODY = (
    "Azerbaijani soldiers entered Kalbajar on Wednesday as the last Armenian troops left the mountainous district, the "
    "second of three areas that Yerevan agreed to give up under a ceasefire.\n\n"
    "The Ministry of Defence in Baku said engineers had opened a snowbound road over the mountains and were still "
    "lifting mines from the valley below."
)
HEADLINE = "Azerbaijani troops move into Kalbajar"


def zones(raw: RawArticle) -> list[tuple[str, str]]:
    return [(str(zone.kind), zone.span.of(raw.text)) for zone in raw.zones]


def read(text: str) -> RawArticle:
    return read_layout(canonical(text))


class TestHeader:
    def test_glued_header_above_the_headline(self) -> None:
        raw = read(f"Publish date25 Nov 2020 - 15:28\nStory Code : 483372\n\n{HEADLINE}\n\n{BODY}\n")
        assert zones(raw) == [
            ("published", "Publish date25 Nov 2020 - 15:28"),
            ("story_code", "Story Code : 483372"),
            ("headline", HEADLINE),
            ("body", BODY),
        ]
        assert raw.meta == ArticleMeta(HEADLINE, "2020-11-25T15:28", "483372", None, None, "en")

    @pytest.mark.parametrize(
        "header",
        [
            "STORY CODE: 483372\nPUBLISH DATE: 25 Nov 2020 - 15:28",
            "Story Code : 483372 Publish date25 Nov 2020 - 15:28",
            "Publish date25 Nov 2020 - 15:28Story Code : 483372",
            "Story Code483372Publish date25 Nov 2020 - 15:28",
            "Publish Date : Wednesday 25 November 2020 - 15:28 | Story code : 483372",
            "published on 25/11/2020 at 15:28\nnews id #483372",
        ],
    )
    def test_order_case_and_glue_of_the_header_do_not_matter(self, header: str) -> None:
        for text in (f"{header}\n\n{HEADLINE}\n\n{BODY}", f"{HEADLINE}\n{header}\n\n{BODY}"):
            raw = read(text)
            assert (raw.meta.published, raw.meta.story_code, raw.meta.headline) == (
                "2020-11-25T15:28", "483372", HEADLINE,
            )  # fmt: skip
            assert sorted({kind for kind, _ in zones(raw)}) == ["body", "headline", "published", "story_code"]
            assert dict(zones(raw))["body"] == BODY

    def test_header_and_headline_in_one_line(self) -> None:
        raw = read(f"Publish date25 Nov 2020 - 15:28 Story Code : 483372 {HEADLINE}\n\n{BODY}")
        assert zones(raw)[:3] == [
            ("published", "Publish date25 Nov 2020 - 15:28"),
            ("story_code", "Story Code : 483372"),
            ("headline", HEADLINE),
        ]

    @pytest.mark.parametrize(
        ("line", "published"),
        [
            ("Published: 3 March 2021, 10:05 GMT", "2021-03-03T10:05Z"),
            ("Posted on March 3, 2021", "2021-03-03"),
            ("First published on Wed 3 Mar 2021 10.05 GMT", "2021-03-03T10:05Z"),
            ("Updated: 2021-03-03 10:05", "2021-03-03T10:05"),
            ("Last updated on 3 March 2021", "2021-03-03"),
            ("Date: 03.03.2021", "2021-03-03"),
            ("Wednesday, 3 March 2021", "2021-03-03"),
            ("2021-03-03", "2021-03-03"),
            ("March 2021", "2021-03"),
            ("Published: 2021", "2021"),
            ("Published 2 hours ago", None),
        ],
    )
    def test_dates_under_the_headline(self, line: str, published: str | None) -> None:
        raw = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
        assert zones(raw) == [("headline", HEADLINE), ("published", line), ("body", BODY)]
        assert raw.meta.published == published

    def test_first_publication_goes_before_a_later_change(self) -> None:
        raw = read(f"{HEADLINE}\nUpdated 4 March 2021\nPublished 3 March 2021\n\n{BODY}")
        assert raw.meta.published == "2021-03-03"

    def test_day_and_month_are_told_by_the_rest_of_the_article(self) -> None:
        line = "Published: 03/04/2021"
        assert read(f"{HEADLINE}\n{line}\n\n{BODY} It began on 25 November.").meta.published == "2021-04-03"
        assert read(f"{HEADLINE}\n{line}\n\n{BODY} It began on November 25.").meta.published == "2021-03-04"
        assert read(f"{HEADLINE}\n{line}\n\n{BODY}").meta.published == "2021"

    @pytest.mark.parametrize(
        ("line", "byline"),
        [
            ("By Jane Roe", "Jane Roe"),
            ("BY JANE ROE", "JANE ROE"),
            ("By JANE ROE and John Doe, Correspondents", "JANE ROE and John Doe"),
            ("By Jane Roe, John Doe and Ann Poe", "Jane Roe, John Doe and Ann Poe"),
            ("By Jane Roe, London", "Jane Roe"),
            ("By Jane Roe in Baku and John Doe in Yerevan", "Jane Roe and John Doe"),
            ("By Jane Roe, Foreign Affairs Correspondent", "Jane Roe"),
            ("Written by Nigar Səfərova", "Nigar Səfərova"),
            ("By Ludwig van der Berg", "Ludwig van der Berg"),
            ("Author: Siobhán Ní Chonaill", "Siobhán Ní Chonaill"),
            ("By Reuters Staff", "Reuters Staff"),
        ],
    )
    def test_bylines(self, line: str, byline: str) -> None:
        raw = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
        assert zones(raw) == [("headline", HEADLINE), ("byline", line), ("body", BODY)]
        assert raw.meta.byline == byline

    def test_byline_and_date_in_one_line(self) -> None:
        for line, pieces in (
            ("By Jane Roe | 3 March 2021", [("byline", "By Jane Roe |"), ("published", "3 March 2021")]),
            ("By Jane Roe, 3 March 2021", [("byline", "By Jane Roe,"), ("published", "3 March 2021")]),
            ("3 March 2021 · By Jane Roe", [("published", "3 March 2021 ·"), ("byline", "By Jane Roe")]),
        ):
            raw = read(f"{HEADLINE}\n{line}\n\n{BODY}")
            assert zones(raw)[1:-1] == pieces
            assert (raw.meta.byline, raw.meta.published) == ("Jane Roe", "2021-03-03")

    def test_a_name_above_the_date_is_a_byline(self) -> None:
        raw = read(f"{HEADLINE}\nJane Roe\n3 March 2021\n\n{BODY}")
        assert zones(raw)[1] == ("byline", "Jane Roe")
        assert raw.meta.byline == "Jane Roe"

    def test_an_article_without_header_has_none(self) -> None:
        raw = read(BODY)
        assert zones(raw) == [("body", BODY)]
        assert raw.meta == ArticleMeta(language="en")

    def test_hard_wrapped_text_has_no_headline(self) -> None:
        lines = [BODY.replace("\n\n", " ")[at : at + 70].strip() for at in range(0, 280, 70)]
        raw = read("\n".join(lines))
        assert [kind for kind, _ in zones(raw)] == ["body"]

    def test_a_wrapped_headline_is_one_headline(self) -> None:
        raw = read(f"Azerbaijani troops move into Kalbajar as\narmenian forces pull out\n\n{BODY}")
        assert raw.meta.headline == "Azerbaijani troops move into Kalbajar as armenian forces pull out"

    def test_a_subtitle_is_body_and_the_byline_below_it_is_found(self) -> None:
        raw = read(f"{HEADLINE}\n\nThe second of three districts changes hands after a delay.\n\nBy Jane Roe\n\n{BODY}")
        assert [kind for kind, _ in zones(raw)] == ["headline", "body", "byline", "body"]

    def test_sections_and_menus_above_the_headline_are_furniture(self) -> None:
        raw = read(f"Home > News > Caucasus\n\nWorld news\n\n{HEADLINE}\n\n{BODY}")
        assert [kind for kind, _ in zones(raw)] == ["furniture", "headline", "body"]

    @pytest.mark.parametrize(
        "line",
        [
            "By Wednesday the last troops had left, the ministry said.",
            "Published in 1993, the report named nine villages that had been burned.",
            "The story number 5 is told again and again.",
            "Updated figures were due on Friday.",
            "Date palms were cut down.",
        ],
    )
    def test_sentences_that_begin_like_headers_stay_body(self, line: str) -> None:
        raw = read(f"{HEADLINE}\n\n{line}\n\n{BODY}")
        assert zones(raw) == [("headline", HEADLINE), ("body", f"{line}\n\n{BODY}")]

    def test_dates_within_the_article_stay_body(self) -> None:
        text = f"{HEADLINE}\n\n{BODY}\n\n25 November 2020\n\nBy Jane Roe\n\n{BODY}"
        assert [kind for kind, _ in zones(read(text))] == ["headline", "body"]

    def test_a_labelled_date_below_the_article_counts(self) -> None:
        raw = read(f"{HEADLINE}\n\n{BODY}\n\nPublished: 25 November 2020\nStory code: 483372")
        assert [kind for kind, _ in zones(raw)] == ["headline", "body", "published", "story_code"]
        assert (raw.meta.published, raw.meta.story_code) == ("2020-11-25", "483372")

    def test_what_the_file_says_goes_before_what_is_found(self) -> None:
        known = ArticleMeta(headline="Second line", published="2020", byline="Ann Poe", source="a.md")
        raw = read_layout(f"First line\n\nSecond line\n\nBy Jane Roe\n\n{BODY}", meta=known)
        assert raw.meta == ArticleMeta("Second line", "2020", None, "Ann Poe", "a.md", "en")
        assert ("headline", "Second line") in zones(raw)


class TestDateline:
    @pytest.mark.parametrize(
        "dateline",
        [
            "GENEVA (Agency) —",
            "GENEVA —",
            "GDAŃSK, Poland —",
            "BAKU, Nov 25 —",
            "BAKU, Azerbaijan, Nov. 25 –",
            "London, 3 May:",
            "GENEVA (2 October 2023) —",
            "NEW YORK (AP) --",
            "ODESA, Ukraine -",
            "Baku, November 25, AZERTAC —",
            "TEL AVIV/GAZA —",
        ],
    )
    def test_place_and_date_before_the_first_sentence(self, dateline: str) -> None:
        raw = read(f"{HEADLINE}\n\n{dateline} {BODY}")
        assert zones(raw) == [("headline", HEADLINE), ("dateline", dateline), ("body", BODY)]

    def test_a_full_date_in_it_is_the_publish_date_when_nothing_else_is(self) -> None:
        assert read(f"{HEADLINE}\n\nGENEVA (2 October 2023) — {BODY}").meta.published == "2023-10-02"
        assert read(f"{HEADLINE}\n1 May 2024\n\nGENEVA (2 October 2023) — {BODY}").meta.published == "2024-05-01"

    @pytest.mark.parametrize(
        "start",
        [
            "UPDATE — ",
            "Wait — ",
            "The army, which left — ",
            "He said: ",
            "BREAKING: ",
            "US-led — and late, ",
            "A — ",
            "“",
        ],
    )
    def test_other_beginnings_are_body(self, start: str) -> None:
        assert zones(read(f"{HEADLINE}\n\n{start}{BODY}")) == [("headline", HEADLINE), ("body", start + BODY)]


class TestFurniture:
    @pytest.mark.parametrize(
        "lines",
        [
            "Your Name\nYour Email Address",
            "Share this article",
            "Read more: Fuel shortage grounds aid flights",
            "Related articles\nFuel shortage grounds aid flights\nPrices climb for a fifth day",
            "Related articles\n\nFuel shortage grounds aid flights\n\nPrices climb for a fifth day",
            "Subscribe to our newsletter",
            "Advertisement",
            "Comments (12)",
            "Comments",
            "© 2020 The Meridian Wire. All rights reserved.",
            "Copyright 2020 Meridian",
            "Tags: Caucasus, war",
            "Follow us on Facebook",
            "Print",
            "Send to a friend",
            "Photo: Jane Roe/Meridian",
            "Facebook | Twitter | Email",
            "Share: Email | Copy link | Print",
            "More from the courts",
            "Leave a reply\nName *\nE-mail *\nWebsite\nPost comment",
        ],
    )
    def test_below_the_article(self, lines: str) -> None:
        assert zones(read(f"{HEADLINE}\n\n{BODY}\n\n{lines}\n")) == [
            ("headline", HEADLINE), ("body", BODY), ("furniture", lines),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "line", ["Advertisement", "Read more: Fuel shortage", "Share this story", "Photo: Jane Roe"]
    )
    def test_between_the_paragraphs(self, line: str) -> None:
        first, second = BODY.split("\n\n")
        assert [kind for kind, _ in zones(read(f"{HEADLINE}\n\n{first}\n\n{line}\n\n{second}"))] == [
            "headline", "body", "furniture", "body",
        ]  # fmt: skip

    def test_links_between_the_paragraphs_end_with_their_block(self) -> None:
        first, second = BODY.split("\n\n")
        raw = read(f"{HEADLINE}\n\n{first}\n\nRelated stories\nFuel runs out\nPrices climb\n\nBelow deck\n\n{second}")
        assert zones(raw)[2:] == [
            ("furniture", "Related stories\nFuel runs out\nPrices climb"),
            ("body", f"Below deck\n\n{second}"),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "Comments",
            "Home",
            "Copyright law was the reason, the court said.",
            "Follow the money, she said, and you will find the minister.",
            "Share prices fell by 3%.",
            "Image is everything to the party.",
            "Print sales rose.",
            "Related to the king by marriage, he fled.",
            "Photographs show the village as it was.",
            "More from the courts",
        ],
    )
    def test_words_of_the_article_stay_body(self, line: str) -> None:
        first, second = BODY.split("\n\n")
        raw = read(f"{HEADLINE}\n\n{first}\n\n{line}\n\n{second}")
        assert [kind for kind, _ in zones(raw)] == ["headline", "body"]


def check(raw: RawArticle) -> None:
    """The promises of `core.zones`: in order, apart, nothing but white space outside, none at the ends."""
    for left, right in pairwise(raw.zones):
        assert left.span.end <= right.span.start
    at = 0
    for zone in raw.zones:
        assert not raw.text[at : zone.span.start].strip()
        words = zone.span.of(raw.text)
        assert words == words.strip()
        at = zone.span.end
    assert not raw.text[at:].strip()


PIECES = [
    HEADLINE,
    "Publish date25 Nov 2020 - 15:28",
    "Story Code : 483372",
    "By Jane Roe | 3 March 2021",
    "GENEVA (AP) — It",
    "Your Name",
    "Related articles",
    "",
    "Comments",
    BODY,
    "  ",
    "\u2028",
    "By Jane Roe |",
    "—",
    "3 May 2020 ·",
    "İ",
    "Published 3 May 2020 Headline of it",
    "Kəlbəcər — BAKU",
    "👩🏽‍🚒",
    "e\u0301\u0301",
    "كلبجر",
    "\u00a0",
    "- a",
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=60), max_size=12)


class TestEveryText:
    @given(LINES, st.sampled_from(["\n", "\n\n", "\u2028", "\r\n", "\x0b", "\x85"]))
    @example(["By Jane Roe |"], "\n")
    @example(["Publish date25 Nov 2020 - 15:28 A", "b"], "\n")
    def test_zones_take_every_character_once(self, lines: list[str], joint: str) -> None:
        check(read(joint.join(lines)))

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        check(read(text))

    @given(LINES, st.dictionaries(st.integers(0, 200), st.sampled_from(list(ZoneKind)), max_size=4))
    def test_whatever_a_reader_knows(self, lines: list[str], known: dict[int, ZoneKind]) -> None:
        check(read_layout(canonical("\n".join(lines)), known=known))


def test_a_text_of_many_lines_takes_bounded_time() -> None:
    text = canonical(("A line of text that is neither short nor long and ends here\n" * 200_000)[:10_000_000])
    check(read_layout(text))


def test_language_is_said_only_where_it_is_clear() -> None:
    assert guess_language(BODY) == "en"
    assert (
        guess_language("Azərbaycan ordusu çərşənbə günü Kəlbəcər rayonuna daxil olub, Müdafiə Nazirliyi bildirib.")
        is None
    )
    assert guess_language("Baku") is None


SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.glob("*.gold.jsonl")))
def test_the_samples_are_laid_out_as_their_gold_says(name: str) -> None:
    import json

    gold = json.loads((SEEDS / name).read_text(encoding="utf-8"))
    if gold["meta"]["source"].endswith(".html"):
        pytest.skip("a page's furniture is known by its markup; tests/formats/test_html.py reads it")
    raw = read_layout(gold["text"])
    assert [(str(z.kind), z.span.start, z.span.end) for z in raw.zones] == [
        (z["kind"], z["start"], z["end"]) for z in gold["zones"]
    ]
    assert raw.meta.headline == gold["meta"]["headline"]
    assert raw.meta.story_code == gold["meta"]["story_code"]
    if not gold["meta"]["source"].endswith(".md"):
        assert (raw.meta.published, raw.meta.byline) == (gold["meta"]["published"], gold["meta"]["byline"])
