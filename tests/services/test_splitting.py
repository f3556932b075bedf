"""Parts by date and by labels: shares met, everything in one part, the same again for the same seed."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.services.splitting import DEALERS, Dealt, SplitBy, by_date, by_labels, parse_split

SPLIT = parse_split("train=0.8,dev=0.1,test=0.1")

articles = st.lists(
    st.builds(
        Dealt,
        st.text(max_size=5),
        st.none() | st.sampled_from(["2020", "2020-11", "2020-11-25", "2021-01-01T10:00"]),
        st.dictionaries(st.sampled_from(["A", "B", "C"]), st.integers(1, 9)),
    ),
    unique_by=lambda one: one.article_id,
)


@given(articles, st.sampled_from(list(DEALERS)), st.integers(0, 9), st.randoms())
def test_every_article_is_in_one_part_in_whatever_order_they_come(
    given_ones: list[Dealt], way: SplitBy, seed: int, order: random.Random
) -> None:
    parts = DEALERS[way](given_ones, SPLIT, seed)
    assert set(parts) == {one.article_id for one in given_ones}
    assert set(parts.values()) <= set(SPLIT)
    shuffled = given_ones[:]
    order.shuffle(shuffled)
    assert DEALERS[way](shuffled, SPLIT, seed) == parts


def test_the_newest_are_tested_on() -> None:
    ones = [Dealt(f"{day}", f"2020-01-{day:02}") for day in range(1, 31)]
    random.Random(3).shuffle(ones)
    parts = by_date(ones, SPLIT, 0)
    assert Counter(parts.values()) == {"train": 24, "dev": 3, "test": 3}
    assert {name for name, part in parts.items() if part == "test"} == {"28", "29", "30"}
    assert {name for name, part in parts.items() if part == "dev"} == {"25", "26", "27"}


def test_without_a_date_an_article_is_trained_on() -> None:
    ones = [Dealt("none"), *(Dealt(f"{day}", f"2020-01-{day:02}") for day in range(1, 10))]
    assert by_date(ones, parse_split("train=0.5,test=0.5"), 0)["none"] == "train"


def test_the_seed_orders_what_is_of_one_day() -> None:
    ones = [Dealt(f"{number}", "2020-01-01") for number in range(40)]
    assert by_date(ones, SPLIT, 0) != by_date(ones, SPLIT, 1)


def test_a_part_without_a_share_stays_empty() -> None:
    ones = [Dealt(f"{number}", None, {"A": 1}) for number in range(10)]
    for dealer in DEALERS.values():
        assert set(dealer(ones, parse_split("train=1,dev=0"), 0).values()) == {"train"}
        assert set(dealer(ones, parse_split("dev=0,train=1"), 0).values()) == {"train"}


@pytest.mark.parametrize("seed", range(3))
def test_each_part_has_its_share_of_every_label(seed: int) -> None:
    """Rare labels too, which dealing by article leaves to luck."""
    chance = random.Random(seed)
    ones = []
    for number in range(400):
        labels = {"PERSON": chance.randrange(1, 12), "GPE": chance.randrange(0, 6)}
        if number % 20 == 0:
            labels["LAW"] = 1 + chance.randrange(3)
        if number % 40 == 1:
            labels["EVENT"] = 1
        ones.append(Dealt(f"article {number}", None, {name: count for name, count in labels.items() if count}))
    parts = by_labels(ones, SPLIT, seed)
    totals: Counter[str] = Counter()
    by_part: dict[str, Counter[str]] = {name: Counter() for name in SPLIT}
    for one in ones:
        totals.update(one.labels)
        by_part[parts[one.article_id]].update(one.labels)
    for label, total in totals.items():
        for part, share in SPLIT.items():
            assert by_part[part][label] == pytest.approx(share * total, abs=max(1.5, 0.03 * total)), (label, part)
    sizes = Counter(parts.values())
    assert {name: round(count / 400, 1) for name, count in sizes.items()} == SPLIT
    assert by_labels(ones, SPLIT, seed + 1) != parts
