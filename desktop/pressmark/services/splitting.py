"""How articles are dealt to the parts of a dataset; an article is never divided.

Three ways: by the article's own id, so that an article stays in its part whatever others come; by date, so that a model
is tested on what is newer than all that it has seen; and by labels, so that rare labels are in each part.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from msgspec import Struct, field

from pressmark.core.errors import UserError

Shares = Mapping[str, float]
"""Of each part, by its name, in the order of the parts; they sum up to 1."""


class SplitBy(StrEnum):
    """What decides into which part an article falls."""

    ARTICLE = "article"
    DATE = "date"
    LABELS = "labels"


class Dealt(Struct, frozen=True):
    """What needs to be known of an article to deal it.

    Attributes:
        published: ISO 8601, as `ArticleMeta.published`.
        labels: how many annotations of each label it has.
    """

    article_id: str
    published: str | None = None
    labels: Mapping[str, int] = field(default_factory=dict)


def parse_split(words: str) -> dict[str, float]:
    """The shares of "train=0.8,dev=0.1,test=0.1" (or percentages, "train=80,dev=10,test=10") by name.

    Raises:
        UserError: for names or shares that are none, and for shares that do not sum up to 1.
    """
    shares: dict[str, float] = {}
    for piece in words.split(","):
        name, sign, written = (part.strip() for part in piece.partition("="))
        try:
            share = float(written.removesuffix("%"))
        except ValueError:
            share = -1.0
        if not sign or not name or not name.replace("-", "_").isidentifier() or not 0 <= share <= 100:
            raise UserError(
                "“{piece}” is no part of a split. Write for example train=0.8,dev=0.1,test=0.1.", piece=piece.strip()
            )
        if name in shares:
            raise UserError("The split names “{name}” twice. Give each part a name of its own.", name=name)
        shares[name] = share
    total = sum(shares.values())
    if abs(total - 100) < 1e-6:
        shares = {name: share / 100 for name, share in shares.items()}
    elif abs(total - 1) > 1e-6:
        raise UserError("The shares of the split sum up to {total:g}. Make them sum up to 1 (or to 100).", total=total)
    return shares


def check_split(split: Shares) -> None:
    """Raises `UserError` for shares that do not sum up to 1."""
    if not split or abs(sum(split.values()) - 1) > 1e-6:
        raise UserError("The shares of the split do not sum up to 1. Write for example train=0.8,dev=0.1,test=0.1.")


def part_of(article_id: str, split: Shares, seed: int) -> str:
    """The part that an article falls into: by its own id and the seed alone, whatever other articles there are."""
    place = _hashed(article_id, seed) / 2**64
    end = 0.0
    for name, share in split.items():
        end += share
        if place < end:
            return name
    # Shares that sum up to a hair less than 1: the last part takes what is left.
    return [name for name, share in split.items() if share > 0][-1]


def _hashed(article_id: str, seed: int) -> int:
    """A number below 2**64."""
    digest = hashlib.sha256(f"{seed}:{article_id}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8])


def by_date(articles: Iterable[Dealt], split: Shares, seed: int) -> dict[str, str]:
    """The part of each article by its id: the oldest to the first part, the newest to the last.

    Articles without a date are taken for the oldest, so that none of them tests a model on what it may have seen; those
    of one day are in the order of the seed.
    """
    ordered = sorted(articles, key=lambda one: (one.published or "", _hashed(one.article_id, seed)))
    parts: dict[str, str] = {}
    first = 0
    for name, end in zip(split, _ends(split, len(ordered)), strict=True):
        for one in ordered[first:end]:
            parts[one.article_id] = name
        first = max(first, end)
    return parts


def _ends(split: Shares, count: int) -> Iterable[int]:
    """Behind which of `count` articles each part ends; the last takes all that are left."""
    share = 0.0
    names = [name for name, share in split.items() if share > 0]
    for name, its_share in split.items():
        share += its_share
        yield count if name == names[-1] else min(count, round(share * count))


def by_labels(articles: Iterable[Dealt], split: Shares, seed: int) -> dict[str, str]:
    """The part of each article by its id, so that each part gets its share of the annotations of every label.

    Source: Sechidis, Tsoumakas and Vlahavas, "On the stratification of multi-label data" (ECML PKDD 2011), the
    iterative stratification, with numbers of annotations in place of yes and no: the label of which the fewest articles
    are left is dealt first. Each of its articles goes to the part that still lacks the largest fraction of its share of
    that label; by the largest number, as in the paper, the large part would take all articles with many.
    """
    left = sorted(articles, key=lambda one: _hashed(one.article_id, seed))
    totals: dict[str, int] = {}
    holders: dict[str, dict[str, Dealt]] = {}
    for one in left:
        for label, number in one.labels.items():
            if number:
                totals[label] = totals.get(label, 0) + number
                holders.setdefault(label, {})[one.article_id] = one
    dealing = _Dealing({name: share for name, share in split.items() if share > 0}, totals, len(left))
    while holders:
        label = min(holders, key=lambda each: (len(holders[each]), each))
        # The heaviest first: what comes last can still even out what they left uneven.
        for one in sorted(holders.pop(label).values(), key=lambda each: -each.labels[label]):
            dealing.deal(one, label)
            for other in one.labels:
                if other in holders:
                    holders[other].pop(one.article_id, None)
        holders = {each: rest for each, rest in holders.items() if rest}
    for one in left:
        if one.article_id not in dealing.parts:
            dealing.deal(one, None)
    return dealing.parts


class _Dealing:
    """What each part still lacks of each label, and of articles, while they are dealt; as fractions of its share."""

    def __init__(self, shares: Shares, totals: Mapping[str, int], articles: int) -> None:
        self.shares = shares
        self.totals = totals
        self.articles = articles
        self.lacking = {name: dict.fromkeys(totals, 1.0) for name in shares}
        self.room = dict.fromkeys(shares, 1.0)
        self.parts: dict[str, str] = {}

    def deal(self, one: Dealt, label: str | None) -> None:
        def need(name: str) -> tuple[float, float, float]:
            lacks = 0.0 if label is None else round(self.lacking[name][label], 9)
            return lacks, round(self.room[name], 9), self.shares[name]

        name = max(self.shares, key=need)
        self.parts[one.article_id] = name
        share = self.shares[name]
        self.room[name] -= 1 / (share * self.articles)
        for each, number in one.labels.items():
            if number:
                self.lacking[name][each] -= number / (share * self.totals[each])


DEALERS: dict[SplitBy, Callable[[Iterable[Dealt], Shares, int], dict[str, str]]] = {
    SplitBy.DATE: by_date,
    SplitBy.LABELS: by_labels,
}
"""Those that need to know all articles before the first is dealt."""
