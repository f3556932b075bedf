"""The README.md of a Hugging Face dataset: metadata for the hub, counts, the label guideline, where it came from.

Source: the Hugging Face documentation, "Dataset Cards" and "Manual configuration" (`configs`, `dataset_info`). The
front matter is written as JSON values inside YAML, of which JSON is a part, so that no text in it needs care.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field

from pressmark import __version__
from pressmark.core.annotation import Status
from pressmark.core.labels import LabelSet
from pressmark.core.ports import AnnotatedArticle


class Part(Struct):
    """What is in one part of the split; its size counts bytes of Arrow, as the hub does."""

    articles: int = 0
    size: int = 0
    tokens: int = 0
    labels: Counter[str] = field(default_factory=Counter)


class Tally(Struct):
    """What a card says about its articles; grows with each of them."""

    parts: dict[str, Part] = field(default_factory=dict)
    origins: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    first_day: str = ""
    last_day: str = ""
    done: int = 0

    def add(self, article: AnnotatedArticle, *, part: str, tokens: int) -> None:
        """Counts one article."""
        there = self.parts[part]
        there.articles += 1
        there.tokens += tokens
        there.labels.update(mark.label for mark in article.annotations)
        self.statuses.update(str(mark.status) for mark in article.annotations)
        self.origins.update(mark.origin or "unknown" for mark in article.annotations)
        plain = article.article
        self.done += plain.done
        if plain.meta.language:
            self.languages[plain.meta.language] += 1
        day = (plain.meta.published or "")[:10]
        if day:
            self.first_day = min(self.first_day or day, day)
            self.last_day = max(self.last_day, day)


def card(tally: Tally, features: Sequence[Mapping[str, Any]], label_set: LabelSet | None) -> str:
    """The README.md.

    Args:
        tally: of all articles.
        features: the columns, as `dataset_info` names them.
        label_set: the guideline comes from its descriptions.
    """
    total = sum(part.articles for part in tally.parts.values())
    front: dict[str, Any] = {
        "pretty_name": label_set.name if label_set and label_set.name else "News articles",
        "language": [name for name, _ in tally.languages.most_common()] or ["und"],
        "task_categories": ["token-classification"],
        "task_ids": ["named-entity-recognition"],
        "size_categories": [_size(total)],
        "tags": ["news", "named-entity-recognition"],
        "configs": [
            {
                "config_name": "default",
                "data_files": [{"split": name, "path": f"data/{name}-*.parquet"} for name in tally.parts],
            }
        ],
        "dataset_info": {
            "features": list(features),
            "splits": [
                {"name": name, "num_bytes": part.size, "num_examples": part.articles}
                for name, part in tally.parts.items()
            ],
            "dataset_size": sum(part.size for part in tally.parts.values()),
        },
    }
    lines = ["---", *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items()), "---", ""]
    lines += ["# " + _plain(front["pretty_name"]), ""]
    lines += [
        f"{_counted(total, 'news article')} in which people, places, dates or figures are marked, made with Pressmark "
        f"{__version__}.",
        "",
        "## What is in it",
        "",
        *_counts(tally),
        "",
        "## Columns",
        "",
        "- `id`: the article's name; `text`: its whole text; `headline`, `published` (ISO 8601), `byline`, "
        "`story_code`, `language`, `source` (the file's name): empty where unknown; `extra`: what else is known, as "
        "JSON.",
        "- `tokens`: words and signs of what the article itself says; `starts` and `ends`: where each lies in `text`; "
        "`ner_tags`: a BIO tag for each, where marks overlap that of the outer one.",
        "- `spans`: all marks with their offsets in `text`, overlaps among them. Offsets count Unicode code points, "
        "`end` is behind the last character. `attributes` is the reading of a date or figure, as JSON.",
        "- `relations`: labelled arrows between marks, by their `id`.",
        "",
        "## Labels",
        "",
        *_guideline(tally, label_set),
        "",
        "## Where it came from",
        "",
        *_provenance(tally, total),
        "",
    ]
    return "\n".join(lines)


def _counts(tally: Tally) -> list[str]:
    names = list(tally.parts)
    labels = sorted({label for part in tally.parts.values() for label in part.labels})

    def row(what: str, counts: Sequence[int]) -> str:
        total = [sum(counts)] if len(counts) > 1 else []
        return f"| {what} | " + " | ".join(f"{count:,}" for count in [*counts, *total]) + " |"

    head = [*names, "all"] if len(names) > 1 else names
    lines = ["| | " + " | ".join(_cell(name) for name in head) + " |", "|---|" + "---:|" * len(head)]
    parts = list(tally.parts.values())
    lines.append(row("articles", [part.articles for part in parts]))
    lines.append(row("tokens", [part.tokens for part in parts]))
    lines.append(row("marks", [part.labels.total() for part in parts]))
    return lines + [row(_cell(label), [part.labels[label] for part in parts]) for label in labels]


def _guideline(tally: Tally, label_set: LabelSet | None) -> list[str]:
    used = {label for part in tally.parts.values() for label in part.labels}
    described = [label for label in label_set or () if label.name in used or label.description]
    lines = [f"- **{_plain(label.name)}**: {_plain(label.description) or 'no guideline'}" for label in described]
    others = sorted(used - {label.name for label in described})
    return lines + [f"- **{_plain(name)}**: no guideline" for name in others] or ["There are no marks."]


def _provenance(tally: Tally, total: int) -> list[str]:
    lines: list[str] = []
    if tally.first_day:
        same = tally.first_day == tally.last_day
        when = f"on {tally.first_day}" if same else f"from {tally.first_day} to {tally.last_day}"
        lines.append(f"- Articles published {when}, as far as the date is known.")
    lines.append(f"- {tally.done:,} of {_counted(total, 'article')} were marked as done by their reader.")
    counts = ((status, tally.statuses[str(status)]) for status in Status)
    lines += [f"- {_counted(count, 'mark')} {status}." for status, count in counts if count]
    lines += [f"- {_counted(count, 'mark')} made by {_maker(origin)}." for origin, count in _makers(tally.origins)]
    lines.append("- The texts belong to their publishers; make sure that you may pass them on.")
    return lines


def _makers(origins: Counter[str]) -> list[tuple[str, int]]:
    """Persons are not named in what may be published."""
    kinds: Counter[str] = Counter()
    for origin, count in origins.items():
        kind, _, name = origin.partition(":")
        kinds["person" if kind == "person" else f"{kind}:{name}"] += count
    return kinds.most_common()


def _maker(origin: str) -> str:
    kind, _, name = origin.partition(":")
    words = {"person": "people", "model": f"the model {name}", "rule": f"the rules for {name}"}
    return _plain(words.get(kind, f"an import ({name})" if kind == "import" else origin))


def _size(count: int) -> str:
    bounds = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"))
    return next((name for bound, name in bounds if count < bound), "1M<n<10M")


def _plain(words: str) -> str:
    """Text that Markdown shows as it is."""
    words = " ".join(words.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#|" else sign for sign in words)


def _cell(words: str) -> str:
    return _plain(words)


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
